//! Words that bound a number: nearly, more than, about.

use std::ops::Range;

use strata_model::{Language, Qualifier};

/// A word of bound where it stands, with the qualifiers that keep its meaning, the one that
/// says it best first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    pub(crate) bytes: Range<usize>,
    pub(crate) word: &'static str,
    pub(crate) means: &'static [Qualifier],
}

const BELOW: &[Qualifier] = &[Qualifier::Nearly, Qualifier::AtMost, Qualifier::UpTo];
const UNDER: &[Qualifier] =
    &[Qualifier::LessThan, Qualifier::AtMost, Qualifier::Nearly, Qualifier::UpTo];
const MOST: &[Qualifier] = &[Qualifier::AtMost, Qualifier::LessThan, Qualifier::UpTo];
const REACH: &[Qualifier] = &[Qualifier::UpTo, Qualifier::AtMost];
const ABOVE: &[Qualifier] = &[Qualifier::MoreThan, Qualifier::AtLeast];
const LEAST: &[Qualifier] = &[Qualifier::AtLeast, Qualifier::MoreThan];
const ABOUT: &[Qualifier] = &[Qualifier::About];
const EXACT: &[Qualifier] = &[Qualifier::Exact];

/// The words, longer ones before those they end in.
/// The words of a language; one that holds another comes before it.
type Words = &'static [(&'static str, &'static [Qualifier])];

const ENGLISH: Words = &[
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

const GERMAN: Words = &[
    ("nicht mehr als", MOST),
    ("nicht weniger als", LEAST),
    ("mehr als", ABOVE),
    ("weniger als", UNDER),
    ("mindestens", LEAST),
    ("wenigstens", LEAST),
    ("höchstens", MOST),
    ("maximal", MOST),
    ("bis zu", REACH),
    ("knapp", BELOW),
    ("fast", BELOW),
    ("beinahe", BELOW),
    ("nahezu", BELOW),
    ("unter", UNDER),
    ("über", ABOVE),
    ("rund", ABOUT),
    ("etwa", ABOUT),
    ("ungefähr", ABOUT),
    ("circa", ABOUT),
    ("ca.", ABOUT),
    ("genau", EXACT),
    ("exakt", EXACT),
];

const FRENCH: Words = &[
    ("pas plus de", MOST),
    ("pas moins de", LEAST),
    ("plus de", ABOVE),
    ("moins de", UNDER),
    ("au moins", LEAST),
    ("au plus", MOST),
    ("au maximum", MOST),
    ("jusqu’à", REACH),
    ("jusqu'à", REACH),
    ("près de", BELOW),
    ("presque", BELOW),
    ("environ", ABOUT),
    ("quelque", ABOUT),
    ("exactement", EXACT),
];

/// The word of bound with which a text ends, before a number that follows it.
pub(crate) fn before(text: &str, language: Language) -> Option<Bound> {
    let words = match language {
        Language::EnUs | Language::EnGb => ENGLISH,
        Language::DeDe => GERMAN,
        Language::FrFr => FRENCH,
    };
    let trimmed = text.trim_end();
    if trimmed.len() == text.len() && !text.is_empty() {
        return None;
    }
    let last = trimmed.as_bytes().last()?.to_ascii_lowercase();
    let ends = |word: &str| word.as_bytes().last() == Some(&last);
    words.iter().filter(|(word, _)| ends(word)).find_map(|(word, means)| {
        let start = trimmed.len().checked_sub(word.len())?;
        let found = trimmed.get(start..)?;
        let alone = !trimmed.get(..start)?.ends_with(char::is_alphanumeric);
        let same = found.to_lowercase() == **word;
        // `contracts add up to {x}` bounds nothing.
        let head = trimmed.get(..start)?.trim_end();
        let adds = *word == "up to"
            && ["add", "adds", "added", "adding", "all"]
                .iter()
                .any(|it| head.ends_with(it));
        (alone && same && !adds).then_some(Bound {
            bytes: start..trimmed.len(),
            word,
            means,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::before;
    use strata_model::Language;

    #[test]
    fn only_whole_words_right_before_the_number_count() {
        let word = |text: &str| {
            before(text, Language::EnUs).map(|bound| (bound.word, bound.bytes))
        };
        assert_eq!(word("It has Nearly "), Some(("nearly", 7..13)));
        assert_eq!(word("no more than "), Some(("no more than", 0..12)));
        assert_eq!(word("handover "), None);
        assert_eq!(word("It added up to "), None);
        assert_eq!(word("over"), None);
        assert_eq!(word("over the "), None);
        assert_eq!(word(""), None);
    }

    #[test]
    fn each_language_has_its_own() {
        let word = |text, language| before(text, language).map(|bound| bound.word);
        assert_eq!(word("Es sind Höchstens ", Language::DeDe), Some("höchstens"));
        assert_eq!(word("nicht mehr als ", Language::DeDe), Some("nicht mehr als"));
        assert_eq!(word("très fast ", Language::FrFr), None);
        assert_eq!(word("Il compte près de ", Language::FrFr), Some("près de"));
        assert_eq!(word("It runs over ", Language::DeDe), None);
    }
}
