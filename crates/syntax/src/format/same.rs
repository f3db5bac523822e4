//! Whether two texts say the same: the proof that is made of every layout.

use super::anchor::Anchors;
use super::comment;
use super::document::schema_of;
use super::order::{KeyOrder, TypeId};
use crate::input::Format;
use crate::source::Lines;
use crate::tree::{Entry, Kind, Node};

/// Whether two trees are equal as data: every text to the letter, lists in their order,
/// maps in their author's order unless their keys have one.
pub(super) fn data(one: &Node<'_>, other: &Node<'_>, keys: &KeyOrder) -> bool {
    equal(one, other, keys, keys.root())
}

fn equal(one: &Node<'_>, other: &Node<'_>, types: &KeyOrder, of: TypeId) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Seq(ours), Kind::Seq(theirs)) => {
            let of = types.entry(of);
            let mut pairs = ours.iter().zip(theirs);
            ours.len() == theirs.len() && pairs.all(|(a, b)| equal(a, b, types, of))
        }
        (Kind::Map(ours), Kind::Map(theirs)) => {
            let free = types.known(of).is_some();
            let (ours, theirs) = (sorted(ours, free), sorted(theirs, free));
            let mut pairs = ours.iter().zip(&theirs);
            let same = |(a, b): (&&Entry<'_>, &&Entry<'_>)| {
                a.key == b.key
                    && equal(&a.value, &b.value, types, types.under(of, &a.key))
            };
            ours.len() == theirs.len() && pairs.all(same)
        }
        (one, other) => one == other,
    }
}

fn sorted<'n, 's>(entries: &'n [Entry<'s>], free: bool) -> Vec<&'n Entry<'s>> {
    let mut entries: Vec<_> = entries.iter().collect();
    if free {
        entries.sort_by(|one, other| one.key.cmp(&other.key));
    }
    entries
}

/// The comments of a text, sorted. The mark by which an editor finds the schema is the same
/// in each language.
pub(super) fn comments(root: &Node<'_>, text: &str, format: Format) -> Vec<String> {
    if format == Format::Json {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let anchors = Anchors::of(root, &lines, format);
    let found = comment::find(text, &anchors, &lines);
    let plain = |found: &comment::Found<'_>| match schema_of(found.text) {
        Some(address) => format!("$schema {}", address.trim()),
        None => found.text.to_owned(),
    };
    let mut comments: Vec<String> = found.iter().map(plain).collect();
    comments.sort_unstable();
    comments
}
