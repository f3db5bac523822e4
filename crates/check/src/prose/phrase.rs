//! Whole words in a text.

use std::borrow::Cow;
use std::ops::Range;

/// Where some words stand in a text as whole words: `cap` is not found in `capital`. Both
/// are given in lower case.
pub(crate) fn places(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let length = words.len();
    text.match_indices(words).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + length..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Whether a text holds any of some phrases as whole words. All are given in lower case.
pub(crate) fn holds_any(text: &str, phrases: &[&str]) -> bool {
    let bounded = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    // The letters that a phrase begins with, a bit for each.
    let bit = |text: &str| text.bytes().next().map_or(0, |first| 1 << (first % 64));
    let first = phrases.iter().fold(0_u64, |bits, phrase| bits | bit(phrase));
    let mut before = None;
    text.char_indices().any(|(at, found)| {
        if before.replace(found).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let rest = text.get(at..).unwrap_or("");
        first & bit(rest) != 0
            && phrases.iter().any(|it| rest.strip_prefix(it).is_some_and(bounded))
    })
}

/// A text in lower case; most words are.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// The words of a text in lower case, with their bytes. Hyphens join.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
    let inner = |it: char| it.is_alphanumeric() || matches!(it, '-' | '’' | '\'');
    text.split(move |it| !inner(it)).filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        (lower(word), start..start + word.len())
    })
}

/// Whether a text holds some words as whole words.
pub(crate) fn holds(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::{holds, holds_any};

    #[test]
    fn any_of_some_phrases_is_one_of_them() {
        let phrases = ["share price", "p/e", "ipo"];
        for text in [
            "share price",
            "the p/e, forward",
            "é p/e",
            "ép/e",
            "p/e2",
            "share prices",
            "(",
        ] {
            let one = phrases.iter().any(|words| holds(text, words));
            assert_eq!(holds_any(text, &phrases), one, "{text}");
        }
        assert!(holds_any("pre-ipo", &phrases));
    }
}
