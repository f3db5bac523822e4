//! Well-known slips in scalars, and what was meant. Every proposal has been read back: what
//! a help tells an author to write is accepted.

mod address;
mod money;
mod number;
mod quantity;
mod scale;
#[cfg(test)]
mod tests;
mod time;
mod unit;

use std::str::FromStr;

use strata_model::{
    Change, Cik, Count, Currency, Date, Days, Decimals, Derivation, EventDate, Id, Isin,
    Label, Lei, Period, Quantity, UnitName, Url,
};
use strata_syntax::change::Safety;

use address::address;
pub(crate) use quantity::{quantity, spelled};
use time::date;
pub(crate) use time::period;

/// What to do about a malformed scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Correction {
    /// Write this instead.
    Write(Meant),
    /// A remedy in words.
    Say(String),
}

/// What a slip was meant to be: safe if it can be read in one way only, else a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) text: String,
    pub(crate) safety: Safety,
}

impl Meant {
    fn exact(text: String) -> Self {
        Meant { text, safety: Safety::Safe }
    }

    fn guess(text: String) -> Self {
        Meant { text, safety: Safety::Unsafe }
    }
}

impl Correction {
    fn exact(text: impl Into<String>) -> Self {
        Correction::Write(Meant::exact(text.into()))
    }

    fn guess(text: impl Into<String>) -> Self {
        Correction::Write(Meant::guess(text.into()))
    }

    /// What to do, in words.
    pub(crate) fn help(&self) -> String {
        match self {
            Correction::Write(meant) => format!("write `{}`", meant.text),
            Correction::Say(words) => words.clone(),
        }
    }

    /// What to write, if it is known.
    pub(crate) fn meant(self) -> Option<Meant> {
        match self {
            Correction::Write(meant) => Some(meant),
            Correction::Say(_) => None,
        }
    }
}

/// The cure for a text that is no scalar of this name, if it is a known slip.
pub(super) fn correction(scalar: &str, text: &str) -> Option<Correction> {
    if text.len() > LONGEST && scalar != "Url" {
        return None;
    }
    // What is of the form of a label may still be the slip of a period.
    if matches!(scalar, "Period" | "PeriodLabel")
        && let Some(meant) = period(text)
    {
        return Some(meant);
    }
    let common = with_common_spaces(text);
    if common != text && is_of(scalar, &common) {
        return Some(Correction::exact(common));
    }
    let written = match scalar {
        "Quantity" => return spelled(text),
        "Change" => return change(text),
        "Date" => return date(text),
        "Period" | "PeriodLabel" => return None,
        "Url" => return address(text),
        // Nobody knows who refers to it.
        "Id" | "Ground" | "Shown" => id(text).map(Meant::guess),
        "Derivation" => derivation(text),
        "Cik" => cik(text),
        "EventDate" => return event_date(text),
        "Isin" => squeezed::<Isin>(text),
        "Lei" => squeezed::<Lei>(text),
        "Currency" => currency(text),
        "Count" => Some(text.trim_start_matches('0').to_owned())
            .filter(|text| reads::<Count>(text))
            .map(Meant::exact),
        _ => None,
    };
    written.map(Correction::Write)
}

/// Spaces that look like the common one, with their names. They come from pages of the web.
const SPACES: [(char, &str); 16] = [
    ('\u{a0}', "no-break space"),
    ('\u{1680}', "ogham space"),
    ('\u{2000}', "en quad"),
    ('\u{2001}', "em quad"),
    ('\u{2002}', "en space"),
    ('\u{2003}', "em space"),
    ('\u{2004}', "three-per-em space"),
    ('\u{2005}', "four-per-em space"),
    ('\u{2006}', "six-per-em space"),
    ('\u{2007}', "figure space"),
    ('\u{2008}', "punctuation space"),
    ('\u{2009}', "thin space"),
    ('\u{200a}', "hair space"),
    ('\u{202f}', "narrow no-break space"),
    ('\u{205f}', "medium mathematical space"),
    ('\u{3000}', "ideographic space"),
];

fn is_space(found: char) -> bool {
    SPACES.iter().any(|(space, _)| *space == found)
}

/// The text with common spaces, and none at its ends.
fn with_common_spaces(text: &str) -> String {
    let common = text.replace(is_space, " ");
    common.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a space of another kind that keeps a text from being a scalar.
pub(super) fn other_space(scalar: &str, text: &str) -> Option<&'static str> {
    let (_, name) = SPACES.iter().find(|(space, _)| text.contains(*space))?;
    let alone = || text.chars().filter(|it| !is_space(*it)).collect::<String>();
    let is_all = is_of(scalar, &with_common_spaces(text)) || is_of(scalar, &alone());
    is_all.then_some(*name)
}

/// Whether a text is a scalar of this name.
fn is_of(scalar: &str, text: &str) -> bool {
    match scalar {
        "Quantity" => reads::<Quantity>(text),
        "Change" => reads::<Change>(text),
        "Date" => reads::<Date>(text),
        "Days" | "Interval" => reads::<Days>(text),
        "Period" => reads::<Period>(text),
        "PeriodLabel" => reads::<Label>(text),
        "Id" => reads::<Id>(text),
        "UnitName" => reads::<UnitName>(text),
        "Derivation" => reads::<Derivation>(text),
        "Decimals" => reads::<Decimals>(text),
        "Cik" => reads::<Cik>(text),
        "Lei" => reads::<Lei>(text),
        "Url" => reads::<Url>(text),
        "Count" => reads::<Count>(text),
        _ => false,
    }
}

/// Other words for what a change is against, the longer ones first.
const AGAINST: &[(&str, &str)] = &[
    ("year-over-year", "yoy"),
    ("year over year", "yoy"),
    ("year-on-year", "yoy"),
    ("year on year", "yoy"),
    ("vs. prior year", "yoy"),
    ("vs prior year", "yoy"),
    ("vs. last year", "yoy"),
    ("vs last year", "yoy"),
    ("gegenüber dem Vorjahr", "yoy"),
    ("zum Vorjahr", "yoy"),
    ("ggü. Vj.", "yoy"),
    ("ggü. VJ", "yoy"),
    ("gg. Vj.", "yoy"),
    ("sur un an", "yoy"),
    ("on the year", "yoy"),
    ("on year", "yoy"),
    ("on a year ago", "yoy"),
    ("(yoy)", "yoy"),
    ("(YoY)", "yoy"),
    ("(y/y)", "yoy"),
    ("(qoq)", "qoq"),
    ("(QoQ)", "qoq"),
    ("(q/q)", "qoq"),
    ("on quarter", "qoq"),
    ("y-o-y", "yoy"),
    ("Y-o-Y", "yoy"),
    ("Y/Y", "yoy"),
    ("y/y", "yoy"),
    ("YoY", "yoy"),
    ("YOY", "yoy"),
    ("Yoy", "yoy"),
    ("a/a", "yoy"),
    ("quarter-over-quarter", "qoq"),
    ("quarter over quarter", "qoq"),
    ("quarter-on-quarter", "qoq"),
    ("quarter on quarter", "qoq"),
    ("sequentially", "qoq"),
    ("q-o-q", "qoq"),
    ("Q/Q", "qoq"),
    ("q/q", "qoq"),
    ("QoQ", "qoq"),
    ("QOQ", "qoq"),
    ("Qoq", "qoq"),
    ("vs. prior", "vs prior"),
    ("vs. plan", "vs plan"),
    ("vs. baseline", "vs baseline"),
    ("vs. budget", "vs plan"),
];

/// A change with its comparison missing, or written another way.
fn change(text: &str) -> Option<Correction> {
    let mut text = text.trim().replace('\u{2212}', "-").replace(is_space, " ");
    if let Some(adjusted) = adjusted(&text) {
        return Some(adjusted);
    }
    for (spelling, word) in AGAINST {
        // `yoy +5.9%`
        let behind = text.strip_prefix(*spelling).or_else(|| text.strip_prefix(*word));
        if let Some(extent) = behind.filter(|it| it.starts_with(' ')) {
            text = format!("{} {word}", extent.trim());
            break;
        }
        if let Some(extent) = text.strip_suffix(*spelling) {
            text = format!("{} {word}", extent.trim_end());
            break;
        }
    }
    let known = ["yoy", "qoq", "vs prior", "vs plan", "vs baseline"];
    let stated = known.iter().find_map(|word| Some((text.strip_suffix(word)?, *word)));
    let (extent, against) = match stated {
        Some((extent, word)) => (extent.trim_end(), word),
        None => (text.as_str(), "yoy"),
    };
    let (extent, turned) = directed(extent);
    let extent = match extent.as_str() {
        "unchanged" | "no change" | "stable" => "flat".to_owned(),
        _ if quantity::is_absent(&extent) && extent.to_lowercase().starts_with("n") => {
            let meaningless = extent.to_lowercase().contains('m');
            if !meaningless {
                let words = "leave it out: a change that is not known is not written";
                return Some(Correction::Say(words.to_owned()));
            }
            "n.m.".to_owned()
        }
        _ => extent,
    };
    let extent = match quantity(&extent) {
        // `5 m` counts metres: what reads as it stands keeps its unit.
        Some(cured)
            if !reads::<Quantity>(&extent)
                || ["%", " bp", " pp"].iter().any(|end| cured.text.ends_with(end)) =>
        {
            cured
        }
        _ => Meant::exact(extent),
    };
    let safety = if turned { Safety::Unsafe } else { extent.safety };
    let candidate = format!("{} {against}", extent.text);
    reads::<Change>(&candidate).then(|| match stated {
        Some(_) => Correction::Write(Meant { text: candidate, safety }),
        // Whoever wrote no base may have meant another one.
        None => {
            Correction::Say(format!("say what it is against, for example `{candidate}`"))
        }
    })
}

/// A change with the word of an adjustment behind it, which has a key of its own.
fn adjusted(text: &str) -> Option<Correction> {
    const WORDS: [(&str, &str); 14] = [
        ("in constant currencies", "constant-currency"),
        ("in constant currency", "constant-currency"),
        ("at constant currency", "constant-currency"),
        ("constant currency", "constant-currency"),
        ("währungsbereinigt", "constant-currency"),
        ("at cc", "constant-currency"),
        ("(cc)", "constant-currency"),
        ("cc", "constant-currency"),
        ("ex-FX", "constant-currency"),
        ("ex FX", "constant-currency"),
        ("organically", "organic"),
        ("(organic)", "organic"),
        ("organic", "organic"),
        ("organisch", "organic"),
    ];
    let known = WORDS.iter().find_map(|(word, meant)| {
        Some((text.strip_suffix(word)?.strip_suffix(' ')?, meant))
    });
    let (stated, meant) = known?;
    let text = match stated.parse::<Change>() {
        Ok(_) => stated.to_owned(),
        Err(_) => match change(stated)? {
            Correction::Write(it) => it.text,
            Correction::Say(_) => format!("{} yoy", quantity(stated)?.text),
        },
    };
    reads::<Change>(&text).then(|| {
        Correction::Say(format!(
            "put it in `comparisons`: `{{change: {text}, adjustment: {meant}}}`"
        ))
    })
}

/// The size of a change that a word gives its direction, with a sign in place of the word,
/// and whether it had one.
fn directed(extent: &str) -> (String, bool) {
    const WORDS: [(&str, &str); 8] = [
        ("up by ", "+"),
        ("up ", "+"),
        ("rose ", "+"),
        ("grew ", "+"),
        ("down by ", "-"),
        ("down ", "-"),
        ("fell ", "-"),
        ("declined ", "-"),
    ];
    let known = WORDS.iter().find_map(|(word, sign)| {
        let size = extent.strip_prefix(word)?;
        size.starts_with(|it: char| it.is_ascii_digit()).then(|| format!("{sign}{size}"))
    });
    let turned = known.is_some();
    (known.unwrap_or_else(|| extent.to_owned()), turned)
}

/// The most bytes of a slip: what is longer is none.
const LONGEST: usize = 160;

/// A name in other case or with other signs between its words.
pub(crate) fn id(text: &str) -> Option<String> {
    if text.contains("://") {
        return None;
    }
    let mut id = String::new();
    for found in text.chars() {
        match found {
            'a'..='z' | '0'..='9' => id.push(found),
            'A'..='Z' => {
                let inner = id.ends_with(|last: char| last.is_ascii_lowercase());
                id.extend(
                    inner.then_some('-').into_iter().chain([found.to_ascii_lowercase()]),
                );
            }
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_end_matches('-');
    reads::<Id>(id).then(|| id.to_owned())
}

/// An expression whose ids are not written as ids. A bracket or an operator without spaces
/// is more than the writing of an id.
fn derivation(text: &str) -> Option<Meant> {
    let is_name = |word: &str| {
        word.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_'))
    };
    let word = |word: &str| match word {
        "+" | "-" | "*" | "/" => Some(word.to_owned()),
        word if is_name(word) => id(word),
        _ => None,
    };
    let words: Option<Vec<String>> = text.split_whitespace().map(word).collect();
    let text = words?.join(" ");
    reads::<Derivation>(&text).then_some(Meant::guess(text))
}

fn cik(text: &str) -> Option<Meant> {
    let digits = text.trim().trim_start_matches("CIK").trim();
    let padded = format!("{digits:0>10}");
    reads::<Cik>(&padded).then(|| Meant::exact(padded))
}

/// An identifier in small letters, or in groups.
fn squeezed<T: FromStr>(text: &str) -> Option<Meant> {
    let text = text.replace([' ', '-'], "").to_uppercase();
    reads::<T>(&text).then(|| Meant::exact(text))
}

/// A code in small letters, or the sign of a currency: `$` is that of many.
fn currency(text: &str) -> Option<Meant> {
    let text = text.trim();
    let code = text.to_uppercase();
    let mut signs = text.chars();
    match (signs.next().and_then(Currency::of_symbol), signs.next()) {
        (Some(meant), None) => Some(Meant::guess(meant.to_string())),
        _ => reads::<Currency>(&code).then(|| Meant::exact(code)),
    }
}

/// A day in another spelling, else a period in one.
fn event_date(text: &str) -> Option<Correction> {
    let instant = text.strip_prefix("at ").filter(|day| reads::<EventDate>(day));
    let fits = |it: &Correction| match it {
        Correction::Write(meant) => reads::<EventDate>(&meant.text),
        Correction::Say(_) => false,
    };
    let exact = instant.map(Correction::exact);
    exact.or_else(|| date(text)).or_else(|| period(text).filter(fits))
}

fn reads<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}
