//! Where in the brief the cursor stands, also where nothing is written yet: then a word is
//! put there, the text read again, and the word looked for.

use std::ops::Range;

use serde_json::Value;
use strata_model::describe;
use strata_syntax::Format;
use strata_syntax::recover::recover;
use strata_syntax::tree::Kind;

use crate::Draft;
use crate::cursor::{Spot, seek};

/// The cursor in the brief.
pub(super) struct Here {
    /// Whether a key is written here, and not a value.
    pub(super) is_key: bool,
    /// The place in the schema: of the map of a key, of a value.
    pub(super) place: Option<&'static Value>,
    /// The other keys of the map.
    pub(super) siblings: Vec<String>,
    /// The bytes of the key or the scalar, without quotes.
    pub(super) bytes: Range<usize>,
    /// The word around the cursor.
    pub(super) word: Range<usize>,
    /// What stands of it before the cursor.
    pub(super) before: String,
    /// Whether quotes stand around it.
    pub(super) quoted: bool,
    /// What must stand between what is there and what is written.
    pub(super) gap: &'static str,
    /// Whether what follows a key is there.
    pub(super) complete: bool,
}

/// Where an offset is.
pub(super) fn here(draft: &Draft, offset: usize) -> Option<Here> {
    let text = draft.text.as_str();
    text.get(offset..)?;
    match seek(&draft.tree, offset) {
        Some(spot) => Some(at_spot(draft, &spot, offset)),
        None => at_nothing(draft, offset),
    }
}

/// In a key or a scalar.
fn at_spot(draft: &Draft, spot: &Spot<'_>, offset: usize) -> Here {
    let text = draft.text.as_str();
    let raw = spot.span.slice(text);
    let (start, end) = (spot.span.start as usize, spot.span.end as usize);
    let quoted = raw.starts_with(['"', '\'']);
    let start = if quoted { (start + 1).min(end) } else { start };
    let closed = quoted && raw.len() > 1 && raw.ends_with(['"', '\'']);
    let end = if closed { (end - 1).max(start) } else { end };
    let follows =
        text.get(spot.span.end as usize..).unwrap_or("").trim_start_matches(' ');
    let mut here = Here {
        is_key: spot.is_key,
        place: spot.place,
        siblings: Vec::new(),
        bytes: start..end,
        word: word(text, offset),
        before: text.get(start..offset).unwrap_or("").to_owned(),
        quoted,
        gap: "",
        complete: quoted || follows.starts_with([':', '=', ']', '.']),
    };
    if spot.is_key {
        here.place = spot.around.and_then(|(_, place)| place);
        here.siblings = siblings(spot);
    } else if draft.format == Format::Yaml && begins_line(text, start) {
        // A lone word where a map is expected is a key in the making.
        here.is_key = spot.place.is_some_and(is_map);
    }
    here
}

/// Where there is neither key nor scalar, or none that could be read.
fn at_nothing(draft: &Draft, offset: usize) -> Option<Here> {
    let text = draft.text.as_str();
    if draft.lost.contains(&(0..text.len())) {
        return None;
    }
    let word = word(text, offset);
    let (before, after) = (text.get(..word.start)?, text.get(word.end..)?);
    let apart = before.is_empty() || before.ends_with(char::is_whitespace);
    let spellings: &[(&str, &str)] = match draft.format {
        Format::Yaml if apart => &[("", "x"), ("", "x:")],
        Format::Yaml => &[("", "x"), (" ", "x"), (" ", "x:")],
        Format::Json => &[("", "\"x\"")],
        Format::Toml => &[("", "\"x\""), ("", "x = 0"), ("", "x")],
    };
    spellings.iter().find_map(|(gap, spelling)| {
        let changed = format!("{before}{gap}{spelling}{after}");
        let tree = recover(&changed, draft.format, draft.limits).tree;
        let at = word.start + gap.len();
        let spot = seek(&tree, at + 1)?;
        let end = at + if spelling.starts_with('"') { 3 } else { 1 };
        // The word may have become the last one of a text that stands before it.
        let start = spot.span.start as usize;
        let same_line =
            changed.get(start..at).is_some_and(|words| !words.contains(['\n', '\r']));
        let apart =
            start == at || changed.get(..at).is_some_and(|words| words.ends_with(' '));
        let is_it = spot.span.end as usize == end && same_line && apart;
        if !is_it || (spot.is_key && start < at) {
            return None;
        }
        let is_key = spot.is_key
            || (draft.format == Format::Yaml
                && begins_line(&changed, at)
                && spot.place.is_some_and(is_map));
        let of_map = spot.around.and_then(|(_, place)| place);
        Some(Here {
            is_key,
            place: if spot.is_key { of_map } else { spot.place },
            siblings: if spot.is_key { siblings(&spot) } else { Vec::new() },
            bytes: start.min(word.start)..word.end,
            word: word.clone(),
            before: text.get(start.min(word.start)..offset).unwrap_or("").to_owned(),
            quoted: false,
            gap,
            complete: after.trim_start_matches(' ').starts_with([':', '=', ']', '.']),
        })
    })
}

/// The other keys of the map around a key.
fn siblings(spot: &Spot<'_>) -> Vec<String> {
    let Some((map, _)) = spot.around else { return Vec::new() };
    let Kind::Map(entries) = &map.kind else { return Vec::new() };
    let others = entries.iter().filter(|entry| entry.key_span != spot.span);
    others.map(|entry| entry.key.to_string()).collect()
}

fn is_map(place: &Value) -> bool {
    describe::resolve(place).get("type").is_some_and(|kind| kind == "object")
}

/// Whether only white space and the dashes of a list stand before an offset on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    line.trim_matches([' ', '-']).is_empty()
}

/// The letters, digits and hyphens around an offset. The dash of a list is no part of it.
fn word(text: &str, offset: usize) -> Range<usize> {
    let of_word = |found: char| found.is_alphanumeric() || "-_$".contains(found);
    let before = text.get(..offset).unwrap_or("");
    let after = text.get(offset..).unwrap_or("");
    let start = before.trim_end_matches(of_word).len();
    let dashes = before.get(start..).unwrap_or("");
    let dashes = dashes.len() - dashes.trim_start_matches('-').len();
    start + dashes..text.len() - after.trim_start_matches(of_word).len()
}
