//! L051: a figure of the future that does not say so.

use strata_model::{Basis, Period};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L051",
    name: "outlook-unmarked",
    severity: Severity::Warning,
    why: "A period that ends after the as-of date has not happened yet. A figure of it is \
          guidance of the issuer or an estimate, and is printed as one.",
    bad: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2026}",
    good: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2026, \
           guidance: {issued: 2025-10-30}}",
    fix: "Mark guidance with `guidance: {issued: DATE}`, an estimate of yours or of others \
          with `basis: analyst-estimate`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        let marked =
            figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
        let ahead = |period: &Period| {
            index.calendar.end(period).is_some_and(|end| end > index.brief.as_of)
        };
        if marked {
            continue;
        }
        if figure.period.as_ref().is_some_and(ahead) {
            let message =
                format!("the period of figure `{id}` ends after the as-of date");
            found.push(
                Finding::new(&RULE, (path.key("period"), Part::Value), message).help(
                    "mark it with `guidance: {issued: DATE}`, or correct the period",
                ),
            );
        } else if let Some(period) = figure.history.keys().find(|period| ahead(period)) {
            let message = format!(
                "`{period}` in the history of figure `{id}` ends after the as-of date"
            );
            let path = path.key("history").period(period);
            found.push(Finding::new(&RULE, (path, Part::Key), message).help(
                "make it a figure of its own with `guidance`, or correct the period",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

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
