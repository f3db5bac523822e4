//! How a language writes figures, days and periods: everything but the digits.

/// Signs, words and their order. `{}` stands for what is filled in.
#[derive(Debug)]
pub(crate) struct Written {
    /// Whether everything below two is counted as one: `1,5 point`.
    pub one_below_two: bool,
    /// Behind the digits, with the gap before it; nothing where only the word itself will do.
    pub scale: [&'static str; 5],
    /// Whether a currency stands before the digits.
    pub money_first: bool,
    /// The gap before a sign behind the digits, and behind the letters of a scale.
    pub money_gaps: [&'static str; 2],
    pub percent: &'static str,
    pub more_likely: &'static str,
    pub less_likely: &'static str,
    pub points: &'static str,
    pub basis_points: &'static str,
    /// What the built-in units that are words of English become: for one, for many.
    pub units: &'static [(&'static str, [&'static str; 2])],
    pub range: &'static str,
    pub day: &'static str,
    /// The first day of a month.
    pub first: &'static str,
    pub quarter: &'static str,
    pub half: &'static str,
    pub year: &'static str,
    /// A fiscal year and the months where there is little room, as on an axis.
    pub short_year: &'static str,
    pub short_months: [&'static str; 12],
}
