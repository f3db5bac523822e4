//! `strata check`: judges briefs and prints nothing but findings.

use std::path::Path;

use strata_check::{Report, Safety};
use strata_crew::{Judged, Setup};

use crate::args::{Check, Findings};
use crate::briefs::Briefs;
use crate::failure::{Exit, Failure, plain};
use crate::input::{Purpose, Text};
use crate::project::{Options, Setups};
use crate::{batch, diff, input, output};

/// Judges each brief. Findings are what this command is for, so they go to standard output;
/// the last line and failures go to standard error.
pub(crate) fn check(args: &'static Check, quiet: bool) -> Result<Exit, Failure> {
    if !args.batch.from.is_empty() {
        return batch::check(args, quiet);
    }
    let mut setups = setups(args)?;
    let briefs = Briefs::find(&args.briefs, quiet)?;
    let mut worst = Exit::Clean;
    let mut reports = Vec::new();
    let mut unread = Vec::new();
    let mut fail = |path: &Path, failure: &Failure| {
        unread.push((path.display().to_string(), failure.to_string()));
        output::tell(failure)
    };
    for (folder, failure) in &briefs.unread {
        worst = worst.max(fail(folder, failure));
    }
    let mut told = 0;
    for brief in &briefs.files {
        let setup = match setups.of(&brief.path) {
            Ok(setup) => setup,
            // The same for all of them.
            Err(failure) if args.project.project.is_some() || args.theme.is_some() => {
                return Err(failure);
            }
            Err(failure) => {
                worst = worst.max(fail(&brief.path, &failure));
                continue;
            }
        };
        for (_, report) in setups.unfit.iter().skip(told) {
            worst = worst.max(Exit::Faulty);
            say(&text(report, args.format), args)?;
        }
        told = setups.unfit.len();
        match judge(&brief.path, &setup, args, quiet) {
            Ok((exit, report)) => {
                worst = worst.max(exit);
                say(&text(&report, args.format), args)?;
                reports.push(report);
            }
            Err(failure) => worst = worst.max(fail(&brief.path, &failure)),
        }
    }
    // A theme is no brief, but what is found in it belongs to the list.
    let unfit = setups.unfit.iter().map(|(_, report)| report);
    let listed: Vec<_> = reports.iter().chain(unfit).cloned().collect();
    match args.format {
        Findings::Json => say(&json(&listed), args)?,
        Findings::Sarif => say(&sarif(&listed, &unread), args)?,
        _ if !quiet && !is_told(&reports, args.format) => {
            output::note(&summary(&reports));
        }
        _ => {}
    }
    Ok(worst)
}

/// The setups of the briefs, as the arguments and their projects say.
pub(crate) fn setups(args: &Check) -> Result<Setups<'_>, Failure> {
    let options = Options {
        deny: args.deny,
        theme: args.theme.as_deref(),
        ignore: &args.ignore,
        select: &args.select,
        ..Options::default()
    };
    Setups::new(&args.project, &args.briefs.source, options)
}

/// Findings give way on standard output to a text that was asked for.
fn say(findings: &str, args: &Check) -> Result<(), Failure> {
    let stream = args.briefs.files.iter().any(|file| input::is_stream(file));
    if args.diff || (stream && args.fixes().is_some()) {
        output::note(findings);
        return Ok(());
    }
    output::print(findings)
}

fn judge(
    file: &Path,
    setup: &Setup,
    args: &Check,
    quiet: bool,
) -> Result<(Exit, Report), Failure> {
    let fixes = args.fixes();
    let writes = fixes.is_some() && !args.diff;
    let purpose = if writes { Purpose::Change } else { Purpose::Look };
    let read = input::open_within(file, &args.briefs.source, setup.limits, purpose)?;
    let judged = match fixes {
        Some(most) => mend(file, setup, read, most, args, quiet)?,
        None => read.judge(setup),
    };
    let report = judged.report.clone();
    let passed = judged.passed(setup).is_some();
    Ok((if passed { Exit::Clean } else { Exit::Faulty }, report))
}

/// Applies the fixes of a brief, or shows them. Judged is the text that the file then holds.
fn mend(
    file: &Path,
    setup: &Setup,
    read: Text,
    most: Safety,
    args: &Check,
    quiet: bool,
) -> Result<Judged, Failure> {
    let mended = strata_check::fix_within(&read.input(), most, &setup.levels);
    if args.diff {
        if let Some(before) = read.text() {
            output::print(&diff::unified(read.name(), before, &mended.text))?;
        }
        return Ok(read.judge(setup));
    }
    let fixed = mended.fixes > 0;
    let name = plain(read.name());
    if fixed {
        read.replace(mended.text.as_bytes())?;
    } else if input::is_stream(file) {
        output::print_bytes(read.bytes())?;
    }
    if fixed && !quiet {
        let s = if mended.fixes == 1 { "" } else { "es" };
        output::note(&format!("{name}: {} fix{s} applied\n", mended.fixes));
    }
    Ok(Judged::of(mended.judged, setup))
}

fn text(report: &Report, format: Findings) -> String {
    match format {
        Findings::Human if report.is_clean() => String::new(),
        Findings::Human => strata_emit::human(report, true),
        Findings::Short => strata_emit::short(report),
        Findings::Github => strata_emit::github(report),
        // Only all of them together are a list, or a log.
        Findings::Json | Findings::Sarif => String::new(),
    }
}

/// A list with one object for each brief, even for one.
fn json(reports: &[Report]) -> String {
    let objects: Vec<_> = reports.iter().map(strata_emit::json).collect();
    let objects: Vec<_> = objects.iter().map(|object| object.trim_end()).collect();
    format!("[{}]\n", objects.join(",\n"))
}

/// One log of all briefs, with those that could not be read.
fn sarif(reports: &[Report], unread: &[(String, String)]) -> String {
    let unread: Vec<_> = unread
        .iter()
        .map(|(name, reason)| strata_emit::Unread { name, reason })
        .collect();
    strata_emit::sarif(reports, &unread)
}

/// Whether the findings themselves have told all that a summary would.
fn is_told(reports: &[Report], format: Findings) -> bool {
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
    let fixable =
        strata_emit::fixable(reports).map_or_else(String::new, |it| format!("; {it}"));
    format!("checked {}: {found}{fixable}\n", plural(reports.len(), "brief"))
}
