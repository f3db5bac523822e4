//! Help, version, completions, wrong usage.

use insta::assert_snapshot;

use crate::desk::Desk;

#[test]
fn every_command_explains_itself_with_examples() {
    let desk = Desk::new();
    assert_snapshot!("help", desk.strata(&["--help"]).assert(0));
    for command in [
        "new",
        "check",
        "set",
        "fmt",
        "convert",
        "render",
        "extract",
        "verify",
        "schema",
        "explain",
        "completions",
        "man",
    ] {
        let help = desk.strata(&[command, "--help"]).assert(0);
        assert!(help.out.contains("\nExample"), "{help}");
        assert_snapshot!(format!("help_{command}"), help);
        let short = desk.strata(&[command, "-h"]).assert(0);
        assert_eq!(short.out, help.out, "both helps are the same");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = Desk::new().strata(&["--version"]).assert(0);
    assert_eq!(version.out, concat!("strata ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_wrong_usage_is_2_and_says_what_is_right() {
    let desk = Desk::new();
    for args in [
        [].as_slice(),
        &["rendr"],
        &["check"],
        &["check", "a.yaml", "--format", "xml"],
        &["render", "a.yaml", "--dpi", "9000"],
        &["completions", "ed"],
    ] {
        let ran = desk.strata(args).assert(2);
        assert!(ran.out.is_empty() && ran.err.contains("--help"), "{ran}");
    }
    desk.strata(&["rendr"]).says("render");
}

#[test]
fn every_shell_gets_its_completions() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = desk.strata(&["completions", shell]).assert(0).out;
        for word in ["strata", "render", "density"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
}
