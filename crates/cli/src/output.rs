//! What goes out: to the standard streams, and to files that are either whole or untouched.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are written"
)]

mod growing;
mod held;
mod part;
mod place;

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Style};

use crate::failure::{Exit, Failure, reason, show};
pub(crate) use growing::Growing;
pub(crate) use held::Held;
use part::stage;
use place::replaceable;
pub(crate) use place::{folder_of, resolve};

/// The word `error`.
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();

/// Writes to standard error. If that fails there is nowhere left to say so.
pub(crate) fn note(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Says on standard error why a command stops.
pub(crate) fn tell(failure: &Failure) -> Exit {
    let (error, plain) = (ERROR.render(), ERROR.render_reset());
    note(&format!("{error}error{plain}: {failure}\n"));
    Exit::Failed
}

/// Writes a report to standard output; colours are left out where they are not wanted. A
/// reader that has read enough is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(undelivered(&error))
        }
        _ => Ok(()),
    }
}

/// Refuses to write what no terminal shows to one.
pub(crate) fn spare_terminal() -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::new("a terminal cannot show what would be written")
        .help("name a file with `-o`, or redirect standard output"))
}

/// Writes a product to standard output, byte for byte. A reader that goes away has not got
/// it.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    if is_closed(&io::stdout()) {
        let failure = Failure::new("cannot write standard output: it is closed");
        return Err(failure.help("name a file, or redirect it: `>FILE`"));
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| undelivered(&error))
}

fn undelivered(error: &io::Error) -> Failure {
    Failure::new(format!("cannot write standard output: {}", reason(error)))
}

/// Whether standard output was closed when the command was started. Rust then opens the
/// null device in its place, for reading and writing, as no shell opens it for output; who
/// hands over such a one on purpose wants no product either.
#[cfg(unix)]
fn is_closed(out: &io::Stdout) -> bool {
    use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat, stat};

    let both = fcntl_getfl(out).is_ok_and(|flags| flags.contains(OFlags::RDWR));
    let null = stat("/dev/null").and_then(|null| {
        let device = fstat(out)?;
        let is_device =
            FileType::from_raw_mode(device.st_mode) == FileType::CharacterDevice;
        Ok(is_device && device.st_rdev == null.st_rdev)
    });
    both && null.unwrap_or(false)
}

#[cfg(not(unix))]
fn is_closed(_: &io::Stdout) -> bool {
    false
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
        let place = resolve(path).map_err(failed)?;
        let known = replaceable(&place).map_err(failed)?;
        if known.as_ref().is_some_and(|known| !known.is_file() && !known.is_dir()) {
            to_device(&place, bytes).map_err(failed)?;
            continue;
        }
        let part = stage(&place, bytes, known.as_ref()).map_err(failed)?;
        staged.push((path, place, part));
    }
    for (path, place, part) in staged {
        let put = part.persist(&place);
        put.map_err(|error| Failure::io("write", path, &error.error))?;
    }
    Ok(())
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io("write", path, &error);
    let place = resolve(path).map_err(failed)?;
    let part = stage(&place, bytes, None).map_err(failed)?;
    part.persist_noclobber(&place).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes to a pipe or a device, which is never replaced.
fn to_device(place: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).open(place)?.write_all(bytes)
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
