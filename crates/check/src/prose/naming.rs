//! Where a sentence names a figure: by its label, its short name, its entity, or the part of
//! the whole that it measures.

use std::ops::Range;

use strata_model::{Figure, Id};

use super::sentence::{Sentence, name_words};
use super::token::Token;
use crate::facts::Facts;
use crate::table::Table;

/// Words that begin no name.
const EMPTY: [&str; 10] = ["a", "an", "and", "at", "for", "in", "of", "on", "or", "the"];

/// A name of figures in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Named<'n, 'b> {
    /// The places of its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it is a name of.
    pub(crate) by: NamedBy,
    /// The figures that it may mean: all with this label, or all that are of this entity or
    /// this part.
    pub(crate) figures: &'n [&'b Id],
}

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NamedBy {
    /// The figure itself: its label up to a comma, or its short name.
    Label,
    /// What it is about: its entity, or a dimension such as the segment.
    Scope,
}

/// The names of all figures, by their first words.
pub(crate) struct Namings<'b>(Table<String, Vec<Phrase<'b>>>);

struct Phrase<'b> {
    words: Vec<String>,
    by: NamedBy,
    figures: Vec<&'b Id>,
}

impl<'b> Namings<'b> {
    pub(crate) fn of(facts: &Facts<'b>) -> Self {
        let mut namings = Namings(Table::default());
        for (id, figure, _) in facts.figures() {
            for (name, by) in names(figure) {
                namings.add(id, name, by);
            }
        }
        // The longest name that fits is the one that is meant.
        for phrases in namings.0.values_mut() {
            phrases.sort_by_key(|it| (std::cmp::Reverse(it.words.len()), it.by));
        }
        namings
    }

    fn add(&mut self, id: &'b Id, name: &str, by: NamedBy) {
        let words: Vec<_> = name_words(name)
            .map(|word| plain(&word))
            .skip_while(|word| EMPTY.contains(&word.as_str()))
            .collect();
        let Some(first) = words.first() else { return };
        if !words.iter().any(|word| word.contains(char::is_alphabetic)) {
            return;
        }
        let phrases = self.0.entry(first.clone()).or_default();
        match phrases.iter_mut().find(|it| it.words == words && it.by == by) {
            Some(phrase) if phrase.figures.last() == Some(&id) => {}
            Some(phrase) => phrase.figures.push(id),
            None => phrases.push(Phrase { words, by, figures: vec![id] }),
        }
    }

    /// The figures that a text names, if it is nothing but a name of some.
    pub(crate) fn whole(&self, text: &str) -> Option<&[&'b Id]> {
        let words: Vec<_> = name_words(text).map(|word| plain(&word)).collect();
        let phrases = self.0.get(words.first()?)?;
        let named = phrases.iter().find(|phrase| phrase.words == words)?;
        Some(&named.figures)
    }

    /// The names in a sentence, in its order; none overlaps another.
    pub(crate) fn within(&self, sentence: &Sentence<'_>) -> Vec<Named<'_, 'b>> {
        let words: Vec<_> = sentence
            .tokens
            .iter()
            .map(|it| it.word().map(plain).unwrap_or_default())
            .collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(word) = words.get(at) {
            let phrases = self.0.get(word).map_or(&[][..], Vec::as_slice);
            let meant = phrases.iter().find(|phrase| {
                let stretch = words.get(at..at + phrase.words.len());
                stretch == Some(phrase.words.as_slice()) && !word.is_empty()
            });
            match meant {
                Some(phrase) => {
                    let tokens = at..at + phrase.words.len();
                    at = tokens.end;
                    let (by, figures) = (phrase.by, phrase.figures.as_slice());
                    found.push(Named { tokens, by, figures });
                }
                None => at += 1,
            }
        }
        found
    }
}

impl<'b> Named<'_, 'b> {
    /// Whether it may mean this figure.
    pub(crate) fn means(&self, id: &Id) -> bool {
        self.figures.contains(&id)
    }

    /// Whether a token belongs to it.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.tokens.contains(&at)
    }

    /// Whether it stands in the clause of a token.
    pub(crate) fn shares_clause(
        &self,
        sentence: &Sentence<'_>,
        token: &Token<'_>,
    ) -> bool {
        let own = sentence.token(self.tokens.start).map(|it| it.clause);
        own == Some(token.clause)
    }
}

/// The names of a figure.
fn names(figure: &Figure) -> impl Iterator<Item = (&str, NamedBy)> {
    let label = figure.label.as_str();
    let head = label.split([',', '(', '–', '—', ':']).next().unwrap_or(label);
    let own = [Some(head), figure.short.as_ref().map(|it| it.as_str())];
    let scope = figure.entity.iter().chain(figure.dimensions.values());
    let scope = scope.map(|name| (name.as_str(), NamedBy::Scope));
    own.into_iter().flatten().map(|name| (name, NamedBy::Label)).chain(scope)
}

/// A word without the end of a plural or a genitive.
fn plain(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    match word.strip_suffix('s') {
        Some(singular) if singular.len() > 2 && !singular.ends_with('s') => {
            singular.to_owned()
        }
        _ => word.to_owned(),
    }
}
