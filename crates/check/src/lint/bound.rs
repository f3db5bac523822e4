//! Words that bound a number: nearly, more than, about.

use std::ops::Range;

use strata_model::Qualifier;

/// A word of bound where it stands, with the qualifiers that keep its meaning, the one that
/// says it best first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bound {
    pub(super) bytes: Range<usize>,
    pub(super) word: &'static str,
    pub(super) means: &'static [Qualifier],
}

const BELOW: &[Qualifier] = &[Qualifier::Nearly, Qualifier::AtMost, Qualifier::UpTo];
const UNDER: &[Qualifier] = &[Qualifier::AtMost, Qualifier::Nearly, Qualifier::UpTo];
const MOST: &[Qualifier] = &[Qualifier::AtMost, Qualifier::UpTo];
const REACH: &[Qualifier] = &[Qualifier::UpTo, Qualifier::AtMost];
const ABOVE: &[Qualifier] = &[Qualifier::MoreThan, Qualifier::AtLeast];
const LEAST: &[Qualifier] = &[Qualifier::AtLeast, Qualifier::MoreThan];
const ABOUT: &[Qualifier] = &[Qualifier::About];
const EXACT: &[Qualifier] = &[Qualifier::Exact];

/// The words, longer ones before those they end in.
const WORDS: [(&str, &[Qualifier]); 30] = [
    ("no more than", MOST),
    ("not more than", MOST),
    ("no less than", LEAST),
    ("no fewer than", LEAST),
    ("not less than", LEAST),
    ("more than", ABOVE),
    ("less than", UNDER),
    ("fewer than", UNDER),
    ("in excess of", ABOVE),
    ("upwards of", LEAST),
    ("at least", LEAST),
    ("at most", MOST),
    ("as many as", REACH),
    ("as much as", REACH),
    ("up to", REACH),
    ("just over", ABOVE),
    ("just under", BELOW),
    ("nearly", BELOW),
    ("almost", BELOW),
    ("under", UNDER),
    ("below", UNDER),
    ("over", ABOVE),
    ("above", ABOVE),
    ("about", ABOUT),
    ("around", ABOUT),
    ("roughly", ABOUT),
    ("approximately", ABOUT),
    ("some", ABOUT),
    ("exactly", EXACT),
    ("precisely", EXACT),
];

/// The word of bound with which a text ends, before a number that follows it.
pub(super) fn before(text: &str) -> Option<Bound> {
    let trimmed = text.trim_end();
    if trimmed.len() == text.len() && !text.is_empty() {
        return None;
    }
    let last = trimmed.as_bytes().last()?.to_ascii_lowercase();
    WORDS.iter().filter(|(word, _)| word.as_bytes().last() == Some(&last)).find_map(
        |(word, means)| {
            let start = trimmed.len().checked_sub(word.len())?;
            let found = trimmed.get(start..)?;
            let alone = !trimmed.get(..start)?.ends_with(char::is_alphanumeric);
            (alone && found.eq_ignore_ascii_case(word)).then_some(Bound {
                bytes: start..trimmed.len(),
                word,
                means,
            })
        },
    )
}

/// The key of a qualifier.
pub(super) fn key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::Nearly => "nearly",
        Qualifier::AtLeast => "at-least",
        Qualifier::MoreThan => "more-than",
        Qualifier::AtMost => "at-most",
        Qualifier::UpTo => "up-to",
    }
}

#[cfg(test)]
mod tests {
    use super::before;

    #[test]
    fn only_whole_words_right_before_the_number_count() {
        let word = |text: &str| before(text).map(|bound| (bound.word, bound.bytes));
        assert_eq!(word("It has Nearly "), Some(("nearly", 7..13)));
        assert_eq!(word("no more than "), Some(("no more than", 0..12)));
        assert_eq!(word("handover "), None);
        assert_eq!(word("over"), None);
        assert_eq!(word("over the "), None);
        assert_eq!(word(""), None);
    }
}
