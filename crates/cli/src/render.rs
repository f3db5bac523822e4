//! `strata render`: the main command, from a data file to a printed brief.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use strata_check::emit;
use strata_render::{Design, Document, TypesetError, typeset};

use crate::args::{OutputFormat, Render};
use crate::failure::{Exit, Failure, show};
use crate::output::Page;
use crate::target::Target;
use crate::{input, output, target};

/// Dots per inch of a PNG: fine enough to read on a screen, small enough to send.
const DPI: u16 = 144;

/// Prints each brief. One that fails does not keep the others from being printed.
pub(crate) fn render(args: &Render, quiet: bool) -> Result<Exit, Failure> {
    let format = format_of(args);
    if args.dpi.is_some() && format != OutputFormat::Png {
        return Err(Failure::new("`--dpi` is for pictures").help("add `--format png`"));
    }
    input::stream_once(&args.read.files)?;
    let files = &args.read.files;
    let targets = target::plan(files, args.output.as_deref(), format)?;

    let exits: Vec<_> = files
        .iter()
        .zip(&targets)
        .map(|(file, target)| print(file, target, format, args, quiet))
        .map(|exit| exit.unwrap_or_else(|failure| failure.tell()))
        .collect();
    if files.len() > 1 && !quiet {
        let printed = exits.iter().filter(|exit| **exit == Exit::Clean).count();
        output::note(&format!("printed {printed} of {} briefs\n", files.len()));
    }
    Ok(exits.into_iter().max().unwrap_or(Exit::Clean))
}

/// The road of one brief: read, judged, set, written.
fn print(
    file: &Path,
    target: &Target,
    format: OutputFormat,
    args: &Render,
    quiet: bool,
) -> Result<Exit, Failure> {
    let design = Design { paper: args.paper, density: args.density, mark: None };
    let text = input::read(file, &args.read)?;
    let judged = text.judge(&design);
    if !judged.report.is_clean() {
        output::note(&emit::human(&judged.report, true));
    }
    let Some(brief) = judged.passed(args.read.deny) else {
        output::note(&format!("nothing written for {}\n", text.name()));
        return Ok(Exit::Faulty);
    };
    let press = |error: TypesetError| press_failed(file, &error);
    let document = typeset(&brief, &design).map_err(press)?;
    let prints = draw(&document, format, args.dpi).map_err(press)?;
    let bytes = prints.iter().map(Vec::len).sum();
    let place = match target {
        Target::Stream => to_stream(&prints, format)?,
        Target::File(path) => {
            output::create_folder_of(path, quiet)?;
            to_files(path, prints, format)?
        }
    };
    if !quiet {
        let (pages, size) = (document.pages(), output::size(bytes));
        let s = if pages == 1 { "" } else { "s" };
        output::note(&format!("wrote {place} ({pages} page{s}, {size})\n"));
    }
    Ok(Exit::Clean)
}

/// What to write: as told, or as the name of the output tells.
fn format_of(args: &Render) -> OutputFormat {
    let ending = args.output.as_deref().and_then(Path::extension);
    let all = [OutputFormat::Pdf, OutputFormat::Png, OutputFormat::Svg];
    let told =
        all.into_iter().find(|format| ending.is_some_and(|it| it == format.ending()));
    args.format.or(told).unwrap_or(OutputFormat::Pdf)
}

/// One file for PDF, one for each page for the others.
fn draw(
    document: &Document,
    format: OutputFormat,
    dpi: Option<u16>,
) -> Result<Vec<Vec<u8>>, TypesetError> {
    let pages = 1..=document.pages();
    match format {
        OutputFormat::Pdf => document.pdf().map(|pdf| vec![pdf]),
        OutputFormat::Png => {
            let dpi = f64::from(dpi.unwrap_or(DPI));
            pages.map(|page| document.png(page, dpi)).collect()
        }
        OutputFormat::Svg => {
            pages.map(|page| document.svg(page).map(String::into_bytes)).collect()
        }
    }
}

fn to_stream(prints: &[Vec<u8>], format: OutputFormat) -> Result<String, Failure> {
    let [print] = prints else {
        let what = format!("{} pages cannot share standard output", prints.len());
        return Err(Failure::new(what).help("name a file with `-o`, or print a PDF"));
    };
    if format != OutputFormat::Svg && stdout().is_terminal() {
        return Err(Failure::new("a terminal cannot show what would be written")
            .help("name a file with `-o`, or redirect standard output"));
    }
    output::print_bytes(print)?;
    Ok("standard output".to_owned())
}

fn to_files(
    path: &Path,
    prints: Vec<Vec<u8>>,
    format: OutputFormat,
) -> Result<String, Failure> {
    let pages: Vec<Page> = match format {
        OutputFormat::Pdf => {
            prints.into_iter().map(|print| (path.to_owned(), print)).collect()
        }
        OutputFormat::Png | OutputFormat::Svg => (1..)
            .zip(prints)
            .map(|(page, print)| (target::of_page(path, page), print))
            .collect(),
    };
    output::write(&pages)?;
    Ok(match pages.as_slice() {
        [(first, _), .., (last, _)] => format!("{} to {}", show(first), show(last)),
        _ => pages.iter().map(|(path, _)| show(path)).collect(),
    })
}

fn press_failed(file: &Path, error: &TypesetError) -> Failure {
    let mut what = format!("the pages of `{}` failed their inspection", show(file));
    for fault in error.faults() {
        what.push_str(&format!("\n  - {fault}"));
    }
    Failure::new(what)
        .help("please report this, with the brief if you can: it is a fault of Strata")
}
