//! The seed as a hurried analyst first types it in, and what is found in it: at least the
//! lost qualifiers and the tensions that its data can show.

use strata_check::{Format, Input, Limits, Report, check};

/// The file, whose snapshot stands beside those of the cases.
pub(crate) const NAIVE: &str = "amazon-seed.yaml";

const TEXT: &str = include_str!("../cases/amazon-seed.yaml");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/snapshots");

fn report() -> Report {
    let (format, limits) = (Format::Yaml, Limits::default());
    let input = Input { name: NAIVE, bytes: TEXT.as_bytes(), format, limits };
    check(&input).expect_err("the seed as first typed in has errors")
}

#[test]
fn the_seed_is_answered_as_was_read_and_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(NAIVE, strata_emit::short(&report())));
}

/// What the seed says wrongly and its data can show: the words of the line, and the rule.
/// A finding may point at the line itself or name it beside its own place.
const FOUND: [(&str, &str); 17] = [
    // One number, two periods.
    ("$115.9B annual capex creates moat", "L031"),
    ("label: Connect ARR", "L034"),
    ("{connect} ARR", "L034"),
    // A superlative, an only one, a few that can.
    ("the largest capex cycle in company history", "L074"),
    ("the only scaled alternative", "L074"),
    ("Few companies can", "L074"),
    ("layer is the stickiest part", "L074"),
    ("fastest since 2022", "L074"),
    // Twice of what, higher than what, since when.
    ("value: 2x", "L035"),
    ("value: 4x", "L035"),
    ("label: Higher purchase completion", "L035"),
    ("  kiro:", "L030"),
    // Numbers that are typed, in whatever notation.
    ("Added 3.8 gigawatts of power", "L032"),
    ("(+78 percent YoY)", "L032"),
    ("Has 100K+ developers", "L032"),
    ("$12.8B in returns", "L032"),
    // Nobody can tell where any of it is from.
    ("figures:", "L010"),
];

#[test]
fn what_the_data_can_show_is_found() {
    let report = report();
    for (words, code) in FOUND {
        let line = TEXT.lines().position(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("`{words}` is not in the seed")) + 1;
        let found = report.findings().iter().any(|one| {
            one.finding().rule().code == code && one.region().start.line == line
        });
        assert!(found, "no {code} in line {line}, `{words}`");
    }
}

/// One mistake, one finding: no line is told twice to do the same thing.
#[test]
fn no_place_is_found_fault_with_twice_by_one_rule() {
    let report = report();
    let mut places: Vec<_> = report
        .findings()
        .iter()
        .map(|one| (one.finding().rule().code, one.region().bytes.start))
        .collect();
    let all = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), all);
}
