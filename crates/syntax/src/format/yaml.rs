//! The canonical YAML of a document.

use super::comment::Comment;
use super::document::{Item, Many, Text, Value};
use super::line::{line, written};
use super::output::{Gap, Output};
use crate::input::Format;
use crate::write::{self, Context, Room, STEP, WIDTH};

/// Writes a document.
pub(super) fn write(mut root: Item<'_>) -> String {
    settle(&mut root, 0, None);
    let mut out = Output::default();
    out.above(&root.notes, 0, Gap::First);
    match root.many().filter(|_| root.is_block()) {
        Some(many) => entries(&mut out, many, 0, 0),
        None => {
            out.push(&line(&root.value, usize::MAX, Format::Yaml).unwrap_or_default());
            out.push("\n");
        }
    }
    out.comments(&root.notes.below, 0, Gap::Free);
    out.text
}

/// Decides what is written on one line, and moves comments that would stand between a dash
/// and the first key after it to above the dash. What stands before an item on its line is
/// counted; before the brief there is no line.
fn settle(item: &mut Item<'_>, indent: usize, before: Option<usize>) {
    let room = before.map_or(0, |before| WIDTH.saturating_sub(before));
    let inline = item.many().is_some_and(|many| many.inline)
        && line(&item.value, room, Format::Yaml).is_some()
        && item.is_bare_inside();
    let is_list = matches!(item.value, Value::List(_));
    let Some(many) = item.many_mut() else { return };
    many.inline = inline;
    if inline {
        return;
    }
    for item in &mut many.items {
        let key = item.key.map_or(0, |key| self::key(key).chars().count());
        // A colon and a space, or a dash and a space.
        settle(item, indent + STEP, Some(indent + key + 2));
        if is_list && item.is_block() {
            hoist(item);
        }
    }
}

fn hoist(item: &mut Item<'_>) {
    let beside = item.notes.beside.take().map(|text| Comment { text, gap: false });
    let mut moved: Vec<Comment<'_>> = beside.into_iter().collect();
    let mut gap = false;
    if let Some(first) = item.many_mut().and_then(|many| many.items.first_mut()) {
        gap = std::mem::take(&mut first.notes.gap) && !first.notes.above.is_empty();
        moved.append(&mut first.notes.above);
    }
    if let Some(first) = moved.first_mut() {
        first.gap = item.notes.gap;
        item.notes.gap = gap;
        item.notes.above.append(&mut moved);
    }
}

/// Writes entries on lines of their own; the first goes on where a line has begun.
fn entries(out: &mut Output, many: &Many<'_>, indent: usize, level: usize) {
    let mut before: Option<&Item<'_>> = None;
    for item in &many.items {
        let gap = match before {
            None => Gap::First,
            Some(before) if is_apart(before, item, level) => Gap::Sure,
            Some(_) => Gap::Free,
        };
        out.above(&item.notes, indent, gap);
        out.pad(indent);
        entry(out, item, indent, level);
        before = Some(item);
    }
}

/// Whether a blank line stands between two entries, whatever the author did: around the
/// entries of a brief that hold lists or maps of their own, and between the lists and maps
/// that these hold.
fn is_apart(one: &Item<'_>, next: &Item<'_>, level: usize) -> bool {
    let is_tall = |item: &Item<'_>| {
        let mut items = item.many().into_iter().flat_map(|many| &many.items);
        item.is_block() && items.any(|item| item.many().is_some())
    };
    match level {
        0 => is_tall(one) || is_tall(next),
        1 => one.is_block() && next.is_block(),
        _ => false,
    }
}

fn entry(out: &mut Output, item: &Item<'_>, indent: usize, level: usize) {
    match item.key {
        Some(key) => {
            out.push(&self::key(key));
            out.push(":");
        }
        None => out.push("-"),
    }
    match (&item.value, item.many().filter(|_| item.is_block())) {
        (_, Some(many)) => {
            if item.key.is_some() {
                out.beside(&item.notes);
                out.push("\n");
            } else {
                out.push(" ");
            }
            entries(out, many, indent + STEP, level + 1);
        }
        (Value::Text(text), _) => write_text(out, *text, item, indent),
        (value, None) => {
            let text = line(value, usize::MAX, Format::Yaml).unwrap_or_default();
            if !text.is_empty() {
                out.push(" ");
                out.push(&text);
            }
            out.beside(&item.notes);
            out.push("\n");
        }
    }
    out.comments(&item.notes.below, indent + STEP, Gap::Free);
}

fn key(key: Text<'_>) -> String {
    written(key, Format::Yaml, Context::Key)
}

/// Writes a text, and the comment beside it at the end of its first line.
fn write_text(out: &mut Output, text: Text<'_>, item: &Item<'_>, indent: usize) {
    out.push(" ");
    let context = if item.key.is_some() { Context::Value } else { Context::Entry };
    let room = Room { used: out.column(), indent };
    let lines = write::lines(Format::Yaml, context, text.text, text.form, room);
    out.push(&lines.first);
    out.beside(&item.notes);
    out.push("\n");
    for line in lines.below {
        out.push(&line);
        out.push("\n");
    }
}
