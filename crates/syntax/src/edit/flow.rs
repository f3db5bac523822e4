//! Maps and lists between brackets: all of JSON, the flow style of YAML, the inline tables
//! and arrays of TOML. Entries are told apart by commas and may stand on lines of their own.

use std::ops::Range;

use super::buffer::{Buffer, blank};
use super::patch::{self, Written};
use super::plan::{Inside, Operation};
use crate::change::Value;
use crate::input::Format;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, Room};

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlowPosition {
    /// It is all there is.
    Root,
    /// Behind the sign after a key of TOML on a line of its own.
    Line(usize),
    /// Behind the sign after its key.
    Behind(usize),
    /// An entry of a list of TOML on a line of its own.
    Entry,
    /// An entry of a list, or the value of a key without that sign, which ends here.
    Bare(usize),
}

/// Whether a value is written between brackets.
pub(super) fn is_bracketed(buffer: &Buffer<'_>, node: &Node<'_>) -> bool {
    let raw = buffer.slice(node.span.range());
    match node.kind {
        Kind::Map(_) => raw.starts_with('{') && raw.ends_with('}'),
        Kind::Seq(_) => raw.starts_with('[') && raw.ends_with(']'),
        _ => false,
    }
}

/// Makes of a value between brackets what is planned for it.
pub(super) fn value(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    operation: &Operation,
    position: &FlowPosition,
) -> Option<()> {
    let context = match position {
        FlowPosition::Line(_) => Context::Value,
        FlowPosition::Entry => Context::Entry,
        FlowPosition::Bare(_) => Context::FlowEntry,
        FlowPosition::Root | FlowPosition::Behind(_) => Context::FlowValue,
    };
    match operation {
        Operation::Keep | Operation::Remove => Some(()),
        Operation::Replace(value) => becomes(buffer, node, value, position, context),
        Operation::Patch(parts) => patched(buffer, node, parts, context),
        Operation::Inside(inside) => self::inside(buffer, node, inside),
    }
}

/// Whether what stands in a list of TOML begins its line, and may go on below it.
fn is_on_its_line(buffer: &Buffer<'_>, list: &Node<'_>, at: usize) -> bool {
    let list = buffer.format == Format::Toml && matches!(list.kind, Kind::Seq(_));
    list && buffer.begins_line(at)
}

fn room(buffer: &Buffer<'_>, at: usize) -> Room {
    Room { used: buffer.columns(at), indent: buffer.indentation(at).chars().count() }
}

fn written<'s>(buffer: &Buffer<'s>, node: &Node<'_>, context: Context) -> Written<'s> {
    let bytes = node.span.range();
    let room = room(buffer, bytes.start);
    Written::new(buffer, context, bytes, room)
}

fn becomes(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    value: &Value,
    position: &FlowPosition,
    context: Context,
) -> Option<()> {
    let bytes = node.span.range();
    let new = match value {
        Value::Text(text) => {
            let written = written(buffer, node, context);
            if let Some(edits) = reworded(buffer, node, text, &written) {
                edits.into_iter().for_each(|edit| buffer.put(edit.bytes, edit.text));
                return Some(());
            }
            written.anew(node, text).join(buffer.newline)
        }
        value if buffer.format == Format::Json && has_lines(buffer, node) => {
            expanded(buffer, value, buffer.indentation(bytes.start))
        }
        value => write::inline(buffer.format, context, value),
    };
    match position {
        _ if !bytes.is_empty() => buffer.put(bytes, new),
        FlowPosition::Behind(at) | FlowPosition::Line(at) => {
            buffer.put(*at..*at, format!(" {new}"));
        }
        FlowPosition::Bare(at) => buffer.put(*at..*at, format!(": {new}")),
        FlowPosition::Root | FlowPosition::Entry => return None,
    }
    Some(())
}

/// The edits that change only the words that differ, for a text over several lines.
fn reworded(
    buffer: &Buffer<'_>,
    node: &Node<'_>,
    new: &str,
    written: &Written<'_>,
) -> Option<Vec<super::Edit>> {
    let Kind::Str(old) = &node.kind else { return None };
    let raw = buffer.slice(node.span.range());
    let parts = raw.contains('\n').then(|| patch::difference(old, new))?;
    written.patch(old, &parts)
}

/// Rewrites parts of a text; all of it where its parts cannot be told apart.
fn patched(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    parts: &[(Range<usize>, String)],
    context: Context,
) -> Option<()> {
    let (written, old) = (written(buffer, node, context), patch::decoded(node));
    match written.patch(old, parts) {
        Some(edits) => {
            edits.into_iter().for_each(|edit| buffer.put(edit.bytes, edit.text));
        }
        None => {
            let new = written.anew(node, &patch::patched(old, parts));
            buffer.put(node.span.range(), new.join(buffer.newline));
        }
    }
    Some(())
}

/// An entry in its place.
struct Entry {
    bytes: Range<usize>,
    /// Behind the comma that follows it, if one does.
    comma: Option<usize>,
}

/// The entries between the brackets, with nothing but commas, comments and blanks between.
fn entries(buffer: &Buffer<'_>, node: &Node<'_>) -> Option<Vec<Entry>> {
    let whole = node.span.range();
    let mut at = whole.start + usize::from(is_bracketed(buffer, node));
    let mut entries: Vec<Entry> = Vec::new();
    let mut push = |first: usize, last: usize| {
        let start = buffer.skip(at);
        let explicit = buffer.format == Format::Yaml
            && buffer.next(start) == Some('?')
            && buffer.skip(start + 1) == first;
        if start != first && !explicit {
            return None;
        }
        let comma = buffer.skip(last);
        let comma = (buffer.next(comma) == Some(',')).then_some(comma + 1);
        at = comma.unwrap_or(last);
        entries.push(Entry { bytes: start..last, comma });
        Some(())
    };
    match &node.kind {
        Kind::Map(list) => {
            for entry in list {
                let (key, value) = (entry.key_span.range(), entry.value.span.range());
                let end = match sign(buffer, key.end) {
                    Some(behind) => value.end.max(behind),
                    None => value.end.max(key.end),
                };
                push(key.start, end)?;
            }
        }
        Kind::Seq(items) => {
            for item in items {
                push(item.span.range().start, item.span.range().end)?;
            }
        }
        _ => return None,
    }
    Some(entries)
}

/// Behind the sign that follows a key.
fn sign(buffer: &Buffer<'_>, key_end: usize) -> Option<usize> {
    let sign = if buffer.format == Format::Toml { '=' } else { ':' };
    let at = buffer.skip(key_end);
    (buffer.next(at) == Some(sign)).then_some(at + 1)
}

/// Makes of the entries between brackets what is planned for them.
pub(super) fn inside(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    inside: &Inside,
) -> Option<()> {
    let list = entries(buffer, node)?;
    for (at, plan) in &inside.entries {
        match &node.kind {
            Kind::Map(entries) => {
                let entry = entries.get(*at)?;
                if let Some(name) = &plan.key {
                    let old = (buffer.slice(entry.key_span.range()), entry.key.as_ref());
                    let name = write::renamed(buffer.format, Context::FlowKey, old, name);
                    buffer.put(entry.key_span.range(), name);
                }
                let position = match sign(buffer, entry.key_span.range().end) {
                    Some(behind) => FlowPosition::Behind(behind),
                    None => FlowPosition::Bare(entry.key_span.range().end),
                };
                value(buffer, &entry.value, &plan.operation, &position)?;
            }
            Kind::Seq(items) => {
                let item = items.get(*at)?;
                let Range { start, end } = item.span.range();
                let position = match is_on_its_line(buffer, node, start) {
                    true => FlowPosition::Entry,
                    false => FlowPosition::Bare(end),
                };
                value(buffer, item, &plan.operation, &position)?;
            }
            _ => return None,
        }
    }
    let added: Vec<String> =
        inside.added.iter().map(|(key, value)| new(buffer, node, key, value)).collect();
    if !is_bracketed(buffer, node) {
        return pair(buffer, node, inside, &added);
    }
    let Some(last) = list.len().checked_sub(1) else {
        if buffer.format == Format::Json && has_lines(buffer, node) {
            let whole = match node.kind {
                Kind::Seq(_) => Value::List(
                    inside.added.iter().map(|(_, value)| value.clone()).collect(),
                ),
                _ => Value::Map(inside.added.clone()),
            };
            let start = node.span.range().start;
            let text = expanded(buffer, &whole, buffer.indentation(start));
            buffer.put(node.span.range(), text);
        } else {
            fill(buffer, node, &added);
        }
        return Some(());
    };
    // New entries take the places of those that go from the end.
    let tail = (0..=last).rev().take_while(|at| inside.removes(*at)).count();
    let mut added = added.into_iter();
    let mut kept = (list.len() - tail).checked_sub(1);
    for at in list.len() - tail..list.len() {
        let Some(new) = added.next() else { break };
        buffer.put(list.get(at)?.bytes.clone(), new);
        kept = Some(at);
    }
    for (at, entry) in list.iter().enumerate().filter(|(at, _)| inside.removes(*at)) {
        match entry.comma {
            Some(comma) if at < list.len() - tail => {
                take(buffer, entry, comma);
            }
            _ => {}
        }
    }
    let added: Vec<String> = added.collect();
    if added.is_empty() {
        cut(buffer, node, &list, kept)
    } else {
        append(buffer, &list, &added)
    }
}

/// Whether a value of JSON stands where each has a line of its own.
fn has_lines(buffer: &Buffer<'_>, node: &Node<'_>) -> bool {
    let bytes = node.span.range();
    let before = buffer.slice(buffer.line_start(bytes.start)..bytes.start);
    buffer.slice(bytes).contains('\n')
        || (buffer.source.trim_start().contains('\n') && !before.contains(['{', '[']))
}

/// How a new entry is written beside its siblings.
fn new(buffer: &Buffer<'_>, node: &Node<'_>, key: &str, value: &Value) -> String {
    let raw = buffer.slice(node.span.range());
    let sibling = match &node.kind {
        Kind::Map(entries) => entries.last().map(|entry| {
            (
                entry.key_span.range().start,
                entry.key_span.range().end..entry.value.span.range().start,
            )
        }),
        Kind::Seq(items) => items.last().map(|item| (item.span.range().start, 0..0)),
        _ => None,
    };
    let value = match (value, &sibling) {
        (value, Some((at, _))) if buffer.format == Format::Json && raw.contains('\n') => {
            expanded(buffer, value, buffer.indentation(*at))
        }
        (Value::Text(text), Some((at, _))) if is_on_its_line(buffer, node, *at) => {
            let room = room(buffer, *at);
            let lines = write::lines(buffer.format, Context::Entry, text, None, room);
            lines.join(buffer.newline)
        }
        _ => write::inline(buffer.format, Context::of(&node.kind, true), value),
    };
    if matches!(node.kind, Kind::Seq(_)) {
        return value;
    }
    let between = sibling.map(|(_, bytes)| buffer.slice(bytes));
    let sign = match (buffer.format, between) {
        (Format::Json | Format::Toml, Some(between)) if !between.contains('\n') => {
            between
        }
        (Format::Toml, _) => " = ",
        _ => ": ",
    };
    format!("{}{sign}{value}", write::text(buffer.format, Context::FlowKey, key, None))
}

/// A JSON value on lines of its own, indented like the rest of the file.
fn expanded(buffer: &Buffer<'_>, value: &Value, indent: &str) -> String {
    let unit = buffer.source.lines().map(|line| {
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
    });
    let unit = unit.into_iter().find(|unit| !unit.is_empty()).unwrap_or("  ");
    let deeper = format!("{indent}{unit}");
    let (open, close, parts): (_, _, Vec<String>) = match value {
        Value::Text(text) => {
            return write::text(Format::Json, Context::FlowValue, text, None);
        }
        Value::List(items) => {
            let items = items.iter().map(|item| expanded(buffer, item, &deeper));
            ('[', ']', items.collect())
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| {
                let key = write::text(Format::Json, Context::FlowKey, key, None);
                format!("{key}: {}", expanded(buffer, value, &deeper))
            };
            ('{', '}', entries.iter().map(entry).collect())
        }
    };
    if parts.is_empty() {
        return format!("{open}{close}");
    }
    let newline = buffer.newline;
    let parts = parts.join(&format!(",{newline}{deeper}"));
    format!("{open}{newline}{deeper}{parts}{newline}{indent}{close}")
}

/// Writes the first entries between two brackets.
fn fill(buffer: &mut Buffer<'_>, node: &Node<'_>, added: &[String]) {
    let inner = node.span.range().start + 1..node.span.range().end - 1;
    let inner =
        if blank(buffer.slice(inner.clone())) { inner } else { inner.start..inner.start };
    let mut text = added.join(", ");
    if buffer.format == Format::Toml && matches!(node.kind, Kind::Map(_)) {
        text = format!(" {text} ");
    }
    buffer.put(inner, text);
}

/// A key and its value in a list of YAML, without braces: a map of its own.
fn pair(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    inside: &Inside,
    added: &[String],
) -> Option<()> {
    let bytes = node.span.range();
    if inside.removes(0) {
        buffer.put(bytes, format!("{{{}}}", added.join(", ")));
    } else if !added.is_empty() {
        let end = entries(buffer, node)?.last()?.bytes.end;
        buffer.put(bytes.start..bytes.start, "{");
        buffer.put(end..end, format!(", {}}}", added.join(", ")));
    }
    Some(())
}

/// Takes out an entry that others follow, with its comma, and with its line if it has one.
fn take(buffer: &mut Buffer<'_>, entry: &Entry, comma: usize) {
    let (start, line) = (entry.bytes.start, buffer.line_end(comma));
    let rest = buffer.slice(comma..line).trim_start_matches([' ', '\t']);
    let ends_line = rest.is_empty() || rest.starts_with('#');
    let begins_line = buffer.begins_line(start);
    let bytes = if begins_line && ends_line {
        let next = buffer.next_line(comma);
        start..next + buffer.indentation(next).len()
    } else if ends_line {
        let before = buffer.slice(buffer.line_start(start)..start);
        start - (before.len() - before.trim_end_matches([' ', '\t']).len())..line
    } else {
        start..line - rest.len()
    };
    buffer.put(bytes, "");
}

/// Takes out the entries at the end, behind the last one that is kept. Comments between them
/// stay, those on their lines go.
fn cut(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    list: &[Entry],
    kept: Option<usize>,
) -> Option<()> {
    let first = kept.map_or(0, |kept| kept + 1);
    let (Some(going), Some(last)) = (list.get(first..), list.last()) else { return None };
    if going.is_empty() {
        return Some(());
    }
    let before = kept.and_then(|kept| list.get(kept));
    let start = match before {
        Some(kept) if last.comma.is_some() => kept.comma?,
        Some(kept) => kept.bytes.end,
        None => node.span.range().start + 1,
    };
    let end = last.comma.unwrap_or(last.bytes.end);
    let mut at = start;
    let mut bare = true;
    for entry in going {
        bare = bare && !buffer.slice(at..entry.bytes.start).contains('#');
        at = entry.bytes.end;
    }
    if bare {
        let mut end = end;
        if before.is_none() {
            let close = node.span.range().end - 1;
            let rest =
                buffer.slice(end..buffer.line_end(end)).trim_start_matches([' ', '\t']);
            let line = if rest.starts_with('#') { buffer.line_end(end) } else { end };
            end = if blank(buffer.slice(line..close)) { close } else { line };
        }
        buffer.put(start..end, "");
        return Some(());
    }
    if let (Some(Entry { comma: Some(comma), .. }), None) = (before, last.comma) {
        buffer.put(comma - 1..*comma, "");
    }
    for entry in going {
        let start = entry.bytes.start;
        let end = entry.comma.unwrap_or(entry.bytes.end);
        let rest =
            buffer.slice(end..buffer.line_end(end)).trim_start_matches([' ', '\t']);
        if buffer.begins_line(start) && (rest.is_empty() || rest.starts_with('#')) {
            buffer.put(buffer.line_start(start)..buffer.next_line(end), "");
        } else {
            buffer.put(start..end, "");
        }
    }
    Some(())
}

/// Adds entries behind the last one: on lines of their own if it has one of its own.
fn append(buffer: &mut Buffer<'_>, list: &[Entry], added: &[String]) -> Option<()> {
    let last = list.last()?;
    let end = last.comma.unwrap_or(last.bytes.end);
    let line = buffer.line_end(end);
    let rest = buffer.slice(end..line).trim_start_matches([' ', '\t']);
    let ends_line = rest.is_empty() || rest.starts_with('#');
    let (mut text, place) = if buffer.begins_line(last.bytes.start) && ends_line {
        let lead = format!("{}{}", buffer.newline, buffer.indentation(last.bytes.start));
        (added.iter().map(|new| format!("{lead}{new},")).collect::<String>(), line)
    } else {
        let lead = match list.len().checked_sub(2).and_then(|at| list.get(at)) {
            Some(Entry { comma: Some(comma), .. }) => {
                buffer.slice(*comma..last.bytes.start)
            }
            _ if buffer.format == Format::Json && !buffer.source.contains("\": ") => "",
            _ => " ",
        };
        let lead = if blank(lead) && !lead.contains('\n') { lead } else { " " };
        (added.iter().map(|new| format!("{lead}{new},")).collect(), end)
    };
    if last.comma.is_none() {
        text.pop();
        buffer.put(last.bytes.end..last.bytes.end, ",");
    }
    buffer.put(place..place, text);
    Some(())
}
