//! The first signal lets a run finish what is at work, the second does not.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write as _;
use std::process::{Child, Command};

use super::{line, lines, text};
use crate::desk::Desk;

/// SIGTERM, and SIGINT unless this test was itself started with one that is ignored: a job
/// in the background of a script hands that on.
fn signals() -> Vec<(&'static str, i32)> {
    let status = fs::read_to_string("/proc/self/status").expect("a status");
    let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:")).expect("a mask");
    let ignored = u64::from_str_radix(mask.trim(), 16).expect("a number") & 2 != 0;
    let int = (!ignored).then_some(("INT", 130));
    int.into_iter().chain([("TERM", 143)]).collect()
}

fn send(signal: &str, run: &Child) {
    let kill = format!("kill -{signal} {}", run.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
}

#[test]
fn a_signal_ends_a_run_between_two_briefs() {
    for (signal, code) in signals() {
        let desk = Desk::new();
        let args = ["render", "--from", "-", "-o", "print", "--report", "r.jsonl"];
        let mut run = desk.start(&args);
        // More may come: the run waits for it when the signal does.
        let mut stdin = run.stdin.take().expect("a pipe");
        stdin.write_all(lines(5).as_bytes()).expect("read");
        desk.await_lines("r.jsonl", 3);
        send(signal, &run);
        let ended = run.wait_with_output().expect("ended");
        assert_eq!(ended.status.code(), Some(code));
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(said.contains("interrupted: "), "{said}");
        assert!(said.contains("`--resume` goes on"), "{said}");
        desk.assert_alone();
        let told = desk.records("r.jsonl");
        assert!((3..=5).contains(&told.len()));
        let mut outputs: Vec<_> = told.iter().map(|it| text(it, "output")).collect();
        outputs.sort_unstable();
        assert_eq!(desk.list("print"), outputs);
        for name in outputs {
            let print = desk.read(&format!("print/{name}"));
            let record =
                told.iter().find(|it| text(it, "output") == name).expect("a line");
            assert_eq!(Some(print.len() as u64), record["bytes"].as_u64());
        }
        drop(stdin);
        let mut again = args.to_vec();
        again.push("--resume");
        desk.fed(&again, lines(5)).assert(0);
        assert_eq!(desk.list("print").len(), 5);
    }
}

#[test]
fn a_second_signal_ends_it_at_once() {
    for (signal, code) in signals() {
        let desk = Desk::new();
        desk.put("briefs.jsonl", format!("{}{}", line("good"), line("trial-hang")));
        let args =
            ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
        let run = desk.start(&args);
        desk.await_lines("r.jsonl", 1);
        send(signal, &run);
        // What is at work is waited for, and that for long.
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(desk.processes() > 1);
        send(signal, &run);
        let ended = run.wait_with_output().expect("ended");
        assert_eq!(ended.status.code(), Some(code));
        desk.assert_alone();
        assert_eq!(desk.records("r.jsonl").len(), 1);
        assert_eq!(desk.list("print"), ["good.pdf"]);
    }
}

#[test]
fn an_interrupt_that_was_ignored_stays_ignored() {
    let desk = Desk::new();
    let mut shell = Command::new("sh");
    let run = "trap '' INT; exec \"$0\" \"$@\"";
    shell.args(["-c", run, env!("CARGO_BIN_EXE_strata"), "check", "--from", "-"]);
    shell.args(["--report", "r.jsonl"]).current_dir(desk.path("."));
    shell.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut run = shell.spawn().expect("a shell");
    let mut stdin = run.stdin.take().expect("a pipe");
    stdin.write_all(lines(1).as_bytes()).expect("read");
    desk.await_lines("r.jsonl", 1);
    send("INT", &run);
    stdin.write_all(line("after").as_bytes()).expect("read");
    desk.await_lines("r.jsonl", 2);
    drop(stdin);
    assert!(run.wait().expect("ended").success());
}

#[test]
fn an_archive_that_is_interrupted_is_whole_and_killed_is_not_there() {
    let desk = Desk::new();
    let args =
        ["render", "--from", "-", "--to", "tar", "-o", "a.tar", "--report", "r.jsonl"];
    let mut run = desk.start(&args);
    let mut stdin = run.stdin.take().expect("a pipe");
    stdin.write_all(lines(3).as_bytes()).expect("read");
    desk.await_lines("r.jsonl", 3);
    send("TERM", &run);
    assert_eq!(run.wait().expect("ended").code(), Some(143));
    let bytes = desk.read("a.tar");
    assert_eq!(
        tar::Archive::new(bytes.as_slice()).entries().expect("entries").count(),
        3
    );

    let args =
        ["render", "--from", "-", "--to", "tar", "-o", "b.tar", "--report", "s.jsonl"];
    let mut run = desk.start(&args);
    let mut stdin = run.stdin.take().expect("a pipe");
    stdin.write_all((lines(1) + &line("trial-hang")).as_bytes()).expect("read");
    desk.await_lines("s.jsonl", 1);
    send("TERM", &run);
    std::thread::sleep(std::time::Duration::from_millis(300));
    send("TERM", &run);
    assert_eq!(run.wait().expect("ended").code(), Some(143));
    assert_eq!(desk.list("."), ["a.tar", "r.jsonl", "s.jsonl"]);
}
