//! JSON (RFC 8259) into the tree; every leniency of the parser is off.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::errors::{ParseError, ParseErrorKind as Kinds};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::entries::Entries;
use super::{Reader, Stop};
use crate::change::Safety;
use crate::error::{ErrorKind, SyntaxError};
use crate::number;
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn read<'s>(reader: &mut Reader<'s, '_>) -> Result<Node<'s>, Stop> {
    match parse_to_ast(reader.text, &CollectOptions::default(), &STRICT) {
        Ok(result) => match result.value {
            Some(value) => node(reader, value),
            None => Err(reader.empty()),
        },
        Err(error) => Err(refuse(reader, &error)),
    }
}

/// The parser itself goes no deeper than 512 levels; this goes no deeper than the limit.
fn node<'s>(reader: &mut Reader<'s, '_>, value: Value<'s>) -> Result<Node<'s>, Stop> {
    use jsonc_parser::common::Ranged;
    let span = span(value.range());
    reader.count(span)?;
    let kind = match value {
        Value::NullKeyword(_) => Kind::Null,
        Value::BooleanLit(literal) => Kind::Bool(literal.value),
        Value::StringLit(literal) => {
            // RFC 8259 wants them escaped; the parser lets them pass. Other control
            // characters are hidden ones, and have been refused as such.
            let raw = span.slice(reader.text);
            if memchr::memchr3(b'\t', b'\n', b'\r', raw.as_bytes()).is_some() {
                let message = "a line break or a tab inside a text";
                let help = "write `\\n` or `\\t`, or close the text with `\"`";
                reader.say(ErrorKind::Json, span, message, help);
            }
            Kind::Str(literal.value)
        }
        Value::NumberLit(literal) if number::is_json(literal.value) => {
            reader.number(literal.value.into(), span)
        }
        Value::NumberLit(literal) => reader.ambiguous(literal.value.into(), span),
        Value::Array(array) => {
            reader.enter(span)?;
            let items = array.elements.into_iter().map(|item| node(reader, item));
            let items = items.collect::<Result<_, _>>()?;
            reader.leave();
            Kind::Seq(items)
        }
        Value::Object(object) => {
            reader.enter(span)?;
            let mut entries = Entries::default();
            for property in object.properties {
                let key_span = self::span(property.name.range());
                let key = match property.name {
                    ObjectPropName::String(key) => key.value,
                    ObjectPropName::Word(key) => key.value.into(),
                };
                let value = node(reader, property.value)?;
                entries.push(Entry { key, key_span, value }, reader);
            }
            reader.leave();
            Kind::Map(entries.done(reader))
        }
    };
    Ok(Node { span, kind })
}

fn refuse(reader: &mut Reader<'_, '_>, error: &ParseError) -> Stop {
    let span = span(error.range());
    let (message, help) = match error.kind() {
        Kinds::NestingDepthExceeded => {
            let at = too_deep(reader.text, reader.limits.depth);
            return reader.too_deep(Span::new(at, at + 1));
        }
        Kinds::CommentsNotAllowed => ("JSON has no comments", "delete it, or write YAML"),
        Kinds::TrailingCommasNotAllowed => ("a comma with nothing after it", "delete it"),
        Kinds::SingleQuotedStringsNotAllowed => {
            ("a text in single quotes", "use double quotes")
        }
        Kinds::ExpectedComma => {
            ("two values without a comma between them", "add the comma")
        }
        Kinds::ExpectedStringObjectProperty | Kinds::UnexpectedTokenInObject => {
            ("expected a key in double quotes", "write `\"key\": value`")
        }
        Kinds::UnterminatedArray => ("a `[` that is never closed", "close it with `]`"),
        Kinds::UnterminatedObject => ("a `{` that is never closed", "close it with `}`"),
        Kinds::MultipleRootJsonValues => {
            ("more text after the end of the brief", "delete it")
        }
        Kinds::UnexpectedWord
            if reader.text.trim_start().len()
                == reader.text.len() - span.start as usize =>
        {
            (
                "a brief in JSON begins with `{`",
                "put it in braces, or name the file `.yaml` if it is YAML",
            )
        }
        Kinds::UnexpectedWord => {
            ("a word without quotes", "put it in double quotes, or write `true`, `false`")
        }
        Kinds::String(_) => (
            "a text that is not closed, or has an escape JSON does not know",
            "close it with `\"`, or write `\\\\` for a backslash",
        ),
        other => {
            let message = super::plain_words(&other.to_string());
            return reader.stop(ErrorKind::Json, span, &message, "mend the text here");
        }
    };
    let refused = SyntaxError::new(ErrorKind::Json, span, message, help);
    reader.refuse(match error.kind() {
        Kinds::TrailingCommasNotAllowed => refused.fix(Safety::Safe, span, ""),
        Kinds::ExpectedComma => {
            let before = reader.text.get(..span.start as usize);
            let end = before.map_or(0, |before| before.trim_end().len());
            refused.fix(Safety::Safe, Span::new(end, end), ",")
        }
        Kinds::SingleQuotedStringsNotAllowed => {
            let text = span.slice(reader.text).trim_matches('\'').replace('"', "\\\"");
            refused.fix(Safety::Safe, span, format!("\"{text}\""))
        }
        Kinds::CommentsNotAllowed => refused.fix(Safety::Unsafe, span, ""),
        _ => refused,
    })
}

/// Where a text goes deeper than so many levels. The parser only says that it does.
fn too_deep(text: &str, most: usize) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted && depth == most => return at,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    0
}

fn span(range: jsonc_parser::common::Range) -> Span {
    Span::new(range.start, range.end)
}
