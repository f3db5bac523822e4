//! `strata check`: findings, formats, exit codes.

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL, TYPO};

/// A figure without a source, which is a warning.
const WARNED: &str = "\
strata: \"1\"
title: Back to growth
subject: {name: Example Bakeries plc, fiscal-year: calendar}
as-of: 2025-09-30
figures:
  sales: {label: Sales, value: £4.2B, period: H1 2025}
thesis:
  - {id: growth, kind: judgment, text: Growth is back., rests-on: [sales]}
";

#[test]
fn a_clean_brief_is_said_to_be_clean() {
    let desk = Desk::with_good();
    assert_snapshot!(desk.strata(&["check", "good.yaml"]).assert(0));
}

#[test]
fn an_error_shows_its_line_on_standard_output() {
    let desk = Desk::new();
    assert_snapshot!(desk.put("bad.yaml", TYPO).strata(&["check", "bad.yaml"]).assert(1));
}

#[test]
fn short_is_one_line_for_each_finding() {
    let desk = Desk::new();
    desk.put("bad.yaml", TYPO);
    assert_snapshot!(desk.strata(&["check", "bad.yaml", "--format", "short"]).assert(1));
}

#[test]
fn json_is_one_list_even_of_one_brief() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    let ran =
        desk.strata(&["check", "--format", "json", "good.yaml", "bad.yaml"]).assert(1);
    assert_snapshot!(ran);
    let list: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(list[0]["file"], "good.yaml");
    assert_eq!(list[1]["findings"][0]["line"], 2);

    let one = desk.strata(&["check", "--format", "json", "good.yaml"]).assert(0);
    let list: serde_json::Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(1));
}

#[test]
fn json_stays_json_where_a_file_is_missing() {
    let desk = Desk::new();
    let ran = desk.strata(&["check", "--format", "json", "gone.yaml"]).assert(2);
    assert_eq!(ran.out, "[]\n");
    ran.says("error: cannot read `gone.yaml`: no such file");
}

/// Every form of findings.
const FORMATS: [&str; 5] = ["human", "short", "json", "github", "sarif"];

#[test]
fn github_is_a_command_for_each_finding() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    assert_snapshot!(
        desk.strata(&["check", "--format", "github", "good.yaml", "bad.yaml"]).assert(1)
    );
}

#[test]
fn sarif_is_one_log_even_of_files_that_cannot_be_read() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    let args = ["check", "--format", "sarif", "good.yaml", "gone.yaml", "bad.yaml"];
    let ran = desk.strata(&args).assert(2);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"][1]["location"]["uri"], "bad.yaml");
    assert_eq!(run["results"][0]["ruleId"], "S001");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(told, "cannot read `gone.yaml`: no such file or folder");
    ran.says("error: cannot read `gone.yaml`: no such file");

    let ran = desk.strata(&["check", "--format", "sarif", "good.yaml"]).assert(0);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert!(ran.err.is_empty(), "{ran}");
}

#[test]
fn the_form_of_findings_changes_no_exit_code() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO).put("warned.yaml", WARNED);
    for format in FORMATS {
        for (args, code) in [
            (["good.yaml"].as_slice(), 0),
            (&["warned.yaml"], 0),
            (&["warned.yaml", "--deny", "warnings"], 1),
            (&["bad.yaml", "good.yaml"], 1),
            (&["bad.yaml", "gone.yaml", "good.yaml"], 2),
        ] {
            desk.strata(&[&["check", "--format", format], args].concat()).assert(code);
        }
        let fed = desk.fed(&["check", "-", "--format", format], TYPO).assert(1);
        let name = if format == "sarif" { "%3Cstdin%3E" } else { "<stdin>" };
        assert!(fed.out.contains(name), "{fed}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_leaves_no_form_of_findings() {
    let desk = Desk::new();
    let name = "a\u{1b}[31m\n::error::b,c:d%0A.yaml";
    desk.put(name, TYPO.replacen("titel", "\"t\\u202e\\n::error::\"", 1));
    for format in FORMATS {
        for args in
            [["check", "--format", format, name], ["check", "--format", format, "a\n::x"]]
        {
            let ran = desk.strata(&args);
            for text in [&ran.out, &ran.err] {
                assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{ran}");
                let command = |line: &str| line.starts_with("::") && format != "github";
                assert!(!text.lines().any(command), "{ran}");
            }
        }
        let ran = desk.strata(&["check", "--format", format, name]);
        match format {
            "json" | "sarif" => {
                serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON");
            }
            "github" => {
                assert!(
                    ran.out.lines().all(|line| line.starts_with("::error title=")),
                    "{ran}"
                );
            }
            _ => {}
        }
    }
}

#[test]
fn a_warning_fails_only_where_warnings_are_denied() {
    let desk = Desk::new();
    desk.put("warned.yaml", WARNED);
    let ran = desk.strata(&["check", "warned.yaml"]).assert(0);
    assert!(ran.out.contains("warning[L010"), "{ran}");
    desk.strata(&["check", "warned.yaml", "--deny", "warnings"]).assert(1);
    // The same for printing: what is denied is not printed.
    desk.strata(&["render", "warned.yaml", "--deny", "warnings"]).assert(1);
    assert_eq!(desk.list("."), ["warned.yaml"]);
    desk.strata(&["render", "warned.yaml"]).assert(0).says("wrote warned.pdf");
}

#[test]
fn every_brief_is_judged_and_the_worst_decides() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    let ran = desk.strata(&["check", "bad.yaml", "gone.yaml", "good.yaml"]);
    assert_snapshot!(ran.assert(2));
    desk.strata(&["check", "bad.yaml", "good.yaml"]).assert(1);
    desk.strata(&["check", "good.yaml", "good.yaml"]).assert(0).says("checked 2 briefs");
}

#[test]
fn what_only_the_press_knows_is_found_as_well() {
    let desk = Desk::new();
    desk.put("brief.yaml", SMALL.replace("Growth is back.", "Growth is 中."));
    let ran = desk.strata(&["check", "brief.yaml"]).assert(1);
    assert!(ran.out.contains("error[R001 no-face]"), "{ran}");
    desk.strata(&["render", "brief.yaml"]).assert(1).says("error[R001 no-face]");
}

#[test]
fn quiet_keeps_only_findings() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO);
    let clean = desk.strata(&["check", "--quiet", "good.yaml"]).assert(0);
    assert_eq!((clean.out.as_str(), clean.err.as_str()), ("", ""));
    let bad = desk.strata(&["-q", "check", "good.yaml", "bad.yaml"]).assert(1);
    assert!(bad.out.contains("bad.yaml:2:1") && bad.err.is_empty(), "{bad}");
}

#[test]
fn json_and_toml_are_read_by_their_endings() {
    let desk = Desk::new();
    let json = r#"{"strata": "1", "title": "T", "subject": {"name": "N"}, "as-of": "2025-09-30",
        "thesis": [{"id": "a", "kind": "observation", "text": "Text."}]}"#;
    let toml = "strata = \"1\"\ntitle = \"T\"\nas-of = \"2025-09-30\"\n\
        subject = {name = \"N\"}\n[[thesis]]\nid = \"a\"\nkind = \"observation\"\n\
        text = \"Text.\"\n";
    desk.put("a.json", json).put("b.toml", toml).put("c.YML", SMALL);
    for name in ["a.json", "b.toml", "c.YML"] {
        let ran = desk.strata(&["check", name, "--format", "short"]).assert(0);
        assert!(!ran.out.contains("error"), "{ran}");
    }
    desk.put("plain", toml);
    desk.strata(&["check", "plain", "--input-format", "toml"]).assert(0);
}
