//! TOML into the tree. The text of a scalar is taken from its span: the parser rewrites
//! numbers and dates.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::{Entries, Entry, Kind, Node, Reader, Stop};
use crate::diagnostic::Finding;
use crate::rule::parse;
use crate::source::Span;

pub(super) fn read<'s>(reader: &mut Reader<'s, '_>) -> Result<Node<'s>, Stop> {
    weigh(reader)?;
    let (table, mut errors) = DeTable::parse_recoverable(reader.text);
    errors.sort_by_key(|error| error.span().map_or(0, |at| at.start));
    let mut refused: Vec<Span> = Vec::new();
    // The end of a table that is there twice: all its keys are there twice then.
    let mut twice = 0;
    let mut keys = Keys::default();
    for error in errors {
        let span =
            error.span().map_or_else(Span::default, |at| Span::new(at.start, at.end));
        if error.message().contains("recurs") {
            return Err(reader.too_deep(span));
        }
        // What follows on the line is a consequence: a hundred brackets end at one place.
        let before = refused
            .last()
            .and_then(|last| reader.text.get(last.start as usize..span.start as usize));
        let new_line = before.is_none_or(|between| between.contains('\n'));
        if reader.findings.is_full() {
            reader.findings.count_more(1);
        } else if new_line && (span.start as usize) >= twice {
            if keys.is_empty() {
                gather(table.get_ref(), &mut keys);
            }
            twice = refuse(reader, error.message(), span, &keys);
        }
        refused.push(span);
    }
    if !refused.is_empty() {
        return Err(Stop);
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
        return Err(reader.stop(&parse::TOO_MANY_VALUES, span, &what, "split the brief"));
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
        DeValue::String(text) => Kind::Str(text),
        DeValue::Boolean(truth) => Kind::Bool(truth),
        DeValue::Datetime(_) => Kind::Str(text.into()),
        DeValue::Integer(_) | DeValue::Float(_) if super::number::is_json(text) => {
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
        let value = node(reader, value)?;
        entries.push(Entry { key: key.into_inner(), key_span, value }, reader);
    }
    reader.leave();
    Ok(Node { span, kind: Kind::Map(entries.list) })
}

/// Says what the parser refused. Returns the end of what was refused as a whole, if it was
/// the head of a table.
fn refuse(
    reader: &mut Reader<'_, '_>,
    message: &str,
    span: Span,
    keys: &Keys<'_>,
) -> usize {
    let message = super::plain_words(message);
    let (start, text) = (span.start as usize, reader.text);
    if message.contains("duplicate key") {
        let key = span.slice(text).trim();
        let line = text.get(..start).and_then(|before| before.rfind('\n'));
        let line = line.map_or(0, |end| end + 1);
        let head = text.get(line..start).filter(|head| head.starts_with('['));
        let finding = Finding::new(
            &parse::DUPLICATE_KEY,
            span,
            format!("`{key}` appears twice in one map"),
        );
        let finding = finding.help("remove one of the two, or give it another name");
        // Of two heads the table keeps the second: the first is found as text.
        let first = match head {
            Some(head) => text.find(&format!("{head}{key}")).map(|at| {
                let at = at + head.len();
                Span::new(at, at + key.len())
            }),
            None => before(keys, key, span),
        };
        reader.findings.push(match first.filter(|first| first.start < span.start) {
            Some(first) => finding.related(first, "first here"),
            None => finding,
        });
        let rest = text.get(start..).and_then(|rest| rest.find("\n["));
        return match (head, rest) {
            (None, _) => 0,
            (Some(_), Some(rest)) => start + rest,
            (Some(_), None) => usize::MAX,
        };
    }
    let next = text.get(start..).and_then(|rest| rest.chars().next());
    let (message, help) = match next {
        Some(':') if message.contains("key") => {
            ("a `:` where TOML has `=`", "write `key = value`")
        }
        None | Some('\n' | '\r') if message.contains("string") => {
            ("a quote that is never closed", "close it at the end of the text")
        }
        _ if message.contains("string values must be quoted") => {
            ("a text without quotes", "put the text in quotes")
        }
        Some('{') if start == 0 => {
            ("a TOML file has no braces around it", "name it `.json` if it is JSON")
        }
        _ if message.starts_with("invalid float")
            || message.starts_with("invalid integer") =>
        {
            (
                "neither a text nor a number",
                "put a text in quotes; write a day as 2025-10-31",
            )
        }
        _ if message.contains("unclosed") => (message.as_str(), "close it"),
        _ => (message.as_str(), "mend the text here"),
    };
    let _ = reader.stop(&parse::TOML_SYNTAX, span, message, help);
    // Of JSON every line is wrong.
    if start == 0 && next == Some('{') { usize::MAX } else { 0 }
}

/// Where the keys of each name stand.
type Keys<'t> = HashMap<&'t str, Vec<Span>>;

/// Gathers the keys of a table and of all within it. The parser's own limit bounds the
/// recursion.
fn gather<'t>(table: &'t DeTable<'_>, keys: &mut Keys<'t>) {
    for (key, value) in table {
        let span = Span::new(key.span().start, key.span().end);
        keys.entry(key.get_ref()).or_default().push(span);
        within(value.get_ref(), keys);
    }
}

fn within<'t>(value: &'t DeValue<'_>, keys: &mut Keys<'t>) {
    match value {
        DeValue::Table(inner) => gather(inner, keys),
        DeValue::Array(items) => {
            items.iter().for_each(|item| within(item.get_ref(), keys))
        }
        _ => {}
    }
}

/// The nearest key of the same name before a place. The parser does not say which of two
/// keys was the first.
fn before(keys: &Keys<'_>, name: &str, place: Span) -> Option<Span> {
    let before = keys.get(name)?.iter().filter(|span| span.start < place.start);
    before.max().copied()
}
