use strata_model::{Basis, Period};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("outlook_unmarked.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let marked =
            figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
        let ahead = |period: &Period| {
            facts.calendar.end(period).is_some_and(|end| end > facts.brief.as_of)
        };
        if marked {
            continue;
        }
        if figure.period.as_ref().is_some_and(ahead) {
            let message =
                format!("the period of figure `{id}` ends after the as-of date");
            report
                .at((path.key("period"), Part::Value), message)
                .help("mark it with `guidance: {issued: DATE}`, or correct the period");
        } else if let Some(period) = figure.history.keys().find(|period| ahead(period)) {
            let message = format!(
                "`{period}` in the history of figure `{id}` ends after the as-of date"
            );
            let path = path.key("history").period(period);
            report.at((path, Part::Key), message).help(
                "make it a figure of its own with `guidance`, or correct the period",
            );
        }
    }
}
