//! How a brief fits its pages: what the first pass has left, and which of two passes is the
//! better.

use std::sync::Arc;

use strata_view::plan::{Elastic, Extent, HOLE, Plan, holes};
use strata_view::sheet::{POINTS_PER_MM, Sheet};

use crate::inspect::{fill, may_save_a_page, type_area};
use crate::trace::{Mark, Trace, Zone};

/// Longer briefs are set once: their holes are few against their pages.
const MOST_PAGES: usize = 12;
/// A last page that is less full might be saved, or should be: a part of the type area.
const SPARSE: f64 = 0.45;

/// A sheet, and what a second look at the pages has decided.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    pub(crate) sheet: Sheet,
    pub(crate) plan: Option<Plan>,
}

impl Fit {
    /// Everything at its nominal height.
    pub(crate) fn nominal(sheet: Sheet) -> Self {
        Self { sheet, plan: None }
    }

    /// What a second pass would do otherwise; nothing if there is no need of one. `gap` is
    /// the nominal gap before a block, in points.
    pub(crate) fn second(
        &self,
        trace: &Trace,
        elastic: &Elastic,
        gap: f64,
    ) -> Option<Self> {
        let pages = trace.marks.iter().map(|mark| mark.page).max().unwrap_or_default();
        if !(2..=MOST_PAGES).contains(&pages) {
            return None;
        }
        let sparse = fill(trace, &self.sheet) < SPARSE;
        let (set, room) = (extents(trace), type_area(&self.sheet).height());
        let plan = if sparse && may_save_a_page(trace, &self.sheet) {
            Plan::tight(&set, elastic, room, gap)
        } else {
            Plan::of(&set, elastic, room, gap)?
        };
        let sheet = Sheet { density: self.sheet.density.min(plan.density), ..self.sheet };
        Some(Self { sheet, plan: Some(plan) })
    }
}

/// Whether a second pass is better than the first: fewer pages, or as many with less of them
/// left free.
pub(crate) fn is_better(second: &Trace, first: &Trace, sheet: &Sheet) -> bool {
    let of = |trace: &Trace| {
        let feet = feet(trace, sheet);
        (feet.len(), holes(&feet))
    };
    let ((pages, left), (before, left_before)) = (of(second), of(first));
    pages < before || pages == before && left < left_before
}

/// The pages that end early, with how early in millimetres; the last may end where it likes.
pub(crate) fn early(trace: &Trace, sheet: &Sheet) -> Vec<(usize, f64)> {
    let pages = (1..).zip(feet(trace, sheet));
    let early = pages.filter(|(_, foot)| *foot > HOLE);
    early.map(|(page, foot)| (page, foot / POINTS_PER_MM)).collect()
}

/// What is free at the foot of each page but the last, in points.
fn feet(trace: &Trace, sheet: &Sheet) -> Vec<f64> {
    let area = type_area(sheet);
    let foot = |page: &[Mark]| {
        let body = page.iter().filter(|mark| mark.zone == Zone::Body);
        area.bottom - body.map(|mark| mark.seen.bottom).fold(area.top, f64::max)
    };
    let mut feet: Vec<_> =
        trace.marks.chunk_by(|a, b| a.page == b.page).map(foot).collect();
    feet.pop();
    feet
}

/// The rows of the pages from top to bottom.
fn extents(trace: &Trace) -> Vec<Extent> {
    let mut rows: Vec<(Arc<str>, Extent)> = Vec::new();
    for mark in trace.marks.iter().filter(|mark| !mark.seen.is_empty()) {
        let Some(row) = &mark.row else { continue };
        let (top, bottom) = (mark.seen.top, mark.seen.bottom);
        let known =
            rows.iter_mut().rev().find(|(at, it)| it.page == mark.page && at == row);
        match known {
            Some((_, it)) => {
                (it.top, it.bottom) = (it.top.min(top), it.bottom.max(bottom));
            }
            None => {
                let place = row.to_string();
                rows.push((row.clone(), Extent { place, page: mark.page, top, bottom }));
            }
        }
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(_, it)| it).collect();
    rows.sort_by(|a, b| a.page.cmp(&b.page).then(a.top.total_cmp(&b.top)));
    rows
}
