//! What the printed briefs look like, as text: pages, view, blocks, file and structure.
//!
//! Text says what changed where a picture only says that something did. A snapshot that
//! changes is read before it is accepted.

pub(crate) mod file;
pub(crate) mod tree;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use strata_check::{Checked, Format};
use strata_render::{Document, preflight, typeset};
use strata_view::design::Design;

use crate::data;
pub(crate) use file::{dictionaries_mut, is, metadata, metadata_id};

/// A brief on its way through the press.
pub(crate) struct Printed {
    pub(crate) checked: Checked,
    pub(crate) document: Document,
    pub(crate) pdf: Vec<u8>,
}

static AMAZON: LazyLock<Printed> = LazyLock::new(|| shipped("amazon", data::AMAZON));
static NVIDIA: LazyLock<Printed> = LazyLock::new(|| shipped("nvidia", data::NVIDIA));
static LINE: LazyLock<Printed> = LazyLock::new(|| shipped("line", data::LINE));
static STORES: LazyLock<Printed> = LazyLock::new(|| shipped("stores", data::STORES));

/// The shipped briefs, set once for all tests.
pub(crate) fn briefs() -> [(&'static str, &'static Printed); 4] {
    [("amazon", &AMAZON), ("nvidia", &NVIDIA), ("line", &LINE), ("stores", &STORES)]
}

fn shipped(name: &str, text: &str) -> Printed {
    printed(data::accepted(name, text, Format::Yaml), &Design::default())
}

/// Sets and writes a brief that the press must accept.
pub(crate) fn printed(checked: Checked, design: &Design) -> Printed {
    let refused = preflight(&checked, design);
    assert!(!refused.has_errors(), "{}", strata_emit::human(&refused, false));
    let document = match typeset(&checked, design) {
        Ok(document) => document,
        Err(error) => panic!("{error}"),
    };
    let pdf = document.pdf().expect("a file");
    Printed { checked, document, pdf }
}

pub(crate) fn approve(name: &str, what: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("print/snapshots");
    settings.bind(|| insta::assert_snapshot!(format!("{name}-{what}"), text));
}

#[test]
fn the_words_on_the_pages() {
    for (name, brief) in briefs() {
        let mut text = String::new();
        for page in 1..=brief.document.pages() {
            let _ = writeln!(text, "-- page {page} --\n{}\n", brief.document.text(page));
        }
        approve(name, "text", &text);
    }
}

/// An XML parser reads every page; its links are the addresses of the sources and of those
/// who wrote.
#[test]
fn pages_drawn_as_svg_are_xml() {
    let mut all = BTreeSet::new();
    for (name, brief) in briefs() {
        let of = brief.checked.brief();
        let sources = of.sources.values().filter_map(|it| it.url.as_ref());
        let people = of.authors.iter().filter_map(|it| it.contact.as_ref());
        let known: BTreeSet<_> = sources.chain(people).map(ToString::to_string).collect();
        let mut led = BTreeSet::new();
        for page in 1..=brief.document.pages() {
            let svg = brief.document.svg(page).expect("a page");
            let svg = roxmltree::Document::parse(&svg).expect("XML");
            let links = svg.descendants().filter_map(|it| it.attribute("href"));
            led.extend(links.filter(|it| !it.starts_with('#')).map(str::to_owned));
        }
        assert_eq!(led, known, "{name}");
        all.extend(led);
    }
    assert!(all.iter().any(|it| it.contains('&')), "{all:?}");
}

/// In millimetres, so that a moved block is seen and a moved hair is not.
#[test]
fn where_the_blocks_stand() {
    for (name, brief) in briefs() {
        let mut text = String::from("page     x    y  width height  place\n");
        for area in brief.document.areas() {
            let _ = writeln!(
                text,
                "{:4}  {:4.0} {:4.0}  {:5.0}  {:5.0}  {}",
                area.page, area.x, area.y, area.width, area.height, area.place
            );
        }
        approve(name, "blocks", &text);
    }
}

#[test]
fn what_the_file_says_of_itself() {
    for (name, brief) in briefs() {
        let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
        approve(name, "file", &file::told(&file));
    }
}

#[test]
fn what_a_screen_reader_is_told() {
    for (name, brief) in briefs() {
        let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
        approve(name, "tree", &tree::told(&file));
    }
}

#[test]
fn the_data_travel_with_the_print() {
    for (name, brief) in briefs() {
        let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
        let attached = file::attachments(&file);
        // The data, and how they were printed.
        assert_eq!(attached.len(), 2, "{name}");
        assert!(
            attached[0].1 == brief.checked.canonical().expect("JSON"),
            "{name}: other data"
        );

        // Who takes them out can print them again.
        let text = String::from_utf8(attached[0].1.clone()).expect("UTF-8");
        let again = data::accepted(name, &text, Format::Json);
        assert!(printed(again, &Design::default()).pdf == brief.pdf, "{name}");
    }
}

/// Beside the same file with each object on its own, unpacked, as Typst writes it. How it
/// stands beside the best of another program is seen by `.ci/run`.
#[test]
fn a_printed_file_is_small() {
    for (name, brief) in briefs() {
        let mut file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
        let mut plain = Vec::new();
        file.save_to(&mut plain).expect("written");
        let (small, plain) = (brief.pdf.len(), plain.len());
        assert!(small < plain / 2, "{name}: {small} bytes, and {plain} without `shrink`");
    }
}
