//! Where the white space of a brief goes: what is changed between a first look at its pages
//! and the second.
//!
//! A first pass sets everything at its nominal height. Where the next block then misses a
//! page by a little, what can shrink on that page does; where a page ends early all the same,
//! what can grow on it does, and where it ends very early, the next block begins on it and goes
//! on over its end, if it is a list of rows. Nothing changes its place in the order.
//!
//! A page has room for 700 pt and holds 640. The next block, with the gap before it, takes
//! 90: it misses by 30. An exhibit on the page can give 28, its gaps 14 of every hundred
//! points; so the exhibit takes its least height, the gaps give the other 2, and the block
//! moves up.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::sheet::POINTS_PER_MM;

/// A page that ends earlier than this has a hole, and a block that misses it by no more is
/// drawn in: 20 mm.
pub const HOLE: f64 = 20.0 * POINTS_PER_MM;
/// Where so much of a page is left for it, a list begins that goes on over its end: 40 mm,
/// which is its head and some rows.
const LIST_START: f64 = 40.0 * POINTS_PER_MM;
/// How far gaps may shrink and grow.
const LEAST_GAP: f64 = 0.86;
const MOST_GAP: f64 = 1.25;
/// What is not given away, for all that is not known to the point.
const RESERVE: f64 = 4.0;

/// A row of the page that was set: a block with what stands beside it, or the head of a
/// section, in points from the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// The place in the brief, such as `/sections/0/blocks/1`.
    pub place: String,
    /// The page, counted from 1.
    pub page: usize,
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
}

/// What the second pass does otherwise than the first. Whatever is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Plan {
    /// The factor on every vertical gap inside blocks.
    pub density: f64,
    /// Which of its three heights an exhibit takes: 0 the least, 1 the nominal, 2 the most.
    pub heights: BTreeMap<String, u8>,
    /// The factor on the gap before a row.
    pub gaps: BTreeMap<String, f64>,
    /// What goes on over the end of a page, though it would fit on one.
    pub parted: BTreeSet<String>,
}

/// What can be done with the rows of a brief, by their places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Elastic {
    /// The least, the nominal and the most height of the plot of an exhibit.
    pub plots: BTreeMap<String, [f64; 3]>,
    /// Those that are lists, and may go on over the end of a page.
    pub lists: BTreeSet<String>,
}

/// A row with the gap before it.
#[derive(Debug)]
struct Row<'a> {
    place: &'a str,
    before: f64,
    height: f64,
    /// Whether it goes on over the end of a page.
    breaks: bool,
}

impl Row<'_> {
    fn is_head(&self) -> bool {
        let mut parts = self.place.split('/');
        parts.nth(1) == Some("sections") && parts.nth(1).is_none()
    }
}

impl Plan {
    /// Everything as close as it may stand, for a last page that might be saved; but what the
    /// next block cannot use of a page goes back to that page.
    #[must_use]
    pub fn tight(set: &[Extent], elastic: &Elastic, room: f64, gap: f64) -> Self {
        let heights = elastic.plots.keys().map(|place| (place.clone(), 0)).collect();
        let plan = Self { density: LEAST_GAP, heights, ..Self::default() };
        let mut rows = rows(set, gap);
        for row in &mut rows {
            row.before *= LEAST_GAP;
            if let Some([least, nominal, _]) = elastic.plots.get(row.place) {
                row.height -= nominal - least;
            }
        }
        let plots = elastic.plots.iter();
        let plots = plots
            .map(|(place, [least, _, most])| (place.clone(), [*least, *least, *most]));
        let least = Elastic { plots: plots.collect(), lists: elastic.lists.clone() };
        plan.filled(&rows, &least, room, LEAST_GAP * gap)
    }

    /// What makes the holes at the feet of the pages smaller; nothing where there are none.
    /// `room` is the height of the type area, `gap` the nominal gap before a row, in points.
    #[must_use]
    pub fn of(set: &[Extent], elastic: &Elastic, room: f64, gap: f64) -> Option<Self> {
        let plan = Self { density: 1.0, ..Self::default() };
        let plan = plan.filled(&rows(set, gap), elastic, room, gap);
        let stays =
            plan.heights.is_empty() && plan.gaps.is_empty() && plan.parted.is_empty();
        (!stays).then_some(plan)
    }

    /// The plan with what the rows of each page give or take, as they fall on pages.
    fn filled(self, rows: &[Row<'_>], elastic: &Elastic, room: f64, gap: f64) -> Self {
        let mut plan = self;
        let (mut page, mut used): (Vec<&Row<'_>>, f64) = (Vec::new(), 0.0);
        let mut rest = rows;
        while let Some((group, after)) = group(rest) {
            rest = after;
            let height = |first: bool| {
                let gaps = group.iter().skip(usize::from(first)).map(|it| it.before);
                group.iter().map(|it| it.height).sum::<f64>() + gaps.sum::<f64>()
            };
            let need = height(page.is_empty());
            if used + need <= room {
                used += need;
                page.extend(group);
                continue;
            }
            let hole = room - used;
            let parted = group.last().filter(|it| {
                elastic.lists.contains(it.place)
                    && !page.is_empty()
                    && hole - (need - it.height) > LIST_START
            });
            plan.parted.extend(parted.map(|it| it.place.to_owned()));
            if parted.is_some() || group.iter().any(|it| it.breaks) {
                used = (used + need) % room;
                page = group.iter().collect();
                continue;
            }
            let miss = need - hole;
            let drawn: Vec<_> = page.iter().copied().chain(group).collect();
            if miss <= HOLE && plan.shrink(&drawn, elastic, gap, miss) {
                (page, used) = (Vec::new(), 0.0);
                continue;
            }
            if hole > HOLE {
                plan.grow(&page, elastic, gap, hole - RESERVE);
            }
            (page, used) = (group.iter().collect(), height(true));
        }
        plan
    }

    /// Takes so much from the rows of a page; whether they have it.
    fn shrink(
        &mut self,
        page: &[&Row<'_>],
        elastic: &Elastic,
        gap: f64,
        by: f64,
    ) -> bool {
        let exhibits = page.iter().filter_map(|it| elastic.plots.get_key_value(it.place));
        let mut rest = by + RESERVE;
        let mut heights = Vec::new();
        for (place, [least, nominal, _]) in exhibits {
            if rest > 0.0 {
                rest -= nominal - least;
                heights.push(place);
            }
        }
        let gaps = gaps(page, gap);
        if rest > gaps * (1.0 - LEAST_GAP) {
            return false;
        }
        self.heights.extend(heights.into_iter().map(|place| (place.clone(), 0)));
        if rest > 0.0 {
            self.stretch(page, 1.0 - rest / gaps);
        }
        true
    }

    /// Gives so much to the rows of a page, as far as they can take it.
    fn grow(&mut self, page: &[&Row<'_>], elastic: &Elastic, gap: f64, by: f64) {
        let mut rest = by;
        for (place, [_, nominal, most]) in
            page.iter().filter_map(|it| elastic.plots.get_key_value(it.place))
        {
            if most - nominal <= rest {
                rest -= most - nominal;
                self.heights.insert(place.clone(), 2);
            }
        }
        let gaps = gaps(page, gap);
        if gaps > 0.0 {
            self.stretch(page, (1.0 + rest / gaps).min(MOST_GAP));
        }
    }

    fn stretch(&mut self, page: &[&Row<'_>], factor: f64) {
        let factor = (factor * 100.0).floor() / 100.0;
        self.gaps.extend(stretched(page).map(|it| (it.place.to_owned(), factor)));
    }
}

/// The nominal gaps between the rows of a page that can be stretched.
fn gaps(page: &[&Row<'_>], gap: f64) -> f64 {
    stretched(page).map(|_| gap).sum()
}

/// The rows of a page the gap before which can be stretched: those of sections.
fn stretched<'p, 'a>(page: &'p [&Row<'a>]) -> impl Iterator<Item = &'p Row<'a>> {
    let of_sections = |it: &&&Row<'_>| it.place.starts_with("/sections/");
    let rows = page.iter().skip(1).filter(of_sections);
    rows.filter(|it| !is_under_head(page, it)).copied()
}

/// Whether a row follows the head of its section, from which nothing parts it.
fn is_under_head(page: &[&Row<'_>], row: &Row<'_>) -> bool {
    page.windows(2).any(|two| two[1].place == row.place && two[0].is_head())
}

/// The next rows that stay together: heads, and what follows them.
fn group<'r, 'a>(rows: &'r [Row<'a>]) -> Option<(&'r [Row<'a>], &'r [Row<'a>])> {
    let heads = rows.iter().take_while(|it| it.is_head()).count();
    rows.split_at_checked((heads + 1).min(rows.len()))
        .filter(|(group, _)| !group.is_empty())
}

/// What was set, row by row: places side by side are one row, and one that goes on over the
/// end of a page is, too.
fn rows(set: &[Extent], gap: f64) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut last: Option<&Extent> = None;
    for it in set {
        let height = it.bottom - it.top;
        match (rows.last_mut(), last) {
            (Some(row), Some(before)) if row.place == it.place => {
                row.height += if before.page == it.page {
                    (it.bottom - before.bottom).max(0.0)
                } else {
                    row.breaks = true;
                    height
                };
            }
            (Some(row), Some(before))
                if before.page == it.page && it.top < before.bottom =>
            {
                row.height += (it.bottom - before.bottom).max(0.0);
                if it.bottom <= before.bottom {
                    continue;
                }
            }
            (_, before) => {
                let before = before.filter(|before| before.page == it.page);
                let before = before.map_or(gap, |before| it.top - before.bottom);
                rows.push(Row { place: &it.place, before, height, breaks: false });
            }
        }
        last = Some(it);
    }
    rows
}

/// How much of the feet of the pages before the last is left free beyond what is no hole, in
/// points: the less the better.
#[must_use]
pub fn holes(feet: &[f64]) -> f64 {
    feet.iter().map(|foot| (foot - HOLE).max(0.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: f64 = 700.0;
    const GAP: f64 = 12.0;

    /// Rows one below the other, broken to pages where the next does not fit.
    fn set(rows: &[(&str, f64)]) -> Vec<Extent> {
        let (mut page, mut top) = (1, 0.0);
        let mut set = Vec::new();
        for (place, height) in rows {
            if top + height > ROOM {
                (page, top) = (page + 1, 0.0);
            }
            let bottom = top + height;
            set.push(Extent { place: (*place).to_owned(), page, top, bottom });
            top = bottom + GAP;
        }
        set
    }

    fn elastic(of: &[(&str, [f64; 3])]) -> Elastic {
        let plots = of.iter().map(|(place, heights)| ((*place).to_owned(), *heights));
        Elastic { plots: plots.collect(), lists: BTreeSet::new() }
    }

    #[test]
    fn pages_without_holes_stay() {
        let set = set(&[("/a", 300.0), ("/b", 360.0), ("/c", 300.0)]);
        assert_eq!(Plan::of(&set, &elastic(&[]), ROOM, GAP), None);
    }

    #[test]
    fn a_block_that_misses_by_little_is_drawn_in() {
        let set = set(&[("/a", 300.0), ("/b", 328.0), ("/c", 90.0)]);
        let elastic = elastic(&[("/b", [100.0, 150.0, 180.0])]);
        let plan = Plan::of(&set, &elastic, ROOM, GAP).expect("a plan");
        assert_eq!(plan.heights, [("/b".to_owned(), 0)].into());
        assert!(plan.gaps.is_empty(), "the exhibit has enough");
    }

    #[test]
    fn a_page_that_ends_early_is_filled() {
        let (first, second) = ("/sections/0/blocks/0", "/sections/0/blocks/1");
        let set = set(&[("/note", 8.0), (first, 280.0), (second, 300.0), ("/c", 300.0)]);
        let elastic = elastic(&[(first, [100.0, 150.0, 180.0])]);
        let plan = Plan::of(&set, &elastic, ROOM, GAP).expect("a plan");
        assert_eq!(plan.heights, [(first.to_owned(), 2)].into());
        let gaps = [first, second].map(|it| (it.to_owned(), MOST_GAP));
        assert_eq!(plan.gaps, gaps.into());
    }

    #[test]
    fn a_list_begins_on_a_page_that_would_end_very_early() {
        let set = |first| {
            set(&[("/a", first), ("/sections/0", 40.0), ("/sections/0/blocks/0", 400.0)])
        };
        let lists = || Elastic {
            lists: ["/sections/0/blocks/0".to_owned()].into(),
            ..Elastic::default()
        };
        let plan = Plan::of(&set(300.0), &lists(), ROOM, GAP).expect("a plan");
        assert_eq!(plan.parted, lists().lists);
        assert!(plan.gaps.is_empty(), "there is no hole left to fill");
        // Here it would be a head and a row, and elsewhere it is no list.
        assert_eq!(Plan::of(&set(600.0), &lists(), ROOM, GAP), None);
        assert_eq!(Plan::of(&set(300.0), &elastic(&[]), ROOM, GAP), None);
    }

    #[test]
    fn a_head_moves_with_its_first_block_and_nothing_parts_them() {
        let set = set(&[
            ("/thesis/0", 560.0),
            ("/sections/0", 20.0),
            ("/sections/0/blocks/0", 300.0),
        ]);
        let plan = Plan::of(&set, &elastic(&[]), ROOM, GAP);
        assert_eq!(plan, None, "one row alone has nothing to stretch");
    }

    #[test]
    fn what_stands_side_by_side_is_one_row() {
        let at = |place: &str, top: f64, bottom: f64| Extent {
            place: place.to_owned(),
            page: 1,
            top,
            bottom,
        };
        let set = [at("/a", 0.0, 50.0), at("/b", 0.0, 80.0), at("/c", 10.0, 20.0)];
        let rows = rows(&set, GAP);
        assert_eq!(rows.len(), 1);
        assert!((rows[0].height - 80.0).abs() < 1e-9);
    }
}
