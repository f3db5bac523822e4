//! Whole words in a text.

use std::borrow::Cow;

use memchr::memmem;

/// Where some words stand in a text as whole words: `cap` is not found in `capital`. Both
/// are given in lower case.
pub(super) fn places(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let length = words.len();
    text.match_indices(words).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + length..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Whether a text holds any of some phrases as whole words. All are given in lower case.
pub(super) fn holds_any(text: &str, phrases: &[&str]) -> bool {
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
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Some parts of words, looked for in one text after another.
pub(super) struct Finder<'w>(Vec<memmem::Finder<'w>>);

impl<'w> Finder<'w> {
    pub(super) fn new(parts: &'w [&str]) -> Self {
        Finder(parts.iter().map(memmem::Finder::new).collect())
    }

    /// Whether a text has any of them in it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|part| part.find(text.as_bytes()).is_some())
    }
}

/// Whether a text holds some words as whole words.
pub(super) fn holds(text: &str, words: &str) -> bool {
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
