//! Whether everything the brief says is on the pages.

mod rows;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use strata_view::content::Place;
use strata_view::face::is_default_ignorable;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::{Fault, FaultKind};

/// Stands between two paragraphs or cells of a reading; no brief contains it.
pub const BREAK: char = '\u{1}';

/// Takes the place of what has been found, so that it is not found twice.
const FOUND: char = '\u{2}';

/// A string that must be on the pages.
pub struct Expected {
    /// Its place in the brief, for whoever mends it.
    pub path: String,
    /// The words.
    pub text: String,
    /// Where on the pages they must be found.
    pub place: Place,
}

/// The strings that are not on the pages as they are expected.
///
/// What has a row must be in it. Of the rest, longer strings are looked for
/// first, and what is found is used up: the name `AWS` is not proved by the label `AWS
/// growth`. `reading` is the text of the pages, with [`BREAK`] between paragraphs.
pub fn missing(reading: &str, expected: &[Expected]) -> Vec<Fault> {
    let mut pages = fold(reading);
    let mut faults: Vec<_> = rows::take(&mut pages, expected)
        .into_iter()
        .map(|it| fault(it, format!("`{}` is not in the row of its figure", it.text)))
        .collect();

    let mut wanted: HashMap<String, Vec<&Expected>> = HashMap::new();
    let mut shared: HashSet<String> = HashSet::new();
    for it in expected {
        let key = fold(&it.text);
        let is_wanted = match it.place {
            Place::Anywhere => true,
            Place::Shared => shared.insert(key.clone()),
            Place::Row(_) => false,
        };
        if is_wanted {
            wanted.entry(key).or_default().push(it);
        }
    }
    let mut wanted: Vec<_> =
        wanted.into_iter().filter(|(key, _)| !key.is_empty()).collect();
    wanted.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    for (string, entries) in wanted {
        let found = take(&mut pages, &string, entries.len());
        for it in &entries[found..] {
            let what = match entries.len() {
                1 => format!("`{}` is not on the pages", it.text),
                times => format!("`{}` is printed {found} times, not {times}", it.text),
            };
            faults.push(fault(it, what));
        }
    }
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
}

fn fault(it: &Expected, what: String) -> Fault {
    Fault { kind: FaultKind::Missing, page: None, place: Some(it.path.clone()), what }
}

/// Uses up at most `times` occurrences: those that fill a paragraph or cell first, and those
/// that are a part of a longer number last.
fn take(pages: &mut String, string: &str, times: usize) -> usize {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (opens, ends) = (digit(string.chars().next()), digit(string.chars().next_back()));
    let mut found = 0;
    for which in [Match::Alone, Match::Whole, Match::Any] {
        let mut from = 0;
        while found < times
            && let Some(at) = pages[from..].find(string).map(|at| from + at)
        {
            let end = at + string.len();
            from = end;
            let around = (pages[..at].chars().next_back(), pages[end..].chars().next());
            let edge = |c: Option<char>| c.is_none_or(|c| c == BREAK || c == FOUND);
            let fits = match which {
                Match::Alone => edge(around.0) && edge(around.1),
                Match::Whole => !(opens && digit(around.0) || ends && digit(around.1)),
                Match::Any => true,
            };
            if !fits {
                continue;
            }
            use_up(pages, at..end);
            found += 1;
        }
    }
    found
}

/// Which occurrences are used up.
#[derive(Clone, Copy)]
enum Match {
    /// A paragraph or cell of its own.
    Alone,
    /// No part of a longer number.
    Whole,
    Any,
}

fn use_up(pages: &mut String, at: Range<usize>) {
    pages.replace_range(at.clone(), &FOUND.to_string().repeat(at.len()));
}

/// What a reader sees as the same: composed letters, no spaces and nothing invisible, one
/// minus, one cross. Case is kept, or upper-cased data would go unseen.
pub fn fold(text: &str) -> String {
    text.nfc()
        .filter(|c| !c.is_whitespace())
        .filter(|c| !is_default_ignorable(*c))
        .map(|c| match c {
            '\u{2212}' | '\u{2013}' => '-',
            '\u{d7}' => 'x',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(pages: &str, expected: &[&str]) -> Vec<String> {
        let anywhere = |text: &&str| {
            let (path, text) = (text.to_string(), text.to_string());
            Expected { path, text, place: Place::Anywhere }
        };
        let expected: Vec<_> = expected.iter().map(anywhere).collect();
        missing(pages, &expected).into_iter().filter_map(|fault| fault.place).collect()
    }

    #[test]
    fn spaces_and_signs_are_folded_and_case_is_not() {
        assert!(lost("up\u{a0}to −3\u{202f}% × 2", &["up to -3 % x 2"]).is_empty());
        assert_eq!(lost("CAPEX", &["CapEx"]), ["CapEx"]);
    }

    #[test]
    fn occurrences_are_counted_and_used_up() {
        assert_eq!(lost("TTM\u{1}TTM", &["TTM", "TTM", "TTM"]), ["TTM"]);
        assert_eq!(lost("AWS growth", &["AWS", "AWS growth"]), ["AWS"]);
        assert!(lost("AWS growth\u{1}AWS", &["AWS", "AWS growth"]).is_empty());
    }

    #[test]
    fn a_part_of_a_longer_number_is_taken_last() {
        assert!(lost("note 2658; note 265;", &["note 265", "ote 2658"]).is_empty());
    }

    #[test]
    fn a_string_does_not_run_over_a_paragraph() {
        assert_eq!(lost("ab\u{1}cd", &["bc"]), ["bc"]);
    }
}
