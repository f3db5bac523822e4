//! Which kinds of words a text has, a bit for each: a rule that has no word in a text never
//! looks at it.

use std::ops::BitOrAssign;

use super::lexicon::Mood;

/// Kinds of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Features(u64);

/// A kind of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature {
    /// It says which way something moves.
    Motion,
    Times,
    Count,
    Ordinal,
    Extreme,
    Reference,
    /// A value that is computed between braces.
    Computed,
    /// A word or a number with digits.
    Digits,
    /// A word of several that are joined by a hyphen.
    Hyphen,
    Mood(Mood),
    Topic(Topic),
}

/// What a rule looks for the words of. Its words are those of which one stands wherever the
/// rule has something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// What was done to a number: `organic`, `adjusted`.
    Basis,
    /// When: `annual`, `quarter`, `June`.
    Period,
    /// How likely: `probably`.
    Likelihood,
    /// That nothing is open: `certainly`.
    Certainty,
    Confidence,
    /// What is said of market prices in labels: `market cap`.
    Price,
    /// A part of a whole: `half`, `majority`.
    Fraction,
    /// `times`, `twice`.
    Times,
    /// A comparison in a verb: `outsold`, or `more` and `less`.
    Rank,
    /// `record`, `in a row`.
    Series,
    /// Revenue that comes again.
    Recurring,
    /// A value before that is another now: `restated`.
    Restated,
    /// A word of English, or one that is none.
    English,
    Foreign,
}

impl Feature {
    const fn bit(self) -> u64 {
        let number = match self {
            Feature::Motion => 0,
            Feature::Times => 1,
            Feature::Count => 2,
            Feature::Ordinal => 3,
            Feature::Extreme => 4,
            Feature::Reference => 5,
            Feature::Computed => 6,
            Feature::Digits => 7,
            Feature::Hyphen => 8,
            Feature::Mood(mood) => 16 + mood as u32,
            Feature::Topic(topic) => 32 + topic as u32,
        };
        1 << number
    }
}

impl Features {
    /// Those of a text that is not read closer: it may have words of every kind.
    pub(crate) const ALL: Features = Features(u64::MAX);

    pub(crate) fn add(&mut self, feature: Feature) {
        self.0 |= feature.bit();
    }

    pub(crate) const fn has(self, feature: Feature) -> bool {
        self.0 & feature.bit() != 0
    }

    pub(crate) const fn speaks_of(self, topic: Topic) -> bool {
        self.has(Feature::Topic(topic))
    }

    /// Only what rules look for: a part of a word does not move anything.
    pub(crate) const fn topics(self) -> Features {
        Features(self.0 & (u64::MAX << 32))
    }
}

impl BitOrAssign for Features {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
