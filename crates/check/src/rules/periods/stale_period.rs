use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::age::age;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("stale_period.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let end = figure.period.as_ref().and_then(|period| facts.calendar.end(period));
        let Some((days, limit)) = end.and_then(|end| age(facts, end)) else { continue };
        let message = format!(
            "the period of figure `{id}` ended {days} days before the brief, more than {limit}"
        );
        report
            .at((path.key("period"), Part::Value), message)
            .help("use the latest figure, or raise `stale-after`");
    }
}
