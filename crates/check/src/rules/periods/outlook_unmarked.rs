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

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn the_history_lies_in_the_past() {
        let said = |period: &str, history: &str, more: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $5B, period: {period}, \
                 history: {{{history}: $4B}}{more}}}\n"
            );
            messages(&brief, "L051")
        };
        assert_eq!(
            said("Q3 2025", "Q4 2025", ""),
            ["`Q4 2025` in the history of figure `a` ends after the as-of date"]
        );
        assert!(said("Q3 2025", "Q2 2025", "").is_empty());
        assert_eq!(said("Q1 2026", "Q4 2025", "").len(), 1, "told once");
        let outlook = ", guidance: {issued: 2025-10-30}";
        assert!(said("Q1 2026", "Q4 2025", outlook).is_empty());
    }
}
