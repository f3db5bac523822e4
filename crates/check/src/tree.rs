//! One tree for YAML, JSON and TOML, with a span on every node. Nothing after it knows
//! which language the file was written in. Numbers keep their text: no float ever exists.

mod json;
mod number;
mod toml;
mod yaml;

pub(crate) use yaml::{is_doubtful, is_word};

use std::borrow::Cow;

use crate::change::{Change, Safety};
use crate::diagnostic::{Finding, Findings, Place};
use crate::input::{Format, Limits};
use crate::rule::{Rule, parse};
use crate::shape::listed;
use crate::source::Span;
use crate::table::Table;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'s> {
    pub(crate) span: Span,
    pub(crate) kind: Kind<'s>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind<'s> {
    Null,
    Bool(bool),
    /// A number of JSON's grammar, as written.
    Num(Cow<'s, str>),
    Str(Cow<'s, str>),
    Seq(Vec<Node<'s>>),
    Map(Vec<Entry<'s>>),
}

/// One key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'s> {
    pub(crate) key: Cow<'s, str>,
    pub(crate) key_span: Span,
    pub(crate) value: Node<'s>,
}

impl<'s> Node<'s> {
    /// The value of a key, if this is a map that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'s>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, if this is a map that has it.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }
}

/// Reads a text into a tree, or says why there is none. Findings that leave the tree whole,
/// such as a duplicate key, do not stop the reading.
pub(crate) fn read<'s>(
    text: &'s str,
    format: Format,
    limits: Limits,
    findings: &mut Findings,
) -> Option<Node<'s>> {
    read_with(text, format, limits, false, findings)
}

/// Reads as much of a text as there is: a key that is there twice stays in the tree twice,
/// and of TOML the lines that can be read do.
pub(crate) fn read_loosely<'s>(
    text: &'s str,
    format: Format,
    limits: Limits,
    findings: &mut Findings,
) -> Option<Node<'s>> {
    read_with(text, format, limits, true, findings)
}

fn read_with<'s>(
    text: &'s str,
    format: Format,
    limits: Limits,
    loosely: bool,
    findings: &mut Findings,
) -> Option<Node<'s>> {
    let limits = limits.clamped();
    let mut reader = Reader { text, limits, loosely, values: 0, depth: 0, findings };
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
    findings: &'f mut Findings,
}

impl<'s> Reader<'s, '_> {
    /// Raises a finding and goes on.
    fn say(&mut self, rule: &'static Rule, span: Span, message: &str, help: &str) {
        self.findings.push(Finding::new(rule, span, message).help(help));
    }

    /// Raises a finding after which there is no tree.
    fn stop(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: &str,
        help: &str,
    ) -> Stop {
        self.refuse(span, Finding::new(rule, span, message).help(help))
    }

    /// Raises a finding after which there is no tree. Where something on the line cannot be
    /// read as it was meant, that has been said, and is why.
    fn refuse(&mut self, span: Span, finding: Finding) -> Stop {
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text.get(span.start as usize..).unwrap_or("");
        let line = start..=span.start as usize + rest.find('\n').unwrap_or(rest.len());
        let is_cause = |one: &Finding| {
            matches!(one.place(), Place::Bytes(at) if line.contains(&at.start))
                && [&parse::HIDDEN_CHARACTER, &parse::ALIAS, &parse::ANCHOR, &parse::TAG]
                    .contains(&one.rule())
        };
        if !self.findings.iter().any(is_cause) {
            self.findings.push(finding);
        }
        // Nor does a word count that was none: it has been said that the line is broken.
        self.findings.withdraw(&parse::AMBIGUOUS_BOOLEAN, &line);
        Stop
    }

    fn empty(&mut self) -> Stop {
        let help = "write a brief, or run `strata new` for one to start from";
        self.stop(&parse::EMPTY_FILE, Span::default(), "the file is empty", help)
    }

    /// Counts a value against the limit.
    fn count(&mut self, span: Span) -> Result<(), Stop> {
        self.values += 1;
        if self.values <= self.limits.values {
            return Ok(());
        }
        let message = format!("more than {} values", self.limits.values);
        Err(self.stop(&parse::TOO_MANY_VALUES, span, &message, "split the brief"))
    }

    /// Goes one level down; every recursion passes here first.
    fn enter(&mut self, span: Span) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth <= self.limits.depth { Ok(()) } else { Err(self.too_deep(span)) }
    }

    fn too_deep(&mut self, span: Span) -> Stop {
        let message = format!("nested more than {} levels deep", self.limits.depth);
        let help = "remove the surplus brackets, dashes or indentation";
        self.stop(&parse::TOO_DEEP, span, &message, help)
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// A number as JSON writes it.
    fn number(&mut self, text: Cow<'s, str>, span: Span) -> Kind<'s> {
        if !number::is_in_range(&text) {
            self.say(
                &parse::NUMBER_OUT_OF_RANGE,
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
        self.findings.push(
            Finding::new(&parse::AMBIGUOUS_NUMBER, span, message)
                .help(format!("quote it: `\"{shown}\"`"))
                .fix(Safety::Safe, [bytes(span, format!("\"{text}\""))]),
        );
        Kind::Str(text)
    }
}

/// The entries of a map while they are read; refuses a key that is already there.
#[derive(Default)]
struct Entries<'s> {
    list: Vec<Entry<'s>>,
    seen: Table<Cow<'s, str>, usize>,
    /// Keys in a row that were there before, each with its place and the one before.
    again: Vec<(Cow<'s, str>, Span, Span)>,
    /// Whether the first of all keys came again: an entry whose `- ` was lost repeats every
    /// key of the entry above it.
    anew: bool,
}

/// Entries up to which looking through the list beats hashing.
const FEW: usize = 16;

/// Keys that are named in one message.
const NAMED: usize = 3;

impl<'s> Entries<'s> {
    fn push(&mut self, entry: Entry<'s>, reader: &mut Reader<'s, '_>) {
        if let Some(first) = self.first(&entry.key) {
            self.anew |= self.list.first().is_some_and(|one| one.key == entry.key);
            self.again.push((entry.key.clone(), entry.key_span, first));
            if reader.loosely {
                self.list.push(entry);
            }
            return;
        }
        if !self.anew {
            self.refuse(reader);
        }
        if self.list.len() >= FEW {
            self.seen.insert(entry.key.clone(), self.list.len());
        }
        self.list.push(entry);
    }

    /// All entries, once each.
    fn done(mut self, reader: &mut Reader<'s, '_>) -> Vec<Entry<'s>> {
        self.refuse(reader);
        self.list
    }

    /// Says of the keys in a row that they are there twice.
    fn refuse(&mut self, reader: &mut Reader<'s, '_>) {
        let Some((_, place, first)) = self.again.first() else { return };
        let mut names: Vec<&str> = Vec::new();
        for (key, ..) in &self.again {
            if names.len() < NAMED && !names.contains(&key.as_ref()) {
                names.push(key);
            }
        }
        let help = match names.as_slice() {
            [_] => "remove one of the two, or give it another name",
            _ => "begin a new entry before them, or remove one of each",
        };
        let verb = if names.len() == 1 { "appears" } else { "appear" };
        let message = format!("{} {verb} twice in one map", listed(&names, "and"));
        let finding = Finding::new(&parse::DUPLICATE_KEY, *place, message);
        reader.findings.push(finding.help(help).related(*first, "first here"));
        self.again.clear();
    }

    fn first(&mut self, key: &str) -> Option<Span> {
        let at = |entry: &Entry<'_>| entry.key_span;
        if self.list.len() < FEW {
            return self.list.iter().find(|entry| entry.key == key).map(at);
        }
        if self.seen.is_empty() {
            let keys = self.list.iter().enumerate();
            self.seen = keys.map(|(index, entry)| (entry.key.clone(), index)).collect();
        }
        self.seen.get(key).and_then(|index| self.list.get(*index)).map(at)
    }
}

/// Other bytes in the place of some.
fn bytes(span: Span, text: impl Into<String>) -> Change {
    Change::Write(span.into(), text.into())
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

    /// The codes found, and the tree in a short form.
    fn codes(text: &str, format: Format) -> (Vec<&'static str>, Option<Node<'_>>) {
        let mut findings = Findings::default();
        let tree = read(text, format, Limits::default(), &mut findings);
        (findings.iter().map(|finding| finding.rule().code).collect(), tree)
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
        let yaml = codes("b: {c: x, a: [true, 1.50]}\nd: 2025-10-31\n", Format::Yaml);
        let json = codes(
            r#"{"b": {"c": "x", "a": [true, 1.50]}, "d": "2025-10-31"}"#,
            Format::Json,
        );
        let toml =
            codes("b = {c = 'x', a = [true, 1.50]}\nd = 2025-10-31\n", Format::Toml);
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
            assert_eq!(codes(&yaml, Format::Yaml).0, ["P011"], "{text}");
        }
        for text in ["+1", "1_000", "1_0.5_0", "0xff", "inf", "-nan"] {
            let toml = format!("a = {text}\n");
            assert_eq!(codes(&toml, Format::Toml).0, ["P011"], "{text}");
        }
        for text in ["2025-10-31", "1:30", "+78%", "$1.5", "1,000", "-x", "e3", "."] {
            let yaml = format!("a: {text}\n");
            assert_eq!(codes(&yaml, Format::Yaml).0, [""; 0], "{text}");
        }
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        for format in [Format::Yaml, Format::Json, Format::Toml] {
            assert_eq!(codes(" \n", format).0, ["P110"], "{format:?}");
        }
        assert_eq!(codes("# only this\n", Format::Yaml).0, ["P110"]);
        assert_eq!(codes("# only this\n", Format::Toml).0, ["P110"]);
    }

    #[test]
    fn yaml_beyond_data_is_refused() {
        let cases = [
            ("a: &x 1\nb: *x\n", vec!["P103", "P102"]),
            ("a: *missing\n", vec!["P102"]),
            ("a: !!int 3\n", vec!["P104"]),
            ("a: {<<: {b: c}}\n", vec!["P105"]),
            ("a: x\n'a': z\n", vec!["P106"]),
            ("? [a]\n: b\n", vec!["P107"]),
            ("1: b\n", vec!["P107"]),
            ("a: b\n---\nc: d\n", vec!["P101"]),
            ("%YAML 1.2\n---\na: b\n", vec!["P100"]),
            ("a: no\n", vec!["P012"]),
        ];
        for (text, expected) in cases {
            assert_eq!(codes(text, Format::Yaml).0, expected, "{text}");
        }
    }

    #[test]
    fn depth_is_bounded_before_anything_recurses() {
        let deep = "[".repeat(100_000);
        for format in [Format::Yaml, Format::Json] {
            assert_eq!(codes(&deep, format).0, ["P108"], "{format:?}");
        }
        let toml = format!("a = {}", "[".repeat(100_000));
        assert_eq!(codes(&toml, Format::Toml).0, ["P108"]);
    }
}
