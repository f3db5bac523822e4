//! L055: a brief about a period that has not ended.

use strata_model::{Basis, ClaimKind};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L055",
    name: "period-not-over",
    severity: Severity::Warning,
    why: "A brief on the third quarter dated in its second month reports what has not \
          happened yet. A brief that looks ahead says so by what it holds: an outlook, an \
          estimate or a forecast for that time.",
    bad: "period: Q4 2025\nas-of: 2025-10-31",
    good: "period: Q3 2025\nas-of: 2025-10-31",
    fix: "Correct `period` or `as-of`. For a look ahead, add the guidance or the forecast \
          that it is about.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let (brief, calendar) = (index.brief, &index.calendar);
    let Some(period) = &brief.period else { return };
    let Some(end) = calendar.end(period).filter(|end| *end > brief.as_of) else { return };
    let ahead = |period| calendar.end(period).is_some_and(|end| end > brief.as_of);
    let outlook = brief.figures.values().any(|figure| {
        let marked =
            figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
        marked && figure.period.as_ref().is_some_and(ahead)
    });
    let forecast = index.readings.iter().any(|(reading, _)| {
        reading.kind == ClaimKind::Forecast && reading.horizon.as_ref().is_none_or(ahead)
    });
    if outlook || forecast {
        return;
    }
    let message = format!("`{period}` ends on {end}, after the as-of date");
    found.push(
        Finding::new(&RULE, (Path::root().key("period"), Part::Value), message)
            .help("correct the period or `as-of`, or add the outlook that it is about")
            .related((Path::root().key("as-of"), Part::Value), "the as-of date"),
    );
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn a_look_ahead_shows_what_it_sees() {
        let said = |period: &str, more: &str| {
            messages(&format!("period: {period}\nas-of: 2025-10-31\n{more}\n"), "L055")
        };
        assert_eq!(
            said("FY 2025", ""),
            ["`FY 2025` ends on 2025-12-31, after the as-of date"]
        );
        assert!(said("YTD Q3 2025", "").is_empty());
        assert!(said("2025-10", "").is_empty(), "it ends on the as-of date");
        let sales = "figures: {a: {label: A, value: $5B, period: Q4 2025";
        assert_eq!(said("Q4 2025", &format!("{sales}}}}}")).len(), 1);
        let outlook = format!("{sales}, guidance: {{issued: 2025-10-30}}}}}}");
        assert!(said("Q4 2025", &outlook).is_empty());
        let forecast =
            "thesis: [{id: a, kind: forecast, text: It grows., horizon: Q4 2025}]";
        assert!(said("Q4 2025", forecast).is_empty());
    }
}
