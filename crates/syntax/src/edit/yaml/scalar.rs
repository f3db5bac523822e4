//! Texts in blocks of YAML, those over several lines among them.

use std::ops::Range;

use super::{Spot, block};
use crate::edit::amend::{self, Written, header_comment};
use crate::edit::page::Page;
use crate::tree::{Kind, Node};
use crate::write::{Lines, Room, STEP, WIDTH, fold};

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
    let written = written(page, old.clone(), spot);
    if let (Kind::Str(text), true) = (&node.kind, raw.contains('\n')) {
        let width = raw.lines().map(|line| line.chars().count()).max().unwrap_or(0);
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
        if raw.starts_with(['|', '>']) && !written.is_laid_out(text) {
            let lines = raw.lines().skip(1);
            let width = if lines.clone().count() > 1 { width } else { WIDTH };
            let first = lines.into_iter().find(|line| !line.trim().is_empty());
            let indent =
                first.map(|line| line.len() - line.trim_start_matches(' ').len());
            let indent = indent.filter(|indent| *indent > 0);
            let indent = indent.unwrap_or(spot.column + STEP);
            if let Some(lines) = fold(new, width.max(60).saturating_sub(indent)) {
                let below = lines.into_iter().map(|line| format!("{:indent$}{line}", ""));
                let lines = Lines { first: ">-".to_owned(), below: below.collect() };
                return put_lines(page, node, old, &lines, spot);
            }
        }
    }
    let lines = written.anew(node, new);
    put_lines(page, node, old, &lines, spot)
}

/// Rewrites parts of a text; all of it where its parts cannot be told apart.
pub(super) fn amended(
    page: &mut Page<'_>,
    node: &Node<'_>,
    parts: &[(Range<usize>, String)],
    spot: Spot,
) -> Option<()> {
    let bytes = block::extent(page, node, spot.after)?;
    let old = amend::decoded(node);
    match written(page, bytes, spot).amend(old, parts) {
        Some(edits) => {
            edits.into_iter().for_each(|edit| page.put(edit.bytes, edit.text));
            Some(())
        }
        None => becomes(page, node, &amend::amended(old, parts), spot),
    }
}

fn written<'s>(page: &Page<'s>, bytes: Range<usize>, spot: Spot) -> Written<'s> {
    let room = Room { used: page.columns(spot.after) + 1, indent: spot.column };
    Written::new(page, spot.context, bytes, room)
}

/// Puts what stands on one line, or in a block that begins there, in the place of an old
/// value. A comment behind the key stays there.
fn put_lines(
    page: &mut Page<'_>,
    node: &Node<'_>,
    old: Range<usize>,
    lines: &Lines,
    spot: Spot,
) -> Option<()> {
    let (raw, end) = (page.slice(old.clone()), old.end);
    if raw.starts_with(['|', '>']) && page.is_clear_below(end) {
        let first = format!("{}{}", lines.first, header_comment(raw));
        let lines = Lines { first, below: lines.below.clone() };
        page.put(old, lines.join(page.newline));
        return Some(());
    }
    put(page, node, old, &lines.first, spot)?;
    if !lines.below.is_empty() {
        page.put_below(end, &lines.below);
    }
    Some(())
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
