//! Kinds of errors, and how one of them is planted.

use serde_json::Value;

use crate::host::Host;

/// Where an error can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// In the fields of the data.
    Fields,
    /// Only in sentences.
    Sentences,
}

/// A kind of error.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) seen: Seen,
    /// The rules that say it for the right reason.
    pub(crate) rules: &'static [&'static str],
    /// Whether it can be known without understanding what is said.
    pub(crate) is_knowable: bool,
    /// Whether a note is enough.
    pub(crate) is_note: bool,
    pub(crate) plants: fn(&Host) -> Vec<Plant>,
}

pub(crate) const fn field(
    name: &'static str,
    rules: &'static [&'static str],
    plants: fn(&Host) -> Vec<Plant>,
) -> Kind {
    Kind { name, seen: Seen::Fields, rules, is_knowable: true, is_note: false, plants }
}

pub(crate) const fn sentence(
    name: &'static str,
    rules: &'static [&'static str],
    plants: fn(&Host) -> Vec<Plant>,
) -> Kind {
    Kind { name, seen: Seen::Sentences, rules, is_knowable: true, is_note: false, plants }
}

/// One error at one place.
#[derive(Debug, Clone)]
pub(crate) struct Plant {
    /// Where, for those who read what was planted.
    pub(crate) at: String,
    pub(crate) edits: Vec<Edit>,
    /// What an honest author writes there instead; the brief as it stands if empty.
    pub(crate) twin: Vec<Edit>,
}

#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// Gives a pointer a value; the last key may be new.
    Put(String, Value),
    Remove(String),
    /// Adds to the end of a list.
    Push(String, Value),
}

impl Plant {
    pub(crate) fn new(at: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { at: at.into(), edits, twin: Vec::new() }
    }

    /// One value that is replaced.
    pub(crate) fn put(pointer: &str, value: impl Into<Value>) -> Self {
        Self::new(pointer, vec![put(pointer, value)])
    }
}

pub(crate) fn put(pointer: &str, value: impl Into<Value>) -> Edit {
    Edit::Put(pointer.to_owned(), value.into())
}

/// A tree after some edits; `None` if one of them leads nowhere.
pub(crate) fn applied(tree: &Value, edits: &[Edit]) -> Option<Value> {
    let mut tree = tree.clone();
    for edit in edits {
        match edit {
            Edit::Put(pointer, value) => {
                let (parent, key) = pointer.rsplit_once('/')?;
                match tree.pointer_mut(parent)? {
                    Value::Object(map) => {
                        map.insert(key.to_owned(), value.clone());
                    }
                    Value::Array(list) => {
                        *list.get_mut(key.parse::<usize>().ok()?)? = value.clone();
                    }
                    _ => return None,
                }
            }
            Edit::Remove(pointer) => {
                let (parent, key) = pointer.rsplit_once('/')?;
                match tree.pointer_mut(parent)? {
                    Value::Object(map) => {
                        map.remove(key)?;
                    }
                    Value::Array(list) => {
                        list.remove(key.parse().ok()?);
                    }
                    _ => return None,
                }
            }
            Edit::Push(pointer, value) => match tree.pointer_mut(pointer)? {
                Value::Array(list) => list.push(value.clone()),
                _ => return None,
            },
        }
    }
    Some(tree)
}

/// How many errors of one kind are planted.
pub(crate) const PLANTED: usize = 6;

/// Some of many places: from every brief in turn, in an order that is no order of the file
/// but the same in every run.
pub(crate) fn chosen<'h>(hosts: &'h [Host], kind: &Kind) -> Vec<(&'h Host, Plant)> {
    let mut of_hosts: Vec<Vec<(&Host, Plant)>> = hosts
        .iter()
        .map(|host| {
            let mut plants = (kind.plants)(host);
            plants.sort_by_key(|plant| hash(&[kind.name, &host.name, &plant.at]));
            plants.reverse();
            plants.into_iter().map(|plant| (host, plant)).collect()
        })
        .collect();
    of_hosts
        .sort_by_key(|list| list.first().map(|(host, _)| hash(&[kind.name, &host.name])));
    let mut chosen = Vec::new();
    while chosen.len() < PLANTED && of_hosts.iter().any(|list| !list.is_empty()) {
        for list in &mut of_hosts {
            chosen.extend(list.pop());
        }
    }
    chosen.truncate(PLANTED);
    chosen
}

/// FNV-1a: the same number for the same words, on every machine.
pub(crate) fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
