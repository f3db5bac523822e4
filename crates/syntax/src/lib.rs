//! YAML, JSON and TOML as one tree.
//!
//! A text is read into a tree in which every value has its place, with what is wrong in it
//! as [`SyntaxError`]s; a [`Change`](change::Change) of the tree becomes the few bytes that
//! must differ; and a text is laid out anew. Nothing here knows what a document is about,
//! and nothing does input or output.

pub mod change;
pub mod edit;
mod error;
pub mod format;
mod hidden;
mod input;
mod joiner;
mod number;
pub mod path;
mod plain;
mod read;
pub mod recover;
pub mod source;
pub mod suggest;
pub mod tree;
pub mod words;
mod write;

pub use error::{ErrorKind, Errors, SHOWN, SyntaxError};
pub use hidden::{escape, is_hidden};
pub use input::{Format, Input, Limits};
pub use plain::{is_doubtful, is_word};
pub use read::{Gated, gate, parse, read};
