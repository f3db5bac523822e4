//! What sort of time a value is of.

use strata_model::{Calendar, LabelKind, Period};

/// What sort of time a value is of. A sum to date grows within the year and is compared
/// with nothing but its like.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sort {
    /// A day.
    Instant,
    /// A pace at a day.
    Pace,
    /// From the start of the year.
    ToDate,
    /// A span of so many days.
    Span(i32),
}

impl Sort {
    /// The sort of a period, if it has one.
    pub(crate) fn of(calendar: &Calendar<'_>, period: &Period) -> Option<Self> {
        Some(match period {
            Period::Unstated | Period::SinceLaunch(_) => return None,
            Period::Instant(_) => Sort::Instant,
            Period::RunRate(_) => Sort::Pace,
            Period::YearToDate(_) => Sort::ToDate,
            Period::Fiscal(label) if matches!(label.kind(), LabelKind::NineMonths(_)) => {
                Sort::ToDate
            }
            _ => Sort::Span(calendar.dates(period)?.days()),
        })
    }

    /// Whether two are compared with each other. Quarters have 12 to 17 weeks, years 52 or 53.
    pub(crate) fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Sort::Span(a), Sort::Span(b)) => {
                let (short, long) = (a.min(b), a.max(b));
                short > 0 && long * 2 < short * 3
            }
            _ => self == other,
        }
    }
}
