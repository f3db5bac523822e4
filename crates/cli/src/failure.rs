//! How a command ends, and what is said when it is not the brief's fault.

use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;
use std::{fmt, io};

use strata_check::EditError;

/// How a command ended; of several briefs, the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// No error.
    Clean,
    /// An error in a brief, or under `--deny warnings` a warning.
    Faulty,
    /// Wrong usage, the environment, or a fault of Strata itself.
    Failed,
    /// Ended by SIGINT, what was at work finished.
    Interrupted,
    /// Ended by SIGTERM in the same way.
    Terminated,
}

impl Exit {
    /// Its code.
    pub(crate) fn code(self) -> i32 {
        match self {
            Exit::Clean => 0,
            Exit::Faulty => 1,
            Exit::Failed => 2,
            // As a shell says that a signal has ended a program.
            Exit::Interrupted => 130,
            Exit::Terminated => 143,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(u8::try_from(exit.code()).unwrap_or(2))
    }
}

/// What stops a command and is not a finding: the message, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    help: Option<Cow<'static, str>>,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Failure { what: what.into(), help: None }
    }

    /// Something could not be done to a file.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        Failure::new(format!("cannot {verb} `{}`: {}", show(path), reason(error)))
    }

    /// Adds what to do about it: starts with a verb, or with `did you mean`.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<EditError> for Failure {
    fn from(refused: EditError) -> Self {
        let failure = Failure::new(plain(refused.message()));
        match refused.advice() {
            Some(help) => failure.help(plain(help)),
            None => failure,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}

/// A path for a message: no character in it can steer the terminal.
pub(crate) fn show(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

/// A text for a message: no character in it can steer the terminal, or hide.
pub(crate) fn plain(text: &str) -> String {
    strata_emit::escape(text)
}

/// The cause in a few words, without the number of the system.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        io::ErrorKind::StorageFull => "no space left".to_owned(),
        _ => {
            let text = error.to_string();
            let cut = text.find(" (os error").unwrap_or(text.len());
            text.get(..cut).unwrap_or_default().to_lowercase()
        }
    }
}
