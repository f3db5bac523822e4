//! Two commands in turn, A B A B …, each as a process of its own: what a person waits for.

mod pairwise;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use pairwise::{Pairs, quantile, time};

const USAGE: &str = "\
times two commands in turn, A B A B …, and gives the ratio of their wall times

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

fn run(task: &Task) -> Result<Pairs, String> {
    // Cargo starts a benchmark in the folder of its package.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(root).map_err(|error| format!("the repository: {error}"))?;
    let [a, b] = &task.commands;
    once(a)?;
    once(b)?;
    let mut pairs = Pairs::default();
    for _ in 0..task.pairs {
        let (a, b) = (once(a)?, once(b)?);
        pairs.push(a, b);
    }
    Ok(pairs)
}

/// The wall time of a command from its start to its end.
fn once(line: &str) -> Result<Duration, String> {
    let mut words = line.split_whitespace();
    let program = words.next().ok_or("a command is empty")?;
    #[expect(clippy::disallowed_methods, reason = "whole processes are what is timed")]
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (took, status) = time(|| command.status());
    match status {
        Ok(status) if status.success() => Ok(took),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("`{program}` cannot be started: {error}")),
    }
}

fn report(task: &Task, pairs: &Pairs) -> String {
    let [a, b] = &task.commands;
    let ratios = pairs.ratios();
    let at = |part| quantile(&ratios, part);
    format!(
        "A  {a}\nB  {b}\n\nms{:>12}{:>12}{:>12}\n{}{}\nA : B{:>9.3}  the median of {} \
         pairs, half of them from {:.3} to {:.3}\n",
        "min",
        "median",
        "max",
        row('A', &pairs.a),
        row('B', &pairs.b),
        at(0.5),
        ratios.len(),
        at(0.25),
        at(0.75),
    )
}

fn row(name: char, times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |part| quantile(&sorted, part).as_secs_f64() * 1000.0;
    format!("{name} {:>12.2}{:>12.2}{:>12.2}\n", at(0.0), at(0.5), at(1.0))
}
