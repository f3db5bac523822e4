//! Two things done in turn, A B A B …, and the ratio of their times.
//!
//! A machine that is busy for a while slows neighbours alike: a ratio within a pair holds
//! where a time does not.

use std::time::{Duration, Instant};

/// The times of some pairs, at least one.
#[derive(Default)]
pub(crate) struct Pairs {
    /// The times of the first of each pair.
    pub(crate) a: Vec<Duration>,
    /// The times of the second of each pair.
    pub(crate) b: Vec<Duration>,
}

impl Pairs {
    /// Adds a pair.
    pub(crate) fn push(&mut self, a: Duration, b: Duration) {
        self.a.push(a);
        self.b.push(b);
    }

    /// The ratios A : B, the least first.
    pub(crate) fn ratios(&self) -> Vec<f64> {
        let pairs = self.a.iter().zip(&self.b);
        let mut ratios: Vec<f64> =
            pairs.map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        ratios
    }
}

/// How long some work takes, without what it takes to drop its result.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = std::hint::black_box(work());
    (start.elapsed(), result)
}

/// The value a part of the way through sorted values: the median at one half.
pub(crate) fn quantile<T: Copy>(sorted: &[T], part: f64) -> T {
    let last = sorted.len().saturating_sub(1) as f64;
    sorted[(last * part).round() as usize]
}
