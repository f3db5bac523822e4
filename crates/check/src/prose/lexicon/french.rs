//! French words.

use super::Words;

pub(super) const WORDS: Words = Words {
    motions: &[],
    times: &[],
    counts: &[],
    ordinals: &[],
    extremes: &[],
    moods: &[],
};
