//! What a quantity counts or measures.

use std::fmt;
use std::str::FromStr;

use crate::form;
use crate::id::UnitName;
use crate::scalar::{Malformed, Scalar, as_text, fits};

/// The unit of a [`Quantity`](crate::Quantity): a measure, possibly for each of something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// What is measured.
    pub measure: Measure,
    /// For each of what: the `share` of `$1.30/share`.
    pub per: Option<UnitName>,
}

/// What a quantity measures. Counts, percent, points and multiples never mix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// A bare number.
    Pure,
    /// An amount of money.
    Money(Currency),
    /// Parts of a hundred; a growth rate, a share or a margin.
    Percent,
    /// How much likelier, in percent of a baseline's likelihood.
    MoreLikely,
    /// How much less likely, in percent of a baseline's likelihood.
    LessLikely,
    /// Percentage points: the difference of two percentages.
    Points,
    /// Basis points: hundredths of a percentage point.
    BasisPoints,
    /// A multiple of a named baseline.
    Multiple,
    /// A counted noun or a physical unit.
    Named(UnitName),
}

impl Unit {
    /// The unit of `measure`, not for each of anything.
    #[must_use]
    pub fn of(measure: Measure) -> Self {
        Self { measure, per: None }
    }

    /// The words of this unit that must be built in or declared.
    pub fn names(&self) -> impl Iterator<Item = &UnitName> {
        let named = match &self.measure {
            Measure::Named(name) => Some(name),
            _ => None,
        };
        named.into_iter().chain(&self.per)
    }
}

/// A currency by its ISO 4217 code. That the code exists is judged by `strata-check`.
///
/// ```
/// use strata_model::Currency;
/// assert_eq!("CHF".parse::<Currency>().unwrap().code(), "CHF");
/// assert_eq!(Currency::of_symbol('€').unwrap().code(), "EUR");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The signs that may stand for a code. Each names one currency.
    pub const SYMBOLS: [(char, &'static str); 5] =
        [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY"), ('₹', "INR")];

    /// The currency that `symbol` stands for.
    #[must_use]
    pub fn of_symbol(symbol: char) -> Option<Self> {
        Self::SYMBOLS.iter().find(|(s, _)| *s == symbol)?.1.parse().ok()
    }

    /// The sign that may stand for this currency.
    #[must_use]
    pub fn symbol(self) -> Option<char> {
        Self::SYMBOLS.iter().find(|(_, code)| *code == self.code()).map(|(s, _)| *s)
    }

    /// The three letters of the code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Currency {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_currency)?;
        text.as_bytes().try_into().map(Self).map_err(|_| Malformed::new::<Self>(text))
    }
}

impl Scalar for Currency {
    const NAME: &'static str = "Currency";
    const DESCRIPTION: &'static str =
        "The code of a currency, three capital letters: ISO 4217.";
    const PATTERN: &'static str = "^[A-Z]{3}$";
    const MAX: usize = 3;
    const EXAMPLES: &'static [&'static str] = &["CHF", "USD"];
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

as_text!(Currency);

/// The units that need no declaration, with their meaning; symbols as in the XBRL units
/// registry where it has them.
pub const BUILT_IN: [(&str, &str); 70] = [
    ("W", "watt"),
    ("kW", "kilowatt"),
    ("MW", "megawatt"),
    ("GW", "gigawatt"),
    ("TW", "terawatt"),
    ("Wh", "watt hour"),
    ("kWh", "kilowatt hour"),
    ("MWh", "megawatt hour"),
    ("GWh", "gigawatt hour"),
    ("TWh", "terawatt hour"),
    ("s", "second"),
    ("min", "minute"),
    ("h", "hour"),
    ("d", "day"),
    ("days", "days"),
    ("weeks", "weeks"),
    ("months", "months"),
    ("years", "years"),
    ("g", "gram"),
    ("kg", "kilogram"),
    ("t", "tonne"),
    ("oz", "ounce"),
    ("lb", "pound"),
    ("m", "metre"),
    ("km", "kilometre"),
    ("mi", "mile"),
    ("nmi", "nautical mile"),
    ("ft", "foot"),
    ("m²", "square metre"),
    ("km²", "square kilometre"),
    ("sq-ft", "square foot"),
    ("ha", "hectare"),
    ("m³", "cubic metre"),
    ("L", "litre"),
    ("gal", "gallon"),
    ("bbl", "barrel of oil"),
    ("boe", "barrel of oil equivalent"),
    ("Mcf", "thousand cubic feet of gas"),
    ("Bcf", "billion cubic feet of gas"),
    ("MMBtu", "million British thermal units"),
    ("GJ", "gigajoule"),
    ("kWp", "kilowatt of peak power"),
    ("MWp", "megawatt of peak power"),
    ("GWp", "gigawatt of peak power"),
    ("tCO2e", "tonne of carbon dioxide equivalent"),
    ("ct", "carat"),
    ("ASK", "available seat kilometre"),
    ("RPK", "revenue passenger kilometre"),
    ("ASM", "available seat mile"),
    ("RPM", "revenue passenger mile"),
    ("ATK", "available tonne kilometre"),
    ("RTK", "revenue tonne kilometre"),
    ("FTK", "freight tonne kilometre"),
    ("pkm", "passenger kilometre"),
    ("tkm", "tonne kilometre"),
    ("TEU", "twenty-foot equivalent unit"),
    ("FFE", "forty-foot equivalent unit"),
    ("FEU", "forty-foot equivalent unit"),
    ("dwt", "tonne deadweight"),
    ("MHz", "megahertz"),
    ("MB", "megabyte"),
    ("GB", "gigabyte"),
    ("TB", "terabyte"),
    ("PB", "petabyte"),
    ("EB", "exabyte"),
    ("°C", "degree Celsius"),
    ("share", "share of stock"),
    ("shares", "shares of stock"),
    ("ADS", "American depositary share"),
    ("FTE", "full-time equivalent"),
];
