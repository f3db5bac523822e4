//! From changes of a brief to edits of its text: the few bytes that must differ, in the
//! language of the file. All other bytes stay.
//!
//! ```text
//! changes ──▶ plan (what becomes of each value) ──▶ buffer (edits, in the file's language)
//! ```

mod buffer;
mod flow;
mod patch;
mod plan;
mod proof;
mod snippet;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use std::fmt;

use crate::change::{Change, Edit, Place, Value};
use crate::input::Format;
use crate::tree::Node;
use crate::write::{self, Context};
use buffer::Buffer;

pub use plan::missing;
#[cfg(test)]
pub(crate) use snippet::read as reads;

/// Why something cannot be found or changed in a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditError {
    what: String,
    help: Option<String>,
}

impl EditError {
    /// An error without advice.
    pub fn new(what: impl Into<String>) -> Self {
        EditError { what: what.into(), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.what
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Value {
    /// Writes a text as it is, a list or a map as YAML on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            value => f.write_str(&write::inline(Format::Yaml, Context::FlowValue, value)),
        }
    }
}

/// The text after some edits. They are sorted by place and do not overlap.
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut from = 0;
    for edit in edits {
        text.push_str(source.get(from..edit.bytes.start).unwrap_or(""));
        text.push_str(&edit.text);
        from = edit.bytes.end;
    }
    text.push_str(source.get(from..).unwrap_or(""));
    text
}

/// The edits that make some changes, sorted by place. All changes speak of the text as it
/// is.
///
/// # Errors
///
/// Why one of them cannot be made in this text, or that two of them meet.
pub fn edits(
    source: &str,
    format: Format,
    root: Option<&Node<'_>>,
    changes: &[Change],
) -> Result<Vec<Edit>, EditError> {
    let mut buffer = Buffer::new(source, format);
    let mut of_bytes = 0;
    for change in changes {
        if let Change::Write(Place::Bytes(bytes), text) = change {
            if source.get(bytes.clone()).is_none() {
                return Err(EditError::new("these bytes are not in the text"));
            }
            buffer.put(bytes.clone(), text.as_str());
            of_bytes += 1;
        }
    }
    if of_bytes < changes.len() {
        let Some(root) = root else {
            return Err(EditError::new("the file cannot be read")
                .help("mend what `strata check` finds first"));
        };
        let plan = plan::plan(root, changes)?;
        let done = match format {
            Format::Yaml => yaml::root(&mut buffer, root, &plan),
            Format::Json => {
                flow::value(&mut buffer, root, &plan.operation, &flow::FlowPosition::Root)
            }
            Format::Toml => toml::root(&mut buffer, root, &plan),
        };
        if done.is_none() {
            return Err(EditError::new("this cannot be written without a new layout")
                .help("change the file by hand"));
        }
    }
    buffer.edits().ok_or_else(|| EditError::new("two of the changes meet at one place"))
}

/// Whether a tree is what some changes were to make of another one. Changes of bytes are
/// not looked at: what they make of the tree is not known.
pub fn holds(before: &Node<'_>, changes: &[Change], after: &Node<'_>) -> bool {
    plan::plan(before, changes)
        .is_ok_and(|plan| proof::holds(before, &plan.operation, after))
}

/// The edits by place, if no two of them meet.
pub fn sorted(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    edits.dedup();
    let apart = edits.windows(2).all(|two| match two {
        [one, next] => {
            one.bytes.end <= next.bytes.start && one.bytes.start < next.bytes.start
        }
        _ => true,
    });
    apart.then_some(edits)
}
