//! What a part of a brief lacks, and which findings may hang on it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use strata_syntax::change::Place;
use strata_syntax::path::{Part, Path, Step};
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Kind, Node};

use super::cut::Cut;
use super::reach;
use crate::diagnostic::Finding;
use crate::registry;
use crate::rule::{Rule, Severity};
use crate::rules::ids::dangling_reference;
use crate::shape::{self, Wanted};

/// The maps of things by their ids.
const KEYED: [&str; 4] = ["figures", "sources", "definitions", "notes"];

/// Those that say of others where they are from, or what they mean.
const BESIDE: [&str; 3] = ["sources", "definitions", "notes"];

/// The rules that look at a key from elsewhere, and what they then miss without it. What
/// refers to a thing by its id is known by that.
const HANGING: [(&str, &[&str]); 12] = [
    ("subject", &["L002", "L013", "L025", "L027", "L063"]),
    ("authors", &["L088"]),
    ("recommendation", FRONT),
    ("market", FRONT),
    ("period", &["L031", "L033", "L051", "L055"]),
    ("data-cut-off", &["L054"]),
    ("price-date", &["L050", "L084", "L085"]),
    ("stale-after", &["L012", "L033"]),
    ("sources", &["L010", "L012", "L013", "L014", "L054", "L105"]),
    ("definitions", &["L034", "L037", "L052", "L107"]),
    ("figures", &["L074"]),
    ("units", &["L025"]),
];

const FRONT: &[&str] =
    &["L050", "L083", "L084", "L085", "L086", "L087", "L088", "L089", "L090"];

/// What a part of a brief lacks.
pub(crate) struct Lost<'t> {
    root: &'t Node<'t>,
    cut: Cut,
    /// The required keys in whose place something else stands.
    added: Vec<&'static str>,
    /// The things that lack a part, or are missing.
    things: BTreeSet<Path>,
    /// Their ids, and other words by which they are referred to.
    names: HashSet<String>,
    /// The ids of sources, definitions and notes: who refers to one is still what it is.
    beside: HashSet<String>,
    /// The rules that may miss them.
    hanging: BTreeSet<&'static str>,
    /// Whether nobody knows what else was meant.
    anything: bool,
    /// Whether nobody knows what the brief allows.
    everything: bool,
    /// Whether the language of the brief is known.
    language: bool,
    /// Which texts mention one of the names.
    mentions: RefCell<BTreeMap<Path, bool>>,
}

impl<'t> Lost<'t> {
    pub(super) fn new(root: &'t Node<'t>, cut: Cut, added: Vec<&'static str>) -> Self {
        let paths = cut.paths();
        let mut lost = Lost {
            root,
            cut,
            added,
            things: BTreeSet::new(),
            names: HashSet::new(),
            beside: HashSet::new(),
            hanging: BTreeSet::new(),
            anything: false,
            everything: false,
            language: true,
            mentions: RefCell::default(),
        };
        let keys = shape::names(&Path::root());
        for path in &paths {
            let is_beside =
                |step: &Step| matches!(step, Step::Key(all) if BESIDE.contains(&&**all));
            if path.steps().first().is_some_and(is_beside) {
                let names = std::mem::take(&mut lost.names);
                lost.lose(path, &keys);
                lost.beside.extend(std::mem::replace(&mut lost.names, names));
            } else {
                lost.lose(path, &keys);
            }
        }
        for key in lost.added.clone() {
            lost.hang(key);
        }
        lost
    }

    /// Whether a required key is not there.
    pub(super) fn is_added(&self, key: &str) -> bool {
        self.added.contains(&key)
    }

    /// Where a value of the part stands in the brief.
    pub(crate) fn original(&self, path: &Path) -> Path {
        self.cut.original(path)
    }

    /// Whether a rule has something to say of a part.
    pub(crate) fn is_for(&self, rule: &Rule) -> bool {
        let of_absence = rule.is_of_absence() && *rule != dangling_reference::RULE;
        let hangs = self.hanging.contains(rule.code)
            || self.anything && (rule.severity != Severity::Error || rule.code == "L002");
        let unread = rule.reads_english() && !self.language;
        !(of_absence || hangs || unread || self.everything)
    }

    /// Whether a finding holds whatever stands in the places that could not be read.
    pub(crate) fn keeps(&self, finding: &Finding) -> bool {
        if self.anything && finding.severity() != Severity::Error {
            return false;
        }
        let mut quoted = finding.message().split('`').skip(1).step_by(2);
        if quoted.any(|words| self.is_named_in(words)) {
            return false;
        }
        let Some(path) = finding.path() else { return false };
        if let [Step::Key(key), ..] = path.steps()
            && self.is_added(key)
        {
            return false;
        }
        let related =
            finding.related_places().iter().filter_map(|(place, _)| match place {
                Place::Node(path, _) => Some(path),
                Place::Bytes(_) => None,
            });
        if std::iter::once(path).chain(related).any(|path| self.is_touched(path)) {
            return false;
        }
        match self.reference(finding) {
            Some(reference) => !self.is_named_in(reference),
            None => !self.mentions(&scope(path)),
        }
    }

    /// What leads nowhere, of a finding that says so: it hangs on nothing else.
    fn reference(&self, finding: &Finding) -> Option<&str> {
        let Place::Node(path, part) = finding.place() else { return None };
        if *finding.rule() != dangling_reference::RULE {
            return None;
        }
        let Kind::Str(text) = &reach(self.root, path)?.kind else { return None };
        match part {
            Part::Within(range) => text.get(range.clone()),
            Part::Value => Some(text),
            Part::Key => None,
        }
    }

    /// Whether a value belongs to a thing that lacks a part, or holds one.
    fn is_touched(&self, path: &Path) -> bool {
        let below = self.things.range(path..).next();
        let steps = path.steps();
        let mut above = (1..=steps.len()).filter_map(|count| steps.get(..count));
        below.is_some_and(|thing| thing.is_within(path))
            || above.any(|steps| self.things.contains(&Path::root().join(steps)))
    }

    fn mentions(&self, scope: &Path) -> bool {
        if let Some(known) = self.mentions.borrow().get(scope) {
            return *known;
        }
        let node = reach(self.root, scope);
        let found = node.is_some_and(|node| {
            let mut found = false;
            each_text(node, &mut |text| found = found || holds(&self.names, text));
            found
        });
        self.mentions.borrow_mut().insert(scope.clone(), found);
        found
    }

    fn is_named_in(&self, text: &str) -> bool {
        holds(&self.names, text) || holds(&self.beside, text)
    }

    /// Takes down what one value was that could not be read.
    fn lose(&mut self, path: &Path, keys: &[String]) {
        let [Step::Key(first), rest @ ..] = path.steps() else { return };
        let known = keys.iter().map(String::as_str);
        let key = match rest {
            [] => closest(first, known),
            _ => Some(&**first),
        };
        let thing = scope(path);
        if let Some(Step::Key(id)) = thing.steps().get(1) {
            self.names.insert(id.to_string());
        }
        if let Some(node) = reach(self.root, path) {
            let known = self.names.len();
            if let (Kind::Map(_), Some(Step::Key(key))) =
                (&node.kind, path.steps().last())
            {
                // An entry that was moved into another one has its id in its key.
                self.names.insert(key.to_string());
            }
            if let ([], Kind::Map(entries)) = (rest, &node.kind) {
                self.names.extend(entries.iter().map(|entry| entry.key.to_string()));
            }
            let names = &mut self.names;
            each_id(node, &mut |id| {
                names.insert(id.to_owned());
            });
            let holds_ids = rest.is_empty() || matches!(&**first, "sections" | "thesis");
            let is_vague = rest.is_empty() || self.names.len() == known;
            if holds_ids && is_vague && !matches!(shape::wanted(path), Some(Wanted::Text))
            {
                self.hanging.insert(dangling_reference::RULE.code);
            }
        }
        if !self.things.contains(&thing)
            && let Some(node) = reach(self.root, &thing)
        {
            let names = &mut self.names;
            each_id(node, &mut |id| {
                names.insert(id.to_owned());
            });
        }
        if let Some(before) = self.before(path) {
            if let Some(Step::Key(id)) = before.steps().last() {
                self.names.insert(id.to_string());
            }
            self.things.insert(before);
        }
        self.things.insert(thing);
        match key {
            None => self.anything = true,
            Some("language") => self.language = false,
            Some("allow") => {
                // What an entry was to allow shows up without it.
                let mut rules = Vec::new();
                if let Some(node) = reach(self.root, &scope(path)) {
                    each_text(node, &mut |text| {
                        rules.extend(registry::rule(text).map(|rule| rule.code));
                    });
                }
                self.everything |= rules.is_empty();
                self.hanging.extend(rules);
            }
            Some("subject") => {
                let fields = shape::names(&Path::root().key("subject"));
                let field = match rest {
                    [Step::Key(field), ..] => {
                        closest(field, fields.iter().map(String::as_str))
                    }
                    _ => None,
                };
                let apart =
                    ["ticker", "cik", "lei", "isin", "exchange", "index", "sector"];
                if !field.is_some_and(|field| apart.contains(&field)) {
                    self.hang("subject");
                }
            }
            Some(key) => self.hang(key),
        }
    }

    /// The entry in front of one that is none, but a key of it that lost its indentation.
    fn before(&self, path: &Path) -> Option<Path> {
        let [Step::Key(all), Step::Key(key)] = path.steps() else { return None };
        if !shape::names(path).iter().any(|name| **name == **key) {
            return None;
        }
        let above = Path::root().key(all);
        let Kind::Map(entries) = &reach(self.root, &above)?.kind else { return None };
        let before = entries.iter().take_while(|entry| *entry.key != **key);
        let before =
            before.filter(|entry| matches!(entry.value.kind, Kind::Map(_))).last()?;
        Some(above.key(&before.key))
    }

    fn hang(&mut self, key: &str) {
        let known = HANGING.iter().filter(|(name, _)| *name == key);
        self.hanging.extend(known.flat_map(|(_, codes)| codes.iter().copied()));
    }
}

/// The thing that a value belongs to: a figure, a source, a reading, a block; else itself.
fn scope(path: &Path) -> Path {
    let steps = path.steps();
    let count = match steps {
        [Step::Key(key), _, ..]
            if KEYED.contains(&&**key)
                || matches!(
                    &**key,
                    "units" | "periods" | "thesis" | "allow" | "authors"
                ) =>
        {
            2
        }
        [Step::Key(key), ..] if matches!(&**key, "recommendation" | "next-event") => 1,
        [Step::Key(key), _, Step::Key(blocks), _, rest @ ..]
            if **key == *"sections" && **blocks == *"blocks" =>
        {
            // Of paragraphs each stands for itself.
            match rest {
                [Step::Key(kind), _, ..] if **kind == *"text" => steps.len(),
                _ => 4,
            }
        }
        _ => steps.len(),
    };
    Path::root().join(steps.get(..count).unwrap_or(steps))
}

/// Whether a text mentions one of some names.
fn holds(names: &HashSet<String>, text: &str) -> bool {
    let words = text
        .split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' ')));
    words.flat_map(|phrase| phrase.split(' ').chain([phrase.trim()])).any(|word| {
        // An id and an aspect of it are told apart by a dot: `capex.change`.
        names.contains(word)
    })
}

fn each_text(node: &Node<'_>, say: &mut impl FnMut(&str)) {
    match &node.kind {
        Kind::Str(text) => say(text),
        Kind::Seq(items) => items.iter().for_each(|item| each_text(item, say)),
        Kind::Map(entries) => {
            entries.iter().for_each(|entry| each_text(&entry.value, say));
        }
        _ => {}
    }
}

fn each_id(node: &Node<'_>, say: &mut impl FnMut(&str)) {
    match &node.kind {
        Kind::Seq(items) => items.iter().for_each(|item| each_id(item, say)),
        Kind::Map(entries) => {
            if let Some(Node { kind: Kind::Str(id), .. }) = node.get("id") {
                say(id);
            }
            entries.iter().for_each(|entry| each_id(&entry.value, say));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_on_a_key_is_a_rule() {
        let codes = HANGING.iter().flat_map(|(_, codes)| codes.iter());
        for code in codes {
            assert!(registry::rule(code).is_some(), "{code}");
        }
    }
}
