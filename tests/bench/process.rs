//! A command as a process of its own: how long it took, and how long it kept a processor busy.

use std::io;
use std::process::{Command, Stdio};
use std::time::Duration;

use wait4::Wait4 as _;

use crate::pairwise::time;

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// From its start to its end.
    pub(crate) wall: Duration,
    /// In the program, and in the system for it.
    pub(crate) cpu: Duration,
}

/// Runs a command to its end and throws away what it prints.
pub(crate) fn once(program: &str, args: &[&str]) -> Result<Spent, String> {
    #[expect(clippy::disallowed_methods, reason = "whole processes are what is timed")]
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (wall, ended) = time(|| -> io::Result<_> { command.spawn()?.wait4() });
    let ended =
        ended.map_err(|error| format!("`{program}` cannot be started: {error}"))?;
    if !ended.status.success() {
        return Err(format!(
            "`{program} {}` ended with {}",
            args.join(" "),
            ended.status
        ));
    }
    Ok(Spent { wall, cpu: ended.rusage.utime + ended.rusage.stime })
}
