//! `strata.toml`, `--select` and `--ignore`: how bad a finding is where others decide.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, PDF, Ran};

/// A brief with two warnings, L030 and L053, and no error.
const WARNED: &str = "\
strata: \"1\"
title: Back to growth
subject: {name: Example Bakeries plc}
as-of: 2025-09-30
sources: {report: {title: Half-year report, tier: issuer}}
figures:
  shops: {label: Shops, value: 500K, source: report}
thesis:
  - {id: growth, kind: observation, text: 'There are {shops}.'}
";

/// The same with a reference that leads nowhere.
fn broken() -> String {
    WARNED.replace("{shops}", "{shop}")
}

/// A desk with that brief in a folder of a folder, and a project file in the first.
fn desk(project: &str) -> Desk {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("briefs/2025")).expect("folders");
    desk.put("briefs/2025/a.yaml", WARNED).put("briefs/strata.toml", project);
    desk
}

const BRIEF: &str = "briefs/2025/a.yaml";

/// The severities and codes of what is said in short form.
fn said(ran: &Ran) -> Vec<String> {
    let found = ran.out.lines().filter_map(|line| {
        let (_, rest) = line.split_once(": ")?;
        let (severity, rest) = rest.split_once('[')?;
        Some(format!("{severity} {}", rest.split(' ').next()?))
    });
    found.collect()
}

fn short(desk: &Desk, more: &[&str]) -> Vec<String> {
    let args = [["check", BRIEF, "--format", "short"].as_slice(), more].concat();
    said(&desk.strata(&args))
}

#[test]
fn a_project_raises_lowers_and_leaves_out() {
    let rules = |lines: &str| short(&desk(&format!("[rules]\n{lines}\n")), &[]);
    assert_eq!(rules(""), ["warning L053", "warning L030"]);
    assert_eq!(rules("L030 = 'error'"), ["warning L053", "error L030"]);
    assert_eq!(rules("period-missing = 'note'"), ["warning L053", "note L030"]);
    assert_eq!(rules("l030 = 'ignore'\nL053 = 'note'"), ["note L053"]);
}

#[test]
fn what_is_raised_stops_the_press_and_is_raised_in_every_form() {
    let desk = desk("[rules]\nL030 = 'error'\n");
    desk.strata(&["check", BRIEF]).assert(1);
    let json = desk.strata(&["check", BRIEF, "--format", "json"]).assert(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let severities = json[0]["findings"].as_array().expect("findings").iter();
    let severities: Vec<_> =
        severities.filter_map(|it| it["severity"].as_str()).collect();
    assert_eq!(severities, ["warning", "error"]);
    let sarif = desk.strata(&["check", BRIEF, "--format", "sarif"]).assert(1).out;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results").iter();
    let levels: Vec<_> = results.filter_map(|it| it["level"].as_str()).collect();
    assert_eq!(levels, ["warning", "error"]);
    desk.strata(&["render", BRIEF]).assert(1).says("nothing written for");
    desk.strata(&["render", BRIEF, "--no-project"]).assert(0);
    assert!(desk.read("a.pdf").starts_with(PDF));
}

#[test]
fn an_error_stays_one_whatever_a_project_says() {
    let desk = desk("[rules]\nL030 = 'ignore'\nL053 = 'ignore'\n");
    desk.put(BRIEF, broken());
    assert_eq!(short(&desk, &[]), ["error L002"]);
    desk.put(
        "briefs/strata.toml",
        "[rules]\nL002 = 'ignore'\ndangling-reference = 'note'\n",
    );
    assert_snapshot!(desk.strata(&["check", BRIEF, "--format", "short"]).assert(1));
}

#[test]
fn what_is_wrong_with_a_project_file_is_said_in_its_place() {
    let project = "deny = 'warning'\npapr = 'a4'\nmax-pages = 3\nL030 = 'error'\n\
                   theme = '../house.toml'\n\n[limits]\nmax-size = 100\n\n[rules]\n\
                   perod-missing = 'note'\nL030 = 'silent'\n";
    let desk = desk(project);
    assert_snapshot!(desk.strata(&["check", BRIEF, "--format", "short"]).assert(1));
    let printed = desk.strata(&["render", BRIEF]).assert(1);
    assert!(
        printed.err.contains("nothing written: the project file has errors"),
        "{printed}"
    );
    assert!(!desk.list(".").contains(&"a.pdf".to_owned()));
    desk.put("briefs/strata.toml", "deny = \n");
    let broken = desk.strata(&["check", BRIEF, "--format", "short"]).assert(1);
    assert!(broken.out.starts_with("briefs/strata.toml:1:"), "{broken}");
    for nothing in ["", "# Later.\n\n"] {
        desk.put("briefs/strata.toml", nothing);
        desk.strata(&["check", BRIEF]).assert(0);
    }
    desk.put("briefs/strata.toml", "#".repeat(70_000));
    desk.strata(&["check", BRIEF]).assert(2).says("larger than 64 KiB");
}

#[test]
fn the_nearest_project_file_holds_and_options_come_before_it() {
    let desk = desk("deny = 'warnings'\n");
    desk.strata(&["check", BRIEF]).assert(1);
    desk.strata(&["render", BRIEF]).assert(1);
    desk.strata(&["check", BRIEF, "--deny", "nothing"]).assert(0);
    desk.strata(&["check", BRIEF, "--no-project"]).assert(0);
    // The one beside it is taken, and the one above it is not read.
    desk.put("briefs/2025/strata.toml", "[rules]\nL030 = 'ignore'\n");
    desk.strata(&["check", BRIEF]).assert(0);
    assert_eq!(short(&desk, &[]), ["warning L053"]);
    assert_eq!(short(&desk, &["--project", "briefs/strata.toml"]).len(), 2);
    desk.strata(&["check", BRIEF, "--project", "briefs/strata.toml"]).assert(1);
    desk.strata(&["check", BRIEF, "--project", "gone.toml"])
        .assert(2)
        .says("no such file");
    desk.strata(&["check", BRIEF, "--project", "a.toml", "--no-project"]).assert(2);
    // Each brief of a run has its own.
    desk.put("briefs/b.yaml", WARNED);
    let both = desk.strata(&["check", "briefs", "--format", "short"]).assert(1);
    assert_eq!(said(&both).len(), 3, "{both}");
    assert!(!both.err.contains("passed over"), "{both}");
}

#[test]
fn standard_input_is_of_the_project_of_the_folder() {
    let desk = Desk::new();
    desk.put("strata.toml", "[rules]\nL030 = 'ignore'\nL053 = 'ignore'\n");
    let read = desk.fed(&["check", "-"], WARNED).assert(0);
    assert!(read.err.contains("no findings"), "{read}");
}

#[test]
fn a_project_says_how_briefs_are_printed() {
    let desk = Desk::with_good();
    let pages = |more: &[&str]| {
        let args = [["render", "good.yaml", "--format", "svg", "-q"].as_slice(), more];
        desk.strata(&args.concat()).assert(0);
        let name = desk.list(".").into_iter().find(|name| name.ends_with(".svg"));
        String::from_utf8(desk.read(&name.expect("a page"))).expect("SVG")
    };
    let is_letter = |page: &str| page.get(..200).is_some_and(|head| head.contains("792"));
    let a4 = pages(&[]);
    desk.put("strata.toml", "paper = 'us-letter'\ntheme = 'house.toml'\n");
    desk.put("house.toml", "name = 'House'\n[colours]\naccent = \"#7A1F3D\"\n");
    let letter = pages(&[]);
    assert!(is_letter(&letter) && !is_letter(&a4), "the sheet is another one");
    assert!(letter.to_lowercase().contains("#7a1f3d"), "and so is the colour");
    assert!(!is_letter(&pages(&["--paper", "a4"])), "options come first");
    desk.put("house.toml", "nmae = 'House'\n");
    let unfit = desk.strata(&["render", "good.yaml"]).assert(1);
    assert!(unfit.err.contains("nothing written: the theme has errors"), "{unfit}");
}

#[test]
fn a_project_limits_what_is_read_and_printed() {
    let desk = Desk::with_good();
    desk.put("large.yaml", format!("{WARNED}# {}\n", "x".repeat(1 << 20)));
    let commands: [&[&str]; 4] = [
        &["check", "large.yaml"],
        &["fmt", "large.yaml", "--diff"],
        &["convert", "large.yaml", "--to", "yaml"],
        &["set", "large.yaml", "title", "A", "--diff"],
    ];
    for command in commands {
        desk.strata(command).assert(1);
    }
    desk.put("strata.toml", "[limits]\nmax-size = 2\n");
    for command in commands {
        desk.strata(command).assert(0);
        desk.strata(&[command, &["--max-size", "1"]].concat()).assert(1);
    }
    let many: String = (0..150)
        .map(|at| {
            format!(
                "      - text: {{paragraphs: [\"{at} {}\"]}}\n",
                "word ".repeat(100).trim_end()
            )
        })
        .collect();
    desk.put(
        "long.yaml",
        format!("{WARNED}sections:\n  - title: Long\n    blocks:\n{many}"),
    );
    desk.strata(&["render", "long.yaml", "-q"]).assert(0);
    desk.put("strata.toml", "[limits]\nmax-pages = 1\n");
    let long = desk.strata(&["render", "long.yaml", "-q"]).assert(1);
    assert!(long.err.contains("R002"), "{long}");
    desk.strata(&["render", "long.yaml", "-q", "--max-pages", "90"]).assert(0);
}

#[test]
fn a_book_of_two_looks_needs_one_project() {
    let desk = Desk::with_good();
    fs::create_dir_all(desk.path("other")).expect("a folder");
    desk.put(
        "other/good.yaml",
        crate::desk::GOOD.replace("title: ", "title: The other, "),
    );
    desk.put("other/strata.toml", "paper = 'us-letter'\n");
    let args = ["render", "good.yaml", "other/good.yaml", "--book", "-o", "book.pdf"];
    desk.strata(&args).assert(2).says("look different");
    let one = [args.as_slice(), &["--project", "other/strata.toml"]].concat();
    let bound = desk.strata(&one);
    assert!(!bound.err.contains("look different"), "{bound}");
}

#[test]
fn rules_are_selected_and_ignored_on_the_command_line() {
    let desk = desk("[rules]\nL053 = 'ignore'\n");
    assert_eq!(short(&desk, &["--ignore", "L030"]).len(), 0);
    assert_eq!(short(&desk, &["--ignore", "l03,figure-without-source"]).len(), 0);
    assert_eq!(short(&desk, &["--ignore", "L01", "--ignore", "L"]).len(), 0);
    // What is selected is shown, whatever the project says, and nothing else is.
    assert_eq!(short(&desk, &["--select", "disclosure-missing"]), ["warning L053"]);
    assert_eq!(short(&desk, &["--select", "L03"]), ["warning L030"]);
    desk.strata(&["check", BRIEF, "--select", "L053", "--deny", "warnings"]).assert(1);
    desk.strata(&["check", BRIEF, "--select", "L001", "--deny", "warnings"]).assert(0);
    desk.put(BRIEF, broken());
    for args in [["--ignore", "L"], ["--select", "L010"]] {
        assert_eq!(short(&desk, &args), ["error L002"], "{args:?}");
    }
    desk.put(BRIEF, WARNED.replace("\ntitle:", "\ntitel:"));
    assert_eq!(short(&desk, &["--select", "L010"]), ["error S001"]);
}

#[test]
fn a_rule_that_is_none_and_one_that_is_an_error_are_refused() {
    let desk = desk("");
    let ran = desk.strata(&["check", BRIEF, "--ignore", "perod-missing"]).assert(2);
    assert!(ran.err.contains("did you mean L030 period-missing?"), "{ran}");
    desk.strata(&["check", BRIEF, "--select", "Z9"]).assert(2).says("no rule `Z9`");
    for name in ["L002", "dangling-reference", "s001"] {
        let ran = desk.strata(&["check", BRIEF, "--ignore", name]).assert(2);
        assert!(ran.err.contains("is an error, and cannot be ignored"), "{ran}");
        assert!(ran.err.contains("`allow`"), "{ran}");
    }
}

#[test]
fn what_is_left_out_is_not_fixed_either() {
    let desk = desk("");
    let idle = format!("{WARNED}allow:\n  - {{rule: L001, at: shops, reason: none}}\n");
    desk.put(BRIEF, &idle);
    desk.strata(&["check", BRIEF, "--fix", "--ignore", "L004"]).assert(0);
    assert_eq!(String::from_utf8(desk.read(BRIEF)).expect("text"), idle);
    desk.strata(&["check", BRIEF, "--fix"]).assert(0);
    assert!(!String::from_utf8(desk.read(BRIEF)).expect("text").contains("L001"));
}

#[test]
fn a_project_file_is_no_brief() {
    let desk = desk("deny = 'warnings'\n");
    desk.strata(&["check", "briefs/strata.toml"]).assert(2).says("is a project file");
}
