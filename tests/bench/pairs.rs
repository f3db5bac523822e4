//! Two commands in turn, A B A B …, each as a process of its own: what a person waits for.

mod pairwise;
mod process;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use pairwise::{Pairs, quantile};
use process::Spent;

const USAGE: &str = "\
times two commands in turn, A B A B …, and gives the ratios of the times they took and of
the times they kept a processor busy

usage: cargo bench --workspace --bench pairs -- [-n PAIRS] 'COMMAND A' 'COMMAND B'

  -n PAIRS  how often each is run, after one run that does not count [default: 20]

A command is split at its spaces; no shell reads it. Paths begin at the root of the
repository. What the commands print is thrown away, and one that fails ends the run.
";

/// The pairs if none are asked for.
const PAIRS: usize = 20;

/// What is asked for.
struct Task {
    pairs: usize,
    commands: [String; 2],
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
#[expect(clippy::print_stderr, reason = "and what went wrong")]
fn main() -> ExitCode {
    // `cargo bench` adds the first, and runs this without commands of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if args.is_empty() || args.iter().any(|arg| arg == "-h" || arg == "--help") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let done = match task(&args) {
        Ok(task) => run(&task).map(|pairs| report(&task, &pairs)),
        Err(error) => Err(format!("{error}\n\n{USAGE}")),
    };
    match done {
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

fn task(args: &[String]) -> Result<Task, String> {
    let (pairs, commands) = match args {
        [flag, pairs, rest @ ..] if flag == "-n" => {
            let number = pairs.parse().ok().filter(|pairs| *pairs > 0);
            (number.ok_or_else(|| format!("`{pairs}` is no number of pairs"))?, rest)
        }
        rest => (PAIRS, rest),
    };
    match commands {
        [a, b] => Ok(Task { pairs, commands: [a.clone(), b.clone()] }),
        _ => {
            Err(format!("expected two commands, each in quotes, got {}", commands.len()))
        }
    }
}

/// The times of all pairs from start to end, and those on a processor.
fn run(task: &Task) -> Result<[Pairs; 2], String> {
    // Cargo starts a benchmark in the folder of its package.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(root).map_err(|error| format!("the repository: {error}"))?;
    let [a, b] = &task.commands;
    once(a)?;
    once(b)?;
    let (mut wall, mut cpu) = (Pairs::default(), Pairs::default());
    for _ in 0..task.pairs {
        let (a, b) = (once(a)?, once(b)?);
        wall.push(a.wall, b.wall);
        cpu.push(a.cpu, b.cpu);
    }
    Ok([wall, cpu])
}

fn once(line: &str) -> Result<Spent, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (program, args) = words.split_first().ok_or("a command is empty")?;
    process::once(program, args)
}

fn report(task: &Task, kinds: &[Pairs; 2]) -> String {
    let [a, b] = &task.commands;
    let mut report = format!("A  {a}\nB  {b}\n");
    for (kind, pairs) in ["wall ms", "CPU ms"].iter().zip(kinds) {
        let ratios = pairs.ratios();
        let at = |part| quantile(&ratios, part);
        report.push_str(&format!(
            "\n{kind:<7}{:>7}{:>12}{:>12}\n{}{}\nA : B{:>9.3}  the median of {} pairs, half of \
             them from {:.3} to {:.3}\n",
            "min",
            "median",
            "max",
            row('A', &pairs.a),
            row('B', &pairs.b),
            at(0.5),
            ratios.len(),
            at(0.25),
            at(0.75),
        ));
    }
    report
}

fn row(name: char, times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |part| quantile(&sorted, part).as_secs_f64() * 1000.0;
    format!("{name} {:>12.2}{:>12.2}{:>12.2}\n", at(0.0), at(0.5), at(1.0))
}
