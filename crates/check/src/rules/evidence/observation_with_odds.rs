use strata_model::ClaimKind;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("observation_with_odds.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (reading, path) in &facts.readings {
        let what = match reading.kind {
            ClaimKind::Observation => "an observation",
            ClaimKind::Derived => "computed",
            ClaimKind::Assumption
            | ClaimKind::Inference
            | ClaimKind::Judgment
            | ClaimKind::Forecast => continue,
        };
        let id = &reading.id;
        if let Some(likelihood) = reading.likelihood {
            let message = format!(
                "`{id}` is {what}, and has the likelihood `{}`",
                likelihood.word()
            );
            report
                .at((path.key("likelihood"), Part::Value), message)
                .help("take the likelihood away, or make it a `forecast`")
                .related((path.key("kind"), Part::Value), "the kind of the claim");
        } else if let Some(horizon) = &reading.horizon {
            report
                .at(
                    (path.key("horizon"), Part::Value),
                    format!("`{id}` is {what}, and has the horizon `{horizon}`"),
                )
                .help("take the horizon away, or make it a `forecast`")
                .related((path.key("kind"), Part::Value), "the kind of the claim")
                .severity(Severity::Warning);
        }
    }
}
