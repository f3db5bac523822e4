//! Where each value of a tree begins and ends in its text: what comments hold on to.

use std::ops::Range;

use crate::input::Format;
use crate::source::Lines;
use crate::tree::{Kind, Node};

/// The value of a key, an entry of a list, or the whole brief.
#[derive(Debug)]
pub(super) struct Anchor {
    /// Where its key, its dash or, without either, its value begins.
    pub(super) at: usize,
    /// The bytes before it on its line.
    pub(super) column: usize,
    /// Its value.
    pub(super) value: Range<usize>,
    pub(super) shape: Shape,
    /// The number of the anchor that holds it; the brief holds itself.
    pub(super) parent: usize,
    /// The number after the last anchor it holds.
    pub(super) end: usize,
    /// Whether it stands in the head of a TOML table.
    pub(super) head: bool,
    /// Whether its line begins with it.
    pub(super) first: bool,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As a word or a text.
    Scalar,
    /// As a key without anything, or the word for it.
    Null,
    /// In brackets or braces, on one line or on several.
    Brackets { one_line: bool },
    /// By indentation or the heads of tables.
    Open,
}

/// All values of a tree, each before what it holds.
pub(super) struct Anchors {
    list: Vec<Anchor>,
    /// Their numbers by place in the text.
    pub(super) order: Vec<usize>,
    /// The bytes of keys and scalars by place.
    pub(super) words: Vec<Range<usize>>,
}

impl Anchors {
    /// Finds them in the text from which a tree was read.
    pub(super) fn of(root: &Node<'_>, lines: &Lines<'_>, format: Format) -> Self {
        let mut finder =
            Finder { lines, format, list: Vec::new(), words: Vec::new(), cursor: 0 };
        finder.visit(root, 0, 0, false);
        let Finder { mut list, mut words, .. } = finder;
        let mut order: Vec<usize> = (0..list.len()).collect();
        // The tables of a TOML file may stand in any order.
        order.sort_by_key(|at| list.get(*at).map(|anchor| anchor.at));
        words.sort_by_key(|word| word.start);
        let mut rest = order.get(1..).unwrap_or_default();
        while let Some(row) = list.get(first(rest)).map(|anchor| lines.row(anchor.at)) {
            let on =
                |at: &usize| list.get(*at).is_some_and(|one| lines.row(one.at) == row);
            let (own, others) =
                rest.split_at(rest.iter().take_while(|at| on(at)).count());
            begin_line(&mut list, own, lines.line(row));
            rest = others;
        }
        Anchors { list, order, words }
    }

    /// An anchor by its number.
    pub(super) fn get(&self, number: usize) -> Option<&Anchor> {
        self.list.get(number)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The first of some anchors by place or, if it stands in the head of a table with
    /// others, that table.
    pub(super) fn owner(&self, numbers: &[usize]) -> Option<usize> {
        let head = |number: &usize| self.get(*number).is_some_and(|one| one.head);
        let first = |number: &usize| self.get(*number).is_some_and(|one| one.first);
        let mut heads = numbers.iter().take_while(|number| head(number));
        heads.find(|number| first(number)).or(numbers.first()).copied()
    }

    /// An anchor with all that hold it, from the inside out, without the brief itself.
    pub(super) fn around(
        &self,
        number: usize,
    ) -> impl Iterator<Item = (usize, &Anchor)> + '_ {
        let mut number = number;
        std::iter::from_fn(move || {
            let found = (number, self.get(number).filter(|_| number > 0)?);
            number = found.1.parent;
            Some(found)
        })
    }
}

fn first(numbers: &[usize]) -> usize {
    numbers.first().copied().unwrap_or(usize::MAX)
}

/// Notes of the anchors on one line which of them stands first on it, if there is nothing
/// before it. In the head of a table that is the table, not those around it.
fn begin_line(list: &mut [Anchor], numbers: &[usize], line: &str) {
    let is_head = line.trim_start().starts_with('[');
    let mut owner = numbers.first().copied();
    for number in numbers {
        let last = owner.and_then(|owner| list.get(owner)).map_or(0, |owner| owner.at);
        let Some(anchor) = list.get_mut(*number) else { continue };
        anchor.head &= is_head;
        if anchor.head && anchor.at > last {
            owner = Some(*number);
        }
    }
    if let Some(owner) = owner.and_then(|owner| list.get_mut(owner)) {
        let before = line.get(..owner.column).unwrap_or("");
        owner.first = owner.head || before.trim().is_empty();
    }
}

struct Finder<'l, 't> {
    lines: &'l Lines<'t>,
    format: Format,
    list: Vec<Anchor>,
    words: Vec<Range<usize>>,
    /// The end of the last key, scalar, dash or bracket.
    cursor: usize,
}

impl Finder<'_, '_> {
    fn visit(&mut self, node: &Node<'_>, at: usize, parent: usize, bracketed: bool) {
        let number = self.list.len();
        let shape = self.shape(node, bracketed);
        let brackets = matches!(shape, Shape::Brackets { .. });
        self.list.push(Anchor {
            at,
            column: at - self.lines.start(self.lines.row(at)),
            value: node.span.range(),
            shape,
            parent,
            end: number,
            head: self.format == Format::Toml && !bracketed && !brackets,
            first: false,
        });
        let bracketed = bracketed || brackets;
        match &node.kind {
            Kind::Seq(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = match (self.format, index) {
                        (Format::Yaml, _) if !bracketed => self.dash(item),
                        // The head of the first table is that of the list as well.
                        (Format::Toml, 0) if !bracketed => at,
                        _ => item.span.start as usize,
                    };
                    self.visit(item, at, number, bracketed);
                }
            }
            Kind::Map(entries) => {
                for entry in entries {
                    self.word(entry.key_span.range());
                    let at = entry.key_span.start as usize;
                    self.visit(&entry.value, at, number, bracketed);
                }
            }
            Kind::Null | Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {
                self.word(node.span.range());
            }
        }
        if brackets {
            self.cursor = node.span.end as usize;
        }
        let end = self.list.len();
        if let Some(anchor) = self.list.get_mut(number) {
            anchor.end = end;
        }
    }

    fn word(&mut self, span: Range<usize>) {
        self.cursor = span.end;
        self.words.push(span);
    }

    fn shape(&self, node: &Node<'_>, bracketed: bool) -> Shape {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let one_line = || Shape::Brackets {
            one_line: self.lines.row(start) == self.lines.row(end.max(start + 1) - 1),
        };
        let text = || node.span.slice(self.lines.text());
        match &node.kind {
            Kind::Null => Shape::Null,
            Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => Shape::Scalar,
            // Dotted keys inside braces have none of their own.
            _ if bracketed => one_line(),
            // The list of the tables `[[…]]` begins where the first of them does.
            Kind::Seq(items)
                if text().starts_with('[')
                    && items
                        .first()
                        .is_none_or(|item| item.span.start > node.span.start) =>
            {
                one_line()
            }
            Kind::Map(_) if text().starts_with('{') => one_line(),
            Kind::Seq(_) | Kind::Map(_) => Shape::Open,
        }
    }

    /// The dash before an entry of a YAML list: the first after what came before it that is
    /// in no comment.
    fn dash(&mut self, item: &Node<'_>) -> usize {
        let end = item.span.start as usize;
        let mut at = self.cursor;
        while let Some(rest) = self.lines.text().get(at..end) {
            if rest.starts_with('#') {
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("---") {
                at += 3;
            } else if rest.starts_with('-') || rest.is_empty() {
                break;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        let at = at.min(end);
        // The next one may follow at once, of a list in the list.
        self.cursor = (at + 1).min(end);
        at
    }
}
