//! Texts in blocks of YAML, those over several lines among them.

use std::ops::Range;

use super::{BlockPosition, block};
use crate::edit::buffer::Buffer;
use crate::edit::patch::{self, Written, header_comment};
use crate::tree::{Kind, Node};
use crate::write::{Lines, Room, STEP, WIDTH, fold};

/// Writes a text in the place of a value. Where the old text has several lines, only the
/// words that differ are touched, unless a line grows too long.
pub(super) fn becomes(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    new: &str,
    position: BlockPosition,
) -> Option<()> {
    let old = block::extent(buffer, node, position.after)?;
    let raw = buffer.slice(old.clone());
    let written = written(buffer, old.clone(), position);
    if let (Kind::Str(text), true) = (&node.kind, raw.contains('\n')) {
        let width = raw.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let edits = written.patch(text, &patch::difference(text, new));
        if let Some(edits) = edits.filter(|edits| {
            let fresh = edits.iter().map(|edit| edit.text.len()).sum::<usize>();
            let gone = edits.iter().map(|edit| edit.bytes.len()).sum::<usize>();
            let grown = crate::edit::apply(buffer.source, edits);
            let end = (old.end + fresh).saturating_sub(gone);
            let grown = grown.get(old.start..end).unwrap_or("");
            grown.lines().all(|line| line.chars().count() <= width.max(WIDTH))
        }) {
            edits.into_iter().for_each(|edit| buffer.put(edit.bytes, edit.text));
            return Some(());
        }
        if raw.starts_with(['|', '>']) && !written.is_laid_out(text) {
            let lines = raw.lines().skip(1);
            let width = if lines.clone().count() > 1 { width } else { WIDTH };
            let first = lines.into_iter().find(|line| !line.trim().is_empty());
            let indent =
                first.map(|line| line.len() - line.trim_start_matches(' ').len());
            let indent = indent.filter(|indent| *indent > 0);
            let indent = indent.unwrap_or(position.column + STEP);
            if let Some(lines) = fold(new, width.max(60).saturating_sub(indent)) {
                let below = lines.into_iter().map(|line| format!("{:indent$}{line}", ""));
                let lines = Lines { first: ">-".to_owned(), below: below.collect() };
                return put_lines(buffer, node, old, &lines, position);
            }
        }
    }
    let lines = written.anew(node, new);
    put_lines(buffer, node, old, &lines, position)
}

/// Rewrites parts of a text; all of it where its parts cannot be told apart.
pub(super) fn patched(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    parts: &[(Range<usize>, String)],
    position: BlockPosition,
) -> Option<()> {
    let bytes = block::extent(buffer, node, position.after)?;
    let old = patch::decoded(node);
    match written(buffer, bytes, position).patch(old, parts) {
        Some(edits) => {
            edits.into_iter().for_each(|edit| buffer.put(edit.bytes, edit.text));
            Some(())
        }
        None => becomes(buffer, node, &patch::patched(old, parts), position),
    }
}

fn written<'s>(
    buffer: &Buffer<'s>,
    bytes: Range<usize>,
    position: BlockPosition,
) -> Written<'s> {
    let room = Room { used: buffer.columns(position.after) + 1, indent: position.column };
    Written::new(buffer, position.context, bytes, room)
}

/// Puts what stands on one line, or in a block that begins there, in the place of an old
/// value. A comment behind the key stays there.
fn put_lines(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    old: Range<usize>,
    lines: &Lines,
    position: BlockPosition,
) -> Option<()> {
    let (raw, end) = (buffer.slice(old.clone()), old.end);
    if raw.starts_with(['|', '>']) && buffer.is_clear_below(end) {
        let first = format!("{}{}", lines.first, header_comment(raw));
        let lines = Lines { first, below: lines.below.clone() };
        buffer.put(old, lines.join(buffer.newline));
        return Some(());
    }
    put(buffer, node, old, &lines.first, position)?;
    if !lines.below.is_empty() {
        buffer.put_below(end, &lines.below);
    }
    Some(())
}

/// Puts what begins on one line in the place of an old value. A comment behind the key
/// stays there.
pub(super) fn put(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    old: Range<usize>,
    text: &str,
    position: BlockPosition,
) -> Option<()> {
    let line = buffer.line_end(position.after);
    if old.is_empty() {
        buffer.put(position.after..position.after, format!(" {text}"));
    } else if old.start > line && matches!(node.kind, Kind::Map(_) | Kind::Seq(_)) {
        buffer.put(position.after..position.after, format!(" {text}"));
        buffer.put(line..buffer.line_end(old.end), "");
    } else {
        let comment = header_comment(buffer.slice(old.clone()));
        buffer.put(old, format!("{text}{comment}"));
    }
    Some(())
}
