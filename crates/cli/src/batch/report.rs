//! The report: a line for each brief, written once its print is in its place.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are written"
)]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use super::record::Record;
use crate::failure::{Failure, show};
use crate::input::is_stream;

/// Where the lines of a report go.
pub(super) enum Report {
    /// Nobody wants them.
    None,
    /// To standard output.
    Stream,
    /// To a file, which is locked as long as this run lasts, a pipe or a device.
    File(PathBuf, File),
}

impl Report {
    /// Opens a report; with `resume`, `each` is told of the lines that it has.
    ///
    /// # Errors
    ///
    /// When it is there and not to be resumed, another run holds it, or it is no report.
    pub(super) fn open(
        path: Option<&Path>,
        resume: bool,
        each: impl FnMut(Record),
    ) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::None) };
        if is_stream(path) {
            return if resume {
                Err(Failure::new("standard output holds no report to go on with")
                    .help("name a file with `--report`"))
            } else {
                Ok(Self::Stream)
            };
        }
        let failed = |error: io::Error| Failure::io("write", path, &error);
        let is_special = path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir());
        let mut options = OpenOptions::new();
        if is_special {
            let file = options.write(true).open(path).map_err(failed)?;
            return Ok(Self::File(path.to_owned(), file));
        }
        options.read(true).append(true).create_new(!resume).create(resume);
        let file = match options.open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let what = format!("there is a report `{}` already", show(path));
                return Err(Failure::new(what)
                    .help("go on with it by `--resume`, or name another one"));
            }
            file => file.map_err(failed)?,
        };
        // Where there are no locks, nothing keeps two runs apart.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let what = format!("another run is writing `{}`", show(path));
            return Err(Failure::new(what).help("wait for its end, or name another one"));
        }
        if resume {
            restore(&file, path, each)?;
        }
        Ok(Self::File(path.to_owned(), file))
    }

    /// What it is called in a message; nothing where nobody would find it.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::None | Self::Stream => None,
            Self::File(path, _) => Some(show(path)),
        }
    }

    /// Adds a line, in one piece.
    pub(super) fn add(&mut self, record: &Record) -> io::Result<()> {
        // A struct of texts and numbers cannot fail to be written.
        let line = serde_json::to_string(record).unwrap_or_default();
        let line = strata_emit::escape_hidden(&line) + "\n";
        match self {
            Self::None => Ok(()),
            Self::Stream => {
                let mut out = io::stdout().lock();
                out.write_all(line.as_bytes()).and_then(|()| out.flush())
            }
            Self::File(_, file) => file.write_all(line.as_bytes()),
        }
    }
}

/// Reads the lines of a report, and cuts off the last one if it was torn.
fn restore(
    file: &File,
    path: &Path,
    mut each: impl FnMut(Record),
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io("read", path, &error);
    let mut lines = BufReader::new(file);
    let (mut whole, mut number, mut line) = (0, 0, Vec::new());
    loop {
        line.clear();
        let length = lines.read_until(b'\n', &mut line).map_err(failed)?;
        if length == 0 || line.last() != Some(&b'\n') {
            break;
        }
        number += 1;
        let record = serde_json::from_slice(&line).ok();
        match record.filter(|it: &Record| it.version == super::record::VERSION) {
            Some(record) => each(record),
            None => {
                let what = format!("`{}:{number}` is no line of a report", show(path));
                return Err(
                    Failure::new(what).help("name the report of the run to go on with")
                );
            }
        }
        whole += length as u64;
    }
    let failed = |error: io::Error| Failure::io("write", path, &error);
    file.set_len(whole).map_err(failed)
}
