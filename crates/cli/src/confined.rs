//! Files that anyone may have written are read in a child process, within limits.
//!
//! The child is this command in a mode that no help shows: it takes the file by its standard
//! input, and answers by its standard output and its exit code.

use std::ffi::{OsStr, OsString};
use std::io::{Read as _, Write as _, stdin, stdout};
use std::path::Path;
use std::time::Duration;

use anstream::ColorChoice;
use strata_crew::{Answer, Limits, ask, confine, myself, pack, unpack};
use strata_proof::file::Data;

use crate::failure::{Exit, Failure, show};
use crate::{extract, output, verify};

/// The first argument of the child.
pub(crate) const MODE: &str = "--confined";

/// Far more than any file needs that Strata has printed.
const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: 1 << 30 };

/// What the child does with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Verify,
    Extract,
}

impl Task {
    const ALL: [Self; 2] = [Self::Verify, Self::Extract];

    fn word(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Extract => "extract",
        }
    }
}

/// Verifies a printed file with these faces at hand, and says what is found.
pub(crate) fn verify(
    file: &Path,
    pdf: &[u8],
    faces: &[Vec<u8>],
    quiet: bool,
) -> Result<Exit, Failure> {
    let input = pack(std::iter::once(pdf).chain(faces.iter().map(Vec::as_slice)));
    let answer = asked(Task::Verify, file, input, quiet)?;
    output::print(&String::from_utf8_lossy(&answer.out))?;
    output::note(&String::from_utf8_lossy(&answer.err));
    let exit =
        [Exit::Clean, Exit::Faulty].into_iter().find(|it| it.code() == answer.code);
    Ok(exit.unwrap_or(Exit::Failed))
}

/// The data in a printed file; where there are none, says why.
pub(crate) fn enclosed(file: &Path, pdf: Vec<u8>) -> Result<Option<Vec<Data>>, Failure> {
    let answer = asked(Task::Extract, file, pdf, true)?;
    output::note(&String::from_utf8_lossy(&answer.err));
    Ok((answer.code == Exit::Clean.code()).then(|| named(&answer.out)).flatten())
}

fn asked(
    task: Task,
    file: &Path,
    input: Vec<u8>,
    quiet: bool,
) -> Result<Answer, Failure> {
    let word = task.word();
    let quiet = if quiet { "quiet" } else { "" };
    let args = [MODE, word, quiet].map(OsStr::new).into_iter().chain([file.as_os_str()]);
    let lost = |why: &dyn std::fmt::Display| {
        Failure::new(format!("cannot {word} `{}`: {why}", show(file)))
            .help("no file that Strata has printed takes that much")
    };
    let command = myself(args).map_err(|error| lost(&error))?;
    ask(command, input, LIMITS).map_err(|error| lost(&error))
}

/// The child: works as told by the arguments behind the [`MODE`].
pub(crate) fn serve(args: impl Iterator<Item = OsString>) -> Result<Exit, Failure> {
    let failed = |error: std::io::Error| Failure::new(error.to_string());
    confine(LIMITS).map_err(failed)?;
    // The parent knows where the words go, and takes colours out where they are not wanted.
    ColorChoice::Always.write_global();
    let args: Vec<_> = args.collect();
    let [word, quiet, file] = args.as_slice() else {
        return Err(Failure::new("this mode is for Strata itself"));
    };
    let mut input = Vec::new();
    stdin().lock().read_to_end(&mut input).map_err(failed)?;
    match Task::ALL.into_iter().find(|task| word == task.word()) {
        Some(Task::Verify) => {
            let mut parts = unpack(&input).unwrap_or_default().into_iter();
            let pdf = parts.next().unwrap_or_default();
            let faces: Vec<_> = parts.collect();
            verify::judge(Path::new(file), &pdf, &faces, quiet == "quiet")
        }
        Some(Task::Extract) => {
            let data = extract::read(Path::new(file), &input)?;
            stdout().lock().write_all(&packed(&data)).map_err(failed)?;
            Ok(Exit::Clean)
        }
        None => Err(Failure::new("this mode is for Strata itself")),
    }
}

/// Data, each behind its name.
fn packed(data: &[Data]) -> Vec<u8> {
    pack(data.iter().flat_map(|it| [it.name.as_bytes(), it.bytes.as_slice()]))
}

/// Data with their names; nothing where they are cut short.
fn named(packed: &[u8]) -> Option<Vec<Data>> {
    let parts = unpack(packed)?;
    let (pairs, rest) = parts.as_chunks();
    let data = |[name, bytes]: &[Vec<u8>; 2]| {
        let name = String::from_utf8(name.clone()).ok()?;
        Some(Data { name, bytes: bytes.clone() })
    };
    pairs.iter().map(data).collect::<Option<_>>().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_come_through_the_pipe_as_they_are() {
        let of =
            |name: &str, bytes: &[u8]| Data { name: name.into(), bytes: bytes.into() };
        let data = vec![of("brief.json", b"{}\n"), of("é", &[0, 255]), of("", b"")];
        let packed = packed(&data);
        assert_eq!(named(&packed), Some(data));
        assert_eq!(named(b""), Some(Vec::new()));
        assert_eq!(named(&packed[..packed.len() - 1]), None);
        assert_eq!(named(&pack([&b"alone"[..]])), None);
    }
}
