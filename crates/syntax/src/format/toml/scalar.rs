//! Texts in TOML: in quotes, and over several lines where they are long.

use crate::format::document::{STEP, Text, WIDTH};
use crate::format::fold::fold;
use crate::hidden::is_hidden;

/// A key: without quotes where it may be.
pub(super) fn key(key: Text<'_>) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.text.is_empty() && key.text.bytes().all(bare) {
        key.text.to_owned()
    } else {
        quoted(key.text)
    }
}

/// A text on one line. A day keeps the form without quotes that its author gave it.
pub(super) fn inline(text: Text<'_>) -> String {
    if text.bare { text.text.to_owned() } else { quoted(text.text) }
}

/// A text after so many columns, on several lines if it is too long for one or has line
/// breaks.
pub(super) fn text(text: Text<'_>, indent: usize, used: usize) -> String {
    if let Some(literal) = literal(text.text) {
        return literal;
    }
    let line = inline(text);
    if used + line.chars().count() <= WIDTH {
        return line;
    }
    // A space and a backslash end each line.
    let width = WIDTH.saturating_sub(indent + STEP + 2);
    let Some(lines) = fold(text.text, width) else { return line };
    let pad = " ".repeat(indent);
    let step = " ".repeat(STEP);
    let lines: Vec<String> =
        lines.iter().map(|line| format!("{pad}{step}{}", escaped(line))).collect();
    format!("\"\"\"\\\n{}\\\n{pad}\"\"\"", lines.join(" \\\n"))
}

/// A text with line breaks, if nothing in it would be hard to see.
fn literal(text: &str) -> Option<String> {
    let is_kept =
        |line: &str| line.trim_end_matches(' ') == line && !line.contains(is_escaped);
    let kept = text.contains('\n') && text.split('\n').all(is_kept);
    let lines = || text.split('\n').map(escaped).collect::<Vec<_>>().join("\n");
    kept.then(|| format!("\"\"\"\n{}\"\"\"", lines()))
}

fn is_escaped(found: char) -> bool {
    found.is_control() || is_hidden(found)
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(is_escaped) {
        return format!("'{text}'");
    }
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        match found {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            found if is_escaped(found) => match u32::from(found) {
                code @ 0..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            found => out.push(found),
        }
    }
    out
}
