//! Where the entries of a block begin and end, and how new ones are written.

use std::ops::Range;

use crate::change::Value;
use crate::edit::buffer::{Buffer, blank};
use crate::edit::flow;
use crate::input::Format;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, Room, STEP, WIDTH};

/// An entry in its place.
pub(super) struct Entry {
    /// Its key, its dash, or the question mark before its key.
    pub(super) start: usize,
    /// Behind its colon or dash; nothing for a key without a colon.
    pub(super) after: Option<usize>,
    /// Behind all that is written of it, comments and line breaks apart.
    pub(super) end: usize,
}

/// The entries of a block that stands behind a colon or a dash.
pub(super) fn entries(
    buffer: &Buffer<'_>,
    node: &Node<'_>,
    after: usize,
) -> Option<Vec<Entry>> {
    let mut list: Vec<Entry> = Vec::new();
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                let key = entry.key_span.range();
                let from = buffer.skip(list.last().map_or(after, |last| last.end));
                let explicit =
                    buffer.next(from) == Some('?') && buffer.skip(from + 1) == key.start;
                let colon = buffer.skip(key.end);
                let after = (buffer.next(colon) == Some(':')).then_some(colon + 1);
                let end = match after {
                    Some(after) => extent(buffer, &entry.value, after)?.end,
                    None => key.end,
                };
                let start = if explicit { from } else { key.start };
                list.push(Entry { start, after, end });
            }
        }
        Kind::Seq(items) => {
            for item in items {
                let dash = buffer.skip(list.last().map_or(after, |last| last.end));
                if buffer.next(dash) != Some('-') {
                    return None;
                }
                let after = dash + 1;
                let end = extent(buffer, item, after)?.end;
                list.push(Entry { start: dash, after: Some(after), end });
            }
        }
        _ => return None,
    }
    Some(list)
}

/// The bytes of a value behind a colon or a dash; an empty range there if it has none.
pub(super) fn extent(
    buffer: &Buffer<'_>,
    node: &Node<'_>,
    after: usize,
) -> Option<Range<usize>> {
    let span = node.span.range();
    let start = buffer.skip(after);
    match &node.kind {
        Kind::Null if span.is_empty() => Some(after..after),
        Kind::Str(text) if matches!(buffer.next(start), Some('|' | '>')) => {
            Some(start..scalar_end(buffer, start, text, span.start))
        }
        Kind::Map(_) | Kind::Seq(_) if !is_bracketed(buffer, node, after) => {
            let list = entries(buffer, node, after)?;
            Some(list.first()?.start..list.last()?.end)
        }
        _ => Some(span),
    }
}

/// Whether a value is written between brackets. The tree lets a list of lists in brackets
/// begin with the first of these.
pub(super) fn is_bracketed(buffer: &Buffer<'_>, node: &Node<'_>, after: usize) -> bool {
    flow::is_bracketed(buffer, node) && buffer.skip(after) == node.span.range().start
}

/// Behind the last line of a block scalar whose header begins here. Its text begins in the
/// column in which all its lines begin.
fn scalar_end(buffer: &Buffer<'_>, header: usize, text: &str, start: usize) -> usize {
    let first = buffer.slice(header..buffer.line_end(header));
    let keeps = first
        .trim_start_matches(|sign: char| "|>-+".contains(sign) || sign.is_ascii_digit());
    let keeps =
        first.get(..first.len() - keeps.len()).is_some_and(|sign| sign.contains('+'));
    let empty = text.trim_matches('\n').is_empty();
    let column = if empty { usize::MAX } else { buffer.column(start) };
    let mut end = header + first.trim_end().len();
    let mut line = buffer.next_line(header);
    while line < buffer.source.len() {
        let text = buffer.slice(line..buffer.line_end(line));
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let of_text = text.len() > column && spaces >= column;
        if of_text || (blank(text) && (keeps || empty && spaces > 0)) {
            end = buffer.line_end(line);
        } else if !blank(text) {
            break;
        }
        line = buffer.next_line(line);
    }
    end
}

/// The lines of a new entry, at a column.
pub(super) fn entry(
    kind: &Kind<'_>,
    key: &str,
    value: &Value,
    column: usize,
) -> Vec<String> {
    let lead = match kind {
        Kind::Seq(_) => "-".to_owned(),
        _ => lead(key),
    };
    led(&lead, value, Context::of(kind, false), column)
}

fn lead(key: &str) -> String {
    write::text(Format::Yaml, Context::Key, key, None) + ":"
}

/// The lines of a map or a list, at a column.
pub(super) fn lines(value: &Value, column: usize) -> Vec<String> {
    match value {
        Value::Text(_) => Vec::new(),
        Value::List(items) => {
            items.iter().flat_map(|item| led("-", item, Context::Entry, column)).collect()
        }
        Value::Map(entries) => entries
            .iter()
            .flat_map(|(key, value)| led(&lead(key), value, Context::Value, column))
            .collect(),
    }
}

/// Whether a value has lines of its own even where it fits on one: a list of more than
/// texts.
pub(super) fn wants_lines(value: &Value) -> bool {
    let plain = |item: &Value| matches!(item, Value::Text(_));
    matches!(value, Value::List(items) if !items.iter().all(plain))
}

/// A value behind its key or dash: on one line if it fits.
fn led(lead: &str, value: &Value, context: Context, column: usize) -> Vec<String> {
    let lead = format!("{:column$}{lead}", "");
    if let Value::Text(text) = value {
        let room = Room { used: lead.chars().count() + 1, indent: column };
        let lines = write::lines(Format::Yaml, context, text, None, room);
        let first = format!("{lead} {}", lines.first);
        return std::iter::once(first).chain(lines.below).collect();
    }
    let line = format!("{lead} {}", write::inline(Format::Yaml, context, value));
    if line.chars().count() <= WIDTH && !wants_lines(value) {
        return vec![line];
    }
    let mut below = lines(value, column + STEP);
    match below.first_mut() {
        // The first one stands behind the dash.
        Some(first) if context == Context::Entry => {
            *first = format!("{lead} {}", first.trim_start_matches(' '));
            below
        }
        Some(_) => {
            below.insert(0, lead);
            below
        }
        None => vec![line],
    }
}
