//! A quantity exactly as it is printed.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::form;
use crate::id::UnitName;
use crate::qualifier::Qualifier;
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::unit::{Currency, Measure, Unit};

/// The most decimal places that can be written, as the pattern has it.
const PLACES_MAX: u32 = 6;

macro_rules! number {
    () => {
        concat!(
            "(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|0|[1-9][0-9]{0,11})",
            "(?:\\.[0-9]{1,6})?[KMBT]?"
        )
    };
}
// As long as a `UnitName` may be: no schema bounds a part of a text but by its pattern.
macro_rules! unit_word {
    () => {
        "[A-Za-zµΩ°][A-Za-z0-9µΩ°²³-]{0,39}"
    };
}
// Money has no further unit but `/` and a word: `$5 chips` would be two.
macro_rules! quantity {
    () => {
        concat!(
            "(?:(?:~[+±-]?(?:[$€£¥₹]|[A-Z]{3} )",
            number!(),
            "|[+±-]?(?:[$€£¥₹]|[A-Z]{3} )",
            number!(),
            "\\+?)(?:/",
            unit_word!(),
            ")?|(?:~[+±-]?",
            number!(),
            "|[+±-]?",
            number!(),
            "\\+?)(?:%(?: (?:more|less) likely)?|x|(?: ",
            unit_word!(),
            ")?(?:/",
            unit_word!(),
            ")?))"
        )
    };
}
pub(crate) use {number, quantity, unit_word};

/// A number with its unit, exactly as it is printed: the digits written are the precision
/// claimed, so `$33.0B` is not `$33B`.
///
/// In order: `~` for about, a sign, a currency, digits with commas in groups of three or
/// none, a scale `K M B T`, `+` for at least, and `%`, `x`, a unit, or `/` and a unit.
/// Reading and showing are inverse.
///
/// ```
/// use strata_model::{Measure, Qualifier, Quantity};
///
/// let capex: Quantity = "$115.9B".parse()?;
/// assert_eq!(capex.value(), 115_900_000_000_i64.into());
/// assert_eq!(capex.decimals(), -8);
/// assert_eq!(capex.to_string(), "$115.9B");
///
/// let developers: Quantity = "100K+ developers".parse()?;
/// assert_eq!(developers.qualifier(), Some(Qualifier::AtLeast));
/// assert!(matches!("-190 bp".parse::<Quantity>()?.unit().measure, Measure::BasisPoints));
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    about: bool,
    sign: Sign,
    by_code: bool,
    /// Without sign and scale, with the decimal places that were written.
    digits: Decimal,
    grouped: bool,
    scale: Scale,
    at_least: bool,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Plus,
    Minus,
    Either,
}

/// The letter behind the digits, a power of a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// No letter.
    One,
    /// `K`, thousands.
    Thousand,
    /// `M`, millions.
    Million,
    /// `B`, thousands of millions.
    Billion,
    /// `T`, millions of millions.
    Trillion,
}

impl Scale {
    /// All of them, the least first.
    pub const ALL: [Self; 5] =
        [Self::One, Self::Thousand, Self::Million, Self::Billion, Self::Trillion];

    const LETTERS: [(char, Self); 4] = [
        ('K', Self::Thousand),
        ('M', Self::Million),
        ('B', Self::Billion),
        ('T', Self::Trillion),
    ];

    /// The power of ten.
    #[must_use]
    pub fn exponent(self) -> u32 {
        self as u32 * 3
    }

    /// The letter, if any.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        Self::LETTERS.iter().find(|(_, scale)| *scale == self).map(|(letter, _)| *letter)
    }
}

impl Scalar for Quantity {
    const NAME: &'static str = "Quantity";
    const DESCRIPTION: &'static str = "A number as it is printed: `~` about, sign + - or ±, currency, \
        digits, scale K M B T, `+` at least, then %, x, a unit, or / and a unit.";
    const PATTERN: &'static str = concat!("^", quantity!(), "$");
    const MAX: usize = 80;
    const EXAMPLES: &'static [&'static str] = &[
        "$115.9B",
        "+78%",
        "2x",
        "100K+ developers",
        "~500K chips",
        "CAD 4.2B",
        "-190 bp",
    ];
}

impl Quantity {
    /// The exact value of the digits as written: scale and sign applied, percent left as
    /// hundreds.
    #[must_use]
    pub fn value(&self) -> Decimal {
        // 12 + 6 digits times 10^12 stay within the 28 digits of a decimal.
        let value = self.digits * Decimal::from(10_u64.pow(self.scale.exponent()));
        if self.is_negative() { -value } else { value }
    }

    /// The number of decimal places that the digits claim, negative when they stop left of
    /// the point: −8 for `$115.9B`, as `decimals` in XBRL.
    #[must_use]
    pub fn decimals(&self) -> i32 {
        self.digits.scale() as i32 - self.scale.exponent() as i32
    }

    /// The digits in front of the scale letter, without sign.
    #[must_use]
    pub fn digits(&self) -> Decimal {
        self.digits
    }

    /// The scale letter.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The qualifier that a glyph in the text expresses: `~` or a trailing `+`.
    #[must_use]
    pub fn qualifier(&self) -> Option<Qualifier> {
        match (self.about, self.at_least) {
            (true, _) => Some(Qualifier::About),
            (_, true) => Some(Qualifier::AtLeast),
            _ => None,
        }
    }

    /// Whether a minus is written.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.sign == Sign::Minus
    }

    /// Whether a plus is written.
    #[must_use]
    pub fn has_plus(&self) -> bool {
        self.sign == Sign::Plus
    }

    /// Whether it lies to either side of zero: `±$0.3B`. Its value is the upper end.
    #[must_use]
    pub fn is_plus_or_minus(&self) -> bool {
        self.sign == Sign::Either
    }

    /// The same without a sign.
    #[must_use]
    pub fn unsigned(&self) -> Self {
        Self { sign: Sign::None, ..self.clone() }
    }

    /// Whether the digits are written in groups of three.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        self.grouped
    }

    /// The digits as written, with their commas, without sign and scale.
    #[must_use]
    pub fn written_digits(&self) -> String {
        let digits = self.digits.to_string();
        if self.grouped { group(&digits) } else { digits }
    }

    /// Another value written like this one: same unit, scale and decimal places, without
    /// qualifier, rounded half away from zero. `None` if it has too many digits.
    #[must_use]
    pub fn with_value(&self, value: Decimal) -> Option<Self> {
        self.with_places(value, self.digits.scale())
    }

    /// The same with so many decimal places.
    #[must_use]
    pub fn with_places(&self, value: Decimal, places: u32) -> Option<Self> {
        self.written(value, &self.unit, self.scale, places)
    }

    /// Another value in another unit, in the manner of this one: with so many digits behind
    /// the point, in front of this scale letter. Without qualifier, and rounded half away
    /// from zero. `None` if it has too many digits.
    #[must_use]
    pub fn written(
        &self,
        value: Decimal,
        unit: &Unit,
        scale: Scale,
        places: u32,
    ) -> Option<Self> {
        let digits = value.abs() / Decimal::from(10_u64.pow(scale.exponent()));
        let mut digits =
            digits.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        digits.rescale(places);
        let sign = if value.is_sign_negative() { Sign::Minus } else { Sign::None };
        let written = Self {
            about: false,
            at_least: false,
            sign,
            digits,
            scale,
            unit: unit.clone(),
            ..self.clone()
        };
        written.to_string().parse().ok()
    }

    /// The same amount with the same precision at a greater scale: `$57,006M` as `$57.006B`.
    /// `None` at a smaller one, which would claim more digits, or if they are too many.
    #[must_use]
    pub fn in_scale(&self, scale: Scale) -> Option<Self> {
        let places = scale.exponent().checked_sub(self.scale.exponent())?;
        let mut digits = self.digits;
        digits.set_scale(digits.scale() + places).ok()?;
        let grouped = self.grouped && digits >= Decimal::ONE_THOUSAND;
        let written = Self { digits, scale, grouped, ..self.clone() };
        (digits.scale() <= PLACES_MAX).then_some(written)
    }

    /// The same with the glyphs of another: `~`, or a trailing `+`.
    #[must_use]
    pub fn bounded_as(self, other: &Self) -> Self {
        Self { about: other.about, at_least: other.at_least, ..self }
    }

    /// The same with `~`.
    #[must_use]
    pub fn about(self) -> Self {
        Self { about: true, at_least: false, ..self }
    }

    /// The same with a plus, where it is above zero.
    #[must_use]
    pub fn signed(self) -> Self {
        let is_above = self.sign == Sign::None && !self.digits.is_zero();
        Self { sign: if is_above { Sign::Plus } else { self.sign }, ..self }
    }

    /// Whether the currency is written as its code where it has a sign: `USD 5B`.
    #[must_use]
    pub fn is_by_code(&self) -> bool {
        self.by_code
    }
}

impl FromStr for Quantity {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_quantity)?;
        read(text).ok_or_else(|| Malformed::new::<Self>(text))
    }
}

/// Takes apart what the pattern accepted, from left to right.
fn read(text: &str) -> Option<Quantity> {
    let (about, rest) = strip(text, '~');
    let (sign, rest) = match rest.strip_prefix(['+', '-', '±']) {
        Some(after) if rest.starts_with('+') => (Sign::Plus, after),
        Some(after) if rest.starts_with('-') => (Sign::Minus, after),
        Some(after) => (Sign::Either, after),
        None => (Sign::None, rest),
    };
    let first = rest.chars().next()?;
    let (currency, by_code, rest) = if let Some(known) = Currency::of_symbol(first) {
        (Some(known), false, &rest[first.len_utf8()..])
    } else if first.is_ascii_uppercase() {
        (Some(rest.get(..3)?.parse().ok()?), true, rest.get(4..)?)
    } else {
        (None, false, rest)
    };
    let end =
        rest.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let letter =
        rest.chars().next().and_then(|c| Scale::LETTERS.iter().find(|(l, _)| *l == c));
    let (scale, rest) =
        letter.map_or((Scale::One, rest), |(_, scale)| (*scale, &rest[1..]));
    let (at_least, rest) = strip(rest, '+');
    Some(Quantity {
        about,
        sign,
        by_code,
        digits: digits.replace(',', "").parse().ok()?,
        grouped: digits.contains(','),
        scale,
        at_least,
        unit: unit(rest, currency)?,
    })
}

fn strip(text: &str, mark: char) -> (bool, &str) {
    text.strip_prefix(mark).map_or((false, text), |rest| (true, rest))
}

fn unit(text: &str, currency: Option<Currency>) -> Option<Unit> {
    let (text, per) = match text.split_once('/') {
        Some((measure, per)) => (measure, Some(per.parse().ok()?)),
        None => (text, None),
    };
    let measure = match (currency, text) {
        (Some(currency), "") => Measure::Money(currency),
        (Some(_), _) => return None,
        (None, "") => Measure::Pure,
        (None, "%") => Measure::Percent,
        (None, "% more likely") => Measure::MoreLikely,
        (None, "% less likely") => Measure::LessLikely,
        (None, "x") => Measure::Multiple,
        (None, " pp") => Measure::Points,
        (None, " bp") => Measure::BasisPoints,
        (None, named) => {
            Measure::Named(named.strip_prefix(' ')?.parse::<UnitName>().ok()?)
        }
    };
    Some(Unit { measure, per })
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.about { "~" } else { "" })?;
        f.write_str(match self.sign {
            Sign::None => "",
            Sign::Plus => "+",
            Sign::Minus => "-",
            Sign::Either => "±",
        })?;
        if let Measure::Money(currency) = &self.unit.measure {
            match currency.symbol().filter(|_| !self.by_code) {
                Some(symbol) => write!(f, "{symbol}")?,
                None => write!(f, "{} ", currency.code())?,
            }
        }
        f.write_str(&self.written_digits())?;
        if let Some(letter) = self.scale.letter() {
            write!(f, "{letter}")?;
        }
        f.write_str(if self.at_least { "+" } else { "" })?;
        match &self.unit.measure {
            Measure::Pure | Measure::Money(_) => {}
            Measure::Percent => f.write_str("%")?,
            Measure::MoreLikely => f.write_str("% more likely")?,
            Measure::LessLikely => f.write_str("% less likely")?,
            Measure::Multiple => f.write_str("x")?,
            Measure::Points => f.write_str(" pp")?,
            Measure::BasisPoints => f.write_str(" bp")?,
            Measure::Named(name) => write!(f, " {name}")?,
        }
        self.unit.per.as_ref().map_or(Ok(()), |per| write!(f, "/{per}"))
    }
}

/// Commas between groups of three digits in front of the point.
fn group(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut grouped = String::with_capacity(digits.len() + whole / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

as_text!(Quantity);
