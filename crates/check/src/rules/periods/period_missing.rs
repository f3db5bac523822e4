use strata_model::Period;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("period_missing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let (place, message) = match figure.period {
            None => ((path, Part::Key), format!("figure `{id}` has no period")),
            Some(Period::Unstated) => (
                (path.key("period"), Part::Value),
                format!("the period of figure `{id}` is unstated"),
            ),
            Some(_) => continue,
        };
        report
            .at(place, message)
            .help("add its period, or accept this in `allow` if the source states none");
    }
}
