//! Files that cannot be read: a clear message, exit code 2, and never a panic.

use std::fs::{self, File};

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL};

#[test]
fn what_is_no_brief_is_named_with_a_way_out() {
    let desk = Desk::with_good();
    desk.put("notes.txt", SMALL);
    fs::create_dir(desk.path("briefs")).expect("a folder");
    for (case, name) in [
        ("missing", "gone.yaml"),
        ("missing_ending", "good"),
        ("folder", "briefs"),
        ("unknown_ending", "notes.txt"),
    ] {
        assert_snapshot!(case, desk.strata(&["check", name]).assert(2));
        let printed = desk.strata(&["render", name]).assert(2);
        let checked = desk.strata(&["check", name]);
        assert_eq!(printed.err, checked.err);
    }
    assert_eq!(desk.list("."), ["brief.schema.json", "briefs", "good.yaml", "notes.txt"]);
}

#[test]
fn a_large_brief_is_read_only_on_request() {
    let desk = Desk::new();
    let padding = format!("# {}\n", "x".repeat(1_200_000));
    desk.put("large.yaml", format!("{padding}{SMALL}"));
    let ran = desk.strata(&["check", "large.yaml"]).assert(1);
    assert!(ran.out.contains("P001"), "{ran}");
    desk.strata(&["check", "large.yaml", "--max-size", "2"]).assert(0);
    desk.strata(&["check", "large.yaml", "--max-size", "65"]).assert(2);
}

#[test]
fn a_huge_file_is_not_read_at_all() {
    let desk = Desk::new();
    let huge = File::create(desk.path("huge.yaml")).expect("a file");
    huge.set_len(1 << 40).expect("a sparse file");
    desk.strata(&["check", "huge.yaml"])
        .assert(2)
        .says("`huge.yaml` is larger than 64 MiB");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::new();
    desk.put("secret.yaml", SMALL);
    let none = fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.path("secret.yaml"), none).expect("permissions");
    // Nothing is unreadable for the superuser.
    if File::open(desk.path("secret.yaml")).is_err() {
        let ran = desk.strata(&["check", "secret.yaml"]).assert(2);
        ran.says("cannot read `secret.yaml`: permission denied");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_read_and_printed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let desk = Desk::with_good();
    let name = OsStr::from_bytes(b"caf\xe9.yaml");
    fs::rename(desk.path("good.yaml"), desk.path("").join(name)).expect("a rename");
    for command in ["check", "render"] {
        let output = desk.command(&[command]).arg(name).output().expect("strata starts");
        assert_eq!(output.status.code(), Some(0));
    }
    assert!(desk.path("").join(OsStr::from_bytes(b"caf\xe9.pdf")).is_file());
    let gone = OsStr::from_bytes(b"th\xe9.yaml");
    let output = desk.command(&["check"]).arg(gone).output().expect("strata starts");
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal() {
    let desk = Desk::new();
    let name = "a\u{1b}[31m\n.yaml";
    let gone = desk.strata(&["render", name]).assert(2);
    assert!(!gone.err.contains('\u{1b}'), "{gone}");
    desk.put(name, SMALL);
    let printed = desk.strata(&["render", name]).assert(0);
    assert!(!printed.err.contains('\u{1b}'), "{printed}");
}
