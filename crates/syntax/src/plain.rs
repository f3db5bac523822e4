//! What a word without quotes is taken for: by YAML 1.2, and by the tools that read YAML in
//! another way.

use std::ops::RangeInclusive;

use crate::number;

/// Whether a plain scalar is a text at first sight: longer than any other word, and begun
/// as no number is.
pub(crate) fn is_clear(text: &str) -> bool {
    let number = |first: char| matches!(first, '0'..='9' | '.' | '-' | '+');
    text.len() > "false".len() && !text.starts_with(number)
}

/// Whether a plain scalar is a text: not nothing, no truth value, and no number for anyone.
#[must_use]
pub fn is_word(text: &str) -> bool {
    is_clear(text)
        || !is_null(text)
            && truth(text).is_none()
            && !number::is_json(text)
            && !number::is_ambiguous(text)
}

/// Whether a plain scalar is a text here and a truth value for older tools.
#[must_use]
pub fn is_doubtful(text: &str) -> bool {
    const WORDS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

pub(crate) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

pub(crate) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Whether a plain scalar is a text here and something else for tools that read YAML 1.1: a
/// truth value, a number to the base 60, a moment, or one of the two signs with a meaning of
/// their own. A day is none of these.
pub(crate) fn misleads(text: &str) -> bool {
    is_doubtful(text)
        || matches!(text, "=" | "<<")
        || is_sexagesimal(text)
        || is_moment(text) && !is_day(text)
}

/// Whether it is a day as it is written everywhere, such as `2025-10-31`.
pub(crate) fn is_day(text: &str) -> bool {
    let day = || {
        let rest = digits(text, 4..=4)?.strip_prefix('-')?;
        let rest = digits(rest, 2..=2)?.strip_prefix('-')?;
        digits(rest, 2..=2)
    };
    day() == Some("")
}

/// Whether YAML 1.1 reads a number to the base 60, such as `1:30` or `-190:20:30.15`.
pub(crate) fn is_sexagesimal(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let Some((first, rest)) = whole.split_once(':') else { return false };
    let is_grouped =
        |text: &str| text.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit());
    let is_place = |text: &str| {
        matches!(text.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
    };
    first.starts_with(|first: char| first.is_ascii_digit())
        && is_grouped(first)
        && rest.split(':').all(is_place)
        && is_grouped(fraction)
}

/// Whether some tool reads a day, perhaps with a time and a zone: `2025-1-5`,
/// `2025-10-31 12:00:00 +1`.
fn is_moment(text: &str) -> bool {
    const BLANKS: [char; 2] = [' ', '\t'];
    let moment = || {
        let rest = digits(text, 4..=4)?.strip_prefix('-')?;
        let rest = digits(rest, 1..=2)?.strip_prefix('-')?;
        let rest = digits(rest, 1..=2)?;
        if rest.is_empty() {
            return Some(rest);
        }
        let time = rest.trim_start_matches(BLANKS);
        let time = rest.strip_prefix(['T', 't']).or((time != rest).then_some(time))?;
        let rest = digits(time, 1..=2)?.strip_prefix(':')?;
        let rest = digits(rest, 1..=2)?.strip_prefix(':')?;
        let rest = digits(rest, 1..=2)?;
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => digits(fraction, 0..=usize::MAX)?,
            None => rest,
        };
        let zone = rest.trim_start_matches(BLANKS);
        if matches!(zone, "" | "Z" | "z") {
            return Some("");
        }
        let rest = digits(zone.strip_prefix(['-', '+'])?, 1..=2)?;
        digits(rest.strip_prefix(':').unwrap_or(rest), 0..=2)
    };
    moment() == Some("")
}

/// What follows the digits at the start of a text, if they are so many.
fn digits(text: &str, count: RangeInclusive<usize>) -> Option<&str> {
    let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    count.contains(&(text.len() - rest.len())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_older_tools_read_as_something_else_is_known() {
        for text in [
            "no",
            "ON",
            "y",
            "=",
            "<<",
            "1:30",
            "0:30",
            "12:30:45",
            "+1_0:05",
            "-190:20:30.15",
            "2025-1-5",
            "2025-10-31T12:00:00",
            "2025-10-31t1:2:3.25Z",
            "2025-10-31 12:00:00 +1",
            "2025-10-31\t12:00:00-01:30",
        ] {
            assert!(misleads(text), "{text}");
        }
        for text in [
            "nor",
            "==",
            "<",
            "10:30-11:30",
            "1:60",
            "1:100",
            "a:30",
            ":30",
            "1:",
            "1:30 pm",
            "2025-10-31",
            "2025-10",
            "2025-10-31 12:00",
            "2025-10-31T12:00:00 UTC",
            "25-10-31",
            "2025-10-31-1",
            "",
        ] {
            assert!(!misleads(text), "{text}");
        }
        assert!(is_day("2025-10-31") && !is_day("2025-1-5") && !is_day("2025-10-310"));
    }
}
