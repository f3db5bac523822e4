//! Well-known slips in scalars, and what was meant. Every proposal has been read back: what
//! a help tells an author to write is accepted.

mod time;

use std::str::FromStr;

use strata_model::{Change, Cik, Count, Derivation, Id, Measure, Quantity};
use strata_syntax::change::Safety;

use time::date;
pub(crate) use time::period;

/// What to do about a malformed scalar.
pub(super) enum Correction {
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

/// The cure for a text that is no scalar of this name, if it is a known slip.
pub(super) fn correction(scalar: &str, text: &str) -> Option<Correction> {
    let written = match scalar {
        "Quantity" => quantity(text),
        "Change" => return change(text),
        "Date" => return date(text),
        "Period" | "PeriodLabel" => period(text),
        // Nobody knows who refers to it.
        "Id" => id(text).map(Meant::guess),
        "Ground" if !text.contains('.') => id(text).map(Meant::guess),
        "Derivation" => derivation(text),
        "Cik" => cik(text),
        "Count" => Some(text.trim_start_matches('0').to_owned())
            .filter(|text| reads::<Count>(text))
            .map(Meant::exact),
        _ => None,
    };
    written.map(Correction::Write)
}

/// Words of magnitude and of percent with the letter that stands for them.
const MAGNITUDES: [(&str, &str); 21] = [
    ("thousands", "K"),
    ("thousand", "K"),
    ("k", "K"),
    ("millions", "M"),
    ("million", "M"),
    ("mio", "M"),
    ("mln", "M"),
    ("mn", "M"),
    ("mm", "M"),
    ("m", "M"),
    ("billions", "B"),
    ("billion", "B"),
    ("bln", "B"),
    ("bn", "B"),
    ("b", "B"),
    ("trillions", "T"),
    ("trillion", "T"),
    ("tn", "T"),
    ("percent", "%"),
    ("per cent", "%"),
    ("pct", "%"),
];

/// Spaces that look like the common one.
const SPACES: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];

/// A quantity whose magnitude, percent or sign is spelled in a way that is not read.
/// Also for those that are read, with a magnitude word taken for a unit.
pub(crate) fn quantity(text: &str) -> Option<Meant> {
    let text = text.trim().replace('\u{2212}', "-").replace(SPACES, " ");
    let mut text = text.replace("US$", "$");
    for (word, sign) in [
        ("approximately ", "~"),
        ("about ", "~"),
        ("approx. ", "~"),
        ("≈", "~"),
        ("–", "-"),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            text = format!("{sign}{rest}");
        }
    }
    let mut abbreviated = false;
    for (word, letter) in MAGNITUDES {
        if let Some(rewritten) = after_digit(&text, word, letter) {
            text = rewritten;
            abbreviated = matches!(word, "k" | "m" | "mm" | "b" | "tn");
            break;
        }
    }
    let squeezed = text.replace("$ ", "$").replace("€ ", "€").replace("£ ", "£");
    let squeezed = squeezed.replace(" %", "%").replace("~ ", "~").replace("$-", "-$");
    let read = |text: &str| text.parse::<Quantity>().ok();
    let exact = [text, squeezed.clone()];
    if let Some((text, quantity)) =
        exact.into_iter().find_map(|text| read(&text).map(|quantity| (text, quantity)))
    {
        // `5 m` may be five metres, `$5m` is no length.
        let money = matches!(quantity.unit().measure, Measure::Money(_));
        let guess = abbreviated && !money;
        return Some(if guess { Meant::guess(text) } else { Meant::exact(text) });
    }
    let guesses = [without_spaces(&squeezed), decimal_point(&squeezed)];
    guesses.into_iter().flatten().find(|text| read(text).is_some()).map(Meant::guess)
}

/// A number without the spaces in it, as long as those between digits part thousands.
fn without_spaces(text: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    let thousands = text.match_indices(' ').all(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + 1..));
        let joins = before.ends_with(|last: char| last.is_ascii_digit());
        !joins || matches!(after.map_or(0, digits), 0 | 3)
    });
    thousands.then(|| text.replace(' ', ""))
}

/// A number whose comma is a decimal point elsewhere: one, before one or two digits.
fn decimal_point(text: &str) -> Option<String> {
    let (whole, rest) = text.split_once(',')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1 | 2).then(|| format!("{whole}.{rest}"))
}

/// Replaces a magnitude word that stands behind a digit, with or without a space.
fn after_digit(text: &str, word: &str, letter: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(word).filter(|at| lower.is_char_boundary(*at))?;
    let (before, rest) = (text.get(..at)?, text.get(at + word.len()..)?);
    let digits = before.strip_suffix(' ').unwrap_or(before);
    let ends = rest.chars().next().is_none_or(|next| !next.is_alphanumeric());
    (digits.ends_with(|last: char| last.is_ascii_digit()) && ends)
        .then(|| format!("{digits}{letter}{rest}"))
}

/// A change with its comparison missing, or written another way.
fn change(text: &str) -> Option<Correction> {
    let lower = text.trim().replace('\u{2212}', "-");
    let mut text = lower.clone();
    let spellings = [
        ("y/y", "yoy"),
        ("YoY", "yoy"),
        ("YOY", "yoy"),
        ("year over year", "yoy"),
        ("year on year", "yoy"),
        ("q/q", "qoq"),
        ("QoQ", "qoq"),
        ("QOQ", "qoq"),
        ("quarter over quarter", "qoq"),
    ];
    for (spelling, word) in spellings {
        text = text.replace(spelling, word);
    }
    let stated = text.strip_suffix(" yoy").or(text.strip_suffix(" qoq"));
    let (extent, against) = match stated {
        Some(extent) => (extent, text.get(extent.len() + 1..)?),
        None => (text.as_str(), "yoy"),
    };
    let extent = match quantity(extent) {
        // `5 m` counts metres: what reads as it stands keeps its unit.
        Some(cured) if !reads::<Quantity>(extent) || cured.text.ends_with('%') => cured,
        _ => Meant::exact(extent.to_owned()),
    };
    let candidate = format!("{} {against}", extent.text);
    reads::<Change>(&candidate).then(|| match stated {
        Some(_) => Correction::Write(Meant { text: candidate, ..extent }),
        // Whoever wrote no base may have meant another one.
        None => {
            Correction::Say(format!("say what it is against, for example `{candidate}`"))
        }
    })
}

/// A name in other case or with other signs between its words.
pub(super) fn id(text: &str) -> Option<String> {
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

fn reads<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn exact(text: &str) -> Option<Meant> {
        Some(Meant::exact(text.to_owned()))
    }

    pub(super) fn guess(text: &str) -> Option<Meant> {
        Some(Meant::guess(text.to_owned()))
    }

    #[test]
    fn a_quantity_in_another_spelling_is_exact() {
        for (slip, meant) in [
            ("$115.9 billion", "$115.9B"),
            ("US$115.9bn", "$115.9B"),
            ("$115.9m", "$115.9M"),
            ("about 500 thousand chips", "~500K chips"),
            ("13 percent", "13%"),
            ("13\u{a0}%", "13%"),
            ("\u{2212}1.2 pp", "-1.2 pp"),
            ("–1.2%", "-1.2%"),
            ("$ 5B", "$5B"),
            ("5 million customers", "5M customers"),
        ] {
            assert_eq!(quantity(slip), exact(meant), "{slip}");
        }
    }

    #[test]
    fn a_quantity_that_reads_in_two_ways_is_a_guess_or_none() {
        for (slip, meant) in [
            ("115,9", "115.9"),
            ("€1,25", "€1.25"),
            ("5 m", "5M"),
            ("5 mm", "5M"),
            ("5 k chips", "5K chips"),
            ("– 5%", "-5%"),
            ("$12 345", "$12345"),
        ] {
            assert_eq!(quantity(slip), guess(meant), "{slip}");
        }
        for text in ["a lot", "1,2345", "12,3456%", "$1 5B", "5 10%", "1 2345"] {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn a_change_needs_what_it_is_against() {
        let said = |text| match change(text) {
            Some(Correction::Say(words)) => words,
            _ => String::new(),
        };
        assert!(said("+13%").ends_with("`+13% yoy`"));
        let meant = |text| match change(text) {
            Some(Correction::Write(meant)) => Some(meant),
            _ => None,
        };
        assert_eq!(meant("+13 percent YoY"), exact("+13% yoy"));
        assert_eq!(meant("+1,3% yoy"), guess("+1.3% yoy"));
    }

    #[test]
    fn ids_are_guesses_and_formulas_stay_formulas() {
        assert_eq!(id("Free Cash_Flow").as_deref(), Some("free-cash-flow"));
        assert_eq!(id("nearestGaap").as_deref(), Some("nearest-gaap"));
        assert_eq!(derivation("Sales - Net_Cost"), guess("sales - net-cost"));
        for text in ["(a + b) / c", "a+b / c", "a / {b}"] {
            assert_eq!(derivation(text), None, "{text}");
        }
    }
}
