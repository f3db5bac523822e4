//! English words for periods.

use super::Vocabulary;

/// The months in English.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub(super) const WORDS: Vocabulary = Vocabulary {
    within: &["in", "for", "during", "over"],
    skipped: &["the", "its", "this", "last", "fiscal", "full", "whole", "latest"],
    first: &["first", "full"],
    quarter: &["quarter"],
    half: &["half"],
    months: &["months"],
    weeks: &["weeks"],
    fiscal: &["fiscal", "fy", "financial"],
    year: &["year"],
    of: &["of", "the"],
    ended: &["ended", "ending", "to", "through"],
    names: MONTHS,
};
