//! The sentences of a language that have places.

use icu_plurals::PluralCategory;

/// Sentences whole, with what is filled in by name. Those that count something choose their
/// words by the plural category of the number.
#[derive(Debug)]
pub(crate) struct Sentences {
    pub foot: fn(kind: &str, as_of: &str) -> String,
    pub edition: fn(edition: &str) -> String,
    pub exhibit: fn(number: usize) -> String,
    pub table: fn(number: usize) -> String,
    pub thesis: fn(number: usize) -> String,
    pub and_more: fn(PluralCategory, more: usize) -> String,
    pub shift: fn(from: &str, to: &str) -> String,
    pub for_periods: fn(PluralCategory, number: usize) -> String,
    /// Of the periods that a tripwire asks for, how many have passed.
    pub periods_so_far: fn(PluralCategory, number: usize, of: usize) -> String,
    /// The measure of a tripwire on a change against something.
    pub changed: fn(against: &str) -> String,
    pub open_until: fn(day: &str) -> String,
    pub parts: fn(by: &str) -> String,
    pub growth_of: &'static [Growth],
    pub precise_to: fn(power: &str) -> String,
    pub method_data: fn(file: &str, digest: &str) -> String,
    pub summary_figures: fn(PluralCategory, number: usize) -> String,
    pub summary_claims: fn(PluralCategory, number: usize) -> String,
    pub ttm: Until,
    pub ytd: Until,
    pub estimates: fn(PluralCategory, number: usize) -> String,
    /// Weeks, in words, to a day.
    pub weeks_to: fn(weeks: &str, day: &str) -> String,
    pub at_day: fn(day: &str) -> String,
    pub since_launch: fn(day: &str) -> String,
    pub run_rate: fn(day: &str) -> String,
    pub alt_bars: fn(names: &str, period: &str, told: &str) -> String,
    pub alt_columns: fn(names: &str, told: &str) -> String,
    pub alt_line: fn(names: &str, told: &str) -> String,
    pub alt_parts: fn(names: &str, period: &str, told: &str) -> String,
    pub alt_shares: fn(names: &str, period: &str, told: &str) -> String,
    pub alt_slope: fn(names: &str, period: &str, told: &str) -> String,
    pub alt_waterfall: fn(names: &str, period: &str, told: &str) -> String,
    /// What the scale of a chart leaves out.
    pub scale_from: fn(lowest: &str) -> String,
}

/// A span of time up to the end of a fiscal period, or to a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Until {
    pub label: fn(label: &str) -> String,
    pub day: fn(day: &str) -> String,
}

/// A piece of `growth of A on B`, whose places are links.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Growth {
    Words(&'static str),
    Of,
    On,
}
