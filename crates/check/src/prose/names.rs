//! Which figure a sentence names: by the words of its label, its entity and its unit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use strata_model::{Figure, Id};

use super::phrase::words;
use crate::facts::Facts;

/// Words that stand in labels and name nothing.
const STOP: [&str; 26] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "half", "in", "it", "its",
    "month", "not", "of", "on", "or", "per", "quarter", "than", "that", "the", "to",
    "with", "year", "vs",
];

/// Figures that share a word, beyond which it names none of them.
const MOST: usize = 32;

/// The figures by the words that name them.
pub(crate) struct Names<'b> {
    figures: BTreeMap<&'b Id, Words>,
    by_word: BTreeMap<String, Vec<&'b Id>>,
}

#[derive(Default)]
struct Words {
    /// Those of the label and the entity: a sentence that lacks one may mean another figure.
    name: BTreeSet<String>,
    /// Those of the unit.
    unit: BTreeSet<String>,
}

impl<'b> Names<'b> {
    pub(crate) fn of(index: &Facts<'b>) -> Self {
        let mut names = Names { figures: BTreeMap::new(), by_word: BTreeMap::new() };
        for (id, figure, _) in index.figures() {
            let words = Words::of(figure);
            for word in words.name.union(&words.unit) {
                names.by_word.entry(word.clone()).or_default().push(id);
            }
            names.figures.insert(id, words);
        }
        names
    }

    /// Whether what is stated around a place names this figure there: it has the last word
    /// before it that names any, or else the first one behind, and of the figures that
    /// share this word no other fits the sentence as well.
    pub(crate) fn is_named(
        &self,
        facts: &Facts<'_>,
        id: &Id,
        place: (usize, &Range<usize>),
    ) -> bool {
        let bytes = place.1;
        let Some(own) = self.figures.get(id) else { return false };
        let stands = self.standing(facts, place);
        let before = stands.iter().rfind(|(_, at)| at.end <= bytes.start);
        let behind = || stands.iter().find(|(_, at)| at.start >= bytes.start);
        let Some((word, _)) = before.or_else(behind) else { return false };
        let sharing = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let words: BTreeSet<&String> = stands.iter().map(|(word, _)| word).collect();
        let said = own.said(&words);
        sharing.len() <= MOST
            && said.contains(word)
            && sharing.iter().filter(|it| **it != id).all(|other| {
                let Some(other) = self.figures.get(other) else { return true };
                let also = other.said(&words);
                let fuller = own.unsaid(&words) < other.unsaid(&words);
                also.is_subset(&said) && (also.len() < said.len() || fuller)
            })
    }

    /// Whether what is stated around a place has any word of the name or the unit of this
    /// figure.
    pub(crate) fn is_spoken_of(
        &self,
        facts: &Facts<'_>,
        id: &Id,
        place: (usize, &Range<usize>),
    ) -> bool {
        let stands = self.standing(facts, place);
        let words: BTreeSet<&String> = stands.iter().map(|(word, _)| word).collect();
        self.figures.get(id).is_some_and(|own| !own.said(&words).is_empty())
    }

    /// The words of a sentence that name a figure, with their places in the text. What
    /// stands in braces is not printed.
    fn standing(
        &self,
        facts: &Facts<'_>,
        place: (usize, &Range<usize>),
    ) -> Vec<(String, Range<usize>)> {
        let (passage, bytes) = place;
        let stated = facts.statement(passage, bytes);
        let start = stated.start;
        let text = facts.prose.get(passage).and_then(|it| it.text.get(stated));
        let sentence = text.unwrap_or("");
        let in_braces = |at: usize| {
            let before = sentence.get(..at).unwrap_or("");
            before
                .rfind('{')
                .is_some_and(|open| before.rfind('}').is_none_or(|it| it < open))
        };
        words(sentence)
            .map(|(word, at)| (plain(&word), at))
            .filter(|(word, at)| self.by_word.contains_key(word) && !in_braces(at.start))
            .map(|(word, at)| (word, start + at.start..start + at.end))
            .collect()
    }
}

impl Words {
    fn of(figure: &Figure) -> Self {
        let split = |text: &str| -> Vec<String> {
            let words = words(text).map(|(word, _)| plain(&word));
            let names = |word: &String| {
                !STOP.contains(&word.as_str()) && word.contains(char::is_alphabetic)
            };
            words.filter(names).collect()
        };
        let entity = figure.entity.as_ref().map_or("", |entity| entity.as_str());
        let name =
            split(figure.label.as_str()).into_iter().chain(split(entity)).collect();
        let units = figure.value.iter().flat_map(|value| value.unit().names());
        let unit = units.flat_map(|unit| split(unit.as_str())).collect();
        Words { name, unit }
    }

    /// Those that stand in a sentence.
    fn said<'w>(&'w self, sentence: &BTreeSet<&String>) -> BTreeSet<&'w String> {
        self.name.union(&self.unit).filter(|word| sentence.contains(word)).collect()
    }

    /// How many words of the name do not.
    fn unsaid(&self, sentence: &BTreeSet<&String>) -> usize {
        self.name.iter().filter(|word| !sentence.contains(word)).count()
    }
}

/// A word in lower case without hyphens and without the end of a plural or a genitive.
fn plain(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let word = word.replace('-', "");
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::sample::proposals;

    /// What L032 offers for a text, beside figures that share words and numbers.
    fn offered(text: &str) -> Vec<String> {
        let brief = format!(
            "units: {{chips: accelerators}}\nfigures:\n  \
             total: {{label: Total revenue, value: $5.1B, change: +20% yoy, period: FY 2024}}\n  \
             cloud: {{label: Cloud revenue, value: $3.3B, change: +17% yoy, period: FY 2024}}\n  \
             cost: {{label: Cost of revenue, value: $1.9B, period: FY 2024}}\n  \
             back: {{label: Share buy-backs, value: $0.7B, change: +31% yoy, period: FY 2024}}\n  \
             chips: {{label: Accelerators, value: 500K chips, period: FY 2024}}\n\
             verdict: {{text: [\"{text}\"]}}\n"
        );
        proposals(&brief, "L032")
    }

    #[test]
    fn the_nearest_name_decides() {
        assert_eq!(offered("Total revenue was $5.1B."), ["{total}"]);
        assert_eq!(offered("Cloud revenue was $3.3B."), ["{cloud}"]);
        assert_eq!(offered("Revenue of Cloud rose 17%."), ["{cloud.rise}"]);
        assert_eq!(offered("Buybacks rose 31%."), ["{back.rise}"]);
        assert_eq!(offered("It runs 500,000 chips."), ["{chips}"]);
        assert_eq!(offered("The cost of revenue was $1.9B."), ["{cost}"]);
    }

    #[test]
    fn a_number_alone_names_nothing() {
        for text in [
            "Cloud grew 20%.",
            "Cloud revenue grew 20%.",
            "Cloud grew 31% while buy-backs fell.",
            "Cloud grew 31%. Buy-backs fell.",
            "It grew 31%.",
            "Wages at {back} rose 31%.",
            "Revenue was $5.1B.",
            "They buy 31% more.",
        ] {
            assert_eq!(offered(text), [""; 0], "{text}");
        }
    }
}
