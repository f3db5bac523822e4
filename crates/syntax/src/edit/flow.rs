//! Maps and lists between brackets: all of JSON, the flow style of YAML, the inline tables
//! and arrays of TOML. Entries are told apart by commas and may stand on lines of their own.

use std::ops::Range;

use super::amend::{self, Written};
use super::page::{Page, blank};
use super::plan::{Fate, Inside};
use crate::change::Value;
use crate::input::Format;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, Room};

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
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
pub(super) fn is_bracketed(page: &Page<'_>, node: &Node<'_>) -> bool {
    let raw = page.slice(node.span.range());
    match node.kind {
        Kind::Map(_) => raw.starts_with('{') && raw.ends_with('}'),
        Kind::Seq(_) => raw.starts_with('[') && raw.ends_with(']'),
        _ => false,
    }
}

/// Makes of a value between brackets what is planned for it.
pub(super) fn value(
    page: &mut Page<'_>,
    node: &Node<'_>,
    fate: &Fate,
    spot: &Spot,
) -> Option<()> {
    let context = match spot {
        Spot::Line(_) => Context::Value,
        Spot::Entry => Context::Entry,
        Spot::Bare(_) => Context::FlowEntry,
        Spot::Root | Spot::Behind(_) => Context::FlowValue,
    };
    match fate {
        Fate::Stays | Fate::Goes => Some(()),
        Fate::Becomes(value) => becomes(page, node, value, spot, context),
        Fate::Amended(parts) => amended(page, node, parts, context),
        Fate::Inside(inside) => self::inside(page, node, inside),
    }
}

/// Whether what stands in a list of TOML begins its line, and may go on below it.
fn is_on_its_line(page: &Page<'_>, list: &Node<'_>, at: usize) -> bool {
    let list = page.format == Format::Toml && matches!(list.kind, Kind::Seq(_));
    list && page.begins_line(at)
}

fn room(page: &Page<'_>, at: usize) -> Room {
    Room { used: page.columns(at), indent: page.indentation(at).chars().count() }
}

fn written<'s>(page: &Page<'s>, node: &Node<'_>, context: Context) -> Written<'s> {
    let bytes = node.span.range();
    let room = room(page, bytes.start);
    Written::new(page, context, bytes, room)
}

fn becomes(
    page: &mut Page<'_>,
    node: &Node<'_>,
    value: &Value,
    spot: &Spot,
    context: Context,
) -> Option<()> {
    let bytes = node.span.range();
    let new = match value {
        Value::Text(text) => {
            let written = written(page, node, context);
            if let Some(edits) = reworded(page, node, text, &written) {
                edits.into_iter().for_each(|edit| page.put(edit.bytes, edit.text));
                return Some(());
            }
            written.anew(node, text).join(page.newline)
        }
        value if page.format == Format::Json && has_lines(page, node) => {
            expanded(page, value, page.indentation(bytes.start))
        }
        value => write::inline(page.format, context, value),
    };
    match spot {
        _ if !bytes.is_empty() => page.put(bytes, new),
        Spot::Behind(at) | Spot::Line(at) => page.put(*at..*at, format!(" {new}")),
        Spot::Bare(at) => page.put(*at..*at, format!(": {new}")),
        Spot::Root | Spot::Entry => return None,
    }
    Some(())
}

/// The edits that change only the words that differ, for a text over several lines.
fn reworded(
    page: &Page<'_>,
    node: &Node<'_>,
    new: &str,
    written: &Written<'_>,
) -> Option<Vec<super::Edit>> {
    let Kind::Str(old) = &node.kind else { return None };
    let raw = page.slice(node.span.range());
    let parts = raw.contains('\n').then(|| amend::difference(old, new))?;
    written.amend(old, &parts)
}

/// Rewrites parts of a text; all of it where its parts cannot be told apart.
fn amended(
    page: &mut Page<'_>,
    node: &Node<'_>,
    parts: &[(Range<usize>, String)],
    context: Context,
) -> Option<()> {
    let (written, old) = (written(page, node, context), amend::decoded(node));
    match written.amend(old, parts) {
        Some(edits) => {
            edits.into_iter().for_each(|edit| page.put(edit.bytes, edit.text));
        }
        None => {
            let new = written.anew(node, &amend::amended(old, parts));
            page.put(node.span.range(), new.join(page.newline));
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
fn entries(page: &Page<'_>, node: &Node<'_>) -> Option<Vec<Entry>> {
    let whole = node.span.range();
    let mut at = whole.start + usize::from(is_bracketed(page, node));
    let mut entries: Vec<Entry> = Vec::new();
    let mut push = |first: usize, last: usize| {
        let start = page.skip(at);
        let explicit = page.format == Format::Yaml
            && page.next(start) == Some('?')
            && page.skip(start + 1) == first;
        if start != first && !explicit {
            return None;
        }
        let comma = page.skip(last);
        let comma = (page.next(comma) == Some(',')).then_some(comma + 1);
        at = comma.unwrap_or(last);
        entries.push(Entry { bytes: start..last, comma });
        Some(())
    };
    match &node.kind {
        Kind::Map(list) => {
            for entry in list {
                let (key, value) = (entry.key_span.range(), entry.value.span.range());
                let end = match sign(page, key.end) {
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
fn sign(page: &Page<'_>, key_end: usize) -> Option<usize> {
    let sign = if page.format == Format::Toml { '=' } else { ':' };
    let at = page.skip(key_end);
    (page.next(at) == Some(sign)).then_some(at + 1)
}

/// Makes of the entries between brackets what is planned for them.
pub(super) fn inside(
    page: &mut Page<'_>,
    node: &Node<'_>,
    inside: &Inside,
) -> Option<()> {
    let list = entries(page, node)?;
    for (at, plan) in &inside.entries {
        match &node.kind {
            Kind::Map(entries) => {
                let entry = entries.get(*at)?;
                if let Some(name) = &plan.key {
                    let old = (page.slice(entry.key_span.range()), entry.key.as_ref());
                    let name = write::renamed(page.format, Context::FlowKey, old, name);
                    page.put(entry.key_span.range(), name);
                }
                let spot = match sign(page, entry.key_span.range().end) {
                    Some(behind) => Spot::Behind(behind),
                    None => Spot::Bare(entry.key_span.range().end),
                };
                value(page, &entry.value, &plan.fate, &spot)?;
            }
            Kind::Seq(items) => {
                let item = items.get(*at)?;
                let Range { start, end } = item.span.range();
                let spot = match is_on_its_line(page, node, start) {
                    true => Spot::Entry,
                    false => Spot::Bare(end),
                };
                value(page, item, &plan.fate, &spot)?;
            }
            _ => return None,
        }
    }
    let added: Vec<String> =
        inside.added.iter().map(|(key, value)| new(page, node, key, value)).collect();
    if !is_bracketed(page, node) {
        return pair(page, node, inside, &added);
    }
    let Some(last) = list.len().checked_sub(1) else {
        if page.format == Format::Json && has_lines(page, node) {
            let whole = match node.kind {
                Kind::Seq(_) => Value::List(
                    inside.added.iter().map(|(_, value)| value.clone()).collect(),
                ),
                _ => Value::Map(inside.added.clone()),
            };
            let start = node.span.range().start;
            let text = expanded(page, &whole, page.indentation(start));
            page.put(node.span.range(), text);
        } else {
            fill(page, node, &added);
        }
        return Some(());
    };
    // New entries take the places of those that go from the end.
    let tail = (0..=last).rev().take_while(|at| inside.goes(*at)).count();
    let mut added = added.into_iter();
    let mut kept = (list.len() - tail).checked_sub(1);
    for at in list.len() - tail..list.len() {
        let Some(new) = added.next() else { break };
        page.put(list.get(at)?.bytes.clone(), new);
        kept = Some(at);
    }
    for (at, entry) in list.iter().enumerate().filter(|(at, _)| inside.goes(*at)) {
        match entry.comma {
            Some(comma) if at < list.len() - tail => {
                take(page, entry, comma);
            }
            _ => {}
        }
    }
    let added: Vec<String> = added.collect();
    if added.is_empty() {
        cut(page, node, &list, kept)
    } else {
        append(page, &list, &added)
    }
}

/// Whether a value of JSON stands where each has a line of its own.
fn has_lines(page: &Page<'_>, node: &Node<'_>) -> bool {
    let bytes = node.span.range();
    let before = page.slice(page.line_start(bytes.start)..bytes.start);
    page.slice(bytes).contains('\n')
        || (page.source.trim_start().contains('\n') && !before.contains(['{', '[']))
}

/// How a new entry is written beside its siblings.
fn new(page: &Page<'_>, node: &Node<'_>, key: &str, value: &Value) -> String {
    let raw = page.slice(node.span.range());
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
        (value, Some((at, _))) if page.format == Format::Json && raw.contains('\n') => {
            expanded(page, value, page.indentation(*at))
        }
        (Value::Text(text), Some((at, _))) if is_on_its_line(page, node, *at) => {
            let room = room(page, *at);
            let lines = write::lines(page.format, Context::Entry, text, None, room);
            lines.join(page.newline)
        }
        _ => write::inline(page.format, Context::of(&node.kind, true), value),
    };
    if matches!(node.kind, Kind::Seq(_)) {
        return value;
    }
    let between = sibling.map(|(_, bytes)| page.slice(bytes));
    let sign = match (page.format, between) {
        (Format::Json | Format::Toml, Some(between)) if !between.contains('\n') => {
            between
        }
        (Format::Toml, _) => " = ",
        _ => ": ",
    };
    format!("{}{sign}{value}", write::text(page.format, Context::FlowKey, key, None))
}

/// A JSON value on lines of its own, indented like the rest of the file.
fn expanded(page: &Page<'_>, value: &Value, indent: &str) -> String {
    let unit = page.source.lines().map(|line| {
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
    });
    let unit = unit.into_iter().find(|unit| !unit.is_empty()).unwrap_or("  ");
    let deeper = format!("{indent}{unit}");
    let (open, close, parts): (_, _, Vec<String>) = match value {
        Value::Text(text) => {
            return write::text(Format::Json, Context::FlowValue, text, None);
        }
        Value::List(items) => {
            let items = items.iter().map(|item| expanded(page, item, &deeper));
            ('[', ']', items.collect())
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| {
                let key = write::text(Format::Json, Context::FlowKey, key, None);
                format!("{key}: {}", expanded(page, value, &deeper))
            };
            ('{', '}', entries.iter().map(entry).collect())
        }
    };
    if parts.is_empty() {
        return format!("{open}{close}");
    }
    let newline = page.newline;
    let parts = parts.join(&format!(",{newline}{deeper}"));
    format!("{open}{newline}{deeper}{parts}{newline}{indent}{close}")
}

/// Writes the first entries between two brackets.
fn fill(page: &mut Page<'_>, node: &Node<'_>, added: &[String]) {
    let inner = node.span.range().start + 1..node.span.range().end - 1;
    let inner =
        if blank(page.slice(inner.clone())) { inner } else { inner.start..inner.start };
    let mut text = added.join(", ");
    if page.format == Format::Toml && matches!(node.kind, Kind::Map(_)) {
        text = format!(" {text} ");
    }
    page.put(inner, text);
}

/// A key and its value in a list of YAML, without braces: a map of its own.
fn pair(
    page: &mut Page<'_>,
    node: &Node<'_>,
    inside: &Inside,
    added: &[String],
) -> Option<()> {
    let bytes = node.span.range();
    if inside.goes(0) {
        page.put(bytes, format!("{{{}}}", added.join(", ")));
    } else if !added.is_empty() {
        let end = entries(page, node)?.last()?.bytes.end;
        page.put(bytes.start..bytes.start, "{");
        page.put(end..end, format!(", {}}}", added.join(", ")));
    }
    Some(())
}

/// Takes out an entry that others follow, with its comma, and with its line if it has one.
fn take(page: &mut Page<'_>, entry: &Entry, comma: usize) {
    let (start, line) = (entry.bytes.start, page.line_end(comma));
    let rest = page.slice(comma..line).trim_start_matches([' ', '\t']);
    let ends_line = rest.is_empty() || rest.starts_with('#');
    let begins_line = page.begins_line(start);
    let bytes = if begins_line && ends_line {
        let next = page.next_line(comma);
        start..next + page.indentation(next).len()
    } else if ends_line {
        let before = page.slice(page.line_start(start)..start);
        start - (before.len() - before.trim_end_matches([' ', '\t']).len())..line
    } else {
        start..line - rest.len()
    };
    page.put(bytes, "");
}

/// Takes out the entries at the end, behind the last one that is kept. Comments between them
/// stay, those on their lines go.
fn cut(
    page: &mut Page<'_>,
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
        bare = bare && !page.slice(at..entry.bytes.start).contains('#');
        at = entry.bytes.end;
    }
    if bare {
        let mut end = end;
        if before.is_none() {
            let close = node.span.range().end - 1;
            let rest =
                page.slice(end..page.line_end(end)).trim_start_matches([' ', '\t']);
            let line = if rest.starts_with('#') { page.line_end(end) } else { end };
            end = if blank(page.slice(line..close)) { close } else { line };
        }
        page.put(start..end, "");
        return Some(());
    }
    if let (Some(Entry { comma: Some(comma), .. }), None) = (before, last.comma) {
        page.put(comma - 1..*comma, "");
    }
    for entry in going {
        let start = entry.bytes.start;
        let end = entry.comma.unwrap_or(entry.bytes.end);
        let rest = page.slice(end..page.line_end(end)).trim_start_matches([' ', '\t']);
        if page.begins_line(start) && (rest.is_empty() || rest.starts_with('#')) {
            page.put(page.line_start(start)..page.next_line(end), "");
        } else {
            page.put(start..end, "");
        }
    }
    Some(())
}

/// Adds entries behind the last one: on lines of their own if it has one of its own.
fn append(page: &mut Page<'_>, list: &[Entry], added: &[String]) -> Option<()> {
    let last = list.last()?;
    let end = last.comma.unwrap_or(last.bytes.end);
    let line = page.line_end(end);
    let rest = page.slice(end..line).trim_start_matches([' ', '\t']);
    let ends_line = rest.is_empty() || rest.starts_with('#');
    let (mut text, place) = if page.begins_line(last.bytes.start) && ends_line {
        let lead = format!("{}{}", page.newline, page.indentation(last.bytes.start));
        (added.iter().map(|new| format!("{lead}{new},")).collect::<String>(), line)
    } else {
        let lead = match list.len().checked_sub(2).and_then(|at| list.get(at)) {
            Some(Entry { comma: Some(comma), .. }) => {
                page.slice(*comma..last.bytes.start)
            }
            _ if page.format == Format::Json && !page.source.contains("\": ") => "",
            _ => " ",
        };
        let lead = if blank(lead) && !lead.contains('\n') { lead } else { " " };
        (added.iter().map(|new| format!("{lead}{new},")).collect(), end)
    };
    if last.comma.is_none() {
        text.pop();
        page.put(last.bytes.end..last.bytes.end, ",");
    }
    page.put(place..place, text);
    Some(())
}
