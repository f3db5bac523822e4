//! Files that cannot be read: a clear message, exit code 2, and never a panic.

use std::fs::{self, File};

use insta::assert_snapshot;

use crate::desk::{Desk, SMALL, TYPO};

#[test]
fn what_is_no_brief_is_named_with_a_way_out() {
    let desk = Desk::with_good();
    desk.put("notes.txt", SMALL);
    for (case, name) in [
        ("missing", "gone.yaml"),
        ("missing_ending", "good"),
        ("unknown_ending", "notes.txt"),
    ] {
        assert_snapshot!(case, desk.strata(&["check", name]).assert(2));
        let printed = desk.strata(&["render", name]).assert(2);
        let checked = desk.strata(&["check", name]);
        assert_eq!(printed.err, checked.err);
    }
    assert_eq!(desk.list("."), ["brief.schema.json", "good.yaml", "notes.txt"]);
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
    let steering = ['\u{1b}', '\n', '\r', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2028}'];
    for found in steering.into_iter().chain(['\u{2066}', '\u{200b}', '\u{feff}']) {
        let desk = Desk::new();
        let name = format!("a{found}[31m.yaml");
        let (dir, toml) = (format!("d{found}/"), format!("b{found}.toml"));
        let pdf = format!("a{found}[31m.pdf");
        let ask = |args: &[&str], code: i32| {
            let ran = desk.strata(args).assert(code);
            let said = format!("{}{}", ran.err, ran.out);
            let raw = match found {
                '\n' => said.lines().any(|line| line.starts_with("[31m")),
                '\u{1b}' => said.contains("\u{1b}[31m.") || said.contains("\u{1b}/"),
                _ => said.contains(found),
            };
            assert!(!raw, "{found:?} in {ran}");
        };
        for command in ["check", "render", "fmt", "verify", "extract"] {
            ask(&[command, &name], 2);
        }
        ask(&["set", &name, "title", "T"], 2);
        ask(&["convert", &name, "--to", "toml"], 2);
        ask(&["new", &name], 2);
        ask(&["explain", &name], 2);
        ask(&[&name], 2);
        ask(&["check", &format!("--{name}")], 2);
        ask(&["check", &name, "--format", &name], 2);
        ask(&["render", &name, "--pages", &name], 2);
        ask(&["render", &name, "--mark", &name], 2);

        desk.put(&name, TYPO);
        for format in ["human", "short", "github"] {
            ask(&["check", &name, "--format", format], 1);
        }
        ask(&["check", &name, "--fix", "--diff"], 1);
        ask(&["render", &name], 1);
        desk.put(&name, "title: [\n");
        ask(&["fmt", &name], 1);
        ask(&["convert", &name, "--to", "toml"], 1);
        desk.put(&name, SMALL.replace("title: Back", "title:   Back"));
        ask(&["set", &name, "as-of", "today"], 1);
        ask(&["set", &name, &name, "T"], 2);
        ask(&["set", &name, "title", "T", "--diff"], 0);
        ask(&["fmt", &name, "--check"], 1);
        ask(&["fmt", &name, "--diff"], 0);
        ask(&["fmt", &name], 0);
        ask(&["convert", &name, "-o", &toml], 0);
        ask(&["convert", &name, "-o", &toml], 2);
        ask(&["render", &name, "-o", &dir], 0);
        ask(&["render", &name], 0);
        ask(&["verify", &pdf], 0);
        ask(&["extract", &pdf, "--brief", &name], 2);
    }
}
