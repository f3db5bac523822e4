//! The same brief gives the same bytes, however and whenever it is written down.

use serde_json::Value;
use strata_check::Format;
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};

use crate::data::accepted;
use crate::print::{briefs, printed};
use crate::write::{Dice, json, toml, yaml};

#[test]
fn twice_the_same_brief_gives_the_same_bytes() {
    for (name, brief) in briefs() {
        let again = printed(brief.checked.clone(), &Design::default());
        assert!(again.pdf == brief.pdf, "{name}");
        assert!(brief.document.pdf().is_ok_and(|pdf| pdf == brief.pdf), "{name}");
    }
}

#[test]
fn another_language_and_order_give_the_same_bytes() {
    for (name, brief) in briefs() {
        let canonical = brief.checked.canonical().expect("JSON");
        let value: Value = serde_json::from_slice(&canonical).expect("JSON");
        let dice = &mut Dice::of(7);
        let toml = toml(&value, dice).expect("no null in a brief");
        for (format, text) in [
            (Format::Yaml, yaml(&value, dice)),
            (Format::Json, json(&value, dice)),
            (Format::Toml, toml),
        ] {
            let again =
                printed(accepted("another name", &text, format), &Design::default());
            assert!(again.pdf == brief.pdf, "{name} as {format:?}");
        }
    }
}

/// What is chosen about the look, and every word of the data, is in the bytes.
#[test]
fn another_brief_or_design_gives_other_bytes() {
    let (name, brief) = briefs()[1];
    for design in [
        Design { paper: Paper::UsLetter, ..Design::default() },
        Design { density: Density::Close, ..Design::default() },
    ] {
        assert!(printed(brief.checked.clone(), &design).pdf != brief.pdf, "{design:?}");
    }
    let canonical =
        String::from_utf8(brief.checked.canonical().expect("JSON")).expect("UTF-8");
    let other = canonical.replacen("build-out", "buildout", 1);
    assert_ne!(other, canonical);
    let other = printed(accepted(name, &other, Format::Json), &Design::default());
    assert!(other.pdf != brief.pdf);
}
