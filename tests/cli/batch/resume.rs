//! A run may be ended anywhere, and goes on.

use std::collections::BTreeMap;
use std::fs;

use super::{line, lines, text};
use crate::desk::Desk;

const RUN: [&str; 7] =
    ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];

fn resume(desk: &Desk, more: &[&str]) -> Vec<String> {
    let before = desk.records("r.jsonl").len();
    desk.strata(&[&RUN[..], &["--resume"], more].concat()).assert(0);
    let new = desk.records("r.jsonl").into_iter().skip(before);
    let mut ids: Vec<_> = new.map(|it| text(&it, "id").to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn a_run_that_is_killed_twenty_times_comes_to_the_same() {
    const COUNT: usize = 60;
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(COUNT));
    let args = ["render", "--from", "briefs.jsonl", "-o", "whole", "--report", "w.jsonl"];
    desk.strata(&args).assert(0);
    let hashes = |name: &str| -> BTreeMap<String, String> {
        let told = desk.told(name).into_iter();
        told.map(|(id, it)| (id, text(&it, "sha256").to_owned())).collect()
    };
    for round in 0..20 {
        let before = fs::read(desk.path("r.jsonl")).unwrap_or_default();
        let before = before.iter().filter(|byte| **byte == b'\n').count();
        let mut run = desk.start(&[&RUN[..], &["--resume", "--jobs", "2"]].concat());
        // Some end before they have begun, some with a line half written or a part.
        desk.await_lines("r.jsonl", before + [0, 1, 3, 2][round % 4]);
        run.kill().expect("killed");
        run.wait().expect("ended");
    }
    desk.strata(&[&RUN[..], &["--resume"]].concat()).assert(0);
    desk.assert_alone();
    let records = desk.records("r.jsonl");
    assert_eq!(records.len(), COUNT, "nothing is printed twice that was reported");
    assert_eq!(hashes("r.jsonl"), hashes("w.jsonl"));
    // A part may have been left behind, for the next run in this folder to sweep.
    let is_print = |name: &String| name.ends_with(".pdf");
    let names: Vec<_> = desk.list("print").into_iter().filter(is_print).collect();
    assert_eq!(names, desk.list("whole"));
    for name in names {
        let whole = desk.read(&format!("whole/{name}"));
        assert!(desk.read(&format!("print/{name}")) == whole, "{name}");
    }
}

#[test]
fn exactly_what_has_changed_is_printed_again() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(6));
    desk.strata(&RUN).assert(0);
    assert_eq!(resume(&desk, &[]), [""; 0]);
    // A last line that was torn.
    let whole = desk.read("r.jsonl");
    let last = desk.records("r.jsonl").pop().expect("a line");
    desk.put("r.jsonl", &whole[..whole.len() - 9]);
    let torn = fs::read_to_string(desk.path("r.jsonl")).expect("a report");
    assert!(!torn.ends_with('\n'));
    let args = [&RUN[..], &["--resume"]].concat();
    desk.strata(&args).assert(0);
    let records = desk.records("r.jsonl");
    assert_eq!(records.len(), 6);
    assert_eq!(text(&records[5], "id"), text(&last, "id"));
    // A brief that says something else.
    let changed = lines(6).replacen("Growth of b-002", "Growth in b-002", 1);
    desk.put("briefs.jsonl", changed);
    assert_eq!(resume(&desk, &[]), ["b-002"]);
    // A file that is gone, and one that was cut.
    fs::remove_file(desk.path("print/b-003.pdf")).expect("a print");
    desk.put("print/b-004.pdf", "%PDF");
    assert_eq!(resume(&desk, &[]), ["b-003", "b-004"]);
    // A new brief, and one that is no longer there.
    let moved = format!("{}{}", line("b-007"), lines(5));
    desk.put("briefs.jsonl", moved.replacen("Growth of b-002", "Growth in b-002", 1));
    assert_eq!(resume(&desk, &[]), ["b-007"]);
    // A build of another digest, whose keys are others.
    let key = text(&desk.told("r.jsonl")["b-005"], "key").to_owned();
    let report = fs::read_to_string(desk.path("r.jsonl")).expect("a report");
    desk.put("r.jsonl", report.replace(&key, &key.replace(&key[..4], "0000")));
    assert_eq!(resume(&desk, &[]), ["b-005"]);
    // Another design, and back again: what is in place is what counts.
    assert_eq!(resume(&desk, &["--paper", "us-letter"]).len(), 6);
    assert_eq!(resume(&desk, &[]).len(), 6);
    assert_eq!(resume(&desk, &[]), [""; 0]);
    assert_eq!(resume(&desk, &["--name", "{key:2}/{id}"]).len(), 6);
}

#[test]
fn what_was_refused_is_done_and_what_failed_is_not() {
    let desk = Desk::new();
    let wrong = line("wrong").replace("\"title\"", "\"titel\"");
    desk.put("briefs.jsonl", format!("{wrong}{}{}", line("trial-abort"), line("good")));
    desk.strata(&RUN).assert(2);
    let args = [&RUN[..], &["--resume"]].concat();
    let ran = desk.strata(&args).assert(2);
    assert_eq!(desk.records("r.jsonl").len(), 4);
    ran.says("1 failed, 2 done before");
    // What was refused then is refused now.
    desk.put("briefs.jsonl", format!("{wrong}{}", line("good")));
    desk.strata(&args).assert(1).says("2 done before");
    // One of two briefs of a name is done, and the other fails again.
    desk.put("briefs.jsonl", line("twin") + &line("twin").replace("back", "gone"));
    desk.strata(&args).assert(2).says("1 printed, 1 failed");
    desk.strata(&args).assert(2).says("1 failed, 1 done before");
}

#[test]
fn a_report_is_not_written_over() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(1));
    desk.strata(&RUN).assert(0);
    desk.strata(&RUN).assert(2).says("there is a report `r.jsonl` already");
    // One that another run holds.
    let args = ["render", "--from", "-", "-o", "p", "--report", "held.jsonl", "--resume"];
    let mut run = desk.start(&args);
    super::await_that("a report", || desk.path("held.jsonl").exists());
    let held = || desk.fed(&args, "");
    super::await_that("a lock", || held().err.contains("another run is writing"));
    held().assert(2);
    drop(run.stdin.take());
    assert!(run.wait().expect("ended").success());
    held().assert(0);
    // What is no report is neither cut nor added to.
    for text in ["a: 1\n", "{\"version\": \"2\"}\n"] {
        desk.put("r.jsonl", text);
        let args = [&RUN[..], &["--resume"]].concat();
        desk.strata(&args).assert(2).says("`r.jsonl:1` is no line of a report");
        assert_eq!(desk.read("r.jsonl"), text.as_bytes());
    }
    for wrong in [["--report", "-"].as_slice(), &["--report", "x", "--to", "tar"]] {
        let args = [&["render", "--from", "briefs.jsonl", "--resume"], wrong].concat();
        desk.strata(&args).assert(2);
    }
}
