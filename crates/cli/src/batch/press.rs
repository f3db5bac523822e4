//! The children of a batch: this command in a mode that no help shows.

use std::ffi::OsStr;
use std::io;
use std::process::Command;
use std::time::Duration;

use strata_crew::{Limits, myself};

use crate::failure::{Exit, Failure};

/// The argument of the child.
pub(crate) const MODE: &str = "--press";

/// The memory of one child: ten times what a long brief takes.
const MEMORY: u64 = 1 << 30;

/// What a child may take, with so many seconds for each brief.
pub(super) fn limits(seconds: u16) -> Limits {
    Limits { time: Duration::from_secs(seconds.into()), memory: MEMORY }
}

/// The command that starts a child.
///
/// # Errors
///
/// When the system does not tell where this program lies.
pub(super) fn command() -> io::Result<Command> {
    myself([OsStr::new(MODE)])
}

/// The child.
pub(crate) fn serve() -> Result<Exit, Failure> {
    let served = strata_crew::serve();
    served.map(|()| Exit::Clean).map_err(|error| Failure::new(error.to_string()))
}
