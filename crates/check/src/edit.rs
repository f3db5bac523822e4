//! From changes of a brief to edits of its text: the few bytes that must differ, in the
//! language of the file. All other bytes stay.
//!
//! ```text
//! changes ──▶ plan (what becomes of each value) ──▶ page (edits, in the file's language)
//! ```

mod amend;
mod flow;
mod page;
mod plan;
#[cfg(test)]
mod tests;
mod text;
mod toml;
mod yaml;

use std::ops::Range;

use crate::change::Change;
use crate::diagnostic::Place;
use crate::input::Format;
use crate::tree::Node;
use page::Page;

/// Bytes of the text and what stands in their place. An empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of [`Report::source`](crate::Report::source) that go.
    pub bytes: Range<usize>,
    /// What comes.
    pub text: String,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) what: String,
    pub(crate) help: Option<String>,
}

impl Refused {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Refused { what: what.into(), help: None }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
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
/// in this text, or two of them meet. All changes speak of the brief as it is.
pub(crate) fn edits(
    source: &str,
    format: Format,
    root: Option<&Node<'_>>,
    changes: &[Change],
) -> Option<Vec<Edit>> {
    written(source, format, root, changes).ok()
}

/// The same, with the reason where there is nothing.
pub(crate) fn written(
    source: &str,
    format: Format,
    root: Option<&Node<'_>>,
    changes: &[Change],
) -> Result<Vec<Edit>, Refused> {
    let mut page = Page::new(source, format);
    let mut of_bytes = 0;
    for change in changes {
        if let Change::Write(Place::Bytes(bytes), text) = change {
            if source.get(bytes.clone()).is_none() {
                return Err(Refused::new("these bytes are not in the text"));
            }
            page.put(bytes.clone(), text.as_str());
            of_bytes += 1;
        }
    }
    if of_bytes < changes.len() {
        let Some(root) = root else {
            return Err(Refused::new("the file cannot be read")
                .help("mend what `strata check` finds first"));
        };
        let plan = plan::plan(root, changes)?;
        let done = match format {
            Format::Yaml => yaml::root(&mut page, root, &plan),
            Format::Json => flow::value(&mut page, root, &plan.fate, &flow::Spot::Root),
            Format::Toml => toml::root(&mut page, root, &plan),
        };
        if done.is_none() {
            return Err(Refused::new("this cannot be written without a new layout")
                .help("change the file by hand"));
        }
    }
    page.edits().ok_or_else(|| Refused::new("two of the changes meet at one place"))
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
