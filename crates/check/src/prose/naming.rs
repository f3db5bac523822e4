//! Where a sentence names a figure: by its label, its short name, its entity, or the part of
//! the whole that it measures.

use std::cell::RefCell;
use std::ops::Range;

use strata_model::{Figure, Id};

use super::dictionary::Dictionary;
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

/// The names of all figures.
pub(crate) struct Namings<'b> {
    phrases: Vec<Phrase<'b>>,
    /// Their numbers by their first words.
    by_first: Dictionary<Box<str>, Vec<usize>>,
    /// What was found in sentences, by their numbers: several rules ask for it.
    known: RefCell<Table<usize, Found>>,
}

/// The places of names with the numbers of their phrases.
type Found = Box<[(Range<usize>, usize)]>;

struct Phrase<'b> {
    words: Vec<Box<str>>,
    by: NamedBy,
    figures: Vec<&'b Id>,
}

impl<'b> Namings<'b> {
    pub(crate) fn of(facts: &Facts<'b>) -> Self {
        let mut namings = Namings {
            phrases: Vec::new(),
            by_first: Dictionary::default(),
            known: RefCell::default(),
        };
        // Many figures share the name of an entity, or of a part.
        let mut read: Table<(&str, NamedBy), Option<usize>> = Table::default();
        for (id, figure, _) in facts.figures() {
            for (name, by) in names(figure) {
                let phrase =
                    *read.entry((name, by)).or_insert_with(|| namings.add(name, by));
                if let Some(phrase) = phrase.and_then(|it| namings.phrases.get_mut(it))
                    && phrase.figures.last() != Some(&id)
                {
                    phrase.figures.push(id);
                }
            }
        }
        // The longest name that fits is the one that is meant.
        let phrases = &namings.phrases;
        let order = |at: &usize| {
            let phrase = phrases.get(*at);
            phrase.map(|it| (std::cmp::Reverse(it.words.len()), it.by))
        };
        for numbers in namings.by_first.values_mut() {
            numbers.sort_by_key(order);
        }
        namings
    }

    /// The number of the phrase that is a name; nothing if it has no word.
    fn add(&mut self, name: &str, by: NamedBy) -> Option<usize> {
        let words: Vec<Box<str>> = name_words(name)
            .skip_while(|word| EMPTY.contains(&plain(word)))
            .map(|word| plain(&word).into())
            .collect();
        let first = words.first()?;
        if !words.iter().any(|word| word.contains(char::is_alphabetic)) {
            return None;
        }
        let numbers = self.by_first.entry(first.clone());
        let same = |at: &&usize| {
            self.phrases.get(**at).is_some_and(|it| it.words == words && it.by == by)
        };
        if let Some(known) = numbers.iter().find(same) {
            return Some(*known);
        }
        let number = self.phrases.len();
        numbers.push(number);
        self.phrases.push(Phrase { words, by, figures: Vec::new() });
        Some(number)
    }

    /// The figures that a text names, if it is nothing but a name of some.
    pub(crate) fn whole(&self, text: &str) -> Option<&[&'b Id]> {
        let words: Vec<Box<str>> =
            name_words(text).map(|word| plain(&word).into()).collect();
        let numbers = self.by_first.get(words.first()?.as_ref())?;
        let mut phrases = numbers.iter().filter_map(|at| self.phrases.get(*at));
        Some(&phrases.find(|phrase| phrase.words == words)?.figures)
    }

    /// The names in a sentence, in its order; none overlaps another.
    pub(crate) fn within(&self, sentence: &Sentence<'_>) -> Vec<Named<'_, 'b>> {
        let Some(number) = sentence.number else {
            return self.named(&self.find(sentence));
        };
        let mut known = self.known.borrow_mut();
        self.named(known.entry(number).or_insert_with(|| self.find(sentence)))
    }

    fn named(&self, found: &Found) -> Vec<Named<'_, 'b>> {
        let named = |(tokens, at): &(Range<usize>, usize)| {
            let phrase = self.phrases.get(*at)?;
            let (by, figures) = (phrase.by, phrase.figures.as_slice());
            Some(Named { tokens: tokens.clone(), by, figures })
        };
        found.iter().filter_map(named).collect()
    }

    fn find(&self, sentence: &Sentence<'_>) -> Found {
        let word = |at: usize| plain(sentence.word(at));
        let (mut found, mut at) = (Vec::new(), 0);
        while at < sentence.tokens.len() {
            let first = word(at);
            let meant =
                self.by_first.get(first).into_iter().flatten().find_map(|number| {
                    let own = self.phrases.get(*number)?.words.as_slice();
                    let mut rest = own.iter().zip(at..).skip(1);
                    let all = rest.all(|(own, at)| own.as_ref() == word(at));
                    all.then_some((own.len(), *number))
                });
            match meant {
                Some((length, number)) => {
                    found.push((at..at + length, number));
                    at += length;
                }
                None => at += 1,
            }
        }
        found.into_boxed_slice()
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
    let own = [Some(head), figure.short.as_ref().map(strata_model::Text::as_str)];
    let scope = figure.entity.iter().chain(figure.dimensions.values());
    let scope = scope.map(|name| (name.as_str(), NamedBy::Scope));
    own.into_iter().flatten().map(|name| (name, NamedBy::Label)).chain(scope)
}

/// A word without the end of a plural or a genitive.
fn plain(word: &str) -> &str {
    let mut word = word;
    while let Some(rest) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
        word = rest;
    }
    match word.strip_suffix('s') {
        Some(singular) if singular.len() > 2 && !singular.ends_with('s') => singular,
        _ => word,
    }
}
