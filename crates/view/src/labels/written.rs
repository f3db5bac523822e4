//! How a language writes figures, days and periods: everything but the digits.

use icu_plurals::PluralCategory;
use strata_model::Scale;

/// Signs, words and their order.
#[derive(Debug)]
pub(crate) struct Written {
    /// Behind the digits, with the gap before it; nothing where only the word itself will do.
    pub scale: fn(Scale) -> &'static str,
    /// Whether a currency stands before the digits.
    pub money_first: bool,
    /// The gap before the sign of a currency behind the digits.
    pub money_gap: &'static str,
    pub money_gap_after_letters: &'static str,
    pub percent: &'static str,
    pub more_likely: &'static str,
    pub less_likely: &'static str,
    pub points: &'static str,
    pub basis_points: &'static str,
    /// What the built-in units that are words of English become.
    pub unit: fn(&str, PluralCategory) -> Option<&'static str>,
    /// In place of a change that says nothing.
    pub not_meaningful: &'static str,
    pub range: fn(low: &str, high: &str) -> String,
    /// Between ends that have a sign.
    pub signed_range: fn(low: &str, high: &str) -> String,
    pub day: fn(day: &str, month: &str, year: i16) -> String,
    /// The first day of a month.
    pub first: &'static str,
    pub quarter: fn(quarter: i8, year: i16) -> String,
    pub half: fn(half: i8, year: i16) -> String,
    pub year: fn(i16) -> String,
    pub nine_months: fn(year: i16) -> String,
    pub weeks: fn(u8) -> String,
    /// A fiscal year and the months where there is little room, as on an axis.
    pub short_year: fn(i16) -> String,
    pub short_months: [&'static str; 12],
}
