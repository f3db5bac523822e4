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

/// A checkout with as little in it as can be.
fn checkout() -> TempDir {
    let root = TempDir::new().expect("a folder");
    for room in ["render", "check", "model"] {
        let folder = root.path().join(room);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        fs::write(folder.join("src/lib.rs"), room).expect("a file");
        let manifest = "[dependencies]\ntypst.workspace = true\n\n[dev-dependencies]\ninsta = \"1\"\n";
        fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    }
    for folder in ["template", "fonts"] {
        fs::create_dir(root.path().join("render").join(folder)).expect("a folder");
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
    for file in
        ["render/src/lib.rs", "check/src/lib.rs", "model/src/new.rs", "render/fonts/a"]
    {
        let changed = checkout();
        fs::write(changed.path().join(file), "changed").expect("a file");
        assert_ne!(name, named(changed.path(), LOCK), "{file}");
    }
}
