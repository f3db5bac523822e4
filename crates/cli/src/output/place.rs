//! Where a file is written: what links lead to, and what must not be replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder in which a file lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file that a path leads to, whether or not it exists: a link stays a link.
///
/// # Errors
///
/// When links lead in a circle, or a folder on the way cannot be entered.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        // What is missing may be what a link leads to.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match fs::read_link(path) {
                Ok(next) => resolve(&folder_of(path).join(next)),
                Err(_) => Ok(path.to_owned()),
            }
        }
        place => place,
    }
}

/// What is known of the file at a place, if there is one.
///
/// # Errors
///
/// When it must not be replaced.
pub(super) fn replaceable(place: &Path) -> io::Result<Option<fs::Metadata>> {
    let Ok(known) = fs::metadata(place) else { return Ok(None) };
    if known.is_file() && known.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    if known.is_file() && has_other_names(&known) {
        return Err(io::Error::other(OTHER_NAMES));
    }
    Ok(Some(known))
}

/// Replaced, a file would keep its old content under its other names.
const OTHER_NAMES: &str = "it has other names (hard links), which would keep the old \
                           content; copy it to a name of its own, or write elsewhere";

#[cfg(unix)]
fn has_other_names(known: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(known) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}
