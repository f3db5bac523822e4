//! The parser's reasons, said to an author: of all that follows from one mistake, the first.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue, Error};

use super::super::{Reader, Stop, plain_words};
use crate::error::{ErrorKind, SyntaxError};
use crate::source::Span;

/// Raises what the parser refused. Of a text that is read loosely the rest can be used.
pub(super) fn refuse(
    reader: &mut Reader<'_, '_>,
    mut errors: Vec<Error>,
    table: &DeTable<'_>,
) -> Result<(), Stop> {
    errors.sort_by_key(|error| error.span().map_or(0, |at| at.start));
    let mut keys = Keys::default();
    gather(table, &mut keys);
    let mut told = Told { keys, ..Told::default() };
    let mut last = None;
    for error in errors {
        let span =
            error.span().map_or_else(Span::default, |at| Span::new(at.start, at.end));
        if error.message().contains("recurs") {
            return Err(reader.too_deep(span));
        }
        // What follows on the line is a consequence: a hundred brackets end at one place.
        let between = last.and_then(|last| reader.text.get(last..span.start as usize));
        last = Some(span.start as usize);
        if between.is_some_and(|between| !between.contains('\n')) {
            continue;
        }
        if reader.errors.is_full() {
            reader.errors.count_one(ErrorKind::Toml);
        } else if span.start as usize >= told.until {
            let message = plain_words(error.message());
            if message.contains("duplicate key") {
                told.duplicate(reader, span);
            } else {
                told.syntax(reader, span, &message);
            }
        }
    }
    if reader.loosely { Ok(()) } else { Err(Stop) }
}

/// What has been said, as far as more would follow from it.
#[derive(Default)]
struct Told<'t> {
    /// Where the keys of each name stand.
    keys: Keys<'t>,
    /// Up to here everything is wrong.
    until: usize,
    /// Heads of tables that clash with others.
    heads: Vec<String>,
    /// Whether a head could not be read: what is below it went into another table.
    lost: bool,
}

impl Told<'_> {
    fn duplicate(&mut self, reader: &mut Reader<'_, '_>, span: Span) {
        let (start, text) = (span.start as usize, reader.text);
        let key = span.slice(text).trim();
        let (begins, line) = line_at(text, start);
        let mut place = self.before(key, span);
        if line.starts_with('[') {
            let path = line.trim_matches(['[', ']', ' ']);
            let within = |head: &String| {
                path.strip_prefix(head)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            if self.lost || self.heads.iter().any(within) {
                return;
            }
            self.heads.push(path.to_owned());
            // All keys of a table that is there twice are there twice.
            let next = text.get(start..).and_then(|rest| rest.find("\n["));
            self.until = next.map_or(usize::MAX, |next| start + next);
            if let Some(help) = brackets(text, line, path) {
                let message = format!(
                    "`{path}` is one table in one place and a list of tables in another"
                );
                reader.say(
                    ErrorKind::Toml,
                    Span::new(begins, begins + line.len()),
                    &message,
                    &help,
                );
                self.lost = true;
                return;
            }
            // Of two heads the table keeps the second: the first is found as text.
            let head = text.get(begins..start).unwrap_or("");
            place = text.find(&format!("{head}{key}")).map(|at| {
                let at = at + head.len();
                Span::new(at, at + key.len())
            });
        } else if self.lost {
            return;
        }
        let message = format!("`{key}` appears twice in one map");
        let help = "remove one of the two, or give it another name";
        let mut error = SyntaxError::new(ErrorKind::DuplicateKey, span, message, help);
        let first = place.filter(|first| first.start < span.start);
        error.related = first.map(|first| (first, "first here"));
        reader.errors.push(error);
    }

    /// The nearest key of the same name before a place. The parser does not say which of
    /// two keys was the first.
    fn before(&self, name: &str, place: Span) -> Option<Span> {
        let before = self.keys.get(name)?.iter().filter(|span| span.start < place.start);
        before.max().copied()
    }

    fn syntax(&mut self, reader: &mut Reader<'_, '_>, span: Span, message: &str) {
        let (start, text) = (span.start as usize, reader.text);
        if let Some(open) = unclosed(text, start, message) {
            let message = "a `[` that is never closed";
            reader.say(ErrorKind::Toml, open, message, "close it with `]`");
            self.until = usize::MAX;
            return;
        }
        let (_, line) = line_at(text, start);
        self.lost |=
            line.starts_with('[') || (line.ends_with(']') && !line.contains('='));
        let next = text.get(start..).and_then(|rest| rest.chars().next());
        let (message, help) = words(message, next, start);
        let _ = reader.stop(ErrorKind::Toml, span, message, help);
        // Of JSON every line is wrong.
        if start == 0 && next == Some('{') {
            self.until = usize::MAX;
        }
    }
}

fn words(message: &str, next: Option<char>, start: usize) -> (&str, &'static str) {
    match next {
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
        _ if message.contains("unclosed") => (message, "close it"),
        _ => (message, "mend the text here"),
    }
}

/// The bracket of a list that was to end on the line above: the next line is no entry of it.
fn unclosed(text: &str, at: usize, message: &str) -> Option<Span> {
    if !message.contains("between array elements") {
        return None;
    }
    let (begins, line) = line_at(text, at);
    let is_head = line.starts_with('[');
    let is_pair =
        line.split_once('=').is_some_and(|(key, _)| !key.contains(['"', '\'', ',']));
    let above = text.get(..begins)?;
    let open = above.rfind("= [")? + "= ".len();
    (is_head || is_pair).then(|| Span::new(open, open + 1))
}

/// What to do about a head whose brackets differ from one another, or from those of the
/// same head elsewhere.
fn brackets(text: &str, line: &str, path: &str) -> Option<String> {
    let line = line.trim_end();
    let opening = line.len() - line.trim_start_matches('[').len();
    let closing = line.len() - line.trim_end_matches(']').len();
    let (one, many) = (format!("\n[{path}]"), format!("\n[[{path}]]"));
    let other = if opening == 1 { &many } else { &one };
    (opening != closing || text.contains(other.as_str())).then(|| {
        format!("write `[[{path}]]` above each entry of a list, `[{path}]` above a table")
    })
}

/// The line around an offset, and where it begins.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let begins = text.get(..at).and_then(|before| before.rfind('\n'));
    let begins = begins.map_or(0, |end| end + 1);
    (begins, text.get(begins..).and_then(|rest| rest.lines().next()).unwrap_or(""))
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
            items.iter().for_each(|item| within(item.get_ref(), keys));
        }
        _ => {}
    }
}
