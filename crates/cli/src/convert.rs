//! `strata convert`: a brief in another language.

use std::path::Path;

use strata_check::Format;

use crate::args::{Convert, InputFormat};
use crate::failure::{Exit, Failure, plain, show};
use crate::input::Purpose;
use crate::{input, output};

/// Writes the brief in the language that is asked for, to a file that must not exist yet.
pub(crate) fn convert(args: &Convert, quiet: bool) -> Result<Exit, Failure> {
    let output = args.output.as_deref().filter(|output| !input::is_stream(output));
    let to = language(args.to, output)?;
    if let Some(output) = output.filter(|output| output.exists()) {
        return Err(Failure::new(format!("`{}` exists already", show(output)))
            .help("choose another name; nothing is overwritten"));
    }
    let text = input::open(&args.file, &args.source, Purpose::Look)?;
    let converted = match strata_check::convert(&text.input(), to) {
        Ok(converted) => converted,
        Err(report) => {
            output::note(&strata_emit::human(&report, true));
            output::note(&format!("nothing written for {}\n", plain(text.name())));
            return Ok(Exit::Faulty);
        }
    };
    match output {
        Some(output) => {
            output::write_new(output, converted.text.as_bytes())?;
            if !quiet {
                output::note(&format!("wrote {}\n", show(output)));
            }
        }
        None => output::print_bytes(converted.text.as_bytes())?,
    }
    if !quiet && converted.comments_lost > 0 {
        let lost = converted.comments_lost;
        let s = if lost == 1 { "" } else { "s" };
        output::note(&format!("left out {lost} comment{s}: JSON has none\n"));
    }
    Ok(Exit::Clean)
}

/// What to write: as told, or as the name of the output tells.
fn language(to: Option<InputFormat>, output: Option<&Path>) -> Result<Format, Failure> {
    let told = output.and_then(|output| Format::of_name(&output.to_string_lossy()));
    to.map(Format::from).or(told).ok_or_else(|| {
        let output =
            output.map_or("standard output".into(), |path| format!("`{}`", show(path)));
        Failure::new(format!("{output} does not say what it is to be written in"))
            .help("add `--to yaml`, `--to json` or `--to toml`")
    })
}
