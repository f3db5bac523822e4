//! What is to become of a brief: the language in which rules and programs ask for edits.

use std::fmt;

use crate::diagnostic::Place;
use crate::edit;
use crate::path::Path;

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

impl fmt::Display for Value {
    /// Writes a text as it is, a list or a map as YAML on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            value => f.write_str(&edit::inline(value)),
        }
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
