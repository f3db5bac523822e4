//! Entries under their heads, shared out over three columns of about one height.

use serde::Serialize;

use crate::back::{Entry, Section};
use crate::measure;
use crate::words::{Flow, Rich};

/// Sections in bands of three columns, one below the other.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Columns {
    bands: Vec<Band>,
}

/// Three columns of about one height, which go on side by side over the end of a page.
#[derive(Debug, Serialize)]
struct Band {
    columns: Vec<Vec<Section>>,
    /// Whether an entry is too long for that: then it is set over the whole width, and there
    /// is one column here.
    long: bool,
}

const COUNT: usize = 3;
const SIZE: f64 = 7.5;
/// Heights in lines: of a head with what is above it, and of the gap above an entry.
const HEAD: f64 = 2.2;
const GAP: f64 = 0.55;
/// The most lines of a column of a band: about a page.
const BAND: f64 = 60.0;
/// An entry of more lines is set over the whole width.
const PAGE: f64 = 50.0;
/// A section of more lines makes a band of its own.
const FEW: f64 = 24.0;
/// What it costs to part a section, as a part of the mean height: less than to have a column
/// stand out by so much.
const PARTED: f64 = 0.12;

/// Whether a section is long enough for a band of its own.
pub(crate) fn makes_a_band(section: &Section, width: f64) -> bool {
    of_section(section, width) > FEW
}

/// Shares sections out over bands of three columns, so that the highest column of a band is
/// as low as it can be; a section that goes on in another column has no head there, and is
/// parted only for a good reason.
pub(crate) fn columns(sections: Vec<Section>, width: f64) -> Columns {
    let sections: Vec<_> =
        sections.into_iter().filter(|it| !it.entries.is_empty()).collect();
    let bands = banded(sections, width);
    Columns { bands: bands.into_iter().map(|it| band(it, width)).collect() }
}

/// The sections in bands of about one height, which begin with a section if they can.
fn banded(sections: Vec<Section>, width: f64) -> Vec<Vec<Section>> {
    let total: f64 = sections.iter().map(|it| of_section(it, width)).sum();
    let count = (total / (COUNT as f64 * BAND)).ceil().max(1.0);
    let mean = total / count;
    let mut bands: Vec<Vec<Section>> = vec![Vec::new()];
    let mut high = 0.0;
    for Section { mut head, entries } in sections {
        for entry in entries {
            let own = of(height(&entry, width), head.is_some());
            let is_full = high + own > 1.2 * mean || head.is_some() && high > 0.7 * mean;
            if is_full && count > 1.0 && high > 0.0 {
                bands.push(Vec::new());
                high = 0.0;
            }
            high += own;
            let Some(band) = bands.last_mut() else { continue };
            match band.last_mut().filter(|_| head.is_none()) {
                Some(open) => open.entries.push(entry),
                None => band.push(Section { head: head.take(), entries: vec![entry] }),
            }
        }
    }
    bands.retain(|band| !band.is_empty());
    bands
}

fn band(sections: Vec<Section>, width: f64) -> Band {
    // Of each entry, its height with the gap above it, and whether a head stands over it.
    let of_entries = |section: &Section| {
        let has_head = section.head.is_some();
        let entries = section.entries.iter().enumerate();
        entries
            .map(|(at, it)| (height(it, width), at == 0 && has_head))
            .collect::<Vec<_>>()
    };
    let heights: Vec<(f64, bool)> = sections.iter().flat_map(of_entries).collect();
    if heights.iter().any(|(height, _)| *height > PAGE) {
        return Band { columns: vec![sections], long: true };
    }
    let total: f64 = heights.iter().map(|(height, head)| of(*height, *head)).sum();
    let ends = parted(&heights, PARTED * total / COUNT as f64);
    let mut shared: Vec<Vec<Section>> = (0..COUNT).map(|_| Vec::new()).collect();
    let mut at = 0;
    for Section { mut head, entries } in sections {
        let mut is_new = true;
        for entry in entries {
            let column = &mut shared[ends.iter().filter(|end| at >= **end).count()];
            match column.last_mut().filter(|_| !is_new) {
                Some(open) => open.entries.push(entry),
                None => {
                    column.push(Section { head: head.take(), entries: vec![entry] });
                }
            }
            (is_new, at) = (false, at + 1);
        }
    }
    Band { columns: shared, long: false }
}

fn of_section(section: &Section, width: f64) -> f64 {
    let entries = section.entries.iter().map(|entry| height(entry, width));
    of(entries.sum(), section.head.is_some() && !section.entries.is_empty())
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
        let runs =
            runs.map(|run| measure::width(&run.text.text.to_string(), SIZE, false));
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

    const WIDTH: f64 = 151.0;

    fn bands(sections: Vec<Section>) -> Vec<Band> {
        columns(sections, WIDTH).bands
    }

    fn heights(band: &Band) -> Vec<f64> {
        let of = |them: &Vec<Section>| them.iter().map(|it| of_section(it, WIDTH)).sum();
        band.columns.iter().map(of).collect()
    }

    fn entries(bands: &[Band]) -> usize {
        let sections = bands.iter().flat_map(|it| &it.columns).flatten();
        sections.map(|it| it.entries.len()).sum()
    }

    #[test]
    fn columns_are_about_as_high() {
        let bands = bands(vec![
            section("a", &[30, 10, 5]),
            section("b", &[8; 6]),
            section("c", &[20, 3]),
        ]);
        let heights = heights(&bands[0]);
        let high = heights.iter().copied().fold(0.0, f64::max);
        assert!(heights.iter().all(|it| *it >= 0.75 * high), "{heights:?}");
        assert_eq!((bands.len(), entries(&bands)), (1, 11), "none is lost");
    }

    #[test]
    fn a_section_is_not_parted_where_it_need_not_be() {
        let bands = bands(["a", "b", "c"].map(|it| section(it, &[9; 5])).into());
        let mut sections = bands[0].columns.iter().flatten();
        assert!(sections.all(|it| it.head.is_some()));
    }

    #[test]
    fn what_is_long_has_several_bands() {
        let bands = bands(vec![section("a", &[30; 300]), section("b", &[9; 4])]);
        assert!(bands.len() > 5 && bands.iter().all(|it| !it.long));
        assert_eq!(entries(&bands), 304, "none is lost");
        let high = bands.iter().flat_map(heights).fold(0.0, f64::max);
        assert!(high < 1.5 * BAND, "{high}");
    }

    #[test]
    fn a_long_entry_is_left_to_the_page() {
        let bands = bands(vec![section("a", &[5000])]);
        assert!(bands.len() == 1 && bands[0].long);
        assert!(super::columns(Vec::new(), WIDTH).bands.is_empty());
    }
}
