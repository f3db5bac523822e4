//! Well-known slips in scalars, and what was meant. Every proposal has been read back: what
//! a help tells an author to write is accepted.

use std::str::FromStr;

use strata_model::{Change, Cik, Count, Date, Derivation, Id, Period, Quantity};

/// What to do about a malformed scalar.
pub(super) enum Cure {
    /// Write this instead.
    Write(String),
    /// A remedy in words.
    Say(String),
}

/// The cure for a text that is no scalar of this name, if it is a known slip.
pub(super) fn cure(scalar: &str, text: &str) -> Option<Cure> {
    let written = match scalar {
        "Quantity" => quantity(text),
        "Change" => return change(text),
        "Date" => return date(text),
        "Period" | "PeriodLabel" => period(text),
        "Id" => id(text),
        "Derivation" => derivation(text),
        "Cik" => cik(text),
        "Count" => Some(text.trim_start_matches('0').to_owned())
            .filter(|text| reads::<Count>(text)),
        _ => None,
    };
    written.map(Cure::Write)
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

/// A quantity whose magnitude, percent or sign is spelled in a way that is not read.
/// Also for those that are read, with a magnitude word taken for a unit.
pub(crate) fn quantity(text: &str) -> Option<String> {
    let mut text = text.trim().replace(['\u{2212}', '\u{2013}'], "-").replace("US$", "$");
    for (word, sign) in
        [("approximately ", "~"), ("about ", "~"), ("approx. ", "~"), ("≈", "~")]
    {
        if let Some(rest) = text.strip_prefix(word) {
            text = format!("{sign}{rest}");
        }
    }
    for (word, letter) in MAGNITUDES {
        if let Some(rewritten) = after_digit(&text, word, letter) {
            text = rewritten;
            break;
        }
    }
    let squeezed = text.replace("$ ", "$").replace("€ ", "€").replace("£ ", "£");
    let squeezed = squeezed.replace(" %", "%").replace("~ ", "~").replace("$-", "-$");
    // A comma before one or two digits is a decimal point elsewhere.
    let point = squeezed.replacen(',', ".", 1);
    let point = if squeezed.matches(',').count() == 1 { point } else { String::new() };
    [text.clone(), squeezed.clone(), squeezed.replace(' ', ""), point]
        .into_iter()
        .find(|candidate| reads::<Quantity>(candidate))
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
fn change(text: &str) -> Option<Cure> {
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
        Some(cured) if !reads::<Quantity>(extent) || cured.ends_with('%') => cured,
        _ => extent.to_owned(),
    };
    let candidate = format!("{extent} {against}");
    reads::<Change>(&candidate).then(|| match stated {
        Some(_) => Cure::Write(candidate),
        // Whoever wrote no base may have meant another one.
        None => Cure::Say(format!("say what it is against, for example `{candidate}`")),
    })
}

const MONTHS: [(&str, u8); 12] = [
    ("jan", 31),
    ("feb", 29),
    ("mar", 31),
    ("apr", 30),
    ("may", 31),
    ("jun", 30),
    ("jul", 31),
    ("aug", 31),
    ("sep", 30),
    ("oct", 31),
    ("nov", 30),
    ("dec", 31),
];

/// A date in another order or another script of digits, or a day that does not exist.
fn date(text: &str) -> Option<Cure> {
    let text = text.split('T').next().filter(|day| day.len() == 10).unwrap_or(text);
    let words: Vec<&str> =
        text.split([' ', '.', '/', '-', ',']).filter(|word| !word.is_empty()).collect();
    let number =
        |word: &str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok();
    let month_named = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|(name, _)| *name == start).map(|index| index as u32 + 1)
    };
    let [a, b, c] = match words.as_slice() {
        [one] if one.len() == 8 => [one.get(..4)?, one.get(4..6)?, one.get(6..)?],
        [a, b, c] => [*a, *b, *c],
        _ => return None,
    };
    let (year, month, day): (u32, u32, u32) = if a.len() == 4 && number(a).is_some() {
        (number(a)?, month_named(b).or_else(|| number(b))?, number(c)?)
    } else if let Some(month) = month_named(a) {
        (number(c)?, month, number(b)?)
    } else if let Some(month) = month_named(b) {
        (number(c)?, month, number(a)?)
    } else {
        let (first, second, year) = (number(a)?, number(b)?, number(c)?);
        match (first > 12, second > 12, text.contains('.')) {
            (true, false, _) | (false, false, true) => (year, second, first),
            (false, true, _) => (year, first, second),
            // 10/11/2025 is two dates: the form is named, no day is guessed.
            _ => return None,
        }
    };
    let written = format!("{year:04}-{month:02}-{day:02}");
    if reads::<Date>(&written) {
        return Some(Cure::Write(written));
    }
    let (name, days) = MONTHS.get((month as usize).checked_sub(1)?)?;
    let days = if *name == "feb" && !reads::<Date>(&format!("{year:04}-02-29")) {
        28
    } else {
        *days
    };
    (day as usize > days as usize)
        .then(|| Cure::Say(format!("correct the day: that month has {days} days")))
}

/// A period in another order, without its space, or with a two-digit year.
pub(crate) fn period(text: &str) -> Option<String> {
    let text = text.trim();
    let of = |word: &'static str| Some((word, text.strip_prefix(word)?.trim_start()));
    let (prefix, rest) = match of("TTM").or_else(|| of("YTD")) {
        Some((word, rest)) => (format!("{word} "), rest),
        None => (String::new(), text),
    };
    let bare: String = rest
        .chars()
        .filter(|found| !matches!(found, ' ' | '-' | '/' | '\'' | '’'))
        .flat_map(char::to_uppercase)
        .collect();
    let year = |digits: &str| match digits.len() {
        2 => Some(format!("20{digits}")),
        4 => Some(digits.to_owned()),
        _ => None,
    };
    let candidate = if let Some(digits) = bare.strip_prefix("FY") {
        format!("FY {}", year(digits)?)
    } else if bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("FY {bare}")
    } else {
        let at = bare.find(['Q', 'H'])?;
        let (before, part) = bare.split_at(at);
        match (before, part.len()) {
            ("", _) => format!("{} {}", part.get(..2)?, year(part.get(2..)?)?),
            // 2025Q3, then 3Q25.
            (_, 2) => format!("{part} {}", year(before)?),
            _ => format!("{}{before} {}", part.get(..1)?, year(part.get(1..)?)?),
        }
    };
    let candidate = format!("{prefix}{candidate}");
    reads::<Period>(&candidate).then_some(candidate)
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

/// An expression whose ids are not written as ids.
fn derivation(text: &str) -> Option<String> {
    let word = |word: &str| match word {
        "+" | "-" | "*" | "/" => Some(word.to_owned()),
        word => id(word),
    };
    let words: Option<Vec<String>> = text.split_whitespace().map(word).collect();
    words.map(|words| words.join(" ")).filter(|text| reads::<Derivation>(text))
}

fn cik(text: &str) -> Option<String> {
    let digits = text.trim().trim_start_matches("CIK").trim();
    let padded = format!("{digits:0>10}");
    reads::<Cik>(&padded).then(|| format!("\"{padded}\""))
}

fn reads<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cure: Option<Cure>) -> Option<String> {
        cure.map(|(Cure::Write(text) | Cure::Say(text))| text)
    }

    #[test]
    fn quantities() {
        for (slip, meant) in [
            ("$115.9 billion", "$115.9B"),
            ("US$115.9bn", "$115.9B"),
            ("about 500 thousand chips", "~500K chips"),
            ("13 percent", "13%"),
            ("13 %", "13%"),
            ("\u{2212}1.2 pp", "-1.2 pp"),
            ("$ 5B", "$5B"),
            ("115,9", "115.9"),
            ("5 million customers", "5M customers"),
        ] {
            assert_eq!(quantity(slip).as_deref(), Some(meant), "{slip}");
        }
        assert_eq!(quantity("a lot"), None);
    }

    #[test]
    fn changes_dates_periods_ids() {
        assert!(said(change("+13%")).is_some_and(|say| say.ends_with("`+13% yoy`")));
        assert_eq!(said(change("+13 percent YoY")).as_deref(), Some("+13% yoy"));
        for text in
            ["30.10.2025", "30/10/2025", "October 30, 2025", "30 Oct 2025", "20251030"]
        {
            assert_eq!(said(date(text)).as_deref(), Some("2025-10-30"), "{text}");
        }
        assert_eq!(said(date("10/11/2025")), None);
        assert!(said(date("2025-10-32")).is_some_and(|say| say.contains("31 days")));
        for text in ["Q3-2025", "2025Q3", "2025 Q3", "3Q25", "Q325", "q3 2025"] {
            assert_eq!(period(text).as_deref(), Some("Q3 2025"), "{text}");
        }
        assert_eq!(period("FY25").as_deref(), Some("FY 2025"));
        assert_eq!(id("Free Cash_Flow").as_deref(), Some("free-cash-flow"));
        assert_eq!(id("nearestGaap").as_deref(), Some("nearest-gaap"));
    }
}
