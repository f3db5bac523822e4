//! Faults of a map: keys unknown, missing, misplaced, or of two kinds in one block.

use serde_json::Value;
use strata_model::COMMENT;
use strata_model::describe::{self, is_union, keys};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::{Part, Path, Step};
use strata_syntax::suggest::{certainty, closest};
use strata_syntax::tree::{Entry, Kind, Node};
use strata_syntax::words::listed;

use super::schema::{self, Fault, Violation};
use super::{At, key_span, scalar, shown};
use crate::decode::is_comment;
use crate::diagnostic::{Finding, Findings};
use crate::rules::shape as rules;

/// Keys beyond this number are not listed in a help.
const LISTED: usize = 9;

/// The findings about the keys of one map.
pub(super) fn explain(
    at: &At<'_>,
    violations: &[Violation<'_>],
    findings: &mut Findings,
) {
    let schema = violations.first().map_or(&Value::Null, |one| one.schema);
    let mut missing = Vec::new();
    let mut unknown = Vec::new();
    for violation in violations {
        match &violation.fault {
            Fault::Unknown(keys) => unknown.extend(keys.iter().map(String::as_str)),
            Fault::Missing(key) => missing.push(key.as_str()),
            Fault::BadKey(_) if findings.is_full() => findings.count_more(1),
            Fault::BadKey(key) => findings.push(malformed_key(at, violation.schema, key)),
            _ => {}
        }
    }
    if unknown.is_empty() && missing.is_empty() && is_union(schema) {
        findings.push(block_count(at, schema));
        return;
    }
    let free = keys(schema).into_iter().filter(|known| at.node.get(known).is_none());
    let free: Vec<&str> = free.collect();
    for key in unknown {
        if findings.is_full() {
            findings.count_more(1);
            continue;
        }
        let meant = closest(key, free.iter().copied());
        // A key that was misspelt is not missing.
        missing.retain(|key| Some(*key) != meant);
        findings.push(unknown_key(at, schema, key, meant, &free));
    }
    if !missing.is_empty() {
        findings.push(missing_keys(at, schema, &missing));
    }
    let Kind::Map(entries) = &at.node.kind else { return };
    for violation in violations {
        if let (Fault::TooManyKeys, false) = (&violation.fault, is_union(schema)) {
            let most = schema.get("maxProperties").and_then(Value::as_u64).unwrap_or(0);
            let message =
                format!("{} has {} entries, at most {most}", at.name(), entries.len());
            findings.push(
                Finding::new(&rules::ITEM_COUNT, at.key(), message)
                    .help("split the brief"),
            );
        }
    }
}

/// A block whose body stands beside its kind instead of under it: one mistake, although
/// every key of the body is then unknown.
pub(super) fn unindented_body(
    at: &At<'_>,
    violations: &[Violation<'_>],
) -> Option<Finding> {
    let schema = violations.first()?.schema;
    let Kind::Map(entries) = &at.node.kind else { return None };
    if is_union(schema)
        && let Some(finding) = kind_as_key(schema, entries)
    {
        return Some(finding);
    }
    let first = entries.first()?;
    let known = keys(schema).contains(&first.key.as_ref());
    let (_, beside) = entries.split_first()?;
    let next = beside.first()?;
    if !(is_union(schema) && known) {
        return None;
    }
    let rest: Vec<&str> = beside.iter().take(3).map(|entry| &*entry.key).collect();
    let rest = listed(&rest, "and");
    let help = format!("indent {rest} further than `{}`", first.key);
    if first.value.kind == Kind::Null {
        let message = format!("`{}` is empty, and its keys stand beside it", first.key);
        let finding = Finding::new(&rules::WRONG_TYPE, first.key_span, message);
        return Some(finding.help(help));
    }
    let body = keys(schema::at(&at.path.key(&first.key))?);
    let lost = |entry: &Entry<'_>| {
        body.contains(&entry.key.as_ref()) && first.value.get(&entry.key).is_none()
    };
    beside.iter().all(lost).then(|| {
        let verb = if beside.len() == 1 { "stands" } else { "stand" };
        let message = format!("{rest} {verb} beside `{}`, not in it", first.key);
        let place = (at.path.key(&next.key), Part::Key);
        Finding::new(&rules::WRONG_TYPE, place, message).help(help)
    })
}

/// A block that names its kind under a key of its own, as other formats do.
fn kind_as_key(schema: &Value, entries: &[Entry<'_>]) -> Option<Finding> {
    let kinds = keys(schema);
    let said = entries.iter().find(|entry| matches!(&*entry.key, "kind" | "type"))?;
    let Kind::Str(kind) = &said.value.kind else { return None };
    kinds.contains(&kind.as_ref()).then(|| {
        let message =
            format!("unknown key `{}`: the kind of a block is its key", said.key);
        Finding::new(&rules::UNKNOWN_KEY, said.key_span, message).help(format!(
            "write `{kind}:` in its place, and indent the other keys under it"
        ))
    })
}

fn unknown_key(
    at: &At<'_>,
    schema: &Value,
    key: &str,
    meant: Option<&str>,
    free: &[&str],
) -> Finding {
    let place = Place::from((at.path.key(key), Part::Key));
    let message = format!("unknown key {}", shown(key));
    let finding = match as_comment(at, key, place.clone(), message) {
        Ok(comment) => return comment,
        Err(message) => Finding::new(&rules::UNKNOWN_KEY, place, message),
    };
    if let Some(meant) = meant {
        let rename = Change::Write((at.path.key(key), Part::Key).into(), meant.into());
        return finding
            .help(format!("did you mean `{meant}`?"))
            .fix(certainty(key, meant), [rename]);
    }
    if let Some(help) = misplaced(at, key) {
        return finding.help(help);
    }
    if let Some(present) = closest(key, keys(schema)).filter(|_| !is_union(schema)) {
        return finding.help(format!("remove it: `{present}` is already there"));
    }
    if is_union(schema) {
        return finding.help(format!("write one of {}", listed(&keys(schema), "or")));
    }
    let help = match free.len() {
        0 => format!("remove it: {} has all the keys it can have", at.name()),
        1..=LISTED => {
            format!("{} can also have {}", at.name(), listed(free, "or"))
        }
        _ => format!("remove it, or check the spelling: {} has no such key", at.name()),
    };
    finding.help(help)
}

/// The finding about a key that was meant for a comment, as other programs and people write
/// it; else the message about what it is.
fn as_comment(
    at: &At<'_>,
    key: &str,
    place: Place,
    message: String,
) -> Result<Finding, String> {
    const WORDS: [&str; 8] =
        ["comment", "comments", "note", "notes", "doc", "description", "todo", "remark"];
    if key == COMMENT {
        let finding = Finding::new(&rules::WRONG_TYPE, place, "a comment is a text");
        return Ok(finding.help("write a text in quotes"));
    }
    let word = key.trim_matches(['_', '#', '@', '/', '-', '$']).trim_start_matches("x-");
    let marked = word.len() < key.len();
    let is_word = word.is_empty() || WORDS.contains(&word.to_ascii_lowercase().as_str());
    let is_text = at.node.get(key).is_some_and(|it| matches!(it.kind, Kind::Str(_)));
    let plain = matches!(key, "comment" | "comments");
    if !(is_text && is_word && (marked || plain)) || at.node.get(COMMENT).is_some() {
        return Err(message);
    }
    let rename = Change::Write(place.clone(), COMMENT.to_owned());
    let safety = if marked { Safety::Safe } else { Safety::Unsafe };
    Ok(Finding::new(&rules::UNKNOWN_KEY, place, message)
        .help(format!("write `{COMMENT}`: a comment is no part of the brief"))
        .fix(safety, [rename]))
}

/// Whether the key would be right one level up, or one level down in the entry before.
fn misplaced(at: &At<'_>, key: &str) -> Option<String> {
    let (last, above) = at.path.steps().split_last()?;
    let above = Path::root().join(above);
    let has =
        |path: &Path| schema::at(path).is_some_and(|part| keys(part).contains(&key));
    if has(&above) {
        let name = match last {
            Step::Key(name) => Some(&**name),
            Step::Index(_) => None,
        };
        return Some(at.out_of(key, name));
    }
    let of_list = |list: &&str| has(&at.path.key(list).index(0));
    let schema = schema::at(at.path)?;
    if let Some(list) = keys(schema).into_iter().find(of_list) {
        return Some(format!("put it in `{list}`: `{key}` is an entry of that list"));
    }
    let Kind::Map(entries) = &at.node.kind else { return None };
    let index = entries.iter().position(|entry| entry.key == key)?;
    if let Some(text) = cut_by_comma(at, entries, index) {
        return Some(format!(
            "put a text that contains a comma in quotes: {}",
            shown(&text)
        ));
    }
    let before = entries.get(index.checked_sub(1)?)?;
    if has(&at.path.key(&before.key)) {
        return Some(at.into(&[key], &before.key));
    }
    None
}

/// The text that a comma cut in two: the second half stands as a key without a value.
fn cut_by_comma(at: &At<'_>, entries: &[Entry<'_>], index: usize) -> Option<String> {
    let (before, rest) = (entries.get(index.checked_sub(1)?)?, entries.get(index)?);
    let bare =
        rest.value.kind == Kind::Null && rest.value.span.slice(at.source).is_empty();
    match &before.value.kind {
        Kind::Str(_) if bare && at.raw().starts_with('{') => {
            // As it stands: a comma may part the thousands of a number.
            let text = before.value.span.hull(rest.key_span).slice(at.source);
            Some(format!("\"{text}\""))
        }
        _ => None,
    }
}

fn missing_keys(at: &At<'_>, schema: &Value, missing: &[&str]) -> Finding {
    let verb = if missing.len() == 1 { "has no" } else { "lacks" };
    let message = format!("{} {verb} {}", at.name(), listed(missing, "and"));
    let first = missing.first().copied().unwrap_or_default();
    let example = schema
        .get("properties")
        .and_then(|keys| keys.get(first))
        .and_then(|key| describe::example(key));
    let it = if missing.len() == 1 { "it" } else { "them" };
    let help = match example {
        Some(example) => format!("add {it}, for example {}", at.pair(first, example)),
        None => format!("add {}", listed(missing, "and")),
    };
    let place = match at.path.steps() {
        [] => first_key(at.node),
        _ => at.key(),
    };
    Finding::new(&rules::MISSING_KEY, place, message).help(help)
}

/// The root has no key of its own: its first one stands for it.
fn first_key(node: &Node<'_>) -> Place {
    match &node.kind {
        Kind::Map(entries) => {
            entries.first().map_or(node.span, |entry| entry.key_span).into()
        }
        _ => node.span.into(),
    }
}

/// A key that is a scalar of its own, such as an id or a period, and is not of its form.
fn malformed_key(at: &At<'_>, names: &Value, key: &str) -> Finding {
    let title = names.get("title").and_then(Value::as_str).unwrap_or("key");
    let message = format!("the key {}", scalar::not_of(title, key));
    let place = Place::from((at.path.key(key), Part::Key));
    let unknown = format!("unknown key {}", shown(key));
    if let Ok(comment) = as_comment(at, key, place.clone(), unknown) {
        return comment;
    }
    let finding = Finding::new(&rules::MALFORMED_SCALAR, place.clone(), message);
    if let Some(help) = misplaced(at, key) {
        return finding.help(help);
    }
    let finding = finding.help(scalar::form_help(names, title, key));
    match scalar::cured(title, key) {
        Some(meant) => finding.fix(meant.safety, [Change::Write(place, meant.text)]),
        None => finding,
    }
}

fn block_count(at: &At<'_>, schema: &Value) -> Finding {
    let Kind::Map(entries) = &at.node.kind else {
        return Finding::new(&rules::WRONG_TYPE, at.path.clone(), "expected a map");
    };
    let entries: Vec<_> = entries.iter().filter(|entry| !is_comment(entry)).collect();
    match entries.as_slice() {
        [first, second, ..] => Finding::new(
            &rules::TWO_KINDS,
            key_span(at.node, &second.key),
            format!("`{}` and `{}` stand in one block", first.key, second.key),
        )
        .help(format!("begin a new block with `- {}:`", second.key))
        .related(first.key_span, "the block begins here"),
        _ => Finding::new(&rules::ITEM_COUNT, at.path.clone(), "this block is empty")
            .help(format!("write one of {}", listed(&keys(schema), "or"))),
    }
}
