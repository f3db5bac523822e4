//! Texts in YAML: without quotes where they read back exactly, folded where they are long.

use super::{
    Context, Form, Lines, Room, STEP, WIDTH, double, fold, is_escaped, is_literal,
};
use crate::input::Format;
use crate::plain::{is_day, is_word, misleads};

/// A text or a key on one line.
pub(super) fn text(context: Context, text: &str, form: Option<Form>) -> String {
    if is_plain(context, text, form) {
        return text.to_owned();
    }
    let single = match form {
        Some(Form::Single) => true,
        Some(Form::Double) => false,
        Some(Form::Bare | Form::Quoted) | None => is_literal(text),
    };
    if single && !text.contains(is_escaped) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double(Format::Yaml, text)
    }
}

/// A text in a block of its own, if it has line breaks or is too long for its line.
pub(super) fn lines(
    context: Context,
    text: &str,
    form: Option<Form>,
    room: Room,
) -> Option<Lines> {
    let indent = room.indent + STEP;
    let (header, lines) = match literal(text) {
        Some(literal) => literal,
        None => {
            let line = self::text(context, text, form);
            if room.used + line.chars().count() <= WIDTH {
                return Some(Lines::one(line));
            }
            let lines = fold(text, WIDTH.saturating_sub(indent))?;
            (">-", Some(lines).filter(|lines| lines.len() > 1)?)
        }
    };
    let indented = |line: &str| match line {
        "" => String::new(),
        line => format!("{:indent$}{line}", ""),
    };
    let below = lines.into_iter().map(indented).collect();
    Some(Lines { first: header.to_owned(), below })
}

/// The header and the lines of a text with line breaks, if nothing in it is lost on lines of
/// its own.
fn literal(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (body, header) = match text.strip_suffix('\n') {
        Some(body) => (body, "|"),
        None => (text, "|-"),
    };
    // Lines may be indented, but for the first: it says how far all of them are.
    let is_kept =
        |line: &str| line.trim_end_matches(' ') == line && !line.contains(is_escaped);
    let lines: Vec<&str> = body.split('\n').collect();
    let is_whole = |line: Option<&&str>| line.is_some_and(|line| !line.is_empty());
    let kept = text.contains('\n')
        && is_whole(lines.first())
        && !text.starts_with(' ')
        && is_whole(lines.last())
        && lines.iter().all(|line| is_kept(line));
    kept.then_some((header, lines))
}

/// Whether a text reads back as itself without quotes. What other tools might read as
/// something else keeps the form that the author gave it.
fn is_plain(context: Context, text: &str, form: Option<Form>) -> bool {
    const FIRST: &str = "-?:,[]{}#&*!|>'\"%@`";
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let begins = match first {
        '-' | '?' | ':' => chars.next().is_some_and(|second| second != ' '),
        _ => !FIRST.contains(first),
    };
    begins
        && text.trim_matches(' ') == text
        && !is_marker(text)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(is_escaped)
        && !(context.is_flow() && text.contains([',', '[', ']', '{', '}']))
        && is_word(text)
        && match form {
            Some(Form::Bare) => true,
            Some(Form::Quoted) => !is_day(text) && !misleads(text),
            Some(Form::Single | Form::Double) | None => !misleads(text),
        }
}

/// Whether it would begin or end a document at the start of a line.
fn is_marker(text: &str) -> bool {
    let rest = text.strip_prefix("---").or(text.strip_prefix("..."));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
