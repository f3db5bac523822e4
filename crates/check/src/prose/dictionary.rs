//! Words with what is known of them.

use std::borrow::Borrow;
use std::hash::Hash;

use crate::table::Table;

/// A closed list of words. Most words of a text are not in it, which their first letter and
/// their length tell at once.
pub(crate) struct Dictionary<K, V> {
    words: Table<K, V>,
    /// By the first byte of a word, the lengths of those that begin with it, a bit for each.
    lengths: [u64; 256],
}

impl<K, V> Default for Dictionary<K, V> {
    fn default() -> Self {
        Dictionary { words: Table::default(), lengths: [0; 256] }
    }
}

impl<K: Borrow<str> + Eq + Hash, V> Dictionary<K, V> {
    /// What is known of a word, in lower case.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let first = *word.as_bytes().first()?;
        self.may_have(first, word.len()).then(|| self.words.get(word)).flatten()
    }

    /// What is known of all words, to be changed.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.words.values_mut()
    }

    /// Whether a word that begins with a byte and has so many is in it.
    pub(crate) fn may_have(&self, first: u8, length: usize) -> bool {
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or(0);
        lengths & bit(length) != 0
    }

    /// What is known of a word, to be added to.
    pub(crate) fn entry(&mut self, word: K) -> &mut V
    where
        V: Default,
    {
        let text = word.borrow();
        let first = text.as_bytes().first().copied().unwrap_or_default();
        if let Some(lengths) = self.lengths.get_mut(usize::from(first)) {
            *lengths |= bit(text.len());
        }
        self.words.entry(word).or_default()
    }
}

/// Longer words share the last bit.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}
