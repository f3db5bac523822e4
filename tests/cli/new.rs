//! `strata new`: a start that is complete, and nothing overwritten.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, repository};

const KINDS: [&str; 2] = ["strategy", "results"];

#[test]
fn a_starter_is_complete_and_clean() {
    for kind in KINDS {
        let desk = Desk::new();
        let args = ["new", "acme-2026q1", "--kind", kind];
        assert_snapshot!(format!("wrote_{kind}"), desk.strata(&args).assert(0));
        assert_eq!(desk.list("."), ["acme-2026q1.yaml", "brief.schema.json"]);
        let text = String::from_utf8(desk.read("acme-2026q1.yaml")).expect("text");
        let modeline = "# yaml-language-server: $schema=./brief.schema.json\n";
        assert!(text.starts_with(modeline));
        assert_snapshot!(format!("starter_{kind}"), text);
        let rendered = desk.strata(&["render", "acme-2026q1.yaml"]).assert(0);
        rendered.says("wrote acme-2026q1.pdf");
        desk.strata(&["verify", "acme-2026q1.pdf"]).assert(0);
    }
}

/// The last of them takes its dates from the day of the test.
#[test]
fn a_starter_is_clean_in_every_quarter_and_language() {
    for kind in KINDS {
        for id in ["a-2024q1", "a-2024q2", "a-2025q3", "a-2025q4", "a-2024", "acme"] {
            let desk = Desk::new();
            let file = format!("{id}.yaml");
            desk.strata(&["new", id, "--kind", kind]).assert(0);
            desk.strata(&["fmt", "--check", &file]).assert(0);
            for other in ["a.toml", "a.json"] {
                desk.strata(&["convert", &file, "-o", other]).assert(0);
            }
            let check = ["check", &file, "a.toml", "a.json", "--deny", "warnings"];
            let checked = desk.strata(&check).assert(0).says("no findings");
            assert!(checked.out.is_empty(), "{checked}");
        }
    }
}

#[test]
fn without_a_kind_it_is_a_strategy() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.strata(&["new", "acme"]).assert(0);
    other.strata(&["new", "acme", "--kind", "strategy"]).assert(0);
    assert_eq!(desk.read("acme.yaml"), other.read("acme.yaml"));
    assert_snapshot!(desk.strata(&["new", "acme", "--kind", "wrong"]).assert(2));
}

#[test]
fn without_a_name_it_is_named_after_the_last_quarter() {
    let desk = Desk::new();
    desk.strata(&["new"]).assert(0).says("wrote example-20");
    let [schema, brief] = desk.list(".").try_into().expect("two files");
    assert_eq!(schema, "brief.schema.json");
    let tail = brief.strip_prefix("example-").and_then(|it| it.strip_suffix(".yaml"));
    let (year, quarter) = tail.and_then(|it| it.split_once('q')).expect(&brief);
    let text = String::from_utf8(desk.read(&brief)).expect("text");
    assert!(text.contains(&format!("\nperiod: Q{quarter} {year}\n")), "{text}");
}

#[test]
fn a_year_is_a_fiscal_year_or_its_last_quarter() {
    for (kind, period) in [("strategy", "FY 2025"), ("results", "Q4 2025")] {
        let desk = Desk::new();
        desk.strata(&["new", "acme-2025", "--kind", kind]).assert(0);
        let text = String::from_utf8(desk.read("acme-2025.yaml")).expect("text");
        let head = format!("\nperiod: {period}\nas-of: \"2026-01-30\" ");
        assert!(text.contains(&head), "{text}");
    }
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
    for name in ["Acme", "acme 2026", "acme--2026", "..", "acme.pdf", "", "no", "null"] {
        let ran = desk.strata(&["new", name]).assert(2);
        assert!(ran.err.contains("error: "), "{ran}");
    }
    assert!(desk.list(".").is_empty());
    assert_snapshot!(desk.strata(&["new", "Acme"]));
}

#[test]
fn the_schema_is_the_one_of_the_repository() {
    let desk = Desk::new();
    desk.strata(&["new", "acme"]).assert(0);
    let kept = fs::read(repository("schema/brief.schema.json")).expect("the schema");
    assert!(desk.strata(&["schema"]).assert(0).bytes == kept, "`strata schema` differs");
    assert!(desk.read("brief.schema.json") == kept, "the schema of `new` differs");
}
