//! A file that is written piece by piece, and is in its place once it is whole.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::part::create;
use super::place::{folder_of, replaceable, resolve};
use crate::failure::Failure;

/// A file that grows beside its place. Dropped before it is finished, it is gone.
pub(crate) struct Growing {
    place: PathBuf,
    part: NamedTempFile,
}

impl Growing {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// When nothing can be written there.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::io("write", path, &error);
        let place = resolve(path).map_err(failed)?;
        let known = replaceable(&place).map_err(failed)?;
        if known.is_some_and(|known| !known.is_file()) {
            return Err(failed(io::Error::other("it is no file")));
        }
        let part = create(folder_of(&place)).map_err(failed)?;
        Ok(Self { place, part })
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    ///
    /// When that fails; the place is then as it was.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self { place, part } = self;
        let failed = |error: io::Error| Failure::io("write", &place, &error);
        part.as_file().sync_all().map_err(failed)?;
        part.persist(&place).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}
