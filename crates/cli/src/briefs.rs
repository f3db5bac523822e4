//! Which files a command is given: those that are named, and the briefs in folders.
//!
//! A folder stands for all briefs in it and below it. Left out are hidden files and folders,
//! what Git is told to ignore, and the folders of build tools; links are not followed. As
//! many data files share the endings of briefs, only those count that have the key `strata`.
//! What is named is always read.

mod brand;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, Error, WalkBuilder};
use strata_check::Format;

use crate::args::Sources;
use crate::failure::{Failure, show};
use crate::input::{is_stream, stream_once};
use crate::new::SCHEMA;
use crate::{output, project};
use brand::is_branded;
pub(crate) use brand::says_so;

/// Folders that are full of the files of others.
const FOREIGN: [&str; 2] = ["node_modules", "target"];

/// The most names of files that are passed over.
const SHOWN: usize = 3;

/// A brief to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Brief {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Its folder as seen from the folder that was named; empty for a file that was.
    pub(crate) below: PathBuf,
}

/// What could be found, in the order of the arguments and of the names in each folder.
#[derive(Debug, Default)]
pub(crate) struct Briefs {
    /// The briefs.
    pub(crate) files: Vec<Brief>,
    /// Folders that cannot be read, or have no brief, and why.
    pub(crate) unread: Vec<(PathBuf, Failure)>,
    /// Files in folders that are no briefs.
    others: Vec<PathBuf>,
}

/// Whether the arguments name one brief alone, and no folder.
pub(crate) fn is_one(files: &[PathBuf]) -> bool {
    matches!(files, [file] if is_stream(file) || !file.is_dir())
}

impl Briefs {
    /// Finds the briefs that are meant, and says what was passed over.
    ///
    /// # Errors
    ///
    /// When standard input is to be read twice.
    pub(crate) fn find(args: &Sources, quiet: bool) -> Result<Self, Failure> {
        stream_once(&args.files)?;
        let is_folder = |file: &&PathBuf| !is_stream(file) && file.is_dir();
        let named = args.files.iter().filter(|file| !is_folder(file));
        let mut known: HashSet<_> = named.map(|file| identity(file)).collect();
        let mut briefs = Briefs::default();
        for file in &args.files {
            if is_folder(&file) {
                briefs.walk(file, args, &mut known);
            } else {
                briefs.files.push(Brief { path: file.clone(), below: PathBuf::new() });
            }
        }
        if !quiet {
            briefs.tell_others();
        }
        Ok(briefs)
    }

    /// Adds the briefs of a folder that are not known yet.
    fn walk(&mut self, folder: &Path, args: &Sources, known: &mut HashSet<PathBuf>) {
        let (mut found, unread) = (false, self.unread.len());
        for file in data_files(folder) {
            let (path, format) = match file {
                Ok(file) => file,
                Err(unread) => {
                    self.unread.push(unread);
                    continue;
                }
            };
            if !is_branded(&path, &args.source, format) {
                self.others.extend((!is_of_ours(&path)).then_some(path));
                continue;
            }
            found = true;
            if known.insert(identity(&path)) {
                let within = path.strip_prefix(folder).unwrap_or(&path);
                let below = within.parent().map(Path::to_owned).unwrap_or_default();
                self.files.push(Brief { path, below });
            }
        }
        if !found && self.unread.len() == unread {
            self.unread.push((folder.to_owned(), empty(folder)));
        }
    }

    fn tell_others(&self) {
        let first: Vec<_> = self.others.iter().take(SHOWN).map(|it| show(it)).collect();
        tell_others(self.others.len(), &first);
    }
}

/// Says how many files were passed over, and what the first of them are called.
pub(crate) fn tell_others(count: usize, first: &[String]) {
    if count == 0 {
        return;
    }
    let names: Vec<_> = first.iter().take(SHOWN).map(String::as_str).collect();
    let more = count.saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let what =
        if count == 1 { "file that is no brief" } else { "files that are no briefs" };
    output::note(&format!("passed over {count} {what}: {}{more}\n", names.join(", ")));
}

/// That a folder has no brief.
pub(crate) fn empty(folder: &Path) -> Failure {
    Failure::new(format!("there is no brief in `{}`", show(folder)))
        .help("in a folder, only a data file with the key `strata` is a brief")
}

/// A data file in a folder with its language, or what cannot be read there and why.
type DataFile = Result<(PathBuf, Format), (PathBuf, Failure)>;

/// The data files of a folder, in the order of their names.
pub(crate) fn data_files(folder: &Path) -> impl Iterator<Item = DataFile> {
    let folder = folder.to_owned();
    let mut walk = WalkBuilder::new(&folder);
    walk.sort_by_file_name(Ord::cmp).filter_entry(is_own);
    walk.build().filter_map(move |entry| {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(unreadable(&folder, &error))),
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let format = Format::of_name(&entry.file_name().to_string_lossy());
        let format = format.filter(|_| is_file)?;
        // As it would have been named by hand.
        let here = folder == Path::new(".");
        let within = entry.path().strip_prefix(&folder).ok().filter(|_| here);
        Some(Ok((within.unwrap_or(entry.path()).to_owned(), format)))
    })
}

/// Whether a file is one of ours that lie beside briefs: the schema is beside every brief of
/// `strata new`.
pub(crate) fn is_of_ours(path: &Path) -> bool {
    [SCHEMA, project::NAME].iter().any(|it| path.file_name() == Some((*it).as_ref()))
}

/// Whether a walk goes into a folder, or looks at a file.
fn is_own(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let is_foreign = FOREIGN.iter().any(|name| entry.file_name() == *name);
    entry.depth() == 0 || !(is_folder && is_foreign)
}

/// The same for two paths that lead to one file.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder that cannot be read, and why.
fn unreadable(folder: &Path, error: &Error) -> (PathBuf, Failure) {
    let path = path_of(error).unwrap_or(folder);
    let failure = match error.io_error() {
        Some(error) => Failure::io("read", path, error),
        None => Failure::new(format!("cannot read `{}`", show(path))),
    };
    (path.to_owned(), failure)
}

fn path_of(error: &Error) -> Option<&Path> {
    match error {
        Error::WithPath { path, .. } => Some(path),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => path_of(err),
        Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
