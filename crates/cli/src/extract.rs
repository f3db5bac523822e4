//! `strata extract`: the data out of a printed PDF, byte for byte.

use std::path::Path;

use strata_check::Format;
use strata_proof::enclosed;
use strata_proof::file::Data;

use crate::args::Extract;
use crate::failure::{Exit, Failure, plain, show};
use crate::{confined, input, output, target};

/// Writes the attached data of one brief, or of all into a folder.
pub(crate) fn extract(args: &Extract, quiet: bool) -> Result<Exit, Failure> {
    spare_languages(&args.output)?;
    let pdf = input::printed(&args.file)?;
    let Some(briefs) = confined::enclosed(&args.file, pdf)? else {
        return Ok(Exit::Failed);
    };
    let chosen = chosen(&briefs, args.brief.as_deref())?;
    if !input::is_stream(&args.output) && target::is_folder(&args.output) {
        let place = |data: &&Data| Ok(args.output.join(file_name(&data.name)?));
        let places = chosen.iter().map(place).collect::<Result<Vec<_>, Failure>>()?;
        // All or nothing, as far as that can be seen before.
        if let Some(taken) = places.iter().find(|path| path.exists()) {
            return Err(Failure::new(format!("`{}` exists already", show(taken)))
                .help("name another folder; nothing is overwritten"));
        }
        for (path, data) in places.iter().zip(chosen) {
            write(path, data, quiet)?;
        }
        return Ok(Exit::Clean);
    }
    let [data] = chosen.as_slice() else {
        let what = format!("`{}` is a book of several briefs", show(&args.file));
        let names = names(&briefs);
        return Err(Failure::new(what).help(format!(
            "name a folder with `-o`, ending in `/`, or one with `--brief`: {names}"
        )));
    };
    if input::is_stream(&args.output) {
        output::print_bytes(&data.bytes)?;
    } else {
        write(&args.output, data, quiet)?;
    }
    Ok(Exit::Clean)
}

/// The data in a file that has been read.
pub(crate) fn read(file: &Path, pdf: &[u8]) -> Result<Vec<Data>, Failure> {
    let found = enclosed(pdf).map_err(|error| input::unreadable(file, &error))?;
    Ok(found.briefs)
}

/// All of them, or the one that is named with its ending or without.
fn chosen<'a>(briefs: &'a [Data], name: Option<&str>) -> Result<Vec<&'a Data>, Failure> {
    let Some(name) = name else { return Ok(briefs.iter().collect()) };
    let is =
        |data: &&Data| data.name == name || data.name.strip_suffix(".json") == Some(name);
    match briefs.iter().find(is) {
        Some(data) => Ok(vec![data]),
        None => Err(Failure::new(format!("no brief is named `{}`", plain(name)))
            .help(format!("name one of {}", names(briefs)))),
    }
}

fn names(briefs: &[Data]) -> String {
    let names: Vec<_> = briefs
        .iter()
        .map(|it| format!("`{}`", plain(it.name.trim_end_matches(".json"))))
        .collect();
    names.join(", ")
}

/// The name of an attached file, which a stranger may have chosen: never a way out of the
/// folder.
fn file_name(name: &str) -> Result<&Path, Failure> {
    let path = Path::new(name);
    let plain_name = path.file_name().is_some_and(|it| it == name)
        && !name.starts_with('.')
        && !name.contains(['/', '\\', ':'])
        && !name.chars().any(char::is_control);
    plain_name.then_some(path).ok_or_else(|| {
        Failure::new(format!("`{}` is no name of a file", plain(name)))
            .help("name a file with `-o`, and the brief with `--brief`")
    })
}

fn write(path: &Path, data: &Data, quiet: bool) -> Result<(), Failure> {
    output::create_folder_of(path, quiet)?;
    output::write_new(path, &data.bytes)?;
    if !quiet {
        let size = output::size(data.bytes.len());
        output::note(&format!("wrote {} ({size})\n", show(path)));
    }
    Ok(())
}

/// The data are JSON: under another name they would be taken for another language.
fn spare_languages(path: &Path) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match Format::of_name(&name) {
        Some(Format::Yaml | Format::Toml) if !target::is_folder(path) => {
            Err(Failure::new(format!("`{}` is not the name of JSON", show(path)))
                .help("let it end in `.json`, and use `strata convert` on that"))
        }
        _ => Ok(()),
    }
}
