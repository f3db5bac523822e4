//! The reader of marks: CommonMark as the parser sees it, held to what the format has.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Content, DEEPEST, Flow, Markup, Phrase, Style, Unread, may_be_marked};
use crate::id::Url;
use crate::reference::{Segment, pieces};

pub(super) fn read(text: &str) -> Markup<'_> {
    let mut reader = Reader {
        text,
        pieces: pieces(text),
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
                Event::SoftBreak => self.line_break(here(range)),
                Event::HardBreak => {
                    self.refuse(Unread::HardBreak, here(range.clone()));
                    self.line_break(here(range));
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
                // It ends in what is not printed, such as the address of a link.
                _ if at.end <= bytes.start => {}
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

    /// A line break prints as a space; one between braces is a part of them.
    fn line_break(&mut self, bytes: Range<usize>) {
        let piece = self.pieces.partition_point(|(_, at)| at.end <= bytes.start);
        if matches!(self.pieces.get(piece), Some((Segment::Words(_), _))) {
            self.push(Content::Words(" "), bytes);
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
