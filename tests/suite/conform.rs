//! The files conform to PDF/UA-1 and PDF/A-3a, and a file that does not is told apart.

use std::sync::LazyLock;

use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use regex::bytes::Regex;

use crate::print::{briefs, dictionaries_mut, is, metadata, metadata_id};

pub(crate) const STANDARDS: [&str; 2] = ["ua1", "3a"];

/// The clauses of a standard that a file breaks, such as `7.18.3-1`, sorted.
pub(crate) fn broken(pdf: &[u8], standard: &str) -> Vec<String> {
    let profile: ValidationProfile = standard.parse().expect("a standard");
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(pdf, &options).expect("a file");
    let mut clauses: Vec<_> =
        report.failures.iter().map(|it| clause(&it.rule_id)).collect();
    assert_eq!(report.is_compliant, clauses.is_empty(), "{clauses:?}");
    clauses.retain(|clause| clause != LENGTHS || !lengths_hold(pdf));
    clauses.sort();
    clauses.dedup();
    clauses
}

/// The clause that the length of a stream is the one that is declared. Where the last byte
/// of packed data happens to be a carriage return, the validator takes it for a part of the
/// line end that follows; so the lengths are counted here.
const LENGTHS: &str = "6.1.7.1-1";

/// Whether each stream ends where it says it does.
fn lengths_hold(pdf: &[u8]) -> bool {
    static BEGIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s-u)/Length ([0-9]+).{0,600}?>> *stream\r?\n").expect("a pattern")
    });
    let streams: Vec<_> = BEGIN.captures_iter(pdf).collect();
    let hold = streams.iter().all(|stream| {
        let digits = std::str::from_utf8(&stream[1]).expect("digits");
        let end = stream.get(0).expect("a match").end();
        let at = end + digits.parse::<usize>().expect("a length");
        pdf.get(at..).is_some_and(|rest| rest.starts_with(b"\nendstream"))
    });
    hold && streams.len() == pdf.windows(9).filter(|it| it == b"endstream").count()
}

/// `7.18.3-1` of `ISO 14289-1:2014:7.18.3:1`.
fn clause(rule: &str) -> String {
    let mut parts = rule.rsplit(':');
    let (number, clause) = (parts.next(), parts.next());
    format!("{}-{}", clause.unwrap_or_default(), number.unwrap_or_default())
}

#[test]
fn the_shipped_briefs_conform() {
    for (name, brief) in briefs() {
        for standard in STANDARDS {
            assert_eq!(broken(&brief.pdf, standard), [""; 0], "{name}, {standard}");
        }
    }
}

/// A fault that is made in a file, and the clauses it breaks.
struct Fault {
    name: &'static str,
    /// Makes it, and says in how many places.
    make: fn(&mut Document) -> usize,
    ua1: &'static [&'static str],
    a3: &'static [&'static str],
}

const FAULTS: [Fault; 9] = [
    Fault {
        name: "figures without a description",
        make: |file| remove(file, b"Alt"),
        ua1: &["7.3-1"],
        a3: &[],
    },
    Fault {
        name: "no language",
        make: |file| {
            let catalog = file.catalog_mut().expect("a catalog");
            usize::from(catalog.remove(b"Lang").is_some())
        },
        ua1: &["7.2-2", "7.2-22", "7.2-24", "7.2-30", "7.2-33", "7.2-34"],
        a3: &[],
    },
    Fault {
        name: "no title",
        make: |file| {
            let id = metadata_id(file);
            let all = metadata(file);
            let (before, rest) = all.split_once("<dc:title>").expect("a title");
            let (_, after) = rest.split_once("</dc:title>").expect("a title");
            let without = format!("{before}{after}").into_bytes();
            let stream = file.get_object_mut(id).and_then(Object::as_stream_mut);
            stream.expect("metadata").set_plain_content(without);
            let info = file.trailer.get(b"Info").and_then(Object::as_reference);
            let info = info.and_then(|id| file.get_dictionary_mut(id));
            usize::from(info.expect("information").remove(b"Title").is_some())
        },
        ua1: &["7.1-9"],
        a3: &[],
    },
    Fault {
        name: "title not shown",
        make: |file| remove(file, b"ViewerPreferences"),
        ua1: &["7.1-10"],
        a3: &[],
    },
    Fault {
        name: "no order of tabs",
        make: |file| remove(file, b"Tabs"),
        ua1: &["7.18.3-1"],
        a3: &[],
    },
    Fault {
        name: "links without a description",
        make: |file| {
            let links = dictionaries_mut(file).filter(|it| is(it, b"Subtype", b"Link"));
            links.filter_map(|link| link.remove(b"Contents")).count()
        },
        ua1: &["7.18.1-2", "7.18.5-2"],
        a3: &[],
    },
    Fault {
        name: "attachment without relationship",
        make: |file| remove(file, b"AFRelationship"),
        ua1: &[],
        a3: &["6.8-3"],
    },
    Fault {
        name: "faces left out",
        make: |file| remove(file, b"FontFile3"),
        ua1: &["7.21.4.1-1"],
        a3: &["6.2.11.4.1-1"],
    },
    Fault {
        name: "letters unknown",
        make: |file| remove(file, b"ToUnicode"),
        ua1: &["7.21.7-1"],
        a3: &["6.2.11.7.2-1"],
    },
];

fn remove(file: &mut Document, key: &[u8]) -> usize {
    dictionaries_mut(file).filter_map(|dict| dict.remove(key)).count()
}

/// The file of a brief after an edit.
fn edited(pdf: &[u8], edit: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut file = Document::load_mem(pdf).expect("a file");
    edit(&mut file);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    bytes
}

#[test]
fn a_file_that_does_not_conform_is_told_apart() {
    let (_, brief) = briefs()[0];
    let mut wrong = Vec::new();
    for fault in &FAULTS {
        let mut places = 0;
        let file = edited(&brief.pdf, |file| places = (fault.make)(file));
        assert!(places > 0, "{}: nothing was changed", fault.name);
        for (standard, expected) in [("ua1", fault.ua1), ("3a", fault.a3)] {
            let found = broken(&file, standard);
            if found != expected {
                wrong.push(format!(
                    "{}, {standard}: {found:?}, not {expected:?}",
                    fault.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reading and writing a file without a fault breaks nothing.
#[test]
fn a_file_that_is_saved_again_conforms() {
    let (_, brief) = briefs()[0];
    let again = edited(&brief.pdf, |_| {});
    assert!(again != brief.pdf);
    for standard in STANDARDS {
        assert_eq!(broken(&again, standard), [""; 0], "{standard}");
    }
}

/// The excuse for a length is no excuse for a wrong one.
#[test]
fn a_wrong_length_is_told_apart() {
    let (_, brief) = briefs()[0];
    assert!(lengths_hold(&brief.pdf));
    let at = brief.pdf.windows(8).position(|it| it == b"/Length ").expect("a stream");
    let mut file = brief.pdf.clone();
    file[at + 8] = if file[at + 8] == b'1' { b'2' } else { b'1' };
    assert!(!lengths_hold(&file));
}

#[test]
fn half_a_file_is_no_file() {
    let (_, brief) = briefs()[0];
    let half = &brief.pdf[..brief.pdf.len() / 2];
    for standard in STANDARDS {
        let profile: ValidationProfile = standard.parse().expect("a standard");
        let options = ValidationOptions::default().profile(profile);
        assert!(validate_pdf_bytes(half, &options).is_err(), "{standard}");
    }
}
