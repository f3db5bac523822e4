//! The canonical TOML of a document: what needs no table first, then the tables.

use super::comment::{Comment, Notes};
use super::document::{Item, Many, Text, Value};
use super::line::{line, written};
use super::order::{KeyOrder, TypeId};
use super::output::{Gap, Output};
use crate::input::Format;
use crate::write::{self, Context, Room, STEP, WIDTH, joint};

/// Writes a document, whose root is a map.
pub(super) fn write(mut root: Item<'_>) -> String {
    lift(&mut root);
    let mut out = Output::default();
    out.above(&root.notes, 0, Gap::First);
    let mut last = Gap::Free;
    if let Value::Map(many) = &root.value {
        let (own, below) = parts(many);
        entries(&mut out, &own, 0, "");
        tables(&mut out, "", &below, Gap::Sure);
        // Without a blank line they would belong to the last table.
        last = if below.is_empty() { Gap::Free } else { Gap::Sure };
    }
    out.comments(&root.notes.below, 0, last);
    out.text
}

/// Comments with a blank line below them that come first are those of the document, as
/// whoever reads it again will take them.
fn lift(root: &mut Item<'_>) {
    let Value::Map(many) = &mut root.value else { return };
    let entry = many.items.iter().position(|item| !item.table).unwrap_or_default();
    if let Some(first) = many.items.get_mut(entry)
        && root.notes.above.is_empty()
        && first.notes.gap
    {
        root.notes.above = std::mem::take(&mut first.notes.above);
        root.notes.gap = std::mem::take(&mut first.notes.gap);
    }
}

/// The longest path of keys that is repeated in the heads of tables.
const PATH: usize = 5 * WIDTH;

/// Decides which values are tables, below a path of some bytes. Of the keys of a type tables
/// will be the last. Elsewhere the order stays: what comes after a table must be one, and
/// what comes before an entry that is none must be none.
pub(super) fn choose_tables(
    item: &mut Item<'_>,
    types: &KeyOrder,
    of: TypeId,
    path: usize,
) {
    if let Value::List(many) = &mut item.value {
        let of = types.entry(of);
        many.items.iter_mut().for_each(|item| choose_tables(item, types, of, path));
        return;
    }
    let Some(many) = item.many_mut() else { return };
    let length =
        |item: &Item<'_>| path + item.key.map_or(0, |key| self::key(key).len() + 1);
    let never = |item: &Item<'_>| length(item) > PATH || !may_be_table(item);
    let free = types.known(of).is_some();
    let fixed = many.items.iter().rposition(never).filter(|_| !free);
    let mut after = false;
    for (at, item) in many.items.iter_mut().enumerate() {
        let may = !never(item) && fixed.is_none_or(|fixed| at > fixed);
        item.table = may && (after || wants_table(item));
        after = item.table && !free;
        if let Some(key) = item.key.filter(|_| item.table) {
            let below = length(item);
            choose_tables(item, types, types.under(of, key.text), below);
        }
    }
}

/// Whether a value can be a table or a list of tables.
fn may_be_table(item: &Item<'_>) -> bool {
    match &item.value {
        Value::Map(_) => true,
        Value::List(many) => {
            let is_map = |item: &Item<'_>| matches!(item.value, Value::Map(_));
            !many.items.is_empty() && many.items.iter().all(is_map)
        }
        Value::Word(_) | Value::Text(_) => false,
    }
}

/// Whether it has to be one: on one line it would be too long, or has not been there.
fn wants_table(item: &Item<'_>) -> bool {
    let one = |item: &Item<'_>| {
        may_be_table(item) && short(item, 0, joint(Format::Toml).len()).is_none()
    };
    match &item.value {
        Value::List(many) => one(item) && many.items.iter().any(one),
        _ => one(item),
    }
}

/// The entries of a table, and the tables below it.
fn parts<'i, 'n>(many: &'i Many<'n>) -> (Vec<&'i Item<'n>>, Vec<&'i Item<'n>>) {
    many.items.iter().partition(|item| !item.table)
}

/// A list or a map on the line of its key, if it was on one and fits.
fn short(item: &Item<'_>, indent: usize, more: usize) -> Option<String> {
    item.many().filter(|many| many.inline)?;
    let key = item.key.map_or(0, |key| self::key(key).chars().count());
    let room = WIDTH.saturating_sub(indent + key + more);
    line(&item.value, room, Format::Toml).filter(|_| item.is_bare_inside())
}

fn key(key: Text<'_>) -> String {
    written(key, Format::Toml, Context::Key)
}

/// Writes entries on lines of their own, each with something after it.
fn entries(out: &mut Output, items: &[&Item<'_>], indent: usize, after: &str) {
    let mut gap = Gap::First;
    for item in items {
        out.above(&item.notes, indent, gap);
        out.pad(indent);
        entry(out, item, indent, after);
        out.push("\n");
        gap = Gap::Free;
    }
}

fn entry(out: &mut Output, item: &Item<'_>, indent: usize, after: &str) {
    if let Some(key) = item.key {
        out.push(&self::key(key));
        out.push(joint(Format::Toml));
    }
    if let Some(many) = item.many()
        && short(item, indent, joint(Format::Toml).len() + after.len()).is_none()
        && is_split(item)
    {
        let (open, close) =
            if matches!(item.value, Value::Map(_)) { ("{", "}") } else { ("[", "]") };
        out.push(open);
        out.beside(&item.notes);
        out.push("\n");
        let items: Vec<_> = many.items.iter().collect();
        entries(out, &items, indent + STEP, ",");
        out.comments(&item.notes.below, indent + STEP, Gap::Free);
        out.pad(indent);
        out.push(close);
        out.push(after);
        return;
    }
    match &item.value {
        Value::Text(Text { text, form }) => {
            let context =
                if item.key.is_some() { Context::Value } else { Context::Entry };
            let room = Room { used: out.column(), indent };
            let lines = write::lines(Format::Toml, context, text, *form, room);
            out.push(&lines.join("\n"));
        }
        value => out.push(&line(value, usize::MAX, Format::Toml).unwrap_or_default()),
    }
    out.push(after);
    out.beside(&item.notes);
}

/// Whether a value that is too long for its line takes several: a list does, a map only if
/// it holds comments, as older tools know no other.
fn is_split(item: &Item<'_>) -> bool {
    match &item.value {
        Value::List(many) => !many.items.is_empty() || !item.is_bare_inside(),
        Value::Map(_) => !item.is_bare_inside(),
        Value::Word(_) | Value::Text(_) => false,
    }
}

/// Writes tables, each after a blank line; what is known of the first is given.
fn tables(out: &mut Output, path: &str, items: &[&Item<'_>], mut gap: Gap) {
    for item in items {
        let key = item.key.map(self::key).unwrap_or_default();
        let path = if path.is_empty() { key } else { format!("{path}.{key}") };
        match &item.value {
            Value::Map(many) => table(out, &path, item, many, gap),
            Value::List(many) => list(out, &path, item, many, gap),
            Value::Word(_) | Value::Text(_) => {}
        }
        gap = Gap::Sure;
    }
}

/// A table. Its head is left out where the heads of the tables below it say enough.
fn table(out: &mut Output, path: &str, item: &Item<'_>, many: &Many<'_>, mut gap: Gap) {
    let (own, below) = parts(many);
    if !own.is_empty() || below.is_empty() || !item.notes.is_bare() {
        head(out, &format!("[{path}]"), &item.notes, gap);
        entries(out, &own, 0, "");
        end(out, &item.notes.below);
        gap = Gap::Sure;
    }
    tables(out, path, &below, gap);
}

/// A list of tables. Its comments go to the first and the last of them.
fn list(out: &mut Output, path: &str, list: &Item<'_>, many: &Many<'_>, mut gap: Gap) {
    for (index, item) in many.items.iter().enumerate() {
        let Value::Map(many) = &item.value else { continue };
        let (own, below) = parts(many);
        let mut notes = item.notes.clone();
        if index == 0 {
            let mut above = list.notes.above.clone();
            let beside = list.notes.beside.clone();
            above.extend(beside.map(|text| Comment { text, gap: false }));
            if let Some(first) = notes.above.first_mut().filter(|_| !above.is_empty()) {
                first.gap = list.notes.gap;
            } else if !above.is_empty() {
                notes.gap = list.notes.gap;
            }
            above.append(&mut notes.above);
            notes.above = above;
        }
        head(out, &format!("[[{path}]]"), &notes, gap);
        entries(out, &own, 0, "");
        end(out, &notes.below);
        // Of a block, which has only its kind, the two heads stay together.
        let bare = own.is_empty() && notes.below.is_empty();
        tables(out, path, &below, if bare { Gap::First } else { Gap::Sure });
        gap = Gap::Sure;
    }
    end(out, &list.notes.below);
}

/// The head of a table with its comments.
fn head(out: &mut Output, head: &str, notes: &Notes<'_>, gap: Gap) {
    out.above(notes, 0, gap);
    out.push(head);
    out.beside(notes);
    out.push("\n");
}

/// The comments that end a table: with a blank line above they would belong to what follows.
fn end(out: &mut Output, comments: &[Comment<'_>]) {
    for comment in comments {
        out.push(&comment.text);
        out.push("\n");
    }
}
