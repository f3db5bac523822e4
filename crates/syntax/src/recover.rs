//! A tree from any text: what can be read of it stands at its true place, the rest is left
//! out. While someone types, a text is broken more often than whole.

mod json;
mod lines;
mod mended;
mod unclosed;

use std::borrow::Cow;
use std::ops::Range;

use crate::input::{Format, Limits};
use crate::read::parse_loosely;
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

/// What could be read.
#[derive(Debug, Clone)]
pub struct Recovered {
    /// The tree, each value at its place in the text.
    pub tree: Node<'static>,
    /// The bytes that could not, in order.
    pub lost: Vec<Range<usize>>,
}

/// Reads a text as far as it goes. On a text without errors of syntax this is the tree of
/// the check.
#[must_use]
pub fn recover(text: &str, format: Format, limits: Limits) -> Recovered {
    match format {
        Format::Yaml | Format::Toml => lines::read(text, format, limits),
        Format::Json => match parse_loosely(text, format, limits).0 {
            Some(root) => Recovered { tree: owned(&root, &|at| at), lost: vec![] },
            None => json::read(text, limits),
        },
    }
}

/// A tree that outlives its text, each offset moved.
fn owned(node: &Node<'_>, moved: &impl Fn(u32) -> u32) -> Node<'static> {
    let span = |span: Span| Span { start: moved(span.start), end: moved(span.end) };
    let text = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
    let kind = match &node.kind {
        Kind::Null => Kind::Null,
        Kind::Bool(truth) => Kind::Bool(*truth),
        Kind::Num(number) => Kind::Num(text(number)),
        Kind::Str(words) => Kind::Str(text(words)),
        Kind::Seq(items) => {
            Kind::Seq(items.iter().map(|item| owned(item, moved)).collect())
        }
        Kind::Map(entries) => {
            let entries = entries.iter().map(|entry| Entry {
                key: text(&entry.key),
                key_span: span(entry.key_span),
                value: owned(&entry.value, moved),
            });
            Kind::Map(entries.collect())
        }
    };
    Node { span: span(node.span), kind }
}

/// What there is of a text of which nothing can be read.
#[must_use]
pub fn nothing(text: &str) -> Recovered {
    let tree = Node { span: Span::new(0, text.len()), kind: Kind::Map(Vec::new()) };
    Recovered { tree, lost: vec![Span::new(0, text.len()).range()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree in one line: keys, texts, `-` for nothing.
    fn plain(node: &Node<'_>) -> String {
        match &node.kind {
            Kind::Null => "-".to_owned(),
            Kind::Bool(truth) => truth.to_string(),
            Kind::Num(text) | Kind::Str(text) => text.to_string(),
            Kind::Seq(items) => {
                format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(" "))
            }
            Kind::Map(entries) => {
                let pairs =
                    entries.iter().map(|e| format!("{}:{}", e.key, plain(&e.value)));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(" "))
            }
        }
    }

    fn read(text: &str, format: Format) -> String {
        plain(&recover(text, format, Limits::default()).tree)
    }

    #[test]
    fn yaml_is_read_around_what_is_broken() {
        for (text, tree) in [
            ("a: x\nfoo\nb: y\n", "{a:x b:y}"),
            ("a: x\nb: \"abc\nc: d\ne: f\n", "{a:x b:abc c:d e:f}"),
            ("a: 1\nf: {a: {l: \nb: c\n", "{a:1 f:{a:{l:-}} b:c}"),
            ("f: {a: {l: ", "{f:{a:{l:-}}}"),
            ("a:\n  b: c\n\td: e\nf: g\n", "{a:{b:c} f:g}"),
            ("a:\n  b: c\n d: e\nf: g\n", "{a:{b:c} f:g}"),
            ("a:\n  - b\n  c: d\ne: f\n", "{a:[b] e:f}"),
            ("a: b: c\nd: e\n", "{a:- d:e}"),
            ("a: 'it's'\nb: c\n", "{a:- b:c}"),
            ("a: [b, c # why\n  , d\ne: f\n", "{a:[b c d] e:f}"),
            ("a: @x\nb: c\n", "{a:- b:c}"),
            ("a: ]\nb: {c: d}}\ne: {f: g} h\ni: j\n", "{a:- b:- e:- i:j}"),
            ("a: b\n---\nc: d\n", "{a:b c:d}"),
            ("a: x\r\nfoo\r\nb: c\r\n", "{a:x b:c}"),
            ("a: b\na: c\n", "{a:b a:c}"),
            ("a:\n  - b: c\n    d\n    e: f\ng: h", "{a:[{b:c e:f}] g:h}"),
            ("[[[", "[[[]]]"),
            ("", "{}"),
            ("}", "{}"),
        ] {
            assert_eq!(read(text, Format::Yaml), tree, "{text:?}");
        }
    }

    #[test]
    fn json_is_read_around_what_is_broken() {
        for (text, tree) in [
            (r#"{"a": "x", "b": }"#, "{a:x b:-}"),
            (r#"{"a": {"b": {"c": "#, "{a:{b:{c:-}}}"),
            ("{\"a\": \"x\n \"b\": \"y\"}", "{a:x b:y}"),
            ("{\"a\": \"x\" \"b\" \"c\": [1 2,, 3}", "{a:x b:- c:[1 2 3]}"),
            (
                "{\"f\": {\n \"a\": {\"l\":\n \"b\": {}\n },\n\"t\": \"u\"\n}",
                "{f:{a:{l:-} b:{}} t:u}",
            ),
            (
                r#"{"a": rel, b: true, "c\"d": "\u00e9\x"}"#,
                "{a:rel b:true c\"d:\\u00e9\\x}",
            ),
            (r#"{"a": 1} {"b": 2}"#, "{a:1}"),
            ("{ // note\n \"a\": /* b */ null }", "{a:-}"),
            ("]", "{}"),
            ("\"a\"", "a"),
        ] {
            assert_eq!(read(text, Format::Json), tree, "{text:?}");
        }
    }

    #[test]
    fn toml_is_read_around_what_is_broken() {
        for (text, tree) in [
            ("a = 'x'\nb = \nc = 'y'\n[d]\ne = 'f'\n", "{a:x b: c:y d:{e:f}}"),
            ("a = 'x\nb = 'y'\n", "{a:x b:y}"),
            ("a = 'x'\nfoo\nb = 'y'\n", "{a:x b:y}"),
            ("[f.a\nl = 'x'\n[f.b]\nl = 'y'\n", "{f:{a:{l:x} b:{l:y}}}"),
            ("a = ['x', \n\nc = 'd'\n", "{a:[x] c:d}"),
            ("a = [\n  'x',\n  'y'\n]\nfoo\n", "{a:[x y]}"),
            ("[a]\nb = 'x'\n[a]\nc = 'y'\n", "{a:{b:x c:y}}"),
        ] {
            assert_eq!(read(text, Format::Toml), tree, "{text:?}");
        }
    }

    #[test]
    fn what_is_read_stands_where_it_was_written() {
        for (text, format, word) in [
            ("a: {b: [c\nfoo\nd: word\n", Format::Yaml, "word"),
            ("a = [['c'\nfoo\nd = 'word'\n", Format::Toml, "'word'"),
            ("{\"a\": [\n\"d\": \"word\"", Format::Json, "\"word\""),
        ] {
            let tree = recover(text, format, Limits::default()).tree;
            let node = tree.get("d").expect("it is there");
            assert_eq!(node.span.slice(text), word);
        }
    }

    #[test]
    fn a_missing_value_stands_behind_its_key() {
        for (text, format, key) in [
            ("a: b\nd: ]\n", Format::Yaml, 6),
            ("a = 'b'\nd = = true\n", Format::Toml, 9),
            ("{\"a\": \"b\", \"d\": }", Format::Json, 14),
        ] {
            let tree = recover(text, format, Limits::default()).tree;
            let span = tree.get("d").expect("it is there").span;
            assert!(
                span.start >= key && span.slice(text).is_empty(),
                "{text:?} {span:?}"
            );
        }
    }
}
