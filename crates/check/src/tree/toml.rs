//! TOML into the tree. The text of a scalar is taken from its span: the parser rewrites
//! numbers and dates.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entries, Entry, Kind, Node, Reader, Stop};
use crate::diagnostic::Finding;
use crate::rule::parse;
use crate::source::Span;

pub(super) fn read<'s>(reader: &mut Reader<'s, '_>) -> Result<Node<'s>, Stop> {
    let (table, errors) = DeTable::parse_recoverable(reader.text);
    let mut refused = Vec::new();
    for error in errors {
        let span =
            error.span().map_or_else(Span::default, |at| Span::new(at.start, at.end));
        if error.message().contains("recurs") {
            return Err(reader.too_deep(span));
        }
        // A hundred brackets that are not closed end at one place.
        if refused.last() != Some(&span) {
            refuse(reader, error.message(), span, table.get_ref());
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

fn refuse(reader: &mut Reader<'_, '_>, message: &str, span: Span, table: &DeTable<'_>) {
    let message = super::plain_words(message);
    if message.contains("duplicate key") {
        let key = span.slice(reader.text).trim();
        let finding = Finding::new(
            &parse::DUPLICATE_KEY,
            span,
            format!("`{key}` appears twice in one map"),
        );
        let finding = finding.help("remove one of the two, or give it another name");
        reader.findings.push(match before(table, key, span) {
            Some(first) => finding.related(first, "first here"),
            None => finding,
        });
        return;
    }
    let help = if message.contains("string values must be quoted") {
        "put the text in quotes"
    } else {
        "mend the text here"
    };
    reader.say(&parse::TOML_SYNTAX, span, &message, help);
}

/// The nearest key of the same name before a place. The parser does not say which of two
/// keys was the first; its own limit bounds the recursion.
fn before(table: &DeTable<'_>, name: &str, place: Span) -> Option<Span> {
    let within = |value: &DeValue<'_>| match value {
        DeValue::Table(inner) => before(inner, name, place),
        DeValue::Array(items) => items
            .iter()
            .filter_map(|item| before(item.get_ref().as_table()?, name, place))
            .max(),
        _ => None,
    };
    let own = |key: &Spanned<Cow<'_, str>>| {
        let span = Span::new(key.span().start, key.span().end);
        (key.get_ref() == name && span.start < place.start).then_some(span)
    };
    let found = table.iter().map(|(key, value)| own(key).max(within(value.get_ref())));
    found.max().flatten()
}
