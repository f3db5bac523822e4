//! The numbers that stand typed in prose, found once for all rules that speak of them.

use std::ops::Range;

use strata_model::{Currency, Segment};

use super::bound::{self, Bound};
use super::feature::Feature;
use super::number_match::{Known, Mention, NumberMatch};
use super::spelling::{Spelled, number_in, word_from};
use crate::facts::{Facts, Passage};

/// A number typed into a text of the brief.
#[derive(Debug)]
pub(crate) struct Literal<'b> {
    /// Which of the texts.
    pub(crate) prose: usize,
    /// The number with its unit.
    pub(crate) spelled: Spelled,
    /// The word of bound before it.
    pub(crate) bound: Option<Bound>,
    pub(crate) matched: NumberMatch<'b>,
}

impl<'b> Literal<'b> {
    /// The number of its text, and its bytes there.
    pub(crate) fn place(&self) -> (usize, &Range<usize>) {
        (self.prose, &self.spelled.bytes)
    }

    /// The bytes of what is stated around it.
    pub(crate) fn statement(&self, facts: &Facts<'_>) -> Range<usize> {
        facts.statement(self.prose, &self.spelled.bytes)
    }

    /// All figures that it may be meant for.
    pub(crate) fn meant(&self) -> &[Mention<'b>] {
        match &self.matched {
            NumberMatch::Same(mentions) => mentions,
            NumberMatch::Near(mention) | NumberMatch::Mixed(mention) => {
                std::slice::from_ref(mention)
            }
            NumberMatch::Unrelated => &[],
        }
    }

    /// The one figure whose number it is.
    pub(crate) fn only(&self) -> Option<&Mention<'b>> {
        match &self.matched {
            NumberMatch::Same(mentions) => match mentions.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }
}

/// All numbers in prose that make a figure, or are one that is known, as the language of the
/// brief spells them.
pub(crate) fn literals<'b>(index: &Facts<'b>) -> Vec<Literal<'b>> {
    let mut known = None;
    let mut found = Vec::new();
    let language = index.language();
    for (at, prose) in index.prose.iter().enumerate() {
        if !index.features(at).has(Feature::Digits) {
            continue;
        }
        for segment in &prose.segments {
            let Segment::Words(words) = segment else { continue };
            let Some(start) = offset(prose, words) else { continue };
            let mut from = 0;
            while let Some(word) = word_from(words, from) {
                from = word.end;
                // Most words are no numbers: they are not read as one.
                if !words.get(word.clone()).is_some_and(starts_like_a_number) {
                    continue;
                }
                let is_unit = |name: &str| index.brief.units.contains_key(name);
                let spelled = number_in(language, words, word, is_unit);
                let Some(spelled) = spelled else { continue };
                from = spelled.bytes.end;
                let known = known.get_or_insert_with(|| Known::of(index));
                let bytes = start + spelled.bytes.start..start + spelled.bytes.end;
                let matched = known.matched(&spelled, || {
                    prose.text.get(index.statement(at, &bytes)).unwrap_or("")
                });
                if spelled.counts || !matches!(matched, NumberMatch::Unrelated) {
                    let before = prose.text.get(..bytes.start).unwrap_or("");
                    let bound = bound::before(before, language)
                        .filter(|it| it.bytes.start >= start);
                    let spelled = Spelled { bytes, ..spelled };
                    found.push(Literal { prose: at, spelled, bound, matched });
                }
            }
        }
    }
    found
}

/// Where words begin in their text: they are a slice of it.
pub(crate) fn offset(prose: &Passage<'_>, words: &str) -> Option<usize> {
    words.as_ptr().addr().checked_sub(prose.text.as_ptr().addr())
}

fn starts_like_a_number(word: &str) -> bool {
    let bare = word.trim_start_matches(['~', '≈', '+', '-', '\u{2212}']);
    let bare = bare.strip_prefix("US").unwrap_or(bare);
    let symbol = |found: char| Currency::of_symbol(found).is_some();
    bare.trim_start_matches(symbol).starts_with(|found: char| found.is_ascii_digit())
        || (bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_uppercase()))
}
