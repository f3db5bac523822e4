//! Edits of documents that nobody has written: in every language and layout, what is read
//! afterwards is what was asked for, and nothing else has moved.

mod author;
mod data;
mod wish;

use super::*;
use crate::diagnostic::Findings;
use crate::input::Limits;
use crate::path::Part;
use crate::tree;
use author::Dice;
use data::Data;

/// Documents of an ordinary run, in each language.
const DOCUMENTS: u64 = 1_500;

fn read(text: &str, format: Format) -> Option<Data> {
    let mut findings = Findings::default();
    let node = tree::read(text, format, Limits::default(), &mut findings)?;
    Some(Data::of(&node))
}

/// The text after some changes, held against what was asked for.
#[track_caller]
fn changed(text: &str, format: Format, changes: &[Change]) -> Result<String, String> {
    let mut findings = Findings::default();
    let node = tree::read(text, format, Limits::default(), &mut findings);
    let node = node.ok_or("the document cannot be read")?;
    let mut wanted = Data::of(&node);
    wish::grant(&mut wanted, changes);
    let edits = match written(text, format, Some(&node), changes) {
        Err(why) if wanted.is_no_brief() => return Ok(why.what),
        // A list of tables takes nothing else.
        Err(_) if format == Format::Toml && text.contains("[[") => {
            return Ok(String::new());
        }
        edits => edits.map_err(|why| why.what)?,
    };
    let after = apply(text, &edits);
    match read(&after, format) {
        Some(read) if read.same(&wanted) => {}
        Some(read) => return Err(format!("wanted {wanted:?}\nread   {read:?}\n{after}")),
        None => return Err(format!("cannot be read any more:\n{after}")),
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
    let lost = wish::lost(text, &node, changes);
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
        let changes = wish::some(&data, dice);
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
