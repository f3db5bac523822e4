use strata_model::Against;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("consensus_undated.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(change) = &figure.change
            && change.against == Against::Consensus
        {
            report
                .at(
                    path.key("change"),
                    format!("`{change}` does not say whose, nor of what day"),
                )
                .help("make it one of `comparisons`, with `source` and `date`");
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            if one.change.against != Against::Consensus || one.with.is_some() {
                continue;
            }
            let missing = match (&one.source, &one.date) {
                (Some(_), Some(_)) => continue,
                (None, Some(_)) => "a `source`",
                (Some(_), None) => "a `date`",
                (None, None) => "a `source` and a `date`",
            };
            let place = path.key("comparisons").index(at).key("change");
            report
                .at(place, format!("`{}` lacks {missing}", one.change))
                .help("say who collected the estimates, and on which day they stood so");
        }
    }
}
