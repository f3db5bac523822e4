//! The promises of a layout, tried on trees and texts that dice have made.

use proptest::prelude::*;
use strata_syntax::tree::{Kind, Node};

use super::arbitrary::{self, Tree};
use crate::{Format, Input, Limits, Report, sample};

fn input(text: &str, format: Format) -> Input<'_> {
    Input { name: "brief", bytes: text.as_bytes(), format, limits: Limits::default() }
}

fn convert(text: &str, from: Format, to: Format) -> String {
    let told = |report: Report| panic!("{}\n{text}", sample::told(&report));
    super::convert(&input(text, from), to).unwrap_or_else(told).text
}

fn read(text: &str, format: Format) -> Tree {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tree, errors) = strata_syntax::parse(text, format, Limits::default());
    plain(&tree.unwrap_or_else(|| panic!("{errors:?}\n{text}")))
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
    fn a_layout_keeps_data_and_comments_and_is_its_own(tree in arbitrary::tree(), seed: u64) {
        for format in FORMATS {
            let (text, comments) = arbitrary::write(&tree, format, seed);
            prop_assert_eq!(read(&text, format), sorted(&tree), "{}", text);
            let once = convert(&text, format, format);
            prop_assert_eq!(read(&once, format), sorted(&tree), "{}", once);
            has_each_once(&once, &comments);
            // All lines end alike: as most of them did.
            let unix = once.replace("\r\n", "\n");
            prop_assert!(once == unix || once == unix.replace('\n', "\r\n"));
            prop_assert!(once.ends_with('\n'));
            prop_assert!(!once.lines().any(|line| line.ends_with(' ')), "{}", once);
            let twice = convert(&once, format, format);
            prop_assert_eq!(&once, &twice, "from:\n{}", text);
        }
    }

    #[test]
    fn a_conversion_there_and_back_keeps_data_and_comments(tree in arbitrary::tree(), seed: u64) {
        for from in FORMATS {
            let (text, comments) = arbitrary::write(&tree, from, seed);
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

/// A text whose layout is another, and that other one, which is its own.
#[track_caller]
fn is_laid_out(text: &str, expected: &str, format: Format) {
    assert_eq!(convert(text, format, format), expected);
    assert_eq!(convert(expected, format, format), expected);
}

#[test]
fn comments_stay_with_what_they_are_about() {
    is_laid_out(
        "\
# The story.
# yaml-language-server: $schema=x.json

title: 'It''s'   # of the title
# about the version
strata: '1'
deck:   # beside
  # above the text
  \"a \\
  b\"
subject: { # after the brace
  # inside
  name: X, # of the name
  short: \"#no\" , # of the short one
  # at the end of the braces
} # after the braces
id: >-  # of the sign
    text
    # no comment
figures:
  # of the first
- a
# of the second
-    # of the dash
   b: 1
   # at the end of the second
   # still there
- - x # of x
  # of y
  - y
  # at the end of the inner list
# at the end of the outer list
unknown:
  # nothing here yet
thesis: # below
- text: x
  # between the keys

  id: y
# at the end of the brief
",
        "\
# yaml-language-server: $schema=x.json
# The story.

# about the version
strata: \"1\"
id: \"text # no comment\" # of the sign
title: It's # of the title
# above the text
deck: a b # beside
# after the brace
subject: # after the braces
  # inside
  name: X # of the name
  short: \"#no\" # of the short one
  # at the end of the braces

figures:
  # of the first
  - a
  # of the second
  # of the dash
  - b: 1
    # at the end of the second
    # still there

  - - x # of x
    # of y
    - y
    # at the end of the inner list

# at the end of the outer list
unknown:
  # nothing here yet

thesis: # below
  # between the keys

  - id: y
    text: x
# at the end of the brief
",
        Format::Yaml,
    );
}

#[test]
fn a_comment_in_a_list_in_a_list_stays_above_its_entry() {
    let text = "a:\n  - - b: x\n      c: y\n    # of the second\n    - z\n";
    is_laid_out(text, text, Format::Yaml);
}

#[test]
fn comments_in_toml_stay_in_their_tables() {
    is_laid_out(
        "\
#:schema x.json
title = 'x' # of the title
# of the list
list = [ # beside
  # of the first
  1, # beside the first
  # at the end
]
# at the end of the brief’s own keys

# of the table
[b.c] # beside the table
x.y = \"\"\"#no\"\"\"
# at the end of the table

[[b.\"d#\"]]
# of the key
k = {l = '#'}
[[b.\"d#\"]] # the second
[a]

# the last
",
        "\
#:schema x.json
title = \"x\" # of the title
# of the list
list = [ # beside
  # of the first
  1, # beside the first
  # at the end
]

# at the end of the brief’s own keys

# of the table
[b.c] # beside the table
# at the end of the table

[b.c.x]
y = \"#no\"

[[b.\"d#\"]]
# of the key
k = { l = \"#\" }

[[b.\"d#\"]] # the second

[a]

# the last
",
        Format::Toml,
    );
}

#[test]
fn quotes_and_lines_are_as_few_as_they_can_be() {
    let words = |count| " word".repeat(count);
    let text = format!(
        r#"a: "plain text"
b: '- no'
c: "say \"so\""
d: '1:30'
e: no
f: 'no'
g: |
  two
  lines
h: |+
  kept


i: '{{x}}{}'
j: [a , "b,"]
k: "\u00e9\t"
l: >
  one line



m: {{}}
n:
o: "{}"
"#,
        words(30),
        words(30),
    );
    let expected = format!(
        r#"a: plain text
b: "- no"
c: say "so"
d: "1:30"
e: no
f: "no"
g: |
  two
  lines
h: "kept\n\n\n"

i: >-
  {{x}}{}
  {}
j: [a, "b,"]
k: "é\t"
l: |
  one line

m: {{}}
n:
o: "{}"
"#,
        words(19),
        words(11).trim_start(),
        words(30),
    );
    is_laid_out(&text, &expected, Format::Yaml);
}

#[test]
fn a_layout_that_cannot_be_is_refused() {
    let refused = |text: &str, from, to| match super::convert(&input(text, from), to) {
        Ok(converted) => panic!("{}", converted.text),
        Err(report) => sample::told(&report),
    };
    let null = refused("a: {b: ~}\n", Format::Yaml, Format::Toml);
    assert!(
        null.starts_with("brief:1:8: error[S004 wrong-type]: TOML cannot say `null`;")
    );
    let list = refused("[1]\n", Format::Json, Format::Toml);
    assert!(
        list.starts_with("brief:1:1: error[S004 wrong-type]: a file in TOML is a map;")
    );
    let key = format!("{{\"{}\": 1}}", "k".repeat(1001));
    let key = refused(&key, Format::Json, Format::Yaml);
    assert!(key.starts_with("brief:1:2: error[P107"), "{key}");
    let twice = refused("a: x\na: y\n", Format::Yaml, Format::Yaml);
    assert!(twice.starts_with("brief:2:1: error[P106"), "{twice}");
}

/// Read again, a comment that stands apart at the top is one of the document.
#[test]
fn a_first_comment_apart_from_its_table_stays_where_it_is() {
    let text = "subject = {strata = ['', \"\"\"\\n\"\"\"], id = {id = '', title = \"\"\"\n\"\"\"}}\n\
                \n#n0\n\nstrata.strata.strata = true\n";
    let once = convert(text, Format::Toml, Format::Toml);
    assert_eq!(convert(&once, Format::Toml, Format::Toml), once);
    assert!(once.starts_with("#n0\n\n[strata.strata]\n"), "{once}");
}
