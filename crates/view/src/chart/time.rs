//! The time of a value in two short lines, as it stands under it.

use strata_model::{End, LabelKind, Period};

use crate::labels::Labels;

/// `Q3` and `2025`, or `30 Sep` and `2025`; of a year, and of what has none, one line.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    pub(crate) day: String,
    pub(crate) year: String,
}

/// How many lines all of these take.
pub(crate) fn deep(times: &[Time]) -> usize {
    if times.iter().all(|time| time.year.is_empty()) { 1 } else { 2 }
}

/// The time of a period. A stretch of days is told by its last, as it is drawn.
pub(crate) fn time(labels: &Labels, period: &Period) -> Time {
    let text = match period {
        Period::YearToDate(End::Of(label))
        | Period::TrailingTwelveMonths(End::Of(label))
        | Period::Fiscal(label) => {
            let text = labels.short_label(label);
            if matches!(label.kind(), LabelKind::Year(_)) {
                return Time { day: text, year: String::new() };
            }
            text
        }
        Period::YearToDate(End::Day(day))
        | Period::TrailingTwelveMonths(End::Day(day))
        | Period::Instant(day)
        | Period::SinceLaunch(day)
        | Period::RunRate(day) => labels.short_day(*day),
        Period::Interval(days) => labels.short_day(days.last),
        Period::Weeks(weeks) => labels.short_day(weeks.last()),
        Period::Month(_) | Period::Unstated => labels.short_period(period),
    };
    match text.rsplit_once([' ', '\u{A0}']) {
        Some((day, year)) if year.chars().all(|it| it.is_ascii_digit()) => {
            Time { day: day.trim_end_matches(',').to_owned(), year: year.to_owned() }
        }
        _ => Time { day: text, year: String::new() },
    }
}
