//! `--theme`: the look of a house, read from its folder and from nowhere else.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, repository};

/// A desk with a brief and the theme of the suite in a folder.
fn desk() -> Desk {
    let desk = Desk::with_good();
    let house = repository("tests/themes/house");
    fs::create_dir_all(desk.path("house/fonts")).expect("a folder");
    for folder in ["", "fonts"] {
        for entry in fs::read_dir(house.join(folder)).expect("the theme") {
            let entry = entry.expect("an entry");
            let to = desk.path("house").join(folder).join(entry.file_name());
            if entry.path().is_file() {
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
    }
    desk
}

const THEME: &str = "house/house.toml";

#[test]
fn a_print_in_a_theme_is_proved_with_its_faces_at_hand() {
    let desk = desk();
    desk.strata(&["render", "good.yaml", "--theme", THEME, "-q"]).assert(0);
    let with = desk.strata(&["verify", "good.pdf", "--theme", THEME]).assert(0);
    assert!(with.out.starts_with("good.pdf: verified: in the theme `Example House`"));
    let without = desk.strata(&["verify", "good.pdf"]).assert(2);
    assert!(without.out.starts_with("good.pdf: not proved"), "{without}");
    let needs = "it needs the face Public Sans Bold (sha256 16541f";
    assert!(without.out.contains(needs), "{without}");
    desk.strata(&["check", "good.yaml", "--theme", THEME]).assert(0);
}

#[test]
fn a_theme_with_an_error_prints_nothing() {
    let desk = desk();
    desk.put("house/house.toml", "nmae = \"House\"\n[colours]\nmute = \"#9AA4AE\"\n");
    assert_snapshot!(desk.strata(&["render", "good.yaml", "--theme", THEME]).assert(1));
    assert!(!desk.list(".").contains(&"good.pdf".to_owned()));
    let checked =
        desk.strata(&["check", "good.yaml", "--theme", THEME, "--format", "short"]);
    assert_snapshot!(checked.assert(1));
    desk.strata(&["render", "good.yaml", "--theme", "gone.toml"])
        .assert(2)
        .says("no such file");
    desk.put("house/house.toml", "#".repeat(70_000));
    desk.strata(&["render", "good.yaml", "--theme", THEME])
        .assert(2)
        .says("larger than 64 KiB");
}

/// Whatever name it has, no file is read that lies elsewhere.
#[test]
fn no_file_is_read_from_outside_of_the_folder() {
    let desk = desk();
    fs::copy(desk.path("house/logo.png"), desk.path("logo.png")).expect("a copy");
    fs::create_dir(desk.path("house/folder.png")).expect("a folder");
    let outside = desk.path("logo.png");
    let outside = outside.to_str().expect("a path");
    let says = |file: &str, why: &str| {
        desk.put(
            "house/house.toml",
            format!("[logo]\nfile = '{file}'\nalt = \"House\"\n"),
        );
        let ran = desk.strata(&["render", "good.yaml", "--theme", THEME]);
        ran.assert(1).says("error[T003 theme-file]").says(why);
    };
    says("../logo.png", "it leads out of the folder of the theme");
    says(outside, "it does not begin in the folder of the theme");
    says("https://example.com/logo.png", "an address is not fetched");
    says("gone.png", "no such file or folder");
    says("folder.png", "it is no file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(desk.path("logo.png"), desk.path("house/link.png")).expect("a link");
        says("link.png", "a link leads out of the folder of the theme");
        symlink(desk.path("."), desk.path("house/out")).expect("a link");
        says("out/logo.png", "a link leads out of the folder of the theme");
        symlink("logo.png", desk.path("house/own.png")).expect("a link");
        desk.put("house/house.toml", "[logo]\nfile = \"own.png\"\nalt = \"House\"\n");
        desk.strata(&["render", "good.yaml", "--theme", THEME, "-q"]).assert(0);
    }
}
