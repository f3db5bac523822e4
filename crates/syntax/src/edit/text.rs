//! How a text, a key and a value on one line are written in each language, and what is read
//! when they stand there: the reader itself decides where quotes are needed.

use std::fmt::Write;

use crate::change::Value;
use crate::hidden::is_hidden;
use crate::input::{Format, Limits};
use crate::read::parse;
use crate::tree::Kind;

/// What a text is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The value of a key.
    Value,
    /// An entry of a list.
    Entry,
    /// The same between braces and between brackets.
    FlowValue,
    FlowEntry,
    Key,
    FlowKey,
}

impl Slot {
    /// The slot of the values of a map or the entries of a list.
    pub(super) fn of(kind: &Kind<'_>, flow: bool) -> Self {
        match (kind, flow) {
            (Kind::Seq(_), false) => Slot::Entry,
            (Kind::Seq(_), true) => Slot::FlowEntry,
            (_, false) => Slot::Value,
            (_, true) => Slot::FlowValue,
        }
    }
}

/// What is read where this is written, if it is a text that raises no error.
pub(super) fn read(format: Format, slot: Slot, raw: &str) -> Option<String> {
    let snippet = match (format, slot) {
        (Format::Json, Slot::Key | Slot::FlowKey) => format!("{{{raw}: 0}}"),
        (Format::Json, _) => format!("[{raw}]"),
        (Format::Toml, Slot::Key | Slot::FlowKey) => format!("{raw} = 0\n"),
        (Format::Toml, _) => format!("x = {raw}\n"),
        (Format::Yaml, Slot::Value) => format!("x: {raw}\n"),
        (Format::Yaml, Slot::Entry) => format!("- {raw}\n"),
        (Format::Yaml, Slot::FlowValue) => format!("{{x: {raw}}}\n"),
        (Format::Yaml, Slot::FlowEntry) => format!("[{raw}]\n"),
        (Format::Yaml, Slot::Key) => format!("{raw}: 0\n"),
        (Format::Yaml, Slot::FlowKey) => format!("{{{raw}: 0}}\n"),
    };
    let (root, errors) = parse(&snippet, format, Limits::MOST);
    let root = root.filter(|_| errors.is_empty())?;
    let is_key = matches!(slot, Slot::Key | Slot::FlowKey);
    let value = match root.kind {
        Kind::Map(entries) => match <[_; 1]>::try_from(entries) {
            Ok([entry]) if is_key => {
                let number = Kind::Num("0".into());
                return (entry.value.kind == number).then(|| entry.key.into_owned());
            }
            Ok([entry]) => entry.value,
            Err(_) => return None,
        },
        Kind::Seq(items) => match <[_; 1]>::try_from(items) {
            Ok([item]) => item,
            Err(_) => return None,
        },
        _ => return None,
    };
    match value.kind {
        Kind::Str(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// A text on one line, with quotes as far as they are needed; where they are, of the kind
/// that was there before.
pub(super) fn text(format: Format, slot: Slot, text: &str, old: &str) -> String {
    let reads = |raw: &str| read(format, slot, raw).as_deref() == Some(text);
    match format {
        Format::Json => json(text),
        Format::Yaml => {
            let visible = !text.chars().any(|found| found < ' ' || is_hidden(found));
            if visible && !misleads(text) && reads(text) {
                return text.to_owned();
            }
            let single = format!("'{}'", text.replace('\'', "''"));
            let wants_single = match old.chars().next() {
                Some('\'') => true,
                Some('"') => false,
                _ => text.contains(['"', '\\']),
            };
            if visible && wants_single && reads(&single) { single } else { double(text) }
        }
        Format::Toml => {
            let bare = old.starts_with(|first: char| first.is_ascii_digit());
            let literal = format!("'{text}'");
            if bare && !text.contains(['\'', '"']) && reads(text) {
                text.to_owned()
            } else if old.starts_with('\'')
                && !text.contains(is_hidden)
                && reads(&literal)
            {
                literal
            } else {
                double(text)
            }
        }
    }
}

/// Whether other YAML readers take a plain text for something else: a time of day, a count
/// to base 60, a moment. A day stays plain, as everyone writes it.
fn misleads(text: &str) -> bool {
    let of_clock = |found: char| found.is_ascii_digit() || ":._+-TtZz ".contains(found);
    text == "="
        || (text.contains(':')
            && text.starts_with(|first: char| {
                first.is_ascii_digit() || "+-".contains(first)
            })
            && text.chars().all(of_clock))
}

/// A key, with quotes where they are needed.
pub(super) fn key(format: Format, flow: bool, key: &str) -> String {
    let slot = if flow { Slot::FlowKey } else { Slot::Key };
    match format {
        Format::Json => json(key),
        Format::Yaml => text(format, slot, key, ""),
        Format::Toml => {
            let bare =
                |found: u8| found.is_ascii_alphanumeric() || b"-_".contains(&found);
            let bare = !key.is_empty() && key.bytes().all(bare);
            if bare { key.to_owned() } else { double(key) }
        }
    }
}

/// A value on one line.
pub(super) fn inline(format: Format, slot: Slot, value: &Value) -> String {
    match value {
        Value::Text(text) => self::text(format, slot, text, ""),
        Value::List(items) => {
            let items: Vec<_> =
                items.iter().map(|item| inline(format, Slot::FlowEntry, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| entry(format, key, value)).collect();
            match (format, entries.is_empty()) {
                (Format::Toml, false) => format!("{{ {} }}", entries.join(", ")),
                _ => format!("{{{}}}", entries.join(", ")),
            }
        }
    }
}

/// A key and its value on one line, between braces.
pub(super) fn entry(format: Format, key: &str, value: &Value) -> String {
    let sign = if format == Format::Toml { " = " } else { ": " };
    let key = self::key(format, true, key);
    format!("{key}{sign}{}", inline(format, Slot::FlowValue, value))
}

/// A text in double quotes as JSON has it.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text in double quotes with escapes that YAML and TOML share.
pub(super) fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for found in text.chars() {
        match found {
            '"' | '\\' => quoted.extend(['\\', found]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            _ if !is_hidden(found) => quoted.push(found),
            _ if (found as u32) < 0x1_0000 => {
                let _ = write!(quoted, "\\u{:04X}", found as u32);
            }
            _ => {
                let _ = write!(quoted, "\\U{:08X}", found as u32);
            }
        }
    }
    quoted.push('"');
    quoted
}
