//! A value on one line, in any of the three languages.

use super::document::{Text, Value};
use crate::input::Format;
use crate::write::{self, Context, joint};

/// A text or a key as it is written on one line.
pub(super) fn written(text: Text<'_>, format: Format, context: Context) -> String {
    write::text(format, context, text.text, text.form)
}

/// A value on one line, if it has no more than some columns.
pub(super) fn line(value: &Value<'_>, room: usize, format: Format) -> Option<String> {
    let mut out = String::new();
    // A character has at most four bytes: what is far too long is not written to its end.
    let bytes = room.saturating_mul(4);
    let short = push(value, Context::FlowEntry, &mut out, bytes, format);
    (short && (room == usize::MAX || out.chars().count() <= room)).then_some(out)
}

fn push(
    value: &Value<'_>,
    context: Context,
    out: &mut String,
    bytes: usize,
    format: Format,
) -> bool {
    let (many, open, close, pad, context) = match value {
        Value::Word(word) => {
            out.push_str(word);
            return out.len() <= bytes;
        }
        Value::Text(text) => {
            out.push_str(&written(*text, format, context));
            return out.len() <= bytes;
        }
        Value::List(many) => (many, '[', ']', "", Context::FlowEntry),
        Value::Map(many) => (many, '{', '}', write::pad(format), Context::FlowValue),
    };
    let pad = if many.items.is_empty() { "" } else { pad };
    out.push(open);
    out.push_str(pad);
    for (index, item) in many.items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if let Some(key) = item.key {
            out.push_str(&written(key, format, Context::FlowKey));
            out.push_str(joint(format));
        }
        if !push(&item.value, context, out, bytes, format) {
            return false;
        }
    }
    out.push_str(pad);
    out.push(close);
    true
}
