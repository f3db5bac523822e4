//! L030: a figure of which nobody can tell when.

use strata_model::Period;
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

/// For the rule on what follows from a period that is accepted as missing.
pub(super) const CODE: &str = "L030";

const RULE: Rule = Rule {
    code: CODE,
    name: "period-missing",
    severity: Severity::Warning,
    why: "A figure without its period is a claim, not a record: half a million chips by \
          when? It is printed as such, and cannot be compared with anything.",
    bad: "figures:\n  chips: {label: Largest cluster, value: 500K, period: unstated}",
    good: "figures:\n  chips: {label: Largest cluster, value: 500K, period: at 2025-10-30}",
    fix: "Add the period. Where the source gives none, write `period: unstated`, and accept \
          the finding in `allow` with the reason.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        let (place, message) = match figure.period {
            None => ((path, Part::Key), format!("figure `{id}` has no period")),
            Some(Period::Unstated) => (
                (path.key("period"), Part::Value),
                format!("the period of figure `{id}` is unstated"),
            ),
            Some(_) => continue,
        };
        found.push(
            Finding::new(&RULE, place, message).help(
                "add its period, or accept this in `allow` if the source states none",
            ),
        );
    }
}
