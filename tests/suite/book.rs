//! Several briefs bound into one file: each whole, none in the way of another.

use lopdf::{Dictionary, Document};
use strata_check::{Checked, Format};
use strata_proof::verify::Bytes;
use strata_proof::{enclosed, verify};
use strata_render::bind;
use strata_view::design::Design;

use crate::conform::broken;
use crate::data::accepted;
use crate::print::briefs;

const SMALL: &str = "\
strata: \"1\"
title: Back to growth
language: en-GB
subject: {name: Example Bakeries plc}
as-of: 2026-02-28
thesis:
  - {id: growth, kind: observation, text: Growth is back.}
disclosures: {author: A. Baker, positions: None., ai-use: None.}
";

fn three() -> Vec<Checked> {
    let [(_, amazon), (_, nvidia), ..] = briefs();
    let small = accepted("small", SMALL, Format::Yaml);
    vec![amazon.checked.clone(), nvidia.checked.clone(), small]
}

fn bound(briefs: &[Checked], design: &Design) -> Vec<u8> {
    let book = bind(briefs, design).and_then(|book| book.pdf());
    book.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_book_conforms_and_proves_itself() {
    let briefs = three();
    for watermark in [None, "confidential".parse().ok()] {
        let design = Design { watermark, ..Design::default() };
        let pdf = bound(&briefs, &design);
        for standard in ["ua1", "3a"] {
            assert_eq!(broken(&pdf, standard), [""; 0], "{standard}");
        }
        let found = verify(&pdf, &[]).expect("a file that can be read");
        assert_eq!(found.bytes, Bytes::Identical);
        assert!(
            (found.verdict() == strata_proof::verify::Verdict::Verified)
                && found.strings > 600,
            "{}",
            found.strings
        );
    }
}

#[test]
fn the_data_of_each_brief_have_a_name_of_their_own() {
    let mut briefs = three();
    briefs.push(briefs[0].clone());
    let back = enclosed(&bound(&briefs, &Design::default())).expect("the data");
    let names: Vec<_> = back.briefs.iter().map(|it| it.name.as_str()).collect();
    let wanted = [
        "amazon-2025q3.json",
        "nvidia-2026q3.json",
        "brief-3.json",
        "amazon-2025q3-2.json",
    ];
    assert_eq!(names, wanted);
    for (data, brief) in back.briefs.iter().zip(&briefs) {
        assert!(data.bytes == brief.canonical().expect("JSON"), "{}", data.name);
    }
    assert!(back.imprint.is_some_and(|it| it.book));
}

#[test]
fn pages_count_on_and_each_brief_has_its_own_heads() {
    let book = bind(&three(), &Design::default()).expect("a book");
    let [(_, amazon), (_, nvidia), ..] = briefs();
    let (first, second) = (amazon.document.pages(), nvidia.document.pages());
    assert_eq!(book.pages(), 1 + first + second + 1);
    let contents = book.text(1).replace('\u{a0}', " ");
    for (title, page) in [
        ("Owning the rails of AI", 2),
        ("Selling the build-out", 2 + first),
        ("Back to growth", 2 + first + second),
    ] {
        // The title, what is known of the brief, the page.
        let mut entry = contents.lines().skip_while(|line| !line.starts_with(title));
        assert_eq!(entry.nth(2), Some(page.to_string().as_str()), "{contents}");
        // A brief begins without a running head, which would come before its kind.
        let text = book.text(page);
        assert!(text.starts_with("Strategy brief"), "{text}");
        assert!(text.contains(&format!("Page {page} of {}", book.pages())), "{text}");
    }
    assert!(contents.contains("as of February 28, 2026"), "the latest day: {contents}");
    assert!(book.text(3).starts_with("Amazon"), "{}", book.text(3));
    assert!(book.text(3 + first).starts_with("NVIDIA"), "{}", book.text(3 + first));
    // The data are named as they are attached.
    let method = book.text(1 + first);
    let method = method.replace(|c: char| c.is_whitespace() || c == '\u{200b}', "");
    assert!(method.contains("attachedasamazon-2025q3.json,SHA-256"), "{method}");
}

/// What a page says alone, it says in the book; but for its number.
#[test]
fn a_brief_is_set_in_a_book_as_it_is_alone() {
    let book = bind(&three(), &Design::default()).expect("a book");
    let (_, amazon) = briefs()[0];
    for page in 1..amazon.document.pages() {
        let without = |text: String| match text.rfind("Page ") {
            Some(at) => text[..at].to_owned(),
            None => text,
        };
        let alone = without(amazon.document.text(page));
        assert_eq!(without(book.text(page + 1)), alone, "page {page}");
    }
}

#[test]
fn the_outline_has_a_branch_for_each_brief() {
    let pdf = bound(&three(), &Design::default());
    let file = Document::load_mem(&pdf).expect("a file");
    let inner = |dict: &Dictionary, key: &[u8]| {
        dict.get_deref(key, &file).and_then(|it| it.as_dict()).ok().cloned()
    };
    let mut next =
        inner(&inner(file.catalog().expect("it"), b"Outlines").expect("it"), b"First");
    let mut branches = Vec::new();
    while let Some(item) = next {
        let title = item.get(b"Title").and_then(lopdf::decode_text_string);
        branches.push((title.expect("a title"), item.has(b"First")));
        next = inner(&item, b"Next");
    }
    let branch = |title: &str, more| (title.to_owned(), more);
    let wanted = [
        branch("Contents", false),
        branch("Amazon: Owning the rails of AI", true),
        branch("NVIDIA: Selling the build-out", true),
        branch("Example Bakeries plc: Back to growth", true),
    ];
    assert_eq!(branches, wanted);
}

#[test]
fn the_same_briefs_give_the_same_book_and_their_order_counts() {
    let mut briefs = three();
    let book = bound(&briefs, &Design::default());
    assert!(bound(&briefs, &Design::default()) == book);
    briefs.reverse();
    assert!(bound(&briefs, &Design::default()) != book);
    assert!(bind(&[], &Design::default()).is_err());
}
