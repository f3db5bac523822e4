use strata_model::ClaimKind;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unsupported_claim.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (reading, path) in &facts.readings {
        let goes_beyond = match reading.kind {
            ClaimKind::Inference | ClaimKind::Judgment | ClaimKind::Forecast => true,
            ClaimKind::Observation | ClaimKind::Derived | ClaimKind::Assumption => false,
        };
        if goes_beyond && reading.evidence().next().is_none() {
            let message =
                format!("the {} `{}` rests on nothing", reading.kind, reading.id);
            report
                .at(path.key("id"), message)
                .help("add its evidence, for example `rests-on: [free-cash-flow]`");
        }
    }
}
