//! Texts in TOML: in quotes, and over several lines where they are long.

use toml::de::DeValue;

use super::{
    Context, Form, Lines, Room, STEP, WIDTH, double, escaped, fold, is_escaped,
    is_literal,
};
use crate::input::Format;

/// A text or a key on one line. A day keeps the form without quotes that its author gave it,
/// and a key needs none if it is a word.
pub(super) fn text(context: Context, text: &str, form: Option<Form>) -> String {
    let bare = match form {
        _ if context.is_key() => is_bare_key(text),
        Some(Form::Bare) => is_moment(text),
        _ => false,
    };
    if bare {
        return text.to_owned();
    }
    let single = match form {
        Some(Form::Single) => !text.contains('\''),
        Some(Form::Double) => false,
        Some(Form::Bare | Form::Quoted) | None => is_literal(text),
    };
    if single && !text.contains(is_escaped) {
        format!("'{text}'")
    } else {
        double(Format::Toml, text)
    }
}

fn is_bare_key(key: &str) -> bool {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !key.is_empty() && key.bytes().all(bare)
}

/// Whether it is a day or a time, which TOML reads without quotes.
fn is_moment(text: &str) -> bool {
    DeValue::parse(text).is_ok_and(|value| {
        value.span() == (0..text.len()) && matches!(value.get_ref(), DeValue::Datetime(_))
    })
}

/// A text between three quotes, if it has line breaks or is too long for its line.
pub(super) fn lines(
    context: Context,
    text: &str,
    form: Option<Form>,
    room: Room,
) -> Option<Lines> {
    if let Some(literal) = literal(text) {
        return Some(literal);
    }
    let line = self::text(context, text, form);
    if room.used + line.chars().count() <= WIDTH {
        return Some(Lines::one(line));
    }
    // A space and a backslash end each line.
    let indent = room.indent + STEP;
    let lines = fold(text, WIDTH.saturating_sub(indent + 2))?;
    let last = lines.len().checked_sub(1).filter(|last| *last > 0)?;
    let mut below: Vec<String> = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let end = if at < last { " \\" } else { "\\" };
            format!("{:indent$}{}{end}", "", escaped(Format::Toml, line))
        })
        .collect();
    below.push(format!("{:1$}\"\"\"", "", room.indent));
    Some(Lines { first: "\"\"\"\\".to_owned(), below })
}

/// A text with line breaks, if nothing in it would be hard to see.
fn literal(text: &str) -> Option<Lines> {
    let is_kept = |line: &str| !line.ends_with(' ') && !line.contains(is_escaped);
    if !text.contains('\n') || !text.split('\n').all(is_kept) {
        return None;
    }
    let mut below: Vec<String> =
        text.split('\n').map(|line| escaped(Format::Toml, line)).collect();
    below.last_mut()?.push_str("\"\"\"");
    Some(Lines { first: "\"\"\"".to_owned(), below })
}
