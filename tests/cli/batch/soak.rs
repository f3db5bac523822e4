//! Thousands of briefs, in flat memory.
#![cfg(target_os = "linux")]

use std::fs;

use super::lines;
use crate::desk::Desk;

/// The most memory of a run and its children so far, in KiB: that of each at its peak.
fn memory(run: u32) -> u64 {
    let children = fs::read_to_string(format!("/proc/{run}/task/{run}/children"));
    let mut all: Vec<_> = children
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|it| it.parse().ok())
        .collect();
    // Threads start the children.
    for task in fs::read_dir(format!("/proc/{run}/task")).into_iter().flatten().flatten()
    {
        let listed = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        all.extend(listed.split_whitespace().filter_map(|it| it.parse::<u32>().ok()));
    }
    all.push(run);
    all.sort_unstable();
    all.dedup();
    let of = |process: &u32| -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    };
    all.iter().filter_map(of).sum()
}

/// Some minutes, and in a build without optimisation more than an hour:
///
/// ```console
/// cargo test --release --workspace --test cli -- --ignored soak
/// ```
#[test]
#[ignore = "thousands of prints: in a release build, some minutes"]
fn five_thousand_briefs_take_no_more_memory_than_five_hundred() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(5_000));
    let args = ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
    let mut run = desk.start(&args);
    // The median of some moments: children come and go, and a print has its peak.
    let around = |count: usize| {
        let count_lines = || {
            let report = fs::read(desk.path("r.jsonl")).unwrap_or_default();
            report.iter().filter(|byte| **byte == b'\n').count()
        };
        while count_lines() < count {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let mut moments: Vec<_> = (0..41)
            .map(|_| {
                std::thread::sleep(std::time::Duration::from_millis(20));
                memory(run.id())
            })
            .collect();
        moments.sort_unstable();
        moments[20]
    };
    let (early, late) = (around(500), around(4_900));
    assert!(run.wait().expect("ended").success());
    assert_eq!((desk.list("print").len(), desk.records("r.jsonl").len()), (5_000, 5_000));
    assert!(late * 10 <= early * 13, "{early} KiB, then {late} KiB");
}
