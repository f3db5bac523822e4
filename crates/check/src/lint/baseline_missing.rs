//! L035: twice of what.

use strata_model::{Against, Extent, Measure};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L035",
    name: "baseline-missing",
    severity: Severity::Error,
    why: "A multiple, and a likelihood relative to another, mean nothing without what they \
          are relative to: twice the engagement of whom?",
    bad: "figures:\n  use: {label: Engagement, value: 2x, period: FY 2024}",
    good: "figures:\n  use: {label: Engagement, value: 2x, period: FY 2024, \
           baseline: the original Alexa}",
    fix: "Name it in `baseline`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if figure.baseline.is_some() {
            continue;
        }
        if let Some(value) = &figure.value
            && matches!(
                value.unit().measure,
                Measure::Multiple | Measure::MoreLikely | Measure::LessLikely
            )
        {
            let message = format!("`{value}` does not say of what");
            found
                .push(Finding::new(&RULE, path.key("value"), message).help(
                    "add a `baseline`, for example `baseline: the original Alexa`",
                ));
        }
        if let Some(change) = &figure.change
            && change.against == Against::Baseline
            && matches!(change.extent, Extent::By(_))
        {
            let message = format!("`{change}` does not name its baseline");
            found.push(
                Finding::new(&RULE, path.key("change"), message)
                    .help("add a `baseline` to the figure"),
            );
        }
    }
}
