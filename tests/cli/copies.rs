//! The files that others copy do what they say, where this command is installed.

use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, Ran, TYPO, repository};

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).expect(path)
}

#[test]
fn every_hook_starts_a_command_that_exists() {
    let desk = Desk::with_good();
    desk.put("bad.yaml", TYPO.replacen(": ", ":   ", 1));
    desk.strata(&["fmt", "good.yaml"]).assert(0);
    let hooks = text(".pre-commit-hooks.yaml");
    let entries: Vec<_> = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: strata "))
        .collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let args = |file| entry.split(' ').chain([file]).collect::<Vec<_>>();
        desk.strata(&args("good.yaml")).assert(0);
        desk.strata(&args("bad.yaml")).assert(1);
    }
}

/// The last step of the action, as GitHub runs it.
#[cfg(unix)]
fn act(desk: &Desk, files: &str, deny: &str, sarif: &str) -> Ran {
    let action = text(".github/actions/check/action.yml");
    let (_, script) = action.rsplit_once("      run: |\n").expect("a step");
    let strata = Path::new(env!("CARGO_BIN_EXE_strata")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
        .current_dir(desk.path(""))
        .env("HOME", desk.path("home"))
        .env("PATH", format!("{}:{path}", strata.display()))
        .envs([("FILES", files), ("DENY", deny), ("SARIF", sarif)])
        .output()
        .expect("bash starts");
    Ran::new(&["action"], &output)
}

#[cfg(unix)]
#[test]
fn the_action_annotates_and_writes_a_log() {
    let desk = Desk::with_good();
    act(&desk, "good.yaml", "", "").assert(0);
    assert_eq!(desk.list("."), ["brief.schema.json", "good.yaml"]);

    desk.put("bad.yaml", TYPO).put("with space.yaml", TYPO);
    let ran = act(&desk, "*.yaml", "warnings", "out.sarif").assert(1);
    let commands: Vec<_> = ran.out.lines().collect();
    assert_eq!(commands.len(), 2, "{ran}");
    assert!(commands.iter().all(|line| line.starts_with("::error title=S001 ")), "{ran}");
    let log: serde_json::Value =
        serde_json::from_slice(&desk.read("out.sarif")).expect("JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    assert_eq!(log["runs"][0]["artifacts"].as_array().map(Vec::len), Some(3));

    // What is given is a name, not a part of the script.
    act(&desk, "gone.yaml; touch owned; $(touch owned)", "", "").assert(2);
    act(&desk, "--help", "", "").assert(2);
    assert!(!desk.list(".").contains(&"owned".to_owned()));
}
