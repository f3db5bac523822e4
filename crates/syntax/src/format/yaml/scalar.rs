//! Texts in YAML: without quotes where they read back exactly, folded where they are long.

use crate::format::document::{Text, WIDTH};
use crate::format::fold::fold;
use crate::hidden::is_hidden;
use crate::read::{is_doubtful, is_word};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// On a line of its own, or the rest of one.
    Block,
    /// Inside brackets or braces.
    Flow,
}

/// A text as it is written.
#[derive(Debug)]
pub(super) enum Lines<'t> {
    /// On the line of its key.
    One(String),
    /// Below its key and after a header.
    Several(&'static str, Vec<&'t str>),
}

/// A text after so many columns of its line, or on lines indented by so many.
pub(super) fn lines(text: Text<'_>, used: usize, indent: usize) -> Lines<'_> {
    if let Some((header, lines)) = literal(text.text) {
        return Lines::Several(header, lines);
    }
    let line = inline(text, Where::Block);
    if used + line.chars().count() <= WIDTH {
        return Lines::One(line);
    }
    match fold(text.text, WIDTH.saturating_sub(indent)) {
        Some(lines) => Lines::Several(">-", lines),
        None => Lines::One(line),
    }
}

/// A text with line breaks, if nothing in it is lost on lines of its own.
fn literal(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (body, header) = match text.strip_suffix('\n') {
        Some(body) => (body, "|"),
        None => (text, "|-"),
    };
    let is_kept = |line: &str| {
        line.is_empty()
            || (line.trim_matches([' ', '\t']) == line && !line.contains(is_hidden))
    };
    let lines: Vec<&str> = body.split('\n').collect();
    let whole = lines.first().zip(lines.last());
    let kept = text.contains('\n')
        && whole.is_some_and(|(first, last)| !first.is_empty() && !last.is_empty())
        && lines.iter().all(|line| is_kept(line) && !line.contains(['\t', '\r']));
    kept.then_some((header, lines))
}

/// A key on a line of its own.
pub(super) fn key(key: Text<'_>) -> String {
    // Without quotes it would merge maps.
    if key.text == "<<" { quoted(key.text) } else { inline(key, Where::Block) }
}

/// A key inside braces.
pub(super) fn key_in_flow(key: Text<'_>) -> String {
    if key.text == "<<" { quoted(key.text) } else { inline(key, Where::Flow) }
}

/// A text inside brackets or braces.
pub(super) fn in_flow(text: Text<'_>) -> String {
    inline(text, Where::Flow)
}

fn inline(text: Text<'_>, place: Where) -> String {
    if is_plain(text, place) { text.text.to_owned() } else { quoted(text.text) }
}

/// Whether a text reads back as itself without quotes. What other tools might read as
/// something else keeps the form that the author gave it.
fn is_plain(text: Text<'_>, place: Where) -> bool {
    const FIRST: &str = "-?:,[]{}#&*!|>'\"%@`";
    let Text { text, bare } = text;
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next().unwrap_or(' ');
    let begins = match first {
        '-' | '?' | ':' => second != ' ' && !",[]{}".contains(second),
        _ => !FIRST.contains(first),
    };
    begins
        && text.trim_matches(' ') == text
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(|c: char| matches!(c, '\t' | '\n' | '\r') || is_hidden(c))
        && (place == Where::Block || !text.contains([',', '[', ']', '{', '}']))
        && is_word(text)
        && (bare || !is_typed_elsewhere(text))
}

/// Whether older tools (YAML 1.1) read it as something else than a text.
fn is_typed_elsewhere(text: &str) -> bool {
    is_doubtful(text) || is_sexagesimal(text) || is_timestamp(text) || text == "="
}

/// Whether it begins as a day does and is one, perhaps with a time.
fn is_timestamp(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut digits = |most: usize| {
        let part = parts.next().unwrap_or("");
        let part = if most == 4 { part } else { part.get(..2).unwrap_or(part) };
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let time = |byte: u8| byte.is_ascii_digit() || b"-:.+TtZz ".contains(&byte);
    digits(4) && digits(2) && digits(2) && text.bytes().all(time)
}

/// Whether older tools read it as a number to the base 60, such as `1:30`.
fn is_sexagesimal(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '+']);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(':')
        && text.bytes().all(|byte| byte.is_ascii_digit() || b":._".contains(&byte))
}

/// A text in quotes: single ones where double ones would need escapes for what can be seen.
fn quoted(text: &str) -> String {
    let is_escaped = |c: char| matches!(c, '\t' | '\n' | '\r') || is_hidden(c);
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(is_escaped) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for found in text.chars() {
        match found {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            found if is_hidden(found) => match u32::from(found) {
                code @ 0..=0xff => out.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            found => out.push(found),
        }
    }
    out.push('"');
    out
}
