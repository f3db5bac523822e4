//! `strata render` against Typst alone: the processor time of whole processes, in turn.
//!
//! The peer is the package `typst` of PyPI, which sets the very template, faces and data of
//! Strata to the same two standards, and does nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the repository, and gives files to its peer"
)]

#[expect(dead_code, reason = "wall time is not what is measured here")]
mod pairwise;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use pairwise::{Pairs, quantile};
use strata_check::{Format, Input, Limits};
use strata_render::{Density, Design};

const USAGE: &str = "\
compares `strata render` with Typst alone, which sets the same template and data

usage: cargo bench --workspace --bench press -- STRATA BRIEF.yaml [PAIRS]

STRATA is the program to measure, such as target/release/strata. Paths begin at the root of
the repository. Needs `python3` with the package `typst`; without it nothing is measured.
";

/// The pairs if none are asked for.
const PAIRS: usize = 10;
/// A tick of the accounts that Linux keeps of processes.
const TICK: Duration = Duration::from_millis(10);
/// What the peer sets in one process: once, and again where its time alone is wanted.
const PEER: &str = "\
import sys, typst
for _ in range(int(sys.argv[2])):
    typst.Compiler(sys.argv[1] + '/main.typ', root=sys.argv[1],
        font_paths=[sys.argv[1] + '/faces'], ignore_system_fonts=True).compile(
        output=sys.argv[1] + '/peer.pdf', pdf_standards=['a-3a', 'ua-1'])
";
/// What a process costs that only starts.
const START: &str = "import typst";
/// The one thing that the package cannot be asked for is the heads of rows.
const HEADS: [(&str, &str); 2] = [
    ("pdf.header-cell(scope: \"row\", body)", "table.cell(body)"),
    ("pdf.header-cell(scope: it.scope, body)", "table.cell(body)"),
];

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
#[expect(clippy::print_stderr, reason = "and what went wrong")]
fn main() -> ExitCode {
    // `cargo bench` adds the first, and runs this without commands of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let done = match args.as_slice() {
        [strata, brief] => compare(strata, brief, PAIRS),
        [strata, brief, pairs] => match pairs.parse() {
            Ok(pairs) if pairs > 0 => compare(strata, brief, pairs),
            _ => Err(format!("`{pairs}` is no number of pairs")),
        },
        _ => Ok(USAGE.to_owned()),
    };
    match done {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn compare(strata: &str, brief: &str, pairs: usize) -> Result<String, String> {
    // Cargo starts a benchmark in the folder of its package.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(root).map_err(|error| format!("the repository: {error}"))?;
    if cost("python3", &["-c", START]).is_err() {
        return Ok("SKIPPED: there is no `python3` with the package `typst`\n".to_owned());
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let kit = lay_out(brief, folder.path())?;
    let kit = kit.to_string_lossy();
    let (own, fitted) = (format!("{kit}/own.pdf"), format!("{kit}/fitted.pdf"));

    let fixed = ["render", brief, "-o", &own, "--density", "1"];
    let fit = ["render", brief, "-o", &fitted];

    let [mut whole, mut alone, mut open] =
        [Pairs::default(), Pairs::default(), Pairs::default()];
    for at in 0..=pairs {
        let start = cost("python3", &["-c", START])?;
        let a = cost(strata, &fixed)?;
        let b = cost("python3", &["-c", PEER, &kit, "1"])?;
        let c = cost(strata, &fit)?;
        // The first of each does not count.
        if at > 0 {
            whole.push(a, b);
            alone.push(a, b.saturating_sub(start));
            open.push(c, a);
        }
    }
    let size = |path: &str| fs::metadata(path).map_or(0, |it| it.len());
    let mut out = format!(
        "processor time of {pairs} pairs, user and system, in ms\n\n{:<34}{:>8}{:>8}{:>8}\n",
        "", "least", "median", "most"
    );
    let rows = [
        ("strata render, one density", &whole.a),
        ("typst, the same", &whole.b),
        ("typst, without the start of python", &alone.b),
        ("strata render, density left open", &open.a),
    ];
    for (name, times) in rows {
        let mut times = times.clone();
        times.sort();
        let at = |part| quantile(&times, part).as_millis();
        let _ = writeln!(out, "{name:<34}{:>8}{:>8}{:>8}", at(0.0), at(0.5), at(1.0));
    }
    out.push('\n');
    for (name, pairs) in [
        ("strata : typst", &whole),
        ("strata : typst without its start", &alone),
        ("density left open : given", &open),
    ] {
        let total = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
        let _ = writeln!(
            out,
            "{name:<34}{:>8.3}  the median of pairs; of the totals {:.3}",
            quantile(&pairs.ratios(), 0.5),
            total(&pairs.a) / total(&pairs.b)
        );
    }
    let (own, peer) = (size(&own), size(&format!("{kit}/peer.pdf")));
    let _ = writeln!(out, "\nbytes: strata {own}, typst {peer}");
    Ok(out)
}

/// Writes the template, the faces and the data of a brief to a folder.
fn lay_out(brief: &str, folder: &Path) -> Result<PathBuf, String> {
    let bytes = fs::read(brief).map_err(|error| format!("`{brief}`: {error}"))?;
    let limits = Limits::default();
    let input = Input { name: brief, bytes: &bytes, format: Format::Yaml, limits };
    let checked = strata_check::check(&input)
        .map_err(|_| format!("`{brief}` does not pass its check"))?;
    let design = Design { density: Density::Open, ..Design::default() };
    let kit = strata_render::kit(&checked, &design).map_err(|error| error.to_string())?;
    for (path, mut bytes) in kit {
        if path.ends_with(".typ") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let put =
                |text: String, (own, plain): &(&str, &str)| text.replace(own, plain);
            bytes = HEADS.iter().fold(text, put).into_bytes();
        }
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        fs::write(&path, bytes).map_err(|error| error.to_string())?;
    }
    Ok(folder.to_owned())
}

/// The processor time of a command, all its threads together.
fn cost(program: &str, args: &[&str]) -> Result<Duration, String> {
    let before = spent()?;
    #[expect(clippy::disallowed_methods, reason = "whole processes are what is timed")]
    let mut command = Command::new(program);
    let output = command.args(args).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("`{program}`: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{program}` ended with {}\n{said}", output.status));
    }
    Ok(spent()?.saturating_sub(before))
}

/// The processor time of all children that have ended (`man proc`, `/proc/pid/stat`).
fn spent() -> Result<Duration, String> {
    let stat =
        fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    // The second field is a name in parentheses, and may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<u32>);
    Ok(TICK * ticks.sum::<Result<u32, _>>().map_err(|error| error.to_string())?)
}
