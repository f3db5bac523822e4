//! The crates stand on floors, and nobody looks up.

use std::process::Command;

use serde_json::Value;

/// Each crate with its floor: it may use those on lower floors alone.
const FLOORS: [(&str, u8); 11] = [
    ("strata-syntax", 0),
    ("strata-model", 0),
    ("strata-check", 1),
    ("strata-emit", 2),
    ("strata-view", 2),
    ("strata-render", 3),
    ("strata-proof", 4),
    ("strata-crew", 5),
    ("strata-ide", 6),
    ("strata", 7),
    ("strata-python", 7),
];

#[test]
fn nobody_looks_up() {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let floor =
        |name: &str| FLOORS.iter().find(|(one, _)| *one == name).map(|(_, it)| *it);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut seen = 0;
    for package in metadata["packages"].as_array().expect("packages") {
        let name = text(&package["name"]);
        if name == "strata-tests" {
            continue;
        }
        let own = floor(&name).unwrap_or_else(|| panic!("{name} stands on no floor"));
        seen += 1;
        for used in package["dependencies"].as_array().expect("dependencies") {
            let (used, kind) = (text(&used["name"]), text(&used["kind"]));
            let below = floor(&used).is_none_or(|below| below < own);
            assert!(below || kind == "dev", "{name} looks up at {used}");
        }
    }
    assert_eq!(seen, FLOORS.len(), "a crate of the table is gone");
}

/// With another version of it than Typst's own, the press would empty a memory that nobody
/// uses, and that of Typst would grow from brief to brief.
#[test]
fn the_press_forgets_what_typst_remembers() {
    const LOCK: &str = include_str!("../../Cargo.lock");
    let package = |name: &str| -> Vec<&str> {
        let head = format!("name = \"{name}\"\n");
        LOCK.split("[[package]]\n").filter(|it| it.starts_with(&head)).collect()
    };
    assert_eq!(package("comemo").len(), 1, "two of comemo are two memories");
    for user in ["typst", "typst-layout", "strata-render"] {
        let [user] = package(user)[..] else { panic!("there is one {user}") };
        assert!(user.contains("\n \"comemo\",\n"), "{user}");
    }
}
