//! What stands on the lines of a TOML file: heads of tables, and keys with their values.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Raw, Source};

use crate::path::Path;

/// The head of a table, or a key with its value.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// What it gives a value, or opens.
    pub(super) path: Path,
    /// How many steps of the path its table has; 0 for a head.
    pub(super) base: usize,
    /// The keys it is written with.
    pub(super) keys: Vec<Range<usize>>,
    /// How many steps of the path lead to each of the keys, itself among them.
    depths: Vec<usize>,
    pub(super) head: Option<Head>,
    /// Its value, if it is no head.
    pub(super) value: Option<Range<usize>>,
    /// All of it.
    pub(super) bytes: Range<usize>,
}

/// The kinds of heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Of a table.
    Table,
    /// Of an entry of a list of tables.
    Entry,
}

impl Statement {
    /// The key that is the last of some steps from the root, if it is written here.
    pub(super) fn key(&self, depth: usize) -> Option<Range<usize>> {
        let at = self.depths.iter().position(|one| *one == depth)?;
        self.keys.get(at).cloned()
    }
}

/// The statements of a text that can be read, in their order.
pub(super) fn statements(text: &str) -> Option<Vec<Statement>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut scribe = Scribe { text, ..Scribe::default() };
    let mut whole = true;
    let mut take = |event: Event| whole = whole && scribe.take(&event).is_some();
    parse_document(&tokens, &mut take, &mut ());
    scribe.close()?;
    whole.then_some(scribe.list)
}

/// What has been read, and the statement that is being read.
#[derive(Default)]
struct Scribe<'s> {
    text: &'s str,
    list: Vec<Statement>,
    /// The table that the next keys belong to.
    table: Path,
    /// How many tables each list has so far.
    counts: BTreeMap<Path, usize>,
    keys: Vec<(String, Range<usize>)>,
    head: Option<Head>,
    bytes: Option<Range<usize>>,
    value: Option<Range<usize>>,
    /// Whether the value begins with what comes next.
    expects: bool,
    /// How deep the value is nested where it is being read.
    depth: usize,
}

impl Scribe<'_> {
    fn take(&mut self, event: &Event) -> Option<()> {
        use EventKind as Kinds;
        let span = event.span();
        let span = span.start()..span.end();
        match event.kind() {
            Kinds::Whitespace | Kinds::Comment => return Some(()),
            Kinds::Newline if self.depth > 0 => return Some(()),
            Kinds::Newline => return self.close(),
            Kinds::Error => return None,
            Kinds::StdTableOpen => self.head = Some(Head::Table),
            Kinds::ArrayTableOpen => self.head = Some(Head::Entry),
            Kinds::SimpleKey if self.depth == 0 => {
                let raw = self.text.get(span.clone())?;
                let place = event.span();
                let mut key = Cow::Borrowed("");
                Raw::new_unchecked(raw, event.encoding(), place)
                    .decode_key(&mut key, &mut ());
                self.keys.push((key.into_owned(), span.clone()));
            }
            Kinds::KeyValSep if self.depth == 0 => self.expects = true,
            Kinds::Scalar if self.expects => {
                self.value = Some(span.clone());
                self.expects = false;
            }
            Kinds::ArrayOpen | Kinds::InlineTableOpen => {
                if self.expects {
                    self.value = Some(span.clone());
                    self.expects = false;
                }
                self.depth += 1;
            }
            Kinds::ArrayClose | Kinds::InlineTableClose => {
                self.depth = self.depth.checked_sub(1)?;
                if self.depth == 0 {
                    self.value.as_mut()?.end = span.end;
                }
            }
            _ => {}
        }
        self.bytes.get_or_insert(span.clone()).end = span.end;
        Some(())
    }

    /// Ends a statement where its line ends.
    fn close(&mut self) -> Option<()> {
        let (Some(bytes), keys) = (self.bytes.take(), std::mem::take(&mut self.keys))
        else {
            return Some(());
        };
        let (head, value) = (self.head.take(), self.value.take());
        let mut path = if head.is_some() { Path::root() } else { self.table.clone() };
        let base = path.steps().len();
        let mut depths = Vec::new();
        for (at, (key, _)) in keys.iter().enumerate() {
            path = path.key(key);
            depths.push(path.steps().len());
            let last = at + 1 == keys.len();
            if last && head == Some(Head::Entry) {
                let count = self.counts.entry(path.clone()).or_default();
                path = path.index(*count);
                *count += 1;
            } else if let Some(count) = self.counts.get(&path) {
                path = path.index(count.checked_sub(1)?);
            }
        }
        if head.is_some() {
            self.table = path.clone();
        }
        let keys = keys.into_iter().map(|(_, span)| span).collect();
        self.list.push(Statement { path, base, keys, depths, head, value, bytes });
        Some(())
    }
}
