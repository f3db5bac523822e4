//! How far a run has come.
#![expect(
    clippy::disallowed_methods,
    reason = "how far it has come is told now and then"
)]

use std::io::{IsTerminal as _, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tally::Tally;
use crate::output;

/// How often it is told where there is no terminal.
const PERIOD: Duration = Duration::from_secs(60);

/// A counter on a terminal, elsewhere a line a minute.
pub(super) enum Progress {
    Silent,
    Counter(ProgressBar),
    Lines { told: Instant },
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        if quiet {
            return Self::Silent;
        }
        if !stderr().is_terminal() {
            return Self::Lines { told: Instant::now() };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {msg} ({per_sec})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Self::Counter(bar)
    }

    /// How long nothing has to be told.
    pub(super) fn pause(&self) -> Duration {
        match self {
            Self::Lines { told } => PERIOD.saturating_sub(told.elapsed()),
            Self::Silent | Self::Counter(_) => PERIOD,
        }
    }

    /// Shows the numbers, if it is time to.
    pub(super) fn show(&mut self, tally: &Tally) {
        match self {
            Self::Silent => {}
            Self::Counter(bar) => {
                bar.set_position(tally.done());
                bar.set_message(tally.words());
            }
            Self::Lines { told } if told.elapsed() >= PERIOD => {
                *told = Instant::now();
                output::note(&format!("so far: {}\n", tally.words()));
            }
            Self::Lines { .. } => {}
        }
    }

    /// Does what writes to the terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match self {
            Self::Counter(bar) => bar.suspend(write),
            Self::Silent | Self::Lines { .. } => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Self::Counter(bar) = self {
            bar.finish_and_clear();
        }
    }
}
