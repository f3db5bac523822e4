//! A file that is read in order to be replaced.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::part::{is_at, stage};
use super::place::{replaceable, resolve};
use super::to_device;
use crate::failure::{Failure, show};

/// A file, locked from before it is read until another is in its place: of two commands
/// that change one file the second waits, and reads what the first has written. Editors
/// know no locks; see [`Held::replace`].
pub(crate) struct Held {
    path: PathBuf,
    file: File,
}

impl Held {
    /// Opens a file and waits for the lock.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        loop {
            let file = File::open(path)?;
            // Where there are no locks, the comparison before the rename is left.
            let locked = file.lock().is_ok();
            // Who held the lock has put another file in its place.
            if !locked || is_at(&file, path) {
                return Ok(Held { path: path.to_owned(), file });
            }
        }
    }

    /// The file, to be read.
    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Puts a new content in the place of the old one, unless that has been changed since
    /// it was read. What an editor writes between the comparison and the rename is lost;
    /// there is no way to hinder it.
    pub(crate) fn replace(mut self, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        let path = self.path.clone();
        let failed = |error: io::Error| Failure::io("write", &path, &error);
        let place = resolve(&path).map_err(failed)?;
        let known = replaceable(&place).map_err(failed)?;
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return to_device(&place, new).map_err(failed);
        }
        let part = stage(&place, new, known.as_ref()).map_err(failed)?;
        if !self.still_holds(old) {
            let what = format!("`{}` was changed while this command ran", show(&path));
            return Err(Failure::new(what).help("run it again; nothing was written"));
        }
        // Windows replaces no file that is open.
        #[cfg(windows)]
        drop(self);
        part.persist(&place).map_err(|error| failed(error.error))?;
        Ok(())
    }

    fn still_holds(&mut self, old: &[u8]) -> bool {
        let mut now = Vec::with_capacity(old.len());
        is_at(&self.file, &self.path)
            && self.file.rewind().is_ok()
            // One byte more tells whether the file has grown.
            && (&self.file).take(old.len() as u64 + 1).read_to_end(&mut now).is_ok()
            && now == old
    }
}
