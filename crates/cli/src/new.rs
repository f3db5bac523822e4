//! `strata new`: a brief to start from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;
use strata_model::Id;
use strata_syntax::{is_doubtful, is_word};

use crate::args::{Kind, New};
use crate::failure::{Exit, Failure, show};
use crate::output::{self, folder_of};
use crate::starter::{self, Period};

/// The name under which the starter looks for its schema.
pub(crate) const SCHEMA: &str = "brief.schema.json";

/// Writes the brief, and the schema beside it so that an editor can complete and explain.
/// What is there already stays as it is.
///
/// Its dates follow from the period that its name ends in. This is the only command that looks
/// at the clock, and only where the name tells no period: the day is that of UTC.
pub(crate) fn new(args: &New, quiet: bool) -> Result<Exit, Failure> {
    let known = || Period::known_on(Offset::UTC.to_datetime(Timestamp::now()).date());
    let (name, period) = match &args.name {
        Some(name) => (name.clone(), None),
        None => {
            let period = known();
            (PathBuf::from(format!("example-{}", period.tail())), Some(period))
        }
    };
    let id = id_of(&name)?;
    let folder = folder_of(&name);
    let brief = name.with_file_name(format!("{id}.yaml"));
    if !folder.is_dir() {
        return Err(Failure::new(format!(
            "the folder `{}` does not exist",
            show(folder)
        ))
        .help("create it first"));
    }
    if brief.exists() {
        return Err(Failure::new(format!("`{}` exists already", show(&brief)))
            .help("choose another name; nothing is overwritten"));
    }
    let schema = name.with_file_name(SCHEMA);
    let schema_known = schema.exists();
    if !schema_known {
        output::write_new(&schema, strata_model::schema_text().as_bytes())?;
    }
    let starter = match args.kind {
        Kind::Strategy => starter::STRATEGY,
        Kind::Results => starter::RESULTS,
    };
    let period = period.or_else(|| Period::of_name(id.as_str())).unwrap_or_else(known);
    let text = starter::fill(starter, &id, period);
    output::write_new(&brief, text.as_bytes())?;
    if !quiet {
        let (brief, schema) = (show(&brief), show(&schema));
        let schema = if schema_known {
            format!("{schema} was there already; `strata schema` prints the current one")
        } else {
            format!("wrote {schema}, which lets an editor complete and explain")
        };
        output::note(&format!(
            "wrote {brief}\n{schema}\n\nnext:\n  edit {brief}\n  strata check {brief}\n  \
             strata render {brief}\n"
        ));
    }
    Ok(Exit::Clean)
}

/// The id that a path ends in, with or without the ending `.yaml`. One that YAML takes for
/// something else than a text, such as `no`, would need quotes, and is none.
fn id_of(path: &Path) -> Result<Id, Failure> {
    let ending = path.extension().is_some_and(|ending| ending == "yaml");
    let name = if ending { path.file_stem() } else { path.file_name() };
    let name = name.map(OsString::from).unwrap_or_default();
    let text = |name: &&str| is_word(name) && !is_doubtful(name);
    let id = name.to_str().filter(text).and_then(|name| name.parse::<Id>().ok());
    id.ok_or_else(|| {
        Failure::new(format!("`{}` is no name for a brief", show(Path::new(&name))))
            .help("use lower-case letters, digits and hyphens, as in acme-2026q1")
    })
}
