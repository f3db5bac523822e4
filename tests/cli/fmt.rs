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
