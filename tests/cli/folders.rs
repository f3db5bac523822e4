//! Folders stand for the briefs in them.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, PDF, SMALL, TYPO};

impl Desk {
    /// A file in a folder, which is made where it is missing.
    fn lay(&self, name: &str, text: &str) -> &Self {
        let folder = self.path(name);
        fs::create_dir_all(folder.parent().expect("a folder")).expect("a folder");
        self.put(name, text)
    }
}

/// A folder with two briefs of one name, one with a mistake, and much that is no brief.
fn filed() -> Desk {
    let desk = Desk::new();
    for (name, text) in [
        ("briefs/acme.yaml", SMALL),
        ("briefs/2025/acme.yml", SMALL),
        ("briefs/2025/bad.yaml", TYPO),
        ("briefs/brief.schema.json", r#"{"required": ["strata"]}"#),
        ("briefs/package.json", r#"{"name": "x", "dependencies": {"strata": "1"}}"#),
        ("briefs/Cargo.toml", "[dependencies]\nstrata = \"1\"\n"),
        ("briefs/ci.yaml", "jobs:\n  strata: [\n"),
        ("briefs/prices.json", "[1, 2, 3]"),
        ("briefs/notes.txt", SMALL),
        ("briefs/.hidden.yaml", TYPO),
        ("briefs/.cache/a.yaml", TYPO),
        ("briefs/node_modules/a.yaml", TYPO),
        ("briefs/2025/target/a.yaml", TYPO),
    ] {
        desk.lay(name, text);
    }
    desk
}

#[test]
fn a_folder_stands_for_the_briefs_in_it() {
    let desk = filed();
    let args = ["check", "briefs", "--format", "short"];
    assert_snapshot!(desk.strata(&args).assert(1));
    let quiet = desk.strata(&["check", "briefs", "--format", "short", "-q"]).assert(1);
    assert_eq!(quiet.err, "");
    // Named, everything is read.
    desk.strata(&["check", "briefs/prices.json"]).assert(1);
    desk.strata(&["check", "briefs/node_modules", "--format", "short"]).assert(1);
    desk.strata(&["check", "briefs/.hidden.yaml"]).assert(1);
}

#[test]
fn a_brief_counts_once_however_it_is_found() {
    let desk = filed();
    let count = |args: &[&str]| {
        let ran = desk.strata(&[&["check", "--format", "json"], args].concat()).assert(1);
        let list: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let files = list.as_array().expect("a list").iter();
        files
            .map(|it| it["file"].as_str().expect("a name").to_owned())
            .collect::<Vec<_>>()
    };
    let all = ["briefs/2025/acme.yml", "briefs/2025/bad.yaml", "briefs/acme.yaml"];
    assert_eq!(count(&["briefs"]), all);
    assert_eq!(count(&["briefs", "briefs/2025"]), all);
    assert_eq!(
        count(&["briefs/acme.yaml", "./briefs/"]),
        ["briefs/acme.yaml", "./briefs/2025/acme.yml", "./briefs/2025/bad.yaml"]
    );
    assert_eq!(count(&["."]), all);
}

#[test]
fn what_is_broken_in_a_folder_is_said_and_not_passed_over() {
    let desk = Desk::new();
    desk.lay("briefs/a.yaml", SMALL).lay("briefs/b.yaml", &format!("{SMALL}title: ["));
    let ran = desk.strata(&["check", "briefs", "--format", "short"]).assert(1);
    assert!(ran.out.contains("briefs/b.yaml:"), "{ran}");
    desk.put("briefs/c.yaml", [SMALL.as_bytes(), b"# caf\xe9\n"].concat());
    let ran = desk.strata(&["fmt", "briefs", "--check"]).assert(1);
    ran.says("briefs/b.yaml stays as it is").says("briefs/c.yaml stays as it is");
}

#[test]
fn a_folder_without_a_brief_is_like_a_missing_file() {
    let desk = Desk::with_good();
    desk.lay("empty/Cargo.toml", "[package]\n");
    assert_snapshot!(desk.strata(&["check", "empty", "good.yaml"]).assert(2));
    let ran =
        desk.strata(&["check", "empty", "good.yaml", "--format", "sarif"]).assert(2);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    let told = told["message"]["text"].as_str().expect("a text");
    assert!(told.starts_with("there is no brief in `empty`"), "{told}");
    for args in [
        ["fmt", "empty", "--check"].as_slice(),
        &["render", "empty"],
        &["render", "empty", "good.yaml", "--book", "-o", "b.pdf"],
    ] {
        desk.strata(args).assert(2).says("there is no brief in `empty`");
    }
    assert!(!desk.path("b.pdf").exists());
    desk.strata(&["render", "empty", "good.yaml"]).assert(2).says("wrote good.pdf");
}

#[test]
fn commands_for_one_brief_take_no_folder() {
    let desk = filed();
    for args in [
        ["set", "briefs", "title", "T"].as_slice(),
        &["convert", "briefs", "--to", "toml"],
    ] {
        let ran = desk.strata(args).assert(2);
        ran.says("`briefs` is a folder").says("name one of the briefs in it");
    }
}

#[test]
fn a_folder_is_laid_out() {
    let desk = filed();
    desk.strata(&["fmt", "briefs"]).assert(0).says("wrote briefs/2025/acme.yml");
    desk.strata(&["fmt", "briefs", "--check"]).assert(0).says("nothing to change");
    assert_eq!(desk.read("briefs/.cache/a.yaml"), TYPO.as_bytes());
}

#[test]
fn folders_are_kept_where_a_folder_is_printed() {
    let desk = filed();
    desk.strata(&["render", "briefs", "-o", "print"]).assert(1).says("printed 2 of 3");
    assert_eq!(desk.list("print"), ["2025", "acme.pdf"]);
    assert_eq!(desk.list("print/2025"), ["acme.pdf"]);
    // Here, as a brief that is named; from within, beside it.
    desk.strata(&["render", "briefs"]).assert(1);
    assert!(desk.read("acme.pdf").starts_with(PDF));
    assert!(desk.read("2025/acme.pdf").starts_with(PDF));
    assert_eq!(desk.strata(&["render", "."]).assert(1).err.matches("wrote ").count(), 2);
    assert!(desk.path("briefs/2025/acme.pdf").is_file());
    // What is in it changes nothing about what `-o` means.
    desk.lay("one/a.yaml", SMALL);
    desk.strata(&["render", "one", "-o", "out"]).assert(0).says("wrote out/a.pdf");
    desk.strata(&["render", "one", "-o", "-"]).assert(2).says("several briefs");
    desk.strata(&["render", "one", "briefs/2025", "-o", "print", "--book"]).assert(2);
    // Two of one name never go to one place.
    let ran = desk.strata(&["render", "briefs", "briefs/acme.yaml", "one", "-o", "o/"]);
    assert_eq!(ran.assert(1).err.matches("wrote ").count(), 3);
    desk.lay("two/a.yaml", SMALL);
    let ran = desk.strata(&["render", "one", "two", "-o", "twice"]).assert(2);
    ran.says("`one/a.yaml` and `two/a.yaml` would both be written to `twice/a.pdf`");
    assert!(!desk.path("twice").exists());
}

#[test]
fn a_book_is_bound_of_a_folder() {
    let desk = filed();
    fs::remove_file(desk.path("briefs/2025/bad.yaml")).expect("a removal");
    desk.strata(&["render", "briefs", "--book", "-o", "book.pdf"]).assert(0);
    let ran = desk.strata(&["verify", "book.pdf"]).assert(0);
    assert!(ran.out.contains("2 briefs"), "{ran}");
}

#[test]
fn what_git_ignores_is_left_out() {
    let desk = filed();
    desk.lay("briefs/.gitignore", "bad.*\n/2025/acme.yml\n");
    desk.strata(&["check", "briefs"]).assert(1);
    // Only in a repository has the file a meaning.
    fs::create_dir(desk.path(".git")).expect("a folder");
    desk.strata(&["check", "briefs"]).assert(0);
    desk.strata(&["check", "briefs/2025"]).assert(2).says("there is no brief");
    desk.strata(&["check", "briefs/2025/bad.yaml"]).assert(1);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let desk = filed();
    symlink("..", desk.path("briefs/2025/up")).expect("a link");
    symlink("bad.yaml", desk.path("briefs/2025/worse.yaml")).expect("a link");
    let ran = desk.strata(&["check", "briefs", "--format", "short"]).assert(1);
    assert!(!ran.out.contains("worse"), "{ran}");
    ran.says("checked 3 briefs");
    // One that is named is.
    symlink("briefs", desk.path("link")).expect("a link");
    let ran = desk.strata(&["check", "link", "--format", "short"]).assert(1);
    assert!(ran.out.contains("\nlink/2025/bad.yaml:2:1"), "{ran}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_entered_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let desk = filed();
    let none = || fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.path("briefs/2025"), none()).expect("permissions");
    fs::set_permissions(desk.path("briefs/prices.json"), none()).expect("permissions");
    // Nothing is closed to the superuser.
    if fs::read_dir(desk.path("briefs/2025")).is_err() {
        let ran = desk.strata(&["check", "briefs"]).assert(2);
        assert!(ran.out.contains("briefs/acme.yaml: 1 warning"), "{ran}");
        ran.says("cannot read `briefs/2025`: permission denied")
            .says("cannot read `briefs/prices.json`: permission denied");
    }
    let all = fs::Permissions::from_mode(0o755);
    fs::set_permissions(desk.path("briefs/2025"), all).expect("permissions");
}
