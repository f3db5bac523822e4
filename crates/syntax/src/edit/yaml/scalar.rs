//! Texts in blocks of YAML, those over several lines among them.

use std::ops::Range;

use super::{Spot, block};
use crate::edit::amend::{self, Written};
use crate::edit::page::{Page, WIDTH};
use crate::edit::text::{self, Slot};
use crate::tree::{Kind, Node};

/// Writes a text in the place of a value. Where the old text has several lines, only the
/// words that differ are touched, unless a line grows too long.
pub(super) fn becomes(
    page: &mut Page<'_>,
    node: &Node<'_>,
    new: &str,
    spot: Spot,
) -> Option<()> {
    let old = block::extent(page, node, spot.after)?;
    let raw = page.slice(old.clone());
    let slot = spot.slot;
    if let (Kind::Str(text), true) = (&node.kind, raw.contains('\n')) {
        let width = raw.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let written = Written { format: page.format, slot, start: old.start, raw };
        let edits = written.amend(text, &amend::difference(text, new));
        if let Some(edits) = edits.filter(|edits| {
            let fresh = edits.iter().map(|edit| edit.text.len()).sum::<usize>();
            let gone = edits.iter().map(|edit| edit.bytes.len()).sum::<usize>();
            let grown = crate::edit::apply(page.source, edits);
            let end = (old.end + fresh).saturating_sub(gone);
            let grown = grown.get(old.start..end).unwrap_or("");
            grown.lines().all(|line| line.chars().count() <= width.max(WIDTH))
        }) {
            edits.into_iter().for_each(|edit| page.put(edit.bytes, edit.text));
            return Some(());
        }
        if raw.starts_with(['|', '>']) {
            let lines = page.slice(old.start..old.end).lines().skip(1);
            let width = if lines.clone().count() > 1 { width } else { WIDTH };
            let first = lines.into_iter().find(|line| !line.trim().is_empty());
            let indent =
                first.map(|line| line.len() - line.trim_start_matches(' ').len());
            let indent = indent.filter(|indent| *indent > 0).unwrap_or(spot.column + 2);
            if let Some(lines) = folded(new, indent, width.max(60), slot) {
                let head = format!(">-{}", header_comment(raw));
                let head = std::iter::once(head).chain(lines);
                let text = head.collect::<Vec<_>>().join(page.newline);
                page.put(old, text);
                return Some(());
            }
        }
    }
    let text = text::text(page.format, slot, new, raw);
    put(page, node, old, &text, spot)
}

/// Rewrites parts of a text; all of it where its parts cannot be told apart.
pub(super) fn amended(
    page: &mut Page<'_>,
    node: &Node<'_>,
    parts: &[(Range<usize>, String)],
    spot: Spot,
) -> Option<()> {
    let bytes = block::extent(page, node, spot.after)?;
    let (start, raw) = (bytes.start, page.slice(bytes));
    let old = amend::decoded(node);
    let written = Written { format: page.format, slot: spot.slot, start, raw };
    match written.amend(old, parts) {
        Some(edits) => {
            edits.into_iter().for_each(|edit| page.put(edit.bytes, edit.text));
            Some(())
        }
        None => becomes(page, node, &amend::amended(old, parts), spot),
    }
}

/// Puts what begins on one line in the place of an old value. A comment behind the key
/// stays there.
pub(super) fn put(
    page: &mut Page<'_>,
    node: &Node<'_>,
    old: Range<usize>,
    text: &str,
    spot: Spot,
) -> Option<()> {
    let line = page.line_end(spot.after);
    if old.is_empty() {
        page.put(spot.after..spot.after, format!(" {text}"));
    } else if old.start > line && matches!(node.kind, Kind::Map(_) | Kind::Seq(_)) {
        page.put(spot.after..spot.after, format!(" {text}"));
        page.put(line..page.line_end(old.end), "");
    } else {
        let comment = header_comment(page.slice(old.clone()));
        page.put(old, format!("{text}{comment}"));
    }
    Some(())
}

/// The comment behind the header of a block scalar: it stays whatever becomes of the text.
pub(super) fn header_comment(raw: &str) -> &str {
    let header = raw.lines().next().filter(|line| line.starts_with(['|', '>']));
    header.and_then(|line| line.get(line.find(" #")?..)).unwrap_or("")
}

/// The lines of a text in a folded block at a column, if it is read back as it is.
pub(super) fn folded(
    text: &str,
    column: usize,
    width: usize,
    slot: Slot,
) -> Option<Vec<String>> {
    let indent = " ".repeat(column);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let length = column + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > width {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{indent}{line}"));
    let raw = format!(">-\n{}", lines.join("\n"));
    let read = text::read(crate::Format::Yaml, slot, &raw);
    (read.as_deref() == Some(text)).then_some(lines)
}
