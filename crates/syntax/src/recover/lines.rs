//! YAML and TOML, line by line: brackets and quotes left open are closed where their lines
//! end; what still cannot be read is blanked out, as little as possible, and the rest read
//! again.

use std::ops::Range;

use super::mended::Mended;
use super::unclosed::unclosed;
use super::{Recovered, nothing, owned};
use crate::error::{ErrorKind, SyntaxError};
use crate::input::{Format, Limits};
use crate::read::parse_loosely;

/// How often a text is read again, and how many bytes altogether. What is still broken then
/// is left out with all that follows.
const TRIES: usize = 48;
const BYTES: usize = 2 << 20;
const CUTS: usize = 3;

/// Reads a text as far as it goes.
pub(super) fn read(text: &str, format: Format, limits: Limits) -> Recovered {
    let mended = Mended::new(text);
    let first = match attempt(&mended, format, limits) {
        Ok(whole) if whole.lost.is_empty() => return whole,
        first => first,
    };
    let closed = mended.with(&unclosed(text, format));
    let mut starts = match (first, attempt(&closed, format, limits)) {
        (_, Ok(recovered)) | (Ok(recovered), Err(_)) => return recovered,
        (Err(at), Err(now)) => vec![(closed, now), (mended, at)],
    };
    // A quote that is closed too late hides where it was opened: what is read with all
    // closed is tried before what seems to read further.
    if starts.iter().all(|(mended, _)| mended.text.len() == text.len()) {
        starts.truncate(1);
    }
    let tries = TRIES.min(BYTES / text.len().max(1)) / starts.len();
    let mut furthest = None;
    for start in starts {
        match blanked(start, format, limits, tries) {
            Ok(recovered) => return recovered,
            Err(end) => furthest = furthest.or(Some(end)),
        }
    }
    let Some((mut mended, mut at)) = furthest else { return nothing(text) };
    for _ in 0..CUTS {
        mended = mended.cut(line(&mended.text, at).start);
        match attempt(&mended, format, limits) {
            Ok(recovered) => return recovered,
            Err(now) => at = now,
        }
    }
    nothing(text)
}

/// Blanks out what cannot be read, again and again, as long as reading comes further by it.
fn blanked(
    (mut mended, mut at): (Mended, usize),
    format: Format,
    limits: Limits,
    mut tries: usize,
) -> Result<Recovered, (Mended, usize)> {
    loop {
        let mut best = None;
        let mut reached = mended.original(at);
        for next in smaller(&mended, at, format).into_iter().take(tries) {
            tries -= 1;
            match attempt(&next, format, limits) {
                Ok(recovered) => return Ok(recovered),
                Err(now) if next.original(now) > reached => {
                    reached = next.original(now);
                    best = Some((next, now));
                }
                Err(_) => {}
            }
        }
        let Some(next) = best else { return Err((mended, at)) };
        (mended, at) = next;
    }
}

/// The tree of a text, or where reading it stops.
fn attempt(mended: &Mended, format: Format, limits: Limits) -> Result<Recovered, usize> {
    let text = &mended.text;
    let (root, errors) = parse_loosely(text, format, limits);
    let place = |error: &SyntaxError| (error.span.range().start, error.kind);
    let mut places: Vec<_> = errors.iter().map(place).collect();
    let stop = places.last().map_or(0, |(at, _)| *at);
    let mut lost = mended.lost.clone();
    if format == Format::Toml {
        // The parser goes on after what it cannot read, but takes what follows a broken head
        // or a lone word for a part of it.
        places.sort_by_key(|(at, _)| *at);
        for (at, kind) in places {
            let bytes = line(text, at);
            let words = text.get(bytes.clone()).unwrap_or("").trim_start();
            let alone = words.starts_with('[') || !words.contains('=');
            if alone && kind == ErrorKind::Toml {
                return Err(at);
            }
            lost.push(mended.original(bytes.start)..mended.original(bytes.end));
        }
    }
    let root = root.ok_or(stop)?;
    lost.sort_by_key(|bytes| bytes.start);
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let tree = owned(&root, &|at| narrow(mended.original(at as usize)));
    Ok(Recovered { tree, lost })
}

/// Texts without what may be broken where reading stops, the best first: without the value
/// on the line, without the line, without the line above.
fn smaller(mended: &Mended, at: usize, format: Format) -> Vec<Mended> {
    let text = &mended.text;
    let here = line(text, at);
    let says = |line: &Range<usize>| {
        let words = text.get(line.clone()).unwrap_or("").trim();
        !words.is_empty() && !words.starts_with('#')
    };
    let up = |below: &Range<usize>| Some(line(text, below.start.checked_sub(1)?));
    let above = std::iter::successors(up(&here), up).find(says);
    let value = value(text, &here).filter(|_| format == Format::Yaml);
    // A tab before a key is said to be in the value above it.
    let tab = text.get(here.end..).unwrap_or("").trim_start_matches(['\n', '\r', ' ']);
    let below = tab.starts_with('\t').then(|| line(text, text.len() - tab.len()));
    let bytes = [below, value, Some(here), above];
    bytes.into_iter().flatten().filter_map(|bytes| mended.without(bytes)).collect()
}

/// The line of an offset, without its line break.
fn line(text: &str, at: usize) -> Range<usize> {
    let is_break = |byte: &u8| matches!(*byte, b'\n' | b'\r');
    let (before, after) = text.as_bytes().split_at(at.min(text.len()));
    let start = before.iter().rposition(is_break).map_or(0, |end| end + 1);
    let end = after.iter().position(is_break).unwrap_or(after.len());
    start..before.len() + end
}

/// What stands behind the first key of a line, unless lines follow that would become the
/// value of the key without it.
fn value(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(line.clone())?;
    let colon = words.find(": ")?;
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let below = text.get(line.end..)?.lines().find(|line| !line.trim().is_empty());
    let adopts = below.is_some_and(|below| {
        let (deep, own) = (indent(below), indent(words));
        deep > own || (deep == own && below.trim_start().starts_with("- "))
    });
    (!adopts).then(|| line.start + colon + 1..line.end)
}
