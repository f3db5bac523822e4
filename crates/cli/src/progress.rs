//! How far the work has come, on a terminal only.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error, gone when it is dropped.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many briefs. One brief is printed before a bar could be read, and who
    /// reads a file wants none.
    pub(crate) fn new(briefs: usize, quiet: bool) -> Self {
        if briefs < 2 || quiet || !stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(
            u64::try_from(briefs).ok(),
            ProgressDrawTarget::stderr(),
        );
        let style = ProgressStyle::with_template("printing {wide_bar} {pos} of {len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.tick();
        Self(bar)
    }

    /// Does what writes to the terminal, and counts one brief more.
    pub(crate) fn pause(&self, write: impl FnOnce()) {
        self.0.suspend(write);
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
