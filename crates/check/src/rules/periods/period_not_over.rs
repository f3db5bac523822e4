use strata_model::{Basis, ClaimKind};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("period_not_over.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let (brief, calendar) = (facts.brief, &facts.calendar);
    // Then the as-of date is the mistake.
    if facts.as_of_too_early().is_some() {
        return;
    }
    let Some(period) = &brief.period else { return };
    let Some(end) = calendar.end(period).filter(|end| *end > brief.as_of) else { return };
    let start = |period| calendar.dates(period).map(|days| days.first);
    // An outlook for a later time is no look ahead at this one.
    let ahead = |period| {
        calendar.end(period).is_some_and(|end| end > brief.as_of)
            && start(period).is_none_or(|start| start <= end)
    };
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
