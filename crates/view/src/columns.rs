//! Entries under their heads, shared out over three columns of about one height.

use serde::Serialize;

use crate::back::{Entry, Section};
use crate::measure;
use crate::words::{Flow, Rich};

/// Sections in three columns.
#[derive(Debug, Serialize)]
pub(crate) struct Columns {
    columns: Vec<Vec<Section>>,
    /// Whether they are longer than a page: then the page parts them, and there is one
    /// column here.
    long: bool,
}

const COUNT: usize = 3;
const SIZE: f64 = 7.5;
/// Heights in lines: of a head with what is above it, and of the gap above an entry.
const HEAD: f64 = 2.2;
const GAP: f64 = 0.55;
/// The lines of a column that stands on one page.
const PAGE: f64 = 60.0;
/// What it costs to part a section, as a part of the mean height: less than to have a column
/// stand out by so much.
const PARTED: f64 = 0.12;

/// Shares sections out over three columns so that the highest is as low as it can be; one
/// that goes on in the next column has no head there, and is parted only for a good reason.
pub(crate) fn columns(sections: Vec<Section>, width: f64) -> Columns {
    // Of each entry, its height with the gap above it, and whether a head stands over it.
    let heights: Vec<(f64, bool)> = sections
        .iter()
        .flat_map(|section| section.entries.iter().enumerate())
        .map(|(at, entry)| (height(entry, width), at == 0))
        .collect();
    let total: f64 = heights.iter().map(|(height, head)| of(*height, *head)).sum();
    let mean = total / COUNT as f64;
    if mean > PAGE {
        return Columns { columns: vec![sections], long: true };
    }
    let ends = parted(&heights, PARTED * mean);
    let mut shared: Vec<Vec<Section>> = (0..COUNT).map(|_| Vec::new()).collect();
    let mut at = 0;
    for Section { mut head, entries } in sections {
        for entry in entries {
            let column = &mut shared[ends.iter().filter(|end| at >= **end).count()];
            match column.last_mut().filter(|_| head.is_none()) {
                Some(open) => open.entries.push(entry),
                None => {
                    column.push(Section { head: head.take(), entries: vec![entry] });
                }
            }
            at += 1;
        }
    }
    Columns { columns: shared, long: false }
}

fn of(height: f64, has_head: bool) -> f64 {
    if has_head { height + HEAD } else { height }
}

/// Where the first and the second column end.
fn parted(heights: &[(f64, bool)], cost: f64) -> [usize; COUNT - 1] {
    let mut sums = vec![0.0];
    for (height, head) in heights {
        sums.push(sums[sums.len() - 1] + of(*height, *head));
    }
    let all = heights.len();
    let parts = |at: usize| heights.get(at).is_some_and(|(_, head)| !head);
    let mut best = (f64::INFINITY, [all, all]);
    for first in 0..=all {
        if sums[first] >= best.0 {
            break;
        }
        for second in first..=all {
            let columns =
                [sums[first], sums[second] - sums[first], sums[all] - sums[second]];
            let highest = columns.into_iter().fold(0.0, f64::max);
            let lowest = columns.into_iter().fold(f64::INFINITY, f64::min);
            let cuts = [first, second].into_iter().filter(|at| parts(*at)).count();
            // Of columns as high, those are taken of which none is much lower.
            let price = highest + 0.1 * (highest - lowest) + cost * cuts as f64;
            if price < best.0 {
                best = (price, [first, second]);
            }
        }
    }
    best.1
}

/// How high an entry is, in lines.
fn height(entry: &Entry, width: f64) -> f64 {
    let lines = |text: f64| (1.04 * text / width).ceil().max(1.0);
    let wide = |rich: &Rich| {
        let runs = rich.runs.iter();
        let runs = runs.map(|run| measure::width(&run.text.text.to_string(), SIZE, false));
        runs.sum::<f64>() + 0.6 * SIZE * rich.marks.len() as f64
    };
    let paragraphs: Vec<_> = entry.body.iter().flat_map(Flow::paragraphs).collect();
    let mut key = wide(&entry.key);
    let each = paragraphs.into_iter().map(|paragraph| {
        let own = std::mem::take(&mut key);
        lines(own + wide(paragraph)) + GAP
    });
    each.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(name: &str, words: &[usize]) -> Section {
        let entry = |count: &usize| {
            let body = Rich::plain("word ".repeat(*count));
            Entry::new(Rich::plain("Key"), body)
        };
        Section { head: Some(name.into()), entries: words.iter().map(entry).collect() }
    }

    fn shared(sections: Vec<Section>) -> (Vec<f64>, Columns) {
        let width = 151.0;
        let columns = columns(sections, width);
        let of_section = |it: &Section| {
            let entries = it.entries.iter().map(|entry| height(entry, width));
            of(entries.sum(), it.head.is_some())
        };
        let heights = columns.columns.iter();
        let heights = heights.map(|it| it.iter().map(of_section).sum()).collect();
        (heights, columns)
    }

    #[test]
    fn columns_are_about_as_high() {
        let (heights, columns) = shared(vec![
            section("a", &[30, 10, 5]),
            section("b", &[8; 20]),
            section("c", &[40, 3]),
        ]);
        let high = heights.iter().copied().fold(0.0, f64::max);
        assert!(heights.iter().all(|it| *it >= 0.75 * high), "{heights:?}");
        let entries = columns.columns.iter().flatten().map(|it| it.entries.len());
        assert_eq!(entries.sum::<usize>(), 25, "none is lost");
    }

    #[test]
    fn a_section_is_not_parted_where_it_need_not_be() {
        let alike = || vec![section("a", &[9; 5]), section("b", &[9; 5]), section("c", &[9; 5])];
        let (_, columns) = shared(alike());
        assert!(columns.columns.iter().flatten().all(|it| it.head.is_some()));
    }

    #[test]
    fn what_is_longer_than_a_page_is_left_to_it() {
        let (_, columns) = shared(vec![section("a", &[5000])]);
        assert!(columns.long && columns.columns.len() == 1);
        let (_, columns) = shared(Vec::new());
        assert!(!columns.long);
    }
}
