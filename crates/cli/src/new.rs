//! `strata new`: a brief to start from.

use std::ffi::OsString;
use std::path::Path;

use strata_model::Id;

use crate::args::New;
use crate::failure::{Exit, Failure, show};
use crate::output::{self, folder_of};

/// A complete brief of an invented company that checks without a finding.
const STARTER: &str = include_str!("starter.yaml");

/// The name under which the starter looks for its schema.
pub(crate) const SCHEMA: &str = "brief.schema.json";

/// Writes the brief, and the schema beside it so that an editor can complete and explain.
/// What is there already stays as it is.
pub(crate) fn new(args: &New, quiet: bool) -> Result<Exit, Failure> {
    let id = id_of(&args.name)?;
    let folder = folder_of(&args.name);
    let brief = args.name.with_file_name(format!("{id}.yaml"));
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
    let schema = args.name.with_file_name(SCHEMA);
    let schema_known = schema.exists();
    if !schema_known {
        output::write_new(&schema, strata_model::schema_text().as_bytes())?;
    }
    let text = STARTER.replacen("id: starter", &format!("id: {id}"), 1);
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

/// The id that a path ends in, with or without the ending `.yaml`.
fn id_of(path: &Path) -> Result<Id, Failure> {
    let ending = path.extension().is_some_and(|ending| ending == "yaml");
    let name = if ending { path.file_stem() } else { path.file_name() };
    let name = name.map(OsString::from).unwrap_or_default();
    let id = name.to_str().and_then(|name| name.parse::<Id>().ok());
    id.ok_or_else(|| {
        Failure::new(format!("`{}` is no name for a brief", show(Path::new(&name))))
            .help("use lower-case letters, digits and hyphens, as in acme-2026q1")
    })
}
