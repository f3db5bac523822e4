use std::collections::BTreeSet;

use strata_model::calc::outlook::actuals;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::guidance;
use crate::prose::literal::Literal;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unused_figure.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // A figure whose number is typed where its reference should stand is one mistake, not two.
    let typed = facts.literals().iter().flat_map(Literal::meant);
    let typed: BTreeSet<&str> = typed.map(|mention| mention.id.as_str()).collect();
    // What was reported since stands beside the guidance for it.
    let shown = guidance(facts).flat_map(|(table, _)| &table.show);
    let outlooks = shown.filter_map(|id| facts.figure_of(id));
    let reported = outlooks.flat_map(|(id, outlook)| actuals(facts.brief, id, outlook));
    let reported: BTreeSet<&str> = reported.map(|(id, _)| id.as_str()).collect();
    for (id, _, path) in facts.figures() {
        let used = facts.is_referred_to(id.as_str()) || reported.contains(id.as_str());
        if !used && !typed.contains(id.as_str()) {
            let message = format!("figure `{id}` is neither shown nor used");
            report
                .at((path, Part::Key), message)
                .help(format!("show it, write `{{{id}}}` in a text, or remove it"));
        }
    }
}
