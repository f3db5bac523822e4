//! A theme comes in: its file, and those that it names in the same folder.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are read"
)]

use std::fs::File;
use std::path::{Path, PathBuf};

use strata_check::Report;
use strata_view::theme::{LARGEST_FACE, LARGEST_THEME, Theme};

use crate::failure::{Failure, reason, show};
use crate::input::limited;

/// The theme that is asked for, or the built-in one; what is wrong with it as a report.
///
/// # Errors
///
/// That its own file cannot be read.
pub(crate) fn open(path: Option<&Path>) -> Result<Result<Theme, Report>, Failure> {
    let Some(path) = path else { return Ok(Ok(Theme::default())) };
    let failed = |error: &std::io::Error| Failure::io("read", path, error);
    let bytes = File::open(path).and_then(|file| limited(file, LARGEST_THEME));
    let bytes = bytes.map_err(|error| failed(&error))?.ok_or_else(|| {
        let most = LARGEST_THEME >> 10;
        Failure::new(format!("`{}` is larger than {most} KiB", show(path)))
            .help("name a theme: it is a small file")
    })?;
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| failed(&error))?;
    let name = path.display().to_string();
    Ok(Theme::load(&name, &bytes, |file| beside(&folder, file)))
}

/// The bytes of a file in the folder of the theme, or why it has none. A link is followed as
/// long as it stays there.
fn beside(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let path: PathBuf = folder.join(name);
    let path = path.canonicalize().map_err(|error| reason(&error))?;
    if !path.starts_with(folder) {
        return Err("a link leads out of the folder of the theme".to_owned());
    }
    if !path.is_file() {
        return Err("it is no file".to_owned());
    }
    let bytes = File::open(&path).and_then(|file| limited(file, LARGEST_FACE));
    let bytes = bytes.map_err(|error| reason(&error))?;
    bytes.ok_or_else(|| format!("it is larger than {} MiB", LARGEST_FACE >> 20))
}
