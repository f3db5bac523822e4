//! A part of a text rewritten where it stands: escapes, folded lines and all else stay.
//!
//! Each sign of the text is found among the bytes that write it; a part of the text is then
//! a run of bytes, and what comes in its place is escaped as its surroundings are:
//!
//! ```text
//! bytes     "The \"big\" year"        signs of `The "big" year`: T 1..2, h 2..3, e 3..4,
//! change    5..8 of the text: good     space 4..5, `"` 5..7, b 7..8, i 8..9, g 9..10, …
//! edit      bytes 7..10: good          from the first sign of the part to its last
//! result    "The \"good\" year"       read back: `The "good" year`, so the edit holds
//! ```
//!
//! Where the signs cannot be told apart, or the result reads as something else, there is no
//! such edit, and the whole text is written anew.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::buffer::Buffer;
use super::{Edit, snippet};
use crate::input::Format;
use crate::tree::{Kind, Node};
use crate::write::{self, Context, Form, Lines, Room};

/// A scalar as it is written in the source.
pub(super) struct Written<'s> {
    format: Format,
    context: Context,
    newline: &'static str,
    /// Its first byte.
    start: usize,
    /// Its bytes: with its quotes, or with the header of its block.
    raw: &'s str,
    /// Where it would stand if it were laid out.
    room: Room,
}

/// The text of a scalar; nothing has the empty one.
pub(super) fn decoded<'n>(node: &'n Node<'_>) -> &'n str {
    match &node.kind {
        Kind::Str(text) | Kind::Num(text) => text,
        Kind::Bool(true) => "true",
        Kind::Bool(false) => "false",
        _ => "",
    }
}

/// The text after its parts have been replaced. They are sorted and apart.
pub(super) fn patched(text: &str, parts: &[(Range<usize>, String)]) -> String {
    let edits: Vec<Edit> = parts
        .iter()
        .map(|(bytes, text)| Edit { bytes: bytes.clone(), text: text.clone() })
        .collect();
    super::apply(text, &edits)
}

/// The most words that are compared with each other.
const WORDS: usize = 4_000;

/// The parts in which two texts differ: the words that are not in both, in their order.
pub(super) fn difference(old: &str, new: &str) -> Vec<(Range<usize>, String)> {
    let words = |text| str::split_inclusive(text, ' ').collect::<Vec<&str>>();
    let (old_words, new_words) = (words(old), words(new));
    if old_words.len() + new_words.len() > WORDS {
        return vec![(0..old.len(), new.to_owned())];
    }
    let starts = |words: &[&str]| {
        let mut at = 0;
        let mut starts = vec![0];
        starts.extend(words.iter().map(|word| {
            at += word.len();
            at
        }));
        starts
    };
    let (old_starts, new_starts) = (starts(&old_words), starts(&new_words));
    let bytes = |starts: &[usize], words: Range<usize>| {
        let start = starts.get(words.start).copied().unwrap_or(0);
        start..starts.get(words.end).copied().unwrap_or(start)
    };
    let words = capture_diff_slices(Algorithm::Myers, &old_words, &new_words);
    let differing = words.into_iter().filter(|part| part.tag() != DiffTag::Equal);
    let part = |part: DiffOp| {
        let mut range = bytes(&old_starts, part.old_range());
        let text = new.get(bytes(&new_starts, part.new_range())).unwrap_or("");
        let gone = old.get(range.clone()).unwrap_or("");
        let before = old.get(..range.start).unwrap_or("");
        let text = match (gone.strip_suffix(' '), text.strip_suffix(' ')) {
            // The space before goes, so that a line that ends here still ends here.
            (Some(_), None) if text.is_empty() && before.ends_with(' ') => {
                range = range.start - 1..range.end - 1;
                text
            }
            (Some(_), Some(text)) => {
                range.end -= 1;
                text
            }
            _ => text,
        };
        (range, text.to_owned())
    };
    differing.map(part).collect()
}

/// Whether two scalars are written in one way, if not with the same words on each line.
fn is_alike(one: &str, other: &str) -> bool {
    fn words(raw: &str) -> impl Iterator<Item = &str> {
        // A backslash ends a folded line of TOML.
        raw.split_whitespace().filter(|word| *word != "\\")
    }
    words(one).eq(words(other))
}

/// The comment behind the header of a block scalar: it stays whatever becomes of the text.
pub(super) fn header_comment(raw: &str) -> &str {
    let header = raw.lines().next().filter(|line| line.starts_with(['|', '>']));
    header.and_then(|line| line.get(line.find(" #")?..)).unwrap_or("")
}

fn without_comment(raw: &str) -> String {
    raw.replacen(header_comment(raw), "", 1)
}

impl<'s> Written<'s> {
    pub(super) fn new(
        buffer: &Buffer<'s>,
        context: Context,
        bytes: Range<usize>,
        room: Room,
    ) -> Self {
        let (format, newline) = (buffer.format, buffer.newline);
        let (start, raw) = (bytes.start, buffer.slice(bytes));
        Written { format, context, newline, start, raw, room }
    }

    /// Another text in its place, where it said `old`: in the quotes its author chose.
    pub(super) fn anew(&self, old: &Node<'_>, new: &str) -> Lines {
        let form = match &old.kind {
            Kind::Str(old) => Form::chosen(self.format, self.raw, &self.laid_out(old)),
            _ => None,
        };
        write::lines(self.format, self.context, new, form, self.room)
    }

    /// Whether it is laid out: where no author chose another form.
    pub(super) fn is_laid_out(&self, text: &str) -> bool {
        without_comment(self.raw) == self.laid_out(text)
    }

    fn laid_out(&self, text: &str) -> String {
        write::lines(self.format, self.context, text, None, self.room).join(self.newline)
    }

    /// The edits that replace parts of the text and leave all other bytes, if what they
    /// make is read as the text that is wanted. What was laid out stays so, but for the
    /// words that a line holds.
    pub(super) fn patch(
        &self,
        text: &str,
        parts: &[(Range<usize>, String)],
    ) -> Option<Vec<Edit>> {
        let signs = self.signs(text)?;
        let mut edits = Vec::new();
        for (range, fresh) in parts {
            let first = signs.partition_point(|(at, _)| *at < range.start);
            let last = signs.partition_point(|(at, _)| *at < range.end);
            let start = if range.is_empty() {
                // Behind what it follows.
                first.checked_sub(1).and_then(|before| signs.get(before))
            } else {
                signs.get(first)
            };
            let start = match (start, range.is_empty()) {
                (Some((_, bytes)), true) => bytes.end,
                (Some((_, bytes)), false) => bytes.start,
                (None, _) => self.opening()?,
            };
            let end = match last.checked_sub(1).and_then(|last| signs.get(last)) {
                Some((_, bytes)) if !range.is_empty() => bytes.end,
                _ => start,
            };
            edits.push(Edit { bytes: start..end, text: self.escaped(fresh) });
        }
        let raw = super::apply(self.raw, &edits);
        let wanted = patched(text, parts);
        if snippet::read(self.format, self.context, &raw)? != wanted {
            return None;
        }
        let laid_out = || self.laid_out(&wanted);
        if self.is_laid_out(text) && !is_alike(&without_comment(&raw), &laid_out()) {
            return None;
        }
        for edit in &mut edits {
            edit.bytes = edit.bytes.start + self.start..edit.bytes.end + self.start;
        }
        Some(edits)
    }

    /// The bytes before the first sign of the text.
    fn opening(&self) -> Option<usize> {
        let raw = self.raw;
        if self.is_block() {
            let header = raw.find('\n')? + 1;
            let content = raw.get(header..)?;
            let first = content.trim_start_matches(['\r', '\n', ' ']);
            return Some(header + content.len() - first.len());
        }
        if self.format == Format::Toml
            && (raw.starts_with("\"\"\"") || raw.starts_with("'''"))
        {
            let content = raw.get(3..)?;
            let first = content.strip_prefix("\r\n").or(content.strip_prefix('\n'));
            return Some(raw.len() - first.unwrap_or(content).len());
        }
        Some(usize::from(raw.starts_with(['"', '\''])))
    }

    fn is_block(&self) -> bool {
        self.format == Format::Yaml && self.raw.starts_with(['|', '>'])
    }

    fn has_escapes(&self) -> bool {
        self.raw.starts_with('"')
    }

    /// A part of the text as it is written between the quotes, if there are any.
    fn escaped(&self, fresh: &str) -> String {
        let quote = self.raw.chars().next().unwrap_or(' ');
        write::within(self.format, quote, fresh)
    }

    /// For each sign of the text where it begins there, and its bytes here. What is found
    /// is a proposal: whoever uses it reads it back.
    fn signs(&self, text: &str) -> Option<Vec<(usize, Range<usize>)>> {
        let mut at = self.opening()?;
        let mut signs = Vec::with_capacity(text.len());
        let mut folded = false;
        for (place, sign) in text.char_indices() {
            while let Some(length) = self.line_escape(at) {
                at += length;
            }
            let rest = self.raw.get(at..)?;
            let fold = self.fold(rest);
            let length = match fold {
                // Of several line breaks the text has one fewer.
                None if folded && sign == '\n' => 0,
                None => self.sign(rest, sign)?,
                Some(length) if matches!(sign, ' ' | '\n') => length,
                Some(_) => return None,
            };
            folded = sign == '\n' && (fold.is_some() || folded);
            signs.push((place, at..at + length));
            at += length;
        }
        Some(signs)
    }

    /// The length of an escaped line break, which stands for nothing.
    fn line_escape(&self, at: usize) -> Option<usize> {
        let rest = self.raw.get(at..).filter(|_| self.has_escapes())?;
        let behind = rest.strip_prefix('\\')?;
        let line = behind.trim_start_matches([' ', '\t', '\r']);
        let next = line.strip_prefix('\n')?;
        let blank: &[char] = match self.format {
            Format::Toml => &[' ', '\t', '\r', '\n'],
            _ => &[' ', '\t'],
        };
        Some(rest.len() - next.trim_start_matches(blank).len())
    }

    /// The length of a line break with the blanks around it, where lines are folded.
    fn fold(&self, rest: &str) -> Option<usize> {
        if self.format != Format::Yaml {
            return None;
        }
        let line = rest.trim_start_matches([' ', '\t', '\r']);
        if !line.starts_with('\n') {
            return None;
        }
        if self.raw.starts_with('|') {
            let line = rest.trim_start_matches('\r').strip_prefix('\n')?;
            return Some(rest.len() - line.trim_start_matches(' ').len());
        }
        Some(rest.len() - line.trim_start_matches([' ', '\t', '\r', '\n']).len())
    }

    /// The length of one sign of the text.
    fn sign(&self, rest: &str, sign: char) -> Option<usize> {
        if self.has_escapes() && rest.starts_with('\\') {
            return Some(match rest.chars().nth(1)? {
                'x' => 4,
                'u' if self.format == Format::Json && sign > '\u{ffff}' => 12,
                'u' => 6,
                'U' => 10,
                other => 1 + other.len_utf8(),
            });
        }
        if self.format == Format::Yaml && self.raw.starts_with('\'') && sign == '\'' {
            return rest.starts_with("''").then_some(2);
        }
        if sign == '\n' && rest.starts_with("\r\n") {
            return Some(2);
        }
        rest.starts_with(sign).then_some(sign.len_utf8())
    }
}
