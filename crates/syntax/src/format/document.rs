//! A brief as it is laid out: its values with the comments and blank lines around them, in
//! the order in which they are written.

use super::anchor::{Anchor, Anchors, Shape};
use super::comment::Notes;
use super::order::{KeyOrder, TypeId};
use super::{place, toml};
use crate::input::Format;
use crate::source::Lines;
use crate::tree::{Kind, Node};
use crate::write::Form;

/// A value with its key, if it has one, and what stands around it.
#[derive(Debug)]
pub(super) struct Item<'n> {
    pub(super) key: Option<Text<'n>>,
    pub(super) value: Value<'n>,
    pub(super) notes: Notes<'n>,
    /// Whether it is a table of its own, or a list of such, in TOML.
    pub(super) table: bool,
}

/// A text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'n> {
    pub(super) text: &'n str,
    /// The form the author gave it in the language that is written now.
    pub(super) form: Option<Form>,
}

#[derive(Debug)]
pub(super) enum Value<'n> {
    /// A number, a truth value or nothing, as it is written.
    Word(&'n str),
    Text(Text<'n>),
    List(Many<'n>),
    Map(Many<'n>),
}

/// The entries of a list or a map.
#[derive(Debug)]
pub(super) struct Many<'n> {
    pub(super) items: Vec<Item<'n>>,
    /// Whether they are written on one line if they fit.
    pub(super) inline: bool,
}

impl<'n> Item<'n> {
    /// The entries, if it is a list or a map.
    pub(super) fn many(&self) -> Option<&Many<'n>> {
        match &self.value {
            Value::List(many) | Value::Map(many) => Some(many),
            Value::Word(_) | Value::Text(_) => None,
        }
    }

    /// The entries, to be changed.
    pub(super) fn many_mut(&mut self) -> Option<&mut Many<'n>> {
        match &mut self.value {
            Value::List(many) | Value::Map(many) => Some(many),
            Value::Word(_) | Value::Text(_) => None,
        }
    }

    /// Whether it is a list or a map that takes lines of its own.
    pub(super) fn is_block(&self) -> bool {
        self.many().is_some_and(|many| !many.inline && !many.items.is_empty())
    }

    /// Whether there is no comment inside it.
    pub(super) fn is_bare_inside(&self) -> bool {
        let bare = |item: &Item<'_>| item.notes.is_bare() && item.is_bare_inside();
        self.notes.below.is_empty()
            && self.many().is_none_or(|many| many.items.iter().all(bare))
    }
}

/// A tree with the comments of its text, in canonical order, to be written in a language.
pub(super) fn document<'n>(
    root: &'n Node<'_>,
    text: &'n str,
    (from, to): (Format, Format),
    keys: &KeyOrder,
) -> Item<'n> {
    let lines = Lines::new(text);
    let anchors = Anchors::of(root, &lines, from);
    let notes = place::notes(text, from, &anchors, &lines);
    let same = from == to;
    let mut builder =
        Builder { text, same, anchors: &anchors, notes: notes.into_iter(), number: 0 };
    let mut item = builder.item(None, root);
    head(&mut item);
    if to == Format::Toml {
        toml::choose_tables(&mut item, keys, keys.root(), 0);
    }
    order(&mut item, keys, keys.root());
    item
}

struct Builder<'n, 'a> {
    text: &'n str,
    /// Whether the language stays.
    same: bool,
    anchors: &'a Anchors,
    notes: std::vec::IntoIter<Notes<'n>>,
    number: usize,
}

impl<'n> Builder<'n, '_> {
    fn item(&mut self, key: Option<Text<'n>>, node: &'n Node<'_>) -> Item<'n> {
        let anchor = self.anchors.get(self.number);
        let inline =
            anchor.is_some_and(|one| one.shape == Shape::Brackets { one_line: true });
        let notes = self.notes.next().unwrap_or_default();
        self.number += 1;
        let raw = node.span.slice(self.text);
        let word = |word: &'n str| Value::Word(if self.same { raw } else { word });
        let value = match &node.kind {
            Kind::Null => word("null"),
            Kind::Bool(true) => word("true"),
            Kind::Bool(false) => word("false"),
            Kind::Num(number) => word(number),
            Kind::Str(text) => {
                let form = anchor.and_then(|one| self.form(one, text));
                // Written anew, a day is in quotes: other tools take it for no text.
                let form = if self.same { form } else { Some(Form::Quoted) };
                Value::Text(Text { text, form })
            }
            Kind::Seq(items) => {
                let items = items.iter().map(|item| self.item(None, item));
                Value::List(Many { items: items.collect(), inline })
            }
            Kind::Map(entries) => {
                let items = entries.iter().map(|entry| {
                    let bare = entry.key_span.slice(self.text) == entry.key;
                    let form = if bare { Form::Bare } else { Form::Quoted };
                    let form = self.same.then_some(form);
                    let key = Some(Text { text: &entry.key, form });
                    self.item(key, &entry.value)
                });
                Value::Map(Many { items: items.collect(), inline })
            }
        };
        Item { key, value, notes, table: false }
    }

    /// The form of a text on one line. The text of a block scalar, which begins below its
    /// sign, has none.
    fn form(&self, anchor: &Anchor, text: &str) -> Option<Form> {
        let before = self.text.get(anchor.at..anchor.value.start).unwrap_or("");
        let block = before.contains('\n') && before.contains(['|', '>']);
        let raw = self.text.get(anchor.value.clone()).filter(|_| self.same && !block)?;
        match raw == text {
            true => Some(Form::Bare),
            false => raw.starts_with(['"', '\'']).then_some(Form::Quoted),
        }
    }
}

/// The mark by which an editor finds the schema, as it begins in YAML and in TOML.
const SCHEMA_MARKS: [(Format, &str); 2] =
    [(Format::Yaml, "# yaml-language-server: $schema="), (Format::Toml, "#:schema ")];

/// The address of the schema in a comment that tells it to an editor.
pub(super) fn schema_of(comment: &str) -> Option<&str> {
    SCHEMA_MARKS.iter().find_map(|(_, mark)| comment.strip_prefix(mark))
}

/// The comment that tells an editor the address of the schema.
pub(super) fn schema_comment(address: &str, format: Format) -> Option<String> {
    let mark = SCHEMA_MARKS.iter().find(|(language, _)| *language == format);
    mark.map(|(_, mark)| format!("{mark}{}", address.trim()))
}

/// Takes the comments at the head of a file from its first entry: they stay at the head
/// wherever that entry goes. What follows a blank line belongs to the entry; the mark for
/// editors comes first.
fn head(root: &mut Item<'_>) {
    let Some(first) = root.many_mut().and_then(|many| many.items.first_mut()) else {
        return;
    };
    let (above, gap) = (&mut first.notes.above, &mut first.notes.gap);
    let mark = above.iter().position(|one| schema_of(&one.text).is_some());
    if let Some(mark) = mark {
        let comment = above.remove(mark);
        above.insert(0, comment);
    }
    let whole = *gap && !above.is_empty();
    let split = above.iter().rposition(|one| one.gap).unwrap_or(0);
    let split = if whole { above.len() } else { split };
    let split = split.max(usize::from(mark.is_some()));
    let rest = above.split_off(split);
    let head = std::mem::replace(above, rest);
    let gap_below = match above.first_mut() {
        Some(next) => &mut next.gap,
        None => gap,
    };
    root.notes.gap = std::mem::take(gap_below);
    root.notes.above = head;
}

/// Brings the keys of every type into their order, tables behind
/// the others. A key nobody knows stays behind the one of its sort that it follows.
fn order(item: &mut Item<'_>, types: &KeyOrder, of: TypeId) {
    let is_map = matches!(item.value, Value::Map(_));
    let Some(many) = item.many_mut() else { return };
    for item in &mut many.items {
        let of = match item.key {
            Some(key) => types.under(of, key.text),
            None => types.entry(of),
        };
        order(item, types, of);
    }
    let Some(keys) = types.known(of) else { return };
    if !is_map {
        return;
    }
    let mut before = [None; 2];
    let place_of = |item: &Item<'_>| {
        let key = item.key.map_or("", |key| key.text);
        let before = &mut before[usize::from(item.table)];
        *before = keys.iter().position(|(known, _)| known == key).or(*before);
        (item.table, *before)
    };
    let places: Vec<_> = many.items.iter().map(place_of).collect();
    if places.is_sorted() {
        return;
    }
    let gap = many.items.first_mut().map(|first| std::mem::take(top_gap(first)));
    let mut placed: Vec<_> = places.into_iter().zip(many.items.drain(..)).collect();
    placed.sort_by_key(|(place, _)| *place);
    many.items.extend(placed.into_iter().map(|(_, item)| item));
    if let (Some(first), Some(gap)) = (many.items.first_mut(), gap) {
        *top_gap(first) = gap;
    }
}

/// The blank line above an item and its comments.
fn top_gap<'i>(item: &'i mut Item<'_>) -> &'i mut bool {
    match item.notes.above.first_mut() {
        Some(comment) => &mut comment.gap,
        None => &mut item.notes.gap,
    }
}
