//! Well-known slips in scalars, and what was meant. Every proposal has been read back: what
//! a help tells an author to write is accepted.

use std::str::FromStr;

use strata_model::{Change, Cik, Count, Date, Derivation, Id, Measure, Period, Quantity};

use crate::change::Safety;

/// What to do about a malformed scalar.
pub(super) enum Cure {
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
pub(super) fn cure(scalar: &str, text: &str) -> Option<Cure> {
    let written = match scalar {
        "Quantity" => quantity(text),
        "Change" => return change(text),
        "Date" => return date(text),
        "Period" | "PeriodLabel" => period(text),
        // Nobody knows who refers to it.
        "Id" => id(text).map(Meant::guess),
        "Derivation" => derivation(text),
        "Cik" => cik(text),
        "Count" => Some(text.trim_start_matches('0').to_owned())
            .filter(|text| reads::<Count>(text))
            .map(Meant::exact),
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
        Some(cured) if !reads::<Quantity>(extent) || cured.text.ends_with('%') => cured,
        _ => Meant::exact(extent.to_owned()),
    };
    let candidate = format!("{} {against}", extent.text);
    reads::<Change>(&candidate).then(|| match stated {
        Some(_) => Cure::Write(Meant { text: candidate, ..extent }),
        // Whoever wrote no base may have meant another one.
        None => Cure::Say(format!("say what it is against, for example `{candidate}`")),
    })
}

const MONTHS: [(&str, u8); 12] = [
    ("january", 31),
    ("february", 29),
    ("march", 31),
    ("april", 30),
    ("may", 31),
    ("june", 30),
    ("july", 31),
    ("august", 31),
    ("september", 30),
    ("october", 31),
    ("november", 30),
    ("december", 31),
];

/// A date in another order or with its month in words, or a day that does not exist.
fn date(text: &str) -> Option<Cure> {
    // The hour, and the day at which it is another zone's, are lost.
    let day =
        text.split('T').next().filter(|day| day.len() == 10 && day.len() < text.len());
    let mut guess = day.is_some();
    let text = day.unwrap_or(text);
    let words: Vec<&str> =
        text.split([' ', '.', '/', '-', ',']).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| -> Option<u32> {
        let ordinal =
            ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        ordinal.unwrap_or(word).parse().ok()
    };
    let is_year =
        |word: &str| word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    let month_named = |word: &str| {
        let word = word.to_ascii_lowercase();
        let word = if word == "sept" { "sep" } else { &word };
        let index = MONTHS.iter().position(|(name, _)| name.starts_with(word));
        index.filter(|_| word.len() >= 3).map(|index| index as u32 + 1)
    };
    let [a, b, c] = match words.as_slice() {
        [one] if one.len() == 8 => [one.get(..4)?, one.get(4..6)?, one.get(6..)?],
        [a, b, c] => [*a, *b, *c],
        _ => return None,
    };
    // A year of two digits may be of any century.
    let year: u32 = [a, c].into_iter().find(|word| is_year(word))?.parse().ok()?;
    let (month, day): (u32, u32) = if is_year(a) {
        (month_named(b).or_else(|| number(b))?, number(c)?)
    } else if let Some(month) = month_named(a) {
        (month, number(b)?)
    } else if let Some(month) = month_named(b) {
        (month, number(a)?)
    } else {
        let (first, second) = (number(a)?, number(b)?);
        match (first > 12, second > 12) {
            (true, false) => (second, first),
            (false, true) => (first, second),
            // With points the day most often comes first.
            (false, false) if text.contains('.') => {
                guess = true;
                (second, first)
            }
            // 10/11/2025 is two dates: the form is named, no day is guessed.
            _ => return None,
        }
    };
    let written = format!("{year:04}-{month:02}-{day:02}");
    if reads::<Date>(&written) {
        return Some(Cure::Write(match guess {
            true => Meant::guess(written),
            false => Meant::exact(written),
        }));
    }
    let (name, days) = MONTHS.get((month as usize).checked_sub(1)?)?;
    let days = if *name == "february" && !reads::<Date>(&format!("{year:04}-02-29")) {
        28
    } else {
        *days
    };
    (day as usize > days as usize)
        .then(|| Cure::Say(format!("correct the day: that month has {days} days")))
}

/// A period in another order, without its space, or with a two-digit year. Whatever else
/// stands in the text says something too: it is no slip.
pub(crate) fn period(text: &str) -> Option<Meant> {
    let text = text.trim().to_ascii_uppercase();
    let of = |word: &'static str| Some((word, text.strip_prefix(word)?.trim_start()));
    let (prefix, rest) = match of("TTM").or_else(|| of("YTD")) {
        Some((word, rest)) => (format!("{word} "), rest),
        None => (String::new(), text.as_str()),
    };
    // A year of two digits may be of any century.
    let year = |digits: &str| match digits.len() {
        2 => Some(Meant::guess(format!("20{digits}"))),
        4 => Some(Meant::exact(digits.to_owned())),
        _ => None,
    };
    let (part, year) = match runs(rest)?.as_slice() {
        ["FY", digits] => ("FY".to_owned(), year(digits)?),
        // The year of the calendar and that of the books may differ.
        [digits] if digits.len() == 4 => {
            ("FY".to_owned(), Meant::guess((*digits).into()))
        }
        [part @ ("Q" | "H"), number, digits] if number.len() == 1 => {
            (format!("{part}{number}"), year(digits)?)
        }
        // `Q325`, then `2025Q3` and `3Q25`.
        [part @ ("Q" | "H"), digits] => {
            let (number, digits) = digits.split_at_checked(1)?;
            (format!("{part}{number}"), Meant { safety: Safety::Unsafe, ..year(digits)? })
        }
        [digits, part @ ("Q" | "H"), number] if number.len() == 1 => {
            (format!("{part}{number}"), year(digits)?)
        }
        [number, part @ ("Q" | "H"), digits] if number.len() == 1 => {
            (format!("{part}{number}"), year(digits)?)
        }
        _ => return None,
    };
    let text = format!("{prefix}{part} {}", year.text);
    reads::<Period>(&text).then_some(Meant { text, ..year })
}

/// The runs of letters and of digits in a text, if nothing but signs that part a period
/// stands between them.
fn runs(text: &str) -> Option<Vec<&str>> {
    let parts =
        |it: char| it.is_whitespace() || matches!(it, '-' | '/' | '\'' | '’' | '_');
    let mut runs = Vec::new();
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let alike = |it: char| match first.is_ascii_digit() {
                true => it.is_ascii_digit(),
                false => it.is_ascii_alphabetic(),
            };
            let (run, more) =
                rest.split_at(rest.find(|it| !alike(it)).unwrap_or(rest.len()));
            if run.is_empty() {
                return None;
            }
            runs.push(run);
            rest = more;
        }
    }
    Some(runs)
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
    reads::<Cik>(&padded).then(|| Meant::exact(format!("\"{padded}\"")))
}

fn reads<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Option<Meant> {
        Some(Meant::exact(text.to_owned()))
    }

    fn guess(text: &str) -> Option<Meant> {
        Some(Meant::guess(text.to_owned()))
    }

    fn day(text: &str) -> Option<Meant> {
        match date(text)? {
            Cure::Write(meant) => Some(meant),
            Cure::Say(_) => None,
        }
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
            Some(Cure::Say(words)) => words,
            _ => String::new(),
        };
        assert!(said("+13%").ends_with("`+13% yoy`"));
        let meant = |text| match change(text) {
            Some(Cure::Write(meant)) => Some(meant),
            _ => None,
        };
        assert_eq!(meant("+13 percent YoY"), exact("+13% yoy"));
        assert_eq!(meant("+1,3% yoy"), guess("+1.3% yoy"));
    }

    #[test]
    fn a_date_is_exact_if_it_can_be_one_day_only() {
        for text in [
            "30.10.2025",
            "30/10/2025",
            "10/30/2025",
            "October 30, 2025",
            "30th Oct 2025",
            "20251030",
            "2025/10/30",
        ] {
            assert_eq!(day(text), exact("2025-10-30"), "{text}");
        }
        assert_eq!(day("Sept 30, 2025"), exact("2025-09-30"));
        assert_eq!(day("11.10.2025"), guess("2025-10-11"));
        assert_eq!(day("2025-10-30T23:30:00-08:00"), guess("2025-10-30"));
        for text in ["10/11/2025", "30.10.25", "25-10-30", "30 market 2025", "10112025"] {
            assert_eq!(day(text), None, "{text}");
        }
        let said = date("2025-10-32");
        assert!(matches!(said, Some(Cure::Say(say)) if say.contains("31 days")));
    }

    #[test]
    fn a_period_is_exact_if_nothing_else_is_said() {
        for text in ["Q3-2025", "2025Q3", "2025 Q3", "3Q 2025", "Q3\u{a0}2025", "q3 2025"]
        {
            assert_eq!(period(text), exact("Q3 2025"), "{text}");
        }
        assert_eq!(period("TTM Q3/2025"), exact("TTM Q3 2025"));
        for text in ["3Q25", "Q325", "Q3 '25", "25Q3"] {
            assert_eq!(period(text), guess("Q3 2025"), "{text}");
        }
        assert_eq!(period("FY25"), guess("FY 2025"));
        assert_eq!(period("2025"), guess("FY 2025"));
        for text in [
            "year ended 31 March 2025",
            "FY ended 31 March 2025",
            "2025 Q3 YTD",
            "FY26 Q1",
            "FY 20-25",
            "Q3 20 25",
            "FY 2024/25",
            "Q3 2025 (unaudited)",
            "first half 2025",
            "H1 + H2 2025",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
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
