//! `strata completions`: what a shell needs to complete our arguments.

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::failure::{Exit, Failure};
use crate::output;

/// Prints the script.
pub(crate) fn completions(args: &Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "strata", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
