//! The part of a brief that has its shape, where not all of it has: it is judged as well, so
//! that one slip in a key does not hide what else is wrong.
//!
//! The smallest values are left out without which the schema accepts the rest: an optional
//! value, an entry of a list or a map, else what holds it. What is then said is only what
//! does not hang on them.

mod cut;
mod lost;

use std::borrow::Cow;
use std::collections::BTreeMap;

use strata_model::{Brief, Date};
use strata_syntax::path::Path;
use strata_syntax::source::Span;
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Entry, Kind, Node, child};

use crate::decode::decode;
use crate::diagnostic::{Finding, Findings};
use crate::judge::{self, Extent};
use crate::rule::{Phase, Severity};
use crate::shape;
use crate::shape::schema::{self, Fault, Violation};
use cut::Cut;
pub(crate) use lost::Lost;

/// How often the rest is held against the schema: what lacks a required key goes itself.
const ROUNDS: usize = 8;

/// The faults of a text that is still a brief with some slips in it.
const MOST: usize = 200;

/// The bytes of the longest text of which a part is judged: far more than a brief of forty
/// pages has, and no work on what was never meant as one.
const LONGEST: usize = 256 << 10;

/// What stands for a key that every brief has, while the rest is judged.
const PLACEHOLDERS: [(&str, &[&str]); 5] = [
    ("strata", &["1"]),
    ("title", &["Title"]),
    ("subject", &["name", "Subject"]),
    ("as-of", &["2000-01-01"]),
    ("thesis", &["id", "unread-thesis", "kind", "observation", "text", "Text."]),
];

/// Says what the rules find in the part of a brief that has its shape. Nothing is said of a
/// text that cannot be read to its end.
pub(crate) fn judge(root: &Node<'_>, findings: &mut Findings) {
    let unread = |one: &Finding| {
        one.rule().phase() == Phase::Syntax
            && one.severity() == Severity::Error
            && one.rule().code >= "P100"
    };
    let length = root.span.end - root.span.start;
    if findings.iter().any(unread) || length as usize > LONGEST {
        return;
    }
    let Some((brief, lost)) = part(root) else { return };
    let found = |brief: &Brief| {
        let mut found = Findings::default();
        judge::findings(brief, Extent::Part(&lost), &mut found);
        found
    };
    if !lost.is_added("as-of") {
        return findings.absorb(found(&brief), |_| true);
    }
    // Without its day, what is said of the brief on any day.
    let on =
        |day: &str| Some(Brief { as_of: day.parse::<Date>().ok()?, ..brief.clone() });
    let Some((early, late)) = on("1900-01-01").zip(on("2999-01-01")) else { return };
    let late = found(&late);
    findings.absorb(found(&early), |one| {
        late.iter().any(|other| {
            one.rule() == other.rule()
                && one.place() == other.place()
                && one.message() == other.message()
        })
    });
}

/// The part that has its shape, and what is not in it.
fn part<'t>(root: &'t Node<'t>) -> Option<(Brief, Lost<'t>)> {
    let schema = schema::schema()?;
    let mut cut = Cut::default();
    let mut added = Vec::new();
    for _ in 0..ROUNDS {
        let tree = filled(cut.copy(root), &added);
        let (violations, more) = schema.violations(&tree);
        if violations.is_empty() {
            return Some((decode(&tree).ok()?, Lost::new(root, cut, added)));
        }
        if more > 0 || violations.len() > MOST {
            return None;
        }
        let meant = meant(&tree, &violations);
        let is_meant = |path: &Path, key: &str| {
            meant.get(path).is_some_and(|meant| meant.values().any(|name| name == key))
        };
        let mut gone = Vec::new();
        for Violation { path: within, fault, .. } in &violations {
            let path = cut.original(within);
            match fault {
                Fault::Unknown(keys) => {
                    let renamed = |key: &&String| meant.get(within)?.get(key.as_str());
                    let lost = keys.iter().filter(|key| renamed(key).is_none());
                    gone.extend(lost.map(|key| path.key(key)));
                }
                Fault::BadKey(key) => gone.push(path.key(key)),
                Fault::Missing(key) if is_meant(within, key) => {}
                Fault::Missing(key) if path.steps().is_empty() => {
                    let known = PLACEHOLDERS.iter().find(|(name, _)| name == key)?;
                    added.push(known.0);
                }
                _ if path.steps().is_empty() => return None,
                _ => gone.push(path),
            }
        }
        let renamed: Vec<(Path, String)> = meant
            .iter()
            .flat_map(|(within, names)| {
                let path = cut.original(within);
                names.iter().map(move |(key, name)| (path.key(key), name.clone()))
            })
            .collect();
        renamed.iter().for_each(|(path, name)| cut.rename(path, name));
        gone.iter().for_each(|path| cut.add(path));
    }
    None
}

/// The keys that were meant by unknown ones, by the path of their map: those that it may have
/// and has not.
fn meant(
    tree: &Node<'_>,
    violations: &[Violation<'_>],
) -> BTreeMap<Path, BTreeMap<String, String>> {
    let mut meant = BTreeMap::<Path, BTreeMap<String, String>>::new();
    for Violation { path, fault, .. } in violations {
        let Fault::Unknown(keys) = fault else { continue };
        let Some(map) = reach(tree, path) else { continue };
        let mut free = shape::names(path);
        free.retain(|name| map.get(name).is_none());
        for key in keys {
            let Some(name) = closest(key, free.iter().map(String::as_str)) else {
                continue;
            };
            let name = name.to_owned();
            free.retain(|other| *other != name);
            meant.entry(path.clone()).or_default().insert(key.clone(), name);
        }
    }
    meant
}

/// What a path leads to.
fn reach<'n, 't>(root: &'n Node<'t>, path: &Path) -> Option<&'n Node<'t>> {
    let mut steps = path.steps().iter();
    steps.try_fold(root, |node, step| child(node, step).map(|(_, value)| value))
}

/// A tree with what every brief has.
fn filled<'t>(mut tree: Node<'t>, added: &[&str]) -> Node<'t> {
    let Kind::Map(entries) = &mut tree.kind else { return tree };
    for (key, words) in PLACEHOLDERS.iter().filter(|(key, _)| added.contains(key)) {
        let value = match words {
            [word] => text(word),
            words => {
                let pairs = words.chunks_exact(2);
                let map = Kind::Map(
                    pairs
                        .filter_map(|pair| match pair {
                            [key, word] => Some(entry(key, text(word))),
                            _ => None,
                        })
                        .collect(),
                );
                if *key == "thesis" { Kind::Seq(vec![node(map)]) } else { map }
            }
        };
        entries.push(entry(key, value));
    }
    tree
}

fn entry(key: &'static str, value: Kind<'static>) -> Entry<'static> {
    Entry { key: Cow::Borrowed(key), key_span: Span::default(), value: node(value) }
}

fn node(kind: Kind<'static>) -> Node<'static> {
    Node { span: Span::default(), kind }
}

fn text(word: &'static str) -> Kind<'static> {
    Kind::Str(Cow::Borrowed(word))
}

#[cfg(test)]
mod tests;
