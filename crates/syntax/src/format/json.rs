//! The canonical JSON of a document. JSON has no comments: they are left out.

use super::document::{Item, Value};
use super::line::{line, written};
use crate::input::Format;
use crate::write::{Context, STEP, WIDTH, joint};

/// Writes a document.
pub(super) fn write(root: &Item<'_>) -> String {
    let mut out = String::new();
    value(root, 0, None, &mut out);
    out.push('\n');
    out
}

/// Writes a value on one line if it belongs there and fits, else each entry on a line of
/// its own. What stands before it on its line is counted; before the brief is no line.
fn value(item: &Item<'_>, indent: usize, before: Option<usize>, out: &mut String) {
    // A comma may follow.
    let room = before.map_or(0, |before| WIDTH.saturating_sub(before + 1));
    let room = if item.is_block() { 0 } else { room };
    let many = item.many().filter(|many| !many.items.is_empty());
    let Some((many, short)) =
        many.map(|many| (many, line(&item.value, room, Format::Json)))
    else {
        out.push_str(&line(&item.value, usize::MAX, Format::Json).unwrap_or_default());
        return;
    };
    if let Some(short) = short {
        out.push_str(&short);
        return;
    }
    let is_list = matches!(item.value, Value::List(_));
    out.push(if is_list { '[' } else { '{' });
    for (index, item) in many.items.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.extend(std::iter::repeat_n(' ', indent + STEP));
        let key = item.key.map(|key| written(key, Format::Json, Context::Key));
        let key = key.map(|key| key + joint(Format::Json)).unwrap_or_default();
        out.push_str(&key);
        value(item, indent + STEP, Some(indent + STEP + key.chars().count()), out);
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(if is_list { ']' } else { '}' });
}
