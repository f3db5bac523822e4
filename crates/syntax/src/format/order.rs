//! The order of keys that a document has, whoever wrote it.

/// The types of a document, as far as the order of their keys goes. The first one is that
/// of the root.
#[derive(Debug, Clone, Default)]
pub struct KeyOrder(Vec<Keys>);

/// A type of a document, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeId(pub usize);

/// What a type holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keys {
    /// No keys, or keys nobody knows.
    Unknown,
    /// Entries of one type, in the author's order: of a list, or of a map by ids.
    Each(TypeId),
    /// Keys in this order, each with the type of its value.
    Known(Vec<(String, TypeId)>),
}

impl KeyOrder {
    /// The order of these types, the root first. A number beyond them stands for
    /// [`Keys::Unknown`].
    #[must_use]
    pub fn new(types: Vec<Keys>) -> Self {
        KeyOrder(types)
    }

    /// The type of the root.
    pub(crate) fn root(&self) -> TypeId {
        TypeId(0)
    }

    /// The type of what stands under a key.
    pub(crate) fn under(&self, of: TypeId, key: &str) -> TypeId {
        let below = match self.keys(of) {
            Keys::Unknown => None,
            Keys::Each(each) => Some(*each),
            Keys::Known(keys) => {
                keys.iter().find(|(known, _)| known == key).map(|(_, below)| *below)
            }
        };
        below.unwrap_or(UNKNOWN)
    }

    /// The type of the entries of a list.
    pub(crate) fn entry(&self, of: TypeId) -> TypeId {
        match self.keys(of) {
            Keys::Each(each) => *each,
            Keys::Unknown | Keys::Known(_) => UNKNOWN,
        }
    }

    /// The keys of a type in their order, if they have one.
    pub(crate) fn known(&self, of: TypeId) -> Option<&[(String, TypeId)]> {
        match self.keys(of) {
            Keys::Known(keys) => Some(keys),
            Keys::Unknown | Keys::Each(_) => None,
        }
    }

    fn keys(&self, of: TypeId) -> &Keys {
        self.0.get(of.0).unwrap_or(&Keys::Unknown)
    }
}

const UNKNOWN: TypeId = TypeId(usize::MAX);
