//! Where in a brief something stands: the language in which rules speak of places.

use std::fmt;
use std::ops::{Deref, Range};

use ecow::{EcoString, EcoVec};

/// A key of a map. It is read as the text it is.
// Paths are made by the thousand, from one another: short keys are held in place, long ones
// are shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(EcoString);

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Key(key.into())
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One step down from a map or a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(Key),
    /// To an entry of a list, counted from 0.
    Index(usize),
}

/// A way from the root of a brief to one of its values.
///
/// ```
/// let path = strata_syntax::path::Path::root().key("figures").key("capex").key("value");
/// assert_eq!(path.to_string(), "/figures/capex/value");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path(EcoVec<Step>);

impl Path {
    /// The brief itself.
    #[must_use]
    pub fn root() -> Self {
        Path(EcoVec::new())
    }

    /// The value of a key of this map.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// An entry of this list, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The way to what holds this; nothing for the brief itself.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.0.split_last()?;
        Some(Path(steps.into()))
    }

    /// Whether this is `other` or lies inside it.
    #[must_use]
    pub fn is_within(&self, other: &Path) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Reads a JSON pointer (RFC 6901). A step of digits is an index: no key of a brief
    /// is a number. Nothing if the text neither is empty nor starts with `/`.
    #[must_use]
    pub fn parse(pointer: &str) -> Option<Self> {
        if pointer.is_empty() {
            return Some(Path::root());
        }
        let steps =
            pointer.strip_prefix('/')?.split('/').map(|step| match step.parse() {
                Ok(index) => Step::Index(index),
                Err(_) => {
                    Step::Key(step.replace("~1", "/").replace("~0", "~").as_str().into())
                }
            });
        Some(Path(steps.collect()))
    }

    /// The path as people write it: its steps with dots between; as a JSON pointer where a
    /// key has dots of its own.
    ///
    /// ```
    /// let path = strata_syntax::path::Path::root().key("thesis").index(0).key("text");
    /// assert_eq!(path.dotted(), "thesis.0.text");
    /// ```
    #[must_use]
    pub fn dotted(&self) -> String {
        let steps = self.0.iter().map(|step| match step {
            Step::Key(key) => key.to_string(),
            Step::Index(index) => index.to_string(),
        });
        let steps: Vec<String> = steps.collect();
        if steps.iter().any(|step| step.is_empty() || step.contains(['.', '/'])) {
            return self.to_string();
        }
        steps.join(".")
    }

    /// The path that continues this one by some steps.
    pub fn join(&self, steps: &[Step]) -> Self {
        Path(self.0.iter().chain(steps).cloned().collect())
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = EcoVec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Path(steps)
    }
}

impl fmt::Display for Path {
    /// Writes the path as a JSON pointer (RFC 6901).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| match step {
            Step::Key(key) => {
                write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Step::Index(index) => write!(f, "/{index}"),
        })
    }
}

/// Which part of what a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Part {
    /// The key that holds the value; for a list entry, the entry.
    Key,
    /// The value.
    #[default]
    Value,
    /// A range of bytes within a text value, as decoded.
    Within(Range<usize>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_and_return() {
        let path = Path::root().key("a/b~c").index(3);
        assert_eq!(path.to_string(), "/a~1b~0c/3");
        assert_eq!(Path::parse("/a~1b~0c/3"), Some(path));
        assert_eq!(Path::parse("a"), None);
    }
}
