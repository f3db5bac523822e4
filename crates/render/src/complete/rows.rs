//! What must stand in the row of its figure: a number whose unit is said over it is found
//! there or nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use strata_view::content::{Place, Row};

use super::{BREAK, Expected, fold, use_up};

/// The longest marks of notes behind the head of a row.
const MARKS: usize = 24;
/// The cells behind a head that belong to it at most, for each thing that is looked for: a
/// row of earlier values is this long, and has values of few of its periods perhaps.
const CELLS: usize = 17;

/// The line that a row stands under, if it must, and its head.
type Key = (Option<String>, String);

/// The rows of one head under one line, as they are found and as they are used up.
#[derive(Default)]
struct Found {
    heads: usize,
    cells: Vec<Range<usize>>,
    /// Which cell was used for which part of which row.
    used: BTreeMap<String, usize>,
    named: BTreeSet<String>,
}

/// Uses up the cells of all rows that are expected, and gives back what is not there.
///
/// A row begins with a cell that is its head, with marks of notes behind it, below the line
/// that it must stand under. Every part of it takes a whole cell for itself.
pub(super) fn take<'e>(
    pages: &mut String,
    expected: &'e [Expected],
) -> Vec<&'e Expected> {
    let rows = expected.iter().filter_map(|it| match &it.place {
        Place::Row(row) => Some((it, row)),
        Place::Anywhere | Place::Shared => None,
    });
    let rows: Vec<_> = rows.collect();
    let mut found = find(pages, &rows);
    let mut missing = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (it, row) in rows {
        let is_there = found.get_mut(&key(row)).is_some_and(|found| {
            if row.says.is_empty() {
                return found.is_named(row);
            }
            let cell = found.cell(pages, row);
            taken.extend(cell.clone());
            cell.is_some()
        });
        if !is_there {
            missing.push(it);
        }
    }
    taken.into_iter().for_each(|cell| use_up(pages, cell));
    missing
}

fn key(row: &Row) -> Key {
    (row.line.as_deref().map(fold), fold(&row.head))
}

/// The cells of the rows that are looked for.
fn find(pages: &str, rows: &[(&Expected, &Row)]) -> BTreeMap<Key, Found> {
    let mut wanted: BTreeMap<Key, usize> = BTreeMap::new();
    for (_, row) in rows {
        *wanted.entry(key(row)).or_default() += CELLS;
    }
    let lines: BTreeSet<&str> =
        wanted.keys().filter_map(|(line, _)| line.as_deref()).collect();
    let mut found: BTreeMap<Key, Found> = BTreeMap::new();
    let mut line: Option<String> = None;
    let mut open: Option<(Key, usize)> = None;
    let mut start = 0;
    for cell in pages.split(BREAK) {
        let at = start..start + cell.len();
        start = at.end + BREAK.len_utf8();
        if cell.is_empty() {
            continue;
        }
        if lines.contains(cell) {
            line = Some(cell.to_owned());
            open = None;
        } else if let Some(key) = head(cell, line.as_ref(), &wanted) {
            open = wanted.get(&key).map(|most| (key.clone(), *most));
            found.entry(key).or_default().heads += 1;
        } else if let Some((key, most)) = &mut open {
            if *most == 0 {
                open = None;
                continue;
            }
            *most -= 1;
            found.entry(key.clone()).or_default().cells.push(at);
        }
    }
    found
}

/// The row that a cell is the head of: the longest name that it begins with, if nothing but
/// marks follow.
fn head(cell: &str, line: Option<&String>, wanted: &BTreeMap<Key, usize>) -> Option<Key> {
    let is_mark =
        |letter: char| letter.is_ascii_lowercase() || matches!(letter, ',' | '†');
    let mut name = cell;
    for _ in 0..=MARKS {
        let under = (line.cloned(), name.to_owned());
        let alone = (None, name.to_owned());
        if let Some(key) = [under, alone].into_iter().find(|key| wanted.contains_key(key))
        {
            return Some(key);
        }
        let last = name.chars().next_back().filter(|letter| is_mark(*letter))?;
        name = name.strip_suffix(last)?;
    }
    None
}

impl Found {
    /// Whether there is a head for this row: as many rows as are expected.
    fn is_named(&mut self, row: &Row) -> bool {
        // The row of a figure is counted once, for whatever head and line say of it.
        let figure = row.part.split('/').next().unwrap_or_default();
        self.named.contains(figure)
            || self.named.len() < self.heads && self.named.insert(figure.to_owned())
    }

    /// A cell that says what is looked for, and the same for all that is in one cell.
    fn cell(&mut self, pages: &str, row: &Row) -> Option<Range<usize>> {
        let said = |at: &Range<usize>| pages.get(at.clone()).unwrap_or_default();
        if let Some(at) = self.used.get(&row.part) {
            let cell = self.cells.get(*at)?;
            return row
                .says
                .iter()
                .any(|(it, _)| fold(it) == said(cell))
                .then(|| cell.clone());
        }
        let (at, cell) = row.says.iter().find_map(|(says, beside)| {
            let says = fold(says);
            let beside = beside.as_deref().map(fold);
            let is_beside = beside.is_none_or(|it| {
                self.cells.iter().any(|cell| said(cell).contains(it.as_str()))
            });
            let free = |at: &usize| !self.used.values().any(|used| used == at);
            let mut cells = self.cells.iter().enumerate();
            cells.find(|(at, cell)| is_beside && said(cell) == says && free(at))
        })?;
        let cell = cell.clone();
        self.used.insert(row.part.clone(), at);
        Some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complete::missing;

    /// A part of the row of `head` under a line, with what a cell of it says.
    fn part(head: &str, name: &str, says: &[&str]) -> Expected {
        let says = says.iter().map(|it| (it.to_string(), None)).collect();
        let (line, part) = (Some("Q3 · GAAP · USD million".to_owned()), name.to_owned());
        let place = Place::Row(Row { line, head: head.to_owned(), part, says });
        Expected { path: name.to_owned(), text: name.to_owned(), place }
    }

    fn expected() -> Vec<Expected> {
        vec![
            part("Sales", "sales/label", &[]),
            part("Sales", "sales/value", &["180", "$180M"]),
            part("Sales", "sales/change", &["+13%"]),
            part("Sales", "sales/prior", &["159"]),
            part("Sales", "sales/comparisons/0/change", &["+13%"]),
            part("Costs", "costs/label", &[]),
            part("Costs", "costs/value", &["159"]),
        ]
    }

    const PAGES: [&str; 13] = [
        "Q3 · GAAP · USD million",
        "Sales a,b†",
        "180",
        "+13%",
        "159",
        "1–3",
        "organic",
        "+13%",
        "–",
        "Costs",
        "159",
        "–",
        "1",
    ];

    fn lost(cells: &[&str]) -> Vec<String> {
        let reading = cells.join(&BREAK.to_string());
        missing(&reading, &expected()).into_iter().filter_map(|it| it.place).collect()
    }

    #[test]
    fn a_number_counts_in_the_row_of_its_figure() {
        assert_eq!(lost(&PAGES), [""; 0]);
        let elsewhere = [&["180", "+13%", "159"][..], &["no line", "Sales"]].concat();
        assert_eq!(lost(&elsewhere).len(), 7, "under no line it is of no row");
    }

    /// Whichever cell is lost, it is missed: none is proved by another row or cell.
    #[test]
    fn no_cell_is_lost_unseen() {
        for at in (0..PAGES.len())
            .filter(|at| !["–", "1–3", "1", "organic"].contains(&PAGES[*at]))
        {
            let mut cells = PAGES.to_vec();
            cells.remove(at);
            assert!(!lost(&cells).is_empty(), "without cell {at}, {}", PAGES[at]);
            let mut cells = PAGES.to_vec();
            cells[at] = "7";
            assert!(!lost(&cells).is_empty(), "with another cell {at}, {}", PAGES[at]);
        }
    }

    #[test]
    fn a_row_counts_under_its_line_alone() {
        let mut cells = PAGES.to_vec();
        cells.insert(9, "Q2 · GAAP · USD million");
        // No row is looked for under that line.
        assert_eq!(lost(&cells), [""; 0]);
        cells[0] = "Q2 · GAAP · USD million";
        assert_eq!(lost(&cells).len(), 7);
    }

    #[test]
    fn what_is_used_up_proves_nothing_else() {
        let number = || Expected {
            path: "/text".to_owned(),
            text: "180".to_owned(),
            place: Place::Anywhere,
        };
        let reading = PAGES.join(&BREAK.to_string());
        let mut expected = expected();
        expected.push(number());
        assert_eq!(missing(&reading, &expected).len(), 1);
        assert!(missing(&format!("{reading}{BREAK}of 180 ships"), &expected).is_empty());
    }
}
