//! The promises of a layout, tried on trees and texts that dice have made.

use proptest::prelude::*;

use super::sloppy::{self, Tree};
use crate::diagnostic::Findings;
use crate::tree::{Kind, Node};
use crate::{Format, Input, Limits, Report, emit};

fn input(text: &str, format: Format) -> Input<'_> {
    Input { name: "brief", bytes: text.as_bytes(), format, limits: Limits::default() }
}

fn convert(text: &str, from: Format, to: Format) -> String {
    let told = |report: Report| panic!("{}\n{text}", emit::human(&report, false));
    super::convert(&input(text, from), to).unwrap_or_else(told).text
}

fn read(text: &str, format: Format) -> Tree {
    let mut findings = Findings::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = crate::tree::read(text, format, Limits::default(), &mut findings);
    plain(&tree.unwrap_or_else(|| panic!("{findings:?}\n{text}")))
}

/// The tree with the keys of every map sorted: their order is looked at elsewhere.
fn plain(node: &Node<'_>) -> Tree {
    match &node.kind {
        Kind::Null => Tree::Word("null"),
        Kind::Bool(true) => Tree::Word("true"),
        Kind::Bool(false) => Tree::Word("false"),
        Kind::Num(text) => Tree::Text(format!("number {text}")),
        Kind::Str(text) => Tree::Text(text.to_string()),
        Kind::Seq(items) => Tree::List(items.iter().map(plain).collect()),
        Kind::Map(entries) => {
            let entries =
                entries.iter().map(|one| (one.key.to_string(), plain(&one.value)));
            let mut entries: Vec<_> = entries.collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Tree::Map(entries)
        }
    }
}

/// The same of a tree that dice have made.
fn sorted(tree: &Tree) -> Tree {
    match tree {
        Tree::Word(word)
            if word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) =>
        {
            Tree::Text(format!("number {word}"))
        }
        Tree::List(items) => Tree::List(items.iter().map(sorted).collect()),
        Tree::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), sorted(value)));
            let mut entries: Vec<_> = entries.collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Tree::Map(entries)
        }
        other => other.clone(),
    }
}

/// How often each comment, which no other contains, stands in a text.
fn has_each_once(text: &str, comments: &[String]) {
    for comment in comments {
        let line = |line: &&str| line.ends_with(comment.as_str());
        assert_eq!(text.lines().filter(line).count(), 1, "{comment}\n{text}");
    }
}

const FORMATS: [Format; 3] = [Format::Yaml, Format::Json, Format::Toml];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_layout_keeps_data_and_comments_and_is_its_own(tree in sloppy::tree(), seed: u64) {
        for format in FORMATS {
            let (text, comments) = sloppy::write(&tree, format, seed);
            prop_assert_eq!(read(&text, format), sorted(&tree), "{}", text);
            let once = convert(&text, format, format);
            prop_assert_eq!(read(&once, format), sorted(&tree), "{}", once);
            has_each_once(&once, &comments);
            prop_assert!(!once.contains('\r'));
            prop_assert!(once.ends_with('\n'));
            prop_assert!(!once.lines().any(|line| line.ends_with(' ')), "{}", once);
            let twice = convert(&once, format, format);
            prop_assert_eq!(&once, &twice, "from:\n{}", text);
        }
    }

    #[test]
    fn a_conversion_there_and_back_keeps_data_and_comments(tree in sloppy::tree(), seed: u64) {
        for from in FORMATS {
            let (text, comments) = sloppy::write(&tree, from, seed);
            for to in FORMATS {
                let there = convert(&text, from, to);
                prop_assert_eq!(read(&there, to), sorted(&tree), "{}", there);
                prop_assert_eq!(&there, &convert(&there, to, to), "from:\n{}", text);
                let back = convert(&there, to, from);
                prop_assert_eq!(read(&back, from), sorted(&tree), "{}", back);
                if to != Format::Json {
                    has_each_once(&there, &comments);
                    has_each_once(&back, &comments);
                }
            }
        }
    }
}
