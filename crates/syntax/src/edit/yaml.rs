//! Edits of YAML in blocks: entries on lines of their own, told apart by indentation.
//!
//! A comment above an entry that goes stays, for nothing says that it belongs to it; one on
//! its lines goes with it.

mod block;
mod scalar;

use super::buffer::{Buffer, blank};
use super::flow;
use super::patch::header_comment;
use super::plan::{Inside, Operation, Plan};
use crate::change::Value;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, STEP, WIDTH};
use block::Entry;

/// Where a value stands in a block.
#[derive(Debug, Clone, Copy)]
struct BlockPosition {
    /// Behind the colon or the dash.
    after: usize,
    /// The column of the key or the dash.
    column: usize,
    context: Context,
}

/// Makes of a brief what is planned for it.
pub(super) fn root(buffer: &mut Buffer<'_>, node: &Node<'_>, plan: &Plan) -> Option<()> {
    let start = node.span.range().start;
    let position = BlockPosition { after: start, column: 0, context: Context::Value };
    match &plan.operation {
        Operation::Inside(_) => value(buffer, node, &plan.operation, position),
        _ => Some(()),
    }
}

fn value(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    operation: &Operation,
    position: BlockPosition,
) -> Option<()> {
    match operation {
        Operation::Keep | Operation::Remove => Some(()),
        Operation::Replace(Value::Text(text)) => {
            scalar::becomes(buffer, node, text, position)
        }
        Operation::Replace(value) => becomes(buffer, node, value, position),
        Operation::Patch(parts) => scalar::patched(buffer, node, parts, position),
        Operation::Inside(inside)
            if block::is_bracketed(buffer, node, position.after) =>
        {
            flow::inside(buffer, node, inside)
        }
        Operation::Inside(inside) => self::inside(buffer, node, inside, position),
    }
}

/// Makes of the entries of a block what is planned for them.
fn inside(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    inside: &Inside,
    position: BlockPosition,
) -> Option<()> {
    let list = block::entries(buffer, node, position.after)?;
    let (first, last) = (list.first()?, list.last()?);
    let column = buffer.column(first.start);
    let kept = (0..list.len()).rev().find(|at| !inside.removes(*at));
    let Some(kept) = kept else {
        let empty = if matches!(node.kind, Kind::Seq(_)) { "[]" } else { "{}" };
        let text = match inside.added.as_slice() {
            [] => empty.to_owned(),
            added => {
                let lines = added.iter().flat_map(|(key, value)| {
                    block::entry(&node.kind, key, value, column)
                });
                let lines: Vec<String> = lines.collect();
                let lines = lines.join(buffer.newline);
                lines.trim_start_matches(' ').to_owned()
            }
        };
        let end =
            if inside.added.is_empty() { last.end } else { buffer.line_end(last.end) };
        buffer.put(first.start..end, text);
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
            let old = (buffer.slice(key.key_span.range()), key.key.as_ref());
            let name = write::renamed(buffer.format, Context::Key, old, name);
            buffer.put(key.key_span.range(), name);
        }
        if matches!(plan.operation, Operation::Keep | Operation::Remove) {
            continue;
        }
        value(
            buffer,
            child,
            &plan.operation,
            BlockPosition { after: entry.after?, column, context },
        )?;
    }
    take(buffer, &list, inside)?;
    let mut lines = Vec::new();
    let last = list.get(kept)?;
    let blank = buffer.blank_before(buffer.next_line(last.end));
    for (key, value) in &inside.added {
        if spaced(buffer, &list) && !(blank && lines.is_empty()) {
            lines.push(String::new());
        }
        lines.extend(block::entry(&node.kind, key, value, column));
    }
    if !lines.is_empty() {
        buffer.put_below(last.end, &lines);
    }
    Some(())
}

/// Whether a blank line stands before the last of several entries.
fn spaced(buffer: &Buffer<'_>, list: &[Entry]) -> bool {
    match list {
        [.., before, last] => {
            let mut start = buffer.line_start(last.start);
            // Comments above an entry stand between it and the blank line.
            while start > before.end && !buffer.blank_before(start) {
                start = buffer.line_start(start - 1);
            }
            start > before.end && buffer.blank_before(start)
        }
        _ => false,
    }
}

/// Takes entries out with their lines. One that begins on the line of a dash leaves the dash
/// to its successor.
fn take(buffer: &mut Buffer<'_>, list: &[Entry], inside: &Inside) -> Option<()> {
    let removes = |at: &usize| inside.removes(*at);
    let led = (0..list.len()).take_while(removes).count();
    let mut from = 0;
    if let (Some(first), Some(next), true) = (list.first(), list.get(led), led > 0)
        && !buffer.begins_line(first.start)
    {
        let mut run = list.windows(2).take(led);
        let bare = run.all(|two| match two {
            [one, next] => blank(buffer.slice(buffer.line_end(one.end)..next.start)),
            _ => true,
        });
        if bare {
            from = led;
            buffer.put(first.start..next.start, "");
        } else {
            // The comments between them stay.
            from = 1;
            let dash = buffer.slice(buffer.line_start(first.start)..first.start);
            let start = buffer.line_start(first.start) + dash.trim_end().len();
            buffer.put(start..buffer.line_end(first.end), "");
        }
    }
    while let Some(at) = (from..list.len()).find(removes) {
        let joined = |at: &usize| match list.get(*at - 1..=*at) {
            Some([one, next]) => {
                removes(at) && blank(buffer.slice(buffer.line_end(one.end)..next.start))
            }
            _ => false,
        };
        let count = (at + 1..list.len()).take_while(joined).count();
        let (first, last) = (list.get(at)?, list.get(at + count)?);
        let before = at.checked_sub(1).and_then(|before| list.get(before));
        let floor = before.map_or(first.start, |before| buffer.next_line(before.end));
        buffer.take_lines(first.start..last.end, floor);
        from = at + count + 1;
    }
    Some(())
}

/// Writes a map or a list in the place of a value: on its line if it fits there.
fn becomes(
    buffer: &mut Buffer<'_>,
    node: &Node<'_>,
    value: &Value,
    position: BlockPosition,
) -> Option<()> {
    let old = block::extent(buffer, node, position.after)?;
    let inline = write::inline(buffer.format, Context::FlowValue, value);
    let line = buffer.slice(buffer.line_start(position.after)..position.after);
    if line.chars().count() + inline.chars().count() < WIDTH && !block::wants_lines(value)
    {
        return scalar::put(buffer, node, old, &inline, position);
    }
    let lines = block::lines(value, position.column + STEP);
    let (start, end) = (buffer.line_end(position.after), buffer.line_end(old.end));
    let comment = header_comment(buffer.slice(old.clone()));
    let bare = comment.is_empty() && blank(buffer.slice(old.end..end));
    if position.context == Context::Entry && old.start <= start && bare {
        let text = lines.join(buffer.newline);
        return scalar::put(buffer, node, old, text.trim_start_matches(' '), position);
    }
    // Comments on the line of the key or the dash stay there.
    let text = format!("{}{}", buffer.newline, lines.join(buffer.newline));
    if old.start > start {
        buffer.put(start..end, text);
    } else {
        buffer.put(position.after..old.end, comment);
        buffer.put(end..end, text);
    }
    Some(())
}
