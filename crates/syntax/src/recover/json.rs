//! A reader of JSON that forgives: what is missing is taken as there, what is too much is
//! passed over.

use std::borrow::Cow;
use std::ops::Range;

use super::Recovered;
use crate::input::Limits;
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

/// Reads a text as far as it goes.
pub(super) fn read(text: &str, limits: Limits) -> Recovered {
    let limits = limits.clamped();
    let mut reader =
        Reader { text, at: 0, limits, values: 0, open: vec![], lost: vec![] };
    reader.skip_until(|found| matches!(found, '{' | '[' | '"'));
    if reader.peek().is_none() {
        return super::nothing(text);
    }
    let tree = reader.value();
    reader.lose(reader.at..text.len());
    Recovered { tree, lost: reader.lost }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    limits: Limits,
    values: usize,
    /// The brackets that are open: what closes each, and how far in its line stands, if what
    /// it holds stands further in.
    open: Vec<(char, Option<usize>)>,
    lost: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character that is neither white space nor in a comment.
    fn peek(&mut self) -> Option<char> {
        loop {
            let rest = self.rest();
            let found = rest.chars().next()?;
            let length = match found {
                _ if found.is_whitespace() => found.len_utf8(),
                _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                _ if rest.starts_with("/*") => {
                    rest.find("*/").map_or(rest.len(), |end| end + 2)
                }
                _ => return Some(found),
            };
            self.at += length;
        }
    }

    fn lose(&mut self, bytes: Range<usize>) {
        if self.text.get(bytes.clone()).is_some_and(|lost| !lost.trim().is_empty()) {
            self.lost.push(bytes);
        }
    }

    fn skip_until(&mut self, wanted: impl Fn(char) -> bool) {
        let rest = self.rest();
        let end = self.at + rest.find(wanted).unwrap_or(rest.len());
        self.lose(self.at..end);
        self.at = end;
    }

    /// Reads a value where one begins. The depth limit bounds the recursion.
    fn value(&mut self) -> Node<'static> {
        let start = self.at;
        self.values += 1;
        let full =
            self.values > self.limits.values || self.open.len() >= self.limits.depth;
        let kind = match self.peek() {
            _ if full => {
                self.lose(self.at..self.text.len());
                self.at = self.text.len();
                Kind::Null
            }
            Some('{') => Kind::Map(self.entries()),
            Some('[') => Kind::Seq(self.items()),
            Some('"') => Kind::Str(self.string()),
            _ => self.word(),
        };
        Node { span: Span::new(start, self.at), kind }
    }

    fn entries(&mut self) -> Vec<Entry<'static>> {
        let mut entries = Vec::new();
        self.enter('}');
        while let Some(found) = self.next('}') {
            if matches!(found, ':' | '[' | '{') {
                let end = self.at + found.len_utf8();
                self.lose(self.at..end);
                self.at = end;
                continue;
            }
            let start = self.at;
            let key = match (found, self.value().kind) {
                (_, Kind::Str(key)) => key,
                _ => {
                    self.lose(start..self.at);
                    continue;
                }
            };
            let key_span = Span::new(start, self.at);
            let value = self.after_key();
            entries.push(Entry { key, key_span, value });
        }
        entries
    }

    /// The value of a key; nothing where the colon or the value is missing.
    fn after_key(&mut self) -> Node<'static> {
        let end = self.at;
        let nothing = Node { span: Span::new(end, end), kind: Kind::Null };
        if self.peek() != Some(':') {
            self.at = end;
            return nothing;
        }
        self.at += 1;
        let end = self.at;
        match self.peek() {
            None | Some(',' | '}' | ']' | ':') => nothing,
            Some('"') if self.is_key() => {
                self.at = end;
                nothing
            }
            Some(_) => self.value(),
        }
    }

    /// Whether the text that begins here is a key: a colon follows it.
    fn is_key(&mut self) -> bool {
        let start = self.at;
        drop(self.string());
        let is_key = self.peek() == Some(':');
        self.at = start;
        is_key
    }

    fn items(&mut self) -> Vec<Node<'static>> {
        let mut items = Vec::new();
        self.enter(']');
        while let Some(found) = self.next(']') {
            if found == '"' && self.is_key() {
                // The list was never closed, and the map around it goes on.
                self.open.pop();
                break;
            }
            if found == ':' {
                self.at += 1;
            } else {
                items.push(self.value());
            }
        }
        items
    }

    fn enter(&mut self, close: char) {
        let before = self.text.get(..self.at).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let own = line.len() - line.trim_start().len();
        self.at += 1;
        let start = self.at;
        self.peek();
        let further = self.indent_from(start).is_none_or(|indent| indent > own);
        self.at = start;
        self.open.push((close, further.then_some(own)));
    }

    /// How far in the line stands that was reached, if another one than before.
    fn indent_from(&self, before: usize) -> Option<usize> {
        let passed = self.text.get(before..self.at).unwrap_or("");
        passed.rsplit_once('\n').map(|(_, indent)| indent.len())
    }

    /// What stands next in the innermost bracket, or nothing if it ends here: at what closes
    /// it, at what closes one around it, or at a line that stands no further in than its own.
    fn next(&mut self, close: char) -> Option<char> {
        loop {
            let before = self.at;
            let found = self.peek();
            let indent = self.indent_from(before);
            let own = self.open.last().and_then(|(_, own)| *own);
            let out =
                |least| indent.zip(own).is_some_and(|(indent, own)| indent < own + least);
            let around =
                self.open.iter().rev().skip(1).any(|(close, _)| Some(*close) == found);
            let ends = match found {
                None => true,
                Some(found) if found == close => {
                    let theirs = around && out(0);
                    self.at += usize::from(!theirs);
                    true
                }
                Some(']' | '}') if around => true,
                Some(']' | '}' | ',') => {
                    self.at += 1;
                    continue;
                }
                Some(_) => {
                    let out = self.open.len() > 1 && out(1);
                    if out {
                        self.at = before;
                    }
                    out
                }
            };
            if ends {
                self.open.pop();
                return None;
            }
            return found;
        }
    }

    /// A text in quotes, to its closing quote or to the end of the line.
    fn string(&mut self) -> Cow<'static, str> {
        let start = self.at;
        let mut escaped = false;
        let inner = self.text.get(start + 1..).unwrap_or("");
        let end = inner.find(|found| match found {
            '\n' | '\r' => true,
            '"' if !escaped => true,
            _ => {
                escaped = found == '\\' && !escaped;
                false
            }
        });
        let end = start + 1 + end.unwrap_or(inner.len());
        let raw = self.text.get(start + 1..end).unwrap_or("");
        let closed = self.text.get(end..).is_some_and(|rest| rest.starts_with('"'));
        self.at = end + usize::from(closed);
        let whole = self.text.get(start..self.at).unwrap_or("");
        Cow::Owned(
            serde_json::from_str(whole).unwrap_or_else(|_| raw.trim_end().to_owned()),
        )
    }

    /// A word without quotes: it may be a text in the making.
    fn word(&mut self) -> Kind<'static> {
        let start = self.at;
        let ends = |found: char| found.is_whitespace() || ",:{}[]\"".contains(found);
        let rest = self.rest();
        self.at += rest.find(ends).unwrap_or(rest.len());
        match self.text.get(start..self.at).unwrap_or("") {
            "" => {
                self.at += rest_char(self.rest());
                Kind::Null
            }
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            word => Kind::Str(Cow::Owned(word.to_owned())),
        }
    }
}

fn rest_char(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}
