//! L003: a figure that nothing shows and nothing uses.

use std::collections::BTreeSet;

use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::literal::Literal;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L003",
    name: "unused-figure",
    severity: Severity::Warning,
    why: "A figure that is neither shown nor used by a reading, another figure or a tripwire \
          is not printed. It was forgotten, or a reference to it was.",
    bad: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2024}\nthesis:\n  \
           - {id: main, kind: observation, text: 'Sales were {sales}.'}",
    fix: "Show it in a `figures` block, refer to it in prose, or remove it.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    // A figure whose number is typed where its reference should stand is one mistake, not two.
    let typed = index.literals().iter().flat_map(Literal::meant);
    let typed: BTreeSet<&str> = typed.map(|mention| mention.id.as_str()).collect();
    for (id, _, path) in index.figures() {
        if !index.is_referred_to(id.as_str()) && !typed.contains(id.as_str()) {
            let message = format!("figure `{id}` is neither shown nor used");
            found.push(
                Finding::new(&RULE, (path, Part::Key), message)
                    .help(format!("show it, write `{{{id}}}` in a text, or remove it")),
            );
        }
    }
}
