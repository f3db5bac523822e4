//! Briefs come in, one after the other, and no further ahead than they are allowed to.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are read"
)]

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use strata_check::{FILE_TOO_LARGE, Finding, Format, Input, Place, Report};
use strata_crew::{Order, Outcome, Setup, Task, Verdict, key};
use strata_emit::Origin;

use super::envelope::{self, Content};
use super::lines::{Line, Lines};
use super::source::Source;
use crate::briefs::{data_files, empty, is_of_ours, says_so, tell_others};
use crate::failure::{Failure, show};
use crate::input::limited;
use crate::output;
use crate::project::Setups;

/// A brief that has come in.
pub(super) struct Entry {
    /// Its number in the run, from 1.
    pub(super) n: u64,
    pub(super) id: String,
    /// Where it was read.
    pub(super) source: String,
    /// What its findings are reported under.
    pub(super) file: String,
    /// Nothing where it could not be read.
    pub(super) key: Option<String>,
    pub(super) content: Unworked,
}

/// What is known of a brief before it is worked on.
pub(super) enum Unworked {
    /// It is to be worked on.
    Order(Order),
    /// It cannot even be opened.
    Refused(Outcome),
    /// It cannot be read, or not be judged.
    Failed(String),
}

/// What reads the sources, in a thread of its own: a stream may let it wait.
pub(super) struct Reader<'a, S, A> {
    pub(super) task: Task,
    pub(super) setups: Setups<'a>,
    pub(super) quiet: bool,
    /// Takes what has come in, or what could not be read beside the briefs.
    pub(super) send: S,
    /// Waits until one more brief may be read; no longer if none may.
    pub(super) allowed: A,
}

/// The end of the run: nobody wants what comes in.
pub(super) struct Stopped;

impl<S, A> Reader<'_, S, A>
where
    S: FnMut(Result<Entry, Failure>),
    A: FnMut() -> bool,
{
    /// Reads all sources, one after the other.
    pub(super) fn read(mut self, sources: &[Source]) {
        let mut n = 0;
        for source in sources {
            let read = match source {
                Source::Folder(folder) => self.folder(folder, &mut n),
                Source::Lines(path) => match File::open(path) {
                    Ok(file) => {
                        self.lines(path, &show(path), BufReader::new(file), &mut n)
                    }
                    Err(error) => {
                        (self.send)(Err(Failure::io("read", path, &error)));
                        Ok(())
                    }
                },
                Source::Stream => {
                    self.lines(Path::new("-"), "<stdin>", io::stdin().lock(), &mut n)
                }
            };
            if read.is_err() {
                return;
            }
        }
    }

    fn folder(&mut self, folder: &Path, n: &mut u64) -> Result<(), Stopped> {
        let (before, mut others, mut first) = (*n, 0, Vec::new());
        for file in data_files(folder) {
            let (path, format) = match file {
                Ok(file) => file,
                Err((_, failure)) => {
                    (self.send)(Err(failure));
                    continue;
                }
            };
            self.wait()?;
            let entry = self.file(&path, format, *n + 1);
            match entry {
                Some(entry) => {
                    *n += 1;
                    (self.send)(Ok(entry));
                }
                None if is_of_ours(&path) => {}
                None => {
                    others += 1;
                    if first.len() < 3 {
                        first.push(show(&path));
                    }
                }
            }
        }
        if !self.quiet {
            tell_others(others, &first);
        }
        if *n == before {
            (self.send)(Err(empty(folder)));
        }
        Ok(())
    }

    /// The brief in a file; nothing if there is none in it.
    fn file(&mut self, path: &Path, format: Format, n: u64) -> Option<Entry> {
        let source = path.display().to_string();
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (key, content) = match self.opened(path, &source, format) {
            Ok(opened) => opened?,
            Err(failure) => (None, Unworked::Failed(failure.to_string())),
        };
        Some(Entry { n, id, file: source.clone(), source, key, content })
    }

    /// What is in a file, with its key; nothing if it is no brief.
    fn opened(
        &mut self,
        path: &Path,
        name: &str,
        format: Format,
    ) -> Result<Option<(Option<String>, Unworked)>, Failure> {
        let setup = self.setups.sound(path);
        // Told once, not with each brief for which it holds.
        for (_, report) in self.setups.unfit.drain(..) {
            output::note(&strata_emit::human(&report, true));
        }
        let setup = setup?;
        let limits = setup.limits;
        let bytes = File::open(path).and_then(|file| limited(file, limits.bytes));
        let bytes = bytes.map_err(|error| Failure::io("read", path, &error))?;
        let Some(bytes) = bytes else {
            let refused = too_large(name, &setup, Origin::default());
            return Ok(Some((None, Unworked::Refused(refused))));
        };
        if !says_so(&Input { name, bytes: &bytes, format, limits }) {
            return Ok(None);
        }
        let key = Some(key(&bytes, format, &setup));
        let (task, name, origin) = (self.task, name.to_owned(), Origin::default());
        let order = Order { task, name, origin, format, bytes, setup };
        Ok(Some((key, Unworked::Order(order))))
    }

    fn lines(
        &mut self,
        path: &Path,
        name: &str,
        from: impl BufRead,
        n: &mut u64,
    ) -> Result<(), Stopped> {
        let setup = match self.setups.sound(path) {
            Ok(setup) => setup,
            Err(failure) => {
                (self.send)(Err(failure));
                return Ok(());
            }
        };
        let mut lines = Lines::new(from);
        loop {
            self.wait()?;
            match lines.next(setup.limits.bytes) {
                Ok(Some(line)) => {
                    *n += 1;
                    let entry = self.line(name, line, &setup, *n);
                    (self.send)(Ok(entry));
                }
                Ok(None) => return Ok(()),
                Err(error) => {
                    (self.send)(Err(Failure::io("read", path, &error)));
                    return Ok(());
                }
            }
        }
    }

    fn line(&self, name: &str, line: Line, setup: &Arc<Setup>, n: u64) -> Entry {
        let source = format!("{name}:{}", line.number);
        let at = |within: Origin| Origin {
            lines: line.number - 1,
            bytes: line.start + within.bytes,
            ..within
        };
        let mut entry = Entry {
            n,
            id: line.number.to_string(),
            source: source.clone(),
            file: name.to_owned(),
            key: None,
            content: Unworked::Refused(too_large(name, setup, at(Origin::default()))),
        };
        let Some(text) = line.text else { return entry };
        let opened = envelope::open(name, &text, setup.limits);
        if let Some(id) = opened.id {
            entry.id = id;
        }
        match opened.content {
            Err(report) => {
                entry.key = Some(key(&text, Format::Json, setup));
                entry.content =
                    Unworked::Refused(refused(&report, at(Origin::default())));
            }
            Ok(Content { format, bytes, within }) => {
                entry.key = Some(key(&bytes, format, setup));
                // A text has lines of its own.
                if within.is_none() {
                    entry.file = source;
                }
                let (task, name, setup) = (self.task, entry.file.clone(), setup.clone());
                let origin = within.map(at).unwrap_or_default();
                let order = Order { task, name, origin, format, bytes, setup };
                entry.content = Unworked::Order(order);
            }
        }
        entry
    }

    fn wait(&mut self) -> Result<(), Stopped> {
        if (self.allowed)() { Ok(()) } else { Err(Stopped) }
    }
}

/// What is said of a brief that is too large to be read.
fn too_large(name: &str, setup: &Setup, origin: Origin) -> Outcome {
    let what = format!("the brief has more than {} bytes", setup.limits.bytes);
    let finding = Finding::new(&FILE_TOO_LARGE, Place::Bytes(0..0), what)
        .help("split the brief, or raise the limit with `--max-size`");
    refused(&Report::of(name, "", vec![(finding, None)]), origin)
}

fn refused(report: &Report, origin: Origin) -> Outcome {
    Outcome::of(Verdict::Refused, report, origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Project, Source as Reading};
    use crate::project::Options;

    /// The numbers of the briefs that are read as long as so many are allowed.
    fn read(source: &Source, briefs: usize) -> Vec<u64> {
        let asked = Project { project: None, no_project: true };
        let reading = Reading { input_format: None, max_size: None };
        let setups = Setups::new(&asked, &reading, Options::default());
        let (mut numbers, mut left) = (Vec::new(), briefs);
        let reader = Reader {
            task: Task::Check,
            setups: setups.expect("setups"),
            quiet: true,
            send: |it: Result<Entry, Failure>| numbers.extend(it.map(|it| it.n)),
            allowed: || {
                let is_allowed = left > 0;
                left = left.saturating_sub(1);
                is_allowed
            },
        };
        reader.read(std::slice::from_ref(source));
        numbers
    }

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let desk = tempfile::tempdir().expect("a folder");
        let brief = "{\"strata\": \"1\"}\n";
        let lines = desk.path().join("briefs.jsonl");
        std::fs::write(&lines, brief.repeat(9)).expect("a file");
        let folder = desk.path().join("briefs");
        std::fs::create_dir(&folder).expect("a folder");
        for n in 0..9 {
            std::fs::write(folder.join(format!("{n}.json")), brief).expect("a file");
        }
        for source in [Source::Lines(lines), Source::Folder(folder)] {
            assert_eq!(read(&source, 0), [0; 0]);
            assert_eq!(read(&source, 4), [1, 2, 3, 4]);
            assert_eq!(read(&source, 99).len(), 9);
        }
    }
}
