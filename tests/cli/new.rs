//! `strata new`: a start that is complete, and nothing overwritten.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, repository};

#[test]
fn the_starter_is_complete_and_clean() {
    let desk = Desk::new();
    assert_snapshot!(desk.strata(&["new", "acme-2026q1"]).assert(0));
    assert_eq!(desk.list("."), ["acme-2026q1.yaml", "brief.schema.json"]);
    let text = String::from_utf8(desk.read("acme-2026q1.yaml")).expect("text");
    let modeline = "# yaml-language-server: $schema=./brief.schema.json\n";
    assert!(text.starts_with(modeline));
    assert!(text.contains("\nid: acme-2026q1\n"));
    desk.strata(&["fmt", "--check", "acme-2026q1.yaml"]).assert(0);
    desk.strata(&["check", "acme-2026q1.yaml", "--deny", "warnings"])
        .assert(0)
        .says("no findings");
    desk.strata(&["render", "acme-2026q1.yaml"]).assert(0).says("wrote acme-2026q1.pdf");
}

#[test]
fn without_a_name_it_is_brief() {
    let desk = Desk::new();
    desk.strata(&["new"]).assert(0).says("wrote brief.yaml");
    assert_eq!(desk.list("."), ["brief.schema.json", "brief.yaml"]);
}

#[test]
fn a_path_and_an_ending_are_understood() {
    let desk = Desk::new();
    fs::create_dir(desk.path("briefs")).expect("a folder");
    desk.strata(&["new", "briefs/acme.yaml"]).assert(0).says("wrote briefs/acme.yaml");
    assert_eq!(desk.list("briefs"), ["acme.yaml", "brief.schema.json"]);
    desk.strata(&["new", "gone/acme"]).assert(2).says("the folder `gone` does not exist");
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::new();
    desk.put("acme.yaml", "mine");
    assert_snapshot!(desk.strata(&["new", "acme"]).assert(2));
    assert_eq!(desk.read("acme.yaml"), b"mine");
    assert_eq!(desk.list("."), ["acme.yaml"]);

    desk.put("brief.schema.json", "{}");
    desk.strata(&["new", "other"]).assert(0).says("brief.schema.json was there already");
    assert_eq!(desk.read("brief.schema.json"), b"{}");
}

#[test]
fn a_name_must_be_an_id() {
    let desk = Desk::new();
    for name in ["Acme", "acme 2026", "acme--2026", "..", "acme.pdf", ""] {
        let ran = desk.strata(&["new", name]).assert(2);
        assert!(ran.err.contains("error: "), "{ran}");
    }
    assert!(desk.list(".").is_empty());
    assert_snapshot!(desk.strata(&["new", "Acme"]));
}

#[test]
fn the_schema_is_the_one_of_the_repository() {
    let desk = Desk::with_good();
    let kept = fs::read(repository("schema/brief.schema.json")).expect("the schema");
    assert!(desk.strata(&["schema"]).assert(0).bytes == kept, "`strata schema` differs");
    assert!(desk.read("brief.schema.json") == kept, "the schema of `new` differs");
}
