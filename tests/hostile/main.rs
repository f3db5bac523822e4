//! Hostile files: whatever somebody sends, it is read or refused with a code, in time and
//! memory that grow with its size and no faster, on a stack of half a megabyte.
//!
//! Time is that of the processor, held against an honest brief of the same length judged in
//! the same run: no clock of a busy machine is trusted. `cargo test --test hostile -- --nocapture`
//! prints what each file took.
#![expect(clippy::print_stdout, reason = "what each file took is worth a look")]

mod bytes;
mod content;
#[path = "../bench/brief.rs"]
#[allow(dead_code)]
mod honest;
mod json;
mod patterns;
mod shown;
mod toml;
mod yaml;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;
use strata_check::{Format, Input, Limits, Report, check};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What is judged, and what must be said of it.
pub(crate) struct File {
    name: String,
    format: Format,
    bytes: Vec<u8>,
    /// The codes of all findings that must be there, each once, in order; of those that lints
    /// raise there may be more. `S` stands for any of its group.
    codes: &'static [&'static str],
}

pub(crate) fn file(
    name: impl Into<String>,
    format: Format,
    bytes: impl Into<Vec<u8>>,
    codes: &'static [&'static str],
) -> File {
    File { name: name.into(), format, bytes: bytes.into(), codes }
}

/// The stack of a check: a tenth of what a program has, a quarter of what a thread has.
const STACK: usize = 512 << 10;

/// The most bytes in use at a time, for each byte of a file and beside it: a finding takes
/// some seven hundred, and two bytes of prose can raise one. Of TOML two bytes can ask for a
/// table, and so many tables are allowed.
const PEAK: (usize, usize) = (400, 8 << 20);
const TABLES: usize = 80 << 20;

/// How many times the time of an honest brief of the same length a file may take, and the
/// seconds that anything may take.
const TIME: (f64, f64) = (20.0, 0.2);

/// What judging a file took.
pub(crate) struct Taken {
    pub(crate) report: Report,
    peak: usize,
    seconds: f64,
}

/// One test at a time: the memory of all threads is counted as one.
pub(crate) fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Judges on a small stack.
pub(crate) fn judged(format: Format, bytes: &[u8], limits: Limits) -> Taken {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let judge = || {
        let start = ThreadTime::now();
        let report = match check(&Input { name: "hostile", bytes, format, limits }) {
            Ok(checked) => checked.report().clone(),
            Err(report) => report,
        };
        (report, start.elapsed().as_secs_f64())
    };
    let (report, seconds) = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, judge).expect("a thread").join().expect("no panic")
    });
    Taken { report, peak: MEMORY.peak_usage().saturating_sub(before), seconds }
}

/// Enough for every file here.
pub(crate) fn raised() -> Limits {
    Limits { bytes: 64 << 20, ..Limits::default() }
}

/// The codes of a report, each once.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        report.findings().iter().map(|one| one.finding().rule().code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Seconds of the processor for each byte of an honest brief.
fn pace() -> f64 {
    static PACE: LazyLock<f64> = LazyLock::new(|| {
        let text = honest::text(15);
        let limits = Limits::default();
        let once = || judged(Format::Yaml, text.as_bytes(), limits);
        assert!(!once().report.has_errors());
        let best = (0..3).map(|_| once().seconds).fold(f64::INFINITY, f64::min);
        best / text.len() as f64
    });
    *PACE
}

/// What is wrong with the outcome of a file, if anything is.
fn wrong(file: &File) -> Vec<String> {
    let size = file.bytes.len();
    let honest = pace() * size as f64;
    let mut taken = judged(file.format, &file.bytes, raised());
    let mut wrong = Vec::new();
    let (seconds, most) = (taken.seconds, TIME.0 * honest + TIME.1);
    if seconds > most {
        // Once may be bad luck.
        taken = judged(file.format, &file.bytes, raised());
    }
    if taken.seconds > most {
        wrong.push(format!("{seconds:.2} s, an honest brief {honest:.2} s"));
    }
    let beside = if file.format == Format::Toml { TABLES } else { PEAK.1 };
    if taken.peak > PEAK.0 * size + beside {
        wrong.push(format!("{} bytes at a time, of {size}", taken.peak));
    }
    let found = codes(&taken.report);
    if !fits(&found, file.codes) {
        wrong.push(format!("{found:?}, not {:?}", file.codes));
    }
    let more = taken.report.more();
    println!(
        "{:44} {size:>9} B {:>6.1} x {:>7.2} s {:>5.1} x  {found:?}{}",
        file.name,
        taken.peak as f64 / size.max(1) as f64,
        taken.seconds,
        taken.seconds / honest,
        if more > 0 { format!(" and {more} more") } else { String::new() },
    );
    // Beyond the ordinary limit nothing is read at all.
    if size > Limits::default().bytes {
        let refused = judged(file.format, &file.bytes, Limits::default());
        if codes(&refused.report) != ["P001"] || refused.peak > 1 << 16 {
            wrong.push(format!("{} bytes at a time to refuse it", refused.peak));
        }
    }
    wrong
}

fn fits(found: &[&str], expected: &[&str]) -> bool {
    let of_lints = |code: &&&str| code.starts_with('L');
    let lints = expected.iter().filter(of_lints).all(|code| found.contains(code));
    let form: Vec<_> = found.iter().filter(|code| !of_lints(code)).collect();
    let wanted: Vec<_> = expected.iter().filter(|code| !of_lints(code)).collect();
    let any =
        wanted == [&"S"] && !form.is_empty() && form.iter().all(|it| it.starts_with('S'));
    lints && (any || form == wanted)
}

/// Judges every file of a list and reports all that is wrong.
pub(crate) fn all_bounded(files: impl FnOnce() -> Vec<File>) {
    let _turn = turn();
    let files = files();
    let names: BTreeMap<_, _> = files.iter().map(|file| (&file.name, ())).collect();
    assert_eq!(names.len(), files.len(), "two files of one name");
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            wrong(file).into_iter().map(|what| format!("{}: {what}", file.name))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
