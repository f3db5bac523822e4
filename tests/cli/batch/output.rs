//! Where prints and reports go, and what happens where they cannot.

use std::fs;
use std::io::Read as _;

use serde_json::{Value, json};

use super::{brief, line, lines, text};
use crate::desk::{Desk, PDF, repository};

#[test]
fn every_line_of_a_report_keeps_the_schema() {
    let published = |name: &str| -> Value {
        let text = fs::read_to_string(repository(&format!("schema/{name}.schema.json")));
        serde_json::from_str(&text.expect(name)).expect("JSON")
    };
    let (mut report, findings) = (published("report"), published("findings"));
    // Beside each other they are published; here one holds the other.
    let item = &mut report["properties"]["findings"]["items"];
    assert_eq!(*item, json!({"$ref": "findings.schema.json#/$defs/finding"}));
    *item = json!({"$ref": "#/$defs/finding"});
    report["$defs"] = findings["$defs"].clone();
    let schema = jsonschema::options().offline().build(&report).expect("a schema");

    let desk = Desk::new();
    let wrong = line("wrong").replace("\"title\"", "\"titel\"");
    let fixable = line("fix").replace("Growth is back.", "Growth is  \\u202e back.");
    let many = line("many").replace(
        "\"thesis\"",
        &(0..30)
            .map(|n| format!("\"key-{n}\": 1, "))
            .collect::<String>()
            .chars()
            .chain("\"thesis\"".chars())
            .collect::<String>(),
    );
    let all = [line("good"), wrong, fixable, many, line("good"), line("trial-abort")];
    desk.put("briefs.jsonl", all.concat());
    for args in
        [["render", "--from", "briefs.jsonl"], ["check", "--from", "briefs.jsonl"]]
    {
        let report = format!("{}.jsonl", args[0]);
        desk.strata(&[&args[..], &["--report", &report]].concat()).assert(2);
        let records = desk.records(&report);
        assert_eq!(records.len(), 6);
        for record in records {
            if let Err(error) = schema.validate(&record) {
                panic!("{}: {error}\n{record:#}", error.instance_path());
            }
            let more = record["more"].as_u64().expect("a number");
            assert_eq!(more > 0, text(&record, "id") == "many", "{record}");
        }
    }
    let mut unknown = desk.records("check.jsonl").remove(0);
    unknown["verdcit"] = json!("printed");
    assert!(!schema.is_valid(&unknown));
    let own = desk.strata(&["schema", "--report"]).assert(0);
    assert_eq!(own.bytes, fs::read(repository("schema/report.schema.json")).expect("it"));
}

#[test]
fn an_archive_is_the_same_whoever_is_faster() {
    let desk = Desk::new();
    let twin = line("b-002").replace("back", "gone");
    let wrong = line("wrong").replace("\"title\"", "\"titel\"");
    desk.put("briefs.jsonl", format!("{}{twin}{wrong}{}", lines(9), line("last")));
    let archive = |jobs: &str, output: &str| {
        let args = ["render", "--from", "briefs.jsonl", "--to", "tar", "--jobs", jobs];
        let name = ["--name", "q3/{id}", "--report", &format!("{jobs}.jsonl")];
        let ran = desk.strata(&[&args[..], &name, &["-o", output]].concat()).assert(2);
        if output == "-" { ran.bytes } else { desk.read(output) }
    };
    let bytes = archive("1", "-");
    assert!(bytes == archive("3", "all.tar"));
    let mut entries = Vec::new();
    let mut tar = tar::Archive::new(bytes.as_slice());
    for entry in tar.entries().expect("entries") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let header = entry.header().clone();
        let owner = (header.uid().expect("one"), header.gid().expect("one"));
        assert_eq!((owner, header.mode().expect("one")), ((0, 0), 0o644));
        assert_eq!(header.mtime().expect("one"), 1_759_190_400, "its as-of date");
        let mut pdf = Vec::new();
        entry.read_to_end(&mut pdf).expect("whole");
        assert!(pdf.starts_with(PDF));
        entries.push(path);
    }
    let wanted: Vec<_> = (1..=9).map(|n| format!("q3/b-00{n}.pdf")).collect();
    assert_eq!(entries[..9], wanted);
    assert_eq!(entries[9..], ["q3/last.pdf"]);
    let order = |name: &str| -> Vec<_> {
        desk.records(name).iter().map(|it| it["n"].as_u64().expect("a number")).collect()
    };
    assert_eq!(order("3.jsonl"), (1..=12).collect::<Vec<_>>());
    assert_eq!(desk.list("."), ["1.jsonl", "3.jsonl", "all.tar", "briefs.jsonl"]);
}

#[test]
fn names_spread_over_folders() {
    let desk = Desk::new();
    let envelope = json!({"id": "own.id", "brief": brief("b")});
    desk.put("briefs.jsonl", format!("{envelope}\n{}", line("c")));
    let name = ["--name", "{key:2}/{id}", "--report", "r.jsonl", "-o", "print"];
    desk.strata(&[&["render", "--from", "briefs.jsonl"][..], &name].concat()).assert(0);
    for record in desk.records("r.jsonl") {
        let (key, output) = (text(&record, "key"), text(&record, "output"));
        assert_eq!(output, format!("{}/{}.pdf", &key[..2], text(&record, "id")));
        assert!(desk.read(&format!("print/{output}")).starts_with(PDF));
    }
    assert_eq!(desk.told("r.jsonl").keys().collect::<Vec<_>>(), ["c", "own.id"]);
    for (template, why) in [
        ("{name}", "`{name}` is none of"),
        ("print", "all have one name"),
        ("../{id}", "no name of a file within the folder"),
    ] {
        let args = ["render", "--from", "briefs.jsonl", "--name", template];
        desk.strata(&args).assert(2).says(why);
    }
}

#[test]
fn a_place_that_cannot_be_written_costs_its_brief() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(3));
    fs::create_dir_all(desk.path("print/b-002.pdf")).expect("a folder in the way");
    let args = ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
    desk.strata(&args).assert(2);
    let told = desk.told("r.jsonl");
    let fault = text(&told["b-002"], "fault");
    assert!(fault.starts_with("cannot write `print/b-002.pdf`: "), "{fault}");
    assert_eq!(desk.list("print"), ["b-001.pdf", "b-002.pdf", "b-003.pdf"]);
    assert_eq!(desk.list("print/b-002.pdf"), [""; 0]);
    // Once it is free, the rest is printed.
    fs::remove_dir(desk.path("print/b-002.pdf")).expect("removed");
    desk.strata(&[&args[..], &["--resume"]].concat())
        .assert(0)
        .says("1 printed, 2 done before");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_closed_costs_all_briefs_and_no_line() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(2));
    fs::create_dir(desk.path("print")).expect("a folder");
    let closed = fs::Permissions::from_mode(0o555);
    fs::set_permissions(desk.path("print"), closed).expect("closed");
    if fs::write(desk.path("print/own"), "").is_ok() {
        // Nothing is closed to the superuser.
        return;
    }
    let args = ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "r.jsonl"];
    desk.strata(&args).assert(2);
    for record in desk.records("r.jsonl") {
        assert!(text(&record, "fault").ends_with("permission denied"), "{record}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_said_and_leaves_no_part() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(3));
    let args =
        ["render", "--from", "briefs.jsonl", "-o", "print", "--report", "/dev/full"];
    desk.strata(&args).assert(2).says("cannot write the report: no space left");
    desk.assert_alone();
    // Files that must stay small stand for a disk with little room.
    let mut shell = std::process::Command::new("sh");
    let run = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
    shell.args([
        "-c",
        run,
        env!("CARGO_BIN_EXE_strata"),
        "render",
        "--from",
        "briefs.jsonl",
    ]);
    shell.args(["-o", "small", "--report", "r.jsonl"]).current_dir(desk.path("."));
    let ended = shell.output().expect("a shell");
    assert_eq!(
        ended.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let records = desk.records("r.jsonl");
    assert_eq!(records.len(), 3);
    for record in records {
        assert!(text(&record, "fault").starts_with("cannot write `small/"), "{record}");
    }
    assert_eq!(desk.list("small"), [""; 0]);
}

#[test]
fn a_reader_of_the_report_that_has_enough_ends_the_run_quietly() {
    let desk = Desk::new();
    let args = ["check", "--from", "-", "--report", "-", "--quiet"];
    let mut run = desk.start(&args);
    drop(run.stdout.take());
    let fed = std::io::Write::write_all(
        run.stdin.as_mut().expect("a pipe"),
        lines(500).as_bytes(),
    );
    // It may be gone before it has read them all.
    drop(fed);
    let ended = run.wait_with_output().expect("ended");
    assert_eq!(ended.status.code(), Some(0));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(!said.contains("cannot"), "{said}");
    desk.assert_alone();
}
