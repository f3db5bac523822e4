//! Files are written whole or not at all.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::process::Command;

use crate::desk::{Desk, PDF, Ran};

/// A name that a part may have: a number and its complement.
const PART: &str = ".strata-00000000000000ffffffffffffffff00.part";

/// The command in a shell that lets no file grow beyond 1 KB.
fn choked(desk: &Desk, before: &str) -> Ran {
    let args = ["render", "good.yaml"];
    let strata = desk.command(&args);
    let script = format!("{before} ulimit -f 1; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg(strata.get_program()).args(args);
    shell.current_dir(desk.path(""));
    Ran::new(&args, &shell.output().expect("a shell"))
}

#[test]
fn a_failed_write_leaves_the_old_file_and_nothing_else() {
    let desk = Desk::with_good();
    desk.put("good.pdf", "old");
    choked(&desk, "trap '' XFSZ;").assert(2).says("error: cannot write `good.pdf`");
    assert_eq!(desk.read("good.pdf"), b"old");
    assert_eq!(desk.list("."), ["brief.schema.json", "good.pdf", "good.yaml"]);
}

#[test]
fn a_killed_run_leaves_the_old_file_and_the_next_one_tidies_up() {
    let desk = Desk::with_good();
    desk.put("good.pdf", "old");
    let killed = choked(&desk, "");
    assert_eq!(killed.code, None, "{killed}");
    assert_eq!(desk.read("good.pdf"), b"old");
    assert_eq!(desk.list(".").len(), 4, "a part is left behind: {:?}", desk.list("."));

    desk.strata(&["render", "good.yaml"]).assert(0);
    assert!(desk.read("good.pdf").starts_with(PDF));
    assert_eq!(desk.list("."), ["brief.schema.json", "good.pdf", "good.yaml"]);
}

#[test]
fn a_part_that_is_being_written_is_left_alone() {
    let desk = Desk::with_good();
    let part = File::create(desk.path(PART)).expect("a file");
    part.lock().expect("a lock");
    desk.strata(&["render", "good.yaml"]).assert(0);
    assert!(desk.path(PART).exists());
    drop(part);
    desk.strata(&["render", "good.yaml"]).assert(0);
    assert!(!desk.path(PART).exists());
}

#[test]
fn a_file_with_a_name_like_that_of_a_part_is_left_alone() {
    let desk = Desk::with_good();
    let names = [".strata-mine.part", ".strata-abcdef.part", ".strata-.part"];
    names.iter().for_each(|name| {
        desk.put(name, "mine");
    });
    desk.strata(&["render", "good.yaml"]).assert(0);
    names.iter().for_each(|name| assert_eq!(desk.read(name), b"mine"));
}

/// Each run sweeps the folder while others create, write and rename.
#[test]
fn many_runs_into_one_folder_do_not_meet() {
    let desk = Desk::with_good();
    let brief = desk.read("good.yaml");
    std::thread::scope(|scope| {
        for run in 0..8 {
            let (desk, brief) = (&desk, &brief);
            scope.spawn(move || {
                for n in 0..25 {
                    let name = format!("{run}-{n}.toml");
                    let args = ["convert", "good.yaml", "-o", &name];
                    desk.strata(&args).assert(0);
                }
                assert_eq!(desk.read("good.yaml"), *brief);
            });
        }
    });
    assert_eq!(desk.list(".").len(), 2 + 8 * 25);
}

#[test]
fn a_folder_that_takes_no_files_is_named() {
    let desk = Desk::with_good();
    fs::create_dir(desk.path("closed")).expect("a folder");
    let closed = fs::Permissions::from_mode(0o555);
    fs::set_permissions(desk.path("closed"), closed).expect("permissions");
    // Nothing is closed to the superuser.
    if File::create(desk.path("closed/probe")).is_err() {
        let ran = desk.strata(&["render", "good.yaml", "-o", "closed"]).assert(2);
        ran.says("error: cannot write `closed/good.pdf`: permission denied");
    }
}

#[test]
fn a_read_only_file_stays_as_it_is() {
    let desk = Desk::with_good();
    desk.put("good.pdf", "old");
    let read_only = fs::Permissions::from_mode(0o444);
    fs::set_permissions(desk.path("good.pdf"), read_only).expect("permissions");
    let ran = desk.strata(&["render", "good.yaml"]).assert(2);
    ran.says("error: cannot write `good.pdf`: it is read-only");
    assert_eq!(desk.read("good.pdf"), b"old");
}

#[test]
fn a_folder_in_the_place_of_the_file_is_a_failure() {
    let desk = Desk::with_good();
    fs::create_dir_all(desk.path("good.pdf/full")).expect("a folder");
    desk.strata(&["render", "good.yaml"])
        .assert(2)
        .says("error: cannot write `good.pdf`");
    assert_eq!(desk.list("."), ["brief.schema.json", "good.pdf", "good.yaml"]);
}

#[test]
fn a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own() {
    let desk = Desk::with_good();
    let mode = |name: &str| {
        fs::metadata(desk.path(name)).expect(name).permissions().mode() & 0o777
    };
    desk.put("usual", "");
    desk.strata(&["render", "good.yaml"]).assert(0);
    assert_eq!(mode("good.pdf"), mode("usual"));
    let own = fs::Permissions::from_mode(0o640);
    fs::set_permissions(desk.path("good.pdf"), own).expect("permissions");
    desk.strata(&["render", "good.yaml"]).assert(0);
    assert_eq!(mode("good.pdf"), 0o640);
}

#[test]
fn a_link_stays_a_link() {
    let desk = Desk::with_good();
    fs::create_dir(desk.path("kept")).expect("a folder");
    desk.put("kept/real.pdf", "old");
    symlink("kept/real.pdf", desk.path("good.pdf")).expect("a link");
    desk.strata(&["render", "good.yaml"]).assert(0);
    assert!(desk.path("good.pdf").is_symlink());
    assert!(desk.read("kept/real.pdf").starts_with(PDF));
}

#[test]
fn a_link_to_nothing_is_followed_by_every_writer() {
    let desk = Desk::with_good();
    fs::create_dir(desk.path("kept")).expect("a folder");
    desk.strata(&["render", "good.yaml", "-o", "print.pdf"]).assert(0);
    for (link, args) in [
        ("a.pdf", ["render", "good.yaml", "-o", "a.pdf"].as_slice()),
        ("b.toml", &["convert", "good.yaml", "-o", "b.toml"]),
        ("c.yaml", &["new", "c"]),
        ("d.json", &["extract", "print.pdf", "-o", "d.json"]),
    ] {
        // A link to a link, each seen from its own folder.
        symlink(format!("kept/{link}"), desk.path(link)).expect("a link");
        symlink(format!("real-{link}"), desk.path("kept").join(link)).expect("a link");
        desk.strata(args).assert(0);
        assert!(desk.path(link).is_symlink(), "{link}");
        assert!(!desk.read(&format!("kept/real-{link}")).is_empty(), "{link}");
        // What is there now is not overwritten but by a print.
        desk.strata(args).assert(if link == "a.pdf" { 0 } else { 2 });
    }
    symlink("gone/x.pdf", desk.path("x.pdf")).expect("a link");
    let ran = desk.strata(&["render", "good.yaml", "-o", "x.pdf"]).assert(2);
    ran.says("error: cannot write `x.pdf`: no such file or folder");
}

#[test]
fn links_in_a_circle_are_an_error() {
    let desk = Desk::with_good();
    symlink("two.pdf", desk.path("one.pdf")).expect("a link");
    symlink("one.pdf", desk.path("two.pdf")).expect("a link");
    let ran = desk.strata(&["render", "good.yaml", "-o", "one.pdf"]).assert(2);
    ran.says("error: cannot write `one.pdf`: too many levels of symbolic links");
    assert!(desk.path("one.pdf").is_symlink() && desk.path("two.pdf").is_symlink());
}

#[test]
fn a_file_with_other_names_is_refused_by_every_writer() {
    let desk = Desk::with_good();
    desk.put("typed.yaml", "title:   T\nstrata: '1'\n").put("good.pdf", "old");
    let wrong =
        String::from_utf8_lossy(&desk.read("good.yaml")).replace("title:", "titel:");
    desk.put("wrong.yaml", wrong);
    for (name, args) in [
        ("good.pdf", ["render", "good.yaml"].as_slice()),
        ("good.yaml", &["set", "good.yaml", "title", "Other words"]),
        ("typed.yaml", &["fmt", "typed.yaml"]),
        ("wrong.yaml", &["check", "--unsafe-fixes", "wrong.yaml"]),
    ] {
        let before = desk.read(name);
        let other = format!("other-{name}");
        fs::hard_link(desk.path(name), desk.path(&other)).expect("a hard link");
        let ran = desk.strata(args).assert(2);
        ran.says("it has other names (hard links)").says("or write elsewhere");
        assert_eq!(desk.read(name), before);
        fs::remove_file(desk.path(&other)).expect("a removal");
        assert_ne!(desk.strata(args).code, Some(2), "{name}");
        assert_ne!(desk.read(name), before, "{name}");
    }
}

#[test]
fn an_owner_is_kept_or_the_file_refused() {
    use std::os::unix::fs::{MetadataExt, chown};

    let desk = Desk::with_good();
    desk.put("good.pdf", "old");
    // Only the superuser can give a file away.
    if chown(desk.path("good.pdf"), Some(1234), Some(4321)).is_ok() {
        desk.strata(&["render", "good.yaml"]).assert(0);
        let known = fs::metadata(desk.path("good.pdf")).expect("a file");
        assert_eq!((known.uid(), known.gid()), (1234, 4321));
        assert!(desk.read("good.pdf").starts_with(PDF));
    }
}

#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    let desk = Desk::with_good();
    let pipe = desk.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut bytes = Vec::new();
            File::open(pipe).expect("a pipe").read_to_end(&mut bytes).expect("bytes");
            bytes
        }
    });
    desk.strata(&["render", "good.yaml", "-o", "pipe"]).assert(0);
    assert!(reader.join().expect("a reader").starts_with(PDF));
    assert!(fs::metadata(pipe).expect("a pipe").file_type().is_fifo());
}
