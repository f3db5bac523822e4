//! The forms of the scalars, read by hand: to compile the patterns takes longer than to
//! check a brief. A test holds each to its pattern.

use jiff::civil::Date;

pub(crate) fn is_id(text: &str) -> bool {
    // A hyphen stands between two letters or digits.
    let mut apart = true;
    let fits = |byte: u8| {
        let joint = byte == b'-' && !apart;
        apart = byte == b'-';
        joint || byte.is_ascii_lowercase() || byte.is_ascii_digit()
    };
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && is_all(text, fits)
}

pub(crate) fn is_shown(text: &str) -> bool {
    text.matches('.').count() <= 1 && text.split('.').all(is_id)
}

pub(crate) fn is_ground(text: &str) -> bool {
    text.matches('.').count() <= 2 && text.split('.').all(is_id)
}

pub(crate) fn is_cell(text: &str) -> bool {
    let growth = text.split_once(".cagr since ");
    matches!(text, "n.a." | "n.m.")
        || is_ground(text)
        || growth.is_some_and(|(id, since)| is_id(id) && is_label(since))
}

pub(crate) fn is_unit(text: &str) -> bool {
    let first = |it: char| it.is_ascii_alphabetic() || matches!(it, 'µ' | 'Ω' | '°');
    let further = |it| first(it) || it.is_ascii_digit() || matches!(it, '²' | '³' | '-');
    text.starts_with(first) && text.chars().all(further)
}

pub(crate) fn is_digits(text: &str) -> bool {
    is_all(text, |byte| byte.is_ascii_digit())
}

pub(crate) fn is_cik(text: &str) -> bool {
    text.len() == 10 && is_digits(text)
}

pub(crate) fn is_lei(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.split_at_checked(18).is_some_and(|(body, check)| {
        is_all(body, letter) && check.len() == 2 && is_digits(check)
    })
}

pub(crate) fn is_isin(text: &str) -> bool {
    let upper = |byte: u8| byte.is_ascii_uppercase();
    text.split_at_checked(2).is_some_and(|(country, rest)| {
        is_all(country, upper)
            && rest.len() == 10
            && is_all(rest, |byte| upper(byte) || byte.is_ascii_digit())
            && rest.ends_with(|last: char| last.is_ascii_digit())
    })
}

pub(crate) fn is_currency(text: &str) -> bool {
    text.len() == 3 && is_all(text, |byte| byte.is_ascii_uppercase())
}

pub(crate) fn is_url(text: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"];
    let rest = rest.iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| is_all(rest, |byte| byte.is_ascii_graphic()))
}

pub(crate) fn is_count(text: &str) -> bool {
    text.len() <= 4 && is_digits(text) && !text.starts_with('0')
}

pub(crate) fn is_decimals(text: &str) -> bool {
    let places = |text: &str| !text.starts_with(['0', '+']) && text.len() <= 2;
    match text.strip_prefix('-') {
        Some(rest) => places(rest) && rest.parse().is_ok_and(|it: u8| it <= 12),
        None => text == "exact" || matches!(text.as_bytes(), [b'0'..=b'6']),
    }
}

/// A real day of the years 1000 to 2999.
pub(crate) fn day(text: &str) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    let is_of = |text: &str, digits| text.len() == digits && is_digits(text);
    if !(is_of(year, 4) && is_of(month, 2) && is_of(day, 2) && year < "3000") {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    day.ok().filter(|day| day.year() >= 1000)
}

pub(crate) fn is_day(text: &str) -> bool {
    day(text).is_some()
}

pub(crate) fn is_label(text: &str) -> bool {
    text.strip_prefix("9M ").is_some_and(is_year)
        || text.starts_with(|first: char| first.is_ascii_uppercase())
            && text
                .split(' ')
                .all(|word| is_all(word, |byte| byte.is_ascii_alphanumeric()))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text) && text.starts_with(['1', '2'])
}

/// `1 week`, or from `2 weeks` to `53 weeks`.
fn is_weeks(text: &str) -> bool {
    match text.strip_suffix(" weeks") {
        Some(number) => {
            is_count(number) && number.parse().is_ok_and(|it: u16| (2..=53).contains(&it))
        }
        None => text == "1 week",
    }
}

pub(crate) fn is_event_date(text: &str) -> bool {
    is_day(text) || is_label(text) || is_days(text) || is_month(text)
}

fn is_days(text: &str) -> bool {
    text.split_once('/').is_some_and(|(first, last)| is_day(first) && is_day(last))
}

fn is_month(text: &str) -> bool {
    text.len() == 7 && is_day(&format!("{text}-01"))
}

pub(crate) fn is_period(text: &str) -> bool {
    const BEFORE_DAY: [&str; 5] =
        ["at ", "YTD to ", "TTM to ", "since launch to ", "run rate at "];
    is_label(text)
        || text == "unstated"
        || BEFORE_DAY.iter().any(|before| text.strip_prefix(before).is_some_and(is_day))
        || is_days(text)
        || is_month(text)
        || text.split_once(" to ").is_some_and(|(of, to)| is_weeks(of) && is_day(to))
}

pub(crate) fn is_derivation(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["growth", "of", of, "on", on] => is_id(of) && is_id(on),
        [first, "*" | "/", second] => is_id(first) && is_id(second),
        [first, rest @ ..] => {
            let added = |pair: &[&str]| matches!(pair, ["+" | "-", id] if is_id(id));
            is_id(first) && !rest.is_empty() && rest.chunks(2).all(added)
        }
        [] => false,
    }
}

pub(crate) fn is_change(text: &str) -> bool {
    const AGAINST: [&str; 9] = [
        " yoy",
        " qoq",
        " vs prior",
        " vs plan",
        " vs baseline",
        " vs consensus",
        " vs guidance",
        " vs estimate",
        " vs peer",
    ];
    if matches!(text, "vs consensus" | "vs guidance" | "vs estimate") {
        return true;
    }
    let range = |it: &str| {
        let mut words = it.match_indices(" to ");
        words.any(|(at, to)| is_quantity(&it[..at]) && is_quantity(&it[at + to.len()..]))
    };
    let extent = AGAINST.iter().find_map(|against| text.strip_suffix(against));
    extent.is_some_and(|it| {
        matches!(it, "up" | "down" | "flat" | "n.m.") || is_quantity(it) || range(it)
    })
}

pub(crate) fn is_quantity(text: &str) -> bool {
    let (about, rest) = skip(text, &['~']);
    let (_, rest) = skip(rest, &['+', '-', '±']);
    let (symbol, rest) = skip(rest, &['$', '€', '£', '¥', '₹']);
    let code = |code: &str| is_all(code, |byte| byte.is_ascii_uppercase());
    let (money, rest) = match rest.split_at_checked(3) {
        Some((head, tail)) if !symbol && code(head) => match tail.strip_prefix(' ') {
            Some(tail) => (true, tail),
            None => return false,
        },
        _ => (symbol, rest),
    };
    let Some(rest) = after_number(rest) else { return false };
    let (at_least, rest) = skip(rest, &['+']);
    if about && at_least {
        return false;
    }
    if matches!(rest, "%" | "% more likely" | "% less likely" | "x") {
        return !money;
    }
    let (of, per) = match rest.split_once('/') {
        Some((of, per)) => (of, is_short_unit(per)),
        None => (rest, true),
    };
    per && (of.is_empty() || (!money && of.strip_prefix(' ').is_some_and(is_short_unit)))
}

fn is_short_unit(text: &str) -> bool {
    is_unit(text) && text.chars().count() <= 40
}

/// What follows a number with its scale.
fn after_number(text: &str) -> Option<&str> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_digit() || byte == b','));
    let (whole, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut groups = whole.split(',');
    let (first, more) = (groups.next()?, whole.matches(',').count());
    let fits = match more {
        0 => first.len() <= 12,
        _ => first.len() <= 3 && more <= 3 && groups.all(|group| group.len() == 3),
    };
    if first.is_empty() || !fits || (first.starts_with('0') && whole != "0") {
        return None;
    }
    let rest = match rest.strip_prefix('.') {
        Some(after) => {
            let end = after.bytes().position(|byte| !byte.is_ascii_digit());
            let (places, rest) = after.split_at(end.unwrap_or(after.len()));
            if !(1..=6).contains(&places.len()) {
                return None;
            }
            rest
        }
        None => rest,
    };
    Some(skip(rest, &['K', 'M', 'B', 'T']).1)
}

fn skip<'t>(text: &'t str, any: &[char]) -> (bool, &'t str) {
    text.strip_prefix(any).map_or((false, text), |rest| (true, rest))
}

fn is_all(text: &str, fits: impl FnMut(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Cell, Change, Cik, Count, Currency, Date, Decimals, Derivation, EventDate,
        Ground, Id, Isin, Label, Lei, Period, Quantity, Scalar, Shown, UnitName, Url,
    };

    /// What is put in the place of a character, or before it: what some pattern minds.
    const STRAY: [&str; 26] = [
        "", "0", "1", "29", "31", "000", ",", ".", "+", "-", "±", " to ", "~", "$", "€",
        "/", " ", "%", "x", "K", "USD ", "a", "Z", "µ", "²", "\n",
    ];

    /// All texts that are one edit away.
    fn edited(text: &str) -> Vec<String> {
        let ends = text.char_indices().chain([(text.len(), ' ')]);
        ends.flat_map(|(at, char)| {
            let behind = (at + char.len_utf8()).min(text.len());
            STRAY.iter().flat_map(move |stray| {
                [at, behind]
                    .map(|rest| format!("{}{stray}{}", &text[..at], &text[rest..]))
            })
        })
        .collect()
    }

    fn holds<T: Scalar>(is_form: fn(&str) -> bool) {
        let form = regex::Regex::new(T::PATTERN).unwrap();
        for example in T::EXAMPLES {
            assert!(is_form(example), "{}: {example}", T::NAME);
            for once in edited(example) {
                let twice = if once.len() < 10 { edited(&once) } else { Vec::new() };
                for text in twice.iter().chain([&once]) {
                    assert_eq!(
                        is_form(text),
                        form.is_match(text),
                        "{}: {text:?}",
                        T::NAME
                    );
                }
            }
        }
    }

    #[test]
    fn the_forms_are_those_of_the_patterns() {
        holds::<Id>(is_id);
        holds::<Ground>(is_ground);
        holds::<Shown>(is_shown);
        holds::<Cell>(is_cell);
        holds::<UnitName>(is_unit);
        holds::<Cik>(is_cik);
        holds::<Lei>(is_lei);
        holds::<Url>(is_url);
        holds::<Count>(is_count);
        holds::<Label>(is_label);
        holds::<Period>(is_period);
        holds::<Derivation>(is_derivation);
        holds::<Decimals>(is_decimals);
        holds::<Change>(is_change);
        holds::<Quantity>(is_quantity);
        holds::<Date>(is_day);
        holds::<EventDate>(is_event_date);
        holds::<Isin>(is_isin);
        holds::<Currency>(is_currency);
    }

    #[test]
    fn a_day_is_what_the_pattern_says() {
        let form = regex::Regex::new(Date::PATTERN).unwrap();
        for year in ["0999", "1000", "1900", "2000", "2023", "2024", "2999", "3000"] {
            for (month, day) in
                (0..14).flat_map(|month| (0..33).map(move |day| (month, day)))
            {
                let text = format!("{year}-{month:02}-{day:02}");
                assert_eq!(is_day(&text), form.is_match(&text), "{text}");
            }
        }
    }
}
