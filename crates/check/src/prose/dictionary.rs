//! Words with what is known of them.

use crate::table::Table;

/// A closed list of words. Most words of a text are not in it, which their first letter and
/// their length tell at once.
pub(crate) struct Dictionary<V> {
    words: Table<&'static str, V>,
    /// By the first byte of a word, the lengths of those that begin with it, a bit for each.
    lengths: [u64; 256],
}

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Dictionary { words: Table::default(), lengths: [0; 256] }
    }
}

impl<V> Dictionary<V> {
    /// What is known of a word, in lower case.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let first = *word.as_bytes().first()?;
        self.may_have(first, word.len()).then(|| self.words.get(word)).flatten()
    }

    /// Whether a word that begins with a byte and has so many is in it.
    pub(crate) fn may_have(&self, first: u8, length: usize) -> bool {
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or(0);
        lengths & bit(length) != 0
    }

    /// What is known of a word, to be added to.
    pub(crate) fn entry(&mut self, word: &'static str) -> &mut V
    where
        V: Default,
    {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        if let Some(lengths) = self.lengths.get_mut(usize::from(first)) {
            *lengths |= bit(word.len());
        }
        self.words.entry(word).or_default()
    }
}

/// Longer words share the last bit.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}
