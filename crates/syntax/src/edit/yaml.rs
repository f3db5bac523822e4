//! Edits of YAML in blocks: entries on lines of their own, told apart by indentation.
//!
//! A comment above an entry that goes stays, for nothing says that it belongs to it; one on
//! its lines goes with it.

mod block;
mod scalar;

use super::amend::header_comment;
use super::flow;
use super::page::{Page, blank};
use super::plan::{Fate, Inside, Plan};
use crate::change::Value;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, STEP, WIDTH};
use block::Entry;

/// Where a value stands in a block.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// Behind the colon or the dash.
    after: usize,
    /// The column of the key or the dash.
    column: usize,
    context: Context,
}

/// Makes of a brief what is planned for it.
pub(super) fn root(page: &mut Page<'_>, node: &Node<'_>, plan: &Plan) -> Option<()> {
    let start = node.span.range().start;
    let spot = Spot { after: start, column: 0, context: Context::Value };
    match &plan.fate {
        Fate::Inside(_) => value(page, node, &plan.fate, spot),
        _ => Some(()),
    }
}

fn value(page: &mut Page<'_>, node: &Node<'_>, fate: &Fate, spot: Spot) -> Option<()> {
    match fate {
        Fate::Stays | Fate::Goes => Some(()),
        Fate::Becomes(Value::Text(text)) => scalar::becomes(page, node, text, spot),
        Fate::Becomes(value) => becomes(page, node, value, spot),
        Fate::Amended(parts) => scalar::amended(page, node, parts, spot),
        Fate::Inside(inside) if block::is_bracketed(page, node, spot.after) => {
            flow::inside(page, node, inside)
        }
        Fate::Inside(inside) => self::inside(page, node, inside, spot),
    }
}

/// Makes of the entries of a block what is planned for them.
fn inside(
    page: &mut Page<'_>,
    node: &Node<'_>,
    inside: &Inside,
    spot: Spot,
) -> Option<()> {
    let list = block::entries(page, node, spot.after)?;
    let (first, last) = (list.first()?, list.last()?);
    let column = page.column(first.start);
    let kept = (0..list.len()).rev().find(|at| !inside.goes(*at));
    let Some(kept) = kept else {
        let empty = if matches!(node.kind, Kind::Seq(_)) { "[]" } else { "{}" };
        let text = match inside.added.as_slice() {
            [] => empty.to_owned(),
            added => {
                let lines = added.iter().flat_map(|(key, value)| {
                    block::entry(&node.kind, key, value, column)
                });
                let lines: Vec<String> = lines.collect();
                let lines = lines.join(page.newline);
                lines.trim_start_matches(' ').to_owned()
            }
        };
        let end =
            if inside.added.is_empty() { last.end } else { page.line_end(last.end) };
        page.put(first.start..end, text);
        return Some(());
    };
    for (at, plan) in &inside.entries {
        let entry = list.get(*at)?;
        let context = Context::of(&node.kind, false);
        let (key, child) = match &node.kind {
            Kind::Map(entries) => entries.get(*at).map(|one| (Some(one), &one.value))?,
            Kind::Seq(items) => (None, items.get(*at)?),
            _ => return None,
        };
        if let (Some(name), Some(key)) = (&plan.key, key) {
            let old = (page.slice(key.key_span.range()), key.key.as_ref());
            let name = write::renamed(page.format, Context::Key, old, name);
            page.put(key.key_span.range(), name);
        }
        if matches!(plan.fate, Fate::Stays | Fate::Goes) {
            continue;
        }
        value(page, child, &plan.fate, Spot { after: entry.after?, column, context })?;
    }
    take(page, &list, inside)?;
    let mut lines = Vec::new();
    let last = list.get(kept)?;
    let blank = page.blank_before(page.next_line(last.end));
    for (key, value) in &inside.added {
        if spaced(page, &list) && !(blank && lines.is_empty()) {
            lines.push(String::new());
        }
        lines.extend(block::entry(&node.kind, key, value, column));
    }
    if !lines.is_empty() {
        page.put_below(last.end, &lines);
    }
    Some(())
}

/// Whether a blank line stands before the last of several entries.
fn spaced(page: &Page<'_>, list: &[Entry]) -> bool {
    match list {
        [.., before, last] => {
            let mut start = page.line_start(last.start);
            // Comments above an entry stand between it and the blank line.
            while start > before.end && !page.blank_before(start) {
                start = page.line_start(start - 1);
            }
            start > before.end && page.blank_before(start)
        }
        _ => false,
    }
}

/// Takes entries out with their lines. One that begins on the line of a dash leaves the dash
/// to its successor.
fn take(page: &mut Page<'_>, list: &[Entry], inside: &Inside) -> Option<()> {
    let goes = |at: &usize| inside.goes(*at);
    let led = (0..list.len()).take_while(goes).count();
    let mut from = 0;
    if let (Some(first), Some(next), true) = (list.first(), list.get(led), led > 0)
        && !page.begins_line(first.start)
    {
        let mut run = list.windows(2).take(led);
        let bare = run.all(|two| match two {
            [one, next] => blank(page.slice(page.line_end(one.end)..next.start)),
            _ => true,
        });
        if bare {
            from = led;
            page.put(first.start..next.start, "");
        } else {
            // The comments between them stay.
            from = 1;
            let dash = page.slice(page.line_start(first.start)..first.start);
            let start = page.line_start(first.start) + dash.trim_end().len();
            page.put(start..page.line_end(first.end), "");
        }
    }
    while let Some(at) = (from..list.len()).find(goes) {
        let joined = |at: &usize| match list.get(*at - 1..=*at) {
            Some([one, next]) => {
                goes(at) && blank(page.slice(page.line_end(one.end)..next.start))
            }
            _ => false,
        };
        let count = (at + 1..list.len()).take_while(joined).count();
        let (first, last) = (list.get(at)?, list.get(at + count)?);
        let before = at.checked_sub(1).and_then(|before| list.get(before));
        let floor = before.map_or(first.start, |before| page.next_line(before.end));
        page.take_lines(first.start..last.end, floor);
        from = at + count + 1;
    }
    Some(())
}

/// Writes a map or a list in the place of a value: on its line if it fits there.
fn becomes(
    page: &mut Page<'_>,
    node: &Node<'_>,
    value: &Value,
    spot: Spot,
) -> Option<()> {
    let old = block::extent(page, node, spot.after)?;
    let inline = write::inline(page.format, Context::FlowValue, value);
    let line = page.slice(page.line_start(spot.after)..spot.after);
    if line.chars().count() + inline.chars().count() < WIDTH && !block::wants_lines(value)
    {
        return scalar::put(page, node, old, &inline, spot);
    }
    let lines = block::lines(value, spot.column + STEP);
    let (start, end) = (page.line_end(spot.after), page.line_end(old.end));
    let comment = header_comment(page.slice(old.clone()));
    let bare = comment.is_empty() && blank(page.slice(old.end..end));
    if spot.context == Context::Entry && old.start <= start && bare {
        let text = lines.join(page.newline);
        return scalar::put(page, node, old, text.trim_start_matches(' '), spot);
    }
    // Comments on the line of the key or the dash stay there.
    let text = format!("{}{}", page.newline, lines.join(page.newline));
    if old.start > start {
        page.put(start..end, text);
    } else {
        page.put(spot.after..old.end, comment);
        page.put(end..end, text);
    }
    Some(())
}
