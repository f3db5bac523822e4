//! The pages of the manual.

use insta::assert_snapshot;

use crate::desk::Desk;

#[test]
fn a_page_says_what_help_says() {
    let desk = Desk::new();
    let page = desk.strata(&["man", "check"]).assert(0).out;
    let head: Vec<_> = page.lines().take(24).collect();
    assert_snapshot!(head.join("\n"));
    let all = desk.strata(&["man"]).assert(0).out;
    assert!(all.contains("strata\\-check(1)"), "{all}");
    desk.strata(&["man", "chek"]).assert(2).says("there is no command `chek`");
    desk.strata(&["man", "check", "-o", "man1"]).assert(2);
}

#[test]
fn every_command_has_a_page() {
    let desk = Desk::new();
    let ran = desk.strata(&["man", "-o", "man1"]).assert(0);
    let pages = desk.list("man1");
    ran.says("created the folder man1").says(&format!("wrote {} pages", pages.len()));
    let help = desk.strata(&["--help"]).assert(0).out;
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end");
    let names = commands.lines().filter_map(|line| line.split_whitespace().next());
    let mut names: Vec<_> = names
        .filter(|name| *name != "help")
        .map(|name| format!("strata-{name}.1"))
        .chain(["strata.1".to_owned()])
        .collect();
    names.sort();
    assert_eq!(pages, names);
    for page in pages {
        let text = String::from_utf8(desk.read(&format!("man1/{page}"))).expect("UTF-8");
        let (_, examples) = text.split_once("\n.SH EXAMPLES\n.nf\n").expect(&page);
        assert!(examples.starts_with("  strata ") && examples.ends_with("\n.fi\n"));
    }
}
