//! The briefs that `strata new` writes: two invented companies, with dates of one's own.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use strata_model::Id;

/// What a company lives on: an advantage, a forecast, a finding that is accepted.
pub(crate) const STRATEGY: &str = include_str!("starter/strategy.yaml");

/// What a quarter showed: segments, consensus, guidance, a recommendation.
pub(crate) const RESULTS: &str = include_str!("starter/results.yaml");

/// A quarter of the calendar year, counted from the first one of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quarter(i16);

impl Quarter {
    fn of(day: Date) -> Self {
        Self(day.year() * 4 + i16::from(day.month() - 1) / 3)
    }

    fn year(self) -> i16 {
        self.0 / 4
    }

    fn plus(self, quarters: i16) -> Self {
        Self(self.0 + quarters)
    }

    /// Its last day.
    fn end(self) -> Date {
        let month = (self.0 % 4) * 3 + 3;
        let first =
            Date::constant(self.year(), 1, 1).saturating_add((month - 1).months());
        first.last_of_month()
    }

    /// The last working day of the month after it: a brief on it is of that day.
    fn as_of(self) -> Date {
        working(self.end().saturating_add(1.day()).last_of_month())
    }

    /// The working day before: its results are out.
    fn released(self) -> Date {
        working(self.as_of().saturating_sub(1.day()))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{} {}", self.0 % 4 + 1, self.year())
    }
}

/// This day, or the Friday before a weekend. Holidays are not known.
fn working(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => day.saturating_sub(1.day()),
        Weekday::Sunday => day.saturating_sub(2.days()),
        _ => day,
    }
}

/// The period that a new brief is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    Quarter(Quarter),
    Year(i16),
}

impl Period {
    /// The period that a name ends in: `acme-2026q1`, `acme-2026`. Years are those of 1900 to
    /// 2099.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let (_, tail) = name.rsplit_once('-')?;
        let (year, quarter) = match tail.split_once('q') {
            Some((year, quarter)) => (year, Some(quarter)),
            None => (tail, None),
        };
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year =
            year.parse().ok().filter(|year| digits && (1900..2100).contains(year))?;
        match quarter {
            None => Some(Self::Year(year)),
            Some("1") => Some(Self::Quarter(Quarter(year * 4))),
            Some("2") => Some(Self::Quarter(Quarter(year * 4 + 1))),
            Some("3") => Some(Self::Quarter(Quarter(year * 4 + 2))),
            Some("4") => Some(Self::Quarter(Quarter(year * 4 + 3))),
            Some(_) => None,
        }
    }

    /// The last quarter that had been over for a month on this day, so that no date of the
    /// brief is later than the day on which it is written.
    pub(crate) fn known_on(today: Date) -> Self {
        let last = Quarter::of(today).plus(-1);
        Self::Quarter(if last.as_of() <= today { last } else { last.plus(-1) })
    }

    /// The quarter, or the last one of the year.
    fn quarter(self) -> Quarter {
        match self {
            Self::Quarter(quarter) => quarter,
            Self::Year(year) => Quarter(year * 4 + 3),
        }
    }

    /// As a name of a brief ends: `2026q1`, `2026`.
    pub(crate) fn tail(self) -> String {
        match self {
            Self::Quarter(quarter) => {
                format!("{}q{}", quarter.year(), quarter.0 % 4 + 1)
            }
            Self::Year(year) => year.to_string(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => quarter.fmt(f),
            Self::Year(year) => write!(f, "FY {year}"),
        }
    }
}

/// A starter with its id, its periods and its dates: what stands between `<` and `>`.
pub(crate) fn fill(starter: &str, id: &Id, period: Period) -> String {
    let quarter = period.quarter();
    // Where the year is over, guidance is for the next one.
    let year = quarter.plus(1).year();
    let places = [
        ("<id>", id.to_string()),
        ("<period>", period.to_string()),
        ("<quarter>", quarter.to_string()),
        ("<quarter-1>", quarter.plus(-1).to_string()),
        ("<quarter-2>", quarter.plus(-2).to_string()),
        ("<quarter-3>", quarter.plus(-3).to_string()),
        ("<quarter-4>", quarter.plus(-4).to_string()),
        ("<next-quarter>", quarter.plus(1).to_string()),
        ("<year>", format!("FY {year}")),
        ("<next-year>", format!("FY {}", year + 1)),
        ("<end>", quarter.end().to_string()),
        ("<as-of>", quarter.as_of().to_string()),
        ("<week-before>", quarter.as_of().saturating_sub(1.week()).to_string()),
        ("<released>", quarter.released().to_string()),
        ("<last-release>", quarter.plus(-1).released().to_string()),
        ("<next-release>", quarter.plus(1).released().to_string()),
    ];
    places
        .iter()
        .fold(starter.to_owned(), |text, (place, value)| text.replace(place, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_name_tells_its_period() {
        let told = |name| Period::of_name(name).map(|period| period.to_string());
        assert_eq!(told("acme-2026q1").as_deref(), Some("Q1 2026"));
        assert_eq!(told("acme-one-1999q4").as_deref(), Some("Q4 1999"));
        assert_eq!(told("acme-2025").as_deref(), Some("FY 2025"));
        let none =
            ["acme", "acme-2026q5", "acme-2026q", "acme-2026q11", "acme-26q1", "a2026q1"];
        for name in
            none.into_iter().chain(["acme-q1", "acme-8086", "acme-20260", "x-+999"])
        {
            assert_eq!(told(name), None, "{name}");
        }
        for name in ["2026q1", "2026q4", "2025"] {
            let period = Period::of_name(&format!("acme-{name}")).expect(name);
            assert_eq!(period.tail(), name);
        }
    }

    #[test]
    fn today_tells_the_last_quarter_that_is_known() {
        for (today, tail) in [
            ("2026-01-01", "2025q3"),
            ("2026-01-29", "2025q3"),
            ("2026-01-30", "2025q4"),
            ("2026-04-29", "2025q4"),
            ("2026-04-30", "2026q1"),
            ("2026-12-31", "2026q3"),
        ] {
            let period = Period::known_on(day(today));
            assert_eq!(period.tail(), tail, "{today}");
            assert!(period.quarter().as_of() <= day(today));
        }
    }

    #[test]
    fn dates_follow_from_the_quarter() {
        let dates = |name| {
            let quarter = Period::of_name(name).expect("a period").quarter();
            [quarter.end(), quarter.released(), quarter.as_of()]
                .map(|day| day.to_string())
        };
        assert_eq!(dates("a-2026q1"), ["2026-03-31", "2026-04-29", "2026-04-30"]);
        assert_eq!(dates("a-2025"), ["2025-12-31", "2026-01-29", "2026-01-30"]);
        // The 31st of July 2022 is a Sunday, the 31st of October 2022 a Monday.
        assert_eq!(dates("a-2022q2"), ["2022-06-30", "2022-07-28", "2022-07-29"]);
        assert_eq!(dates("a-2022q3"), ["2022-09-30", "2022-10-28", "2022-10-31"]);
    }

    #[test]
    fn guidance_is_for_a_year_that_is_not_over() {
        for (name, year) in
            [("a-2025q3", "FY 2025"), ("a-2025q4", "FY 2026"), ("a-2025", "FY 2026")]
        {
            let period = Period::of_name(name).expect("a period");
            let text = fill(RESULTS, &name.parse().expect("an id"), period);
            assert!(text.contains(&format!("title: Guidance for {year},")), "{text}");
        }
    }

    #[test]
    fn nothing_is_left_open() {
        for starter in [STRATEGY, RESULTS] {
            for name in ["acme-2026q1", "acme-2025"] {
                let period = Period::of_name(name).expect("a period");
                let text = fill(starter, &name.parse().expect("an id"), period);
                assert!(!text.contains('<'), "{text}");
                assert!(text.contains(&format!("\nid: {name} ")), "{text}");
            }
        }
    }
}
