//! A data file opened to be changed: where things are in it, and its text after changes.

use std::borrow::Cow;

use strata_syntax::change::{Change, Place, Value};
use strata_syntax::edit::{self, EditError};
use strata_syntax::path::{Path, Step};
use strata_syntax::tree::{Entry, Kind, Node, child};
use strata_syntax::{Format, Gated, Input, Limits, gate, parse, suggest};

use crate::diagnostic::Findings;
use crate::report::Report;
use crate::shape::{self, Wanted};

/// A data file that can be read, whatever else is wrong with it.
///
/// ```
/// use strata_check::{Change, Revision, Format, Input, Limits};
///
/// let bytes = b"figures:\n  capex: {value: $115.9B}  # TTM\n";
/// let input = Input { name: "a.yaml", bytes, format: Format::Yaml, limits: Limits::default() };
/// let revision = Revision::open(&input).expect("YAML");
/// let path = revision.find("capex.value").expect("a path");
/// let change = Change::Write(path.into(), "$116.0B".to_owned());
/// let text = revision.edit(&[change]).expect("a text");
/// assert_eq!(text, "figures:\n  capex: {value: $116.0B}  # TTM\n");
/// ```
#[derive(Debug)]
pub struct Revision<'a> {
    text: &'a str,
    marked: bool,
    format: Format,
    limits: Limits,
    root: Node<'a>,
}

impl<'a> Revision<'a> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// The report, if nothing can be read from the file.
    pub fn open(input: &Input<'a>) -> Result<Self, Report> {
        let (format, limits) = (input.format, input.limits);
        let Gated { text, marked, mut errors } = gate(input);
        if let Cow::Borrowed(text) = text
            && errors.is_empty()
        {
            let (root, more) = parse(text, format, limits);
            if let Some(root) = root {
                return Ok(Revision { text, marked, format, limits, root });
            }
            errors = more;
        }
        Err(Report::new(input.name, &text, marked, None, Findings::of(errors)))
    }

    /// The path of an address: a JSON pointer (RFC 6901), or the same with dots and without
    /// the first slash. With dots, the id of anything may stand in the place of the first
    /// steps; keys of the brief come before ids. `-` is the entry behind the last of a list.
    /// The last step need not be there, nor steps that the schema knows by name.
    ///
    /// # Errors
    ///
    /// Which step leads nowhere, with the closest one that does not.
    pub fn find(&self, address: &str) -> Result<Path, EditError> {
        let (mut path, steps) = match address.strip_prefix('/') {
            Some(pointer) => {
                let steps = pointer.split('/');
                let plain = |step: &str| step.replace("~1", "/").replace("~0", "~");
                (Path::root(), steps.map(plain).collect::<Vec<_>>())
            }
            None => {
                let mut steps: Vec<_> = address.split('.').map(str::to_owned).collect();
                let first = steps.first().map_or("", String::as_str);
                match self.identified(first)? {
                    Some(path) => (path, steps.split_off(1)),
                    None => (Path::root(), steps),
                }
            }
        };
        if steps.iter().any(String::is_empty) {
            return Err(EditError::new(format!("`{address}` is no path"))
                .help("write it as in `figures.capex.value` or `/figures/capex/value`"));
        }
        for (at, step) in steps.iter().enumerate() {
            path = self.step(&path, step, at + 1 == steps.len())?;
        }
        Ok(path)
    }

    /// What stands at a path, in a few words: a text as it is read, or a list or a map on
    /// one line; nothing if nothing stands there.
    #[must_use]
    pub fn shown(&self, path: &Path) -> Option<String> {
        self.reach(path).map(|node| value(node).to_string())
    }

    /// The value that a text stands for where it is to be written: where the schema has a
    /// list or a map, the text is read as YAML.
    ///
    /// # Errors
    ///
    /// Why the text is no list or map.
    pub fn value(&self, path: &Path, text: &str) -> Result<Value, EditError> {
        let (noun, form) = match shape::wanted(path) {
            Some(Wanted::List) => ("list", "[a, b]"),
            Some(Wanted::Map) => ("map", "{key: value}"),
            Some(Wanted::Text) | None => return Ok(Value::Text(text.to_owned())),
        };
        let (root, _) = parse(text, Format::Yaml, self.limits);
        match root.as_ref().map(value) {
            Some(value @ Value::List(_)) if noun == "list" => Ok(value),
            Some(value @ Value::Map(_)) if noun == "map" => Ok(value),
            _ => {
                let help = format!("write it as in `{form}`");
                Err(EditError::new(format!("`{}` is a {noun}", path.dotted())).help(help))
            }
        }
    }

    /// The text of the file after some changes. All speak of the brief as it is. It has been
    /// read again: it says what was asked for, and all else as before.
    ///
    /// # Errors
    ///
    /// Why one of the changes cannot be made.
    pub fn edit(&self, changes: &[Change]) -> Result<String, EditError> {
        let edits = edit::edits(self.text, self.format, Some(&self.root), changes)?;
        let text = edit::apply(self.text, &edits);
        let limits = Limits { bytes: usize::MAX, ..self.limits };
        let (after, _) = parse(&text, self.format, limits);
        let of_bytes =
            |change: &Change| matches!(change, Change::Write(Place::Bytes(_), _));
        let stands = after.is_some_and(|after| {
            changes.iter().any(of_bytes) || edit::holds(&self.root, changes, &after)
        });
        if !stands {
            return Err(EditError::new(
                "the file would say something else than was asked for",
            )
            .help("mend what `strata check` finds in it first"));
        }
        Ok(if self.marked { format!("\u{feff}{text}") } else { text })
    }

    fn reach(&self, path: &Path) -> Option<&Node<'a>> {
        let mut steps = path.steps().iter();
        steps.try_fold(&self.root, |node, step| child(node, step).map(|(_, value)| value))
    }

    /// The path one step down.
    fn step(&self, path: &Path, step: &str, last: bool) -> Result<Path, EditError> {
        let index = step.parse().ok();
        let missing = |node: &Node<'_>| {
            let step = index.map_or_else(|| Step::Key(step.into()), Step::Index);
            Err(edit::missing(node, path, &step))
        };
        let Some(node) = self.reach(path).filter(|node| node.kind != Kind::Null) else {
            // What is not there yet is what the schema says.
            known(path, step)?;
            return Ok(match (shape::wanted(path), step) {
                (Some(Wanted::List), "-" | "0") => path.index(0),
                _ => path.key(step),
            });
        };
        match (&node.kind, step) {
            (Kind::Seq(items), "-") => Ok(path.index(items.len())),
            (Kind::Seq(items), _) => match index {
                Some(index) if index < items.len() => Ok(path.index(index)),
                _ => missing(node),
            },
            (Kind::Map(_), _) => {
                if node.entry(step).is_some() {
                    return Ok(path.key(step));
                }
                known(path, step)?;
                let named = || shape::names(path).iter().any(|name| name == step);
                if last || named() { Ok(path.key(step)) } else { missing(node) }
            }
            _ => missing(node),
        }
    }

    /// The path of the only thing with an id; nothing if the word is a key of the brief.
    fn identified(&self, word: &str) -> Result<Option<Path>, EditError> {
        let names = shape::names(&Path::root());
        if self.root.entry(word).is_some() || names.iter().any(|name| name == word) {
            return Ok(None);
        }
        let mut ids = Vec::new();
        collect(&self.root, &Path::root(), &mut ids);
        let mut named = ids.iter().filter(|(id, _)| *id == word);
        match (named.next(), named.next()) {
            (Some((_, path)), None) => Ok(Some(path.clone())),
            (Some((_, one)), Some((_, other))) => {
                Err(EditError::new(format!("two things have the id `{word}`"))
                    .help(format!("write `{one}` or `{other}`")))
            }
            (None, _) => {
                let known = ids.iter().map(|(id, _)| *id);
                let known = known.chain(names.iter().map(String::as_str));
                let refused = EditError::new(format!(
                    "nothing in the brief has the id or key `{word}`"
                ));
                Err(match suggest::closest(word, known) {
                    Some(meant) => refused.help(format!("did you mean `{meant}`?")),
                    None => refused,
                })
            }
        }
    }
}

/// Refuses a key that is nearly one of those the schema has there.
fn known(path: &Path, key: &str) -> Result<(), EditError> {
    let names = shape::names(path);
    match suggest::closest(key, names.iter().map(String::as_str)) {
        Some(meant) if meant != key => {
            let place = path.dotted();
            Err(EditError::new(format!("`{place}` has no key `{key}`"))
                .help(format!("did you mean `{meant}`?")))
        }
        _ => Ok(()),
    }
}

/// All that has an id, in the order of the file: by its key, or by its own `id`.
fn collect<'n>(node: &'n Node<'_>, path: &Path, ids: &mut Vec<(&'n str, Path)>) {
    const KEYED: [&str; 4] = ["figures", "sources", "definitions", "notes"];
    match &node.kind {
        Kind::Map(entries) => {
            if let Some(Node { kind: Kind::Str(id), .. }) = node.get("id")
                && !path.steps().is_empty()
            {
                ids.push((id, path.clone()));
            }
            let keyed =
                matches!(path.steps(), [Step::Key(key)] if KEYED.contains(&&**key));
            for entry in entries {
                let path = path.key(&entry.key);
                if keyed {
                    ids.push((&entry.key, path.clone()));
                }
                collect(&entry.value, &path, ids);
            }
        }
        Kind::Seq(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, &path.index(at), ids);
            }
        }
        _ => {}
    }
}

/// What a value says, with every scalar as a text.
fn value(node: &Node<'_>) -> Value {
    match &node.kind {
        Kind::Seq(items) => Value::List(items.iter().map(value).collect()),
        Kind::Map(entries) => {
            let entry = |one: &Entry<'_>| (one.key.to_string(), value(&one.value));
            Value::Map(entries.iter().map(entry).collect())
        }
        Kind::Str(text) | Kind::Num(text) => Value::Text(text.to_string()),
        Kind::Bool(truth) => Value::Text(truth.to_string()),
        Kind::Null => Value::Text(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "title: T\nfigures:\n  capex: {value: $1B}\n  a.b: {value: 2}\nsections:\n  \
                         - id: base\n    blocks:\n      - reading: {id: cycle, text: It grew.}\n";

    fn with<T>(text: &str, format: Format, ask: impl Fn(&Revision<'_>) -> T) -> T {
        let bytes = text.as_bytes();
        let input = Input { name: "a", bytes, format, limits: Limits::default() };
        ask(&Revision::open(&input).expect("a file that can be read"))
    }

    fn found(address: &str) -> String {
        with(BRIEF, Format::Yaml, |revision| match revision.find(address) {
            Ok(path) => path.to_string(),
            Err(refused) => {
                format!("{}; {}", refused.message(), refused.advice().unwrap_or("-"))
            }
        })
    }

    #[test]
    fn addresses_lead_to_paths() {
        for (address, path) in [
            ("/figures/capex/value", "/figures/capex/value"),
            ("figures.capex.value", "/figures/capex/value"),
            ("capex.value", "/figures/capex/value"),
            ("capex.period", "/figures/capex/period"),
            ("capex.history.FY 2024", "/figures/capex/history/FY 2024"),
            ("/figures/a.b/value", "/figures/a.b/value"),
            ("cycle.text", "/sections/0/blocks/0/reading/text"),
            ("cycle.rests-on.-", "/sections/0/blocks/0/reading/rests-on/0"),
            ("base.blocks.-", "/sections/0/blocks/1"),
            ("/sections/0/blocks/0", "/sections/0/blocks/0"),
            ("title", "/title"),
            ("allow.-", "/allow/0"),
            ("allow.0.rule", "/allow/0/rule"),
            ("disclosures.author", "/disclosures/author"),
            ("figures.new", "/figures/new"),
        ] {
            assert_eq!(found(address), path, "{address}");
        }
    }

    #[test]
    fn a_step_that_leads_nowhere_is_named() {
        for (address, said) in [
            ("figures.capx.value", "`figures` has no key `capx`; did you mean `capex`?"),
            (
                "capx.value",
                "nothing in the brief has the id or key `capx`; did you mean `capex`?",
            ),
            (
                "titel",
                "nothing in the brief has the id or key `titel`; did you mean `title`?",
            ),
            (
                "sections.1.title",
                "`sections` has no entry `1`; write 0 for its entry, or `-` for a new one",
            ),
            (
                "sections.base.title",
                "`sections` has no entry `base`; write 0 for its entry, or `-` for a new one",
            ),
            ("title.short", "`title` is a text: there is no `short` in it; -"),
            (
                "capex..value",
                "`capex..value` is no path; write it as in `figures.capex.value` or `/figures/capex/value`",
            ),
        ] {
            assert_eq!(found(address), said, "{address}");
        }
    }

    #[test]
    fn an_id_of_two_things_is_no_address() {
        let text = "sources: {x: {}}\nfigures: {x: {}}\n";
        let refused = with(text, Format::Yaml, |revision| revision.find("x.label"));
        let refused = refused.expect_err("two things");
        assert_eq!(refused.advice(), Some("write `/sources/x` or `/figures/x`"));
    }

    #[test]
    fn the_schema_says_what_a_text_stands_for() {
        let read = |address: &str, text: &str| {
            with(BRIEF, Format::Yaml, |revision| {
                revision.value(&revision.find(address).expect(address), text)
            })
        };
        let list = Value::List(vec!["a".into(), "5".into()]);
        assert_eq!(read("cycle.rests-on", "[a, 5]"), Ok(list));
        assert_eq!(read("capex.value", "[a, 5]"), Ok("[a, 5]".into()));
        let map = Value::Map(vec![("FY 2024".to_owned(), "$1B".into())]);
        assert_eq!(read("capex.history", "{FY 2024: $1B}"), Ok(map));
        for text in ["a", "{a: b}", "[a", ""] {
            let refused = read("cycle.rests-on", text).expect_err(text);
            assert_eq!(refused.advice(), Some("write it as in `[a, b]`"), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_stays_in_front() {
        let after = with("\u{feff}title: T\r\n", Format::Yaml, |revision| {
            revision.edit(&[Change::Put(Path::root().key("deck"), "D".into())])
        });
        assert_eq!(after.as_deref(), Ok("\u{feff}title: T\r\ndeck: D\r\n"));
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        let text = "a: 1\nb: {c: d}\na: 2\n";
        let change = |key: &str| [Change::Remove(Path::root().key(key))];
        let after = with(text, Format::Yaml, |revision| revision.edit(&change("b")));
        assert_eq!(after.as_deref(), Ok("a: 1\na: 2\n"));
        // The second one would take its place.
        let after = with(text, Format::Yaml, |revision| revision.edit(&change("a")));
        assert!(after.is_err());
    }
}
