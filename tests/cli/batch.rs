//! Many briefs: read from folders and lines, reported, resumed, shared and ended.

mod ends;
mod hostile;
mod input;
mod output;
mod resume;
mod same;
mod shards;
mod soak;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::Desk;

/// A brief of this id, of which there is nothing to say.
fn brief(id: &str) -> Value {
    let none = "None.";
    json!({
        "disclosures": {"author": none, "positions": none, "ai-use": none},
        "strata": "1",
        "id": id,
        "title": format!("Growth of {id}"),
        "subject": {"name": "Example Bakeries plc"},
        "as-of": "2025-09-30",
        "thesis": [{"id": "growth", "kind": "observation", "text": "Growth is back."}],
    })
}

/// The line of a brief of this id, in no envelope.
fn line(id: &str) -> String {
    format!("{}\n", brief(id))
}

/// The lines of so many briefs, `b-001` and so on.
pub(crate) fn lines(count: usize) -> String {
    (1..=count).map(|n| line(&format!("b-{n:03}"))).collect()
}

impl Desk {
    /// The lines of a report.
    fn records(&self, name: &str) -> Vec<Value> {
        let text = String::from_utf8(self.read(name)).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The last line of each id.
    fn told(&self, name: &str) -> BTreeMap<String, Value> {
        let records = self.records(name).into_iter();
        records.map(|it| (text(&it, "id").to_owned(), it)).collect()
    }

    /// A run that goes on beside the test.
    fn start(&self, args: &[&str]) -> Child {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("strata starts")
    }

    /// Waits until a report has so many lines.
    fn await_lines(&self, name: &str, count: usize) {
        let lines = || fs::read(self.path(name)).unwrap_or_default();
        await_that(&format!("{count} lines"), || {
            lines().iter().filter(|byte| **byte == b'\n').count() >= count
        });
    }

    /// The processes that were started in this folder and are still there.
    fn processes(&self) -> usize {
        let here = fs::canonicalize(self.path(".")).expect("a folder");
        let all = fs::read_dir("/proc").into_iter().flatten().flatten();
        let is_here = |it: &fs::DirEntry| {
            fs::read_link(it.path().join("cwd")).is_ok_and(|folder| folder == here)
        };
        all.filter(is_here).count()
    }

    /// Asserts that every process of a run is gone, soon.
    fn assert_alone(&self) {
        await_that("no process is left", || self.processes() == 0);
    }
}

/// Waits until something is so, far longer than it should take.
#[track_caller]
fn await_that(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "not within a minute: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn text<'v>(record: &'v Value, key: &str) -> &'v str {
    record[key].as_str().unwrap_or_default()
}

/// A record without what differs from run to run, and from source to source.
fn bare(mut record: Value) -> Value {
    for key in ["n", "source", "ms", "key"] {
        record.as_object_mut().expect("an object").remove(key);
    }
    record
}
