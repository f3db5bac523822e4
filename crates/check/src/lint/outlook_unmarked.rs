//! L051: a figure of the future that does not say so.

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::path::Part;
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
        let marked = figure.guidance.is_some()
            || figure.basis == Some(strata_model::Basis::AnalystEstimate);
        let end = figure.period.as_ref().and_then(|period| index.calendar.end(period));
        if !marked && end.is_some_and(|end| end > index.brief.as_of) {
            let message =
                format!("the period of figure `{id}` ends after the as-of date");
            found.push(
                Finding::new(&RULE, (path.key("period"), Part::Value), message).help(
                    "mark it with `guidance: {issued: DATE}`, or correct the period",
                ),
            );
        }
    }
}
