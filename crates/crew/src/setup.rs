//! How a brief is read, judged and printed.

use strata_check::{Levels, Limits};
use strata_view::design::Design;

/// What holds for a brief beside what it says itself.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// How bad the findings of rules are.
    pub levels: Levels,
    /// Whether a brief with a warning is refused.
    pub deny_warnings: bool,
    /// How it is printed.
    pub design: Design,
    /// The largest brief that is read.
    pub limits: Limits,
}
