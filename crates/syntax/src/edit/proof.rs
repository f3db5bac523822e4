//! Whether a text that was changed says what it was to say, and all else as before.

use super::patch;
use super::plan::{Inside, Operation};
use crate::change::Value;
use crate::tree::{Kind, Node};

/// Whether a value has become what was planned for it. The order of keys means nothing.
pub(super) fn holds(before: &Node<'_>, operation: &Operation, after: &Node<'_>) -> bool {
    match operation {
        Operation::Keep => same(before, after),
        Operation::Remove => false,
        Operation::Replace(value) => says(after, value),
        Operation::Patch(parts) => {
            let wanted = patch::patched(patch::decoded(before), parts);
            matches!(&after.kind, Kind::Str(text) if *text == wanted)
        }
        Operation::Inside(inside) => entries(before, inside, after),
    }
}

fn entries(before: &Node<'_>, inside: &Inside, after: &Node<'_>) -> bool {
    let kept = |at: &usize| !inside.removes(*at);
    let stands = |at: usize, value: &Node<'_>, now: Option<&Node<'_>>| {
        let operation =
            inside.entries.get(&at).map_or(&Operation::Keep, |plan| &plan.operation);
        now.is_some_and(|now| holds(value, operation, now))
    };
    match (&before.kind, &after.kind) {
        (Kind::Map(old), Kind::Map(new)) => {
            let count = (0..old.len()).filter(kept).count() + inside.added.len();
            let old = old.iter().enumerate().filter(|(at, _)| kept(at));
            let mut known = old.zip(0..).map(|((at, entry), place)| {
                let plan = inside.entries.get(&at);
                let key = plan.and_then(|plan| plan.key.as_deref());
                stands(at, &entry.value, find(new, key.unwrap_or(&entry.key), place))
            });
            let mut added = inside.added.iter();
            count == new.len()
                && known.all(|stands| stands)
                && added.all(|(key, value)| {
                    find(new, key, 0).is_some_and(|now| says(now, value))
                })
        }
        (Kind::Seq(old), Kind::Seq(new)) => {
            let old: Vec<_> = old.iter().enumerate().filter(|(at, _)| kept(at)).collect();
            let added = new.get(old.len()..).unwrap_or(&[]);
            added.len() == inside.added.len()
                && old
                    .iter()
                    .zip(new)
                    .all(|((at, value), now)| stands(*at, value, Some(now)))
                && inside
                    .added
                    .iter()
                    .zip(added)
                    .all(|((_, value), now)| says(now, value))
        }
        _ => false,
    }
}

/// The value of a key, which is probably at a place.
fn find<'n, 's>(
    entries: &'n [crate::tree::Entry<'s>],
    key: &str,
    place: usize,
) -> Option<&'n Node<'s>> {
    let there = entries.get(place).filter(|entry| entry.key == key);
    let there = there.or_else(|| entries.iter().find(|entry| entry.key == key));
    there.map(|entry| &entry.value)
}

fn says(node: &Node<'_>, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Str(text), Value::Text(wanted)) => text == wanted,
        (Kind::Seq(items), Value::List(wanted)) => {
            items.len() == wanted.len()
                && items.iter().zip(wanted).all(|(item, wanted)| says(item, wanted))
        }
        (Kind::Map(entries), Value::Map(wanted)) => {
            entries.len() == wanted.len()
                && wanted.iter().zip(0..).all(|((key, value), place)| {
                    find(entries, key, place).is_some_and(|node| says(node, value))
                })
        }
        _ => false,
    }
}

/// Whether two values say the same.
fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Seq(one), Kind::Seq(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (Kind::Map(one), Kind::Map(other)) => {
            one.len() == other.len()
                && one.iter().zip(0..).all(|(entry, place)| {
                    find(other, &entry.key, place)
                        .is_some_and(|value| same(&entry.value, value))
                })
        }
        (one, other) => one == other,
    }
}
