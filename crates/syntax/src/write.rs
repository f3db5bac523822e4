//! How a text and a key are written in each language: whether they need quotes, of which
//! kind, what is escaped, and on how many lines they stand. Edits and layouts ask here, so
//! that what is edited is laid out already.

mod fold;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use std::fmt::Write;

use crate::change::Value;
use crate::hidden::is_hidden;
use crate::input::Format;
use crate::tree::Kind;

pub(crate) use fold::fold;

/// The columns that a line may have.
pub(crate) const WIDTH: usize = 100;

/// How far each level is indented.
pub(crate) const STEP: usize = 2;

/// What a text is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// The value of a key, in a block of YAML or behind its sign in TOML.
    Value,
    /// An entry of a list, in a block of YAML or on a line of its own in TOML.
    Entry,
    /// The value of a key between braces.
    FlowValue,
    /// An entry of a list on one line, between brackets.
    FlowEntry,
    /// A key.
    Key,
    /// A key between braces.
    FlowKey,
}

impl Context {
    /// The context of the values of a map or the entries of a list.
    pub(crate) fn of(kind: &Kind<'_>, flow: bool) -> Self {
        match (kind, flow) {
            (Kind::Seq(_), false) => Context::Entry,
            (Kind::Seq(_), true) => Context::FlowEntry,
            (_, false) => Context::Value,
            (_, true) => Context::FlowValue,
        }
    }

    fn is_flow(self) -> bool {
        matches!(self, Context::FlowValue | Context::FlowEntry | Context::FlowKey)
    }

    fn is_key(self) -> bool {
        matches!(self, Context::Key | Context::FlowKey)
    }
}

/// The form an author has given a text, or the one that stood in its place before. It is kept
/// where it says something: a word that other tools read as something else stays without
/// quotes, a day stays in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// It stands without quotes.
    Bare,
    /// It stands in quotes, of whichever kind.
    Quoted,
    /// Single quotes are its author's choice, where it needs any.
    Single,
    /// Double quotes are its author's choice, where it needs any.
    Double,
}

impl Form {
    /// The form an author chose for a text that would have been laid out in another one:
    /// that of a new text in its place. No other text of YAML is without quotes because this
    /// one was.
    pub(crate) fn chosen(format: Format, raw: &str, laid_out: &str) -> Option<Self> {
        let form = match raw.as_bytes().first() {
            Some(b'\'') => Form::Single,
            Some(b'"') => Form::Double,
            _ if format == Format::Toml => Form::Bare,
            _ => return None,
        };
        (raw != laid_out).then_some(form)
    }
}

/// Another name in the place of a key, in the quotes that its author chose.
pub(crate) fn renamed(
    format: Format,
    context: Context,
    (raw, old): (&str, &str),
    new: &str,
) -> String {
    let form = Form::chosen(format, raw, &text(format, context, old, None));
    text(format, context, new, form)
}

/// A text or a key on one line: without quotes where it reads back exactly and nobody takes
/// it for something else, else in the quotes that need fewer escapes.
pub(crate) fn text(
    format: Format,
    context: Context,
    text: &str,
    form: Option<Form>,
) -> String {
    match format {
        Format::Yaml => yaml::text(context, text, form),
        Format::Json => double(format, text),
        Format::Toml => toml::text(context, text, form),
    }
}

/// Where a text begins on its line, and how far the line of its key or its dash is indented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) used: usize,
    pub(crate) indent: usize,
}

/// A text as it is written over one or several lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// The line of its key or dash.
    pub(crate) first: String,
    /// The lines below, indented.
    pub(crate) below: Vec<String>,
}

impl Lines {
    fn one(line: String) -> Self {
        Lines { first: line, below: Vec::new() }
    }

    /// All of it, with a line break between its lines.
    pub(crate) fn join(&self, newline: &str) -> String {
        let below = self.below.iter().flat_map(|line| [newline, line]);
        std::iter::once(self.first.as_str()).chain(below).collect()
    }
}

/// A text on several lines where it has line breaks or is too long for one, and its context
/// has room for that.
pub(crate) fn lines(
    format: Format,
    context: Context,
    text: &str,
    form: Option<Form>,
    room: Room,
) -> Lines {
    let tall = matches!(context, Context::Value | Context::Entry);
    let lines = match format {
        Format::Yaml if tall => yaml::lines(context, text, form, room),
        Format::Toml if tall => toml::lines(context, text, form, room),
        _ => None,
    };
    lines.unwrap_or_else(|| Lines::one(self::text(format, context, text, form)))
}

/// What stands between a key and its value on one line.
pub(crate) fn joint(format: Format) -> &'static str {
    if format == Format::Toml { " = " } else { ": " }
}

/// What stands inside the braces of a map that is not empty.
pub(crate) fn pad(format: Format) -> &'static str {
    if format == Format::Toml { " " } else { "" }
}

/// A value on one line.
pub(crate) fn inline(format: Format, context: Context, value: &Value) -> String {
    match value {
        Value::Text(text) => self::text(format, context, text, None),
        Value::List(items) => {
            let item = |item| inline(format, Context::FlowEntry, item);
            format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| {
                let key = text(format, Context::FlowKey, key, None);
                let value = inline(format, Context::FlowValue, value);
                format!("{key}{}{value}", joint(format))
            };
            let pad = if entries.is_empty() { "" } else { pad(format) };
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{{pad}{}{pad}}}", entries.join(", "))
        }
    }
}

/// A text between the quotes of a scalar that begins with them.
pub(crate) fn within(format: Format, quote: char, text: &str) -> String {
    match (format, quote) {
        (_, '"') => escaped(format, text),
        (Format::Yaml, '\'') => text.replace('\'', "''"),
        _ => text.to_owned(),
    }
}

/// A text in double quotes.
fn double(format: Format, text: &str) -> String {
    format!("\"{}\"", escaped(format, text))
}

/// A text with the escapes that all three languages know. Only characters beyond the first
/// 65,536 are escaped in another way in JSON.
fn escaped(format: Format, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        let code = u32::from(found);
        // Writing into a string does not fail.
        let _ = match found {
            '"' | '\\' => write!(out, "\\{found}"),
            '\n' => out.write_str("\\n"),
            '\r' => out.write_str("\\r"),
            '\t' => out.write_str("\\t"),
            _ if !is_escaped(found) => out.write_char(found),
            _ if code > 0xffff && format != Format::Json => write!(out, "\\U{code:08X}"),
            _ => found
                .encode_utf16(&mut [0; 2])
                .iter()
                .try_for_each(|unit| write!(out, "\\u{unit:04X}")),
        };
    }
    out
}

/// Whether a character would not be seen, or not be kept, without an escape.
fn is_escaped(found: char) -> bool {
    matches!(found, '\t' | '\n' | '\r') || is_hidden(found)
}

/// Whether a text looks best in single quotes: nothing in them is escaped that can be seen.
fn is_literal(text: &str) -> bool {
    text.contains(['"', '\\']) && !text.contains('\'')
}
