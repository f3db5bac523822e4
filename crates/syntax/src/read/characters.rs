//! Characters that nobody sees, in a text and in what its escapes write.

use std::borrow::Cow;
use std::ops::Range;

use crate::change::Safety;
use crate::error::{ErrorKind, Errors, SyntaxError};
use crate::hidden::{is_hidden, name_of};
use crate::joiner::{is_selector, is_stray};
use crate::source::Span;
use crate::tree::{Kind, Node};

/// A text in which the characters beside printable ASCII have been found.
pub(super) struct Seen<'t> {
    text: &'t str,
    unusual: Vec<usize>,
}

impl Seen<'_> {
    /// Whether a part of the text has none of them.
    fn is_usual(&self, part: &str) -> bool {
        // Most keys and values are looked through sooner than looked up.
        if part.len() <= SHORT {
            return part.bytes().fold(true, |all, it| all & is_usual(it));
        }
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let next = self.unusual.partition_point(|at| *at < start);
        self.unusual.get(next).is_none_or(|at| *at >= start + part.len())
    }
}

/// Bytes up to which looking through a part beats looking up its place.
const SHORT: usize = 16;

/// Whether a byte is of printable ASCII, or parts lines or words.
fn is_usual(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') | (byte == b'\t') | (byte == b'\n') | (byte == b'\r')
}

/// Refuses characters that nobody sees.
pub(super) fn hidden_characters<'t>(text: &'t str, errors: &mut Errors) -> Seen<'t> {
    let mut seen = Seen { text, unusual: Vec::new() };
    for (at, found) in unusual(text) {
        seen.unusual.push(at);
        if !(is_hidden(found) || is_stray(text, at, found)) {
            continue;
        }
        let span = Span::new(at, at + found.len_utf8());
        let message = format!("hidden character {}", name_of(found));
        let help = match parts_words(found) {
            true => "write a space in its place",
            false => "delete it; retype the word if you cannot see it",
        };
        let (safety, write) = in_its_place(text, span, found);
        let error = SyntaxError::new(ErrorKind::HiddenCharacter, span, message, help);
        errors.push(error.fix(safety, span, write));
    }
    seen
}

/// The characters of a text that nobody sees.
fn hidden(text: &str) -> impl Iterator<Item = char> {
    let found = unusual(text)
        .filter(|(at, found)| is_hidden(*found) || is_stray(text, *at, *found));
    found.map(|(_, found)| found)
}

/// Whether a hidden character ends a word: lines, pages and records end with it.
fn parts_words(found: char) -> bool {
    found.is_whitespace() || matches!(found, '\u{1c}'..='\u{1f}')
}

/// How far ahead a space is looked for.
const RUN: usize = 64;

/// What takes the place of a hidden character. What has no width and turns nothing round
/// can go unseen, and what parts words leaves a space between them; without any of the
/// others the text may read in another way.
fn in_its_place(text: &str, span: Span, found: char) -> (Safety, &'static str) {
    let Range { start, end } = span.range();
    match found {
        // One space for several of them, and none beside another space.
        _ if parts_words(found) => {
            let apart = |it: char| it.is_whitespace() || parts_words(it);
            let before = text.get(..start).and_then(|text| text.chars().next_back());
            let mut rest = text.get(end..).unwrap_or("").chars().take(RUN);
            let after = rest.find(|it| !(is_hidden(*it) && parts_words(*it)));
            let inner = before.is_some_and(|it| !apart(it))
                && after.is_some_and(|it| !it.is_whitespace());
            (Safety::Safe, if inner { " " } else { "" })
        }
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            (Safety::Safe, "")
        }
        // It has nothing to select.
        _ if is_selector(found) => (Safety::Safe, ""),
        _ => (Safety::Unsafe, ""),
    }
}

/// The characters beside printable ASCII, with their places. A brief has few of them: the
/// others are skipped by the byte.
fn unusual(text: &str) -> impl Iterator<Item = (usize, char)> {
    const BLOCK: usize = 16;
    // Without a branch, so that the bytes of a block are compared all at once.
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..)?;
        let block =
            |bytes: &&[u8]| bytes.iter().fold(true, |all, it| all & is_usual(*it));
        at += rest.chunks_exact(BLOCK).take_while(block).count() * BLOCK;
        let rest = text.as_bytes().get(at..)?;
        at += rest.iter().position(|byte| !is_usual(*byte))?;
        let found = text.get(at..)?.chars().next()?;
        at += found.len_utf8();
        Some((at - found.len_utf8(), found))
    })
}

/// Applies the gate's rule to the decoded texts and keys, which escapes can bring in.
pub(super) fn audit<'t>(node: &Node<'t>, seen: &Seen<'t>, errors: &mut Errors) {
    match &node.kind {
        Kind::Str(text) => audit_text(text, node.span, seen, errors),
        Kind::Seq(items) => items.iter().for_each(|item| audit(item, seen, errors)),
        Kind::Map(entries) => {
            for entry in entries {
                audit_text(&entry.key, entry.key_span, seen, errors);
                audit(&entry.value, seen, errors);
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) => {}
    }
}

/// Marks on one base letter beyond which lines collide and layout takes for ever.
const MARKS: usize = 8;

#[expect(clippy::ptr_arg, reason = "whether it is borrowed tells where it stands")]
fn audit_text(text: &Cow<'_, str>, span: Span, seen: &Seen<'_>, errors: &mut Errors) {
    // What is borrowed is a part of the source.
    let usual = match text {
        Cow::Borrowed(part) => seen.is_usual(part),
        Cow::Owned(text) => unusual(text).next().is_none(),
    };
    if usual {
        return;
    }
    // What stands in the source unescaped has been reported at the gate.
    let raw: Vec<char> = hidden(span.slice(seen.text)).collect();
    if let Some(found) = hidden(text).find(|found| !raw.contains(found)) {
        let message = format!("an escape writes hidden character {}", name_of(found));
        let kind = ErrorKind::HiddenEscape;
        errors.push(SyntaxError::new(kind, span, message, "delete the escape"));
    }
    let (mut marks, mut end) = (0, 0);
    for (at, found) in unusual(text) {
        marks = match is_mark(found) {
            true if at == end => marks + 1,
            true => 1,
            false => 0,
        };
        end = at + found.len_utf8();
        if marks > MARKS {
            let message = format!("more than {MARKS} combining marks on one letter");
            let help = "delete the marks that are not part of the word";
            errors.push(SyntaxError::new(ErrorKind::StackedMarks, span, message, help));
            return;
        }
    }
}

fn is_mark(found: char) -> bool {
    !found.is_ascii() && unicode_normalization::char::is_combining_mark(found)
}

#[cfg(test)]
mod tests {
    use super::unusual;

    #[test]
    fn what_is_unusual_is_found_wherever_it_stands() {
        for at in 0..40 {
            let text = format!("{}\u{7f}\t é{}", "a".repeat(at), "b".repeat(40 - at));
            let found: Vec<_> = unusual(&text).collect();
            assert_eq!(found, [(at, '\u{7f}'), (at + 3, 'é')]);
        }
    }
}
