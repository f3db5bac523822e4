//! A value on one line, in any of the three languages.

use super::document::{Text, Value};

/// How a language writes on one line.
pub(super) struct Style {
    /// A text.
    pub(super) text: fn(Text<'_>) -> String,
    /// A key.
    pub(super) key: fn(Text<'_>) -> String,
    /// What stands between a key and its value.
    pub(super) joint: &'static str,
    /// What stands inside the braces of a map that is not empty.
    pub(super) pad: &'static str,
}

/// A value on one line, if it has no more than some columns.
pub(super) fn line(value: &Value<'_>, room: usize, style: &Style) -> Option<String> {
    let mut out = String::new();
    // A character has at most four bytes: what is far too long is not written to its end.
    let short = push(value, &mut out, room.saturating_mul(4), style);
    (short && (room == usize::MAX || out.chars().count() <= room)).then_some(out)
}

fn push(value: &Value<'_>, out: &mut String, bytes: usize, style: &Style) -> bool {
    let (many, open, close, pad) = match value {
        Value::Word(word) => {
            out.push_str(word);
            return out.len() <= bytes;
        }
        Value::Text(text) => {
            out.push_str(&(style.text)(*text));
            return out.len() <= bytes;
        }
        Value::List(many) => (many, '[', ']', ""),
        Value::Map(many) => (many, '{', '}', style.pad),
    };
    let pad = if many.items.is_empty() { "" } else { pad };
    out.push(open);
    out.push_str(pad);
    for (index, item) in many.items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if let Some(key) = item.key {
            out.push_str(&(style.key)(key));
            out.push_str(style.joint);
        }
        if !push(&item.value, out, bytes, style) {
            return false;
        }
    }
    out.push_str(pad);
    out.push(close);
    true
}
