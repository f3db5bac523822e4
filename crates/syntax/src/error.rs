//! What a reader has to say of a text: errors by kind, each with its place, and how they
//! are collected.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::change::{Edit, Safety};
use crate::source::Span;

/// Errors of one kind that are put into words for one text; the rest is only counted.
pub const SHOWN: usize = 200;

/// What can be wrong with a text, as far as its language goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// The file is larger than [`Limits::bytes`](crate::Limits::bytes).
    FileTooLarge,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A character that nobody sees stands in the text.
    HiddenCharacter,
    /// An escape writes a character that nobody sees.
    HiddenEscape,
    /// One letter bears more combining marks than a line has room for.
    StackedMarks,
    /// A `#` that looks like a part of the text began a comment.
    TextCut,
    /// A number that is too long or too large.
    NumberOutOfRange,
    /// A word that only some tools read as a number.
    AmbiguousNumber,
    /// A word that only some tools read as true or false.
    AmbiguousBoolean,
    /// The grammar of YAML 1.2.
    Yaml,
    /// A second document in one file.
    SeveralDocuments,
    /// An alias of YAML.
    Alias,
    /// An anchor of YAML.
    Anchor,
    /// A tag of YAML.
    Tag,
    /// A merge key of YAML.
    MergeKey,
    /// A key that is in its map already.
    DuplicateKey,
    /// A key that is no text.
    KeyNotText,
    /// More levels than [`Limits::depth`](crate::Limits::depth).
    TooDeep,
    /// More values than [`Limits::values`](crate::Limits::values).
    TooManyValues,
    /// There is no value in the file.
    EmptyFile,
    /// The grammar of JSON, RFC 8259.
    Json,
    /// The grammar of TOML 1.1.
    Toml,
}

/// One thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What kind of thing.
    pub kind: ErrorKind,
    /// Where.
    pub span: Span,
    /// What is wrong: lower case, without a full stop.
    pub message: String,
    /// What to do about it: starts with a verb.
    pub help: String,
    /// Another place that belongs to it, with a few words saying how.
    pub related: Option<(Span, &'static str)>,
    /// An edit that does what the help says, not yet tried.
    pub fix: Option<(Safety, Edit)>,
}

impl SyntaxError {
    pub(crate) fn new(
        kind: ErrorKind,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        SyntaxError { kind, span, message, help, related: None, fix: None }
    }

    /// Adds the text that is to stand in the place of some bytes.
    pub(crate) fn fix(
        mut self,
        safety: Safety,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        self.fix = Some((safety, Edit { bytes: span.range(), text: text.into() }));
        self
    }
}

/// Errors while they are collected: a hostile file raises no more than can be shown.
#[derive(Debug, Default)]
pub struct Errors {
    list: Vec<SyntaxError>,
    counts: BTreeMap<ErrorKind, usize>,
}

impl Errors {
    pub(crate) fn push(&mut self, error: SyntaxError) {
        let count = self.counts.entry(error.kind).or_default();
        *count += 1;
        if *count <= SHOWN {
            self.list.push(error);
        }
    }

    /// Counts an error without putting it into words.
    pub(crate) fn count_one(&mut self, kind: ErrorKind) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// Whether no further error would be shown: it need not be put into words.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= SHOWN
    }

    /// Takes back what was raised of a kind about a stretch of the text.
    pub(crate) fn withdraw(&mut self, kind: ErrorKind, stretch: &RangeInclusive<usize>) {
        let before = self.list.len();
        self.list
            .retain(|one| one.kind != kind || !stretch.contains(&one.span.range().start));
        let gone = before - self.list.len();
        if let Some(count) = self.counts.get_mut(&kind) {
            *count -= gone;
        }
    }

    /// Takes over what another collection holds, behind what this one holds.
    pub fn append(&mut self, other: Errors) {
        for (kind, count) in other.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        self.list.extend(other.list);
    }

    /// The errors that are in words, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &SyntaxError> {
        self.list.iter()
    }

    /// How many errors there are of each kind, in words or not.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<ErrorKind, usize> {
        &self.counts
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.values().all(|count| *count == 0)
    }
}

impl IntoIterator for Errors {
    type Item = SyntaxError;
    type IntoIter = std::vec::IntoIter<SyntaxError>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
