//! The marks of prose: a small closed part of CommonMark.
//!
//! `**strong**`, `*emphasis*`, `[words](https://…)` and, for a footnote, `[^id]`; a backslash
//! before a mark prints it. A text with line feeds may also have paragraphs, lists and
//! quotations. One of a single line never has: `2025. A good year` is no list.
//!
//! Braces come first: what stands in them is a reference, and no mark.
//!
//! ```
//! use strata_model::markup::{Content, Flow, markup};
//! let read = markup("Cash is *king*.");
//! let Flow::Paragraph(phrases) = &read.flow[0] else { panic!() };
//! assert_eq!(phrases[1].content, Content::Words("king"));
//! assert!(phrases[1].style.emphasis);
//! ```

mod reader;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use crate::derivation::Derivation;
use crate::id::Id;
use crate::reference::{BrokenReference, Reference};

/// How deep lists and quotations may stand in one another.
pub const DEEPEST: usize = 4;

/// A text with its marks read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup<'a> {
    /// What is printed, in order. A text of one line is one paragraph.
    pub flow: Vec<Flow<'a>>,
    /// The addresses of its links, and where they stand.
    pub links: Vec<(&'a str, Range<usize>)>,
    /// The ids of its notes, and where they stand.
    pub notes: Vec<(&'a str, Range<usize>)>,
    /// What looks like a mark and is none of the format, and where it stands.
    pub unread: Vec<(Unread, Range<usize>)>,
}

/// A part of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flow<'a> {
    /// A paragraph.
    Paragraph(Vec<Phrase<'a>>),
    /// A list: numbered from a number on, or with bullets.
    List(Option<u64>, Vec<Vec<Flow<'a>>>),
    /// Words of somebody else.
    Quotation(Vec<Flow<'a>>),
}

/// A stretch of a paragraph in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// What is printed.
    pub content: Content<'a>,
    /// How it is printed.
    pub style: Style<'a>,
    /// The bytes that it takes up in the text as written.
    pub bytes: Range<usize>,
}

/// What a phrase prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content<'a> {
    /// Words, as they stand.
    Words(&'a str),
    /// A part of a figure.
    Reference(Reference),
    /// A value computed from figures.
    Computed(Derivation),
    /// Braces that hold no reference.
    Broken(BrokenReference),
    /// The mark of a footnote.
    Note(Id),
}

/// How a phrase is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style<'a> {
    /// Of great weight.
    pub strong: bool,
    /// Stressed.
    pub emphasis: bool,
    /// The address that it links to: always a [`Url`](crate::Url).
    pub link: Option<&'a str>,
}

/// A mark of CommonMark that is none of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Emphasis with underscores.
    Underscore,
    /// Code between backticks.
    Code,
    /// Lines of code: fenced, or indented by four spaces.
    CodeBlock,
    /// A tag or a comment of HTML.
    Html,
    /// A character by its name or number, such as `&amp;`.
    Entity,
    /// An image.
    Image,
    /// An address between angle brackets.
    Autolink,
    /// A link whose address stands elsewhere, or such an address.
    ReferenceLink,
    /// A link whose address is not a [`Url`](crate::Url), or has more beside it.
    Address,
    /// A link without words.
    EmptyLink,
    /// A heading.
    Heading,
    /// A line across.
    Rule,
    /// A table.
    Table,
    /// A line break inside a paragraph.
    HardBreak,
    /// The words of a footnote.
    NoteDefinition,
    /// The mark of a footnote without an id.
    NoteId,
    /// A list or a quotation deeper than [`DEEPEST`].
    TooDeep,
    /// Two stars that open or close nothing.
    Unclosed,
}

/// A text as it is read: without its marks, and with its references in their braces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unmarked<'a> {
    /// The text; a line feed stands between two paragraphs.
    pub text: Cow<'a, str>,
    /// Stretches of it, each with its bytes here and as written; none if it has no marks.
    stretches: Vec<(Range<usize>, Range<usize>)>,
    /// The length of the text as written.
    length: usize,
}

impl Unmarked<'_> {
    /// Where bytes of it stand in the text as written, without the marks around them.
    #[must_use]
    pub fn written(&self, bytes: Range<usize>) -> Range<usize> {
        if self.stretches.is_empty() {
            return bytes;
        }
        let start = self.stretch(bytes.start).map_or(bytes.start, |(here, there)| {
            there.end.min(there.start + (bytes.start - here.start))
        });
        let last = bytes.end.checked_sub(1).filter(|last| *last >= bytes.start);
        let end = last.and_then(|last| self.stretch(last)).map(|(here, there)| {
            if bytes.end == here.end {
                there.end
            } else {
                there.end.min(there.start + (bytes.end - here.start))
            }
        });
        start..end.unwrap_or(start).max(start)
    }

    /// Whether bytes of it stand in the text as written without a mark in between: what is
    /// written in their place leaves all marks as they are.
    #[must_use]
    pub fn is_whole(&self, bytes: &Range<usize>) -> bool {
        self.written(bytes.clone()).len() == bytes.len()
    }

    /// Whether marks stand right before and right behind bytes of it: without them, the marks
    /// would be left with nothing between them.
    #[must_use]
    pub fn is_all_that_is_marked(&self, bytes: &Range<usize>) -> bool {
        let there = self.written(bytes.clone());
        let mut around = self.stretches.iter();
        let before = match bytes.start {
            0 => Some(0),
            start => {
                around.find(|(here, _)| here.end == start).map(|(_, there)| there.end)
            }
        };
        let behind = around.find(|(here, _)| here.start == bytes.end);
        let at_end = self.stretches.last().is_some_and(|(here, _)| here.end == bytes.end);
        let behind =
            behind.map(|(_, there)| there.start).or(at_end.then_some(self.length));
        before.is_some_and(|before| before < there.start)
            && behind.is_some_and(|behind| there.end < behind)
    }

    fn stretch(&self, at: usize) -> Option<&(Range<usize>, Range<usize>)> {
        let behind = self.stretches.partition_point(|(here, _)| here.start <= at);
        self.stretches.get(behind.checked_sub(1)?)
    }

    fn push(&mut self, text: &str, bytes: Range<usize>) {
        let start = self.text.len();
        self.text.to_mut().push_str(text);
        self.stretches.push((start..self.text.len(), bytes));
    }

    /// Appends paragraphs, each on a line of its own.
    fn flow(&mut self, written: &str, flow: &[Flow<'_>]) {
        for part in flow {
            match part {
                Flow::Paragraph(phrases) => {
                    if !self.text.is_empty() {
                        let end = self.stretches.last().map_or(0, |(_, it)| it.end);
                        self.push("\n", end..end);
                    }
                    for phrase in phrases {
                        let bytes = phrase.bytes.clone();
                        match &phrase.content {
                            Content::Words(" ") => self.push(" ", bytes),
                            Content::Note(_) => {}
                            _ => self.push(&written[bytes.clone()], bytes),
                        }
                    }
                }
                Flow::List(_, items) => {
                    items.iter().for_each(|item| self.flow(written, item));
                }
                Flow::Quotation(inner) => self.flow(written, inner),
            }
        }
    }
}

/// A text without its marks.
#[must_use]
pub fn unmarked(text: &str) -> Unmarked<'_> {
    if may_be_marked(text) {
        markup(text).unmarked(text)
    } else {
        Unmarked { text: Cow::Borrowed(text), ..Unmarked::default() }
    }
}

impl Markup<'_> {
    /// The text without its marks: `written` is what was read.
    #[must_use]
    pub fn unmarked<'t>(&self, written: &'t str) -> Unmarked<'t> {
        let mut read = Unmarked { length: written.len(), ..Unmarked::default() };
        read.flow(written, &self.flow);
        read
    }
}

/// Reads the marks of any text, also of one that is too long or broken to be a
/// [`Prose`](crate::Prose).
#[must_use]
pub fn markup(text: &str) -> Markup<'_> {
    reader::read(text)
}

/// Whether a text may have a mark: most have none, and need not be looked at closer.
#[must_use]
pub fn may_be_marked(text: &str) -> bool {
    let is_mark = |byte: &u8| {
        matches!(byte, b'*' | b'_' | b'[' | b'\\' | b'`' | b'<' | b'&' | b'\n')
    };
    // Without a way out of a chunk, a whole one is looked at at once.
    let mut chunks = text.as_bytes().chunks(64);
    chunks.any(|chunk| chunk.iter().fold(false, |any, byte| any | is_mark(byte)))
}
