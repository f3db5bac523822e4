//! A folder to work in, and the command started there.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A clean brief, as small as one can be.
pub(crate) const SMALL: &str = "\
strata: \"1\"
title: Back to growth
subject: {name: Example Bakeries plc}
as-of: 2025-09-30
thesis:
  - {id: growth, kind: observation, text: Growth is back.}
";

/// A clean brief that fills a page.
pub(crate) const GOOD: &str = include_str!("good.yaml");

/// The small one with a key that does not exist.
pub(crate) const TYPO: &str = "\
strata: \"1\"
titel: Back to growth
subject: {name: Example Bakeries plc}
as-of: 2025-09-30
thesis:
  - {id: growth, kind: observation, text: Growth is back.}
";

/// A folder of one test, gone when the test ends.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    /// A desk with `good.yaml`, which checks without a finding, and the schema.
    pub(crate) fn with_good() -> Self {
        let desk = Desk::new();
        let schema = repository("schema/brief.schema.json");
        fs::copy(schema, desk.path("brief.schema.json")).expect("the schema");
        desk.put("good.yaml", GOOD);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), text).expect("a file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect(name)
    }

    /// What lies in the folder or one below it, sorted.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect(folder);
        let mut names: Vec<_> = entries
            .map(|entry| {
                entry.expect("an entry").file_name().to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    }

    /// The command, not yet started, in this folder and in a plain environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_strata"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn strata(&self, args: &[&str]) -> Ran {
        Ran::new(args, &self.command(args).output().expect("strata starts"))
    }

    /// The command with a text on its standard input.
    pub(crate) fn fed(&self, args: &[&str], text: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("strata starts");
        // A command that refuses its arguments does not read.
        let _ = child.stdin.take().expect("a pipe").write_all(text.as_ref());
        Ran::new(args, &child.wait_with_output().expect("strata ends"))
    }
}

/// A command that has ended.
pub(crate) struct Ran {
    args: String,
    /// The exit code; nothing if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(args: &[&str], output: &Output) -> Self {
        Ran {
            args: args.join(" "),
            code: output.status.code(),
            bytes: output.stdout.clone(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub(crate) fn assert(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Asserts that standard error holds these words.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "not said: {words}\n{self}");
        self
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or_else(|| "signal".to_owned(), |code| code.to_string());
        writeln!(f, "$ strata {}", self.args)?;
        write!(f, "{}", self.out)?;
        if !self.err.is_empty() {
            writeln!(f, "-- standard error --")?;
        }
        for line in self.err.lines() {
            writeln!(f, "{}", without_size(line))?;
        }
        write!(f, "-- exit {code} --")
    }
}

/// `wrote a.pdf (4 pages, 84 KB)` without the numbers, which every change of the page moves.
fn without_size(line: &str) -> &str {
    match line.rsplit_once(" (") {
        Some((start, size)) if size.contains(" page") => start,
        _ => line,
    }
}

/// The first bytes of a PDF and of a PNG.
pub(crate) const PDF: &[u8] = b"%PDF-1.7";
pub(crate) const PNG: &[u8] = b"\x89PNG";

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
