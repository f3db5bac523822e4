//! What stands on the pages is copied and searched as it is written: letters with marks,
//! long words, long tokens, amounts.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use strata_check::{Format, Located, Severity};
use strata_proof::verify::{Verdict, verify};
use strata_render::{Document, preflight, typeset};
use strata_view::design::Design;

use crate::data::{AMAZON, accepted};

const MARKS: &str = include_str!("copied/marks.yaml");
const WORDS: &str = include_str!("copied/woerter.yaml");

/// Tells only where a line may end.
const SILENT: [char; 3] = ['\u{200B}', '\u{2060}', '\u{FEFF}'];

fn printed(text: &str, format: Format) -> Document {
    let brief = accepted("brief", text, format);
    typeset(&brief, &Design::default()).expect("printed")
}

/// The lines of all pages.
fn lines(document: &Document) -> Vec<String> {
    let pages = (1..=document.pages()).map(|page| document.text(page));
    pages.flat_map(|page| page.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The text of all pages with its lines joined, and words that were hyphenated.
fn joined(document: &Document) -> String {
    let text = lines(document).join("\n");
    let text = text.replace("\u{AD}\n", "").replace('\u{A0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wanted(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty())
}

#[test]
fn letters_with_marks_are_copied_once_and_as_they_are_written() {
    let document = printed(MARKS, Format::Yaml);
    let text = joined(&document);
    for line in wanted(include_str!("copied/marks.txt")) {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("Ọ̀Ọ̀"), "{text}");
    let pdf = document.pdf().expect("written");
    let verified = verify(&pdf, &[]).expect("read");
    assert_eq!(verified.verdict(), Verdict::Verified, "{:?}", verified.missing);
}

#[test]
fn no_mark_of_a_break_is_on_the_pages() {
    for (text, name) in [(WORDS, "words"), (MARKS, "marks"), (AMAZON, "amazon")] {
        let document = printed(text, Format::Yaml);
        for line in lines(&document) {
            assert!(!line.contains(SILENT), "{name}: {line:?}");
            let inside = line.trim_end().trim_end_matches('\u{AD}');
            assert!(!inside.contains('\u{AD}'), "{name}: {line:?}");
        }
        let pdf = document.pdf().expect("written");
        let file = lopdf::Document::load_mem(&pdf).expect("read");
        for object in file.objects.values() {
            let Ok(entries) = object.as_dict() else { continue };
            for key in [&b"Title"[..], b"Alt", b"Contents"] {
                let text = entries.get(key).and_then(lopdf::decode_text_string);
                let text = text.unwrap_or_default();
                assert!(!text.contains(SILENT), "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn a_long_word_ends_a_line_with_a_hyphen_and_a_token_without() {
    let document = printed(WORDS, Format::Yaml);
    let (lines, text) = (lines(&document), joined(&document));
    assert!(lines.iter().filter(|line| line.trim_end().ends_with('\u{AD}')).count() > 3);
    let whole = text.replace(' ', "");
    for line in wanted(include_str!("copied/woerter.txt")) {
        assert!(whole.contains(&line.replace(' ', "")), "{line}\n{text}");
    }
    for token in ["529900T8BM49AURSDO55", "0009876543-25-000417"] {
        assert!(text.contains(token), "{token}");
    }
    assert_eq!(verify(&document.pdf().expect("written"), &[]).expect("read").missing, []);
}

#[test]
fn no_line_ends_in_an_amount() {
    let document = printed(WORDS, Format::Yaml);
    let lines = lines(&document);
    let amounts =
        ["+$35M", "+$48M", "20 bp–25 bp", "$9.0–$9.5", "120–140 %", "−$3bn–−$2bn"];
    for amount in amounts {
        let at = |line: &String| line.replace('\u{A0}', " ").contains(amount);
        assert!(lines.iter().any(at), "{amount}\n{lines:#?}");
    }
    // In the text, which is wide enough for it: not in the cell of a key figure.
    let long = "−123.456.789.012,345678\u{A0}CHF";
    assert!(lines.iter().filter(|line| line.contains(long)).count() > 3, "{lines:#?}");
}

#[test]
fn a_running_head_is_shortened_at_a_word_and_a_missing_edition_is_left_out() {
    let lines = lines(&printed(WORDS, Format::Yaml));
    let head = lines.iter().find(|line| line.contains('…') && line.contains("H1 2025"));
    let head =
        head.expect("a head on the second page").split(" …").next().expect("words");
    assert!(WORDS.contains(head.split("  ").last().unwrap_or(head).trim()), "{head}");
    assert!(!lines.iter().any(|line| line.contains("Ausgabe")), "{lines:#?}");
    let marked = joined(&printed(MARKS, Format::Yaml));
    assert!(marked.contains("edition 2") && marked.contains("example.com/investors/…"));
}

/// A brief with a text in every kind of place.
fn said(text: &str) -> Value {
    json!({
        "strata": "1", "title": text, "deck": text, "as-of": "2025-09-30",
        "subject": { "name": text, "fiscal-year": "calendar" },
        "disclosures": { "author": text, "positions": "None.", "ai-use": "None." },
        "thesis": [{ "id": "main", "kind": "observation", "text": text }],
        "sections": [{ "title": text, "lead": text, "blocks": [
            { "text": { "paragraphs": [text] } },
        ] }],
        "verdict": { "text": [text] },
    })
}

#[test]
fn a_mark_without_room_is_refused_with_its_letter() {
    for (text, named) in [
        ("e\u{301}\u{301}\u{301}\u{301}x", "(U+0065 U+0301 U+0301 U+0301 U+0301)"),
        ("It is \u{301} alone.", "(U+0020 U+0301)"),
    ] {
        let brief = said(text).to_string();
        let brief = accepted("brief", &brief, Format::Json);
        let report = preflight(&brief, &Design::default());
        let errors: Vec<_> = report.findings().iter().map(Located::finding).collect();
        assert!(!errors.is_empty(), "{text}");
        for error in errors {
            assert_eq!((error.rule().code, error.severity()), ("R001", Severity::Error));
            assert!(error.message().contains(named), "{}", error.message());
            assert!(error.path().is_some());
        }
    }
}

/// Whatever marks letters have: they are refused before the press, or printed and found.
#[test]
fn any_letter_with_marks_is_printed_or_refused() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::with_cases(64), rng);
    let letters = "[A-Za-zÀ-žƠ-ǰẠ-ỹα-ωА-я][\u{300}-\u{304}\u{306}-\u{30C}\u{323}\u{327}\u{328}\u{331}]{0,2}";
    let words = prop::collection::vec(letters, 2);
    let printed = Cell::new(0);
    let tried = runner.run(&words, |words| {
        let text = words.join(" ");
        let brief = said(&text).to_string();
        let brief = accepted("brief", &brief, Format::Json);
        let refused = preflight(&brief, &Design::default());
        if refused.has_errors() {
            return Ok(());
        }
        let document = typeset(&brief, &Design::default());
        let document =
            document.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let pdf =
            document.pdf().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let verified =
            verify(&pdf, &[]).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(verified.verdict(), Verdict::Verified, "{}", text);
        let once = document.text(1).matches(&*text).count();
        printed.set(printed.get() + 1);
        prop_assert!(once >= 4, "{once} of {text} in\n{}", document.text(1));
        Ok(())
    });
    tried.expect("printed or refused");
    assert!((5..60).contains(&printed.get()), "{} were printed", printed.get());
}
