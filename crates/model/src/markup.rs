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

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::derivation::Derivation;
use crate::id::{Id, Url};
use crate::reference::{BrokenReference, Reference, Segment, pieces};

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
    /// The address that it links to: always a [`Url`].
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
    /// A link whose address is not a [`Url`], or has more beside it.
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
    let pieces = pieces(text);
    let mut reader = Reader {
        text,
        pieces,
        next: 0,
        read: Markup::default(),
        open: Vec::new(),
        depth: 0,
        line: Vec::new(),
        strong: 0,
        emphasis: 0,
        links: Vec::new(),
    };
    if may_be_marked(text) {
        reader.marks();
    } else {
        reader.words(0..text.len());
    }
    reader.end_line();
    reader.read
}

/// Whether a text may have a mark: most have none, and need not be looked at closer.
#[must_use]
pub fn may_be_marked(text: &str) -> bool {
    text.bytes().any(|byte| {
        matches!(byte, b'*' | b'_' | b'[' | b'\\' | b'`' | b'<' | b'&' | b'\n')
    })
}

/// Stands before a text of one line, so that nothing in it begins a line: there, a mark of
/// punctuation has the same neighbours as none.
const BEFORE: &str = ".";

/// A list, one of its items or a quotation that has begun.
enum Open<'a> {
    List(Option<u64>, Vec<Vec<Flow<'a>>>),
    Around(Vec<Flow<'a>>),
    /// Too deep to be kept: what is in it stands in what is around it.
    Dropped,
}

struct Reader<'a> {
    text: &'a str,
    /// The words and braces of the text, and how many of them have been passed.
    pieces: Vec<(Segment<'a>, Range<usize>)>,
    next: usize,
    read: Markup<'a>,
    open: Vec<Open<'a>>,
    depth: usize,
    /// The paragraph that has begun.
    line: Vec<Phrase<'a>>,
    strong: usize,
    emphasis: usize,
    /// The addresses of the links around, each with the length of the line before it.
    links: Vec<(Option<&'a str>, usize)>,
}

impl<'a> Reader<'a> {
    fn marks(&mut self) {
        let before = if self.text.contains('\n') { "" } else { BEFORE };
        let masked = format!("{before}{}", self.masked());
        let options = Options::ENABLE_OLD_FOOTNOTES | Options::ENABLE_TABLES;
        let parser = Parser::new_ext(&masked, options);
        let here = |range: Range<usize>| {
            let shift = |at: usize| at.saturating_sub(before.len());
            shift(range.start)..shift(range.end)
        };
        for (_, definition) in parser.reference_definitions().iter() {
            let bytes = here(definition.span.clone());
            self.read.unread.push((Unread::ReferenceLink, bytes));
        }
        for (event, range) in parser.into_offset_iter() {
            let as_written = masked.get(range.clone());
            let masked = masked.get(before.len()..).unwrap_or("");
            match event {
                Event::Start(tag) => self.start(&tag, here(range), masked),
                Event::End(tag) => self.end(tag, here(range)),
                Event::Text(words) => {
                    if as_written != Some(&*words) {
                        self.refuse(Unread::Entity, here(range.clone()));
                    }
                    self.words(here(range));
                }
                Event::FootnoteReference(_) => self.note(here(range)),
                Event::SoftBreak => self.push(Content::Words(" "), here(range)),
                Event::HardBreak => {
                    self.refuse(Unread::HardBreak, here(range.clone()));
                    self.push(Content::Words(" "), here(range));
                }
                Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    self.refuse(Unread::Code, here(range.clone()));
                    self.words(here(range));
                }
                Event::InlineHtml(_) => {
                    self.refuse(Unread::Html, here(range.clone()));
                    self.words(here(range));
                }
                Event::Html(_) => self.words(here(range)),
                Event::Rule => {
                    self.end_line();
                    self.refuse(Unread::Rule, here(range));
                }
                Event::TaskListMarker(_) => {}
            }
        }
        self.read.unread.sort_by_key(|(_, bytes)| bytes.start);
    }

    /// The text with its braces made unreadable as marks, byte for byte: what is printed in
    /// their place is a word, and a brace is punctuation.
    fn masked(&self) -> String {
        let mut masked = String::with_capacity(self.text.len());
        for (segment, bytes) in &self.pieces {
            let filler = match segment {
                Segment::Words(words) if words.len() == bytes.len() => {
                    masked.push_str(words);
                    continue;
                }
                Segment::Words(_) => ',',
                Segment::Reference(..) | Segment::Computed(..) | Segment::Broken(..) => {
                    'x'
                }
            };
            let written = self.text[bytes.clone()].bytes();
            masked.extend(written.map(|it| if it == b'\n' { '\n' } else { filler }));
        }
        masked
    }

    fn start(&mut self, tag: &Tag<'_>, bytes: Range<usize>, masked: &str) {
        match tag {
            Tag::Emphasis | Tag::Strong if self.is_underscore(&bytes) => {
                self.refuse(Unread::Underscore, bytes);
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let address = match link_type {
                    LinkType::Inline => {
                        let address = address(self.text, masked, &bytes, dest_url);
                        if address.is_none() {
                            self.refuse(Unread::Address, bytes);
                        }
                        address
                    }
                    LinkType::Autolink | LinkType::Email => {
                        self.refuse(Unread::Autolink, bytes);
                        None
                    }
                    _ => {
                        self.refuse(Unread::ReferenceLink, bytes);
                        None
                    }
                };
                if let Some((address, bytes)) = &address {
                    self.read.links.push((address, bytes.clone()));
                }
                let address = address.map(|(address, _)| address);
                self.links.push((address, self.line.len()));
            }
            Tag::Image { .. } => self.refuse(Unread::Image, bytes),
            Tag::List(first) => self.begin(Open::List(*first, Vec::new()), bytes),
            Tag::BlockQuote(_) => self.begin(Open::Around(Vec::new()), bytes),
            Tag::Item => {
                self.end_line();
                let dropped = matches!(self.open.last(), Some(Open::Dropped));
                let item = if dropped { Open::Dropped } else { Open::Around(Vec::new()) };
                self.open.push(item);
            }
            _ => {
                self.end_line();
                let unread = match tag {
                    Tag::Heading { .. } => Unread::Heading,
                    Tag::CodeBlock(_) => Unread::CodeBlock,
                    Tag::HtmlBlock => Unread::Html,
                    Tag::FootnoteDefinition(_) => Unread::NoteDefinition,
                    Tag::Table(_) => Unread::Table,
                    _ => return,
                };
                self.refuse(unread, bytes);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, bytes: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong if self.is_underscore(&bytes) => {}
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                let Some((_, before)) = self.links.pop() else { return };
                let words = self.line.get(before..).unwrap_or(&[]);
                let is_empty = words.iter().all(|phrase| match phrase.content {
                    Content::Words(words) => words.trim().is_empty(),
                    Content::Note(_) => true,
                    Content::Reference(_) | Content::Computed(_) | Content::Broken(_) => {
                        false
                    }
                });
                if is_empty {
                    self.refuse(Unread::EmptyLink, bytes);
                }
            }
            TagEnd::Image => {}
            TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
                match self.open.pop() {
                    Some(Open::List(first, items)) => {
                        self.keep(Flow::List(first, items));
                    }
                    Some(Open::Around(inner)) => self.keep(Flow::Quotation(inner)),
                    Some(Open::Dropped) | None => {}
                }
            }
            TagEnd::Item => {
                self.end_line();
                let item = self.open.pop();
                if let (Some(Open::Around(item)), Some(Open::List(_, items))) =
                    (item, self.open.last_mut())
                {
                    items.push(item);
                }
            }
            _ => self.end_line(),
        }
    }

    fn begin(&mut self, open: Open<'a>, bytes: Range<usize>) {
        self.end_line();
        self.depth += 1;
        if self.depth == DEEPEST + 1 {
            self.refuse(Unread::TooDeep, bytes);
        }
        self.open.push(if self.depth > DEEPEST { Open::Dropped } else { open });
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            self.keep(Flow::Paragraph(line));
        }
    }

    fn keep(&mut self, flow: Flow<'a>) {
        let around = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Around(inner) => Some(inner),
            Open::List(..) | Open::Dropped => None,
        });
        around.unwrap_or(&mut self.read.flow).push(flow);
    }

    fn is_underscore(&self, bytes: &Range<usize>) -> bool {
        self.text.as_bytes().get(bytes.start) == Some(&b'_')
    }

    fn refuse(&mut self, what: Unread, bytes: Range<usize>) {
        self.read.unread.push((what, bytes));
    }

    fn note(&mut self, bytes: Range<usize>) {
        let inner = bytes.start + 2..bytes.end.saturating_sub(1);
        let id = self.text.get(inner.clone()).unwrap_or("");
        let defines = bytes.start == 0 && self.text[bytes.end..].starts_with(':');
        match id.parse() {
            _ if defines => self.refuse(Unread::NoteDefinition, bytes.clone()),
            Ok(note) => {
                self.read.notes.push((id, inner));
                return self.push(Content::Note(note), bytes);
            }
            Err(_) => self.refuse(Unread::NoteId, bytes.clone()),
        }
        self.words(bytes);
    }

    /// Where two stars stand in words as if they marked some: not alone between spaces, and
    /// not behind a backslash.
    fn stars(&self, part: Range<usize>) -> Option<usize> {
        // Each star that marks nothing may be a stretch of its own.
        let is_pair = |at: &usize| {
            let (before, rest) = self.text.split_at(*at);
            rest.starts_with("**") && !before.ends_with(['*', '\\'])
        };
        let stars = self.text[part.clone()].match_indices('*');
        let at = stars.map(|(at, _)| part.start + at).find(is_pair)?;
        let (before, after) = (&self.text[..at], &self.text[at + 2..]);
        let apart = |it: char| it.is_whitespace();
        let alone = (before.is_empty() || before.ends_with(apart))
            && (after.is_empty() || after.starts_with(apart));
        (!alone).then_some(at)
    }

    /// Words with the references in them.
    fn words(&mut self, bytes: Range<usize>) {
        while let Some((segment, at)) = self.pieces.get(self.next) {
            if at.start >= bytes.end {
                break;
            }
            let (at, begins) = (at.clone(), at.start >= bytes.start);
            match segment {
                Segment::Words(words) if words.len() == at.len() => {
                    let part = at.start.max(bytes.start)..at.end.min(bytes.end);
                    if let Some(at) = self.stars(part.clone()) {
                        self.refuse(Unread::Unclosed, at..at + 2);
                    }
                    if !part.is_empty() {
                        self.push(Content::Words(&self.text[part.clone()]), part);
                    }
                }
                Segment::Words(brace) if begins => {
                    self.push(Content::Words(brace), at.clone());
                }
                Segment::Reference(reference, _) if begins => {
                    self.push(Content::Reference(reference.clone()), at.clone());
                }
                Segment::Computed(derivation, _) if begins => {
                    self.push(Content::Computed(derivation.clone()), at.clone());
                }
                Segment::Broken(why, _) if begins => {
                    self.push(Content::Broken(why.clone()), at.clone());
                }
                _ => {}
            }
            if at.end > bytes.end {
                break;
            }
            self.next += 1;
        }
    }

    fn push(&mut self, content: Content<'a>, bytes: Range<usize>) {
        let link = self.links.iter().rev().find_map(|(address, _)| *address);
        let style = Style { strong: self.strong > 0, emphasis: self.emphasis > 0, link };
        // The parser hands a text over in more stretches than it has.
        if let (Content::Words(words), Some(last)) = (&content, self.line.last_mut())
            && let Content::Words(before) = last.content
            && last.style == style
            && last.bytes.end == bytes.start
            && (before.len(), words.len()) == (last.bytes.len(), bytes.len())
            && let Some(both) = self.text.get(last.bytes.start..bytes.end)
            && !both.contains('\n')
        {
            last.content = Content::Words(both);
            last.bytes.end = bytes.end;
            return;
        }
        self.line.push(Phrase { content, style, bytes });
    }
}

/// The address of a link, and where it stands: nothing if it is no [`Url`] or if more stands
/// beside it.
fn address<'a>(
    text: &'a str,
    masked: &str,
    link: &Range<usize>,
    read: &str,
) -> Option<(&'a str, Range<usize>)> {
    let within = masked.get(link.clone())?.strip_suffix(')')?;
    let (before, after) = within.rsplit_once("](")?;
    let bare = after.trim_matches([' ', '\n']);
    let start = link.start
        + before.len()
        + 2
        + (after.len() - after.trim_start_matches([' ', '\n']).len());
    let bytes = start..start + bare.len();
    let written = text.get(bytes.clone())?;
    let fits = bare == read && written == bare && written.parse::<Url>().is_ok();
    fits.then_some((written, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, in the words of HTML.
    fn shown(text: &str) -> String {
        let read = markup(text);
        let mut out = flows(&read.flow);
        for (what, bytes) in &read.unread {
            out.push_str(&format!(" !{what:?} {:?}", &text[bytes.clone()]));
        }
        out
    }

    fn flows(flow: &[Flow<'_>]) -> String {
        let one = |part: &Flow<'_>| match part {
            Flow::Paragraph(phrases) => {
                format!("<p>{}", phrases.iter().map(phrase).collect::<String>())
            }
            Flow::List(first, items) => {
                let items = items.iter().map(|item| format!("<li>{}", flows(item)));
                let kind = first.map_or("ul".to_owned(), |first| format!("ol {first}"));
                format!("<{kind}>{}</>", items.collect::<String>())
            }
            Flow::Quotation(inner) => format!("<q>{}</>", flows(inner)),
        };
        flow.iter().map(one).collect()
    }

    fn phrase(phrase: &Phrase<'_>) -> String {
        let words = match &phrase.content {
            Content::Words(words) => (*words).to_owned(),
            Content::Reference(it) => format!("${}", it.figure),
            Content::Computed(it) => format!("$= {it}"),
            Content::Broken(_) => "$?".to_owned(),
            Content::Note(id) => format!("^{id}"),
        };
        let Style { strong, emphasis, link } = phrase.style;
        let words = if strong { format!("<b>{words}</>") } else { words };
        let words = if emphasis { format!("<i>{words}</>") } else { words };
        match link {
            Some(link) => format!("<a {link}>{words}</>"),
            None => words,
        }
    }

    #[test]
    fn the_marks_are_read() {
        for (text, read) in [
            ("plain", "plain"),
            ("a *b* c", "a <i>b</> c"),
            ("**b**", "<b>b</>"),
            ("**b *c* d**", "<b>b </><i><b>c</></><b> d</>"),
            ("***b***", "<i><b>b</></>"),
            ("up **{x.rise}** in *{y}*", "up <b>$x</> in <i>$y</>"),
            ("up**{x}**on", "up<b>$x</>on"),
            (
                "see [the *report*](https://example.com/a(b)?c=d*e*f).",
                "see <a https://example.com/a(b)?c=d*e*f>the </>\
                 <a https://example.com/a(b)?c=d*e*f><i>report</></>.",
            ),
            (
                "[{x} more](mailto:ir@example.com)",
                "<a mailto:ir@example.com>$x</><a mailto:ir@example.com> more</>",
            ),
            ("a[^one] b[^two]", "a^one b^two"),
            (r"\*a\* \[b](c) \_ \\ \`", r"*a* [b](c) _ \ `"),
            ("{{*a*}}", "{<i>a</>}"),
        ] {
            assert_eq!(shown(text), format!("<p>{read}"), "{text}");
        }
    }

    #[test]
    fn what_is_no_mark_stays_as_it_is() {
        for text in [
            "2025. A good year",
            "- 5 %",
            "# 1 in tools",
            "> 5 %",
            "    ",
            "---",
            "* a",
            "5 * 3 * 2",
            "a ** b",
            "*",
            "a < 5 %, b > 3 %",
            "snake_case_word and a_ _b",
            "one ` alone",
            "[brackets] and [two][words] and [a]: https://example.com",
            "AT&T and R&D; a&b;",
            "~~a~~ | b | c",
            "+ a",
            "1) a",
            "https://example.com/a_b_c",
            r"C:\path\to",
            "[^",
            "100*",
            "ends with \\",
            "``` a",
            "=",
        ] {
            assert_eq!(shown(text), format!("<p>{text}"));
        }
    }

    #[test]
    fn braces_come_before_marks() {
        assert_eq!(shown("*a {b*c} d*"), "<p><i>a </><i>$?</><i> d</>");
        assert_eq!(shown("{= a * b} and {= c * d}"), "<p>$= a * b and $= c * d");
        assert_eq!(shown(r"\{x}"), r"<p>\$x");
        assert_eq!(shown("[^{x}]"), "<p>[^$x] !NoteId \"[^{x}]\"");
        let linked = "[a](https://example.com/{x})";
        assert_eq!(shown(linked), format!("<p>a !Address {linked:?}"));
    }

    #[test]
    fn lines_make_paragraphs_lists_and_quotations() {
        for (text, read) in [
            ("a\nb", "<p>a b"),
            ("a\n\nb *c\nd*", "<p>a<p>b <i>c</><i> </><i>d</>"),
            ("a\n\n- b\n- c", "<p>a<ul><li><p>b<li><p>c</>"),
            ("- a\n  - b\n  - c\n- d", "<ul><li><p>a<ul><li><p>b<li><p>c</><li><p>d</>"),
            ("3. a\n4. b", "<ol 3><li><p>a<li><p>b</>"),
            ("a:\n\n> b {x}\n> c", "<p>a:<q><p>b $x c</>"),
            ("- a\n\n  b\n- c", "<ul><li><p>a<p>b<li><p>c</>"),
            ("> - a\n> - b", "<q><ul><li><p>a<li><p>b</></>"),
            ("- **{x}** of\n  it", "<ul><li><p><b>$x</> of it</>"),
        ] {
            assert_eq!(shown(text), read, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_where_it_stands() {
        use Unread::*;
        for (text, what, at) in [
            ("a _b_ c", Underscore, "_b_"),
            ("a __b__ c", Underscore, "__b__"),
            ("a `b` c", Code, "`b`"),
            ("a <b>b", Html, "<b>"),
            ("a <!-- b --> c", Html, "<!-- b -->"),
            ("R&amp;D", Entity, "&amp;"),
            ("&#65;", Entity, "&#65;"),
            ("![a](https://example.com)", Image, "![a](https://example.com)"),
            ("<https://example.com>", Autolink, "<https://example.com>"),
            ("<a@example.com>", Autolink, "<a@example.com>"),
            ("[a](ftp://b)", Address, "[a](ftp://b)"),
            ("[a](page)", Address, "[a](page)"),
            (r#"[a](https://b.c "d")"#, Address, r#"[a](https://b.c "d")"#),
            ("[a](<https://b.c>)", Address, "[a](<https://b.c>)"),
            ("[](https://b.c)", EmptyLink, "[](https://b.c)"),
            ("[ ](https://b.c)", EmptyLink, "[ ](https://b.c)"),
            ("[^1]", NoteId, "[^1]"),
            ("[^A b]", NoteId, "[^A b]"),
            ("[^a]: b", NoteDefinition, "[^a]"),
            ("a\n\n[^a]: b", NoteDefinition, "[^a]: b"),
            ("a  \nb", HardBreak, "  \n"),
            ("a\\\nb", HardBreak, "\\\n"),
            ("a\n\n# b", Heading, "# b"),
            ("a\n---\nb", Heading, "a\n---\n"),
            ("a\n\n---\n\nb", Rule, "---\n"),
            ("a\n\n    b", CodeBlock, "b"),
            ("```\nb\n```", CodeBlock, "```\nb\n```"),
            ("<div>\na\n</div>", Html, "<div>\na\n</div>"),
            ("| a |\n|---|\n| b |", Table, "| a |\n|---|\n| b |"),
            ("[a]\n\n[a]: https://b.c", ReferenceLink, "[a]"),
            ("> > > > > a\nb", TooDeep, "> a\nb"),
            ("- - - - - a\n", TooDeep, "- a\n"),
        ] {
            let read = markup(text);
            let (found, bytes) = read.unread.first().expect(text);
            assert_eq!((*found, &text[bytes.clone()]), (what, at), "{text}");
        }
    }

    #[test]
    fn what_is_unmarked_knows_where_it_stands() {
        let text = "up *about* **{x}**[^n], \\*b";
        let read = unmarked(text);
        assert_eq!(read.text, "up about {x}, *b");
        let at = |words: &str| {
            let start = read.text.find(words).unwrap();
            let bytes = start..start + words.len();
            (&text[read.written(bytes.clone())], read.is_whole(&bytes))
        };
        assert_eq!(at("about"), ("about", true));
        assert_eq!(at("{x}"), ("{x}", true));
        assert_eq!(at("about {x}"), ("about* **{x}", false));
        assert_eq!(at("up about"), ("up *about", false));
        assert_eq!(at("*b"), ("*b", true));
        assert_eq!(read.written(3..3), 4..4);
        let marked = |text: &str, bytes| unmarked(text).is_all_that_is_marked(&bytes);
        assert!(marked("a**b**c", 1..2) && marked("a**b**", 1..2));
        assert!(!marked("a**bc**d", 1..2) && !marked("a**{x}b**", 4..5));
        assert!(!marked("ab*c*", 1..2) && !marked("abc", 1..2));
        let plain = unmarked("a {x} b");
        assert_eq!((plain.written(2..5), plain.is_whole(&(2..5))), (2..5, true));
        assert_eq!(unmarked("5 * 3 and [b]").text, "5 * 3 and [b]");
        assert_eq!(unmarked("- a\n- b\n\nc\nd").text, "a\nb\nc d");
    }

    /// Signs that open much and close nothing.
    #[test]
    fn hostile_texts_are_read() {
        for unit in [
            "*", "*a ", "**a", "[", "[a](", "[^", "> ", "- ", "`a", "<a ", "&", "_a",
            "\\", "{*", "![", "{{", "a\n",
        ] {
            for text in [unit.repeat(4000 / unit.len()), unit.repeat(1300) + "\n\na"] {
                let read = markup(&text);
                assert!(read.flow.iter().all(|part| depth(part) <= DEEPEST), "{unit}");
                assert!(read.unmarked(&text).text.len() <= text.len(), "{unit}");
            }
        }
    }

    fn depth(part: &Flow<'_>) -> usize {
        let deepest = |flow: &[Flow<'_>]| flow.iter().map(depth).max().unwrap_or(0);
        match part {
            Flow::Paragraph(_) => 0,
            Flow::List(_, items) => {
                1 + items.iter().map(|item| deepest(item)).max().unwrap_or(0)
            }
            Flow::Quotation(inner) => 1 + deepest(inner),
        }
    }
}
