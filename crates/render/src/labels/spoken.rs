//! How a language says what print has signs and abbreviations for.

/// The words a screen reader says. `{}` stands for what is filled in; words that are counted
/// are given for one and for many.
#[derive(Debug)]
pub(crate) struct Spoken {
    pub scale: [[&'static str; 2]; 5],
    /// The currencies that have a sign: one, many, and many behind a million or more.
    pub currencies: [[&'static str; 3]; 5],
    /// What joins two words such as a million and its noun, and what before a vowel.
    pub of: [&'static str; 2],
    pub percent: &'static str,
    pub more_likely: &'static str,
    pub less_likely: &'static str,
    pub points: [&'static str; 2],
    pub basis_points: [&'static str; 2],
    pub times: [&'static str; 2],
    pub per: &'static str,
    pub plus: &'static str,
    pub minus: &'static str,
    /// With `of` and a size.
    pub up: &'static str,
    pub down: &'static str,
    pub plus_or_minus: &'static str,
    pub range: &'static str,
    /// From a day to a day.
    pub span: &'static str,
    pub shift: &'static str,
    pub against_what: [&'static str; 5],
    /// To the end of a fiscal period, and to a day.
    pub ttm: [&'static str; 2],
    pub ytd: [&'static str; 2],
    pub year: &'static str,
}
