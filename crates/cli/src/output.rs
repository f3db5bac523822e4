//! What goes out: to the standard streams, and to files that are either whole or untouched.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are written"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Style};
use tempfile::NamedTempFile;

use crate::failure::{Failure, reason, show};

/// The word `error`.
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();

/// Prefix and suffix of a file that is being written.
const PART: (&str, &str) = (".strata-", ".part");

/// Writes to standard error. If that fails there is nowhere left to say so.
pub(crate) fn note(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes to standard output; colours are left out where they are not wanted. A reader that
/// has read enough is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes bytes to standard output as they are.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    printed(out.write_all(bytes).and_then(|()| out.flush()))
}

fn printed(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let reason = reason(&error);
            Err(Failure::new(format!("cannot write standard output: {reason}")))
        }
        _ => Ok(()),
    }
}

/// A file to be written: where, and what.
pub(crate) type Page = (PathBuf, Vec<u8>);

/// Writes files. Each is written beside its place and put there in one step: whatever
/// happens, a place holds its old content or all of the new. No file is put in its place
/// before all are written.
pub(crate) fn write(pages: &[Page]) -> Result<(), Failure> {
    let mut staged = Vec::new();
    for (path, bytes) in pages {
        let failed = |error: io::Error| Failure::io("write", path, &error);
        // A link stays a link: what it leads to is written.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let known = fs::metadata(&place).ok();
        if known.as_ref().is_some_and(|known| !known.is_file() && !known.is_dir()) {
            // A pipe or a device is written to, never replaced.
            let device = OpenOptions::new().write(true).open(&place);
            device.and_then(|mut device| device.write_all(bytes)).map_err(failed)?;
            continue;
        }
        let part = stage(&place, bytes, known.as_ref()).map_err(failed)?;
        staged.push((path, place, part));
    }
    for (path, place, part) in staged {
        let put = part.persist(&place);
        put.map_err(|error| Failure::io("write", path, &error.error))?;
        sweep(folder_of(&place));
    }
    Ok(())
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io("write", path, &error);
    let part = stage(path, bytes, None).map_err(failed)?;
    part.persist_noclobber(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Creates the folder of a file where it is missing, and says so.
pub(crate) fn create_folder_of(path: &Path, quiet: bool) -> Result<(), Failure> {
    let folder = folder_of(path);
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    if !quiet {
        note(&format!("created the folder {}\n", show(folder)));
    }
    Ok(())
}

/// The folder in which a file lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes all of a file beside its place, down to the disk.
fn stage(
    place: &Path,
    bytes: &[u8],
    old: Option<&fs::Metadata>,
) -> io::Result<NamedTempFile> {
    if old.is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::other("it is read-only"));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PART.0).suffix(PART.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user's mask takes away, as for every new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder_of(place))?;
    // Tells others that it is still being written; see `sweep`.
    let _ = part.as_file().try_lock();
    part.write_all(bytes)?;
    if let Some(old) = old {
        part.as_file().set_permissions(old.permissions())?;
    }
    part.as_file().sync_all()?;
    Ok(part)
}

/// Removes what a killed run has left behind: parts that nobody holds any more.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let part = name
            .to_str()
            .is_some_and(|name| name.starts_with(PART.0) && name.ends_with(PART.1));
        let file = part && entry.file_type().is_ok_and(|kind| kind.is_file());
        if file && File::open(entry.path()).is_ok_and(|part| part.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A size in words: `84 KB`, with 1 KB = 1000 bytes.
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded() {
        let sizes = [999, 1_499, 1_500, 999_499, 999_500, 12_345_678];
        let said = ["999 bytes", "1 KB", "2 KB", "999 KB", "1.0 MB", "12.3 MB"];
        assert_eq!(sizes.map(size), said);
    }
}
