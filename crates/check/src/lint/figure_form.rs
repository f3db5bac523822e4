//! L029: a figure that has no value, or several.

use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L029",
    name: "figure-form",
    severity: Severity::Error,
    why: "A figure is one quantity, known in one way: a value, a range, an order of \
          magnitude, a shift in words, or nothing but a change. Two of them could disagree; \
          with none there is nothing to print.",
    bad: "figures:\n  sales: {label: Sales, period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, change: +5% yoy, period: FY 2024}",
    fix: "Keep exactly one of `value`, `range`, `magnitude` and `shift`, or a `change` alone.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        let forms = [
            ("value", figure.value.is_some()),
            ("range", figure.range.is_some()),
            ("magnitude", figure.magnitude.is_some()),
            ("shift", figure.shift.is_some()),
        ];
        let mut present = forms.iter().filter(|(_, is)| *is).map(|(key, _)| *key);
        match (present.next(), present.next()) {
            (Some(first), Some(second)) => {
                let message = format!("figure `{id}` has a `{first}` and a `{second}`");
                found.push(
                    Finding::new(&RULE, (path.key(second), Part::Key), message)
                        .help("keep one of the two")
                        .related((path.key(first), Part::Key), "the other"),
                );
            }
            (None, _) if figure.change.is_none() => {
                let message = format!("figure `{id}` has no value");
                found.push(Finding::new(&RULE, (path, Part::Key), message).help(
                    "add one of `value`, `range`, `magnitude`, `shift`, or a `change`",
                ));
            }
            _ => {}
        }
        if figure.tolerance.is_some() && figure.value.is_none() {
            let message = format!("figure `{id}` has a tolerance but no value");
            found.push(
                Finding::new(&RULE, (path.key("tolerance"), Part::Key), message)
                    .help("add the `value`, or give the ends as a `range`"),
            );
        }
    }
}
