//! What a reading is on the page: a claim, and what it stands on.

use serde::Serialize;
use strata_model::{Confidence, Likelihood};

use crate::words::{Flow, Rich, Said, Words};

/// A reading in a box, or a key judgment.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Claim {
    pub(crate) at: String,
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) label: Rich,
    /// Whether the label is the data's own and keeps its case.
    pub(crate) own_label: bool,
    /// What sort of claim, and how it stands if the data say so: `judgment · holds`.
    pub(crate) nature: Words,
    /// Until when a forecast comes true or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) horizon: Option<Said>,
    pub(crate) text: Vec<Flow>,
    /// The letters of the text.
    pub(crate) size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) support: Option<Vec<Flow>>,
    /// What it stands on and what stands against it.
    pub(crate) lines: Vec<Line>,
    /// How sure it is, and how likely.
    pub(crate) degrees: Vec<Degree>,
    pub(crate) form: Form,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

/// How much room a reading takes where it stands by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// The narrow column, beside its evidence.
    Narrow,
    /// Two columns below its evidence: the claim, and what it stands on.
    Wide,
    /// The whole width, over more than one page if need be.
    Full,
}

impl Form {
    /// Longer claims, in letters, are not narrow, or not wide.
    const NARROW: usize = 260;
    const WIDE: usize = 420;

    /// The form of a claim of so many letters with what carries it further.
    pub(crate) fn of(letters: usize) -> Self {
        if letters <= Self::NARROW {
            Self::Narrow
        } else if letters <= Self::WIDE {
            Self::Wide
        } else {
            Self::Full
        }
    }
}

/// A word of a graded list, and marks of which as many are filled as it stands for. The word
/// carries it; the marks are for the eye alone.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Degree {
    words: Words,
    mark: Mark,
    filled: u8,
    of: u8,
}

/// What is filled.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Mark {
    Dot,
    Box,
}

impl Degree {
    pub(crate) fn of_confidence(it: Confidence, words: &str) -> Self {
        let filled = match it {
            Confidence::Low => 1,
            Confidence::Moderate => 2,
            Confidence::High => 3,
        };
        Self { words: words.into(), mark: Mark::Dot, filled, of: 3 }
    }

    /// Seven words on five boxes: the outer two of either end share theirs.
    pub(crate) fn of_likelihood(it: Likelihood, words: &str) -> Self {
        let filled = match it {
            Likelihood::AlmostNoChance | Likelihood::VeryUnlikely => 1,
            Likelihood::Unlikely => 2,
            Likelihood::RoughlyEvenChance => 3,
            Likelihood::Likely => 4,
            Likelihood::VeryLikely | Likelihood::AlmostCertain => 5,
        };
        Self { words: words.into(), mark: Mark::Box, filled, of: 5 }
    }
}

/// A small line under a claim: its label and what follows.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Line {
    pub(crate) label: Words,
    pub(crate) body: Rich,
    /// Whether the line says that something is missing.
    pub(crate) missing: bool,
}

impl Line {
    pub(crate) fn new(label: &str, body: Rich) -> Self {
        Self { label: label.into(), body, missing: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_takes_the_room_of_its_length() {
        for (letters, form) in [
            (0, Form::Narrow),
            (260, Form::Narrow),
            (261, Form::Wide),
            (420, Form::Wide),
            (421, Form::Full),
        ] {
            assert_eq!(Form::of(letters), form, "{letters}");
        }
    }

    #[test]
    fn surer_words_fill_no_fewer_marks() {
        let likely = [
            Likelihood::AlmostNoChance,
            Likelihood::VeryUnlikely,
            Likelihood::Unlikely,
            Likelihood::RoughlyEvenChance,
            Likelihood::Likely,
            Likelihood::VeryLikely,
            Likelihood::AlmostCertain,
        ];
        let filled = likely.map(|it| Degree::of_likelihood(it, "so").filled);
        assert_eq!(filled, [1, 1, 2, 3, 4, 5, 5]);
        let sure = [Confidence::Low, Confidence::Moderate, Confidence::High];
        assert_eq!(sure.map(|it| Degree::of_confidence(it, "so").filled), [1, 2, 3]);
    }
}
