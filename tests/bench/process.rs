//! A command as a process of its own: how long it took, and how long it kept a processor busy.

use std::io::{self, Read as _};
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
    heard(program, args).map(|(spent, _)| spent)
}

/// Runs a command to its end and returns what it prints.
pub(crate) fn heard(program: &str, args: &[&str]) -> Result<(Spent, String), String> {
    #[expect(clippy::disallowed_methods, reason = "whole processes are what is timed")]
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let [mut said, mut complaint] = [String::new(), String::new()];
    let (wall, ended) = time(|| -> io::Result<_> {
        let mut child = command.spawn()?;
        if let Some(mut out) = child.stdout.take() {
            out.read_to_string(&mut said)?;
        }
        // Few words, if any: they wait for us.
        if let Some(mut err) = child.stderr.take() {
            err.read_to_string(&mut complaint)?;
        }
        child.wait4()
    });
    let ended =
        ended.map_err(|error| format!("`{program}` cannot be started: {error}"))?;
    if !ended.status.success() {
        return Err(format!(
            "`{program} {}` ended with {}\n{complaint}",
            args.join(" "),
            ended.status
        ));
    }
    Ok((Spent { wall, cpu: ended.rusage.utime + ended.rusage.stime }, said))
}
