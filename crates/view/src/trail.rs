//! Where a walk over a brief is, as a path.

use strata_check::Path;
use strata_model::walk::Step;

/// The way from the brief to where the walk is, and each way above it.
#[derive(Default)]
pub(crate) struct Trail(Vec<Path>);

impl Trail {
    pub(crate) fn enter(&mut self, step: Step<'_>) {
        let here = self.here();
        self.0.push(match step {
            Step::Key(key) => here.key(key),
            Step::Period(period) => here.key(&period.to_string()),
            Step::Index(index) => here.index(index),
        });
    }

    pub(crate) fn leave(&mut self) {
        self.0.pop();
    }

    pub(crate) fn here(&self) -> Path {
        self.0.last().cloned().unwrap_or_default()
    }
}
