//! TOML into the tree. The text of a scalar is taken from its span: the parser rewrites
//! numbers and dates.

mod error;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::entries::Entries;
use super::{Reader, Stop};
use crate::error::ErrorKind;
use crate::number;
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

pub(super) fn read<'s>(reader: &mut Reader<'s, '_>) -> Result<Node<'s>, Stop> {
    weigh(reader)?;
    let (table, errors) = DeTable::parse_recoverable(reader.text);
    if !errors.is_empty() {
        error::refuse(reader, errors, table.get_ref())?;
    }
    if table.get_ref().is_empty() {
        return Err(reader.empty());
    }
    let span = Span::new(0, reader.text.len());
    reader.count(span)?;
    map(reader, span, table.into_inner())
}

/// Values for each of which a file may have one table or list: two letters of a dotted key
/// become a table of a thousand bytes.
const VALUES_OF_TABLE: usize = 8;

/// Counts values and levels before the parser makes them, which takes a hundred times the
/// text.
fn weigh(reader: &mut Reader<'_, '_>) -> Result<(), Stop> {
    let most = reader.limits.values;
    let (mut values, mut tables, mut depth) = (0, 0, 0_usize);
    for token in Source::new(reader.text).lex() {
        match token.kind() {
            TokenKind::Equals | TokenKind::Comma => values += 1,
            TokenKind::Dot => tables += 1,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                (tables, depth) = (tables + 1, depth + 1);
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let span = Span::new(token.span().start(), token.span().end());
        if depth > reader.limits.depth {
            return Err(reader.too_deep(span));
        }
        let what = match (values > most, tables > most / VALUES_OF_TABLE) {
            (false, false) => continue,
            (true, _) => format!("more than {most} values"),
            (_, true) => format!("more than {} tables and lists", most / VALUES_OF_TABLE),
        };
        return Err(reader.stop(
            ErrorKind::TooManyValues,
            span,
            &what,
            "split the brief",
        ));
    }
    Ok(())
}

/// The parser nests values at most 80 levels; this goes no deeper than the limit.
fn node<'s>(
    reader: &mut Reader<'s, '_>,
    value: Spanned<DeValue<'s>>,
) -> Result<Node<'s>, Stop> {
    let range = value.span();
    let span = Span::new(range.start, range.end);
    reader.count(span)?;
    let text = span.slice(reader.text);
    let kind = match value.into_inner() {
        // How the lines of the file end is no part of a text over several of them.
        DeValue::String(read) if text.contains("\r\n") => {
            Kind::Str(read.replace("\r\n", "\n").into())
        }
        DeValue::String(text) => Kind::Str(text),
        DeValue::Boolean(truth) => Kind::Bool(truth),
        DeValue::Datetime(_) => Kind::Str(text.into()),
        DeValue::Integer(_) | DeValue::Float(_) if number::is_json(text) => {
            reader.number(text.into(), span)
        }
        DeValue::Integer(_) | DeValue::Float(_) => reader.ambiguous(text.into(), span),
        DeValue::Table(table) => return map(reader, span, table),
        DeValue::Array(array) => {
            reader.enter(span)?;
            let items = array.into_iter().map(|item| node(reader, item));
            let items = items.collect::<Result<_, _>>()?;
            reader.leave();
            Kind::Seq(items)
        }
    };
    Ok(Node { span, kind })
}

fn map<'s>(
    reader: &mut Reader<'s, '_>,
    span: Span,
    table: DeTable<'s>,
) -> Result<Node<'s>, Stop> {
    reader.enter(span)?;
    // The parser sorts keys by their letters; the author's order is that of the file.
    let mut pairs: Vec<_> = table.into_iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    let mut entries = Entries::default();
    for (key, value) in pairs {
        let key_span = Span::new(key.span().start, key.span().end);
        let mut value = node(reader, value)?;
        // The parser has no place for a value that is missing.
        if value.span.start == value.span.end {
            value.span = Span { start: key_span.end, end: key_span.end };
        }
        entries.push(Entry { key: key.into_inner(), key_span, value }, reader);
    }
    reader.leave();
    Ok(Node { span, kind: Kind::Map(entries.done(reader)) })
}
