use strata_model::{Basis, Id};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("non_gaap.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some(basis) = figure.basis.filter(|basis| basis.is_adjusted()) else {
            continue;
        };
        // Few issuers reconcile what they expect.
        if figure.guidance.is_some() {
            continue;
        }
        let missing = match (&figure.definition, &figure.nearest_gaap) {
            (Some(_), Some(nearest)) => {
                no_nearest(facts, id, nearest, path, report);
                continue;
            }
            (None, Some(_)) => "`definition`",
            (Some(_), None) => "`nearest-gaap`",
            (None, None) => "`definition` and no `nearest-gaap`",
        };
        let message = format!("{} figure `{id}` has no {missing}", called(basis));
        report
            .at((path.key("basis"), Part::Value), message)
            .help("add what is missing, or correct the basis");
    }
}

/// A nearest measure that follows the principles no more than the figure does.
fn no_nearest(
    facts: &Facts<'_>,
    id: &Id,
    nearest: &Id,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let basis = facts.figure(nearest).and_then(|nearest| nearest.basis);
    if let Some(basis) = basis.filter(|basis| basis.is_adjusted()) {
        let message = format!(
            "`{nearest}`, the nearest measure to `{id}`, is {} itself",
            called(basis)
        );
        report
            .at((path.key("nearest-gaap"), Part::Value), message)
            .help("name a figure that follows the accounting principles");
    }
}

fn called(basis: Basis) -> &'static str {
    if basis == Basis::NonIfrs { "non-IFRS" } else { "non-GAAP" }
}
