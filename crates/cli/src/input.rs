//! A brief comes in: read from a file or standard input, and judged.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are read"
)]

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use strata_check::{Format, Input, Limits};
use strata_crew::{Judged, Setup};
use strata_proof::bounds::{Bound, LARGEST_FILE};
use strata_proof::file::ReadError;

use crate::args::{MAX_MIB, Source};
use crate::failure::{Failure, plain, show};
use crate::output::{self, Held};
use crate::project;

/// The file endings of briefs, as they are named in messages.
const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "toml"];

/// The largest brief that is read at all, in bytes.
pub(crate) const MOST: usize = (MAX_MIB as usize) << 20;

/// A brief as it was read.
pub(crate) struct Text {
    name: String,
    bytes: Vec<u8>,
    format: Format,
    limits: Limits,
    held: Option<Held>,
}

/// Whether a path stands for a standard stream.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Refuses to read standard input twice: it would be empty the second time.
pub(crate) fn stream_once(files: &[PathBuf]) -> Result<(), Failure> {
    match files.iter().filter(|file| is_stream(file)).count() {
        0 | 1 => Ok(()),
        _ => {
            Err(Failure::new("standard input can be read once only").help("give one `-`"))
        }
    }
}

/// What a brief is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be looked at.
    Look,
    /// To be changed where it lies: it is held until then.
    Change,
}

/// Reads one brief, without a look at what it says, as large as its project lets it be.
pub(crate) fn open(
    path: &Path,
    source: &Source,
    purpose: Purpose,
) -> Result<Text, Failure> {
    let of_project =
        if source.max_size.is_some() { None } else { project::max_size(path) };
    open_within(path, source, source.limits(of_project), purpose)
}

/// The same within other limits.
pub(crate) fn open_within(
    path: &Path,
    source: &Source,
    limits: Limits,
    purpose: Purpose,
) -> Result<Text, Failure> {
    let mut held = None;
    let stream = is_stream(path);
    let failed = |error: &io::Error| Failure::io("read", path, error);
    let bytes = if stream {
        limited(io::stdin().lock(), MOST).map_err(|error| failed(&error))?
    } else if path.file_name().is_some_and(|name| name == project::NAME) {
        return Err(Failure::new(format!("`{}` is a project file", show(path)))
            .help("name a brief in its folder, or below it"));
    } else if path.is_dir() {
        return Err(Failure::new(format!("`{}` is a folder", show(path)))
            .help("name one of the briefs in it"));
    } else {
        let absent = |error: io::Error| match almost(path) {
            Some(meant) => failed(&error).help(format!("did you mean `{meant}`?")),
            None => failed(&error),
        };
        let bytes = match purpose {
            Purpose::Look => limited(File::open(path).map_err(absent)?, MOST),
            Purpose::Change => {
                limited(held.insert(Held::open(path).map_err(absent)?).file(), MOST)
            }
        };
        bytes.map_err(|error| failed(&error))?
    };
    let bytes = bytes.ok_or_else(|| {
        Failure::new(format!("`{}` is larger than {MAX_MIB} MiB", show(path)))
            .help("split the brief")
    })?;
    let format = match source.input_format {
        Some(format) => format.into(),
        None if stream => Format::Yaml,
        None => format_of(path)?,
    };
    let name = if stream { "<stdin>".to_owned() } else { path.display().to_string() };
    Ok(Text { name, bytes, format, limits, held })
}

/// Reads a printed file.
pub(crate) fn printed(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: &io::Error| Failure::io("read", path, error);
    if Format::of_name(&path.to_string_lossy()).is_some() {
        return Err(Failure::new(format!("`{}` is a brief", show(path)))
            .help("name the PDF that was printed from it"));
    }
    let bytes = if is_stream(path) {
        limited(io::stdin().lock(), LARGEST_FILE)
    } else {
        File::open(path).and_then(|file| limited(file, LARGEST_FILE))
    };
    let bytes = bytes.map_err(|error| failed(&error))?;
    bytes.ok_or_else(|| unreadable(path, &ReadError::TooLarge(Bound::File)))
}

/// What is said of a printed file from which nothing can be read.
pub(crate) fn unreadable(path: &Path, why: &ReadError) -> Failure {
    let failure = Failure::new(format!(
        "cannot read `{}`: {}",
        show(path),
        plain(&why.to_string())
    ));
    match why {
        ReadError::NoData => {
            failure.help("only a PDF that `strata render` has written has them")
        }
        ReadError::Encrypted => failure.help("give it without a password"),
        ReadError::Damaged(_) => failure.help("get the file again from where it came"),
        _ => failure,
    }
}

/// Reads to the end, or nothing if that is beyond all limits.
pub(crate) fn limited(from: impl io::Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((read <= most).then_some(bytes))
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Format::of_name(&name).ok_or_else(|| {
        let [first @ .., last] = ENDINGS.map(|ending| format!("`.{ending}`"));
        let endings = format!("{} or {last}", first.join(", "));
        Failure::new(format!("`{}` does not say what it is written in", show(path)))
            .help(format!("let its name end in {endings}, or give `--input-format`"))
    })
}

/// The brief that was meant by a name without its ending.
fn almost(path: &Path) -> Option<String> {
    let mut meant = ENDINGS.iter().map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        name
    });
    meant.find(|name| Path::new(name).is_file()).map(|name| show(Path::new(&name)))
}

impl Text {
    /// The name findings are reported under.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The brief as the judge takes it.
    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            name: &self.name,
            bytes: &self.bytes,
            format: self.format,
            limits: self.limits,
        }
    }

    /// Judges the brief, as a text and as something to be printed.
    pub(crate) fn judge(&self, setup: &Setup) -> Judged {
        Judged::new(&self.input(), setup)
    }

    /// The same brief with another text.
    pub(crate) fn revised(&self, text: String) -> Text {
        let (name, bytes) = (self.name.clone(), text.into_bytes());
        Text { name, bytes, format: self.format, limits: self.limits, held: None }
    }

    /// Puts other bytes where these were read from, in the file or the stream.
    pub(crate) fn replace(self, bytes: &[u8]) -> Result<(), Failure> {
        match self.held {
            Some(held) => held.replace(&self.bytes, bytes),
            None => output::print_bytes(bytes),
        }
    }

    /// The bytes as they were read.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text as it was read; of what is no UTF-8 there is none.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}
