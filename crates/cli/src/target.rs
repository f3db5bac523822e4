//! Where printed briefs go: decided, and refused, before anything is read or written.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf, is_separator};

use strata_check::Format;

use crate::args::OutputFormat;
use crate::briefs::Brief;
use crate::failure::{Failure, show};
use crate::input::is_stream;
use crate::output::{folder_of, resolve};

/// Where one brief goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// To standard output.
    Stream,
    /// To this file; of pictures, one for each page, to files numbered after it.
    File(PathBuf),
}

/// The target of each brief; whether there is `one` that was named tells what `output` is.
///
/// # Errors
///
/// When there is no sensible one, two briefs have the same, or it would destroy a brief.
pub(crate) fn plan(
    briefs: &[Brief],
    one: bool,
    output: Option<&Path>,
    format: OutputFormat,
) -> Result<Vec<Target>, Failure> {
    let targets = match (briefs, output) {
        ([brief], None) if is_stream(&brief.path) => vec![Target::Stream],
        ([_], Some(output)) if one && is_stream(output) => vec![Target::Stream],
        (_, Some(output)) if is_stream(output) => {
            return Err(Failure::new("several briefs cannot share standard output")
                .help("name a folder with `-o`"));
        }
        ([_], Some(output)) if one && !is_folder(output) => vec![file(output)?],
        (_, output) => in_folder(briefs, output, format)?,
    };
    let known = identities(briefs);
    let mut taken: HashMap<PathBuf, &Brief> = HashMap::new();
    for (brief, target) in briefs.iter().zip(&targets) {
        let Target::File(path) = target else { continue };
        spare_briefs(path, &known)?;
        if let Some(other) = taken.insert(identity(path), brief) {
            let (one, two, path) = (show(&other.path), show(&brief.path), show(path));
            let what = format!("`{one}` and `{two}` would both be written to `{path}`");
            return Err(Failure::new(what).help("print them one by one, with `-o`"));
        }
    }
    Ok(targets)
}

/// The target of a book, which has no name but that which `-o` gives it.
///
/// # Errors
///
/// When none is given, or it would destroy a brief.
pub(crate) fn book(briefs: &[Brief], output: Option<&Path>) -> Result<Target, Failure> {
    match output {
        Some(output) if is_stream(output) => Ok(Target::Stream),
        Some(output) if !is_folder(output) => {
            spare_briefs(output, &identities(briefs))?;
            file(output)
        }
        _ => {
            Err(Failure::new("a book needs a name").help("name its file: `-o book.pdf`"))
        }
    }
}

/// The file of a page, counted from 1, of so many: the number stands before the ending, with
/// as many digits as the last, so that names sort as pages do.
pub(crate) fn of_page(path: &Path, page: usize, count: usize) -> PathBuf {
    let digits = count.to_string().len();
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{page:0digits$}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// What is to be written to a path: what its name ends in, in capitals or not, and what is
/// asked for. Of standard output and folders only the latter is known.
///
/// # Errors
///
/// When the name ends in something else, or in nothing and nothing is asked for.
pub(crate) fn format_of(
    path: &Path,
    asked: Option<OutputFormat>,
) -> Result<Option<OutputFormat>, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A brief as the output is refused as such; pipes and devices have no endings.
    let is_brief = Format::of_name(&name).is_some();
    let is_special = fs::metadata(path).is_ok_and(|known| !known.is_file());
    if is_stream(path) || is_folder(path) || is_special || is_brief {
        return Ok(asked);
    }
    let all = [OutputFormat::Pdf, OutputFormat::Png, OutputFormat::Svg];
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let told = all.into_iter().find(|format| {
        ending.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(format.ending()))
    });
    match (&ending, told, asked) {
        (_, Some(told), Some(asked)) if told != asked => {
            let (told, asked) = (told.ending(), asked.ending());
            let what = format!("`{}` ends in `.{told}`, not `.{asked}`", show(path));
            Err(Failure::new(what)
                .help(format!("let it end in `.{asked}`, or leave out `--format`")))
        }
        (_, Some(told), _) => Ok(Some(told)),
        (None, None, Some(asked)) => Ok(Some(asked)),
        _ => {
            let what = format!("`{}` does not say what is to be written", show(path));
            Err(Failure::new(what).help(
                "let it end in `.pdf`, `.png` or `.svg`; the name of a folder ends in `/`",
            ))
        }
    }
}

/// Whether a path names a folder: it is one, or ends as one does.
pub(crate) fn is_folder(path: &Path) -> bool {
    let last = path.as_os_str().as_encoded_bytes().last();
    path.is_dir() || last.is_some_and(|last| is_separator(char::from(*last)))
}

fn file(path: &Path) -> Result<Target, Failure> {
    let folder = folder_of(path);
    if folder.is_dir() {
        return Ok(Target::File(path.to_owned()));
    }
    Err(Failure::new(format!("the folder `{}` does not exist", show(folder)))
        .help("create it first, or name only a folder, with a `/` at its end"))
}

fn in_folder(
    briefs: &[Brief],
    folder: Option<&Path>,
    format: OutputFormat,
) -> Result<Vec<Target>, Failure> {
    if let Some(folder) = folder
        && folder.exists()
        && !folder.is_dir()
    {
        return Err(Failure::new(format!("`{}` is a file", show(folder)))
            .help("with several briefs, `-o` names a folder"));
    }
    let named = |Brief { path, below }: &Brief| {
        if is_stream(path) {
            return Err(Failure::new("standard input has no name to be written under")
                .help("read it alone, and name a file with `-o`"));
        }
        let mut name = OsString::from(path.file_stem().unwrap_or_default());
        name.push(".");
        name.push(format.ending());
        let place = below.join(name);
        Ok(Target::File(folder.map_or_else(|| place.clone(), |to| to.join(&place))))
    };
    briefs.iter().map(named).collect()
}

/// A slip such as `-o brief.yaml` must not cost an author the brief.
fn spare_briefs(path: &Path, briefs: &HashSet<PathBuf>) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if briefs.contains(&identity(path)) || Format::of_name(&name).is_some() {
        return Err(Failure::new(format!("`{}` is the name of a brief", show(path)))
            .help("let the output end in `.pdf`, `.png` or `.svg`"));
    }
    Ok(())
}

fn identities(briefs: &[Brief]) -> HashSet<PathBuf> {
    briefs.iter().map(|brief| identity(&brief.path)).collect()
}

/// The same for two paths that lead to one file, whether or not that exists.
fn identity(path: &Path) -> PathBuf {
    let place = resolve(path).unwrap_or_else(|_| path.to_owned());
    match (fs::canonicalize(folder_of(&place)), place.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_page_stands_before_the_ending() {
        let page = |path, page, count| of_page(Path::new(path), page, count);
        assert_eq!(page("a/b.c.png", 12, 12), Path::new("a/b.c-12.png"));
        assert_eq!(page("a/b.c.png", 2, 100), Path::new("a/b.c-002.png"));
        assert_eq!(page("plain", 1, 9), Path::new("plain-1"));
    }
}
