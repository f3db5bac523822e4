//! Texts that make other engines of patterns go back and forth, in the place of every scalar.

use strata_check::Format::Yaml;

use crate::{all_bounded, content, file};

/// The length at which a quadratic engine takes seconds, and an exponential one for ever.
const LENGTH: usize = 5_000;

/// Nearly of the form of some scalar, over and over, and at the end not.
const NEARLY: [(&str, &str); 6] =
    [("a", "!"), ("1", "x "), ("1,", "!"), ("a-", "-"), ("a + ", "!"), (" ", "!")];

/// Each scalar with a fragment in which it stands.
const PLACES: [(&str, &str); 17] = [
    ("quantity", "figures: {f: {label: F, value: '@'}}"),
    ("change", "figures: {f: {label: F, change: '@'}}"),
    ("period", "figures: {f: {label: F, period: '@'}}"),
    ("derivation", "figures: {f: {label: F, derivation: '@'}}"),
    ("decimals", "figures: {f: {label: F, value: $5B, decimals: '@'}}"),
    ("name", "figures: {f: {label: '@'}}"),
    ("reference", "figures: {f: {label: F, source: '@'}}"),
    ("dimension", "figures: {f: {label: F, dimensions: {? '@' : x}}}"),
    ("id", "figures: {? '@' : {label: F}}"),
    ("label", "periods: {? '@' : 2025-01-01/2025-03-31}"),
    ("interval", "periods: {Q1 2025: '@'}"),
    ("unit", "units: {? '@' : A unit.}"),
    ("url", "sources: {s: {title: S, tier: own, url: '@'}}"),
    ("date", "sources: {s: {title: S, tier: own, date: '@'}}"),
    ("count", "stale-after: '@'"),
    ("language", "language: '@'"),
    ("prose", "deck: '@'"),
];

#[test]
fn no_pattern_goes_back_and_forth() {
    let files = PLACES.into_iter().flat_map(|(scalar, place)| {
        NEARLY.into_iter().map(move |(part, end)| {
            let text = format!("{}{end}", part.repeat(LENGTH / part.len()));
            let name = format!("{scalar}: {part}…{end}");
            let brief = content::brief(&format!("{}\n", place.replace('@', &text)));
            // Which of its faults is told depends on the scalar: that it is one, does not.
            file(name, Yaml, brief, &["S"])
        })
    });
    all_bounded(|| files.collect());
}
