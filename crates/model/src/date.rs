//! Days and spans of days.

use std::fmt;
use std::str::FromStr;

use crate::form;
use crate::scalar::{Malformed, Scalar, as_text};

/// A real day of the years 1000 to 2999: February has 29 days in leap years only. The
/// pattern says so itself, since periods and intervals hold dates where no JSON Schema
/// `format` can reach.
macro_rules! day {
    () => {
        concat!(
            "(?:[12][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
            "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
            "|(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:12|16|20|24|28)00)-02-29)"
        )
    };
}
pub(crate) use day;

/// A day, written `YYYY-MM-DD` (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Scalar for Date {
    const NAME: &'static str = "Date";
    const DESCRIPTION: &'static str = "A day, written YYYY-MM-DD.";
    const PATTERN: &'static str = concat!("^", day!(), "$");
    const MAX: usize = 10;
    const EXAMPLES: &'static [&'static str] = &["2025-10-31"];
}

impl Date {
    /// The day as a civil date.
    #[must_use]
    pub fn civil(self) -> jiff::civil::Date {
        self.0
    }

    /// The day so many days later, or earlier; none beyond the years of four digits.
    #[must_use]
    pub fn later(self, days: i32) -> Option<Self> {
        let days = jiff::Span::new().try_days(days).ok()?;
        let day = self.0.checked_add(days).ok()?;
        (1000..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// The days from `earlier` to this day; negative if it is not earlier.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        let seconds = self.0.duration_since(earlier.0).as_secs();
        i32::try_from(seconds / (24 * 60 * 60)).unwrap_or_default()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(day: jiff::civil::Date) -> Self {
        Self(day)
    }
}

impl FromStr for Date {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        form::day(text).map(Self).ok_or_else(|| Malformed::new::<Self>(text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

as_text!(Date);

/// The days from the first to the last, both included, written `FIRST/LAST` (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Scalar for Days {
    const NAME: &'static str = "Interval";
    const DESCRIPTION: &'static str =
        "The first and the last day, both included, joined by a slash.";
    const PATTERN: &'static str = concat!("^", day!(), "/", day!(), "$");
    const MAX: usize = 21;
    const EXAMPLES: &'static [&'static str] = &["2025-07-28/2025-10-26"];
}

impl Days {
    /// The number of days, both ends counted; 0 or less if the last day is not after the
    /// first.
    #[must_use]
    pub fn days(self) -> i32 {
        self.last.days_since(self.first) + 1
    }
}

impl FromStr for Days {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let malformed = || Malformed::new::<Self>(text);
        let (first, last) = text.split_once('/').ok_or_else(malformed)?;
        let day = |text: &str| text.parse().map_err(|_| malformed());
        Ok(Self { first: day(first)?, last: day(last)? })
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

as_text!(Days);
