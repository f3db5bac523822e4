use strata_model::{Basis, ClaimKind};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("period_not_over.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let (brief, calendar) = (facts.brief, &facts.calendar);
    let Some(period) = &brief.period else { return };
    let Some(end) = calendar.end(period).filter(|end| *end > brief.as_of) else { return };
    let ahead = |period| calendar.end(period).is_some_and(|end| end > brief.as_of);
    let outlook = brief.figures.values().any(|figure| {
        let marked =
            figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
        marked && figure.period.as_ref().is_some_and(ahead)
    });
    let forecast = facts.readings.iter().any(|(reading, _)| {
        reading.kind == ClaimKind::Forecast && reading.horizon.as_ref().is_none_or(ahead)
    });
    if outlook || forecast {
        return;
    }
    let message = format!("`{period}` ends on {end}, after the as-of date");
    report
        .at((Path::root().key("period"), Part::Value), message)
        .help("correct the period or `as-of`, or add the outlook that it is about")
        .related((Path::root().key("as-of"), Part::Value), "the as-of date");
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
