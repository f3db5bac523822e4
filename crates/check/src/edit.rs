//! From changes of a brief to edits of its text: the few bytes that must differ, in the
//! language of the file. All other bytes stay.

use std::ops::Range;

use crate::change::Change;
use crate::diagnostic::Place;
use crate::input::Format;
use crate::path::Part;
use crate::tree::Node;

/// Bytes of the text and what stands in their place. An empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of [`Report::source`](crate::Report::source) that go.
    pub bytes: Range<usize>,
    /// What comes.
    pub text: String,
}

/// The text after some edits. They are sorted by place and do not overlap.
pub(crate) fn apply(source: &str, edits: &[Edit]) -> String {
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

/// The edits that make some changes, sorted by place; nothing if one of them cannot be made
/// in this text, or two of them meet.
pub(crate) fn edits(
    source: &str,
    _format: Format,
    _root: Option<&Node<'_>>,
    changes: &[Change],
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::Write(Place::Bytes(bytes), text) => {
                source.get(bytes.clone())?;
                edits.push(Edit { bytes: bytes.clone(), text: text.clone() });
            }
            Change::Write(
                Place::Node(_, Part::Value | Part::Key | Part::Within(_)),
                _,
            )
            | Change::Put(..)
            | Change::Remove(_) => return None,
        }
    }
    sorted(edits)
}

/// The edits by place, if no two of them meet.
pub(crate) fn sorted(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
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
