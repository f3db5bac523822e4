//! `strata set`: changes one value of a brief, and nothing else in its file.

use strata_check::{Change, Path, Revision, Value};
use strata_crew::Setup;

use crate::args::Set;
use crate::failure::{Exit, Failure, plain};
use crate::input::{Purpose, Text};
use crate::{diff, input, output};

/// Changes the value, judges the text that comes of it, and writes it unless the change has
/// brought an error.
pub(crate) fn set(args: &Set, quiet: bool) -> Result<Exit, Failure> {
    let purpose = if args.diff { Purpose::Look } else { Purpose::Change };
    let text = input::open(&args.file, &args.source, purpose)?;
    let revision = match Revision::open(&text.input()) {
        Ok(revision) => revision,
        Err(report) => {
            output::note(&strata_emit::human(&report, true));
            return Ok(Exit::Faulty);
        }
    };
    let path = revision.find(&args.path)?;
    let change = match &args.value {
        Some(value) => Change::Put(path.clone(), revision.value(&path, value)?),
        None => Change::Remove(path.clone()),
    };
    let told = told(&revision, &path, &change);
    let revised = text.revised(revision.edit(&[change])?);
    let setup = Setup::default();
    let report = |text: &Text| text.judge(&setup).report;
    let brought = report(&revised).brought(&report(&text));
    if brought.has_errors() {
        output::note(&strata_emit::human(&brought, true));
        output::note(&format!("nothing written for {}\n", plain(text.name())));
        return Ok(Exit::Faulty);
    }
    if args.diff {
        let texts = text.text().zip(revised.text());
        let (old, new) = texts.unwrap_or_default();
        output::print(&diff::unified(text.name(), old, new))?;
        return Ok(Exit::Clean);
    }
    if input::is_stream(&args.file) || revised.bytes() != text.bytes() {
        text.replace(revised.bytes())?;
    }
    if !quiet {
        output::note(&told);
    }
    Ok(Exit::Clean)
}

/// What is done, in one line.
fn told(revision: &Revision<'_>, path: &Path, change: &Change) -> String {
    let name = plain(&path.dotted());
    let old = revision.shown(path).map(|old| short(&old));
    let new = match change {
        Change::Put(_, Value::Text(text)) => Some(short(text)),
        Change::Put(_, value) => Some(short(&value.to_string())),
        _ => None,
    };
    match (old, new) {
        (Some(old), Some(new)) if old == new => format!("{name} is {new} already\n"),
        (Some(old), Some(new)) => format!("set {name}: {old} -> {new}\n"),
        (None, Some(new)) => format!("added {name}: {new}\n"),
        (_, None) => format!("removed {name}\n"),
    }
}

/// The most characters of a value that are shown.
const SHOWN: usize = 60;

/// A value on one line, cut if it is long.
fn short(text: &str) -> String {
    let line = plain(text);
    if line.chars().count() <= SHOWN {
        return line;
    }
    let start: String = line.chars().take(SHOWN).collect();
    format!("{}…", start.trim_end())
}
