//! The text under edit, and where its lines begin and end.

use std::ops::Range;

use super::sorted;
use crate::change::Edit;
use crate::input::Format;
use crate::source::line_break;

/// A text, and the edits collected so far.
pub(super) struct Buffer<'s> {
    pub(super) source: &'s str,
    pub(super) format: Format,
    /// How its lines end.
    pub(super) newline: &'static str,
    edits: Vec<Edit>,
}

impl<'s> Buffer<'s> {
    pub(super) fn new(source: &'s str, format: Format) -> Self {
        Buffer { source, format, newline: line_break(source), edits: Vec::new() }
    }

    /// Puts a text in the place of bytes.
    pub(super) fn put(&mut self, bytes: Range<usize>, text: impl Into<String>) {
        self.edits.push(Edit { bytes, text: text.into() });
    }

    /// The edits by place, if no two of them meet. What is inserted where something begins
    /// or goes on to go takes its place; what is inserted twice at one place stands in the
    /// order in which it was put there.
    pub(super) fn edits(self) -> Option<Vec<Edit>> {
        let mut edits = self.edits;
        edits.retain(|edit| !edit.bytes.is_empty() || !edit.text.is_empty());
        edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
        for edit in edits {
            match merged.last_mut() {
                Some(last)
                    if last.bytes.is_empty() && last.bytes.start == edit.bytes.start =>
                {
                    last.bytes.end = edit.bytes.end;
                    last.text.push_str(&edit.text);
                }
                Some(last)
                    if edit.bytes.is_empty() && edit.bytes.start < last.bytes.end =>
                {
                    last.text.push_str(&edit.text);
                }
                _ => merged.push(edit),
            }
        }
        merged.retain(|edit| self.source.get(edit.bytes.clone()) != Some(&edit.text));
        sorted(merged)
    }

    pub(super) fn slice(&self, bytes: Range<usize>) -> &'s str {
        self.source.get(bytes).unwrap_or("")
    }

    pub(super) fn after(&self, at: usize) -> &'s str {
        self.source.get(at..).unwrap_or("")
    }

    pub(super) fn next(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where the text of the line of a byte ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.after(at);
        let line = rest.split('\n').next().unwrap_or("");
        let broken = line.len() < rest.len();
        let line = if broken { line.strip_suffix('\r').unwrap_or(line) } else { line };
        at + line.len()
    }

    /// Where the line after that of a byte begins, or the end of the text.
    pub(super) fn next_line(&self, at: usize) -> usize {
        at + self.after(at).find('\n').map_or(self.after(at).len(), |end| end + 1)
    }

    /// The bytes between the start of its line and a byte.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// How many characters stand before a byte on its line.
    pub(super) fn columns(&self, at: usize) -> usize {
        self.slice(self.line_start(at)..at).chars().count()
    }

    /// What stands before a byte on its line.
    pub(super) fn indentation(&self, at: usize) -> &'s str {
        let line = self.after(self.line_start(at));
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
    }

    /// Whether only white space stands before a byte on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        blank(self.slice(self.line_start(at)..at))
    }

    /// The next byte that is neither white space nor part of a comment.
    pub(super) fn skip(&self, mut at: usize) -> usize {
        loop {
            let rest = self.after(at);
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            if self.format == Format::Json || self.next(at) != Some('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// Puts lines, each without its break, below the line of a byte. Spaces on the blank
    /// lines that follow go: below a block of YAML they would be text. At the end of a file
    /// the last line gets its break, which may be part of such a text.
    pub(super) fn put_below(&mut self, at: usize, lines: &[String]) {
        let below = self.next_line(at);
        let newline = self.newline;
        let put = |edit: &Edit| edit.bytes.start == below && edit.text.ends_with('\n');
        let broken = self.slice(0..below).ends_with('\n') || self.edits.iter().any(put);
        let mut text = if broken { String::new() } else { newline.to_owned() };
        for line in lines {
            text.extend([line, newline]);
        }
        let spaces = self.blank_lines(below);
        if spaces.contains([' ', '\t']) {
            text.extend(spaces.lines().map(|_| newline));
            self.put(below..below + spaces.len(), text);
        } else {
            self.put(below..below, text);
        }
    }

    /// The blank lines that begin where a line does.
    fn blank_lines(&self, start: usize) -> &'s str {
        let rest = self.after(start);
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let blank = rest.get(..blank).unwrap_or("");
        blank.get(..blank.rfind('\n').map_or(0, |end| end + 1)).unwrap_or("")
    }

    /// Whether the line of a byte has its line break, and no spaces stand on the blank lines
    /// that follow.
    pub(super) fn is_clear_below(&self, at: usize) -> bool {
        let below = self.next_line(at);
        self.slice(0..below).ends_with('\n')
            && !self.blank_lines(below).contains([' ', '\t'])
    }

    /// Takes the lines out on which some bytes stand. Of blank lines on both sides one
    /// side goes with them, but nothing above `floor`.
    pub(super) fn take_lines(&mut self, bytes: Range<usize>, floor: usize) {
        let mut start = self.line_start(bytes.start);
        let mut end = self.next_line(bytes.end);
        if self.blank_before(start) {
            while end < self.source.len() {
                let next = self.next_line(end);
                if !blank(self.slice(end..next)) {
                    break;
                }
                end = next;
            }
            while end == self.source.len() && start > floor && self.blank_before(start) {
                start = self.line_start(start - 1);
            }
        }
        self.put(start..end, "");
    }

    /// Whether the line above the start of a line is blank, or there is none.
    pub(super) fn blank_before(&self, start: usize) -> bool {
        match start.checked_sub(1) {
            Some(end) => blank(self.slice(self.line_start(end)..end)),
            None => true,
        }
    }
}

/// Whether there is nothing to see.
pub(super) fn blank(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).is_empty()
}
