//! Whether everything the brief says is on the pages.

use std::collections::HashMap;

use strata_view::face::is_default_ignorable;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::{Fault, FaultKind};

/// Stands between two paragraphs or cells of a reading; no brief contains it.
pub const BREAK: char = '\u{1}';

/// Takes the place of what has been found, so that it is not found twice.
const FOUND: char = '\u{2}';

/// The strings that are not on the pages as often as they are expected.
///
/// `expected` pairs each string with its place in the brief. Longer strings are looked
/// for first and what is found is used up: the name `AWS` is not proved by the label
/// `AWS growth`. `reading` is the text of the pages, with [`BREAK`] between paragraphs.
pub fn missing(reading: &str, expected: &[(String, String)]) -> Vec<Fault> {
    let mut wanted: HashMap<String, Vec<&(String, String)>> = HashMap::new();
    for entry in expected {
        wanted.entry(fold(&entry.1)).or_default().push(entry);
    }
    let mut wanted: Vec<_> =
        wanted.into_iter().filter(|(key, _)| !key.is_empty()).collect();
    wanted.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));

    let mut pages = fold(reading);
    let mut faults = Vec::new();
    for (string, entries) in wanted {
        let found = take(&mut pages, &string, entries.len());
        if found == entries.len() {
            continue;
        }
        for (place, text) in &entries[found..] {
            let what = match entries.len() {
                1 => format!("`{text}` is not on the pages"),
                times => format!("`{text}` is printed {found} times, not {times}"),
            };
            let place = Some(place.clone());
            faults.push(Fault { kind: FaultKind::Missing, page: None, place, what });
        }
    }
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
}

/// Uses up at most `times` occurrences, those that fill a paragraph or cell first.
fn take(pages: &mut String, string: &str, times: usize) -> usize {
    let mut found = 0;
    for alone in [true, false] {
        let mut from = 0;
        while found < times
            && let Some(at) = pages[from..].find(string).map(|at| from + at)
        {
            let end = at + string.len();
            from = end;
            let edge = |c: Option<char>| c.is_none_or(|c| c == BREAK || c == FOUND);
            let bounded = edge(pages[..at].chars().next_back())
                && edge(pages[end..].chars().next());
            if alone && !bounded {
                continue;
            }
            pages.replace_range(at..end, &FOUND.to_string().repeat(string.len()));
            found += 1;
        }
    }
    found
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
        let expected: Vec<_> =
            expected.iter().map(|text| (text.to_string(), text.to_string())).collect();
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
    fn a_string_does_not_run_over_a_paragraph() {
        assert_eq!(lost("ab\u{1}cd", &["bc"]), ["bc"]);
    }
}
