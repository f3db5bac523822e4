//! Slips in dates and periods.

use strata_model::{Date, Period};

use super::{Correction, Meant, reads};

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
pub(super) fn date(text: &str) -> Option<Correction> {
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
        return Some(Correction::Write(match guess {
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
        .then(|| Correction::Say(format!("correct the day: that month has {days} days")))
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
        // Run together: `Q32025`, then `2025Q3` and `3Q25`.
        [part @ ("Q" | "H"), digits] => {
            let (number, digits) = digits.split_at_checked(1)?;
            (format!("{part}{number}"), year(digits)?)
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

#[cfg(test)]
mod tests {
    use super::super::tests::{exact, guess};
    use super::*;

    fn day(text: &str) -> Option<Meant> {
        match date(text)? {
            Correction::Write(meant) => Some(meant),
            Correction::Say(_) => None,
        }
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
        assert!(matches!(said, Some(Correction::Say(say)) if say.contains("31 days")));
    }

    #[test]
    fn a_period_is_exact_if_nothing_else_is_said() {
        for text in [
            "Q3-2025",
            "2025Q3",
            "2025 Q3",
            "Q32025",
            "3Q 2025",
            "Q3\u{a0}2025",
            "q3 2025",
        ] {
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
}
