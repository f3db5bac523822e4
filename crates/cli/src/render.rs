//! `strata render`: the main command, from a data file to a printed brief.

use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use strata_check::Checked;
use strata_crew::Setup;
use strata_render::{Document, TypesetError, bind, typeset};

use crate::args::{OutputFormat, Render};
use crate::briefs::{self, Brief, Briefs};
use crate::failure::{Exit, Failure, plain, show};
use crate::input::Purpose;
use crate::output::Page;
use crate::progress::Progress;
use crate::project::{Options, Setups};
use crate::target::Target;
use crate::{batch, input, jobs, output, target};

/// Dots per inch of a PNG: fine enough to read on a screen, small enough to send.
const DPI: u16 = 144;

/// Prints each brief, several at a time. One that fails does not keep the others from being
/// printed, and what is said comes in the order of the files.
pub(crate) fn render(args: &'static Render, quiet: bool) -> Result<Exit, Failure> {
    if !args.batch.from.is_empty() {
        return batch::render(args, quiet);
    }
    let one = briefs::is_one(&args.briefs.files);
    let format = format_of(args, one)?;
    let briefs = Briefs::find(&args.briefs, quiet)?;
    if args.book {
        return book(briefs, args, format, quiet);
    }
    let files = &briefs.files;
    let targets = target::plan(files, one, args.output.as_deref(), format)?;
    let mut setups = setups(args)?;
    let setups_of = |one: &Brief| setups.of(&one.path).map(|setup| (one.clone(), setup));
    let work: Result<Vec<_>, _> = files.iter().map(setups_of).collect();
    let work = work?;
    if !setups.unfit.is_empty() {
        return Ok(unfit(&setups));
    }

    let unread = briefs.unread.iter();
    let mut exits: Vec<_> = unread.map(|(_, failure)| output::tell(failure)).collect();
    let progress = Progress::new(files.len(), quiet);
    let press =
        |(brief, setup): &(Brief, Arc<Setup>)| press(&brief.path, setup, format, args);
    jobs::in_order(&work, jobs_of(args.jobs), press, |at, pressed| {
        progress.pause(|| {
            let put =
                |target| pressed.and_then(|pressed| put(pressed, target, format, quiet));
            let exit = targets.get(at).map_or(Ok(Exit::Clean), put);
            exits.push(exit.unwrap_or_else(|failure| output::tell(&failure)));
        });
    });
    drop(progress);
    if files.len() > 1 && !quiet {
        let printed = exits.iter().filter(|exit| **exit == Exit::Clean).count();
        output::note(&format!("printed {printed} of {} briefs\n", files.len()));
    }
    Ok(exits.into_iter().max().unwrap_or(Exit::Clean))
}

/// Binds all briefs into one file. If one of them fails, nothing is written.
fn book(
    found: Briefs,
    args: &Render,
    format: OutputFormat,
    quiet: bool,
) -> Result<Exit, Failure> {
    let Briefs { files, unread, .. } = found;
    let target = target::book(&files, args.output.as_deref())?;
    if let Some((_, failure)) = unread.into_iter().next() {
        return Err(failure);
    }
    let mut setups = setups(args)?;
    let all: Result<Vec<_>, _> = files.iter().map(|one| setups.of(&one.path)).collect();
    let all = all?;
    if !setups.unfit.is_empty() {
        return Ok(unfit(&setups));
    }
    let design = all.first().map(|setup| setup.design.clone()).unwrap_or_default();
    if all.iter().any(|setup| setup.design != design) {
        return Err(Failure::new("the briefs are of projects that look different")
            .help("name the project file of the book with `--project`"));
    }
    let mut briefs = Vec::new();
    for (Brief { path, .. }, setup) in files.iter().zip(&all) {
        let source = &args.briefs.source;
        let text = input::open_within(path, source, setup.limits, Purpose::Look)?;
        let judged = text.judge(setup);
        if !judged.report.is_clean() {
            output::note(&strata_emit::human(&judged.report, true));
        }
        briefs.extend(judged.passed(setup));
    }
    let name = match &target {
        Target::Stream => "<stdout>".to_owned(),
        Target::File(path) => path.display().to_string(),
    };
    if briefs.len() < files.len() {
        let printed = Err(Exit::Faulty);
        let findings = String::new();
        return put(Pressed { name, findings, printed }, &target, format, quiet);
    }
    let (findings, printed) = match bind(&briefs, &design) {
        Ok(document) => {
            (String::new(), Ok(draw(&document, Path::new(&name), format, args)?))
        }
        Err(error) => told(&error, &briefs),
    };
    put(Pressed { name, findings, printed }, &target, format, quiet)
}

/// A brief that has gone through the press: what was found, and its prints if it passed.
struct Pressed {
    name: String,
    findings: String,
    printed: Result<Prints, Exit>,
}

/// What is to be written of a document.
struct Prints {
    /// Of a PDF one, of pictures one for each chosen page.
    files: Vec<Vec<u8>>,
    /// The pages of the pictures, counted from 1.
    pages: Vec<usize>,
    /// How many pages the document has.
    count: usize,
    /// Its pages that end early, with how early in millimetres.
    early: Vec<(usize, f64)>,
}

/// The road of one brief up to its place: read, judged, set, drawn.
fn press(
    file: &Path,
    setup: &Setup,
    format: OutputFormat,
    args: &Render,
) -> Result<Pressed, Failure> {
    let source = &args.briefs.source;
    let text = input::open_within(file, source, setup.limits, Purpose::Look)?;
    let judged = text.judge(setup);
    let clean = judged.report.is_clean();
    let mut findings =
        if clean { String::new() } else { strata_emit::human(&judged.report, true) };
    let name = text.name().to_owned();
    let Some(brief) = judged.passed(setup) else {
        return Ok(Pressed { name, findings, printed: Err(Exit::Faulty) });
    };
    let printed = match typeset(&brief, &setup.design) {
        Ok(document) => Ok(draw(&document, file, format, args)?),
        Err(error) => {
            let (told, printed) = told(&error, &[brief]);
            findings.push_str(&told);
            printed
        }
    };
    Ok(Pressed { name, findings, printed })
}

/// Why briefs could not be set, at their places, and how that ends.
fn told(error: &TypesetError, briefs: &[Checked]) -> (String, Result<Prints, Exit>) {
    let reports = error.reports(briefs);
    let told = reports.iter().map(|report| strata_emit::human(report, true)).collect();
    (told, Err(if error.is_too_long() { Exit::Faulty } else { Exit::Failed }))
}

/// Says what was found, and writes what passed.
fn put(
    pressed: Pressed,
    target: &Target,
    format: OutputFormat,
    quiet: bool,
) -> Result<Exit, Failure> {
    output::note(&pressed.findings);
    let prints = match pressed.printed {
        Ok(prints) => prints,
        Err(exit) => {
            output::note(&format!("nothing written for {}\n", plain(&pressed.name)));
            return Ok(exit);
        }
    };
    let early = prints
        .early
        .iter()
        .map(|(page, mm)| format!("page {page} ends {mm:.0} mm above its foot"));
    let early: String = early.map(|it| format!(", {it}")).collect();
    let bytes = prints.files.iter().map(Vec::len).sum();
    let count =
        if format == OutputFormat::Pdf { prints.count } else { prints.files.len() };
    let place = match target {
        Target::Stream => to_stream(&prints.files, format)?,
        Target::File(path) => {
            output::create_folder_of(path, quiet)?;
            to_files(path, prints, format)?
        }
    };
    if !quiet {
        let size = output::size(bytes);
        let s = if count == 1 { "" } else { "s" };
        output::note(&format!("wrote {place} ({count} page{s}, {size}{early})\n"));
    }
    Ok(Exit::Clean)
}

/// The setups of the briefs, as the arguments and their projects say.
pub(crate) fn setups(args: &Render) -> Result<Setups<'_>, Failure> {
    let options = Options {
        deny: args.deny,
        theme: args.theme.as_deref(),
        paper: args.paper,
        density: args.density,
        max_pages: args.max_pages,
        watermark: args.mark.clone(),
        ..Options::default()
    };
    Setups::new(&args.project, &args.briefs.source, options)
}

/// Says what is wrong with themes and project files, by which nothing is printed.
pub(crate) fn unfit(setups: &Setups<'_>) -> Exit {
    for (what, report) in &setups.unfit {
        output::note(&strata_emit::human(report, true));
        output::note(&format!("nothing written: the {what} has errors\n"));
    }
    Exit::Faulty
}

/// How many briefs are printed at a time: as told, or as many as the machine has processors.
pub(crate) fn jobs_of(asked: Option<u8>) -> usize {
    let all = || thread::available_parallelism().map_or(1, NonZero::get);
    asked.map_or_else(all, usize::from)
}

/// What to write: as told, or as the name of the output tells.
fn format_of(args: &Render, one: bool) -> Result<OutputFormat, Failure> {
    let format = match args.output.as_deref().filter(|_| one || args.book) {
        Some(output) => target::format_of(output, args.format)?,
        None => args.format,
    };
    let format = format.unwrap_or(OutputFormat::Pdf);
    if args.dpi.is_some() && format != OutputFormat::Png {
        return Err(Failure::new("`--dpi` is for pictures").help("add `--format png`"));
    }
    if args.pages.is_some() && format == OutputFormat::Pdf {
        // Part of a tagged document would conform to neither standard.
        return Err(Failure::new("a PDF is always whole")
            .help("choose pages with `--format png` or `--format svg`"));
    }
    Ok(format)
}

/// One file for PDF, one for each chosen page for the others.
fn draw(
    document: &Document,
    file: &Path,
    format: OutputFormat,
    args: &Render,
) -> Result<Prints, Failure> {
    let count = document.pages();
    let pages = match &args.pages {
        None => (1..=count).collect(),
        Some(pages) => pages.of(count).map_err(|absent| {
            let s = if count == 1 { "" } else { "s" };
            let what = format!("{absent}: `{}` has {count} page{s}", show(file));
            Failure::new(what).help("choose others with `--pages`, or all without it")
        })?,
    };
    let files: Result<Vec<_>, _> = match format {
        OutputFormat::Pdf => document.pdf().map(|pdf| vec![pdf]),
        OutputFormat::Png => {
            let dpi = f64::from(args.dpi.unwrap_or(DPI));
            pages.iter().map(|page| document.png(*page, dpi)).collect()
        }
        OutputFormat::Svg => {
            let svg = |page: &usize| document.svg(*page).map(String::into_bytes);
            pages.iter().map(svg).collect()
        }
    };
    let files = files.map_err(|error| press_failed(file, &error))?;
    Ok(Prints { files, pages, count, early: document.early() })
}

fn to_stream(prints: &[Vec<u8>], format: OutputFormat) -> Result<String, Failure> {
    let [print] = prints else {
        let what = format!("{} pages cannot share standard output", prints.len());
        return Err(Failure::new(what).help("name a file with `-o`, or print a PDF"));
    };
    if format != OutputFormat::Svg {
        output::spare_terminal()?;
    }
    output::print_bytes(print)?;
    Ok("standard output".to_owned())
}

fn to_files(
    path: &Path,
    prints: Prints,
    format: OutputFormat,
) -> Result<String, Failure> {
    let (numbers, count) = (prints.pages, prints.count);
    let place = |page: Option<usize>| match (format, page) {
        (OutputFormat::Png | OutputFormat::Svg, Some(page)) => {
            target::of_page(path, page, count)
        }
        _ => path.to_owned(),
    };
    let numbers = numbers.into_iter().map(Some).chain(std::iter::repeat(None));
    let pages: Vec<Page> = prints
        .files
        .into_iter()
        .zip(numbers)
        .map(|(it, page)| (place(page), it))
        .collect();
    output::write(&pages)?;
    Ok(match pages.as_slice() {
        [(first, _), .., (last, _)] => format!("{} to {}", show(first), show(last)),
        _ => pages.iter().map(|(path, _)| show(path)).collect(),
    })
}

fn press_failed(file: &Path, error: &TypesetError) -> Failure {
    let mut what = format!("the pages of `{}` failed their inspection", show(file));
    for fault in error.faults() {
        what.push_str(&format!("\n  - {}", plain(&fault.to_string())));
    }
    Failure::new(what)
        .help("please report this, with the brief if you can: it is a fault of Strata")
}
