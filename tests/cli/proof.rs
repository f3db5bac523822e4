//! `strata extract` and `strata verify`: a printed file gives its data back and proves itself.

use std::fs;

use insta::assert_snapshot;

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::with_good();
    desk.strata(&["render", "good.yaml", "-q"]).assert(0);
    desk
}

#[test]
fn the_data_are_written_as_they_are_attached() {
    let desk = desk();
    let out = desk.strata(&["extract", "good.pdf"]).assert(0);
    assert!(
        out.bytes.starts_with(b"{\n  \"strata\": \"1\"") && out.err.is_empty(),
        "{out}"
    );
    desk.strata(&["extract", "good.pdf", "-o", "back.json", "-q"]).assert(0);
    assert_eq!(desk.read("back.json"), out.bytes);
    // Printed again, they give the same file.
    desk.strata(&["render", "back.json", "-q"]).assert(0);
    assert!(desk.read("back.pdf") == desk.read("good.pdf"));
    desk.strata(&["extract", "good.pdf", "-o", "data/"]).assert(0);
    assert_eq!(desk.list("data"), ["brief.json"]);
    let piped = desk.fed(&["extract", "-"], desk.read("good.pdf")).assert(0);
    assert_eq!(piped.bytes, out.bytes);
}

#[test]
fn what_cannot_be_extracted_is_said() {
    let desk = desk();
    desk.put("text.pdf", "no pdf").put("cut.pdf", &desk.read("good.pdf")[..9_000]);
    desk.put("back.json", "");
    let refused = |args: &[&str]| desk.strata(args).assert(2).to_string();
    let told = [
        refused(&["extract", "text.pdf"]),
        refused(&["extract", "cut.pdf"]),
        refused(&["extract", "gone.pdf"]),
        refused(&["extract", "good.yaml"]),
        refused(&["extract", "good.pdf", "-o", "back.json"]),
        refused(&["extract", "good.pdf", "-o", "back.yaml"]),
        refused(&["extract", "good.pdf", "--brief", "other"]),
    ];
    assert_snapshot!(told.join("\n\n"));
    assert!(desk.read("back.json").is_empty());
}

#[test]
fn a_print_is_verified_and_a_copy_is_named() {
    let desk = desk();
    desk.strata(&["render", "good.yaml", "--mark", "draft", "-o", "marked.pdf"])
        .assert(0);
    let ran = desk.strata(&["verify", "good.pdf", "marked.pdf"]).assert(0);
    assert_snapshot!(ran);
    let quiet = desk.strata(&["verify", "good.pdf", "--quiet"]).assert(0);
    assert!(quiet.out.is_empty() && quiet.err.is_empty(), "{quiet}");
}

#[test]
fn a_file_that_was_changed_is_not_verified() {
    let desk = desk();
    let mut pdf = desk.read("good.pdf");
    pdf.extend_from_slice(b"\n");
    fs::write(desk.path("longer.pdf"), pdf).expect("a file");
    desk.put("text.pdf", "no pdf");
    let ran = desk.strata(&["verify", "longer.pdf", "good.pdf"]).assert(1);
    assert!(ran.out.contains("longer.pdf: refuted"), "{ran}");
    assert!(ran.out.contains("good.pdf: verified"), "{ran}");
    assert!(ran.out.contains("the bytes differ from byte"), "{ran}");
    desk.strata(&["verify", "longer.pdf", "text.pdf"]).assert(2).says("it is not a PDF");
}

/// The child that reads a stranger's file is nobody's command.
#[test]
fn the_mode_of_the_child_is_not_shown() {
    let desk = desk();
    for args in [&["--help"][..], &["completions", "bash"], &["verify", "--help"]] {
        let ran = desk.strata(args).assert(0);
        assert!(!ran.out.contains("confined"), "{ran}");
    }
    desk.strata(&["--confined"]).assert(2).says("for Strata itself");
    desk.strata(&["--confined", "dance", "", "x.pdf"]).assert(2);
}
