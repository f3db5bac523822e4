//! The comments of a text.

use std::borrow::Cow;

use super::anchor::Anchors;
use crate::source::Lines;

/// A comment, from its `#` to the end of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment<'s> {
    pub(super) text: Cow<'s, str>,
    /// Whether a blank line stands above it.
    pub(super) gap: bool,
}

/// What stands around a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notes<'s> {
    /// Comments on lines of their own, above it.
    pub(super) above: Vec<Comment<'s>>,
    /// Whether a blank line stands above it, below those comments.
    pub(super) gap: bool,
    /// The comment on its line.
    pub(super) beside: Option<Cow<'s, str>>,
    /// Comments on lines of their own inside it, after its last entry.
    pub(super) below: Vec<Comment<'s>>,
}

impl Notes<'_> {
    /// Whether there is no comment.
    pub(super) fn is_bare(&self) -> bool {
        self.above.is_empty() && self.beside.is_none() && self.below.is_empty()
    }
}

/// A comment with its place in the text.
#[derive(Debug)]
pub(super) struct Found<'s> {
    pub(super) at: usize,
    pub(super) text: &'s str,
    /// The bytes before it on its line.
    pub(super) column: usize,
    /// Whether it has its line for itself.
    pub(super) alone: bool,
    /// Whether a blank line stands above it.
    pub(super) gap: bool,
    /// Whether a blank line stands above the lines of comments of which it is one.
    pub(super) gap_above: bool,
    /// Whether a blank line, or the end of the text, comes after those lines.
    pub(super) gap_below: bool,
}

/// All comments of a YAML or TOML text: what begins with `#` outside of keys and scalars.
pub(super) fn find<'s>(
    text: &'s str,
    anchors: &Anchors,
    lines: &Lines<'s>,
) -> Vec<Found<'s>> {
    let mut found = Vec::new();
    let mut at = 0;
    let end = text.len()..text.len();
    for word in anchors.words.iter().chain([&end]) {
        while let Some(rest) = text.get(at..word.start) {
            let Some(next) = rest.find(['#', '"', '\'']) else { break };
            let rest = rest.get(next..).unwrap_or("");
            at += next;
            if rest.starts_with('#') {
                let comment = rest.split(['\n', '\r']).next().unwrap_or(rest);
                found.push(one(at, comment.trim_end(), lines));
                at += comment.len();
            } else {
                at += quoted(rest);
            }
        }
        at = at.max(word.end);
    }
    join(&mut found, lines);
    found
}

fn one<'s>(at: usize, text: &'s str, lines: &Lines<'s>) -> Found<'s> {
    let row = lines.row(at);
    let column = at - lines.start(row);
    let before = lines.line(row).get(..column).unwrap_or("");
    let blank = |row: usize| lines.line(row).trim().is_empty();
    let alone = before.trim().is_empty();
    let gap = alone && row > 0 && blank(row - 1);
    let gap_below = alone && blank(row + 1);
    Found { at, text, column, alone, gap, gap_above: gap, gap_below }
}

/// Comments on lines that follow one another share the gaps around them.
fn join(found: &mut [Found<'_>], lines: &Lines<'_>) {
    let joined = |one: &Found<'_>, next: &Found<'_>| {
        one.alone && next.alone && lines.row(next.at) == lines.row(one.at) + 1
    };
    for at in 1..found.len() {
        if let Some([one, next]) = found.get_mut(at - 1..=at)
            && joined(one, next)
        {
            next.gap_above = one.gap_above;
        }
    }
    for at in (1..found.len()).rev() {
        if let Some([one, next]) = found.get_mut(at - 1..=at)
            && joined(one, next)
        {
            one.gap_below = next.gap_below;
        }
    }
}

/// The length of a quoted key that a TOML file repeats in the head of a table.
fn quoted(text: &str) -> usize {
    let mut chars = text.char_indices();
    let quote = chars.next().map(|(_, quote)| quote);
    let mut escaped = false;
    for (at, found) in chars {
        match found {
            _ if escaped => escaped = false,
            '\\' if quote == Some('"') => escaped = true,
            _ if Some(found) == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
