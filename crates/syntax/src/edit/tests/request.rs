//! Changes that nobody has thought of, and what becomes of the data by them.

use super::author::{self, Dice};
use super::data::Data;
use crate::change::{Change, Place, Value};
use crate::path::{Part, Path, Step};
use crate::source::Span;
use crate::tree::{Kind, Node};

/// One to three changes that have nothing to do with each other.
pub(super) fn some(data: &Data, dice: &mut Dice) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for _ in 0..1 + dice.roll(3) {
        let Some(change) = one(data, dice) else { continue };
        let path = path(&change);
        let met = |other: &Change| {
            path.is_within(self::path(other)) || self::path(other).is_within(path)
        };
        if !changes.iter().any(met) {
            changes.push(change);
        }
    }
    changes
}

fn path(change: &Change) -> &Path {
    match change {
        Change::Write(Place::Node(path, _), _)
        | Change::Put(path, _)
        | Change::Remove(path) => path,
        Change::Write(Place::Bytes(_), _) => unreachable!("no bytes are asked for"),
    }
}

fn one(data: &Data, dice: &mut Dice) -> Option<Change> {
    let mut path = Path::root();
    let mut at = data;
    let mut keyed = None;
    for depth in 0..10 {
        match at {
            Data::Map(entries) => {
                if dice.roll(4) == 0 || entries.is_empty() {
                    let key = author::key(dice);
                    if entries.iter().any(|(known, _)| *known == key) {
                        return None;
                    }
                    let path = path.key(&key);
                    let path = if dice.roll(4) == 0 { path.key("deep") } else { path };
                    return Some(Change::Put(path, author::value(dice, 2)));
                }
                let (key, value) = dice.one_of(entries);
                keyed = Some((entries, key));
                (path, at) = (path.key(key), value);
            }
            Data::List(items) => {
                if dice.roll(4) == 0 || items.is_empty() {
                    let value = author::value(dice, 2);
                    return Some(Change::Put(path.index(items.len()), value));
                }
                let index = dice.roll(items.len());
                keyed = None;
                (path, at) = (path.index(index), items.get(index)?);
            }
            _ => break,
        }
        if depth > 0 && dice.roll(3) == 0 {
            break;
        }
    }
    Some(match (dice.roll(6), at) {
        (0, _) => Change::Remove(path),
        (1, _) => Change::Put(path, author::value(dice, 2)),
        (2, _) if keyed.is_some() => {
            let (entries, _) = keyed?;
            let name = author::key(dice);
            if entries.iter().any(|(known, _)| *known == name) {
                return None;
            }
            Change::Write(Place::Node(path, Part::Key), name)
        }
        (3 | 4, Data::Text(text)) => {
            let mut ends = [dice.roll(text.len() + 1), dice.roll(text.len() + 1)];
            ends.sort_unstable();
            let whole = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at));
            let range = whole(ends[0])?..whole(ends[1])?;
            Change::Write(Place::Node(path, Part::Within(range)), author::text(dice))
        }
        _ => Change::Write(Place::Node(path, Part::Value), author::text(dice)),
    })
}

/// What the data says after some changes.
pub(super) fn grant(data: &mut Data, changes: &[Change]) {
    let renamed =
        |change: &&Change| matches!(change, Change::Write(Place::Node(_, Part::Key), _));
    for change in changes.iter().filter(|change| !renamed(change)) {
        let at = reach(data, path(change).steps());
        match change {
            Change::Write(Place::Node(_, Part::Within(range)), new) => {
                if let Data::Text(text) = at {
                    text.replace_range(range.clone(), new);
                }
            }
            Change::Write(_, text) => *at = Data::Text(text.clone()),
            Change::Put(_, value) => *at = of(value),
            Change::Remove(_) => *at = Data::Gone,
        }
    }
    for change in changes.iter().filter(renamed) {
        let Change::Write(Place::Node(path, _), name) = change else { continue };
        let Some((last, above)) = path.steps().split_last() else { continue };
        if let (Data::Map(entries), Step::Key(key)) = (reach(data, above), last) {
            for (known, _) in entries.iter_mut().filter(|(known, _)| **known == **key) {
                known.clone_from(name);
            }
        }
    }
    sweep(data);
}

/// What steps lead to; what is missing is made.
fn reach<'d>(data: &'d mut Data, steps: &[Step]) -> &'d mut Data {
    let Some((step, rest)) = steps.split_first() else { return data };
    if matches!(data, Data::Null) {
        *data = match step {
            Step::Key(_) => Data::Map(Vec::new()),
            Step::Index(_) => Data::List(Vec::new()),
        };
    }
    match (data, step) {
        (Data::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(known, _)| **known == **key);
            let at = at.unwrap_or_else(|| {
                entries.push((key.to_string(), Data::Null));
                entries.len() - 1
            });
            reach(&mut entries[at].1, rest)
        }
        (Data::List(items), Step::Index(at)) => {
            if *at == items.len() {
                items.push(Data::Null);
            }
            reach(&mut items[*at], rest)
        }
        (data, step) => panic!("no {step:?} in {data:?}"),
    }
}

/// Takes away what is gone, and values of keys that are empty because of it.
fn sweep(data: &mut Data) -> bool {
    match data {
        Data::Map(entries) => {
            let before = entries.len();
            for (_, value) in entries.iter_mut() {
                if sweep(value) {
                    *value = Data::Gone;
                }
            }
            entries.retain(|(_, value)| *value != Data::Gone);
            entries.is_empty() && before > 0
        }
        Data::List(items) => {
            let before = items.len();
            items.iter_mut().for_each(|item| {
                sweep(item);
            });
            items.retain(|item| *item != Data::Gone);
            items.is_empty() && before > 0
        }
        _ => false,
    }
}

/// The comments that may go: those on the lines of what goes or is replaced as a whole.
pub(super) fn lost(text: &str, root: &Node<'_>, changes: &[Change]) -> Vec<String> {
    let mut lost = Vec::new();
    for change in changes {
        if matches!(change, Change::Write(Place::Node(_, Part::Key | Part::Within(_)), _))
        {
            continue;
        }
        let mut node = root;
        let mut start = (0, true);
        let mut emptied = None;
        for step in path(change).steps() {
            let Some((key, value)) = crate::tree::child(node, step) else { break };
            if only(node) && emptied.is_none() {
                emptied = Some((start, node.span));
            } else if !only(node) {
                emptied = None;
            }
            start = (key.unwrap_or(value.span).range().start, key.is_some());
            node = value;
        }
        let plain = !matches!(node.kind, Kind::Seq(_) | Kind::Map(_));
        if plain && !matches!(change, Change::Remove(_)) {
            continue;
        }
        let (from, span) = match (emptied, change) {
            (Some((from, span)), Change::Remove(_)) => (from.min(start), span),
            _ => (start, node.span),
        };
        lost.extend(on_lines(text, from, span));
    }
    lost
}

fn only(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Seq(items) => items.len() == 1,
        Kind::Map(entries) => entries.len() == 1,
        _ => false,
    }
}

fn on_lines(text: &str, (from, keyed): (usize, bool), span: Span) -> Vec<String> {
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let mut start = line(from);
    // An entry of a list begins with its dash, which may stand above.
    while !keyed && start > 0 {
        start = line(start - 1);
        let above = text[start..].lines().next().unwrap_or("").trim_start();
        if !above.is_empty() && !above.starts_with('#') {
            break;
        }
    }
    let to = span.range().end.max(start);
    let to = text[to..].find('\n').map_or(text.len(), |at| to + at);
    author::comments(&text[start..to]).collect()
}

fn of(value: &Value) -> Data {
    match value {
        Value::Text(text) => Data::Text(text.clone()),
        Value::List(items) => Data::List(items.iter().map(of).collect()),
        Value::Map(entries) => Data::Map(
            entries.iter().map(|(key, value)| (key.clone(), of(value))).collect(),
        ),
    }
}
