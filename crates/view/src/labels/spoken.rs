//! How a language says what print has signs and abbreviations for.

use icu_plurals::PluralCategory;
use strata_model::{Against, Currency, Scale};

use super::sentences::Until;

/// The words a screen reader says.
#[derive(Debug)]
pub(crate) struct Spoken {
    pub scale: fn(Scale, PluralCategory) -> &'static str,
    pub currency: fn(SignedCurrency, PluralCategory) -> &'static str,
    /// What joins two words such as a million and its noun, and what before a vowel.
    pub of: &'static str,
    pub of_before_vowel: &'static str,
    pub percent: &'static str,
    pub more_likely: &'static str,
    pub less_likely: &'static str,
    pub points: fn(PluralCategory) -> &'static str,
    pub basis_points: fn(PluralCategory) -> &'static str,
    pub times: fn(PluralCategory) -> &'static str,
    pub per: &'static str,
    pub plus: &'static str,
    pub minus: &'static str,
    pub either: &'static str,
    pub not_meaningful: &'static str,
    pub up: fn(of: &str, size: &str) -> String,
    pub down: fn(of: &str, size: &str) -> String,
    pub plus_or_minus: fn(value: &str, tolerance: &str) -> String,
    pub range: fn(low: &str, high: &str) -> String,
    /// From a day to a day.
    pub span: fn(first: &str, last: &str) -> String,
    pub shift: fn(from: &str, to: &str) -> String,
    pub against_what: fn(Against) -> &'static str,
    pub ttm: Until,
    pub ytd: Until,
    pub year: fn(i16) -> String,
    pub nine_months: fn(year: i16) -> String,
}

/// A currency that print has a sign for, and speech a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignedCurrency {
    Usd,
    Eur,
    Gbp,
    Jpy,
    Inr,
}

impl SignedCurrency {
    /// The currency, if it has a sign.
    pub(crate) fn of(currency: Currency) -> Option<Self> {
        Some(match currency.symbol()? {
            '$' => Self::Usd,
            '€' => Self::Eur,
            '£' => Self::Gbp,
            '¥' => Self::Jpy,
            '₹' => Self::Inr,
            _ => return None,
        })
    }
}
