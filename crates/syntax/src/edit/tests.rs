//! Edits of documents that nobody has written: in every language and layout, what is read
//! afterwards is what was asked for, and nothing else has moved.
#![allow(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by the environment"
)]

mod author;
mod data;
mod layout;
mod request;

use std::ops::Range;

use super::*;
use crate::input::Limits;
use crate::path::Part;
use crate::read::parse;
use author::Dice;
use data::Data;

/// Documents of an ordinary run, in each language.
const DOCUMENTS: u64 = 1_000;

const BRIEFS: [&str; 2] = [
    include_str!("../../../../data/amazon-2025q3.yaml"),
    include_str!("../../../../data/nvidia-2026q3.yaml"),
];

fn read(text: &str, format: Format) -> Option<Data> {
    parse(text, format, Limits::default()).0.as_ref().map(Data::of)
}

/// The text after some changes, held against what was asked for.
#[track_caller]
fn changed(text: &str, format: Format, changes: &[Change]) -> Result<String, String> {
    let (node, _) = parse(text, format, Limits::default());
    let node = node.ok_or("the document cannot be read")?;
    let mut wanted = Data::of(&node);
    request::grant(&mut wanted, changes);
    let edits = match edits(text, format, Some(&node), changes) {
        Err(why) if wanted.is_no_brief() => return Ok(why.what),
        // A list of tables takes nothing else.
        Err(_) if format == Format::Toml && text.contains("[[") => {
            return Ok(String::new());
        }
        edits => edits.map_err(|why| why.what)?,
    };
    if let [Change::Write(Place::Node(path, Part::Value), _)] = changes {
        let span = at(&node, path).filter(|span| !span.slice(text).contains('\n'));
        let span = span.filter(|_| {
            ![": >-", ": |", "- >-", "- |"].iter().any(|head| text.contains(head))
        });
        let span = span.map(crate::source::Span::range).filter(|span| !span.is_empty());
        // The lines of a text that takes several begin below the comment on the first.
        let tall = edits.iter().any(|edit| edit.text.starts_with(['|', '>']));
        let beside = |edit: &Edit, span: &Range<usize>| {
            edit.bytes.start < span.start || edit.bytes.end > span.end && !tall
        };
        if span.is_some_and(|span| edits.iter().any(|edit| beside(edit, &span))) {
            return Err(format!("more than the value is touched: {edits:?}"));
        }
    }
    let after = apply(text, &edits);
    match read(&after, format) {
        Some(read) if read.same(&wanted) => {}
        Some(read) => return Err(format!("wanted {wanted:?}\nread   {read:?}\n{after}")),
        None => return Err(format!("cannot be read any more:\n{after}")),
    }
    let (again, _) = parse(&after, format, Limits::default());
    if !again.is_some_and(|again| holds(&node, changes, &again)) {
        return Err(format!("what holds is not seen to hold:\n{after}"));
    }
    if text.contains("\r\n") && after.replace("\r\n", "").contains('\n') {
        return Err(format!("a line lost its carriage return:\n{after:?}"));
    }
    let goes = |change: &Change| {
        !matches!(change, Change::Write(Place::Node(_, Part::Key | Part::Within(_)), _))
    };
    if format == Format::Toml && changes.iter().any(goes) {
        return Ok(after);
    }
    let lost = request::lost(text, &node, changes);
    for comment in author::comments(text).filter(|one| !lost.contains(one)) {
        if !author::comments(&after).any(|one| one == comment) {
            return Err(format!("{comment} is lost:\n{after}"));
        }
    }
    for comment in author::comments(&after) {
        if author::comments(text).all(|one| one != comment) {
            return Err(format!("{comment} came from nowhere:\n{after}"));
        }
    }
    Ok(after)
}

/// The bytes of a text that is not in a block of its own.
fn at(root: &Node<'_>, path: &crate::path::Path) -> Option<crate::source::Span> {
    let steps = path.steps().iter();
    let node = steps.clone().try_fold(root, |node, step| {
        crate::tree::child(node, step).map(|(_, value)| value)
    })?;
    matches!(node.kind, crate::tree::Kind::Str(_)).then_some(node.span)
}

/// The shipped briefs in all layouts, and as they are.
#[test]
fn briefs_say_what_was_asked_for() {
    let mut failed = Vec::new();
    for brief in BRIEFS {
        let data = read(brief, Format::Yaml).expect("a brief");
        for number in 0..104 {
            let dice = &mut Dice::of(number);
            let format = *dice.one_of(&[Format::Yaml, Format::Json, Format::Toml]);
            let text = match number {
                0..100 => marked(brief),
                _ => author::write(&data, format, dice),
            };
            let format = if number < 100 { Format::Yaml } else { format };
            let changes = request::some(&data, dice);
            if let Err(why) = changed(&text, format, &changes) {
                let why: String = why.chars().take(2_000).collect();
                failed.push(format!("{format:?} {number}: {changes:?}\n{why}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} failed\n{}", failed.len(), failed[0]);
}

/// Files with mistakes, some of which nothing can be read from. Each edit is made as it
/// should be, or not at all.
#[test]
fn mistaken_files_are_changed_as_asked_or_not_at_all() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");
    let (mut made, mut wrong) = (0, Vec::new());
    for case in std::fs::read_dir(folder).expect("the cases") {
        let path = case.expect("a case").path();
        let name = path.to_string_lossy().into_owned();
        let Some(format) = Format::of_name(&name) else { continue };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let (read, errors) = parse(&text, format, Limits::default());
        let Some(node) = read else { continue };
        let data = Data::of(&node);
        for number in 0..20 {
            let changes = request::some(&data, &mut Dice::of(number));
            let Ok(edits) = edits(&text, format, Some(&node), &changes) else {
                continue;
            };
            made += 1;
            if !errors.is_empty() {
                // What could not be read is not in the tree: nothing is promised for it.
                let _ = apply(&text, &edits);
            } else if let Err(why) = changed(&text, format, &changes) {
                wrong.push(format!("{name}: {changes:?}\n{why}"));
            }
        }
    }
    assert!(made > 500, "{made} edits");
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong[0]);
}

/// A brief with its comments numbered, so that each can be told from the others.
fn marked(brief: &str) -> String {
    let line = |(number, line): (usize, &str)| match line.trim_start().starts_with('#') {
        true => line.replacen('#', &format!("#-- {number} "), 1) + "\n",
        false => format!("{line}\n"),
    };
    brief.lines().enumerate().map(line).collect()
}

fn hold(format: Format) {
    let documents = std::env::var("STRATA_EDIT").ok().and_then(|text| text.parse().ok());
    let (mut made, mut failed) = (0, Vec::new());
    for number in 0..documents.unwrap_or(DOCUMENTS) {
        let dice = &mut Dice::of(number);
        let data = author::brief(dice, format);
        let text = author::write(&data, format, dice);
        if read(&text, format).is_none_or(|read| !read.same(&data)) {
            continue;
        }
        made += 1;
        let mut changes = request::some(&data, dice);
        if text.contains("|+") {
            // Blank lines are part of such a text: two changes around it can meet in them.
            changes.truncate(1);
        }
        if let Err(why) = changed(&text, format, &changes) {
            failed.push(format!("document {number}: {changes:?}\n{text}\n-----\n{why}"));
        }
    }
    let documents = documents.unwrap_or(DOCUMENTS);
    assert!(made > documents * 3 / 4, "only {made} documents of {documents} can be read");
    let count = failed.len();
    failed.sort_by_key(String::len);
    failed.truncate(6);
    assert!(failed.is_empty(), "{count} of {made} failed\n{}", failed.join("\n=====\n"));
}

#[test]
fn yaml_says_what_was_asked_for() {
    hold(Format::Yaml);
}

#[test]
fn json_says_what_was_asked_for() {
    hold(Format::Json);
}

#[test]
fn toml_says_what_was_asked_for() {
    hold(Format::Toml);
}
