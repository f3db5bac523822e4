//! YAML 1.2 into the tree, without what only YAML can do: anchors, aliases, tags,
//! directives, merge keys, keys that are no words, several documents.

mod comment;
mod error;

use std::borrow::Cow;

use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput};

use super::entries::Entries;
use super::{Reader, Stop};
use crate::change::Safety;
use crate::error::{ErrorKind, SyntaxError};
use crate::number;
use crate::plain::{is_clear, is_doubtful, is_null, is_sexagesimal, is_word, truth};
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

/// Reads the single document of the text.
pub(super) fn read<'s>(reader: &mut Reader<'s, '_>) -> Result<Node<'s>, Stop> {
    let mut options: Options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    options.set_emit_comments(false);
    let parser = Parser::new_from_str_with_options(reader.text, options);
    let mut loader = Loader { reader, parser, refused: false };
    let mut root = None;
    loop {
        let (event, span) = loader.next()?;
        match event {
            Event::StreamEnd => break,
            Event::StreamStart | Event::DocumentEnd => {}
            Event::DocumentStart(..) if root.is_none() => {}
            Event::DocumentStart(..) => {
                let help = "keep one brief per file";
                let message = "a second document begins here";
                return Err(loader.reader.stop(
                    ErrorKind::SeveralDocuments,
                    span,
                    message,
                    help,
                ));
            }
            event => root = Some(loader.node(event, span)?),
        }
    }
    match root {
        Some(Node { kind: Kind::Null, span }) if span.start == span.end => {
            Err(loader.reader.empty())
        }
        Some(root) => Ok(root),
        None => Err(loader.reader.empty()),
    }
}

struct Loader<'r, 's, 'f> {
    reader: &'r mut Reader<'s, 'f>,
    parser: Parser<'s, StrInput<'s>>,
    /// Whether a tag or an anchor stands before the last value. It has been refused, and the
    /// value with it: a `!` or `&` that began a text took its first word.
    refused: bool,
}

impl<'s> Loader<'_, 's, '_> {
    /// The next event that carries data. Tags and anchors are refused on the way, and belong
    /// to the value they stand before.
    fn next(&mut self) -> Result<(Event<'s>, Span), Stop> {
        loop {
            let (event, span) = match self.parser.next_event() {
                Some(Ok(next)) => next,
                Some(Err(error)) => return Err(error::refuse(self.reader, &error)),
                None => return Ok((Event::StreamEnd, Span::default())),
            };
            let range = span.byte_range().unwrap_or(0..0);
            let mut place = Span::new(range.start, range.end);
            // The parser speaks of an anchor after the value it stands before.
            if let Event::Anchor(..) = event {
                self.reader.say(
                    ErrorKind::Anchor,
                    place,
                    "anchors are not used in a brief",
                    "remove it, or put the text in quotes if it begins with `&`",
                );
                continue;
            }
            let mut signs = Vec::new();
            if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
                self.reader.say(
                    ErrorKind::Tag,
                    Span::new(tag.start, tag.end),
                    "tags are not used in a brief",
                    "remove it, or put the text in quotes",
                );
                signs.push(tag.start);
            }
            if event.anchor_id().is_some() {
                let before = self.reader.text.get(..range.start);
                signs.extend(before.and_then(|before| before.rfind('&')));
            }
            self.refused = !signs.is_empty();
            if let Some(sign) = signs.into_iter().min() {
                place = Span::new(sign.min(range.start), range.end);
            }
            return Ok((event, place));
        }
    }

    /// Reads the node an event begins. The depth limit bounds the recursion.
    fn node(&mut self, event: Event<'s>, span: Span) -> Result<Node<'s>, Stop> {
        self.reader.count(span)?;
        match event {
            Event::Scalar(text, style, ..) => {
                if style == ScalarStyle::Plain && !text.is_empty() {
                    let cut = comment::cut(self.reader.text, &text, span);
                    cut.into_iter().for_each(|error| self.reader.errors.push(error));
                }
                let kind = self.scalar(text, style, span);
                Ok(Node { span, kind })
            }
            Event::SequenceStart(..) => self.list(span),
            Event::MappingStart(..) => self.map(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.reader.say(
                    ErrorKind::Alias,
                    span,
                    "aliases are not used in a brief",
                    "write the value out, or put the text in quotes if it begins with `*`",
                );
                Ok(Node { span, kind: Kind::Null })
            }
            _ => {
                let help = "mend the text here";
                Err(self.reader.stop(ErrorKind::Yaml, span, "expected a value", help))
            }
        }
    }

    fn list(&mut self, start: Span) -> Result<Node<'s>, Stop> {
        self.reader.enter(start)?;
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                self.reader.leave();
                let end = items.last().map(|item: &Node<'_>| item.span);
                return Ok(Node {
                    span: around(start, end, span),
                    kind: Kind::Seq(items),
                });
            }
            items.push(self.node(event, span)?);
        }
    }

    fn map(&mut self, start: Span) -> Result<Node<'s>, Stop> {
        self.reader.enter(start)?;
        let mut entries = Entries::default();
        let mut last: Option<Span> = None;
        let mut cut: Option<Span> = None;
        loop {
            let (event, span) = self.next()?;
            if let Some(number) =
                last.filter(|_| self.is_rest_of_number(&event, span, last))
            {
                self.next()?;
                let whole = number.hull(span);
                entries.put_last(Node {
                    kind: Kind::Str(whole.slice(self.reader.text).into()),
                    span: whole,
                });
                (last, cut) = (Some(whole), Some(whole));
                continue;
            }
            if let Some(number) = cut.take() {
                self.refuse_cut(number);
            }
            if event == Event::MappingEnd {
                self.reader.leave();
                let span = around(start, last, span);
                return Ok(Node { span, kind: Kind::Map(entries.done(self.reader)) });
            }
            let (key, key_span) = self.key(event, span)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            // A key without a value ends where the key does.
            last = Some(if value.span.start == value.span.end {
                key_span
            } else {
                value.span
            });
            if let Some(key) = key {
                entries.push(Entry { key, key_span, value }, self.reader);
            }
        }
    }

    /// A key, or nothing if it has been refused.
    fn key(
        &mut self,
        event: Event<'s>,
        span: Span,
    ) -> Result<(Option<Cow<'s, str>>, Span), Stop> {
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => {
                if text == "<<" {
                    self.reader.say(
                        ErrorKind::MergeKey,
                        span,
                        "merge keys are not used in a brief",
                        "write the keys out",
                    );
                    return Ok((None, span));
                }
                let is_word = is_word(&text);
                if !is_word && self.refused {
                    return Ok((None, span));
                }
                if !is_word {
                    let shown: String = text.chars().take(40).collect();
                    let year =
                        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
                    let help = if year {
                        format!("write `FY {text}` for a year, or put the key in quotes")
                    } else if self.text_before(span).ends_with('{') {
                        "put a text that begins with `{` in quotes".to_owned()
                    } else {
                        "write a word, or put the key in quotes".to_owned()
                    };
                    let message = format!("the key `{shown}` is not a word");
                    self.reader.say(ErrorKind::KeyNotText, span, &message, &help);
                    return Ok((None, span));
                }
                if !is_clear(&text) {
                    self.warn_of_boolean(&text, span);
                }
                Ok((Some(text), span))
            }
            Event::Scalar(text, ..) => Ok((Some(text), span)),
            event @ (Event::Alias(_) | Event::UnresolvedAlias(_)) => {
                let node = self.node(event, span)?;
                Ok((None, node.span))
            }
            event => {
                let node = self.node(event, span)?;
                self.reader.say(
                    ErrorKind::KeyNotText,
                    node.span,
                    "a key must be a word",
                    "write a word, or put the text in quotes if it begins with `[` or `{`",
                );
                Ok((None, node.span))
            }
        }
    }

    /// What stands in front of a place.
    fn text_before(&self, span: Span) -> &'s str {
        self.reader.text.get(..span.start as usize).unwrap_or("")
    }

    /// Whether a key inside braces is the rest of the number before it, which a comma cut in
    /// two: three digits, right behind the comma and a digit, and no value of its own.
    fn is_rest_of_number(
        &self,
        event: &Event<'_>,
        span: Span,
        last: Option<Span>,
    ) -> bool {
        let text = self.reader.text;
        let (Event::Scalar(_, ScalarStyle::Plain, ..), Some(last)) = (event, last) else {
            return false;
        };
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let before = last.slice(text).ends_with(|it: char| it.is_ascii_digit());
        let between = text.get(last.end as usize..span.start as usize) == Some(",");
        let after = text.get(span.end as usize..).unwrap_or("").trim_start();
        before
            && between
            && digits(span.slice(text)) == 3
            && (after.starts_with([',', '}']) || after.is_empty())
    }

    /// Says that a comma cut a number in two.
    fn refuse_cut(&mut self, span: Span) {
        let number = span.slice(self.reader.text);
        let message = format!("the comma cuts `{number}` in two");
        let quoted = format!("\"{number}\"");
        let help = format!("put it in quotes: `{quoted}`");
        let error = SyntaxError::new(ErrorKind::KeyNotText, span, message, help);
        self.reader.errors.push(error.fix(Safety::Safe, span, quoted));
    }

    fn scalar(&mut self, text: Cow<'s, str>, style: ScalarStyle, span: Span) -> Kind<'s> {
        if style != ScalarStyle::Plain || is_clear(&text) {
            return Kind::Str(text);
        }
        if is_null(&text) {
            return Kind::Null;
        }
        if let Some(truth) = truth(&text) {
            return Kind::Bool(truth);
        }
        if number::is_json(&text) {
            return self.reader.number(text, span);
        }
        if number::is_ambiguous(&text) || is_sexagesimal(&text) {
            return self.reader.ambiguous(text, span);
        }
        self.warn_of_boolean(&text, span);
        Kind::Str(text)
    }

    fn warn_of_boolean(&mut self, text: &str, span: Span) {
        if is_doubtful(text) {
            let message = format!("some tools read `{text}` as true or false");
            let quoted = format!("\"{text}\"");
            let help = format!("quote it: `{quoted}`");
            let error =
                SyntaxError::new(ErrorKind::AmbiguousBoolean, span, message, help);
            self.reader.errors.push(error.fix(Safety::Safe, span, quoted));
        }
    }
}

/// The span of a collection: to its closing bracket, or else to the end of its last value.
/// The end the parser gives for an indented collection is the start of what follows.
fn around(start: Span, last: Option<Span>, end: Span) -> Span {
    let end = if end.start == end.end { last.unwrap_or(start).end } else { end.end };
    Span { start: start.start, end: end.max(start.start) }
}
