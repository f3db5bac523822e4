//! `strata set`: one value is another, and every other byte is as it was.

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL};

/// A brief with comments, quotes and blanks in places of their own.
const BRIEF: &str = "\
# Kept by hand.
strata: \"1\"
title:   Back to growth   # for now
subject: {name: Example Bakeries plc, fiscal-year: calendar}
as-of: 2025-09-30

figures:
  sales: {label: Sales, value: £4.2B, period: H1 2025, source: report}   # half a year
  margin: {label: Margin, value: 12.1%, period: H1 2025, source: report}

sources:
  report: {title: Half-year report, publisher: Example Bakeries plc, date: 2025-08-29, tier: issuer}

thesis:
  # The main message.
  - {id: growth, kind: judgment, text: \"Growth is back: {sales}.\", rests-on: [sales]}
";

/// The brief after a command, with the lines that differ.
#[track_caller]
fn set(args: &[&str]) -> (Desk, String) {
    let desk = Desk::new();
    desk.put("a.yaml", BRIEF);
    let ran = desk.strata(&[&["set", "a.yaml"], args].concat()).assert(0);
    assert!(ran.out.is_empty(), "{ran}");
    let after = String::from_utf8(desk.read("a.yaml")).expect("text");
    let new = after.lines().filter(|line| !BRIEF.lines().any(|old| old == *line));
    let said = format!("{}{}", ran.err, new.collect::<Vec<_>>().join("\n"));
    let kept =
        BRIEF.lines().filter(|line| !after.lines().any(|new| new == *line)).count();
    assert!(kept <= 1, "more than one line is gone: {after}");
    assert_eq!(desk.list("."), ["a.yaml"]);
    (desk, said)
}

#[test]
fn a_value_is_found_by_its_path_or_by_an_id() {
    let line = "  sales: {label: Sales, value: £4.3B, period: H1 2025, source: report}   # half a year";
    for path in ["figures.sales.value", "sales.value", "/figures/sales/value"] {
        let said = set(&[path, "£4.3B"]).1;
        assert_eq!(said, format!("set figures.sales.value: £4.2B -> £4.3B\n{line}"));
    }
    let said = set(&["title", "Growth: back"]).1;
    let line = "title:   \"Growth: back\"   # for now";
    assert_eq!(said, format!("set title: Back to growth -> Growth: back\n{line}"));
}

#[test]
fn lists_and_keys_grow_and_shrink() {
    let line =
        "  - {id: growth, kind: judgment, text: \"Growth is back: {sales}.\", rests-on: ";
    for (args, said, list) in [
        (
            ["growth.rests-on.-", "margin"],
            "added thesis.0.rests-on.1: margin",
            "[sales, margin]}",
        ),
        (
            ["growth.rests-on", "[margin, sales]"],
            "set thesis.0.rests-on: [sales] -> [margin, sales]",
            "[margin, sales]}",
        ),
    ] {
        assert_eq!(set(&args).1, format!("{said}\n{line}{list}"));
    }
    let said = set(&["deck", "--", "-5 % is enough."]).1;
    assert_eq!(said, "added deck: -5 % is enough.\ndeck: -5 % is enough.");
    let said = set(&["margin.change", "-1.2 pp yoy"]).1;
    assert!(said.starts_with("added figures.margin.change: -1.2 pp yoy\n"), "{said}");
    let said = set(&["disclosures.author", "Jane Doe"]).1;
    assert_eq!(
        said,
        "added disclosures.author: Jane Doe\ndisclosures: {author: Jane Doe}"
    );
    let said = set(&["margin", "--remove"]).1;
    assert_eq!(said, "removed figures.margin\n");
}

#[test]
fn what_is_so_already_is_left_alone() {
    let (desk, said) = set(&["sales.value", "£4.2B"]);
    assert_eq!(said, "figures.sales.value is £4.2B already\n");
    assert_eq!(desk.read("a.yaml"), BRIEF.as_bytes());
    assert_eq!(set(&["sales.value", "£4.3B", "--quiet"]).1.lines().count(), 1);
}

#[test]
fn an_edit_that_brings_an_error_is_shown_and_not_written() {
    let desk = Desk::new();
    desk.put("a.yaml", BRIEF);
    for (case, args) in [
        ("malformed", ["sales.value", "4.3 billion pounds"].as_slice()),
        ("dangling", &["growth.rests-on.-", "margins"]),
        ("unknown", &["sales.amount", "£4.3B"]),
        ("needed", &["title", "--remove"]),
        ("in_use", &["sales", "--remove"]),
    ] {
        let ran = desk.strata(&[&["set", "a.yaml"], args].concat()).assert(1);
        assert_snapshot!(case, ran);
        assert_eq!(desk.read("a.yaml"), BRIEF.as_bytes());
    }
}

#[test]
fn an_error_that_was_there_is_no_hindrance() {
    let desk = Desk::new();
    let wrong = BRIEF.replace("as-of: 2025-09-30", "as-of: 30 September");
    desk.put("a.yaml", &wrong);
    desk.strata(&["set", "a.yaml", "title", "Growth"]).assert(0).says("set title: ");
    desk.strata(&["set", "a.yaml", "as-of", "2025-09-30"]).assert(0);
    desk.strata(&["check", "a.yaml"]).assert(0);
}

#[test]
fn what_is_not_there_is_named() {
    let desk = Desk::new();
    desk.put("a.yaml", BRIEF);
    for (case, args) in [
        ("step", ["figures.sale.value", "£4.3B"].as_slice()),
        ("id", &["gowth.text", "T"]),
        ("key", &["sales.vlaue", "£4.3B"]),
        ("entry", &["thesis.1.text", "T"]),
        ("no_list", &["growth.rests-on", "margin"]),
        ("no_removal", &["sales.change", "--remove"]),
    ] {
        let ran = desk.strata(&[&["set", "a.yaml"], args].concat()).assert(2);
        assert_snapshot!(case, ran);
    }
    desk.put("b.yaml", "title: [\n");
    desk.strata(&["set", "b.yaml", "title", "T"]).assert(1).says("P100");
    for args in [
        ["set", "a.yaml", "title"].as_slice(),
        &["set", "a.yaml", "title", "T", "--remove"],
    ] {
        desk.strata(args).assert(2).says("--help");
    }
}

#[test]
fn a_patch_shows_what_would_change() {
    let desk = Desk::new();
    desk.put("a.yaml", BRIEF);
    assert_snapshot!(
        desk.strata(&["set", "a.yaml", "sales.value", "£4.3B", "--diff"]).assert(0)
    );
    assert_eq!(desk.read("a.yaml"), BRIEF.as_bytes());
}

#[test]
fn of_several_at_once_each_is_written() {
    let desk = Desk::new();
    let figures: String = (0..10).map(|n| format!("  f{n}: {{label: L{n}}}\n")).collect();
    desk.put("a.yaml", format!("{SMALL}figures:\n{figures}"));
    std::thread::scope(|scope| {
        for n in 0..10 {
            let desk = &desk;
            scope.spawn(move || {
                let (path, label) = (format!("figures.f{n}.label"), format!("New {n}"));
                desk.strata(&["set", "a.yaml", &path, &label]).assert(0);
            });
        }
    });
    let after = String::from_utf8(desk.read("a.yaml")).expect("text");
    assert_eq!(after.matches("label: New ").count(), 10, "{after}");
    assert_eq!(desk.list("."), ["a.yaml"]);
}

#[test]
fn a_brief_goes_through_the_streams() {
    let desk = Desk::new();
    let ran = desk.fed(&["set", "-", "title", "Growth"], SMALL).assert(0);
    assert_eq!(ran.out, SMALL.replace("Back to growth", "Growth"));
    let ran = ran.says("set title: Back to growth -> Growth");
    assert_eq!(ran.err.lines().count(), 1);
    let json = "{\"strata\": \"1\", \"title\": \"T\", \"as-of\": \"2025-09-30\", \"subject\": \
                {\"name\": \"N\"}, \"thesis\": [{\"id\": \"a\", \"kind\": \"observation\", \
                \"text\": \"Text.\"}]}";
    let ran =
        desk.fed(&["set", "-", "a.text", "\"So.\"", "--input-format", "json"], json);
    assert_eq!(ran.assert(0).out, json.replace("Text.", "\\\"So.\\\""));
    let broken = desk.fed(&["set", "-", "as-of", "today"], SMALL).assert(1);
    assert!(broken.out.is_empty());
}
