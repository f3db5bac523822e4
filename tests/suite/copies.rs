//! The files that others copy: a hook for pre-commit, an action and a workflow for GitHub.

use granit_parser::{Event, Parser};
use regex::Regex;
use serde_json::Value;
use strata_check::Format;

const HOOKS: &str = include_str!("../../.pre-commit-hooks.yaml");
const ACTION: &str = include_str!("../../.github/actions/check/action.yml");
const WORKFLOW: &str = include_str!("../../.github/actions/check/briefs.yml");

/// A YAML file as a value, with every scalar as a text.
fn yaml(text: &str) -> Value {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    let events = Parser::new_from_str_with_options(text, options);
    let events = events.map(|event| event.expect("YAML").0);
    let mut events = events.skip_while(|event| {
        matches!(event, Event::StreamStart | Event::DocumentStart(..))
    });
    let value = value(&mut events).expect("a document");
    assert_eq!(events.next(), Some(Event::DocumentEnd));
    value
}

/// The value that begins here, or nothing at the end of a list or map.
fn value<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> Option<Value> {
    match events.next().expect("an event") {
        Event::SequenceEnd | Event::MappingEnd => None,
        Event::Scalar(text, ..) => Some(Value::String(text.into_owned())),
        Event::SequenceStart(..) => {
            Some(std::iter::from_fn(|| value(&mut *events)).collect())
        }
        Event::MappingStart(..) => {
            let mut map = serde_json::Map::new();
            while let Some(key) = value(&mut *events) {
                let key = key.as_str().expect("a key").to_owned();
                map.insert(key, value(&mut *events).expect("a value"));
            }
            Some(Value::Object(map))
        }
        other => panic!("no value: {other:?}"),
    }
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).expect(pointer)
}

#[test]
fn the_hook_is_for_briefs_and_nothing_else() {
    let hooks = yaml(HOOKS);
    for hook in hooks.as_array().expect("a list") {
        let files = text(hook, "/files");
        // Python and Rust differ in what these stand for.
        assert!(!files.contains("(?") && !files.contains("\\d"), "{files}");
        let files = Regex::new(files).expect("a pattern");
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../data");
        for entry in std::fs::read_dir(data).expect("data") {
            let name = entry.expect("an entry").file_name();
            let name = format!("data/{}", name.to_string_lossy());
            assert_eq!(files.is_match(&name), Format::of_name(&name).is_some(), "{name}");
        }
        for name in
            ["brief.yaml", "acme-2026q1.yaml", "a/b/big-corp-2025.json", "x-2025h1.toml"]
        {
            assert!(files.is_match(name), "{name}");
        }
        for name in [
            "schema/brief.schema.json",
            "Cargo.toml",
            "tests/cases/L001-duplicate-id.yaml",
            ".pre-commit-config.yaml",
            ".github/workflows/ci.yml",
            "package-lock.json",
            "acme-2026q1.yaml.orig",
        ] {
            assert!(!files.is_match(name), "{name}");
        }
        assert!(text(hook, "/entry").starts_with("strata "), "{hook}");
        assert_eq!(text(hook, "/language"), "system");
        for key in ["/id", "/name", "/description"] {
            assert!(!text(hook, key).is_empty(), "{hook}");
        }
    }
}

#[test]
fn the_action_takes_what_the_workflow_gives_it() {
    let (action, workflow) = (yaml(ACTION), yaml(WORKFLOW));
    assert_eq!(text(&action, "/runs/using"), "composite");
    let steps = action["runs"]["steps"].as_array().expect("steps");
    for step in steps {
        // A composite action must name the shell of each command.
        assert_eq!(step.get("run").is_some(), step.get("shell").is_some(), "{step}");
        assert_ne!(step.get("run").is_some(), step.get("uses").is_some(), "{step}");
        // Text of a workflow reaches a command as a variable, never as a part of it.
        let run = step.get("run").and_then(Value::as_str).unwrap_or_default();
        assert!(!run.contains("${{"), "{run}");
    }

    let steps = workflow["jobs"]["check"]["steps"].as_array().expect("steps");
    let uses = |step: &&Value| text(step, "/uses").contains("/.github/actions/check@");
    let given = steps.iter().find(uses).expect("a use of the action");
    let given = given["with"].as_object().expect("inputs");
    let inputs = action["inputs"].as_object().expect("inputs");
    for name in given.keys() {
        assert!(inputs.contains_key(name), "there is no input {name}");
    }
    for (name, input) in inputs {
        let required = input.get("required").is_some_and(|it| it == "true");
        assert_ne!(required, input.get("default").is_some(), "{name}");
        assert!(!required || given.contains_key(name), "{name} is not given");
    }
    let log = steps.iter().find_map(|step| step.pointer("/with/sarif_file"));
    assert_eq!(log, given.get("sarif"));
}
