//! Where briefs come from.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, show};
use crate::input::{is_stream, stream_once};

/// What may come after `--from`.
#[derive(Debug)]
pub(super) enum Source {
    /// The briefs of a folder and below it, in the order of their names.
    Folder(PathBuf),
    /// A file with a brief in each line.
    Lines(PathBuf),
    /// The same from standard input.
    Stream,
}

impl Source {
    /// The sources that are named.
    ///
    /// # Errors
    ///
    /// When one of them is none: before anything is read.
    pub(super) fn all(paths: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        stream_once(paths)?;
        paths.iter().map(|path| Self::of(path)).collect()
    }

    /// Where its project file is looked for: beside this.
    pub(super) fn place(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join("brief"),
            Self::Lines(path) => path.clone(),
            Self::Stream => PathBuf::from("-"),
        }
    }

    fn of(path: &Path) -> Result<Self, Failure> {
        if is_stream(path) {
            return Ok(Self::Stream);
        }
        let known = path.metadata().map_err(|error| Failure::io("read", path, &error))?;
        let of_lines = ["jsonl", "ndjson"];
        let ending = path.extension().unwrap_or_default();
        if known.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if !known.is_file() || of_lines.iter().any(|it| ending.eq_ignore_ascii_case(it)) {
            return Ok(Self::Lines(path.to_owned()));
        }
        let what = format!("`{}` is no folder and no file of JSON Lines", show(path));
        Err(Failure::new(what).help(
            "name a brief without `--from`, or let a file of lines end in `.jsonl`",
        ))
    }
}
