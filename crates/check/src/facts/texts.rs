//! What the texts of a brief say, found out when it is first asked for.

use std::ops::Range;

use strata_model::markup::may_be_marked;
use strata_model::{Language, Segment};

use super::gathered::{Facts, Passage};
use super::path_arena::ArenaPath;
use super::printed::{Outcome, Outcomes, braces};
use crate::prose::lexicon::lexicon;
use crate::prose::literal::{Literal, literals};
use crate::prose::names::Names;
use crate::prose::sentence::sentences;
use crate::prose::{Features, Namings, Read, Sentence};

impl<'b> Facts<'b> {
    /// The numbers that stand typed in prose, in the order of the texts.
    pub(crate) fn literals(&self) -> &[Literal<'b>] {
        self.literals.get_or_init(|| literals(self))
    }

    /// The sentences of all texts, in their order.
    pub(crate) fn sentences(&self) -> &[Sentence<'b>] {
        &self.read().sentences
    }

    fn read(&self) -> &Read<'b> {
        self.read.get_or_init(|| sentences(self))
    }

    /// What the braces of one of the texts mean, by its number: every reference and every
    /// derivation.
    pub(crate) fn outcomes(&self, passage: usize) -> &[Outcome<'b>] {
        self.outcomes.get_or_init(|| Outcomes::of(self)).within(passage)
    }

    /// The texts, each reference and derivation with its bytes and what it means.
    pub(crate) fn printed(
        &self,
    ) -> impl Iterator<Item = (&Passage<'b>, &Segment<'b>, &Range<usize>, &Outcome<'b>)>
    {
        self.prose.iter().enumerate().flat_map(|(at, passage)| {
            let outcomes = self.outcomes(at);
            let braces = braces(passage).zip(outcomes);
            braces.map(move |((segment, bytes), it)| (passage, segment, bytes, it))
        })
    }

    /// The sentences of one of the texts, by its number.
    pub(crate) fn sentences_of(&self, passage: usize) -> &[Sentence<'b>] {
        let all = self.sentences();
        let first = all.partition_point(|it| it.passage < passage);
        let end = all.partition_point(|it| it.passage <= passage);
        all.get(first..end).unwrap_or(&[])
    }

    /// What is stated around some bytes of a text, by its number.
    pub(crate) fn statement(&self, passage: usize, bytes: &Range<usize>) -> Range<usize> {
        let all = self.sentences_of(passage);
        let at = all.partition_point(|it| it.bytes().end <= bytes.start);
        all.get(at).map_or(bytes.clone(), |sentence| sentence.statement(bytes))
    }

    /// The text under a key of a record, with its number.
    pub(crate) fn passage_under(
        &self,
        record: ArenaPath<'b>,
        key: &str,
    ) -> Option<(usize, &Passage<'b>)> {
        let first = self.prose.partition_point(|it| it.path.number() < record.number());
        let within = self.prose.iter().enumerate().skip(first);
        let mut within = within.take_while(|(_, it)| it.path.is_within(record));
        within.find(|(_, it)| {
            let above = it.path.parent().map(ArenaPath::number);
            above == Some(record.number()) && it.path.last_key() == Some(key)
        })
    }

    /// The kinds of words of one of the texts that are printed, by its number.
    pub(crate) fn features(&self, passage: usize) -> Features {
        self.read().features.get(passage).copied().unwrap_or(Features::ALL)
    }

    /// What rules look for in a text of the brief in which no mark is read: a label, a
    /// quote. It is read once for all of them.
    pub(crate) fn topics(&self, text: &'b str) -> Features {
        let place = (text.as_ptr().addr(), text.len());
        let mut known = self.topics.borrow_mut();
        let read = || lexicon(self.language()).topics(text);
        *known.entry(place).or_insert_with(read)
    }

    /// The same of one with marks, which may stand within a word: a note, a claim.
    pub(crate) fn topics_of_prose(&self, text: &'b str) -> Features {
        if may_be_marked(text) { Features::ALL } else { self.topics(text) }
    }

    /// Where sentences name figures by their labels, entities and parts.
    pub(crate) fn namings(&self) -> &Namings<'b> {
        self.namings.get_or_init(|| Namings::of(self))
    }

    /// The figures by the words that name them; found out when they are first asked for.
    pub(crate) fn names(&self) -> &Names<'b> {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The texts whose sentences a rule of English can read: all of them, or none.
    pub(crate) fn english(&self) -> &[Passage<'b>] {
        if self.is_english() { &self.prose } else { &[] }
    }

    /// Whether the brief is written in English.
    pub(crate) fn is_english(&self) -> bool {
        self.language().language() == "en"
    }

    /// The language of the texts.
    pub(crate) fn language(&self) -> Language {
        self.brief.language.unwrap_or_default()
    }
}
