//! What may stand behind `--from`, and what goes with it.

use std::fs;

use super::{line, lines, text};
use crate::desk::{Desk, SMALL, TYPO};

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("briefs/2026")).expect("folders");
    desk.put("briefs/b.yaml", SMALL).put("briefs/a.json", line("own-id"));
    desk.put("briefs/2026/c.yml", TYPO).put("briefs/prices.json", "[1, 2]");
    desk.put("briefs/2026/b.toml", "strata = \"1\"\ntitle = 1\n");
    desk.put("briefs/huge.yaml", SMALL.replace("back", &"x".repeat(1 << 21)));
    let args = ["check", "--from", "briefs", "--report", "r.jsonl", "--jobs", "1"];
    let ran = desk.strata(&args).assert(2);
    let mut records = desk.records("r.jsonl");
    records.sort_by_key(|it| it["n"].as_u64());
    let told: Vec<_> =
        records.iter().map(|it| (text(it, "source"), text(it, "verdict"))).collect();
    assert_eq!(
        told,
        [
            ("briefs/2026/b.toml", "refused"),
            ("briefs/2026/c.yml", "refused"),
            ("briefs/a.json", "passed"),
            ("briefs/b.yaml", "failed"),
            ("briefs/huge.yaml", "refused"),
        ]
    );
    assert_eq!(records[3]["fault"], "the name `b` is taken: brief 1 has it");
    assert!(records[4]["key"].is_null());
    assert!(ran.err.contains("passed over 1 file that is no brief: briefs/prices.json"));
    assert!(ran.err.contains("briefs/2026/c.yml:2:1: error[S001 unknown-key]"), "{ran}");
    let more = ["check", "--from", "briefs/2026", "--from", "briefs", "--quiet"];
    assert_eq!(desk.strata(&more).code, Some(2), "the second time, names are taken");
}

#[test]
fn what_is_no_source_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    desk.put("brief.yaml", SMALL).put("briefs.jsonl", lines(1));
    fs::create_dir(desk.path("empty")).expect("a folder");
    let refused: [(&[&str], &str); 9] = [
        (&["--from", "brief.yaml"], "is no folder and no file of JSON Lines"),
        (&["--from", "none"], "cannot read `none`: no such file or folder"),
        (&["--from", "-", "--from", "-"], "standard input can be read once only"),
        (&["--from", "briefs.jsonl", "brief.yaml"], "cannot be used with"),
        (&["--from", "briefs.jsonl", "-o", "a.pdf"], "`a.pdf` is no folder"),
        (&["--from", "briefs.jsonl", "-o", "-"], "cannot share standard output"),
        (&["--from", "briefs.jsonl", "--book"], "cannot be used with"),
        (&["--from", "briefs.jsonl", "--pages", "1"], "cannot be used with"),
        (&["--from", "briefs.jsonl", "--input-format", "yaml"], "does not go with"),
    ];
    for (args, why) in refused {
        let args = [&["render"][..], args].concat();
        desk.strata(&args).assert(2).says(why);
    }
    desk.strata(&["check", "--from", "briefs.jsonl", "--fix"]).assert(2);
    for option in ["--report=r", "--shard=1/2", "--timeout=9", "--to=tar", "--name={id}"]
    {
        desk.strata(&["render", option, "brief.yaml"])
            .assert(2)
            .says("cannot be used with");
        desk.strata(&["render", option]).assert(2).says("--from <SOURCE>");
    }
    let archive = ["render", "--from", "briefs.jsonl", "--to", "tar", "--report", "-"];
    desk.strata(&archive).assert(2).says("cannot share standard output");
    assert_eq!(desk.list("."), ["brief.yaml", "briefs.jsonl", "empty"]);
    desk.strata(&["check", "--from", "empty"])
        .assert(2)
        .says("there is no brief in `empty`");
    // No brief at all is no fault of a stream.
    desk.fed(&["check", "--from", "-"], "\n\n").assert(0).says("no brief");
}

#[test]
fn the_project_file_holds_for_each_of_them() {
    let desk = Desk::new();
    for folder in ["briefs/strict", "briefs/broken"] {
        fs::create_dir_all(desk.path(folder)).expect("a folder");
    }
    let warned = line("warned").replace("\"positions\":\"None.\",", "");
    let is_warned = |desk: &Desk| {
        desk.put("one.jsonl", &warned);
        let args = ["check", "--from", "one.jsonl", "--report", "-"];
        let ran = desk.strata(&args);
        let record: serde_json::Value = serde_json::from_str(&ran.out).expect("a line");
        (
            ran.code,
            record["warnings"].as_u64() > Some(0),
            text(&record, "verdict").to_owned(),
        )
    };
    assert_eq!(is_warned(&desk), (Some(0), true, "passed".into()));
    desk.put("strata.toml", "deny = \"warnings\"\n");
    assert_eq!(is_warned(&desk), (Some(1), true, "refused".into()));
    let named = ["check", "--from", "one.jsonl", "--no-project"];
    desk.strata(&named).assert(0);
    fs::remove_file(desk.path("strata.toml")).expect("removed");

    desk.put("briefs/loose.json", &warned).put("briefs/strict/tight.json", &warned);
    desk.put("briefs/strict/strata.toml", "deny = \"warnings\"\n");
    desk.put("briefs/broken/lost.json", &warned);
    desk.put("briefs/broken/strata.toml", "deny = 1\n");
    desk.put("briefs/broken/too.json", &warned);
    let ran =
        desk.strata(&["check", "--from", "briefs", "--report", "r.jsonl"]).assert(2);
    assert_eq!(ran.err.matches("error[J002").count(), 1, "{ran}");
    let told = desk.told("r.jsonl");
    let verdicts = ["loose", "tight", "lost"].map(|id| text(&told[id], "verdict"));
    assert_eq!(verdicts, ["passed", "refused", "failed"]);
    assert!(text(&told["lost"], "fault").contains("briefs/broken/strata.toml"));
    // What holds for all of them is looked at first.
    desk.put("strata.toml", "deny = 1\n");
    desk.strata(&["check", "--from", "one.jsonl"]).assert(1).says("error[J002");
    fs::rename(desk.path("strata.toml"), desk.path("briefs/strata.toml")).expect("moved");
    desk.strata(&["check", "--from", "one.jsonl"]).assert(0);
    let ran = desk.strata(&["render", "--from", "briefs", "-o", "print"]).assert(1);
    ran.says("nothing written: the project file has errors");
    assert!(!desk.path("print").exists());
}

#[test]
fn no_more_than_the_first_findings_are_said() {
    let desk = Desk::new();
    let wrong = |n: usize| line(&format!("b-{n}")).replace("\"title\"", "\"titel\"");
    desk.put("briefs.jsonl", (0..30).map(wrong).collect::<String>());
    let args = ["check", "--from", "briefs.jsonl", "--report", "r.jsonl"];
    let ran = desk.strata(&args).assert(1);
    let lines: Vec<_> = ran.err.lines().collect();
    assert_eq!(lines.len(), 12, "{ran}");
    assert!(lines[..10].iter().all(|it| it.starts_with("briefs.jsonl:")), "{ran}");
    assert!(lines[10].starts_with("30 refused"), "{ran}");
    assert_eq!(lines[11], "all findings are in `r.jsonl`");
}
