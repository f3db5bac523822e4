//! When: the period that a figure covers, and the calendar that gives it real dates.

#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::str::FromStr;

use crate::date::{Date, Days, day};
use crate::form;
use crate::scalar::{Malformed, Scalar, as_text, fits};

macro_rules! label {
    () => {
        "(?:9M [12][0-9]{3}|[A-Z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*)"
    };
}
pub(crate) use label;

/// The period of a figure. A label such as `Q3 2025` gets its dates from the company's
/// fiscal calendar; see [`Calendar`].
///
/// ```
/// use strata_model::Period;
/// let period: Period = "TTM Q3 2025".parse()?;
/// assert!(matches!(period, Period::TrailingTwelveMonths(_)));
/// assert_eq!(period.to_string(), "TTM Q3 2025");
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The end of a day: `at 2025-09-30`.
    Instant(Date),
    /// A calendar month: `2025-10`.
    Month(Month),
    /// A fiscal period by its label: `Q3 2025`, `H1 2025`, `9M 2025`, `FY 2025`, or a
    /// declared one.
    Fiscal(Label),
    /// Any other span of days: `2025-07-28/2025-10-26`.
    Interval(Days),
    /// So many weeks that end on a day: `13 weeks to 2025-04-30`.
    Weeks(Weeks),
    /// From the start of the fiscal year: `YTD Q3 2025`, `YTD to 2025-10-30`.
    YearToDate(End),
    /// Twelve months to a named end, never "annual": `TTM Q3 2025`, `TTM to 2025-10-30`.
    TrailingTwelveMonths(End),
    /// Everything since a start that is not dated: `since launch to 2025-10-30`.
    SinceLaunch(Date),
    /// A pace at a day, scaled up to a year: `run rate at 2025-10-30`.
    RunRate(Date),
    /// Not stated by the source. Printed as such.
    Unstated,
}

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

/// Whole weeks up to and including a day, as retailers count their quarters and years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weeks {
    count: u8,
    last: Date,
}

/// The label of a fiscal period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

/// What a [`Label`] says by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A fiscal quarter, 1 to 4, of a fiscal year.
    Quarter(i16, i8),
    /// A half, 1 or 2, of a fiscal year.
    Half(i16, i8),
    /// The first nine months, or three quarters, of a fiscal year.
    NineMonths(i16),
    /// A fiscal year.
    Year(i16),
    /// A label of the author's own.
    Declared,
}

/// The named end of a period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A day.
    Day(Date),
    /// The last day of a fiscal period.
    Of(Label),
}

/// How a company divides its time: the dates behind the labels of its periods.
///
/// Declared labels come first; where the fiscal year is the calendar year, the dates of
/// quarters, halves and years follow from it.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// The declared labels with their dates.
    pub declared: &'a BTreeMap<Label, Days>,
    /// Whether the fiscal year is the calendar year.
    pub calendar_year: bool,
}

impl Calendar<'_> {
    /// The dates of a label; `None` if it is neither declared nor part of a calendar year.
    #[must_use]
    pub fn dates_of(&self, label: &Label) -> Option<Days> {
        if let Some(declared) = self.declared.get(label) {
            return Some(*declared);
        }
        let (year, first, months) = match label.kind() {
            LabelKind::Quarter(year, n) => (year, n * 3 - 2, 3),
            LabelKind::Half(year, n) => (year, n * 6 - 5, 6),
            LabelKind::NineMonths(year) => (year, 1, 9),
            LabelKind::Year(year) => (year, 1, 12),
            LabelKind::Declared => return None,
        };
        self.calendar_year.then(|| months_from(year, first, months)).flatten()
    }

    /// The days of a period; `None` if its label does not resolve, if its start is unknown
    /// (since launch), or if it is unstated. An instant and a run rate are one day.
    #[must_use]
    pub fn dates(&self, period: &Period) -> Option<Days> {
        if let Some(declared) = self.declared_whole(period) {
            return Some(*declared);
        }
        match period {
            Period::Instant(day) | Period::RunRate(day) => {
                Some(Days { first: *day, last: *day })
            }
            Period::Month(month) => {
                let first = month.first.civil();
                months_from(first.year(), first.month(), 1)
            }
            Period::Fiscal(label) => self.dates_of(label),
            Period::Interval(days) => Some(*days),
            Period::Weeks(weeks) => weeks.days(),
            Period::YearToDate(end) => {
                let last = self.day(end)?;
                Some(Days { first: self.year_start(end, last)?, last })
            }
            Period::TrailingTwelveMonths(end) => {
                let last = self.day(end)?;
                let next = last.civil().tomorrow().ok()?;
                let before =
                    |day| jiff::civil::Date::new(next.year() - 1, next.month(), day).ok();
                // The year before 29 February begins on the 28th.
                let first = before(next.day()).or_else(|| before(next.day() - 1))?;
                Some(Days { first: first.into(), last })
            }
            Period::SinceLaunch(_) | Period::Unstated => None,
        }
    }

    /// The dates declared for `YTD` or `TTM` and a label, which are a label as well.
    fn declared_whole(&self, period: &Period) -> Option<&Days> {
        let ends = matches!(
            period,
            Period::YearToDate(End::Of(_)) | Period::TrailingTwelveMonths(End::Of(_))
        );
        let asked = ends && !self.declared.is_empty();
        asked.then(|| self.declared.get(period.to_string().as_str())).flatten()
    }

    /// The last day of a period, known even where its start is not.
    #[must_use]
    pub fn end(&self, period: &Period) -> Option<Date> {
        match period {
            Period::SinceLaunch(day) => Some(*day),
            Period::YearToDate(end) => self.day(end),
            other => self.dates(other).map(|days| days.last),
        }
    }

    fn day(&self, end: &End) -> Option<Date> {
        match end {
            End::Day(day) => Some(*day),
            End::Of(label) => self.dates_of(label).map(|days| days.last),
        }
    }

    /// The first day of the fiscal year that `last` lies in: of a declared year that holds
    /// it, else of a declared first quarter, half or nine months of the label's year that has
    /// begun by then, else 1 January of a calendar year.
    fn year_start(&self, end: &End, last: Date) -> Option<Date> {
        // All that can be a year stands together: a hostile brief declares thousands.
        let labels = (Bound::Included("FY "), Bound::Excluded("FY!"));
        let years = self.declared.range::<str, _>(labels);
        let years = years
            .filter(|(_, days)| days.first <= last && last <= days.last)
            .filter(|(label, _)| matches!(label.kind(), LabelKind::Year(_)))
            .map(|(_, days)| days.first);
        let of = match end {
            End::Of(label) => label.year(),
            End::Day(_) => None,
        };
        let parts = of
            .iter()
            .flat_map(|year| ["Q1", "H1", "9M"].map(|at| format!("{at} {year}")));
        let parts = parts.filter_map(|label| self.declared.get(label.as_str()));
        let parts = parts.map(|days| days.first).filter(|first| *first <= last);
        let declared = || years.chain(parts).min();
        let declared = if self.declared.is_empty() { None } else { declared() };
        let january = || months_from(last.civil().year(), 1, 1).map(|days| days.first);
        declared.or_else(|| self.calendar_year.then(january).flatten())
    }
}

/// Months of one year.
fn months_from(year: i16, month: i8, months: i8) -> Option<Days> {
    let month_of = |month| jiff::civil::Date::new(year, month, 1).ok();
    let (first, last) = (month_of(month)?, month_of(month + months - 1)?);
    Some(Days { first: first.into(), last: last.last_of_month().into() })
}

impl Month {
    /// The first day of the month.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }
}

impl Weeks {
    /// How many: 1 to 53.
    #[must_use]
    pub fn count(self) -> u8 {
        self.count
    }

    /// The day on which they end.
    #[must_use]
    pub fn last(self) -> Date {
        self.last
    }

    /// Their first and last day; `None` before the years that a date can be of.
    fn days(self) -> Option<Days> {
        let before = jiff::Span::new().days(i32::from(self.count) * 7 - 1);
        let first = self.last.civil().checked_sub(before).ok()?;
        (first.year() >= 1000).then(|| Days { first: first.into(), last: self.last })
    }

    fn read(text: &str) -> Option<Self> {
        let (count, day) = text.split_once(" to ")?;
        let (number, _) = count.split_once(' ')?;
        Some(Weeks { count: number.parse().ok()?, last: day.parse().ok()? })
    }
}

impl Label {
    /// What the form of the label says.
    #[must_use]
    pub fn kind(&self) -> LabelKind {
        self.numbered().unwrap_or(LabelKind::Declared)
    }

    /// The fiscal year of a quarter, half, nine months or year.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        match self.kind() {
            LabelKind::Quarter(year, _)
            | LabelKind::Half(year, _)
            | LabelKind::NineMonths(year)
            | LabelKind::Year(year) => Some(year),
            LabelKind::Declared => None,
        }
    }

    /// The label as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn numbered(&self) -> Option<LabelKind> {
        let (head, year) = self.0.split_once(' ')?;
        if year.len() != 4 || !year.starts_with(['1', '2']) {
            return None;
        }
        let year = year.parse().ok()?;
        match head {
            "FY" => Some(LabelKind::Year(year)),
            "9M" => Some(LabelKind::NineMonths(year)),
            "H1" => Some(LabelKind::Half(year, 1)),
            "H2" => Some(LabelKind::Half(year, 2)),
            "Q1" => Some(LabelKind::Quarter(year, 1)),
            "Q2" => Some(LabelKind::Quarter(year, 2)),
            "Q3" => Some(LabelKind::Quarter(year, 3)),
            "Q4" => Some(LabelKind::Quarter(year, 4)),
            _ => None,
        }
    }
}

impl Scalar for Period {
    const NAME: &'static str = "Period";
    const DESCRIPTION: &'static str = "The period of a figure: a fiscal label (Q3 2025, H1 2025, \
        9M 2025, FY 2025 or a declared one), a month, TTM or YTD with its end, an interval, \
        weeks to a day, an instant, since launch, a run rate, or unstated.";
    const PATTERN: &'static str = concat!(
        "^(?:unstated|at ",
        day!(),
        "|",
        day!(),
        "/",
        day!(),
        "|[12][0-9]{3}-(?:0[1-9]|1[0-2])|(?:YTD|TTM) to ",
        day!(),
        "|since launch to ",
        day!(),
        "|run rate at ",
        day!(),
        "|(?:1 week|(?:[2-9]|[1-4][0-9]|5[0-3]) weeks) to ",
        day!(),
        "|",
        label!(),
        ")$"
    );
    const MAX: usize = 40;
    const EXAMPLES: &'static [&'static str] = &[
        "Q3 2025",
        "TTM Q3 2025",
        "FY 2025",
        "YTD to 2025-10-30",
        "2025-10",
        "2025-07-28/2025-10-26",
        "9M 2025",
        "13 weeks to 2025-09-28",
        "at 2025-09-30",
        "since launch to 2025-10-30",
        "run rate at 2025-10-30",
        "unstated",
    ];
}

impl Scalar for Label {
    const NAME: &'static str = "PeriodLabel";
    const DESCRIPTION: &'static str =
        "The label of a fiscal period, words and numbers joined by single spaces.";
    const PATTERN: &'static str = concat!("^", label!(), "$");
    const MAX: usize = 40;
    const EXAMPLES: &'static [&'static str] = &["Q3 2026", "FY 2026", "9M 2026"];
}

impl FromStr for Label {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_label).map(|()| Self(text.to_owned()))
    }
}

impl FromStr for Period {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_period)?;
        read(text).ok_or_else(|| Malformed::new::<Self>(text))
    }
}

fn read(text: &str) -> Option<Period> {
    let after = |prefix: &str| text.strip_prefix(prefix);
    Some(if text == "unstated" {
        Period::Unstated
    } else if let Some(day) = after("at ") {
        Period::Instant(day.parse().ok()?)
    } else if let Some(day) = after("since launch to ") {
        Period::SinceLaunch(day.parse().ok()?)
    } else if let Some(day) = after("run rate at ") {
        Period::RunRate(day.parse().ok()?)
    } else if let Some(end) = after("YTD ").and_then(end_of) {
        Period::YearToDate(end)
    } else if let Some(end) = after("TTM ").and_then(end_of) {
        Period::TrailingTwelveMonths(end)
    } else if text.contains(" week") && text.starts_with(|it: char| it.is_ascii_digit()) {
        Period::Weeks(Weeks::read(text)?)
    } else if text.contains('/') {
        Period::Interval(text.parse().ok()?)
    } else if text.starts_with(['1', '2']) {
        Period::Month(Month { first: format!("{text}-01").parse().ok()? })
    } else {
        Period::Fiscal(text.parse().ok()?)
    })
}

fn end_of(text: &str) -> Option<End> {
    match text.strip_prefix("to ").and_then(|day| day.parse().ok()) {
        Some(day) => Some(End::Day(day)),
        None => text.parse().ok().map(End::Of),
    }
}

impl Borrow<str> for Label {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "to {day}"),
            Self::Of(label) => write!(f, "{label}"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(day) => write!(f, "at {day}"),
            Self::Month(month) => {
                let first = month.first.civil();
                write!(f, "{:04}-{:02}", first.year(), first.month())
            }
            Self::Fiscal(label) => write!(f, "{label}"),
            Self::Interval(days) => write!(f, "{days}"),
            Self::Weeks(Weeks { count, last }) => {
                write!(f, "{count} week{} to {last}", if *count == 1 { "" } else { "s" })
            }
            Self::YearToDate(end) => write!(f, "YTD {end}"),
            Self::TrailingTwelveMonths(end) => write!(f, "TTM {end}"),
            Self::SinceLaunch(day) => write!(f, "since launch to {day}"),
            Self::RunRate(day) => write!(f, "run rate at {day}"),
            Self::Unstated => f.write_str("unstated"),
        }
    }
}

as_text!(Period);
as_text!(Label);
