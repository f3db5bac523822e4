//! The entries of a map while they are read.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::quality::RandomState;

use super::Reader;
use crate::error::{ErrorKind, SyntaxError};
use crate::source::Span;
use crate::tree::{Entry, Node};
use crate::words::listed;

/// The entries of a map while they are read; refuses a key that is already there.
#[derive(Default)]
pub(super) struct Entries<'s> {
    list: Vec<Entry<'s>>,
    seen: HashMap<Cow<'s, str>, usize, RandomState>,
    /// Keys in a row that were there before, each with its place and the one before.
    again: Vec<(Cow<'s, str>, Span, Span)>,
    /// Whether the first of all keys came again: an entry whose `- ` was lost repeats every
    /// key of the entry above it.
    anew: bool,
}

/// Entries up to which looking through the list beats hashing.
const FEW: usize = 16;

/// Keys that are named in one message.
const NAMED: usize = 3;

impl<'s> Entries<'s> {
    pub(super) fn push(&mut self, entry: Entry<'s>, reader: &mut Reader<'s, '_>) {
        if let Some(first) = self.first(&entry.key) {
            self.anew |= self.list.first().is_some_and(|one| one.key == entry.key);
            self.again.push((entry.key.clone(), entry.key_span, first));
            if reader.loosely {
                self.list.push(entry);
            }
            return;
        }
        if !self.anew {
            self.refuse(reader);
        }
        if self.list.len() >= FEW {
            self.seen.insert(entry.key.clone(), self.list.len());
        }
        self.list.push(entry);
    }

    /// Puts another value in the place of the last one.
    pub(super) fn put_last(&mut self, value: Node<'s>) {
        if let Some(entry) = self.list.last_mut() {
            entry.value = value;
        }
    }

    /// All entries, once each.
    pub(super) fn done(mut self, reader: &mut Reader<'s, '_>) -> Vec<Entry<'s>> {
        self.refuse(reader);
        self.list
    }

    /// Says of the keys in a row that they are there twice.
    fn refuse(&mut self, reader: &mut Reader<'s, '_>) {
        let Some((_, place, first)) = self.again.first() else { return };
        let mut names: Vec<&str> = Vec::new();
        for (key, ..) in &self.again {
            if names.len() < NAMED && !names.contains(&key.as_ref()) {
                names.push(key);
            }
        }
        let help = match names.as_slice() {
            [_] => "remove one of the two, or give it another name",
            _ => "begin a new entry before them, or remove one of each",
        };
        let verb = if names.len() == 1 { "appears" } else { "appear" };
        let message = format!("{} {verb} twice in one map", listed(&names, "and"));
        let mut error = SyntaxError::new(ErrorKind::DuplicateKey, *place, message, help);
        error.related = Some((*first, "first here"));
        reader.errors.push(error);
        self.again.clear();
    }

    fn first(&mut self, key: &str) -> Option<Span> {
        let at = |entry: &Entry<'_>| entry.key_span;
        if self.list.len() < FEW {
            return self.list.iter().find(|entry| entry.key == key).map(at);
        }
        if self.seen.is_empty() {
            let keys = self.list.iter().enumerate();
            self.seen = keys.map(|(index, entry)| (entry.key.clone(), index)).collect();
        }
        self.seen.get(key).and_then(|index| self.list.get(*index)).map(at)
    }
}
