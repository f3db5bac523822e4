//! Slips in dates.

mod fiscal;
mod span;

use strata_model::Date;

use strata_syntax::change::Safety;

use super::{Correction, Meant, reads};

pub(crate) use fiscal::period;

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

/// The names of the months in German and French where they are others than in English, as
/// far as three letters and more tell them.
const OTHER_MONTHS: &[(&str, u32)] = &[
    ("januar", 1),
    ("janvier", 1),
    ("februar", 2),
    ("février", 2),
    ("fevrier", 2),
    ("märz", 3),
    ("maerz", 3),
    ("mars", 3),
    ("avril", 4),
    ("juni", 6),
    ("juillet", 7),
    ("août", 8),
    ("aout", 8),
    ("septembre", 9),
    ("oktober", 10),
    ("octobre", 10),
    ("novembre", 11),
    ("dezember", 12),
    ("décembre", 12),
];

const SHORT_MONTHS: [(&str, u32); 7] = [
    ("sept", 9),
    ("mai", 5),
    ("juin", 6),
    ("mrz", 3),
    ("okt", 10),
    ("dez", 12),
    ("déc", 12),
];

/// The month that a word names.
fn month_named(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let short = SHORT_MONTHS.iter().find(|(name, _)| *name == word);
    let english = MONTHS.iter().position(|(name, _)| name.starts_with(&word));
    let english = english.map(|index| index as u32 + 1);
    let other = || OTHER_MONTHS.iter().find(|(name, _)| *name == word).map(|it| it.1);
    short.map(|it| it.1).or(english).or_else(other)
}

/// The day that a text names, and whether in a way that can mean no other.
fn day_of(text: &str) -> Option<(Date, bool)> {
    if let Ok(day) = text.parse() {
        return Some((day, true));
    }
    match date(text)? {
        Correction::Write(meant) => {
            Some((meant.text.parse().ok()?, meant.safety == Safety::Safe))
        }
        Correction::Say(_) => None,
    }
}

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
}
