//! The judge beside what else there is, in one run: beside the parser alone, beside ajv in
//! Node, and beside the process of `check-jsonschema`.

mod brief;
mod pairwise;
mod process;

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use cpu_time::ThreadTime;
use granit_parser::{Options, Parser};
use pairwise::{Pairs, quantile, time};
use strata_check::{Checked, Format, Input, Limits, check, lint, read};

const USAGE: &str = "\
times the check beside the YAML parser alone, beside ajv and beside check-jsonschema

usage: cargo bench --workspace --bench peers -- [--strata PATH] [--packages FOLDER]

  --strata PATH      the command [default: the one that `cargo build --release` makes]
  --packages FOLDER  where `npm install ajv ajv-formats js-yaml` was run

What is not there is left out, and said to be.
";

const AMAZON: &str = "data/amazon-2025q3.yaml";
const SCHEMA: &str = "schema/brief.schema.json";

/// How long the stages of a brief are measured, how often at least and at most.
const PATIENCE: Duration = Duration::from_secs(4);
const ROUNDS: std::ops::RangeInclusive<usize> = 5..=501;

/// How often the turn goes to ajv and back, and the documents of a turn.
const TURNS: usize = 7;
const DOCUMENTS: usize = 150;

/// The pairs of processes.
const PAIRS: usize = 10;

/// The most figures of a brief.
const FIGURES: usize = 2000;

/// The words about a figure that make the longest brief as long as a file may be.
const NOTE: &str = "Taken from the report as it stands there; nothing was rounded, converted or \
                    left out. ";

/// What is asked for.
struct Task {
    strata: PathBuf,
    packages: Option<PathBuf>,
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
#[expect(clippy::print_stderr, reason = "and what went wrong")]
fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let asked: Vec<&str> =
        args.iter().map(String::as_str).filter(|arg| *arg != "--bench").collect();
    // `cargo test --benches` comes without `--bench`: the briefs are good, enough.
    if asked.len() == args.len() {
        accepted(&at_the_limit(), Format::Yaml);
        return ExitCode::SUCCESS;
    }
    match task(&asked).and_then(|task| run(&task)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            print!("\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn task(args: &[&str]) -> Result<Task, String> {
    // The command lies beside the folder of the benchmark, in whatever target folder.
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let folder = own.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let mut task = Task { strata: folder.join("strata"), packages: None };
    for pair in args.chunks(2) {
        match pair {
            ["--strata", path] => task.strata = PathBuf::from(path),
            ["--packages", path] => task.packages = Some(PathBuf::from(path)),
            _ => return Err(format!("`{}` is no option with a value", pair.join(" "))),
        }
    }
    Ok(task)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
fn run(task: &Task) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(root).map_err(|error| format!("the repository: {error}"))?;
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads the brief")]
    let amazon = std::fs::read_to_string(AMAZON).map_err(|error| error.to_string())?;
    if cfg!(debug_assertions) {
        println!("the workspace is not optimised in this build: `cargo bench` is");
    }
    print!("{}", stages("the Amazon brief", &amazon));
    print!("\n{}", stages("a brief at the limit", &at_the_limit()));
    let canonical = accepted(&amazon, Format::Yaml).canonical().expect("JSON");
    let canonical = String::from_utf8(canonical).map_err(|error| error.to_string())?;
    print!("\n{}", documents(task, &amazon, &canonical)?);
    print!("\n{}", processes(task));
    Ok(())
}

/// As many figures as a brief may have, with notes on them that fill the file.
fn at_the_limit() -> String {
    let bare = brief::text(FIGURES / brief::FIGURES);
    let (head, rest) = bare.split_once("\nfigures:\n").expect("a generated brief");
    let (figures, sections) =
        rest.split_once("\nsections:\n").expect("a generated brief");
    let (mark, key) = ("\n    period:", "\n    note: ");
    let room = Limits::default().bytes - bare.len();
    let length = room / figures.matches(mark).count() - key.len() - 1;
    let words = NOTE.repeat(length / NOTE.len() + 1);
    let end = words.get(..length).and_then(|it| it.rfind(' ')).unwrap_or(0);
    let note = words.get(..end).unwrap_or("").trim_end_matches([',', '.', ';']);
    let figures = figures.replace(mark, &format!("{key}\"{note}.\"{mark}"));
    format!("{head}\nfigures:\n{figures}\nsections:\n{sections}")
}

fn input(text: &str, format: Format) -> Input<'_> {
    Input { name: "brief", bytes: text.as_bytes(), format, limits: Limits::default() }
}

fn accepted(text: &str, format: Format) -> Checked {
    let checked = check(&input(text, format));
    let checked =
        checked.unwrap_or_else(|report| panic!("{}", strata_emit::human(&report, false)));
    let report = checked.report();
    assert!(report.is_clean(), "{}", strata_emit::human(report, false));
    checked
}

/// The events of the parser, counted and dropped.
fn events(text: &str, options: Options) -> usize {
    Parser::new_from_str_with_options(text, options).map_while(Result::ok).count()
}

/// The options with which a brief is read.
fn own() -> Options {
    let mut options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    options.set_emit_comments(false);
    options
}

/// What some work keeps a processor busy, without what it takes to drop its result: a
/// machine that does something else meanwhile does not count.
fn busy<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ThreadTime::now();
    let result = std::hint::black_box(work());
    let spent = start.elapsed();
    drop(result);
    spent
}

/// The stages from a text to its findings, all in turn, against the events alone.
fn stages(name: &str, text: &str) -> String {
    const NAMES: [&str; 5] = [
        "events",
        "events, as options here",
        "text to brief",
        "brief to findings",
        "check",
    ];
    let brief = read(&input(text, Format::Yaml)).expect("a brief of the right shape");
    let mut took: [Vec<Duration>; 5] = Default::default();
    let mut spent = Duration::ZERO;
    while took[0].len() < *ROUNDS.start()
        || (spent < PATIENCE && took[0].len() < *ROUNDS.end())
    {
        let round = [
            busy(|| events(text, Options::default())),
            busy(|| events(text, own())),
            busy(|| read(&input(text, Format::Yaml))),
            busy(|| lint(&brief)),
            busy(|| check(&input(text, Format::Yaml))),
        ];
        spent += round.iter().sum::<Duration>();
        for (times, time) in took.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let mut table = format!("{:<40}{:>10}   : events\n", head(name, text), "CPU ms");
    for (name, times) in NAMES.iter().zip(&took) {
        let pairs = Pairs { a: times.clone(), b: took[0].clone() };
        let _ = writeln!(table, "{name:<40}{:>10.2}{}", middle(times), ratio(&pairs));
    }
    table
}

fn head(name: &str, text: &str) -> String {
    format!("{name}, {} bytes", text.len())
}

/// The median in milliseconds.
fn middle(times: &[Duration]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    quantile(&sorted, 0.5).as_secs_f64() * 1000.0
}

fn ratio(pairs: &Pairs) -> String {
    let ratios = pairs.ratios();
    let at = |part| quantile(&ratios, part);
    format!("{:>11.2}  half from {:.2} to {:.2}", at(0.5), at(0.25), at(0.75))
}

/// One document after another in one process, in turns with ajv in Node.
fn documents(task: &Task, yaml: &str, json: &str) -> Result<String, String> {
    let head = "one document in one process";
    let Some(packages) = &task.packages else {
        return Ok(format!(
            "{head}: SKIPPED, ajv was not asked for\n  in an empty folder run `npm install ajv \
             ajv-formats js-yaml`, then name it with `--packages`\n"
        ));
    };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("brief.json");
    #[expect(clippy::disallowed_methods, reason = "ajv reads the brief as a file")]
    std::fs::write(&file, json).map_err(|error| error.to_string())?;
    // For each form: the wall times and the times of a processor, strata : ajv.
    let mut forms = [
        ("from YAML text", yaml, Format::Yaml, [Pairs::default(), Pairs::default()]),
        ("from JSON text", json, Format::Json, [Pairs::default(), Pairs::default()]),
    ];
    for _ in 0..TURNS {
        let theirs = match ajv(packages, &file) {
            Ok(theirs) => theirs,
            Err(error) => return Ok(format!("{head}: SKIPPED, {error}\n")),
        };
        for (form, text, format, [wall, cpu]) in &mut forms {
            let mut ours: Vec<_> = (0..DOCUMENTS)
                .map(|_| {
                    let (took, spent) = time(|| busy(|| check(&input(text, *format))));
                    (took, spent)
                })
                .collect();
            let mean = ours.iter().map(|(_, spent)| *spent).sum::<Duration>();
            ours.sort_by_key(|(took, _)| *took);
            let said = theirs.iter().find(|(name, ..)| name == form);
            let (_, their_wall, their_cpu) =
                said.ok_or_else(|| format!("ajv says nothing {form}"))?;
            wall.push(quantile(&ours, 0.5).0, *their_wall);
            cpu.push(mean / u32::try_from(DOCUMENTS).unwrap_or(1), *their_cpu);
        }
    }
    let mut table =
        format!("{head:<30}{:>10}{:>10}   strata : ajv\n", "strata ms", "ajv ms");
    for (form, .., [wall, cpu]) in &forms {
        for (kind, pairs) in [("", wall), (", CPU", cpu)] {
            let (ours, theirs) = (middle(&pairs.a), middle(&pairs.b));
            let form = format!("{form}{kind}");
            let _ =
                writeln!(table, "{form:<30}{ours:>10.2}{theirs:>10.2}{}", ratio(pairs));
        }
    }
    table.push_str(
        "ajv holds a document to the schema; strata reads, decodes and lints it\n",
    );
    Ok(table)
}

/// What ajv takes for one document, by the form it comes in: the median and the mean on a
/// processor.
fn ajv(
    packages: &Path,
    json: &Path,
) -> Result<Vec<(String, Duration, Duration)>, String> {
    let here = |path: &str| Path::new(path).canonicalize().unwrap_or_default();
    #[expect(clippy::disallowed_methods, reason = "another program is what is measured")]
    let mut node = Command::new("node");
    node.current_dir(packages).arg(here("tests/bench/ajv.mjs")).arg(here(SCHEMA));
    node.arg(here(AMAZON)).arg(json).arg(DOCUMENTS.to_string());
    let output = node.output().map_err(|error| format!("`node`: {error}"))?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        let line =
            error.lines().find(|line| line.contains("Error")).unwrap_or("no reason");
        return Err(format!("`node` ended with {}: {line}", output.status));
    }
    let microseconds = |text: &str| {
        let number: f64 = text.parse().map_err(|error| format!("`{text}`: {error}"))?;
        Ok::<_, String>(Duration::from_secs_f64(number / 1e6))
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |line: &str| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [name, wall, cpu] => {
            Ok(((*name).to_owned(), microseconds(wall)?, microseconds(cpu)?))
        }
        _ => Err(format!("ajv said `{line}`")),
    };
    text.lines().map(line).collect()
}

/// Whole processes in turn: the command beside `check-jsonschema`.
fn processes(task: &Task) -> String {
    let head = "one process for the Amazon brief";
    let strata = task.strata.display().to_string();
    let ours = || process::once(&strata, &["check", AMAZON]);
    let theirs = || process::once("check-jsonschema", &["--schemafile", SCHEMA, AMAZON]);
    let skipped =
        |error: String, how: &str| format!("{head}: SKIPPED, {error}\n  {how}\n");
    if let Err(error) = ours() {
        return skipped(error, "run `cargo build --release`, or name it with `--strata`");
    }
    if let Err(error) = theirs() {
        return skipped(error, "run `pip install check-jsonschema`");
    }
    let (mut wall, mut cpu) = (Pairs::default(), Pairs::default());
    for _ in 0..PAIRS {
        let (Ok(theirs), Ok(ours)) = (theirs(), ours()) else { continue };
        wall.push(theirs.wall, ours.wall);
        cpu.push(theirs.cpu, ours.cpu);
    }
    let mut table = format!(
        "{head:<34}{:>18}{:>11}   check-jsonschema : strata\n",
        "check-jsonschema ms", "strata ms"
    );
    for (kind, pairs) in [("CPU", &cpu), ("wall", &wall)] {
        if pairs.a.is_empty() {
            continue;
        }
        let (theirs, ours) = (middle(&pairs.a), middle(&pairs.b));
        let _ = writeln!(table, "{kind:<34}{theirs:>19.1}{ours:>11.1}{}", ratio(pairs));
    }
    table
}
