//! Places in the text of a data file: bytes for machines, lines and columns for people.

use std::cell::OnceCell;
use std::ops::Range;

/// A run of bytes in the text, from `start` up to but without `end`.
///
/// Offsets are 32 bits wide: no file above 64 MiB is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a range of bytes; saturates far beyond the largest file read.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The least span that covers both.
    pub fn hull(self, other: Span) -> Self {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text covered, or nothing where the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
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
    /// The bytes, on character boundaries of the text.
    pub bytes: Range<usize>,
    /// Where it starts.
    pub start: Position,
    /// Where it ends: the column after its last character.
    pub end: Position,
}

/// How many characters, or UTF-16 units, begin before each offset of a text: counted for
/// whole blocks, so that the last column of a very long line costs no more than the first.
#[derive(Debug, Clone)]
pub struct Counts {
    blocks: Vec<usize>,
    of: fn(u8) -> usize,
}

/// A character begins with every byte that does not go on with one (UTF-8).
pub const CHARACTERS: fn(u8) -> usize = |byte| usize::from(byte & 0xc0 != 0x80);
/// Characters of four bytes are two units.
pub const UTF16_UNITS: fn(u8) -> usize =
    |byte| CHARACTERS(byte) + usize::from(byte >= 0xf0);

const BLOCK: usize = 1 << 10;

impl Counts {
    /// Counts what `of` says that each byte begins.
    #[must_use]
    pub fn new(text: &str, of: fn(u8) -> usize) -> Self {
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let start = before;
            before += block.iter().copied().map(of).sum::<usize>();
            start
        });
        Counts { blocks: blocks.collect(), of }
    }

    /// How many begin before an offset.
    pub fn before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.blocks.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or(&[]);
        let start = self.blocks.get(block).copied().unwrap_or(0);
        start + rest.iter().copied().map(self.of).sum::<usize>()
    }

    /// The offset of the last character that begins with no more than so many before it.
    pub fn offset(&self, text: &str, count: usize) -> usize {
        let block =
            self.blocks.partition_point(|before| *before <= count).saturating_sub(1);
        let mut before = self.blocks.get(block).copied().unwrap_or(0);
        let start = block * BLOCK;
        let rest = text.as_bytes().get(start..).unwrap_or(&[]);
        let mut last = start;
        for (at, byte) in rest.iter().enumerate() {
            if before > count {
                break;
            }
            if CHARACTERS(*byte) == 1 {
                last = start + at;
            }
            before += (self.of)(*byte);
        }
        if before <= count { text.len() } else { last }
    }
}

/// The starts of the lines of one text.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// Counted once a long line asks for it.
    counts: OnceCell<Counts>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Lines { text, starts, counts: OnceCell::new() }
    }

    /// The place of a span: clamped to character boundaries, without trailing white space.
    pub fn region(&self, span: Span) -> Region {
        let start = boundary(self.text, span.start as usize);
        let end = boundary(self.text, span.end as usize).max(start);
        let covered = self.text.get(start..end).unwrap_or("");
        let end = start + covered.trim_end_matches([' ', '\t', '\r', '\n']).len();
        Region { bytes: start..end, start: self.position(start), end: self.position(end) }
    }

    /// The place of bytes that are to be edited: all of them, white space too.
    pub fn exact(&self, bytes: Range<usize>) -> Region {
        let start = boundary(self.text, bytes.start);
        let end = boundary(self.text, bytes.end).max(start);
        Region { bytes: start..end, start: self.position(start), end: self.position(end) }
    }

    /// The text that has these lines.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The number of the line on which an offset lies, from 0.
    pub fn row(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The offset at which a line starts, or the end of the text.
    pub fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(self.text.len())
    }

    /// A line with its line break.
    pub fn line(&self, row: usize) -> &'t str {
        self.text.get(self.start(row)..self.start(row + 1)).unwrap_or("")
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = if offset - start <= BLOCK {
            self.text.get(start..offset).unwrap_or("").chars().count()
        } else {
            let counts = self.counts.get_or_init(|| Counts::new(self.text, CHARACTERS));
            counts.before(self.text, offset) - counts.before(self.text, start)
        };
        Position { line, column: column + 1 }
    }
}

/// How most lines of a text end; of as many of each kind, the line feed alone.
pub fn line_break(text: &str) -> &'static str {
    let windows = text.matches("\r\n").count();
    if windows * 2 > text.matches('\n').count() { "\r\n" } else { "\n" }
}

/// The start of the character that an offset lies in.
pub fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
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

    #[test]
    fn a_long_line_is_counted_as_a_short_one() {
        let text = "a€👩\u{200d}".repeat(BLOCK);
        let lines = Lines::new(&text);
        for of in [CHARACTERS, UTF16_UNITS] {
            let counts = Counts::new(&text, of);
            for (at, found) in text.char_indices().step_by(97) {
                let before = text[..at].bytes().map(of).sum();
                assert_eq!(counts.before(&text, at), before);
                assert_eq!(counts.offset(&text, before), at, "{found:?}");
            }
            assert_eq!(counts.offset(&text, usize::MAX), text.len());
        }
        let at = text.len() - 3;
        let column = lines.region(Span::new(at, at)).start.column;
        assert_eq!(column, text[..at].chars().count() + 1);
    }
}
