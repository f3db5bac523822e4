//! L040: a conclusion that rests on nothing.

use strata_model::ClaimKind;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L040",
    name: "unsupported-claim",
    severity: Severity::Warning,
    why: "An inference, a judgment or a forecast goes beyond what a source reports. A reader \
          must be able to see from where it starts.",
    bad: "thesis:\n  - {id: moat, kind: judgment, text: Scale is a moat.}",
    good: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2024}\nthesis:\n  \
           - {id: moat, kind: judgment, text: Scale is a moat., rests-on: [sales]}",
    fix: "Name the evidence in `rests-on`, `against` or `evidence`: any figure, reading, \
          source, block or item that has an id.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (reading, path) in &index.readings {
        let word = match reading.kind {
            ClaimKind::Inference => "inference",
            ClaimKind::Judgment => "judgment",
            ClaimKind::Forecast => "forecast",
            ClaimKind::Observation | ClaimKind::Derived | ClaimKind::Assumption => {
                continue;
            }
        };
        if reading.evidence().next().is_none() {
            let message = format!("the {word} `{}` rests on nothing", reading.id);
            found.push(
                Finding::new(&RULE, path.key("id"), message)
                    .help("add its evidence, for example `rests-on: [free-cash-flow]`"),
            );
        }
    }
}
