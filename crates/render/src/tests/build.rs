//! What the name of a build depends on.
#![expect(clippy::disallowed_methods, reason = "what is built are files")]

#[path = "../../build/digest.rs"]
mod digest;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

const LOCK: &str = r#"version = 4

[[package]]
name = "strata-render"
version = "0.1.0"
dependencies = [
 "insta",
 "typst",
]

[[package]]
name = "typst"
version = "0.15.1"
dependencies = [
 "comemo",
]

[[package]]
name = "comemo"
version = "0.5.1"

[[package]]
name = "insta"
version = "1.49.0"

[[package]]
name = "clap"
version = "4.6.9"
"#;

/// The rooms of a checkout, each with those that it depends on.
const ROOMS: [(&str, &[&str]); 7] = [
    ("render", &["view", "check"]),
    ("view", &["check"]),
    ("check", &["model", "syntax"]),
    ("model", &[]),
    ("syntax", &[]),
    ("proof", &["render"]),
    ("crew", &[]),
];

/// A checkout with as little in it as can be.
fn checkout() -> TempDir {
    let root = TempDir::new().expect("a folder");
    for (room, below) in ROOMS {
        let folder = root.path().join(room);
        for part in ["src", "template", "fonts"] {
            fs::create_dir_all(folder.join(part)).expect("a folder");
        }
        fs::write(folder.join("src/lib.rs"), room).expect("a file");
        let below = below.iter().map(|it| format!("strata-{it}.workspace = true\n"));
        let manifest = format!(
            "[dependencies]\ntypst.workspace = true\n{}\n[dev-dependencies]\n\
             strata-crew.workspace = true\ninsta = \"1\"\n",
            below.collect::<String>()
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    }
    root
}

fn named(root: &Path, lock: &str) -> String {
    digest::digest(&root.join("render"), lock).expect("a digest")
}

#[test]
fn a_build_is_named_by_what_it_is_made_of_and_not_by_where() {
    let (one, other) = (checkout(), checkout());
    let name = named(one.path(), LOCK);
    assert_eq!(name.len(), 64);
    assert_eq!(name, named(other.path(), LOCK), "another folder");
    for (what, from, to) in [
        ("a dependency", "0.15.1", "0.15.2"),
        ("a dependency of a dependency", "0.5.1", "0.5.2"),
    ] {
        assert_ne!(name, named(one.path(), &LOCK.replace(from, to)), "{what}");
    }
    for (what, from, to) in [
        ("of the command alone", "4.6.9", "4.6.10"),
        ("of tests alone", "1.49.0", "1.50.0"),
    ] {
        assert_eq!(name, named(one.path(), &LOCK.replace(from, to)), "{what}");
    }
    let seen = [
        "render/src/lib.rs",
        "render/template/new.typ",
        "view/src/lib.rs",
        "view/fonts/new.otf",
        "check/src/lib.rs",
        "model/src/new.rs",
        "syntax/Cargo.toml",
    ];
    for file in seen {
        assert_ne!(name, changed(file), "{file}");
    }
    for file in ["proof/src/lib.rs", "crew/src/lib.rs", "render/README.md"] {
        assert_eq!(name, changed(file), "{file}");
    }
}

/// The name of a build in whose checkout a file has changed.
fn changed(file: &str) -> String {
    let root = checkout();
    let path = root.path().join(file);
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    text.push_str("\n# changed\n");
    fs::write(path, text).expect("a file");
    named(root.path(), LOCK)
}
