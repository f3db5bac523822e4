use std::collections::BTreeSet;

use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::literal::Literal;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unused_figure.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // A figure whose number is typed where its reference should stand is one mistake, not two.
    let typed = facts.literals().iter().flat_map(Literal::meant);
    let typed: BTreeSet<&str> = typed.map(|mention| mention.id.as_str()).collect();
    for (id, _, path) in facts.figures() {
        if !facts.is_referred_to(id.as_str()) && !typed.contains(id.as_str()) {
            let message = format!("figure `{id}` is neither shown nor used");
            report
                .at((path, Part::Key), message)
                .help(format!("show it, write `{{{id}}}` in a text, or remove it"));
        }
    }
}
