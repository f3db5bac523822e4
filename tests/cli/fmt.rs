//! `strata fmt`: in place, as a filter, and without writing.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL, repository};

/// The small brief as it might be typed.
const TYPED: &str = "\
title:   'Back to growth'   # the title
strata: '1'
subject: { name: Example Bakeries plc }
as-of: 2025-09-30


thesis:
- {id: growth, kind: observation, text: Growth is back.}
";

/// The same laid out.
const LAID_OUT: &str = "\
strata: \"1\"
title: Back to growth # the title
subject: {name: Example Bakeries plc}
as-of: 2025-09-30

thesis:
  - {id: growth, kind: observation, text: Growth is back.}
";

#[test]
fn a_brief_is_laid_out_in_place() {
    let desk = Desk::new();
    desk.put("a.yaml", TYPED);
    desk.strata(&["fmt", "a.yaml"]).assert(0).says("wrote a.yaml");
    assert_eq!(String::from_utf8_lossy(&desk.read("a.yaml")), LAID_OUT);
    desk.strata(&["fmt", "a.yaml"]).assert(0).says("nothing to change");
    assert_eq!(desk.list("."), ["a.yaml"]);
}

#[test]
fn a_brief_that_is_laid_out_is_not_written() {
    let desk = Desk::new();
    desk.put("a.yaml", LAID_OUT);
    let time = || fs::metadata(desk.path("a.yaml")).and_then(|it| it.modified()).ok();
    let before = time();
    desk.strata(&["fmt", "a.yaml", "--quiet"]).assert(0);
    assert_eq!(time(), before);
}

#[test]
fn a_check_lists_what_would_change_and_writes_nothing() {
    let desk = Desk::new();
    desk.put("a.yaml", TYPED).put("b.yaml", LAID_OUT);
    let ran = desk.strata(&["fmt", "--check", "a.yaml", "b.yaml"]).assert(1);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("a.yaml\n", ""));
    assert_eq!(desk.read("a.yaml"), TYPED.as_bytes());
    desk.strata(&["fmt", "--check", "b.yaml"]).assert(0);
}

#[test]
fn a_diff_shows_what_would_change_and_writes_nothing() {
    let desk = Desk::new();
    desk.put("a.yaml", TYPED);
    assert_snapshot!(desk.strata(&["fmt", "--diff", "a.yaml"]).assert(0));
    assert_eq!(desk.read("a.yaml"), TYPED.as_bytes());
    desk.strata(&["fmt", "--diff", "--check", "a.yaml"]).assert(1);
}

#[test]
fn standard_input_is_filtered() {
    let desk = Desk::new();
    let ran = desk.fed(&["fmt", "-"], TYPED).assert(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (LAID_OUT, ""));
    let ran = desk.fed(&["fmt", "-"], LAID_OUT).assert(0);
    assert_eq!(ran.out, LAID_OUT);
    let json = r#"{"title": "Back", "strata": "1"}"#;
    let ran = desk.fed(&["fmt", "-", "--input-format", "json"], json).assert(0);
    assert_eq!(ran.out, "{\n  \"strata\": \"1\",\n  \"title\": \"Back\"\n}\n");
    let ran = desk.fed(&["fmt", "-", "--check"], TYPED).assert(1);
    assert_eq!(ran.out, "<stdin>\n");
}

#[test]
fn what_cannot_be_read_stays_and_stops_no_other() {
    let desk = Desk::new();
    desk.put("bad.yaml", "title: [never closed\n").put("a.yaml", TYPED);
    let ran = desk.strata(&["fmt", "bad.yaml", "gone.yaml", "a.yaml"]).assert(2);
    assert_snapshot!(ran);
    assert_eq!(desk.read("bad.yaml"), b"title: [never closed\n");
    assert_eq!(desk.read("a.yaml"), LAID_OUT.as_bytes());
    let ran = desk.fed(&["fmt", "-"], "title: [never closed\n").assert(1);
    assert_eq!(ran.out, "");
}

#[test]
fn a_brief_need_not_be_right_to_be_laid_out() {
    let desk = Desk::new();
    desk.put("a.yaml", "titel:   x\nstrata: '1'\n");
    desk.strata(&["fmt", "a.yaml"]).assert(0);
    assert_eq!(desk.read("a.yaml"), b"titel: x\nstrata: \"1\"\n");
}

/// What an editor writes while a command waits for its turn is read by it.
#[test]
fn what_is_written_meanwhile_is_kept() {
    let desk = Desk::new();
    desk.put("a.yaml", TYPED);
    let file = fs::File::open(desk.path("a.yaml")).expect("a file");
    file.lock().expect("a lock");
    let mut fmt = desk.command(&["fmt", "a.yaml"]).spawn().expect("strata starts");
    desk.put("a.yaml", format!("{TYPED}# more\n"));
    drop(file);
    assert!(fmt.wait().expect("strata ends").success());
    assert_eq!(
        String::from_utf8_lossy(&desk.read("a.yaml")),
        format!("{LAID_OUT}# more\n")
    );
}

#[test]
fn the_line_ends_of_windows_are_kept_in_every_language() {
    let desk = Desk::with_good();
    let amazon =
        fs::read_to_string(repository("data/amazon-2025q3.yaml")).expect("a brief");
    desk.put("a.yaml", &amazon)
        .put("block.yaml", "# c\nstrata: \"1\"\ntitle: |-\n  a\n  b\n");
    for base in ["a", "block"] {
        for to in ["json", "toml"] {
            let (from, name) = (format!("{base}.yaml"), format!("{base}.{to}"));
            desk.strata(&["convert", &from, "-o", &name]).assert(0);
        }
        for to in ["yaml", "json", "toml"] {
            let (name, windows) = (format!("{base}.{to}"), format!("{base}-w.{to}"));
            desk.strata(&["fmt", &name]).assert(0);
            let lines = String::from_utf8(desk.read(&name)).expect("text");
            let crlf = lines.replace('\n', "\r\n");
            desk.put(&windows, &crlf);
            desk.strata(&["fmt", "--check", &windows]).assert(0);
            for at in [&name, &windows] {
                desk.strata(&["set", at, "id", "other"]).says(" id: ");
            }
            let set = String::from_utf8(desk.read(&name)).expect("text");
            assert_eq!(
                desk.read(&windows),
                set.replace('\n', "\r\n").as_bytes(),
                "{name}"
            );
            // The same is said, to the letter.
            let data = |name: &str| {
                desk.strata(&["convert", name, "--to", "json"])
                    .assert(0)
                    .out
                    .replace('\r', "")
            };
            assert_eq!(data(&windows), data(&name));
        }
    }
    desk.put("fix.yaml", "strata: \"1\"\r\ntitel: T\r\n");
    desk.strata(&["check", "--unsafe-fixes", "fix.yaml"]).assert(1);
    assert_eq!(desk.read("fix.yaml"), b"strata: \"1\"\r\ntitle: T\r\n");
}

#[test]
fn mixed_line_ends_become_what_most_are() {
    let desk = Desk::new();
    for (text, after, ends) in [
        (
            "strata: \"1\"\r\nid: a\r\ntitle: T\n",
            "strata: \"1\"\r\nid: a\r\ntitle: T\r\n",
            "CRLF",
        ),
        ("strata: \"1\"\r\ntitle: T\n", "strata: \"1\"\ntitle: T\n", "LF"),
    ] {
        desk.put("a.yaml", text);
        let ran = desk.strata(&["fmt", "a.yaml"]).assert(0);
        ran.says(&format!("a.yaml: its line ends are mixed; laid out, all are {ends}\n"));
        assert_eq!(String::from_utf8_lossy(&desk.read("a.yaml")), after);
        assert!(!desk.strata(&["fmt", "a.yaml"]).assert(0).err.contains("mixed"));
    }
}

#[test]
fn the_briefs_that_ship_are_laid_out() {
    let desk = Desk::with_good();
    desk.put("small.yaml", SMALL);
    let amazon = repository("data/amazon-2025q3.yaml");
    let nvidia = repository("data/nvidia-2026q3.yaml");
    let path = |path: &std::path::Path| path.to_string_lossy().into_owned();
    desk.strata(&[
        "fmt",
        "--check",
        "--diff",
        "good.yaml",
        &path(&amazon),
        &path(&nvidia),
    ])
    .assert(0);
}
