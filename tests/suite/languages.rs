//! Briefs in German and in French: nothing is held against their words, and the pages hold
//! every figure as their readers write it.

use std::sync::LazyLock;

use regex::Regex;
use strata_check::Format;
use strata_view::design::Design;

use crate::conform::broken;
use crate::data::{AMAZON, NVIDIA, accepted};
use crate::print::{Printed, approve, printed, tree};
use crate::reader::{fold, lost, read, strings};

const GERMAN: &str = include_str!("languages/baeckerei.yaml");
const FRENCH: &str = include_str!("languages/boulangerie.yaml");
const BRIEFS: [(&str, &str); 2] = [("german", GERMAN), ("french", FRENCH)];

fn pages(text: &str) -> Printed {
    printed(accepted("brief", text, Format::Yaml), &Design::default())
}

#[test]
fn nothing_is_held_against_their_words() {
    for (name, text) in BRIEFS {
        let checked = accepted(name, text, Format::Yaml);
        let report = checked.report();
        // What is not read of a language is noted of every brief in it.
        let doubts = report.errors() + report.warnings();
        assert_eq!(doubts, 0, "{}", strata_emit::human(report, false));
    }
}

#[test]
fn the_pages_and_what_a_screen_reader_is_told() {
    for (name, text) in BRIEFS {
        let brief = pages(text);
        let pages = 1..=brief.document.pages();
        let text: Vec<_> = pages.map(|page| brief.document.text(page)).collect();
        approve(name, "text", &text.join("\n\n"));
        let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
        approve(name, "tree", &tree::told(&file));
        for standard in ["ua1", "3a"] {
            assert_eq!(broken(&brief.pdf, standard), [""; 0], "{name}, {standard}");
        }
    }
}

/// The digits of a quantity and every sentence without a reference; the separators of the
/// number are exchanged here by a rule of this test, not by the press.
#[test]
fn another_reader_finds_every_figure() {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("[0-9][0-9,]*(\\.[0-9]+)?").expect("a pattern"));
    let quantities =
        ["value", "prior", "tolerance", "low", "high", "threshold", "history"];
    let texts = [
        "title", "deck", "text", "label", "name", "lead", "locator", "because", "notice",
    ];
    for (name, text) in BRIEFS {
        let brief = pages(text);
        let mut said = Vec::new();
        for (key, text) in strings(brief.checked.brief()) {
            if quantities.contains(&key.as_str()) {
                let number = NUMBER.find(&text).expect("a number").as_str();
                let group = if name == "german" { "." } else { "" };
                let swapped: Vec<_> =
                    number.split('.').map(|part| part.replace(',', group)).collect();
                said.push((key, swapped.join(",")));
            } else if texts.contains(&key.as_str()) && !text.contains('{') {
                said.push((key, text));
            }
        }
        assert!(said.len() >= 40, "{name}: only {}", said.len());
        let read = read(&brief);
        let lost = lost(&said, &read);
        assert!(lost.is_empty(), "{name} has lost:\n{}", lost.join("\n"));
        assert!(!read.contains(&fold("1234.5")), "{name}");
    }
}

/// The labels and numbers of another language over the same data: longer words, the same
/// pages, nothing lost or overlapping.
#[test]
fn the_shipped_briefs_print_in_every_language() {
    for (text, of_october) in [(AMAZON, true), (NVIDIA, false)] {
        for (language, day) in [
            ("en-GB", "31\u{a0}October\u{a0}2025"),
            ("de-DE", "31.\u{a0}Oktober\u{a0}2025"),
            ("fr-FR", "31\u{a0}octobre\u{a0}2025"),
        ] {
            let text = text.replace("language: en-US", &format!("language: {language}"));
            let brief = pages(&text);
            assert!(brief.document.pages() <= 6, "{language}");
            let first = brief.document.text(1);
            assert_eq!(first.contains(day), of_october, "{language}: {first}");
        }
    }
}
