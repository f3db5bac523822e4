//! Lines that lost their indentation: one mistake, which the schema sees in several places.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use strata_model::describe::{self, is_union, keys};
use strata_syntax::path::{Part, Path};
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Entry, Kind};
use strata_syntax::words::listed;

use super::At;
use super::schema::{self, Fault, Violation};
use crate::diagnostic::{Finding, Findings};
use crate::rules::shape as rules;

/// Keys that are named; the others are found beside them.
const NAMED: usize = 3;

/// Says once what was shifted, and takes away all that follows from it.
pub(super) fn undo(
    by_place: &mut BTreeMap<Path, Vec<Violation<'_>>>,
    top: At<'_>,
    findings: &mut Findings,
) {
    let above = |path: &Path| {
        let (_, above) = path.steps().split_last()?;
        Some(Path::root().join(above))
    };
    let maps: BTreeSet<Path> = by_place
        .keys()
        .flat_map(|path| [Some(path.clone()), above(path)])
        .flatten()
        .collect();
    let mut gone = BTreeSet::new();
    for path in &maps {
        let Some(node) = top.nodes.node(path) else { continue };
        let (Kind::Map(entries), Some(schema)) = (&node.kind, schema::at(path)) else {
            continue;
        };
        // A block with its body beside it is told by its kind alone, elsewhere.
        if is_union(schema) || findings.is_full() {
            continue;
        }
        let at = At { path, node, ..top };
        for (owner, keys) in shifted(&at, schema, entries) {
            findings.push(say(&at, owner, &keys));
            for key in keys {
                gone.insert(path.key(key));
                forget(by_place.get_mut(path), key);
                forget(by_place.get_mut(&path.key(&owner.key)), key);
            }
            if owner.value.kind == Kind::Null {
                gone.insert(path.key(&owner.key));
            }
        }
    }
    found_inside(by_place);
    by_place.retain(|path, violations| {
        let mut above =
            (0..=path.steps().len()).map(|to| Path::root().join(&path.steps()[..to]));
        !violations.is_empty() && !above.any(|path| gone.contains(&path))
    });
}

/// A key that a map cannot have and the map around it misses is in the wrong one of the two.
fn found_inside(by_place: &mut BTreeMap<Path, Vec<Violation<'_>>>) {
    let mut inside = Vec::new();
    for (path, violations) in &*by_place {
        let Some((_, above)) = path.steps().split_last() else { continue };
        for violation in violations {
            let Fault::Unknown(unknown) = &violation.fault else { continue };
            let above = Path::root().join(above);
            inside.extend(unknown.iter().map(|key| (above.clone(), key.clone())));
        }
    }
    for (above, key) in inside {
        // A key that the map around it misses is not among those it cannot have.
        if let Some(violations) = by_place.get_mut(&above) {
            violations.retain(
                |one| !matches!(&one.fault, Fault::Missing(missing) if *missing == key),
            );
        }
    }
}

/// The entries whose keys stand beside them, each with those keys.
fn shifted<'n>(
    at: &At<'_>,
    schema: &Value,
    entries: &'n [Entry<'n>],
) -> Vec<(&'n Entry<'n>, Vec<&'n str>)> {
    let known = keys(schema);
    let by_id = known.is_empty();
    let mut found: Vec<(&Entry<'_>, Vec<&str>)> = Vec::new();
    for entry in entries {
        let own = if by_id {
            matches!(entry.value.kind, Kind::Map(_) | Kind::Null)
        } else {
            known.contains(&entry.key.as_ref())
        };
        match found.last_mut() {
            Some((owner, keys))
                if (!own || (by_id && is_no_entry(at, owner, entry)))
                    && belongs(at, schema, owner, entry) =>
            {
                keys.push(&entry.key);
            }
            _ if own => found.push((entry, Vec::new())),
            _ => {}
        }
    }
    found.retain(|(_, keys)| !keys.is_empty());
    found
}

/// Whether an entry is one of those that the one before it can have and does not have. In a
/// map whose keys are fixed, only an owner that is empty or needs the key counts: there a
/// key may as well be misspelt.
fn belongs(at: &At<'_>, schema: &Value, owner: &Entry<'_>, entry: &Entry<'_>) -> bool {
    let Some(part) = schema::at(&at.path.key(&owner.key)) else { return false };
    let known = keys(part).contains(&entry.key.as_ref());
    if owner.value.kind == Kind::Null {
        return known || is_entry(schema, part, entry);
    }
    let by_id = keys(schema).is_empty();
    known && owner.value.get(&entry.key).is_none() && (by_id || needs(part, &entry.key))
}

/// Whether what has the form of an entry is a key of the one before: `dimensions` is no id
/// behind an entry that is empty, nor where it begins with nothing that an entry holds.
fn is_no_entry(at: &At<'_>, owner: &Entry<'_>, entry: &Entry<'_>) -> bool {
    let Some(part) = schema::at(&at.path.key(&owner.key)) else { return false };
    match &entry.value.kind {
        _ if owner.value.kind == Kind::Null => true,
        Kind::Map(inner) => {
            !inner.first().is_some_and(|one| keys(part).contains(&one.key.as_ref()))
        }
        _ => false,
    }
}

fn needs(part: &Value, key: &str) -> bool {
    let needed = part.get("required").and_then(Value::as_array);
    needed.is_some_and(|keys| keys.iter().any(|one| one == key))
}

/// Whether an entry fits a map that takes any id, and is no slip for a key of its own.
fn is_entry(schema: &Value, map: &Value, entry: &Entry<'_>) -> bool {
    let Some(item) = map.get("additionalProperties").filter(|item| item.is_object())
    else {
        return false;
    };
    let wanted = describe::resolve(item).get("type").and_then(Value::as_str);
    let is = match entry.value.kind {
        Kind::Map(_) => "object",
        Kind::Seq(_) => "array",
        _ => "string",
    };
    wanted == Some(is) && closest(&entry.key, keys(schema)).is_none()
}

fn say(at: &At<'_>, owner: &Entry<'_>, keys: &[&str]) -> Finding {
    let owner_key = &owner.key;
    let named = &keys[..keys.len().min(NAMED)];
    let help = at.into(named, owner_key);
    let listed = listed(named, "and");
    if owner.value.kind == Kind::Null {
        let message = format!("`{owner_key}` is empty, and its keys stand beside it");
        return Finding::new(&rules::WRONG_TYPE, owner.key_span, message).help(help);
    }
    let message = match keys {
        [_] => format!("{listed} stands beside `{owner_key}`, not in it"),
        _ => format!("{listed} stand beside `{owner_key}`, not in it"),
    };
    let place = (at.path.key(keys.first().copied().unwrap_or_default()), Part::Key);
    Finding::new(&rules::WRONG_TYPE, place, message).help(help)
}

/// A key that is found elsewhere is neither unknown nor missing.
fn forget(violations: Option<&mut Vec<Violation<'_>>>, key: &str) {
    let Some(violations) = violations else { return };
    violations.retain_mut(|violation| match &mut violation.fault {
        Fault::Unknown(unknown) => {
            unknown.retain(|one| one != key);
            !unknown.is_empty()
        }
        Fault::Missing(missing) => missing != key,
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use crate::{Format, Input, Limits, check, sample};

    /// One line for each finding about the smallest brief with a fragment added.
    fn said(fragment: &str) -> String {
        let text = format!(
            "strata: \"1\"\ntitle: Test\nas-of: 2025-10-31\n{fragment}\
             thesis: [{{id: main, kind: observation, text: It grew.}}]\n"
        );
        let (name, limits) = ("test", Limits::default());
        let input = Input { name, bytes: text.as_bytes(), format: Format::Yaml, limits };
        sample::told(&check(&input).expect_err("a fault"))
    }

    #[test]
    fn a_body_beside_its_key_is_one_mistake() {
        let one = "test:4:1: error[S004 wrong-type]: `subject` is empty, and its keys stand beside \
             it; indent `name` and `ticker` further than `subject`\n";
        assert_eq!(said("subject:\nname: Example plc\nticker: EX\n"), one);
    }

    #[test]
    fn the_last_keys_of_an_entry_are_missed_there() {
        let brief =
            "subject: {name: Example plc}\nsources:\n  a:\n    title: A\n  tier: own\n";
        assert_eq!(
            said(brief),
            "test:8:3: error[S004 wrong-type]: `tier` stands beside `a`, not in it; indent \
             `tier` further than `a`\n"
        );
    }

    #[test]
    fn an_entry_of_its_own_is_left_alone() {
        let brief = "subject: {name: Example plc}\nsources:\n  a: {title: A, tier: own}\n  b: B\n";
        assert_eq!(
            said(brief),
            "test:7:6: error[S004 wrong-type]: `b` takes keys, not `B`; write its keys \
             indented below it: `tier` and `title`\n"
        );
    }
}
