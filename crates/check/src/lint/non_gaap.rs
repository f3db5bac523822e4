//! L052: a non-GAAP figure that does not say what it is.

use strata_model::{Basis, Id};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L052",
    name: "non-gaap",
    severity: Severity::Error,
    why: "A measure outside the accounting principles means what its author decides. It may \
          be printed only with its definition and with the nearest measure that follows the \
          principles.",
    bad: "figures:\n  capex: {label: CapEx, value: $5B, period: FY 2024, basis: non-gaap}",
    good: "definitions:\n  net-capex: purchases less proceeds from sales\nfigures:\n  \
           gross: {label: Purchases, value: $6B, period: FY 2024, basis: gaap}\n  \
           capex: {label: CapEx, value: $5B, period: FY 2024, basis: non-gaap, \
           definition: net-capex, nearest-gaap: gross}",
    fix: "Add `definition`, the id of a sentence under `definitions`, and `nearest-gaap`, the \
          id of a figure.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        if figure.basis != Some(Basis::NonGaap) {
            continue;
        }
        let missing = match (&figure.definition, &figure.nearest_gaap) {
            (Some(_), Some(nearest)) => {
                found.extend(no_nearest(index, id, nearest, path));
                continue;
            }
            (None, Some(_)) => "`definition`",
            (Some(_), None) => "`nearest-gaap`",
            (None, None) => "`definition` and no `nearest-gaap`",
        };
        let message = format!("non-GAAP figure `{id}` has no {missing}");
        found.push(
            Finding::new(&RULE, (path.key("basis"), Part::Value), message)
                .help("add what is missing, or correct the basis"),
        );
    }
}

/// A nearest measure that follows the principles no more than the figure does.
fn no_nearest(
    index: &Index<'_>,
    id: &Id,
    nearest: &Id,
    path: Site<'_>,
) -> Option<Finding> {
    let basis = index.figure(nearest)?.basis?;
    let message =
        format!("`{nearest}`, the nearest GAAP measure of `{id}`, is non-GAAP itself");
    let place = (path.key("nearest-gaap"), Part::Value);
    (basis == Basis::NonGaap).then(|| {
        Finding::new(&RULE, place, message)
            .help("name a figure that follows the accounting principles")
    })
}
