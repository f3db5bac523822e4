//! `strata render`: where the pages go.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, GOOD, PDF, PNG, SMALL, TYPO};

#[test]
fn a_brief_is_printed_under_its_name_in_the_current_folder() {
    let desk = Desk::new();
    fs::create_dir(desk.path("briefs")).expect("a folder");
    desk.strata(&["new", "briefs/good", "-q"]).assert(0);
    assert_snapshot!(desk.strata(&["render", "briefs/good.yaml"]).assert(0));
    assert!(desk.read("good.pdf").starts_with(PDF));
    assert_eq!(desk.list("."), ["briefs", "good.pdf"]);
}

#[test]
fn the_line_on_success_has_pages_and_size() {
    let desk = Desk::with_good();
    let ran = desk.strata(&["render", "good.yaml"]).assert(0);
    let line = ran.err.strip_prefix("wrote good.pdf (").expect("the line");
    let (pages, size) = line.split_once(", ").expect("two numbers");
    assert!(pages.ends_with(" page") || pages.ends_with(" pages"), "{ran}");
    assert!(size.ends_with(" KB)\n") && ran.out.is_empty(), "{ran}");
    let quiet = desk.strata(&["render", "good.yaml", "--quiet", "-o", "out/"]).assert(0);
    assert!(quiet.err.is_empty(), "{quiet}");
}

#[test]
fn a_brief_with_an_error_writes_nothing() {
    let desk = Desk::new();
    assert_snapshot!(
        desk.put("bad.yaml", TYPO).strata(&["render", "bad.yaml"]).assert(1)
    );
    assert_eq!(desk.list("."), ["bad.yaml"]);
}

/// By its letters before it is set, by its pages after that.
#[test]
fn a_brief_that_is_too_long_is_refused() {
    let desk = Desk::new();
    let amazon = include_str!("../../data/amazon-2025q3.yaml");
    desk.put("amazon.yaml", amazon);
    let most = |pages| desk.strata(&["render", "amazon.yaml", "--max-pages", pages]);
    assert_snapshot!(format!("{}\n{}", most("1").assert(1), most("4").assert(1)));
    let book = ["render", "amazon.yaml", "--book", "-o", "b.pdf", "--max-pages", "4"];
    desk.strata(&book).assert(1).says("amazon.yaml:").says("R002").says("--max-pages");
    assert_eq!(desk.list("."), ["amazon.yaml"]);
    most("5").assert(0).says("5 pages");
    desk.strata(&["verify", "amazon.pdf"]).assert(0);
}

#[test]
fn pictures_are_one_file_for_each_page() {
    let desk = Desk::with_good();
    desk.strata(&["render", "good.yaml", "--format", "png"]).assert(0);
    assert!(desk.read("good-1.png").starts_with(PNG));
    desk.strata(&["render", "good.yaml", "--format", "svg"]).assert(0);
    assert!(desk.read("good-1.svg").starts_with(b"<svg"));
    assert!(!desk.path("good.png").exists() && !desk.path("good.pdf").exists());

    let size = |name: &str| desk.read(name).len();
    let usual = size("good-1.png");
    let args = ["render", "good.yaml", "-o", "fine.png", "--dpi", "300"];
    desk.strata(&args).assert(0).says("wrote fine-1.png");
    assert!(size("fine-1.png") > usual);
}

#[test]
fn pages_are_chosen_by_number() {
    let desk = Desk::with_good();
    let render = |pages: &str, format: &str| {
        desk.strata(&["render", "good.yaml", "--format", format, "--pages", pages])
    };
    render("1", "png").assert(0).says("wrote good-1.png (1 page,");
    desk.strata(&["render", "good.yaml", "--format", "svg", "--pages", "1-", "-o", "-"])
        .assert(0);
    let told = [
        render("9", "png").assert(2),
        render("1-9", "svg").assert(2),
        render("1", "pdf").assert(2),
    ];
    let args = ["", "0", "3-1", "1,x"].map(|pages| render(pages, "png").assert(2));
    let said: Vec<_> = told.iter().chain(&args).map(ToString::to_string).collect();
    assert_snapshot!(said.join("\n\n"));
    assert_eq!(desk.list("."), ["brief.schema.json", "good-1.png", "good.yaml"]);
}

#[test]
fn a_mark_is_words_that_can_be_printed() {
    let desk = Desk::with_good();
    let plain = desk.strata(&["render", "good.yaml", "-o", "-"]).assert(0).bytes;
    let marked =
        |mark: &str| desk.strata(&["render", "good.yaml", "--mark", mark, "-o", "-"]);
    assert_eq!(marked("draft").assert(0).bytes, marked("DRAFT").assert(0).bytes);
    assert!(marked("Confidential").assert(0).bytes != plain);
    marked("For the board only").assert(0);
    marked("").assert(2).says("a mark needs words");
    marked(&"x".repeat(41)).assert(2).says("at most 40 characters, not 41");
    marked("中").assert(2).says("no face has `中`");
}

/// Whatever is finished first, what is said comes in the order of the files.
#[test]
fn jobs_change_nothing_but_the_time() {
    let desk = Desk::new();
    let mut args = vec!["render".to_owned()];
    for n in 0..9 {
        let name = format!("b{n}.yaml");
        desk.put(&name, if n % 4 == 2 { TYPO } else { SMALL });
        args.push(name);
    }
    let run = |jobs: &str, folder: &str| {
        let mut args: Vec<_> = args.iter().map(String::as_str).collect();
        args.extend(["-o", folder, "--jobs", jobs]);
        desk.strata(&args).assert(1)
    };
    let (one, many) = (run("1", "one/"), run("4", "many/"));
    assert_eq!(one.err, many.err.replace("many", "one"));
    assert_eq!(desk.list("one"), desk.list("many"));
    for name in desk.list("one") {
        let bytes = |folder: &str| desk.read(&format!("{folder}/{name}"));
        assert!(bytes("one") == bytes("many"), "{name}");
    }
    assert!(!many.err.contains('\u{1b}'), "no bar where nobody watches: {many}");
}

#[test]
fn the_ending_of_the_output_tells_the_format() {
    let desk = Desk::with_good();
    desk.strata(&["render", "good.yaml", "-o", "a.svg"]).assert(0);
    assert!(desk.read("a-1.svg").starts_with(b"<svg"));
    desk.strata(&["render", "good.yaml", "-o", "b.PNG"]).assert(0);
    assert!(desk.read("b-1.PNG").starts_with(PNG));
    desk.strata(&["render", "good.yaml", "-o", "c.Pdf"]).assert(0);
    assert!(desk.read("c.Pdf").starts_with(PDF));
    desk.strata(&["render", "good.yaml", "-o", "d", "--format", "pdf"]).assert(0);
    assert!(desk.read("d").starts_with(PDF));
    desk.strata(&["render", "good.yaml", "-o", "v1.2/"]).assert(0);
    desk.strata(&["render", "good.yaml", "-o", "v1.2", "--format", "png"]).assert(0);
    assert_eq!(desk.list("v1.2"), ["good-1.png", "good.pdf"]);
}

#[test]
fn an_ending_that_tells_no_format_or_another_is_refused() {
    let desk = Desk::with_good();
    let before = desk.list(".");
    for name in ["x.docx", "x.jpeg", "x.pdf.txt", "x", "x.", "x.pdf ", ".pdf", "x.pdf\n"]
    {
        let ran = desk.strata(&["render", "good.yaml", "-o", name]).assert(2);
        ran.says("does not say what is to be written").says("`.pdf`, `.png` or `.svg`");
    }
    let asked = |name: &str, format: &str| {
        desk.strata(&["render", "good.yaml", "-o", name, "--format", format]).assert(2)
    };
    assert_snapshot!(asked("b.SVG", "pdf"));
    asked("x.docx", "pdf").says("does not say");
    let book = ["render", "--book", "good.yaml", "-o", "book.docx"];
    desk.strata(&book).assert(2).says("does not say");
    assert_eq!(desk.list("."), before);
}

#[test]
fn paper_and_density_are_chosen_by_name() {
    let desk = Desk::with_good();
    let args = ["render", "good.yaml", "--paper", "us-letter", "--density", "0.86"];
    desk.strata(&args).assert(0);
    desk.strata(&["render", "good.yaml", "--paper", "a5"]).assert(2).says("us-letter");
    desk.strata(&["render", "good.yaml", "--dpi", "300"]).assert(2).says("--format png");
}

#[test]
fn an_output_that_is_a_folder_takes_the_name() {
    let desk = Desk::with_good();
    fs::create_dir(desk.path("there")).expect("a folder");
    desk.strata(&["render", "good.yaml", "-o", "there"]).assert(0);
    assert_eq!(desk.list("there"), ["good.pdf"]);
    assert_snapshot!(desk.strata(&["render", "good.yaml", "-o", "new/deep/"]).assert(0));
    assert_eq!(desk.list("new/deep"), ["good.pdf"]);
}

#[test]
fn a_file_in_a_missing_folder_is_refused() {
    let desk = Desk::with_good();
    assert_snapshot!(desk.strata(&["render", "good.yaml", "-o", "gone/a.pdf"]).assert(2));
    assert!(!desk.path("gone").exists());
}

#[test]
fn several_briefs_go_to_a_folder_and_a_bad_one_stops_no_other() {
    let desk = Desk::with_good();
    desk.put("other.yaml", GOOD.replace("id: good", "id: other"));
    desk.put("bad.yaml", TYPO);
    let args =
        ["render", "bad.yaml", "good.yaml", "gone.yaml", "other.yaml", "-o", "out"];
    assert_snapshot!(desk.strata(&args).assert(2));
    assert_eq!(desk.list("out"), ["good.pdf", "other.pdf"]);
    desk.strata(&["render", "bad.yaml", "good.yaml", "-o", "out"]).assert(1);
    desk.strata(&["render", "other.yaml", "good.yaml"]).assert(0);
    assert!(desk.path("good.pdf").exists() && desk.path("other.pdf").exists());

    desk.put("file", "");
    let args = ["render", "good.yaml", "other.yaml", "-o", "file"];
    desk.strata(&args).assert(2).says("`file` is a file");
}

#[test]
fn two_briefs_for_one_output_are_refused_before_anything_is_written() {
    let desk = Desk::with_good();
    fs::create_dir(desk.path("other")).expect("a folder");
    fs::copy(desk.path("good.yaml"), desk.path("other/good.yaml")).expect("a copy");
    let before = desk.list(".");
    assert_snapshot!(desk.strata(&["render", "good.yaml", "other/good.yaml"]).assert(2));
    let args = ["render", "good.yaml", "./good.yaml", "--format", "png", "-o", "out"];
    desk.strata(&args).assert(2).says("would both be written");
    assert_eq!(desk.list("."), before);
}

#[test]
fn a_brief_is_never_printed_over() {
    let desk = Desk::with_good();
    let before = desk.read("good.yaml");
    let args = ["render", "good.yaml", "-o", "good.yaml"];
    assert_snapshot!(desk.strata(&args).assert(2));
    desk.strata(&["render", "good.yaml", "-o", "else.toml"]).assert(2);
    assert_eq!(desk.read("good.yaml"), before);
    // Nor where a brief has the name of a print.
    desk.put("odd.pdf", &before);
    desk.strata(&["render", "odd.pdf", "--input-format", "yaml"]).assert(2);
    assert_eq!(desk.read("odd.pdf"), before);
}

#[test]
fn the_same_brief_gives_the_same_bytes_wherever_it_lies() {
    let (one, two) = (Desk::with_good(), Desk::with_good());
    fs::rename(two.path("good.yaml"), two.path("renamed.yaml")).expect("a rename");
    one.strata(&["render", "good.yaml"]).assert(0);
    let mut command = two.command(&["render", "renamed.yaml"]);
    let other =
        [("TZ", "Asia/Kathmandu"), ("SOURCE_DATE_EPOCH", "1"), ("LC_ALL", "tr_TR")];
    assert!(command.envs(other).output().expect("strata starts").status.success());
    assert!(one.read("good.pdf") == two.read("renamed.pdf"), "the bytes differ");
}

#[test]
fn a_book_is_one_file_of_all_briefs() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    desk.put("other.yaml", GOOD.replace("id: good", "id: other"));
    let book = |files: &[&str]| desk.strata(&[&["render", "--book"], files].concat());
    let told = [
        book(&["good.yaml", "other.yaml", "-o", "book.pdf"]).assert(0),
        book(&["good.yaml", "bad.yaml", "-o", "faulty.pdf"]).assert(1),
        book(&["good.yaml", "other.yaml"]).assert(2),
        book(&["good.yaml", "other.yaml", "-o", "good.yaml"]).assert(2),
        desk.strata(&["verify", "book.pdf"]).assert(0),
        desk.strata(&["extract", "book.pdf"]).assert(2),
        desk.strata(&["extract", "book.pdf", "-o", "data/"]).assert(0),
    ];
    let said: Vec<_> = told.iter().map(ToString::to_string).collect();
    assert_snapshot!(said.join("\n\n"));
    assert!(!desk.path("faulty.pdf").exists());
    assert_eq!(desk.list("data"), ["good.json", "other.json"]);
    let one = desk.strata(&["extract", "book.pdf", "--brief", "other"]).assert(0);
    assert_eq!(one.bytes, desk.read("data/other.json"));
}
