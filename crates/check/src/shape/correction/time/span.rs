//! Periods that are named by their days: `year ended 31 March 2025`, `13 weeks to …`.

use strata_model::{Date, Days, Period};

use super::super::{Correction, reads};
use super::{day_of, month_named};

/// Words between a span and the day it ends on.
const ENDED: [&str; 13] = [
    " ended on ",
    " ended ",
    " ending on ",
    " ending ",
    " end ",
    " to ",
    " through ",
    " until ",
    " bis zum ",
    " bis ",
    " au ",
    " à fin ",
    " per ",
];

/// Words before a single day.
const AT: [&str; 10] =
    ["as of ", "as at ", "as on ", "at ", "on ", "per ", "zum ", "am ", "au ", "@ "];

/// Spans of so many months, with a name that says more than their length.
const SPANS: [(&str, i8, Kind); 32] = [
    ("year", 12, Kind::Year),
    ("the year", 12, Kind::Year),
    ("fiscal year", 12, Kind::Year),
    ("financial year", 12, Kind::Year),
    ("full year", 12, Kind::Year),
    ("fy", 12, Kind::Year),
    ("geschäftsjahr", 12, Kind::Year),
    ("exercice", 12, Kind::Year),
    ("twelve months", 12, Kind::Trailing),
    ("12 months", 12, Kind::Trailing),
    ("12m", 12, Kind::Trailing),
    ("last twelve months", 12, Kind::Trailing),
    ("trailing twelve months", 12, Kind::Trailing),
    ("ltm", 12, Kind::Trailing),
    ("ttm", 12, Kind::Trailing),
    ("ytd", 0, Kind::ToDate),
    ("year to date", 0, Kind::ToDate),
    ("half", 6, Kind::Months),
    ("half-year", 6, Kind::Months),
    ("half year", 6, Kind::Months),
    ("six months", 6, Kind::Months),
    ("6 months", 6, Kind::Months),
    ("6m", 6, Kind::Months),
    ("nine months", 9, Kind::Months),
    ("9 months", 9, Kind::Months),
    ("9m", 9, Kind::Months),
    ("quarter", 3, Kind::Months),
    ("three months", 3, Kind::Months),
    ("3 months", 3, Kind::Months),
    ("3m", 3, Kind::Months),
    ("month", 1, Kind::Months),
    ("1 month", 1, Kind::Months),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A year of the books.
    Year,
    /// Any twelve months.
    Trailing,
    ToDate,
    Months,
}

/// What a text says that names a day or two. It is in small letters.
pub(super) fn span(text: &str) -> Option<Correction> {
    // `FYE March 2025`
    let year_end = text.strip_prefix("fye ").map(|day| format!("fy ended {day}"));
    let text = year_end.as_deref().unwrap_or(text);
    between(text)
        .or_else(|| at_day(text))
        .or_else(|| ENDED.iter().find_map(|ended| until(text.split_once(ended)?)))
        .or_else(|| {
            // `LTM Sep 2025`
            let (word, end) = text.split_once(' ')?;
            let known = ["ltm", "ttm", "ytd"].contains(&word);
            known.then(|| until((word, end)))?
        })
}

/// Two days with a dash or a word between them.
fn between(text: &str) -> Option<Correction> {
    const JOINTS: [&str; 10] =
        [" to ", " - ", " – ", "–", " through ", " until ", " bis ", "..", "/", "-"];
    JOINTS.iter().find_map(|joint| {
        let (first, last) = text.split_once(joint)?;
        let first = first.strip_prefix("from ").unwrap_or(first);
        let (first, last) = (first.trim(), last.trim());
        let days = day_of(first).zip(day_of(last)).or_else(|| months(first, last));
        let ((first, one), (last, other)) = days?;
        let interval = format!("{first}/{last}");
        (first <= last && reads::<Period>(&interval)).then(|| match one && other {
            true => Correction::exact(interval),
            false => Correction::guess(interval),
        })
    })
}

/// The first day of one month and the last of another, which may share a year:
/// `jul`, `sep 2025`.
fn months(first: &str, last: &str) -> Option<((Date, bool), (Date, bool))> {
    let (end, sure) = last_day(last)?;
    let start = match month_named(first) {
        Some(month) => format!("{:04}-{month:02}-01", end.civil().year()).parse().ok()?,
        None => last_day(first)?.0.civil().first_of_month().into(),
    };
    Some(((start, true), (end, sure)))
}

fn at_day(text: &str) -> Option<Correction> {
    let stated = AT.iter().find_map(|at| text.strip_prefix(at));
    let (day, sure) = day_of(stated.unwrap_or(text).trim())?;
    // A bare day may be the end of a period.
    Some(match sure && stated.is_some() {
        true => Correction::exact(format!("at {day}")),
        false => Correction::guess(format!("at {day}")),
    })
}

fn until((span, end): (&str, &str)) -> Option<Correction> {
    let (last, sure) = last_day(end.trim())?;
    let span = span.trim().trim_start_matches("the ").trim_start_matches("first ");
    if let Some(count) = weeks(span) {
        let plural = if count == 1 { "" } else { "s" };
        let text = format!("{count} week{plural} to {last}");
        return reads::<Period>(&text).then(|| said(text, sure));
    }
    let (_, months, kind) = SPANS.iter().find(|(name, ..)| *name == span)?;
    let text = match kind {
        Kind::Trailing => format!("TTM to {last}"),
        Kind::ToDate => format!("YTD to {last}"),
        Kind::Year | Kind::Months => match months_to(last, *months) {
            Some(days) => days.to_string(),
            // Not the end of a month: a year or quarter of weeks.
            None => {
                return Some(Correction::Say(format!(
                    "write how many weeks it has, for example `{} weeks to {last}`, or its \
                     first day and its last",
                    (i32::from(*months) * 13 + 1) / 3
                )));
            }
        },
    };
    reads::<Period>(&text).then(|| said(text, sure))
}

fn said(text: String, sure: bool) -> Correction {
    if sure { Correction::exact(text) } else { Correction::guess(text) }
}

/// A day, or the last one of a month.
fn last_day(text: &str) -> Option<(Date, bool)> {
    day_of(text).or_else(|| {
        let (one, other) = text.rsplit_once([' ', '-', '/', '\''])?;
        let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        // `2025-09` as well as `sep 2025` and `9/2025`.
        let first = one.len() == 4 && digits(one);
        let (month, year) = if first { (other, one) } else { (one, other) };
        let month = month.trim().trim_end_matches(',');
        let number = || {
            let number: u32 = month.parse().ok().filter(|_| month.len() < 3)?;
            (1..13).contains(&number).then_some(number)
        };
        let month = month_named(month).or_else(number)?;
        if !(digits(year) && matches!(year.len(), 2 | 4)) {
            return None;
        }
        // A year of two digits may be of any century.
        let sure = year.len() == 4;
        let century = if sure { "" } else { "20" };
        let first: Date = format!("{century}{year}-{month:02}-01").parse().ok()?;
        Some((first.civil().last_of_month().into(), sure))
    })
}

/// The months up to a day that is the last of its month.
fn months_to(last: Date, months: i8) -> Option<Days> {
    let end = last.civil();
    if end != end.last_of_month() {
        return None;
    }
    let month = i32::from(end.year()) * 12 + i32::from(end.month()) - i32::from(months);
    let first = format!("{:04}-{:02}-01", month.div_euclid(12), month.rem_euclid(12) + 1);
    Some(Days { first: first.parse().ok()?, last })
}

/// `52 weeks`, `13-week`, `thirteen weeks`, `52 weeks period`.
fn weeks(span: &str) -> Option<u8> {
    const NAMED: [(&str, u8); 10] = [
        ("four", 4),
        ("five", 5),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("sixteen", 16),
        ("twenty-six", 26),
        ("thirty-nine", 39),
        ("fifty-two", 52),
        ("fifty-three", 53),
    ];
    let span = span.strip_suffix(" period").unwrap_or(span);
    let ends = ["weeks", "week", "wochen", "semaines", "w/e", "wks", "wk", "w"];
    let count = ends.iter().find_map(|end| span.strip_suffix(end))?;
    let count = count.trim_end_matches([' ', '-']);
    let named = NAMED.iter().find(|(name, _)| *name == count).map(|(_, count)| *count);
    named.or_else(|| count.parse().ok()).or((span == "week").then_some(1))
}
