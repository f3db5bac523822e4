//! One brief, one print, however it comes in.

use serde_json::json;

use super::{bare, line, lines, text};
use crate::desk::{Desk, repository};

#[test]
fn folder_lines_and_stream_give_the_same_files_and_reports() {
    const COUNT: usize = 200;
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(COUNT));
    std::fs::create_dir(desk.path("briefs")).expect("a folder");
    for one in lines(COUNT).lines() {
        let brief: serde_json::Value = serde_json::from_str(one).expect("JSON");
        desk.put(&format!("briefs/{}.json", text(&brief, "id")), one);
    }
    let render = |from: &str, to: &str| {
        let report = format!("{to}.jsonl");
        let args = [
            "render", "--from", from, "-o", to, "--report", &report, "-q", "--jobs", "2",
        ];
        desk.fed(&args, if from == "-" { lines(COUNT) } else { String::new() }).assert(0);
        let names = desk.list(to);
        assert_eq!(names.len(), COUNT);
        let files: Vec<_> =
            names.iter().map(|it| desk.read(&format!("{to}/{it}"))).collect();
        let told = desk.told(&report);
        assert_eq!(told.len(), COUNT);
        let keys: Vec<_> = told.values().map(|it| text(it, "key").to_owned()).collect();
        let told: Vec<_> = told.into_values().map(bare).collect();
        (names, files, keys, told)
    };
    let all = ["briefs", "briefs.jsonl", "-"].map(|from| {
        render(from, &format!("print-{}", from.trim_matches('-').replace('.', "-")))
    });
    let [folder, lines, stream] = all;
    assert!(folder == lines, "a folder and its lines");
    assert!(lines == stream, "a file and a stream");
    // And as each of them would be printed alone.
    desk.strata(&["render", "briefs/b-007.json", "-o", "alone.pdf"]).assert(0);
    let at = folder.0.iter().position(|it| it == "b-007.pdf").expect("a print");
    assert!(desk.read("alone.pdf") == folder.1[at]);
}

#[test]
fn what_is_wrong_with_one_stops_no_other() {
    let desk = Desk::new();
    let wrong_key = line("b-001").replace("\"title\"", "\"titel\"");
    let huge = line("b-002").replace("Growth is back.", &"Growth. ".repeat(1 << 18));
    let envelope = json!({"id": "../out", "brief": super::brief("b-003")});
    let all = format!(
        "{}{wrong_key}{huge}no line of JSON\n{envelope}\n{}{}{}",
        line("good-1"),
        line("good-1").replace("back", "gone"),
        line("good-2"),
        line("good-3").trim_end(),
    );
    desk.put("all.jsonl", &all);
    let args = ["render", "--from", "all.jsonl", "-o", "print/", "--report", "r.jsonl"];
    let ran = desk.strata(&args).assert(2);
    assert_eq!(desk.list("print"), ["good-1.pdf", "good-2.pdf", "good-3.pdf"]);
    let mut records = desk.records("r.jsonl");
    records.sort_by_key(|it| it["n"].as_u64());
    let told: Vec<_> = records
        .iter()
        .map(|it| {
            let code = it["findings"][0]["code"].as_str().unwrap_or_default();
            (text(it, "id"), text(it, "verdict"), code)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("good-1", "printed", ""),
            ("b-001", "refused", "S001"),
            ("3", "refused", "P001"),
            ("4", "refused", "P200"),
            ("5", "refused", "S005"),
            ("good-1", "failed", ""),
            ("good-2", "printed", ""),
            ("good-3", "printed", ""),
        ]
    );
    assert_eq!(records[5]["fault"], "the name `good-1` is taken: brief 1 has it");
    let ran = ran.says("all.jsonl:6: failed: the name `good-1` is taken");
    ran.says("3 printed, 4 refused, 1 failed");
    // Where nothing failed, the worst is a refusal.
    desk.put("some.jsonl", format!("{wrong_key}{}", line("good")));
    desk.strata(&["render", "--from", "some.jsonl", "-o", "print/"]).assert(1);
}

#[test]
fn places_are_those_of_the_source() {
    let desk = Desk::new();
    let wrong = line("b").replace("\"title\"", "\"titel\"");
    let within = json!({"id": "é-17", "brief": {}}).to_string().replace("é", "e");
    let envelope = within.replace("{}", wrong.trim_end());
    let yaml = "strata: \"1\"\ntitel: x\n";
    let embedded = json!({"id": "text", "text": yaml, "format": "yaml"});
    let source =
        format!("\u{feff}{}\r\n\n{wrong}{envelope}\n{embedded}\n", line("a").trim_end());
    desk.put("briefs.jsonl", &source);
    let args = ["check", "--from", "briefs.jsonl", "--report", "r.jsonl", "--jobs", "1"];
    let ran = desk.strata(&args).assert(1);
    let records = desk.records("r.jsonl");
    let sources: Vec<_> = records.iter().map(|it| text(it, "source")).collect();
    assert_eq!(sources, [1, 3, 4, 5].map(|at| format!("briefs.jsonl:{at}")));
    assert_eq!(text(&records[0], "verdict"), "passed");
    for (record, line) in [(&records[1], 3), (&records[2], 4)] {
        let found = record["findings"].as_array().expect("a list").iter();
        let found = found.clone().find(|it| it["code"] == "S001").expect("a finding");
        let number = |key: &str| found[key].as_u64().expect(key) as usize;
        let marked = source.lines().nth(line - 1).expect("a line");
        let column = marked.find("titel").expect("a key");
        assert_eq!((number("line"), number("column")), (line, column));
        let bytes = number("byte-start")..number("byte-end");
        assert_eq!(source.get(bytes), Some("\"titel\""));
        let said = format!("briefs.jsonl:{line}:{column}: error[S001 unknown-key]");
        assert!(ran.err.contains(&said), "{ran}");
    }
    assert!(ran.err.contains("briefs.jsonl:5:2:1: error[S001 unknown-key]"), "{ran}");
}

#[test]
fn a_theme_goes_with_the_briefs() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(2)).put("b-001.json", lines(1));
    let theme = repository("tests/themes/house/house.toml").display().to_string();
    let look = ["--theme", &theme, "--paper", "us-letter", "--mark", "draft"];
    let print = |args: &[&str]| {
        desk.strata(&[&["render"], args, &look].concat()).assert(0);
    };
    print(&["--from", "briefs.jsonl", "-o", "print", "--jobs", "1"]);
    print(&["b-001.json"]);
    assert!(desk.read("print/b-001.pdf") == desk.read("b-001.pdf"));
    // And without it, it is another print.
    desk.strata(&["render", "--from", "briefs.jsonl", "-o", "plain"]).assert(0);
    assert!(desk.read("plain/b-001.pdf") != desk.read("b-001.pdf"));
}
