//! Runs over many briefs: how they start, what the crew costs a brief, what a second child
//! brings.
#![expect(clippy::disallowed_methods, reason = "a benchmark starts processes")]

mod pairwise;
mod process;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use pairwise::{Pairs, quantile, time};
use process::once;
use tempfile::TempDir;

const USAGE: &str = "\
times runs over many briefs: from the start to the first line of the report with few and with
many briefs, what the crew adds to the check of one, and what two children print beside one

usage: cargo bench --workspace --bench batch -- STRATA BRIEF.json [PAIRS]

STRATA is the program to measure, such as target/release/strata. BRIEF.json is printed 24
times; it is data of Strata in JSON, as `strata convert` writes it. Paths begin at the root of
the repository.
";

/// The pairs if none are asked for.
const PAIRS: usize = 10;
/// The numbers of briefs at the start.
const FEW: usize = 5_000;
const MANY: usize = 20_000;
/// The briefs that are checked.
const CHECKED: usize = 2_000;
/// The prints.
const PRINTED: usize = 24;

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
#[expect(clippy::print_stderr, reason = "and what went wrong")]
fn main() -> ExitCode {
    // `cargo bench` adds the first, and runs this without arguments of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let pairs = |text: &str| text.parse().ok().filter(|pairs| *pairs > 0);
    let run = match args.as_slice() {
        [strata, brief] => Some((strata, brief, PAIRS)),
        [strata, brief, text] => pairs(text).map(|pairs| (strata, brief, pairs)),
        _ => None,
    };
    let Some((strata, brief, pairs)) = run else {
        print!("{USAGE}");
        return if args.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match measure(strata, brief, pairs) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {}", error.trim_end());
            ExitCode::from(2)
        }
    }
}

fn measure(strata: &str, brief: &str, pairs: usize) -> Result<String, String> {
    // Cargo starts a benchmark in the folder of its package.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(root).map_err(|error| format!("the repository: {error}"))?;
    let desk = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut report = String::new();
    // Writing to a text cannot fail.
    for kind in ["folder", "lines"] {
        let [few, many] = [FEW, MANY].map(|count| source(&desk, kind, count));
        let (few, many) = (few?, many?);
        let all =
            paired(pairs, || first_line(strata, &many), || first_line(strata, &few))?;
        let what = format!("start, {kind}: {MANY} briefs : {FEW}");
        let _ = writeln!(report, "{}", row(&what, &all));
        let most = all.a.iter().max().map_or(0.0, |it| it.as_secs_f64() * 1e3);
        let _ = writeln!(report, "    {most:.0} ms at most with {MANY}");
    }

    let folder = source(&desk, "folder", CHECKED)?;
    let lines = source(&desk, "lines", CHECKED)?;
    let crew = ["check", "--quiet", "--jobs", "1", "--from", &lines];
    let alone = ["check", "--quiet", &folder];
    let cpu = |args: &[&str]| once(strata, args).map(|it| it.cpu);
    let all = paired(pairs, || cpu(&crew), || cpu(&alone))?;
    let _ = writeln!(report, "{}", row("check, processor: by a crew : alone", &all));
    let mut more: Vec<_> = all
        .a
        .iter()
        .zip(&all.b)
        .map(|(a, b)| (a.as_secs_f64() - b.as_secs_f64()) * 1e3 / CHECKED as f64)
        .collect();
    more.sort_by(f64::total_cmp);
    let _ = writeln!(report, "    {:+.3} ms for each brief", quantile(&more, 0.5));

    let text = fs::read_to_string(brief).map_err(|error| format!("{brief}: {error}"))?;
    let line = text.replace('\n', " ");
    let envelope = |n| format!("{{\"id\": \"b-{n}\", \"brief\": {line}}}\n");
    let lines =
        file(&desk, "prints.jsonl", &(0..PRINTED).map(envelope).collect::<String>())?;
    let print = desk.path().join("print").display().to_string();
    let wall = |jobs| {
        let args = ["render", "--quiet", "--jobs", jobs, "--from", &lines, "-o", &print];
        once(strata, &args).map(|it| it.wall)
    };
    let all = paired(pairs, || wall("1"), || wall("2"))?;
    let _ = writeln!(report, "{}", row("print, wall: one child : two", &all));
    Ok(report)
}

/// Pairs of two measurements, after one of each that does not count.
fn paired(
    pairs: usize,
    mut a: impl FnMut() -> Result<Duration, String>,
    mut b: impl FnMut() -> Result<Duration, String>,
) -> Result<Pairs, String> {
    a()?;
    b()?;
    let mut all = Pairs::default();
    for _ in 0..pairs {
        all.push(a()?, b()?);
    }
    Ok(all)
}

fn row(what: &str, pairs: &Pairs) -> String {
    let ratios = pairs.ratios();
    let at = |part| quantile(&ratios, part);
    format!("{what:<48}{:>8.3}  half from {:.3} to {:.3}", at(0.5), at(0.25), at(0.75))
}

/// How long it takes until the first brief is judged and told of.
fn first_line(strata: &str, from: &str) -> Result<Duration, String> {
    let mut command = Command::new(strata);
    command.args(["check", "--quiet", "--from", from, "--report", "-"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let (took, run) = time(|| {
        let mut run = command.spawn()?;
        let mut line = String::new();
        // The pipe is closed then, and the run ends.
        BufReader::new(run.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe)?)
            .read_line(&mut line)?;
        Ok::<_, std::io::Error>((run, line))
    });
    let (mut run, line) = run.map_err(|error| format!("`{strata}`: {error}"))?;
    run.wait().map_err(|error| format!("`{strata}`: {error}"))?;
    if line.is_empty() { Err(format!("`{strata}` tells of no brief")) } else { Ok(took) }
}

/// So many small briefs, as a folder of files or as the lines of one.
fn source(desk: &TempDir, kind: &str, count: usize) -> Result<String, String> {
    let none = "None.";
    let brief = |n| {
        format!(
            "{{\"strata\": \"1\", \"id\": \"b-{n}\", \"title\": \"Growth {n}\", \"as-of\": \
             \"2025-09-30\", \"subject\": {{\"name\": \"Example plc\"}}, \"disclosures\": \
             {{\"author\": \"{none}\", \"positions\": \"{none}\", \"ai-use\": \"{none}\"}}, \
             \"thesis\": [{{\"id\": \"growth\", \"kind\": \"observation\", \"text\": \"It is \
             back.\"}}]}}\n"
        )
    };
    if kind == "lines" {
        return file(
            desk,
            &format!("{count}.jsonl"),
            &(0..count).map(brief).collect::<String>(),
        );
    }
    let folder = desk.path().join(count.to_string());
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for n in 0..count {
        file(desk, &format!("{count}/b-{n}.json"), &brief(n))?;
    }
    Ok(folder.display().to_string())
}

fn file(desk: &TempDir, name: &str, text: &str) -> Result<String, String> {
    let path = desk.path().join(name);
    fs::write(&path, text).map_err(|error| error.to_string())?;
    Ok(path.display().to_string())
}
