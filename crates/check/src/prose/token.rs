//! The pieces of a sentence.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::calc::Meant;
use strata_model::{ComparisonName, Figure, Id, Part, Quantity};

use super::feature::Feature;
use super::lexicon::{Mood, Motion, Sense};
use crate::prose::spelling::Spelled;

/// A piece of a sentence.
#[derive(Debug)]
pub(crate) struct Token<'b> {
    /// Where it stands in the text.
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: Kind<'b>,
    /// The number of its clause in the sentence: what stands between two commas, brackets,
    /// dashes, colons, or words such as `while`.
    pub(crate) clause: usize,
    /// Whether it stands between quotation marks: somebody else says it.
    pub(crate) quoted: bool,
}

/// What a piece is.
#[derive(Debug)]
pub(crate) enum Kind<'b> {
    /// A word in lower case with straight apostrophes; hyphens join.
    Word(Cow<'b, str>, Option<&'static Sense>),
    /// A reference to a figure, with what it prints.
    Reference(Box<Printed<'b>>),
    /// A value that is computed between braces: its figures, and the value if there is one.
    Computed(Vec<&'b Id>, Option<Box<Quantity>>),
    /// A number that is typed, with its unit.
    Number(Box<Spelled>),
    /// A mark of punctuation.
    Mark(char),
    /// Braces that print nothing.
    Gap,
}

/// What a reference prints.
#[derive(Debug)]
pub(crate) struct Printed<'b> {
    pub(crate) id: &'b Id,
    pub(crate) figure: &'b Figure,
    pub(crate) comparison: Option<&'b ComparisonName>,
    pub(crate) part: Part,
    pub(crate) meant: Meant<'b>,
}

impl Printed<'_> {
    /// The number that is printed, if it is one.
    pub(crate) fn quantity(&self) -> Option<&Quantity> {
        self.meant.quantity()
    }

    /// Whether it prints how much something changed, with a sign or without.
    pub(crate) fn is_change(&self) -> bool {
        matches!(
            self.part,
            Part::Change
                | Part::Rise
                | Part::Fall
                | Part::Delta
                | Part::More
                | Part::Less
        )
    }

    /// Whether it prints a value of the figure's own period, and not what it changed by.
    pub(crate) fn is_level(&self) -> bool {
        self.comparison.is_none() && crate::prose::period_word::is_level(self.part)
    }
}

impl<'b> Token<'b> {
    /// The word, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word, _) => Some(word),
            _ => None,
        }
    }

    /// What the word may mean, if it has a sense that rules know.
    pub(crate) fn sense(&self) -> Option<&'static Sense> {
        match &self.kind {
            Kind::Word(_, sense) => *sense,
            _ => None,
        }
    }

    /// The reference, if it is one to a figure.
    pub(crate) fn printed(&self) -> Option<&Printed<'b>> {
        match &self.kind {
            Kind::Reference(printed) => Some(printed),
            _ => None,
        }
    }

    /// The number that is printed here: by a reference, computed, or typed.
    pub(crate) fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            Kind::Reference(printed) => printed.quantity(),
            Kind::Computed(_, quantity) => quantity.as_deref(),
            Kind::Number(spelled) => Some(&spelled.quantity),
            _ => None,
        }
    }

    /// The way something moves, if the word says one.
    pub(crate) fn motion(&self) -> Option<Motion> {
        self.sense()?.motion
    }

    /// Whether the word has a mood: it denies, supposes, expects.
    pub(crate) fn has(&self, mood: Mood) -> bool {
        self.sense().is_some_and(|sense| sense.features.has(Feature::Mood(mood)))
    }

    /// Whether it is this mark.
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        matches!(self.kind, Kind::Mark(own) if own == mark)
    }
}
