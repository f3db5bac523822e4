//! Where the prints of a batch go.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use strata_crew::Print;

use super::archive::Archive;
use crate::args::{Container, Render};
use crate::failure::{Failure, show};
use crate::input::is_stream;
use crate::output::{self, Growing};
use crate::target::is_folder;

/// Where prints go, if there are any.
pub(super) enum Filing {
    /// The briefs are judged alone.
    None,
    /// Each to a file in a folder, whichever is done first.
    Folder(PathBuf),
    /// To an archive, in the order of the briefs.
    Archive { name: String, archive: Archive<Sink> },
}

/// What an archive is written to.
pub(super) enum Sink {
    Stream(io::Stdout),
    File(Growing),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(out) => out.write(bytes),
            Self::File(part) => part.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(part) => part.flush(),
        }
    }
}

impl Filing {
    /// Makes ready what the arguments ask for.
    ///
    /// # Errors
    ///
    /// When they make no sense together, or nothing can be written there.
    pub(super) fn of(args: &Render) -> Result<Self, Failure> {
        let output = args.output.as_deref();
        match args.filing.to.unwrap_or_default() {
            Container::Files => Self::folder(output.unwrap_or(Path::new("."))),
            Container::Tar => {
                if args.batch.resume {
                    return Err(Failure::new("an archive cannot be resumed")
                        .help("write files, or archives of shares with `--shard`"));
                }
                let told = args.batch.report.as_deref().is_some_and(is_stream);
                let output = output.unwrap_or(Path::new("-"));
                if told && is_stream(output) {
                    return Err(Failure::new(
                        "the archive and the report cannot share standard output",
                    )
                    .help("name a file with `-o` or `--report`"));
                }
                Self::archive(output)
            }
        }
    }

    fn folder(folder: &Path) -> Result<Self, Failure> {
        let named_as_file =
            folder.extension().is_some_and(|it| it.eq_ignore_ascii_case("pdf"));
        if is_stream(folder) {
            return Err(Failure::new("several briefs cannot share standard output")
                .help("name a folder with `-o`, or write an archive with `--to tar`"));
        }
        if !is_folder(folder) && (folder.exists() || named_as_file) {
            return Err(Failure::new(format!("`{}` is no folder", show(folder)))
                .help("with `--from`, `-o` names a folder"));
        }
        fs::create_dir_all(folder)
            .map_err(|error| Failure::io("create", folder, &error))?;
        Ok(Self::Folder(folder.to_owned()))
    }

    fn archive(output: &Path) -> Result<Self, Failure> {
        let (name, sink) = if is_stream(output) {
            output::spare_terminal()?;
            ("standard output".to_owned(), Sink::Stream(io::stdout()))
        } else if is_folder(output) {
            return Err(Failure::new(format!("`{}` is a folder", show(output)))
                .help("with `--to tar`, `-o` names a file"));
        } else {
            (show(output), Sink::File(Growing::new(output)?))
        };
        Ok(Self::Archive { name, archive: Archive::new(sink) })
    }

    /// The folder, where prints are files.
    pub(super) fn as_folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::None | Self::Archive { .. } => None,
        }
    }

    /// Whether prints go where they do in the order of the briefs.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self, Self::Archive { .. })
    }

    /// Adds a print to the archive, if there is one.
    ///
    /// # Errors
    ///
    /// When it cannot be written. Nothing more can then.
    pub(super) fn add(&mut self, name: &str, print: &Print) -> Result<(), Failure> {
        match self {
            Self::Archive { name: to, archive } => archive
                .add(name, print)
                .map_err(|error| Failure::io("write", Path::new(to), &error)),
            Self::None | Self::Folder(_) => Ok(()),
        }
    }

    /// Ends what was begun. What is not ended is not there, but on a stream.
    ///
    /// # Errors
    ///
    /// When it cannot be put into its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let Self::Archive { name, archive } = self else { return Ok(()) };
        let failed = |error: io::Error| Failure::io("write", Path::new(&name), &error);
        match archive.finish().map_err(failed)? {
            Sink::Stream(_) => Ok(()),
            Sink::File(part) => part.finish(),
        }
    }
}

/// Puts a print into its place in a folder.
///
/// # Errors
///
/// When it cannot be written.
pub(super) fn put(folder: &Path, name: &str, pdf: Vec<u8>) -> Result<(), Failure> {
    let path = folder.join(name);
    output::create_folder_of(&path, true)?;
    output::write(&[(path, pdf)])
}
