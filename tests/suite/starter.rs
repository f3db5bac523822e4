//! The brief that `strata new` writes is read the same by tools of YAML 1.1.

use granit_parser::{Event, Parser, ScalarStyle};
use regex::Regex;

const STARTER: &str = include_str!("../../crates/cli/src/starter.yaml");

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
fn the_starter_is_all_texts_to_every_reader() {
    assert_eq!(elsewhere(STARTER), [""; 0]);
    let bare = STARTER.replace('"', "");
    assert!(elsewhere(&bare).contains(&"2025-09-30".to_owned()), "the dates are told");
    let others = "[10:30, yes, 2025-1-2, 0755, 1_000, .5, 1e3, ~, a, 2025-10, Q3 2025]";
    assert_eq!(elsewhere(others).len(), 8);
}

/// What `convert` writes out of JSON, too, and what `fmt` leaves in quotes.
#[test]
fn what_is_written_anew_is_all_texts_to_every_reader() {
    use strata_check::{Format, Input, Limits, convert, format};
    let input =
        |bytes, format| Input { name: "brief", bytes, format, limits: Limits::default() };
    let formatted =
        format(&input(STARTER.as_bytes(), Format::Yaml)).expect("it is clean");
    assert_eq!(elsewhere(&formatted), [""; 0]);
    let json = convert(&input(STARTER.as_bytes(), Format::Yaml), Format::Json);
    let json = json.expect("it is clean").text;
    let yaml = convert(&input(json.as_bytes(), Format::Json), Format::Yaml);
    assert_eq!(elsewhere(&yaml.expect("it is clean").text), [""; 0]);
}
