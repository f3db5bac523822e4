//! From a text to its tree, with what is wrong in it: three readers behind one door.

mod characters;
mod entries;
mod gate;
mod json;
mod toml;
mod yaml;

pub use gate::{Gated, gate};

use std::borrow::Cow;

use crate::change::Safety;
use crate::error::{ErrorKind, Errors, SyntaxError};
use crate::input::{Format, Limits};
use crate::number;
use crate::source::Span;
use crate::tree::{Kind, Node};

/// Reads a text into a tree, and refuses characters that nobody sees. Errors that leave the
/// tree whole, such as a duplicate key, do not stop the reading.
#[must_use]
pub fn read(text: &str, format: Format, limits: Limits) -> (Option<Node<'_>>, Errors) {
    let mut errors = Errors::default();
    let seen = characters::hidden_characters(text, &mut errors);
    let tree = tree(text, format, limits, false, &mut errors);
    if let Some(tree) = &tree {
        characters::audit(tree, &seen, &mut errors);
    }
    (tree, errors)
}

/// As [`read`], whatever characters the text has: what the grammar alone has to say.
#[must_use]
pub fn parse(text: &str, format: Format, limits: Limits) -> (Option<Node<'_>>, Errors) {
    let mut errors = Errors::default();
    (tree(text, format, limits, false, &mut errors), errors)
}

/// Reads as much of a text as there is: a key that is there twice stays in the tree twice,
/// and of TOML the lines that can be read do.
pub(crate) fn parse_loosely(
    text: &str,
    format: Format,
    limits: Limits,
) -> (Option<Node<'_>>, Errors) {
    let mut errors = Errors::default();
    (tree(text, format, limits, true, &mut errors), errors)
}

fn tree<'s>(
    text: &'s str,
    format: Format,
    limits: Limits,
    loosely: bool,
    errors: &mut Errors,
) -> Option<Node<'s>> {
    let limits = limits.clamped();
    let mut reader = Reader { text, limits, loosely, values: 0, depth: 0, errors };
    let read = match format {
        Format::Yaml => yaml::read(&mut reader),
        Format::Json => json::read(&mut reader),
        Format::Toml => toml::read(&mut reader),
    };
    read.ok()
}

/// Reading cannot go on; the reason has been said.
struct Stop;

/// What the three readers share: limits, duplicates, the grammar of numbers.
struct Reader<'s, 'f> {
    text: &'s str,
    limits: Limits,
    loosely: bool,
    values: usize,
    depth: usize,
    errors: &'f mut Errors,
}

impl<'s> Reader<'s, '_> {
    /// Raises an error and goes on.
    fn say(&mut self, kind: ErrorKind, span: Span, message: &str, help: &str) {
        self.errors.push(SyntaxError::new(kind, span, message, help));
    }

    /// Raises an error after which there is no tree.
    fn stop(&mut self, kind: ErrorKind, span: Span, message: &str, help: &str) -> Stop {
        self.refuse(SyntaxError::new(kind, span, message, help))
    }

    /// Raises an error after which there is no tree. Where something on the line cannot be
    /// read as it was meant, that has been said, and is why.
    fn refuse(&mut self, error: SyntaxError) -> Stop {
        let span = error.span;
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text.get(span.start as usize..).unwrap_or("");
        let line = start..=span.start as usize + rest.find('\n').unwrap_or(rest.len());
        let is_cause = |one: &SyntaxError| {
            use ErrorKind::{Alias, Anchor, HiddenCharacter, Tag};
            matches!(one.kind, HiddenCharacter | Alias | Anchor | Tag)
                && line.contains(&one.span.range().start)
        };
        if !self.errors.iter().any(is_cause) {
            self.errors.push(error);
        }
        // Nor does a word count that was none: it has been said that the line is broken.
        self.errors.withdraw(ErrorKind::AmbiguousBoolean, &line);
        Stop
    }

    fn empty(&mut self) -> Stop {
        let help = "write a brief, or run `strata new` for one to start from";
        self.stop(ErrorKind::EmptyFile, Span::default(), "the file is empty", help)
    }

    /// Counts a value against the limit.
    fn count(&mut self, span: Span) -> Result<(), Stop> {
        self.values += 1;
        if self.values <= self.limits.values {
            return Ok(());
        }
        let message = format!("more than {} values", self.limits.values);
        Err(self.stop(ErrorKind::TooManyValues, span, &message, "split the brief"))
    }

    /// Goes one level down; every recursion passes here first.
    fn enter(&mut self, span: Span) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth <= self.limits.depth { Ok(()) } else { Err(self.too_deep(span)) }
    }

    fn too_deep(&mut self, span: Span) -> Stop {
        let message = format!("nested more than {} levels deep", self.limits.depth);
        let help = "remove the surplus brackets, dashes or indentation";
        self.stop(ErrorKind::TooDeep, span, &message, help)
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// A number as JSON writes it.
    fn number(&mut self, text: Cow<'s, str>, span: Span) -> Kind<'s> {
        if !number::is_in_range(&text) {
            self.say(
                ErrorKind::NumberOutOfRange,
                span,
                "this number is too long or too large",
                "correct it, or put it in quotes if it is a text",
            );
            return Kind::Str(text);
        }
        Kind::Num(text)
    }

    /// What only some tools read as a number: refused, then kept as the text it looks like.
    fn ambiguous(&mut self, text: Cow<'s, str>, span: Span) -> Kind<'s> {
        let shown: String = text.chars().take(40).collect();
        let message = format!("some tools read `{shown}` as a number and change it");
        let help = format!("quote it: `\"{shown}\"`");
        let error = SyntaxError::new(ErrorKind::AmbiguousNumber, span, message, help);
        self.errors.push(error.fix(Safety::Safe, span, format!("\"{text}\"")));
        Kind::Str(text)
    }
}

/// A foreign message in the style of ours: lower case, without a full stop.
fn plain_words(message: &str) -> String {
    let line = message.lines().next().unwrap_or("").trim_end_matches('.');
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(line.chars().skip(1)).collect()
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use ErrorKind::*;

    /// The kinds of errors found, and the tree.
    fn kinds(text: &str, format: Format) -> (Vec<ErrorKind>, Option<Node<'_>>) {
        let (tree, errors) = parse(text, format, Limits::default());
        (errors.iter().map(|error| error.kind).collect(), tree)
    }

    #[test]
    fn the_three_formats_are_equal_as_data() {
        fn bare(node: &Node<'_>) -> String {
            match &node.kind {
                Kind::Seq(items) => {
                    format!("{:?}", items.iter().map(bare).collect::<Vec<_>>())
                }
                Kind::Map(entries) => {
                    let pairs =
                        entries.iter().map(|e| format!("{}:{}", e.key, bare(&e.value)));
                    format!("{:?}", pairs.collect::<Vec<_>>())
                }
                kind => format!("{kind:?}"),
            }
        }
        let yaml = kinds("b: {c: x, a: [true, 1.50]}\nd: 2025-10-31\n", Format::Yaml);
        let json = kinds(
            r#"{"b": {"c": "x", "a": [true, 1.50]}, "d": "2025-10-31"}"#,
            Format::Json,
        );
        let toml =
            kinds("b = {c = 'x', a = [true, 1.50]}\nd = 2025-10-31\n", Format::Toml);
        let trees: Vec<_> =
            [yaml, json, toml].map(|(_, tree)| tree.as_ref().map(bare)).into();
        assert!(trees[0].is_some());
        assert_eq!(trees[0], trees[1]);
        assert_eq!(trees[0], trees[2]);
    }

    #[test]
    fn what_only_some_tools_read_as_a_number_is_refused() {
        for text in ["0755", "0x1F", "0o17", "0b11", "1_000", "+1", ".5", "1.", "1.e3"] {
            let yaml = format!("a: {text}\n");
            assert_eq!(kinds(&yaml, Format::Yaml).0, [AmbiguousNumber], "{text}");
        }
        // To the base 60 in YAML 1.1.
        for text in ["1:30", "12:30:45", "-190:20:30.15"] {
            let yaml = format!("a: {text}\n");
            assert_eq!(kinds(&yaml, Format::Yaml).0, [AmbiguousNumber], "{text}");
        }
        for text in ["+1", "1_000", "1_0.5_0", "0xff", "inf", "-nan"] {
            let toml = format!("a = {text}\n");
            assert_eq!(kinds(&toml, Format::Toml).0, [AmbiguousNumber], "{text}");
        }
        for text in ["2025-10-31", "1:75", "+78%", "$1.5", "1,000", "-x", "e3", "."] {
            let yaml = format!("a: {text}\n");
            assert_eq!(kinds(&yaml, Format::Yaml).0, [Yaml; 0], "{text}");
        }
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        for format in [Format::Yaml, Format::Json, Format::Toml] {
            assert_eq!(kinds(" \n", format).0, [EmptyFile], "{format:?}");
        }
        assert_eq!(kinds("# only this\n", Format::Yaml).0, [EmptyFile]);
        assert_eq!(kinds("# only this\n", Format::Toml).0, [EmptyFile]);
    }

    #[test]
    fn yaml_beyond_data_is_refused() {
        let cases = [
            ("a: &x 1\nb: *x\n", vec![Anchor, Alias]),
            ("a: *missing\n", vec![Alias]),
            ("a: !!int 3\n", vec![Tag]),
            ("a: {<<: {b: c}}\n", vec![MergeKey]),
            ("a: x\n'a': z\n", vec![DuplicateKey]),
            ("? [a]\n: b\n", vec![KeyNotText]),
            ("1: b\n", vec![KeyNotText]),
            ("a: b\n---\nc: d\n", vec![SeveralDocuments]),
            ("%YAML 1.2\n---\na: b\n", vec![Yaml]),
            ("a: no\n", vec![AmbiguousBoolean]),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text, Format::Yaml).0, expected, "{text}");
        }
    }

    #[test]
    fn depth_is_bounded_before_anything_recurses() {
        let deep = "[".repeat(100_000);
        for format in [Format::Yaml, Format::Json] {
            assert_eq!(kinds(&deep, format).0, [TooDeep], "{format:?}");
        }
        let toml = format!("a = {}", "[".repeat(100_000));
        assert_eq!(kinds(&toml, Format::Toml).0, [TooDeep]);
    }
}
