//! One tree for YAML, JSON and TOML, with a place for every value. Nothing after it knows
//! which language the file was written in. Numbers keep their text: no float ever exists.

use std::borrow::Cow;
use std::ops::Range;

use crate::path::{Part, Path, Step};
use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'s> {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'s>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'s> {
    /// Nothing: `null`, or no value at all.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number of JSON's grammar, as written.
    Num(Cow<'s, str>),
    /// A text, as it is read.
    Str(Cow<'s, str>),
    /// A list.
    Seq(Vec<Node<'s>>),
    /// A map, in the order of the text.
    Map(Vec<Entry<'s>>),
}

/// One key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'s> {
    /// The key, as it is read.
    pub key: Cow<'s, str>,
    /// The bytes of the key.
    pub key_span: Span,
    /// The value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
    /// The value of a key, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node<'s>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, if this is a map that has it.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }
}

/// The bytes a path leads to. Where the tree ends before the path does, the last part of
/// the way that exists: a finding always has a place.
#[must_use]
pub fn locate(root: &Node<'_>, source: &str, path: &Path, part: &Part) -> Span {
    let mut node = root;
    let mut key = None;
    for step in path.steps() {
        match child(node, step) {
            Some((key_span, value)) => (key, node) = (key_span, value),
            None => return key.unwrap_or(node.span),
        }
    }
    match part {
        Part::Key => key.unwrap_or(node.span),
        // A key without a value has no bytes of its own to point at.
        Part::Value if node.span.start == node.span.end => key.unwrap_or(node.span),
        Part::Value => node.span,
        Part::Within(range) => within(node, source, range).unwrap_or(node.span),
    }
}

/// The value one step down, with the span of its key if it has one.
#[must_use]
pub fn child<'n, 's>(
    node: &'n Node<'s>,
    step: &Step,
) -> Option<(Option<Span>, &'n Node<'s>)> {
    match (&node.kind, step) {
        (Kind::Map(entries), Step::Key(key)) => entries
            .iter()
            .find(|entry| *entry.key == **key)
            .map(|entry| (Some(entry.key_span), &entry.value)),
        // A map may have a key of digits: a pointer cannot tell it from an index.
        (Kind::Map(entries), Step::Index(index)) => entries
            .iter()
            .find(|entry| entry.key == index.to_string())
            .map(|entry| (Some(entry.key_span), &entry.value)),
        (Kind::Seq(items), Step::Index(index)) => {
            items.get(*index).map(|item| (None, item))
        }
        _ => None,
    }
}

/// The source bytes of a part of a decoded text. Escapes and folded lines make the two
/// differ in length: then the same words are looked for in the source, the n-th occurrence
/// for the n-th, and only if there are as many there.
fn within(node: &Node<'_>, source: &str, range: &Range<usize>) -> Option<Span> {
    let Kind::Str(text) = &node.kind else { return None };
    let wanted = text.get(range.clone())?;
    let raw = node.span.slice(source);
    let start = node.span.start as usize;
    if raw == text {
        return Some(Span::new(start + range.start, start + range.end));
    }
    if raw.get(1..raw.len().saturating_sub(1)) == Some(text) {
        return Some(Span::new(start + 1 + range.start, start + 1 + range.end));
    }
    if wanted.is_empty() || text.matches(wanted).count() != raw.matches(wanted).count() {
        return None;
    }
    let before = text.match_indices(wanted).take_while(|(at, _)| *at < range.start);
    let (at, _) = raw.match_indices(wanted).nth(before.count())?;
    Some(Span::new(start + at, start + at + wanted.len()))
}
