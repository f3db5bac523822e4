//! What is written anew, held against the reader and against the two that ask for it.

use proptest::prelude::*;

use super::*;
use crate::change::{Change, Place};
use crate::edit;
use crate::format::{self, KeyOrder};
use crate::input::Limits;
use crate::path::{Part, Path, Step};
use crate::plain::{is_day, misleads};
use crate::read::parse;
use crate::tree::{Node, child};

/// Texts that someone or something might take for what they are not.
const KNOWN: [&str; 76] = [
    "",
    " ",
    "a",
    "  two",
    "two  ",
    "a  b",
    "# no",
    "a # b",
    "a#b",
    "a: b",
    "a:",
    "a:b",
    ":",
    ":a",
    "-",
    "- a",
    "-a",
    "--- a",
    "---",
    "---a",
    "...",
    "... a",
    "...a",
    "?",
    "? a",
    "?a",
    "!a",
    "&a",
    "*a",
    "|",
    ">",
    ">-",
    "%a",
    "@a",
    "`a",
    ",a",
    "a,b",
    "a, b",
    "[a]",
    "{a}",
    "a]",
    "a}",
    "\"a\"",
    "'a'",
    "it's",
    "\"it's\"",
    "a\\b",
    "\\",
    "null",
    "~",
    "True",
    "no",
    "ON",
    "y",
    "1",
    "1.5",
    "1e3",
    "0755",
    "0x1F",
    "1_000",
    "+1",
    ".5",
    "1:30",
    "-1:30.5",
    "1:60",
    "10:30-11:30",
    "2025-10-31",
    "2025-1-5",
    "2025-10-31 12:00:00",
    "2025-10-31T12:00:00Z",
    "12:00:00",
    "<<",
    "=",
    "= a",
    "key = \"x\"",
    "$57,006M",
];

fn text() -> impl Strategy<Value = String> {
    let long = prop::collection::vec("[a-z#:'\"{}-]{1,12}", 1..40);
    prop_oneof![
        4 => prop::sample::select(&KNOWN[..]).prop_map(ToOwned::to_owned),
        4 => "[a0-9 :\\-+.,#'\"\\\\\\[\\]{}~=_<TZé€\u{a0}]{0,9}",
        2 => "[a-c0-9 :#'\"\\n\\t\\r\u{200b}\u{85}\u{2028}\u{feff}\u{1d173}]{0,9}",
        2 => "([a-z#'\"-]{1,4}( |\\n|\\n\\n)){1,3}[a-z]{0,2}",
        1 => "[0-9]{1,4}[-:][0-9]{1,2}[-:][0-9]{1,3}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?",
        1 => long.prop_map(|words| words.join(" ")),
    ]
}

/// Documents as they are laid out, each with a text in one context. The first path leads to
/// it, or to the key in its place; the second to where another one can be added.
const DOCUMENTS: [(Format, Context, &str, &str, &str); 13] = {
    use Context::{Entry, FlowEntry, FlowKey, FlowValue, Key, Value};
    use Format::{Json, Toml, Yaml};
    [
        (Yaml, Value, "a:\n  k: x # beside\n  l: z\n", "/a/k", "/a/n"),
        (Yaml, Value, "k: x\n", "/k", "/n"),
        (Yaml, Entry, "a:\n  - x\n  - z # beside\n", "/a/0", "/a/2"),
        (Yaml, FlowValue, "a: {k: x, l: z}\n", "/a/k", "/a/n"),
        (Yaml, FlowEntry, "a: [x, z]\n", "/a/0", "/a/2"),
        (Yaml, Key, "a:\n  k: x\n  l: z\n", "/a/k", "/a/n"),
        (Yaml, FlowKey, "a: {k: x}\n", "/a/k", "/a/n"),
        (Json, Value, "{\n  \"a\": {\n    \"k\": \"x\"\n  }\n}\n", "/a/k", "/a/n"),
        (Json, Key, "{\n  \"a\": {\n    \"k\": \"x\"\n  }\n}\n", "/a/k", "/a/n"),
        (Toml, Value, "k = \"x\" # beside\n\n[a]\nk = \"x\"\n", "/k", "/n"),
        (Toml, Entry, "a = [\n  \"x\", # beside\n  \"z\",\n]\n", "/a/0", "/a/2"),
        (Toml, FlowEntry, "a = [\"x\", \"z\"]\n", "/a/0", "/a/2"),
        (Toml, FlowKey, "a = { k = \"x\" }\n", "/a/k", "/a/n"),
    ]
};

fn tree(text: &str, format: Format) -> Node<'_> {
    let (tree, errors) = parse(text, format, Limits::MOST);
    tree.unwrap_or_else(|| panic!("{errors:?}\n{text}"))
}

/// The text after a change, which can be read without a complaint.
fn edited(text: &str, format: Format, change: Change) -> String {
    let changes = [change];
    let edits = edit::edits(text, format, Some(&tree(text, format)), &changes);
    let after = edit::apply(text, &edits.unwrap_or_else(|why| panic!("{why:?}\n{text}")));
    let (again, errors) = parse(&after, format, Limits::MOST);
    assert!(errors.is_empty(), "{errors:?}\n{after}");
    let again = again.expect("what has no error is read");
    assert!(edit::holds(&tree(text, format), &changes, &again), "{changes:?}\n{after}");
    after
}

fn laid_out(text: &str, from: Format, to: Format) -> String {
    let laid = format::format(&tree(text, from), text, from, to, &KeyOrder::default());
    laid.unwrap_or_else(|| panic!("no layout\n{text}")).text
}

/// A text but for the lines on which its words stand: in TOML a backslash ends those of one.
fn words(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "\\");
    words.collect::<Vec<_>>().join(" ")
}

/// A text with no quotes around its days: written anew in YAML they have some, whatever
/// their author gave them.
fn bare_days(text: &str) -> String {
    let parts: Vec<&str> = text.split('"').collect();
    let quote = |two: &[&str]| match two {
        [one, next] if !is_day(one) && !is_day(next) => "\"",
        _ => "",
    };
    let quotes = parts.windows(2).map(quote).chain([""]);
    parts.iter().zip(quotes).flat_map(|(part, quote)| [*part, quote]).collect()
}

/// A layout changes nothing in a text, nor does a way through JSON, which has no forms.
fn is_laid_out(text: &str, format: Format) -> Result<(), TestCaseError> {
    let again = laid_out(text, format, format);
    prop_assert_eq!(words(&again), words(text), "laid out:\n{}edited:\n{}", again, text);
    let json = laid_out(text, format, Format::Json);
    let back = laid_out(&json, Format::Json, format);
    let bare = laid_out(&without_comments(text), format, format);
    let (back, bare) = (bare_days(&back), bare_days(&bare));
    prop_assert_eq!(words(&back), words(&bare), "back:\n{}edited:\n{}", back, text);
    Ok(())
}

fn without_comments(text: &str) -> String {
    text.replace(" # beside\n", "\n")
}

fn path(pointer: &str) -> Path {
    Path::parse(pointer).expect(pointer)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// In every language and context: what an edit writes reads back, and is laid out.
    #[test]
    fn what_is_set_is_laid_out(first in text(), second in text(), part: prop::sample::Index) {
        for (format, context, text, place, new) in DOCUMENTS {
            let length = |text: &str| double(Format::Json, text).len();
            if context.is_flow() && length(&first) + 2 * length(&second) > 70 {
                // What is too long for one line is no longer in this context.
                continue;
            }
            let key = matches!(context, Context::Key | Context::FlowKey);
            let mut place = path(place);
            let mut text = text.to_owned();
            for one in [&first, &second] {
                if key {
                    let rename = Place::Node(place.clone(), Part::Key);
                    if tree(&text, format).get("a").is_some_and(|a| a.get(one).is_some()) {
                        break;
                    }
                    text = edited(&text, format, Change::Write(rename, one.clone()));
                    let above = place.parent().expect("it has a parent");
                    place = above.join(&[Step::Key(one.as_str().into())]);
                } else {
                    let value = Place::Node(place.clone(), Part::Value);
                    text = edited(&text, format, Change::Write(value, one.clone()));
                }
                is_laid_out(&text, format)?;
            }
            // A part of it, and another one beside it.
            if !key && let Some(old) = text_at(&tree(&text, format), &place) {
                let starts: Vec<usize> = old.char_indices().map(|(at, _)| at).collect();
                if !starts.is_empty() {
                    let within = Part::Within(*part.get(&starts)..old.len());
                    let part = Place::Node(place, within);
                    let text = edited(&text, format, Change::Write(part, first.clone()));
                    is_laid_out(&text, format)?;
                }
            }
            let added = edited(&text, format, Change::Put(path(new), second.as_str().into()));
            is_laid_out(&added, format)?;
        }
    }

    /// Quotes are there where they are needed, and nowhere else.
    #[test]
    fn quotes_are_as_few_as_they_can_be(text in text()) {
        for context in [Context::Value, Context::Entry, Context::FlowValue, Context::FlowEntry] {
            let written = super::text(Format::Yaml, context, &text, None);
            let reads = edit::reads(Format::Yaml, context, &text).as_deref() == Some(&text);
            // The reader is kinder than the grammar, and knows neither other tools nor the
            // start of a line.
            let reserved = text.starts_with([',', '%', '@', '`']) || text == "?";
            let marker = text.starts_with("---") || text.starts_with("...");
            let hidden = text.contains(is_escaped) || misleads(&text);
            if reads && !reserved && !marker && !hidden {
                prop_assert_eq!(&written, &text);
            }
            if written == text {
                prop_assert!(reads, "{:?} does not read back in {:?}", text, context);
            }
        }
    }
}

fn text_at(root: &Node<'_>, path: &Path) -> Option<String> {
    let mut steps = path.steps().iter();
    let node =
        steps.try_fold(root, |node, step| child(node, step).map(|(_, value)| value))?;
    match &node.kind {
        Kind::Str(text) => Some(text.to_string()),
        _ => None,
    }
}

/// Other tools read a last line break only if it is there.
#[test]
fn a_text_at_the_end_of_a_file_keeps_its_last_line_break() {
    for (change, after) in [
        (set("/k", "a\nb\n"), "k: |\n  a\n  b\n"),
        (Change::Put(path("/l"), "a\nb\n".into()), "k: x\nl: |\n  a\n  b\n"),
    ] {
        assert_eq!(edited("k: x", Format::Yaml, change), after);
    }
}

/// A layout takes quotes away where they say nothing.
#[test]
fn the_form_of_a_text_is_kept_where_it_says_something() {
    let yaml = "\
a: \"2025-10-31\"
b: 2025-10-31
c: '1:30'
d: 1:30
e: '10:30-11:30'
f: '- a'
\"no\": no
\"2025\": '\"'
";
    let expected = yaml
        .replace("'1:30'", "\"1:30\"")
        .replace("'10:30-11:30'", "10:30-11:30")
        .replace("'- a'", "\"- a\"");
    assert_eq!(laid_out(yaml, Format::Yaml, Format::Yaml), expected);
    let json = laid_out(yaml, Format::Yaml, Format::Json);
    let anew = expected
        .replace("b: 2025-10-31", "b: \"2025-10-31\"")
        .replace("d: 1:30", "d: \"1:30\"")
        .replace(": no", ": \"no\"");
    assert_eq!(laid_out(&json, Format::Json, Format::Yaml), anew);
    let toml = "a = 2025-10-31\nb = \"2025-10-31\"\nc = '\"'\nd = 12:00:00\n";
    assert_eq!(laid_out(toml, Format::Toml, Format::Toml), toml);
    assert_eq!(
        edited(toml, Format::Toml, set("/a", "a")),
        toml.replacen("2025-10-31", "\"a\"", 1)
    );
}

fn set(pointer: &str, text: &str) -> Change {
    Change::Write(Place::Node(path(pointer), Part::Value), text.to_owned())
}
