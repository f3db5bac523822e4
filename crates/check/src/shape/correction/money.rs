//! How currencies are written that have no sign of their own in a brief.

use iso_currency::Currency as Iso;
use strata_model::Currency;

/// What the sign or the name of a currency stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Money {
    /// One currency.
    Sure(&'static str),
    /// One currency, by its code.
    Coded(&'static str),
    /// Most often this one.
    Likely(&'static str),
    /// The currencies of several countries.
    Several(&'static [&'static str]),
    /// A hundredth of one currency.
    Hundredth(&'static str),
    /// A hundredth of what is most often this one.
    LikelyHundredth(&'static str),
}

use Money::{Coded, Hundredth, Likely, LikelyHundredth, Several, Sure};

const KRONER: &[&str] = &["SEK", "NOK", "DKK", "ISK"];
const RUPEES: &[&str] = &["INR", "PKR", "LKR", "NPR"];

/// Signs and names, which stand before the number or behind it. A longer one comes before
/// those that it begins with.
const NAMES: &[(&str, Money)] = &[
    ("U.S.$", Sure("USD")),
    ("US $", Sure("USD")),
    ("US$", Sure("USD")),
    ("$US", Sure("USD")),
    ("HK$", Sure("HKD")),
    ("AU$", Sure("AUD")),
    ("CA$", Sure("CAD")),
    ("NZ$", Sure("NZD")),
    ("SG$", Sure("SGD")),
    ("NT$", Sure("TWD")),
    ("MX$", Sure("MXN")),
    ("Mex$", Sure("MXN")),
    ("AR$", Sure("ARS")),
    ("A$", Sure("AUD")),
    ("C$", Sure("CAD")),
    ("S$", Sure("SGD")),
    ("R$", Sure("BRL")),
    ("$", Sure("USD")),
    ("€", Sure("EUR")),
    ("£", Sure("GBP")),
    ("CN¥", Sure("CNY")),
    ("RMB¥", Sure("CNY")),
    ("JP¥", Sure("JPY")),
    ("¥", Sure("JPY")),
    ("₹", Sure("INR")),
    ("RMB", Sure("CNY")),
    ("Renminbi", Sure("CNY")),
    ("yuan", Sure("CNY")),
    ("元", Likely("CNY")),
    ("円", Sure("JPY")),
    ("₩", Sure("KRW")),
    ("₽", Sure("RUB")),
    ("руб.", Sure("RUB")),
    ("₺", Sure("TRY")),
    ("TL", Likely("TRY")),
    ("₫", Sure("VND")),
    ("₱", Likely("PHP")),
    ("₪", Sure("ILS")),
    ("฿", Sure("THB")),
    ("₴", Sure("UAH")),
    ("₦", Sure("NGN")),
    ("₵", Sure("GHS")),
    ("₸", Sure("KZT")),
    ("₾", Sure("GEL")),
    ("zł", Sure("PLN")),
    ("Kč", Sure("CZK")),
    ("Ft", Likely("HUF")),
    ("Rp.", Sure("IDR")),
    ("Rp", Sure("IDR")),
    ("RM", Likely("MYR")),
    ("SFr.", Sure("CHF")),
    ("sFr.", Sure("CHF")),
    ("SFr", Sure("CHF")),
    ("sFr", Sure("CHF")),
    ("Fr.", Likely("CHF")),
    ("kr.", Several(KRONER)),
    ("kr", Several(KRONER)),
    ("Kr", Several(KRONER)),
    ("Rs.", Several(RUPEES)),
    ("Rs", Several(RUPEES)),
    ("rupees", Several(RUPEES)),
    ("US dollars", Sure("USD")),
    ("U.S. dollars", Sure("USD")),
    ("dollars", Likely("USD")),
    ("dollar", Likely("USD")),
    ("d'euros", Sure("EUR")),
    ("euros", Sure("EUR")),
    ("Euro", Sure("EUR")),
    ("euro", Sure("EUR")),
    ("yen", Sure("JPY")),
    ("Swiss francs", Sure("CHF")),
    ("GBX", Hundredth("GBP")),
    ("GBp", Hundredth("GBP")),
    ("pence", Hundredth("GBP")),
    ("p", LikelyHundredth("GBP")),
    ("ZAc", Hundredth("ZAR")),
    ("US cents", Hundredth("USD")),
    ("euro cents", Hundredth("EUR")),
    ("¢", LikelyHundredth("USD")),
    ("cents", LikelyHundredth("USD")),
    ("c", LikelyHundredth("USD")),
];

/// Names that stand behind a number only.
const BEHIND: [&str; 4] = ["p", "c", "¢", "cents"];

/// The currency with which a text begins, in front of a number, and what follows it.
pub(super) fn in_front(text: &str) -> Option<(Money, &str)> {
    let fits = |rest: &str| {
        rest.trim_start_matches(' ')
            .starts_with(|it: char| it.is_ascii_digit() || matches!(it, '.' | '-' | '+'))
    };
    named(text, |name, rest| !BEHIND.contains(&name) && (fits(rest) || is_scaled(rest)))
        .or_else(|| coded(text).filter(|(_, rest)| fits(rest) || is_scaled(rest)))
        .or_else(|| {
            let rest = text.strip_prefix('R')?;
            rest.starts_with(|it: char| it.is_ascii_digit())
                .then_some((Likely("ZAR"), rest))
        })
}

/// The currency with which a text begins, behind a number, and what follows it.
pub(super) fn behind(text: &str) -> Option<(Money, &str)> {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    // `500 US$m`, `500 USDm`
    let scaled = |rest: &str| ends(rest) || super::scale::at(rest, ends).is_some();
    let sign = |name: &str| name.ends_with(['$', '€', '£', '¥']);
    named(text, |name, rest| ends(rest) || sign(name) && scaled(rest))
        .or_else(|| coded(text).filter(|(_, rest)| scaled(rest)))
}

/// A number with a scale in front of it: `EURm 412`.
fn is_scaled(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let letters =
        rest.trim_start_matches(|it: char| it.is_ascii_alphabetic() || it == '.');
    super::scale::of(rest.get(..rest.len() - letters.len()).unwrap_or("")).is_some()
        && letters.trim_start_matches(' ').starts_with(|it: char| it.is_ascii_digit())
}

fn named(text: &str, fits: impl Fn(&str, &str) -> bool) -> Option<(Money, &str)> {
    NAMES.iter().find_map(|(name, money)| {
        let rest = text.strip_prefix(name)?;
        fits(name, rest).then_some((*money, rest))
    })
}

/// The code of a currency, perhaps with a dollar sign of its own.
fn coded(text: &str) -> Option<(Money, &str)> {
    let (code, rest) = text.split_at_checked(3)?;
    Some((Coded(cased(code)?), rest.strip_prefix('$').unwrap_or(rest)))
}

/// Codes that are no words: they are known in small letters too.
const NO_WORDS: [&str; 20] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR",
    "JPY", "KRW", "MXN", "NOK", "PLN", "SEK", "SGD", "USD",
];

/// The code that a word means: of ISO 4217, in capitals unless it is no word.
pub(super) fn cased(word: &str) -> Option<&'static str> {
    let code = iso(word)?;
    (code == word || NO_WORDS.contains(&code)).then_some(code)
}

/// The code of a currency that exists, whatever the case it is written in.
pub(super) fn iso(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_uppercase();
    (code.len() == 3).then(|| Iso::from_code(&code).map(|known| known.code())).flatten()
}

/// The code of the one currency that a whole text names, by its sign or in words, and
/// whether it can be no other.
pub(super) fn alone(text: &str) -> Option<(&'static str, bool)> {
    let (money, rest) = behind(text)?;
    let whole = rest.is_empty() && !money.is_hundredth();
    whole.then(|| Some((money.code()?, !money.is_likely())))?
}

impl Money {
    /// The code, if it is one.
    pub(super) fn code(self) -> Option<&'static str> {
        match self {
            Sure(code) | Coded(code) | Likely(code) => Some(code),
            Hundredth(code) | LikelyHundredth(code) => Some(code),
            Several(_) => None,
        }
    }

    /// Whether it is a hundredth of a currency.
    pub(super) fn is_hundredth(self) -> bool {
        matches!(self, Hundredth(_) | LikelyHundredth(_))
    }

    /// Whether another currency may be meant.
    pub(super) fn is_likely(self) -> bool {
        matches!(self, Likely(_) | LikelyHundredth(_))
    }

    /// What stands before the digits: a sign that the format has, or the code and a space.
    pub(super) fn written(self, code: &str) -> String {
        let sign = match self {
            Coded(_) => None,
            _ => code.parse::<Currency>().ok().and_then(Currency::symbol),
        };
        sign.map_or_else(|| format!("{code} "), String::from)
    }
}
