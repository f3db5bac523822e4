//! `strata explain`: every rule in its own words.

use insta::assert_snapshot;

use crate::desk::Desk;

#[test]
fn a_rule_is_explained_by_code_and_by_name() {
    let desk = Desk::new();
    let by_code = desk.strata(&["explain", "L002"]).assert(0);
    let by_name = desk.strata(&["explain", "dangling-reference"]).assert(0);
    assert_eq!(by_code.out, by_name.out);
    for part in ["L002 dangling-reference (error)", "Bad:", "Good:"] {
        assert!(by_code.out.contains(part), "{by_code}");
    }
}

#[test]
fn all_rules_are_listed_and_each_can_be_explained() {
    let desk = Desk::new();
    let list = desk.strata(&["explain"]).assert(0).out;
    assert!(list.lines().count() > 20, "{list}");
    for line in list.lines() {
        let mut words = line.split_whitespace();
        let (code, name) = (words.next().expect("a code"), words.next().expect("a name"));
        let text = desk.strata(&["explain", &code.to_lowercase()]).assert(0).out;
        assert!(text.starts_with(&format!("{code} {name} ")), "{text}");
    }
}

#[test]
fn an_unknown_rule_is_a_wrong_usage() {
    let desk = Desk::new();
    assert_snapshot!("near", desk.strata(&["explain", "dangling-referense"]).assert(2));
    assert_snapshot!("far", desk.strata(&["explain", "weather"]).assert(2));
}
