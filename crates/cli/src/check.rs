//! `strata check`: judges briefs and prints nothing but findings.

use std::path::Path;

use strata_check::{Report, emit};
use strata_render::Design;

use crate::args::{Check, Findings};
use crate::failure::{Exit, Failure};
use crate::{input, output};

/// Judges each brief. Findings are what this command is for, so they go to standard output;
/// the last line and failures go to standard error.
pub(crate) fn check(args: &Check, quiet: bool) -> Result<Exit, Failure> {
    input::stream_once(&args.read.files)?;
    let mut worst = Exit::Clean;
    let mut reports = Vec::new();
    for file in &args.read.files {
        match judge(file, args) {
            Ok((exit, report)) => {
                worst = worst.max(exit);
                output::print(&text(&report, args.format))?;
                reports.push(report);
            }
            Err(failure) => worst = worst.max(failure.tell()),
        }
    }
    if args.format == Findings::Json {
        output::print(&json(&reports))?;
    } else if !quiet && !told(&reports, args.format) {
        output::note(&summary(&reports));
    }
    Ok(worst)
}

fn judge(file: &Path, args: &Check) -> Result<(Exit, Report), Failure> {
    let judged = input::read(file, &args.read)?.judge(&Design::default());
    let report = judged.report.clone();
    let passed = judged.passed(args.read.deny).is_some();
    Ok((if passed { Exit::Clean } else { Exit::Faulty }, report))
}

fn text(report: &Report, format: Findings) -> String {
    match format {
        Findings::Human if report.is_clean() => String::new(),
        Findings::Human => emit::human(report, true),
        Findings::Short => emit::short(report),
        // Only all of them together are a list.
        Findings::Json => String::new(),
    }
}

/// A list with one object for each brief, even for one.
fn json(reports: &[Report]) -> String {
    let objects: Vec<_> = reports.iter().map(emit::json).collect();
    let objects: Vec<_> = objects.iter().map(|object| object.trim_end()).collect();
    format!("[{}]\n", objects.join(",\n"))
}

/// Whether the findings themselves have told all that a summary would.
fn told(reports: &[Report], format: Findings) -> bool {
    match reports {
        [] => true,
        [report] => format == Findings::Human && !report.is_clean(),
        _ => false,
    }
}

fn summary(reports: &[Report]) -> String {
    let sum = |count: fn(&Report) -> usize| reports.iter().map(count).sum::<usize>();
    let plural = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let found = [
        (sum(Report::errors), "error"),
        (sum(Report::warnings), "warning"),
        (sum(Report::notes), "note"),
    ];
    let found: Vec<_> = found
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| plural(count, noun))
        .collect();
    let found =
        if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    format!("checked {}: {found}\n", plural(reports.len(), "brief"))
}
