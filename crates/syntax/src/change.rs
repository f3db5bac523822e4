//! What is to become of a brief: the language in which rules and programs ask for edits.

use std::fmt;
use std::ops::Range;

use crate::path::{Part, Path};
use crate::source::Span;

/// One change to a data file, in terms of the brief. How it is written down in the language
/// of the file, and that the rest of the file stays as it is, is not the asker's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Writes a text at a place: in the place of a value, of a key, of a part of a text, or
    /// of bytes of the file. Only bytes are written as they are; for all others the text is
    /// quoted and escaped as the language needs it.
    Write(Place, String),
    /// Gives a path a value. Where only the last step is missing, a key is added to its map
    /// or an entry to the end of its list.
    Put(Path, Value),
    /// Takes away an entry of a map with its key, or an entry of a list.
    Remove(Path),
}

/// A value to be written. A brief has no numbers: every scalar is a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order in which it is to be written.
    Map(Vec<(String, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

/// Whether a fix can be applied without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Exact: what the text says is unchanged for every reader, the same values in the same
    /// words, and only its writing differs. A guess is never safe, however good.
    Safe,
    /// What the brief says may change: to be looked at. It never takes a figure or a source
    /// away, and no number becomes the reference to a figure that its sentence does not name.
    Unsafe,
}

impl fmt::Display for Safety {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        })
    }
}

/// A place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At bytes of the text, for what is no value of the brief.
    Bytes(Range<usize>),
    /// At a value of the brief or a part of it.
    Node(Path, Part),
}

impl Place {
    /// The start of the text.
    #[must_use]
    pub fn start() -> Self {
        Place::Bytes(0..0)
    }
}

impl From<Path> for Place {
    fn from(path: Path) -> Self {
        Place::Node(path, Part::Value)
    }
}

impl<P: Into<Path>> From<(P, Part)> for Place {
    fn from((path, part): (P, Part)) -> Self {
        Place::Node(path.into(), part)
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Bytes(span.range())
    }
}

/// Bytes of the text and what stands in their place. An empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text that go.
    pub bytes: Range<usize>,
    /// What comes.
    pub text: String,
}
