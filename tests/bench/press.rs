//! `strata render` against Typst alone: the processor time of whole processes, in turn, and
//! of layout and export within them.
//!
//! The peer is the package `typst` of PyPI, which sets the very template, faces and data of
//! Strata to the same two standards, and does nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the repository, and gives files to its peer"
)]

mod pairwise;
#[expect(dead_code, reason = "wall time is not what is measured here")]
mod process;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use cpu_time::ProcessTime;
use mimalloc::MiMalloc;
use pairwise::{Pairs, quantile};
use process::{Spent, heard, once};
use strata_check::{Checked, Format, Input, Limits};
use strata_view::design::Design;
use strata_view::sheet::Density;

/// That of the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "\
compares `strata render` with Typst alone, which sets the same template and data

usage: cargo bench --workspace --bench press -- STRATA BRIEF.yaml [PAIRS]

STRATA is the program to measure, such as target/release/strata. Paths begin at the root of
the repository. Needs `python3` with the package `typst`; without it nothing is measured.
";

/// The pairs if none are asked for.
const PAIRS: usize = 10;
/// Asks this program to be the one that is timed: to set and write a brief, no more.
const ALONE: &str = "--alone";
/// The peer; prints the microseconds of its layout and export.
const PEER: &str = "\
import sys, time, typst
start = time.process_time()
typst.Compiler(sys.argv[1] + '/main.typ', root=sys.argv[1],
    font_paths=[sys.argv[1] + '/faces'], ignore_system_fonts=True).compile(
    output=sys.argv[1] + '/peer.pdf', pdf_standards=['a-3a', 'ua-1'])
print(round((time.process_time() - start) * 1e6))
";
/// The one thing that the package cannot be asked for is the heads of rows.
const HEADS: [(&str, &str); 1] = [(
    "pdf.header-cell(scope: \"row\", table.cell(breakable: tall, body))",
    "table.cell(breakable: tall, body)",
)];

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
#[expect(clippy::print_stderr, reason = "and what went wrong")]
fn main() -> ExitCode {
    // `cargo bench` adds the first, and runs this without commands of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let done = match args.as_slice() {
        [alone, brief, pdf] if alone == ALONE => set(brief, pdf),
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
    if once("python3", &["-c", "import typst"]).is_err() {
        return Ok("SKIPPED: there is no `python3` with the package `typst`\n".to_owned());
    }
    let this = env::current_exe().map_err(|error| error.to_string())?;
    let this = this.to_string_lossy();
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    lay_out(brief, folder.path())?;
    let kit = folder.path().to_string_lossy();
    let [own, bare, fitted] =
        ["own", "bare", "fitted"].map(|it| format!("{kit}/{it}.pdf"));

    let [mut whole, mut starts, mut beyond, mut alone, mut own_part, mut open] =
        std::array::from_fn(|_| Pairs::default());
    for at in 0..=pairs {
        let start = once(strata, &["--version"])?;
        let peer_start = once("python3", &["-c", "import typst"])?;
        let a = once(strata, &["render", brief, "-o", &own, "--density", "1"])?;
        let (b, peer) = heard("python3", &["-c", PEER, &kit])?;
        let (_, bare) = heard(&this, &[ALONE, brief, &bare])?;
        let c = once(strata, &["render", brief, "-o", &fitted])?;
        // The first of each does not count.
        if at > 0 {
            let bare = micros(&bare)?;
            let work = |it: Spent, start: Spent| it.cpu.saturating_sub(start.cpu);
            whole.push(a.cpu, b.cpu);
            starts.push(start.cpu, peer_start.cpu);
            beyond.push(work(a, start), work(b, peer_start));
            alone.push(bare, micros(&peer)?);
            own_part.push(a.cpu, bare);
            open.push(c.cpu, a.cpu);
        }
    }
    let size = |path: &str| fs::metadata(path).map_or(0, |it| it.len());
    let mut out = format!(
        "processor time of {pairs} pairs, user and system, in ms\n\n{:<36}{:>8}{:>8}{:>8}\n",
        "", "least", "median", "most"
    );
    let rows = [
        ("strata render, one density", &whole.a),
        ("typst, the same", &whole.b),
        ("strata, its start alone", &starts.a),
        ("Python with typst, its start alone", &starts.b),
        ("strata, layout and export alone", &alone.a),
        ("typst, layout and export alone", &alone.b),
        ("strata render, density left open", &open.a),
    ];
    for (name, times) in rows {
        let mut times = times.clone();
        times.sort();
        let at = |part| quantile(&times, part).as_millis();
        let _ = writeln!(out, "{name:<36}{:>8}{:>8}{:>8}", at(0.0), at(0.5), at(1.0));
    }
    out.push('\n');
    for (name, pairs) in [
        ("strata : typst", &whole),
        ("the same without their starts", &beyond),
        ("layout and export alone", &alone),
        ("strata : its layout and export", &own_part),
        ("density left open : given", &open),
    ] {
        let total = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
        let _ = writeln!(
            out,
            "{name:<36}{:>8.3}  the median of pairs; of the totals {:.3}",
            quantile(&pairs.ratios(), 0.5),
            total(&pairs.a) / total(&pairs.b)
        );
    }
    let (own, peer) = (size(&own), size(&format!("{kit}/peer.pdf")));
    let _ = writeln!(out, "\nbytes: strata {own}, typst {peer}");
    Ok(out)
}

fn micros(said: &str) -> Result<Duration, String> {
    let number = said.trim().parse().map_err(|_| format!("`{said}` is no time"))?;
    Ok(Duration::from_micros(number))
}

/// Sets a brief at one density and writes it, without a look at its pages; says how many
/// microseconds of a processor that took.
fn set(brief: &str, pdf: &str) -> Result<String, String> {
    let checked = checked(brief)?;
    let start = ProcessTime::now();
    let bytes = strata_render::unseen(&checked, &design());
    let spent = start.elapsed();
    fs::write(pdf, bytes.map_err(|error| error.to_string())?)
        .map_err(|error| error.to_string())?;
    Ok(format!("{}\n", spent.as_micros()))
}

fn design() -> Design {
    Design { density: Density::Open, ..Design::default() }
}

fn checked(brief: &str) -> Result<Checked, String> {
    let bytes = fs::read(brief).map_err(|error| format!("`{brief}`: {error}"))?;
    let limits = Limits::default();
    let input = Input { name: brief, bytes: &bytes, format: Format::Yaml, limits };
    strata_check::check(&input).map_err(|_| format!("`{brief}` does not pass its check"))
}

/// Writes the template, the faces and the data of a brief to a folder.
fn lay_out(brief: &str, folder: &Path) -> Result<(), String> {
    let kit = strata_render::kit(&checked(brief)?, &design());
    let kit = kit.map_err(|error| error.to_string())?;
    for (path, mut bytes) in kit {
        if path.ends_with(".typ") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let put =
                |text: String, (own, plain): &(&str, &str)| text.replace(own, plain);
            let plain = HEADS.iter().fold(text, put);
            if plain.contains("pdf.header-cell") {
                return Err(format!("`{path}` has a head of a row that the peer lacks"));
            }
            bytes = plain.into_bytes();
        }
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        fs::write(&path, bytes).map_err(|error| error.to_string())?;
    }
    Ok(())
}
