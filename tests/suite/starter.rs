//! The briefs that `strata new` writes: read the same by tools of YAML 1.1, and printed to
//! the standards.

use granit_parser::{Event, Parser, ScalarStyle};
use regex::Regex;
use strata_check::{Format, Input, Limits, convert, format};
use strata_view::design::Design;

use crate::conform::{STANDARDS, broken};
use crate::data::accepted;
use crate::print::printed;

#[path = "../../crates/cli/src/starter.rs"]
mod written;

use written::{Period, RESULTS, STRATEGY, fill};

fn starters() -> impl Iterator<Item = String> {
    let names = ["acme-2025q3", "acme-2025q4", "acme-2025"];
    let filled = |starter, name: &str| {
        let period = Period::of_name(name).expect("a period");
        fill(starter, &name.parse().expect("an id"), period)
    };
    [STRATEGY, RESULTS]
        .into_iter()
        .flat_map(move |starter| names.map(|name| filled(starter, name)))
}

/// What a reader of YAML 1.1 takes for something else than a text (yaml.org/type).
fn typed() -> Regex {
    let forms = [
        "~|null|Null|NULL|",
        "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE",
        "on|On|ON|off|Off|OFF",
        "[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)",
        "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?",
        "[-+]?(?:[0-9][0-9_]*)?\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+",
        "[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)",
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?",
        "<<|=",
    ];
    Regex::new(&format!("^(?:{})$", forms.join("|"))).expect("a pattern")
}

/// The plain scalars that are no text to such a reader.
fn elsewhere(text: &str) -> Vec<String> {
    let typed = typed();
    let events = Parser::new_from_str(text).map(|event| event.expect("YAML").0);
    let plain = events.filter_map(|event| match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) => Some(text.into_owned()),
        _ => None,
    });
    plain.filter(|text| typed.is_match(text)).collect()
}

#[test]
fn the_starters_are_all_texts_to_every_reader() {
    for starter in starters() {
        assert_eq!(elsewhere(&starter), [""; 0]);
        let bare =
            starter.replace("as-of: \"", "as-of: ").replace("\" # the day", " # the day");
        assert_eq!(elsewhere(&bare).len(), 1, "a date is told");
    }
    let others = "[10:30, yes, 2025-1-2, 0755, 1_000, .5, 1e3, ~, a, 2025-10, Q3 2025]";
    assert_eq!(elsewhere(others).len(), 8);
}

/// What `convert` writes out of JSON, too, and what `fmt` leaves in quotes.
#[test]
fn what_is_written_anew_is_all_texts_to_every_reader() {
    fn input(text: &str, format: Format) -> Input<'_> {
        Input { name: "brief", bytes: text.as_bytes(), format, limits: Limits::default() }
    }
    for starter in starters() {
        let yaml = input(&starter, Format::Yaml);
        assert_eq!(format(&yaml).expect("it is clean"), starter);
        let json = convert(&yaml, Format::Json).expect("it is clean").text;
        let yaml = convert(&input(&json, Format::Json), Format::Yaml);
        assert_eq!(elsewhere(&yaml.expect("it is clean").text), [""; 0]);
    }
}

#[test]
fn what_is_written_prints_to_the_standards() {
    for starter in starters() {
        let checked = accepted("starter", &starter, Format::Yaml);
        let brief = printed(checked, &Design::default());
        for standard in STANDARDS {
            assert_eq!(broken(&brief.pdf, standard), [""; 0], "{standard}");
        }
    }
}
