//! The tree as the schema validator sees it: no `serde_json::Value` is built on the way.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node as Instance, NodeIdentity, Object};
use serde_json::{Number, Value};
use strata_syntax::tree::{Entry, Kind, Node};

use crate::decode::is_comment;

/// The representation, as the validator's type parameter.
pub(super) struct Tree;

/// One value: a node, or a key while `propertyNames` looks at it.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Node(&'a Node<'a>),
    Key(&'a str),
}

impl Json for Tree {
    type Node<'a> = At<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(At<'_>) -> T) -> T {
        f(At::Key(string))
    }
}

impl<'a> At<'a> {
    fn text(&self) -> Option<&'a str> {
        match self {
            At::Key(key) => Some(key),
            At::Node(Node { kind: Kind::Str(text), .. }) => Some(text),
            At::Node(_) => None,
        }
    }
}

impl<'a> Instance<'a, Tree> for At<'a> {
    type Object = Members<'a>;
    type Array = Items<'a>;
    type Number = Number;

    fn as_object(&self) -> Option<Members<'a>> {
        match self {
            At::Node(Node { kind: Kind::Map(entries), .. }) => Some(Members(entries)),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Items<'a>> {
        match self {
            At::Node(Node { kind: Kind::Seq(items), .. }) => Some(Items(items)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.text().map(Cow::Borrowed)
    }

    /// Only the type of a number matters: no field of a brief is one. Its value is lost.
    fn as_number(&self) -> Option<Number> {
        match self {
            At::Node(Node { kind: Kind::Num(text), .. }) => {
                Some(text.parse().unwrap_or_else(|_| Number::from(0)))
            }
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            At::Node(Node { kind: Kind::Bool(truth), .. }) => Some(*truth),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, At::Node(Node { kind: Kind::Null, .. }))
    }

    fn json_type(&self) -> JsonType {
        let At::Node(node) = self else { return JsonType::String };
        match node.kind {
            Kind::Null => JsonType::Null,
            Kind::Bool(_) => JsonType::Boolean,
            Kind::Num(_) => JsonType::Number,
            Kind::Str(_) => JsonType::String,
            Kind::Seq(_) => JsonType::Array,
            Kind::Map(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        matches!((self.text(), expected), (Some(text), Value::String(word)) if text == word)
    }

    /// Every error copies the value it is about, and a map with a hundred thousand faults
    /// would be copied as often. Ours look at scalars only: a map or a list is left out.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match (self.text(), self.as_boolean()) {
            (Some(text), _) => Value::from(text),
            (None, Some(truth)) => Value::from(truth),
            (None, None) => Value::Null,
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            At::Node(node) => {
                Some(NodeIdentity::new(std::ptr::from_ref::<Node>(node).addr()))
            }
            At::Key(_) => None,
        }
    }
}

/// The entries of a map. The schema of a brief knows no comments: it does not see them.
pub(super) struct Members<'a>(&'a [Entry<'a>]);

impl<'a> Members<'a> {
    fn entries(&self) -> MembersIter<'a> {
        MembersIter(self.0.iter())
    }
}

impl<'a> Object<'a, Tree> for Members<'a> {
    type Node = At<'a>;
    type MemberName = &'a str;
    type MembersIter = MembersIter<'a>;

    fn len(&self) -> usize {
        self.entries().count()
    }

    fn get(&self, key: &String) -> Option<At<'a>> {
        self.entries().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    fn members(&self) -> MembersIter<'a> {
        self.entries()
    }
}

pub(super) struct MembersIter<'a>(std::slice::Iter<'a, Entry<'a>>);

impl<'a> Iterator for MembersIter<'a> {
    type Item = (&'a str, At<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.0.find(|entry| !is_comment(entry))?;
        Some((entry.key.as_ref(), At::Node(&entry.value)))
    }
}

pub(super) struct Items<'a>(&'a [Node<'a>]);

impl<'a> Array<'a, Tree> for Items<'a> {
    type Node = At<'a>;
    type ElementsIter = ItemsIter<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> ItemsIter<'a> {
        ItemsIter(self.0.iter())
    }
}

pub(super) struct ItemsIter<'a>(std::slice::Iter<'a, Node<'a>>);

impl<'a> Iterator for ItemsIter<'a> {
    type Item = At<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(At::Node)
    }
}
