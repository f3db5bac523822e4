//! A tree without places and without an order of keys: what a document says.

use crate::tree::{Kind, Node};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Data {
    Null,
    /// A number or a truth value.
    Word(String),
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
    /// To be removed.
    Gone,
}

impl Data {
    pub(super) fn of(node: &Node<'_>) -> Self {
        match &node.kind {
            Kind::Null => Data::Null,
            Kind::Bool(truth) => Data::Word(truth.to_string()),
            Kind::Num(text) => Data::Word(text.to_string()),
            Kind::Str(text) => Data::Text(text.to_string()),
            Kind::Seq(items) => Data::List(items.iter().map(Data::of).collect()),
            Kind::Map(entries) => {
                let entry = |one: &crate::tree::Entry<'_>| {
                    (one.key.to_string(), Data::of(&one.value))
                };
                Data::Map(entries.iter().map(entry).collect())
            }
        }
    }

    /// Whether both say the same, in whatever order of keys.
    pub(super) fn same(&self, other: &Data) -> bool {
        match (self, other) {
            (Data::List(one), Data::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(a, b)| a.same(b))
            }
            (Data::Map(one), Data::Map(two)) => {
                one.len() == two.len()
                    && one.iter().all(|(key, value)| {
                        two.iter().any(|(other, a)| other == key && a.same(value))
                    })
            }
            _ => self == other,
        }
    }

    /// Whether this cannot be written: a key is there twice, or there is no key.
    pub(super) fn is_no_brief(&self) -> bool {
        fn twice(data: &Data) -> bool {
            match data {
                Data::Map(entries) => {
                    entries.iter().enumerate().any(|(at, (key, value))| {
                        entries.iter().skip(at + 1).any(|(other, _)| other == key)
                            || twice(value)
                    })
                }
                Data::List(items) => items.iter().any(twice),
                _ => false,
            }
        }
        matches!(self, Data::Map(entries) if entries.is_empty()) || twice(self)
    }
}
