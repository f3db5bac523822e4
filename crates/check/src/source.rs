//! Places in the text of a data file: bytes for machines, lines and columns for people.

use std::ops::Range;

/// A run of bytes in the text, from `start` up to but without `end`.
///
/// Offsets are 32 bits wide: no file above 64 MiB is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Span {
    /// Offset of the first byte.
    pub(crate) start: u32,
    /// Offset after the last byte.
    pub(crate) end: u32,
}

impl Span {
    /// The span of a range of bytes; saturates far beyond the largest file read.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The same as a range, for slicing.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text covered, or nothing where the span does not fit the text.
    pub(crate) fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A place in the text of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The bytes, on character boundaries of [`Report::source`](crate::Report::source).
    pub bytes: Range<usize>,
    /// Where it starts.
    pub start: Position,
    /// Where it ends: the column after its last character.
    pub end: Position,
}

/// The starts of the lines of one text.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// The place of a span: clamped to character boundaries, without trailing white space.
    pub(crate) fn region(&self, span: Span) -> Region {
        let start = self.boundary(span.start as usize);
        let end = self.boundary(span.end as usize).max(start);
        let covered = self.text.get(start..end).unwrap_or("");
        let end = start + covered.trim_end_matches([' ', '\t', '\r', '\n']).len();
        Region { bytes: start..end, start: self.position(start), end: self.position(end) }
    }

    /// The place of bytes that are to be edited: all of them, white space too.
    pub(crate) fn exact(&self, bytes: Range<usize>) -> Region {
        let start = self.boundary(bytes.start);
        let end = self.boundary(bytes.end).max(start);
        Region { bytes: start..end, start: self.position(start), end: self.position(end) }
    }

    /// The text that has these lines.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The number of the line on which an offset lies, from 0.
    pub(crate) fn row(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The offset at which a line starts, or the end of the text.
    pub(crate) fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(self.text.len())
    }

    /// A line with its line break.
    pub(crate) fn line(&self, row: usize) -> &'t str {
        self.text.get(self.start(row)..self.start(row + 1)).unwrap_or("")
    }

    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\nb€c\n");
        let region = lines.region(Span::new(6, 8));
        assert_eq!(region.start, Position { line: 2, column: 3 });
        assert_eq!(region.end, Position { line: 2, column: 4 });
    }

    #[test]
    fn a_span_inside_a_character_is_widened_not_cut() {
        let region = Lines::new("€").region(Span::new(1, 2));
        assert_eq!(region.bytes, 0..0);
    }
}
