//! Whatever a brief does to its press, it costs that brief.

use super::{line, lines, text};
use crate::desk::Desk;

#[test]
fn a_brief_that_ends_its_press_is_a_failed_row() {
    let desk = Desk::new();
    let ids = ["trial-abort", "trial-hang", "trial-overflow", "trial-memory"];
    let bad: String = ids.iter().map(|id| line(id)).collect();
    desk.put("briefs.jsonl", format!("{}{bad}{}", lines(3), line("last")));
    let args = ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
    let limits = ["--timeout", "3", "--jobs", "2"];
    let ran = desk.strata(&[&args[..], &limits].concat()).assert(2);
    desk.assert_alone();
    let told = desk.told("r.jsonl");
    assert_eq!(told.len(), 8);
    for (id, record) in &told {
        let verdict = if ids.contains(&id.as_str()) { "failed" } else { "printed" };
        assert_eq!(text(record, "verdict"), verdict, "{record}");
    }
    assert_eq!(text(&told["trial-hang"], "fault"), "it took longer than 3 s");
    if cfg!(target_os = "linux") {
        let fault = |id: &str| text(&told[id], "fault").to_owned();
        assert_eq!(fault("trial-abort"), "it crashed (signal 6)");
        assert_eq!(fault("trial-memory"), "it needed more than 1024 MiB of memory");
    }
    assert_eq!(desk.list("print"), ["b-001.pdf", "b-002.pdf", "b-003.pdf", "last.pdf"]);
    ran.says("briefs.jsonl:5: failed: it took longer than 3 s");
}

#[test]
fn many_of_them_in_a_row_do_not_end_the_run() {
    let desk = Desk::new();
    let abort = line("trial-abort");
    let envelope = |n| format!("{{\"id\": \"x-{n}\", \"brief\": {}}}\n", abort.trim());
    let all: String = (0..7).map(envelope).chain([line("last")]).collect();
    desk.put("briefs.jsonl", all);
    let args = ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
    desk.strata(&[&args[..], &["--jobs", "1"]].concat()).assert(2);
    let verdicts: Vec<_> =
        desk.records("r.jsonl").iter().map(|it| text(it, "verdict").to_owned()).collect();
    assert_eq!(verdicts, [vec!["failed"; 7], vec!["printed"]].concat());
}
