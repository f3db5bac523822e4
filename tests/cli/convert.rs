//! `strata convert`: nothing lost but layout, nothing overwritten.

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL};

const COMMENTED: &str = "\
# yaml-language-server: $schema=./brief.schema.json
# The whole story.

strata: \"1\"
title: Back to growth # for now
subject: {name: Example Bakeries plc}
as-of: 2025-09-30

# What we say.
thesis:
  - id: growth
    kind: observation
    # It is.
    text: Growth is back.
";

/// What is written anew has its day in quotes: older tools read no text without them.
fn dated(text: &str) -> String {
    text.replace("2025-09-30", "\"2025-09-30\"")
}

#[test]
fn the_name_of_the_output_says_what_to_write() {
    let desk = Desk::new();
    desk.put("a.yaml", COMMENTED);
    desk.strata(&["convert", "a.yaml", "-o", "b.toml"]).assert(0).says("wrote b.toml");
    assert_snapshot!(String::from_utf8_lossy(&desk.read("b.toml")));
    desk.strata(&["convert", "b.toml", "-o", "c.yaml"]).assert(0);
    assert_eq!(String::from_utf8_lossy(&desk.read("c.yaml")), dated(COMMENTED));
    desk.strata(&["check", "b.toml"]).assert(0);
}

#[test]
fn comments_that_json_cannot_hold_are_counted() {
    let desk = Desk::new();
    desk.put("a.yaml", COMMENTED).put("small.yaml", SMALL);
    assert_snapshot!(desk.strata(&["convert", "a.yaml", "--to", "json"]).assert(0));
    let ran = desk.strata(&["convert", "small.yaml", "--to", "json"]).assert(0);
    assert_eq!(ran.err, "");
    let back =
        desk.fed(&["convert", "-", "--input-format", "json", "--to", "yaml"], ran.out);
    assert_eq!(back.assert(0).out, dated(SMALL).replace("\nthesis", "\n\nthesis"));
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::new();
    desk.put("a.yaml", SMALL).put("b.toml", "mine");
    assert_snapshot!(desk.strata(&["convert", "a.yaml", "-o", "b.toml"]).assert(2));
    assert_eq!(desk.read("b.toml"), b"mine");
    desk.strata(&["convert", "a.yaml", "-o", "a.yaml"]).assert(2);
    assert_eq!(desk.read("a.yaml"), SMALL.as_bytes());
}

#[test]
fn what_is_to_be_written_must_be_said() {
    let desk = Desk::new();
    desk.put("a.yaml", SMALL);
    desk.strata(&["convert", "a.yaml"]).assert(2).says("--to");
    desk.strata(&["convert", "a.yaml", "-o", "-"]).assert(2).says("--to yaml");
    assert_snapshot!(desk.strata(&["convert", "a.yaml", "-o", "b.txt"]).assert(2));
    desk.strata(&["convert", "a.yaml", "-o", "b.txt", "--to", "toml"]).assert(0);
    assert_eq!(desk.list("."), ["a.yaml", "b.txt"]);
}

#[test]
fn what_cannot_be_said_in_toml_is_shown() {
    let desk = Desk::new();
    desk.put("a.yaml", "strata: \"1\"\ntitle:\n");
    assert_snapshot!(desk.strata(&["convert", "a.yaml", "-o", "b.toml"]).assert(1));
    assert_eq!(desk.list("."), ["a.yaml"]);
}
