use strata_model::{Days, End, Figure, Label, Period};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("ends_before_start.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let declared = facts.root.key("periods");
    for (label, days) in &facts.brief.periods {
        if days.last < days.first {
            let place = (declared.key(label.as_str()), Part::Value);
            exchange(place, *days, report);
        }
    }
    for (period, place) in &facts.periods {
        period_of(facts, period, place.clone(), report);
    }
    for (_, figure, path) in facts.figures() {
        superlative(facts, figure, path, report);
    }
    let sources = facts.root.key("sources");
    for (id, source) in &facts.brief.sources {
        if let (Some(date), Some(read)) = (source.date, source.retrieved)
            && read < date
        {
            let path = sources.key(id.as_str());
            let message = format!("`{id}` was read on {read}, before it was published");
            report
                .at(path.key("retrieved"), message)
                .help("correct one of the two dates")
                .related(path.key("date"), "published on this day");
        }
    }
}

fn period_of(
    facts: &Facts<'_>,
    period: &Period,
    place: (ArenaPath<'_>, Part),
    report: &mut Reporter<'_>,
) {
    let days = facts.calendar.dates(period).filter(|days| days.last < days.first);
    match (period, days) {
        (Period::Interval(days), Some(_)) => exchange(place, *days, report),
        (Period::YearToDate(end), Some(days)) if !is_declared(facts, end, period) => {
            let message = format!(
                "`{period}` ends on {}, before its year starts on {}",
                days.last, days.first
            );
            report
                .at(place, message)
                .help("correct the period, or the dates under `periods`");
        }
        // A label is said to be wrong where it is declared.
        _ => {}
    }
}

/// Whether the days of a period are declared, or end with a label whose own are reversed.
fn is_declared(facts: &Facts<'_>, end: &End, period: &Period) -> bool {
    let declared = &facts.brief.periods;
    let reversed =
        |label: &Label| declared.get(label).is_some_and(|days| days.last < days.first);
    declared.contains_key(period.to_string().as_str())
        || matches!(end, End::Of(label) if reversed(label))
}

/// A series that begins where its last value is, or later.
fn superlative(
    facts: &Facts<'_>,
    figure: &Figure,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let (Some(claim), Some(period)) = (&figure.superlative, &figure.period) else {
        return;
    };
    let since = &claim.since;
    let ends = facts.calendar.end(since).zip(facts.calendar.end(period));
    let Some((from, to)) = ends.filter(|(from, to)| to <= from) else { return };
    report
        .at(
            path.key("superlative").key("since"),
            format!("`{since}` ends on {from}, and the figure's period on {to}"),
        )
        .help("write the earlier period that is compared with")
        .related(path.key("period"), "the period of the figure");
}

fn exchange(place: (ArenaPath<'_>, Part), days: Days, report: &mut Reporter<'_>) {
    let Days { first, last } = days;
    let message = format!("`{days}` ends on {last}, before it starts on {first}");
    let place = Place::from(place);
    report
        .at(place.clone(), message)
        .help(format!("write `{last}/{first}`, or correct the wrong day"))
        .fix(Safety::Unsafe, [Change::Write(place, format!("{last}/{first}"))]);
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(brief: &str) -> Vec<String> {
        messages(&format!("{brief}\n"), "L056")
    }

    const REVERSED: &str = "2025-09-30/2025-07-01";
    const MESSAGE: &str =
        "`2025-09-30/2025-07-01` ends on 2025-07-01, before it starts on 2025-09-30";

    #[test]
    fn wherever_a_period_stands() {
        for brief in [
            format!("period: {REVERSED}"),
            format!("figures: {{a: {{label: A, value: $5B, period: {REVERSED}}}}}"),
            format!(
                "figures: {{a: {{label: A, value: $5B, period: FY 2024, history: {{{REVERSED}: \
                 $4B}}}}}}"
            ),
            format!(
                "figures: {{a: {{label: A, value: $5B, period: FY 2024, superlative: {{of: value, \
                 extreme: highest, since: {REVERSED}}}}}}}"
            ),
            format!(
                "thesis: [{{id: a, kind: forecast, text: It grows., likelihood: likely, horizon: \
                 {REVERSED}}}]"
            ),
        ] {
            assert!(said(&brief).contains(&MESSAGE.to_owned()), "{brief}");
        }
    }

    #[test]
    fn a_declared_label_is_said_once_however_often_it_is_used() {
        let figure = |id: &str, period: &str| {
            format!("  {id}: {{label: {id}, value: $5B, period: {period}}}\n")
        };
        let brief = format!(
            "periods: {{Q3 2026: {REVERSED}, FY 2026: 2025-01-27/2026-01-25}}\nfigures:\n{}{}{}",
            figure("a", "Q3 2026"),
            figure("b", "TTM Q3 2026"),
            figure("c", "YTD Q3 2026"),
        );
        assert_eq!(said(&brief), [MESSAGE]);
    }

    #[test]
    fn a_series_and_a_source_run_forwards_too() {
        let since = |period: &str| {
            said(&format!(
                "figures: {{a: {{label: A, value: $5B, period: FY 2024, superlative: {{of: value, \
                 extreme: highest, since: {period}}}}}}}"
            ))
        };
        assert!(since("FY 2023").is_empty());
        assert_eq!(
            since("FY 2025"),
            ["`FY 2025` ends on 2025-12-31, and the figure's period on 2024-12-31"]
        );
        assert_eq!(since("FY 2024").len(), 1);
        let read = |day: &str| {
            said(&format!(
                "sources: {{a: {{title: A, tier: press, date: 2025-08-21, retrieved: {day}}}}}"
            ))
        };
        assert!(read("2025-08-21").is_empty());
        assert_eq!(
            read("2025-08-20"),
            ["`a` was read on 2025-08-20, before it was published"]
        );
    }

    #[test]
    fn one_day_is_a_span() {
        assert!(said("period: 2025-09-30/2025-09-30").is_empty());
        assert!(said("period: 2025-07-01/2025-09-30").is_empty());
    }
}
