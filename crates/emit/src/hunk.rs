//! The lines that a fix changes, as they are and as they are to be.

use std::ops::Range;

use strata_syntax::change::Edit;
use strata_syntax::edit::apply;

/// The longest line that is shown whole, in characters.
const WIDEST: usize = 120;

/// How many characters of a longer one stay on either side of what changes in it.
const CONTEXT: usize = 50;

/// Lines that stand together and are replaced by others. What is the same at their start
/// and their end is left out: whole lines, and the rest of long ones.
#[derive(Debug, PartialEq)]
pub(super) struct Hunk {
    /// The number of the first line, from 1.
    pub(super) line: usize,
    pub(super) old: Vec<String>,
    pub(super) new: Vec<String>,
}

/// The hunks of some edits, which are sorted by place.
pub(super) fn hunks(source: &str, edits: &[Edit]) -> Vec<Hunk> {
    let mut groups: Vec<(Range<usize>, Vec<Edit>)> = Vec::new();
    for edit in edits {
        let lines = whole_lines(source, &edit.bytes);
        match groups.last_mut() {
            Some((range, group)) if lines.start <= range.end => {
                range.end = range.end.max(lines.end);
                group.push(edit.clone());
            }
            _ => groups.push((lines, vec![edit.clone()])),
        }
    }
    groups.into_iter().map(|(range, group)| hunk(source, range, group)).collect()
}

fn whole_lines(source: &str, bytes: &Range<usize>) -> Range<usize> {
    let before = source.get(..bytes.start).unwrap_or("");
    let rest = source.get(bytes.end..).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    start..bytes.end + rest.find('\n').unwrap_or(rest.len())
}

fn hunk(source: &str, range: Range<usize>, mut edits: Vec<Edit>) -> Hunk {
    let old = source.get(range.clone()).unwrap_or("");
    for edit in &mut edits {
        edit.bytes = edit.bytes.start - range.start..edit.bytes.end - range.start;
    }
    let new = apply(old, &edits);
    let (mut old, mut new) = (lines(old), lines(&new));
    let before = source.get(..range.start).unwrap_or("");
    let mut line = before.matches('\n').count() + 1;

    let same = |old: &[&str], new: &[&str]| {
        old.iter().zip(new).take_while(|(old, new)| old == new).count()
    };
    let start = same(&old, &new);
    old.drain(..start);
    new.drain(..start);
    line += start;
    let end = old.iter().rev().zip(new.iter().rev());
    let end = end.take_while(|(old, new)| old == new).count();
    old.truncate(old.len() - end);
    new.truncate(new.len() - end);
    shortened(line, &old, &new)
}

/// The lines of a text, without their ends; none of an empty text.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(|line| line.trim_end_matches('\r')).collect()
}

/// A hunk without what is far from the change in its first and its last line.
fn shortened(line: usize, old: &[&str], new: &[&str]) -> Hunk {
    let first = |lines: &[&str]| lines.first().copied().unwrap_or("").to_owned();
    let last = |lines: &[&str]| lines.last().copied().unwrap_or("").to_owned();
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let mut hunk = Hunk { line, old: owned(old), new: owned(new) };
    let wide = old.iter().chain(new).any(|line| line.chars().count() > WIDEST);
    if old.is_empty() || new.is_empty() || !wide {
        return hunk;
    }
    let start = common(first(old).chars(), first(new).chars());
    let mut end = common(last(old).chars().rev(), last(new).chars().rev());
    // What was inserted may repeat what stands around it: nothing is cut twice.
    for lines in [old, new] {
        if let [line] = lines {
            end = end.min(line.chars().count() - start);
        }
    }
    for lines in [&mut hunk.old, &mut hunk.new] {
        // Where old and new share a line, its end is cut first: the start counts from it.
        if let Some(last) = lines.last_mut().filter(|_| end > CONTEXT) {
            cut_end(last, end - CONTEXT);
        }
        if let Some(first) = lines.first_mut().filter(|_| start > CONTEXT) {
            cut_start(first, start - CONTEXT);
        }
    }
    hunk
}

fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

fn cut_start(line: &mut String, characters: usize) {
    let at = line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    line.replace_range(..at, "…");
}

fn cut_end(line: &mut String, characters: usize) {
    let at = line.char_indices().nth_back(characters - 1).map_or(0, |(at, _)| at);
    line.replace_range(at.., "…");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hunks_of(source: &str, edits: &[(Range<usize>, &str)]) -> Vec<Hunk> {
        let edits = edits
            .iter()
            .map(|(bytes, text)| Edit { bytes: bytes.clone(), text: (*text).to_owned() });
        hunks(source, &edits.collect::<Vec<_>>())
    }

    fn one(line: usize, old: &[&str], new: &[&str]) -> Hunk {
        let owned = |lines: &[&str]| lines.iter().map(|it| (*it).to_owned()).collect();
        Hunk { line, old: owned(old), new: owned(new) }
    }

    #[test]
    fn only_lines_that_differ_are_shown() {
        let text = "a: 1\nb: 2\nc: 3\n";
        for (edits, hunk) in [
            (vec![(8..9, "9")], one(2, &["b: 2"], &["b: 9"])),
            (vec![(5..5, "n: 0\n")], one(2, &[], &["n: 0"])),
            (vec![(9..9, "\nn: 0")], one(3, &[], &["n: 0"])),
            (vec![(5..10, "")], one(2, &["b: 2"], &[])),
            (vec![(4..9, "")], one(2, &["b: 2"], &[])),
            (vec![(15..15, "d: 4\n")], one(4, &[], &["d: 4"])),
            (vec![(5..6, "d"), (8..9, "4")], one(2, &["b: 2"], &["d: 4"])),
        ] {
            assert_eq!(hunks_of(text, &edits), [hunk], "{edits:?}");
        }
        assert_eq!(hunks_of("a: 1", &[(4..4, "\nb: 2\n")]), [one(2, &[], &["b: 2"])]);
        assert_eq!(hunks_of("a\r\nb\r\n", &[(3..4, "c")]), [one(2, &["b"], &["c"])]);
    }

    #[test]
    fn edits_far_apart_are_hunks_of_their_own() {
        let text = "a: 1\nb: 2\nc: 3\n";
        assert_eq!(
            hunks_of(text, &[(0..1, "x"), (10..11, "z")]),
            [one(1, &["a: 1"], &["x: 1"]), one(3, &["c: 3"], &["z: 3"])]
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_change() {
        let text = format!("{}12{}", "é".repeat(500), "ü".repeat(500));
        let at = "é".len() * 500;
        let hunks = hunks_of(&text, &[(at..at + 2, "{sales}")]);
        let (left, right) = ("é".repeat(CONTEXT), "ü".repeat(CONTEXT));
        let (old, new) =
            (format!("…{left}12{right}…"), format!("…{left}{{sales}}{right}…"));
        assert_eq!(hunks, [one(1, &[&old], &[&new])]);

        // What is inserted may repeat what stands around it.
        let hunks = hunks_of(&"x".repeat(500), &[(250..250, "xx")]);
        let [hunk] = hunks.as_slice() else { panic!("{hunks:?}") };
        let (old, new) = (&hunk.old[0], &hunk.new[0]);
        assert_eq!(new.chars().count(), old.chars().count() + 2, "{old} {new}");
        assert!(new.chars().count() < 150, "{new}");
    }
}
