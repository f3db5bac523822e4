//! Every place of a draft that names something: where ids are given, and where they are
//! referred to. It needs the tree only, not a brief.

use std::collections::BTreeMap;

use serde_json::Value;
use strata_model::markup::markup;
use strata_model::{
    Cell, Derivation, Ground, IdKind, Reference, Segment, describe, segments,
};
use strata_syntax::path::{Path, Step};
use strata_syntax::source::Span;
use strata_syntax::tree::{self, Node};

use super::roles::{Role, Roles};

/// A thing with an id.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) kind: IdKind,
    /// The number of the child to take at each step down from the root.
    pub(super) route: Vec<usize>,
    /// Where its id is written.
    pub(super) named: Mention,
}

/// A place where an id is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) id: String,
    /// The id itself; nothing if it is written with escapes, so that its letters are not in
    /// the text.
    pub(super) span: Option<Span>,
    /// The text around it that stands for it: with its quotes or braces.
    pub(super) whole: Span,
    /// The kind it must name; nothing if anything will do.
    pub(super) wants: Option<IdKind>,
    /// What is printed by it.
    pub(super) prints: Option<Prints>,
    /// Whether it stands in a longer text.
    pub(super) inside: bool,
}

/// What a text prints, or evidence means, by the ids in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Prints {
    /// A part of a figure.
    Reference(Reference),
    /// What is computed from figures.
    Computed(Derivation),
}

impl Prints {
    /// As it is written, given the text that stands for one of its ids.
    pub(super) fn written(&self, own: &str) -> String {
        match self {
            Self::Reference(_) => own.to_owned(),
            Self::Computed(derivation) => format!("{{= {derivation}}}"),
        }
    }
}

/// The names of a draft, in the order of the tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) things: Vec<Thing>,
    pub(super) mentions: Vec<Mention>,
    by_id: BTreeMap<String, usize>,
}

impl Names {
    /// Walks the tree once.
    pub(super) fn new(roles: &Roles, root: &Node<'_>, text: &str) -> Self {
        let mut names = Names::default();
        let mut route = Vec::new();
        let mut walk = Walk { roles, text, names: &mut names, route: &mut route };
        walk.node(root, describe::root());
        for (at, thing) in names.things.iter().enumerate() {
            names.by_id.entry(thing.named.id.clone()).or_insert(at);
        }
        names
    }

    /// The thing with an id; the first, if there are several.
    pub(super) fn thing(&self, id: &str) -> Option<&Thing> {
        self.by_id.get(id).and_then(|at| self.things.get(*at))
    }

    /// All places where an id is written, those where it is given before the others.
    pub(super) fn all(&self) -> impl Iterator<Item = &Mention> {
        self.things.iter().map(|thing| &thing.named).chain(&self.mentions)
    }

    /// The id that is written around an offset.
    pub(super) fn at(&self, offset: usize) -> Option<&Mention> {
        let touches =
            |span: Span| span.range().start <= offset && offset <= span.range().end;
        let around = self.all().filter(|mention| touches(mention.whole));
        // Of two that meet at the offset, the one that begins there.
        around.max_by_key(|mention| mention.whole.start)
    }
}

struct Walk<'w> {
    roles: &'w Roles,
    text: &'w str,
    names: &'w mut Names,
    route: &'w mut Vec<usize>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node<'_>, place: &Value) {
        match &node.kind {
            tree::Kind::Map(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    let Some(place) = describe::member(place, &entry.key) else {
                        continue;
                    };
                    self.route.push(at);
                    if let Some(Role::Names(kind)) = self.roles.of_key(place) {
                        self.name(kind, 0, self.written(&entry.key, entry.key_span));
                    }
                    self.node(&entry.value, place);
                    self.route.pop();
                }
            }
            tree::Kind::Seq(items) => {
                let Some(place) = describe::item(place) else { return };
                for (at, item) in items.iter().enumerate() {
                    self.route.push(at);
                    self.node(item, place);
                    self.route.pop();
                }
            }
            tree::Kind::Str(words) => {
                if let Some(role) = self.roles.of_value(place) {
                    self.scalar(words, node.span, role);
                }
            }
            tree::Kind::Null | tree::Kind::Bool(_) | tree::Kind::Num(_) => {}
        }
    }

    fn scalar(&mut self, words: &str, span: Span, role: Role) {
        match role {
            // The thing is the map around its `id`.
            Role::Names(kind) => self.name(kind, 1, self.written(words, span)),
            Role::Refers(wants) => {
                let written = self.written(words, span);
                let mention = Mention { wants, ..written };
                self.names.mentions.push(match words.split_once('.') {
                    Some((id, _)) if wants.is_none() => with_aspect(&mention, words, id),
                    _ => mention,
                });
            }
            Role::Cell => self.cell(words, span),
            Role::Prose => self.prose(words, span),
            Role::Expression => self.expression(words, span),
            Role::Scope => match Path::parse(words) {
                Some(path) if !words.is_empty() => self.pointer(words, &path, span),
                _ => self.names.mentions.push(self.written(words, span)),
            },
            Role::Rule => {}
        }
    }

    fn name(&mut self, kind: IdKind, up: usize, named: Mention) {
        let depth = self.route.len().saturating_sub(up);
        let route = self.route.iter().take(depth).copied().collect();
        self.names.things.push(Thing { kind, route, named });
    }

    /// An id that is a whole key or value.
    fn written(&self, id: &str, whole: Span) -> Mention {
        let span = inner(self.text, id, whole);
        Mention {
            id: id.to_owned(),
            span,
            whole,
            wants: None,
            prints: None,
            inside: false,
        }
    }

    /// The id in a cell, before what of the figure is meant.
    fn cell(&mut self, words: &str, whole: Span) {
        let Ok(cell) = words.parse::<Cell>() else { return };
        let Some(id) = cell.id().cloned() else { return };
        let reference = cell.reference().and_then(Result::ok);
        let wants = Some(IdKind::Figure);
        let mention = Mention { wants, ..self.written(words, whole) };
        let length = id.as_str().len();
        let start = mention.span.map(|span| span.range().start);
        self.names.mentions.push(Mention {
            id: id.to_string(),
            span: start.map(|start| Span::new(start, start + length)),
            inside: words.len() > length,
            prints: reference.filter(|_| words.len() > length).map(Prints::Reference),
            ..mention
        });
    }

    /// Escapes and line breaks make a text differ from its source; the references in it do
    /// not, unless they are themselves escaped.
    fn prose(&mut self, words: &str, span: Span) {
        let braces = |text| {
            let segments: Vec<Segment<'_>> = segments(text);
            let found = segments.into_iter().filter_map(|segment| match segment {
                Segment::Reference(reference, range) => {
                    Some((Prints::Reference(reference), range))
                }
                Segment::Computed(derivation, range) => {
                    Some((Prints::Computed(derivation), range))
                }
                Segment::Words(_) | Segment::Broken(..) => None,
            });
            found.collect::<Vec<_>>()
        };
        let (meant, written) = (braces(words), braces(span.slice(self.text)));
        let same = meant.len() == written.len()
            && meant.iter().zip(&written).all(|((a, _), (b, _))| a == b);
        for (at, (prints, _)) in meant.into_iter().enumerate() {
            let range = written.get(at).filter(|_| same).map(|(_, range)| range);
            let whole = range.map(|range| {
                let start = span.start as usize;
                Span::new(start + range.start, start + range.end)
            });
            match &prints {
                Prints::Reference(reference) => {
                    let id = reference.figure.as_str();
                    let own = whole.map(|whole| {
                        let start = whole.start as usize + 1;
                        Span::new(start, start + id.len())
                    });
                    self.names.mentions.push(Mention {
                        id: id.to_owned(),
                        span: own,
                        whole: whole.unwrap_or(span),
                        wants: Some(IdKind::Figure),
                        prints: Some(prints),
                        inside: true,
                    });
                }
                Prints::Computed(derivation) => {
                    self.operands(&derivation.to_string(), whole, span, &prints);
                }
            }
        }
        self.notes(words, span);
    }

    /// The figures that a text computes with, between braces that stand there as they are.
    fn operands(
        &mut self,
        words: &str,
        braces: Option<Span>,
        text: Span,
        prints: &Prints,
    ) {
        let inner = braces.map(|braces| {
            let raw = braces.slice(self.text);
            let skip = raw.find('=').map_or(0, |at| at + 1);
            Span::new(braces.start as usize + skip, braces.end as usize - 1)
        });
        let from = self.names.mentions.len();
        self.expression(words, inner.unwrap_or(text));
        for operand in self.names.mentions.iter_mut().skip(from) {
            operand.prints = Some(prints.clone());
            if inner.is_none() {
                (operand.span, operand.whole) = (None, text);
            }
        }
    }

    /// The notes that a text refers to, where they stand as often in its source.
    fn notes(&mut self, words: &str, span: Span) {
        let raw = span.slice(self.text);
        for (id, bytes) in markup(words).notes {
            let mark = format!("[^{id}]");
            let before = words.get(..bytes.start).unwrap_or("").matches(&mark).count();
            let same = words.matches(&mark).count() == raw.matches(&mark).count();
            let start = raw.match_indices(&mark).nth(before).filter(|_| same);
            let start = start.map(|(at, _)| span.start as usize + at);
            self.names.mentions.push(Mention {
                id: id.to_owned(),
                span: start.map(|start| Span::new(start + 2, start + 2 + id.len())),
                whole: start.map_or(span, |start| Span::new(start, start + mark.len())),
                wants: Some(IdKind::Note),
                prints: None,
                inside: true,
            });
        }
    }

    /// Ids stand at every other word, or behind `growth of` and `on`.
    fn expression(&mut self, words: &str, span: Span) {
        let (meant, mut written) = (words_of(words), words_of(span.slice(self.text)));
        // The mark of a text in several lines.
        if written.first().is_some_and(|(_, word)| word.starts_with(['>', '|'])) {
            written.remove(0);
        }
        let same =
            meant.iter().map(|(_, word)| word).eq(written.iter().map(|(_, word)| word));
        let mut firsts = meant.iter().map(|(_, word)| *word);
        let growth = (firsts.next(), firsts.next()) == (Some("growth"), Some("of"));
        for (at, (_, id)) in meant.iter().enumerate() {
            if at % 2 == 1 || (growth && at == 0) {
                continue;
            }
            let start = written.get(at).filter(|_| same).map(|(start, _)| *start);
            let own = start.map(|start| {
                let start = span.start as usize + start;
                Span::new(start, start + id.len())
            });
            self.names.mentions.push(Mention {
                id: (*id).to_owned(),
                span: own,
                whole: own.unwrap_or(span),
                wants: Some(IdKind::Figure),
                prints: None,
                inside: true,
            });
        }
    }

    /// The steps of a pointer that are ids.
    fn pointer(&mut self, words: &str, path: &Path, span: Span) {
        let plain = inner(self.text, words, span);
        let mut place = describe::root();
        let mut offset = 0;
        for step in path.steps() {
            let Some(next) = strata_check::step(place, step) else { return };
            place = next;
            let Step::Key(key) = step else {
                offset += words
                    .get(offset + 1..)
                    .and_then(|rest| rest.find('/'))
                    .map_or(0, |at| at + 1);
                continue;
            };
            if let Some(Role::Names(_)) = self.roles.of_key(place) {
                let start = plain.map(|plain| plain.start as usize + offset + 1);
                let own = start.map(|start| Span::new(start, start + key.len()));
                let own = own.filter(|own| *own.slice(self.text) == **key);
                let whole = own.unwrap_or(span);
                let mention = Mention { inside: true, ..self.written(key, whole) };
                self.names.mentions.push(Mention { span: own, ..mention });
            }
            offset += key.len() + 1;
        }
    }
}

/// Evidence that names an aspect of a figure: the id stands before the dot.
fn with_aspect(mention: &Mention, words: &str, id: &str) -> Mention {
    let ground = words.parse::<Ground>().ok();
    let reference = ground.and_then(|ground| ground.reference().ok());
    let own = mention.span.map(|span| {
        let start = span.start as usize;
        Span::new(start, start + id.len())
    });
    let prints = reference.map(Prints::Reference);
    Mention { id: id.to_owned(), span: own, prints, inside: true, ..mention.clone() }
}

/// The words of a text without quotes, each with its offset.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let outside = |found: char| found.is_whitespace() || matches!(found, '"' | '\'');
    let mut at = 0;
    let words = text.split_inclusive(outside).map(|piece| {
        at += piece.len();
        (at - piece.len(), piece.trim_end_matches(outside))
    });
    words.filter(|(_, word)| !word.is_empty()).collect()
}

/// Where a text stands in the source without its quotes, if it stands there as it is.
fn inner(text: &str, words: &str, whole: Span) -> Option<Span> {
    let raw = whole.slice(text);
    let quoted = raw.get(1..raw.len().saturating_sub(1));
    let start = whole.start as usize + usize::from(raw != words);
    let found = raw == words || quoted == Some(words);
    found.then(|| Span::new(start, start + words.len()))
}
