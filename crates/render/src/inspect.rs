//! The look at the finished pages that no validator takes: is everything inside, apart
//! and whole?

use strata_view::sheet::{POINTS_PER_MM, Sheet};

use crate::error::{Fault, FaultKind};
use crate::trace::{Kind, Mark, Rect, Trace, Zone};

/// How far a mark may stand out of its zone, or out of a clip, in points.
const SLACK: f64 = 0.5;

/// The same for shapes: the strokes of a block straddle its edge, and come as outlines.
const STROKE_SLACK: f64 = 1.5;

/// Two runs of text overlap when they share more than this across, in points, and more
/// than this part of the lower of the two.
const ACROSS: f64 = 2.0;
const ALONG: f64 = 0.45;

/// More faults than this of one kind on one page say nothing new.
const ENOUGH: usize = 20;

/// Every fault of the layout, page by page.
pub(crate) fn inspect(trace: &Trace, sheet: &Sheet) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in trace.marks.chunk_by(|a, b| a.page == b.page) {
        faults.extend(outside(page, sheet).take(ENOUGH));
        faults.extend(cut(page).take(ENOUGH));
        faults.extend(overlaps(page));
        faults.extend(touches(page).take(ENOUGH));
    }
    faults
}

/// How much of the last page is used: from the top of the type area to the lowest ink,
/// as a part of the type area's height.
pub(crate) fn fill(trace: &Trace, sheet: &Sheet) -> f64 {
    let area = zone(Zone::Body, sheet);
    let last = trace.marks.iter().map(|mark| mark.page).max();
    let lowest = trace
        .marks
        .iter()
        .filter(|mark| Some(mark.page) == last && mark.zone == Zone::Body)
        .map(|mark| mark.seen.bottom)
        .fold(area.top, f64::max);
    (lowest - area.top) / area.height()
}

/// Whether what is on the last page might stand on those before it, set as close as can be:
/// in what is free at their ends, and in what the gaps between all lines would give. That is
/// a fifth of the gaps between blocks; a quarter allows for letters that are smaller, too.
pub(crate) fn may_save_a_page(trace: &Trace, sheet: &Sheet) -> bool {
    let area = zone(Zone::Body, sheet);
    let (mut free, mut gaps, mut last) = (0.0, 0.0, area);
    for page in trace.marks.chunk_by(|a, b| a.page == b.page) {
        free += area.bottom - last.bottom;
        let mut lines: Vec<Rect> = page
            .iter()
            .filter(|mark| mark.zone == Zone::Body && !mark.seen.is_empty())
            .filter(|mark| matches!(mark.kind, Kind::Text { .. }))
            .map(|mark| mark.seen)
            .collect();
        lines.sort_by(|a, b| a.top.total_cmp(&b.top));
        last.bottom = area.top;
        for line in lines {
            gaps += (line.top - last.bottom).max(0.0);
            last.bottom = last.bottom.max(line.bottom);
        }
    }
    last.height() <= free + 0.25 * gaps
}

/// What a page has for its text, in points.
pub(crate) fn type_area(sheet: &Sheet) -> Rect {
    zone(Zone::Body, sheet)
}

/// Where marks of the zone may stand. Header and footer have the margins to themselves.
fn zone(zone: Zone, sheet: &Sheet) -> Rect {
    let margin = sheet.margin;
    let (left, right) = (margin.left, sheet.width - margin.right);
    let (top, bottom) = (margin.top, sheet.height - margin.bottom);
    let mm = |left: f64, top: f64, right: f64, bottom: f64| Rect {
        left: left * POINTS_PER_MM,
        top: top * POINTS_PER_MM,
        right: right * POINTS_PER_MM,
        bottom: bottom * POINTS_PER_MM,
    };
    match zone {
        Zone::Body => mm(left, top, right, bottom),
        Zone::Header => mm(left, 0.0, right, top),
        Zone::Footer => mm(left, bottom, right, sheet.height),
        Zone::Backdrop => mm(0.0, 0.0, sheet.width, sheet.height),
    }
}

fn outside(page: &[Mark], sheet: &Sheet) -> impl Iterator<Item = Fault> {
    let zones = [Zone::Body, Zone::Header, Zone::Footer, Zone::Backdrop]
        .map(|kind| (kind, zone(kind, sheet)));
    page.iter().filter_map(move |mark| {
        let (_, area) = zones.iter().find(|(kind, _)| *kind == mark.zone)?;
        if mark.seen.is_empty() {
            return None;
        }
        let sides = [
            (area.left - mark.set.left, "left of"),
            (area.top - mark.set.top, "above"),
            (mark.set.right - area.right, "right of"),
            (mark.set.bottom - area.bottom, "below"),
        ];
        let (over, side) = sides.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
        let zone = match mark.zone {
            Zone::Body => "type area",
            Zone::Header => "header",
            Zone::Footer => "footer",
            Zone::Backdrop => "page",
        };
        let slack = match mark.kind {
            Kind::Shape { .. } => STROKE_SLACK,
            Kind::Text { .. } | Kind::Image => SLACK,
        };
        (over > slack).then(|| {
            let what = format!("{} lies {} {side} the {zone}", name(mark), mm(over));
            fault(FaultKind::Outside, mark, what)
        })
    })
}

/// Running heads and feet are clipped at the side on purpose, never in height.
fn cut(page: &[Mark]) -> impl Iterator<Item = Fault> {
    page.iter().filter_map(|mark| {
        if !matches!(mark.kind, Kind::Text { .. }) {
            return None;
        }
        let (ink, seen) = (mark.ink, mark.seen);
        let high = (seen.top - ink.top).max(ink.bottom - seen.bottom);
        let wide = (seen.left - ink.left).max(ink.right - seen.right);
        let lost = match mark.zone {
            Zone::Body => high.max(wide),
            Zone::Header | Zone::Footer | Zone::Backdrop => high,
        };
        (lost > SLACK).then(|| {
            let what = format!("{} is cut off by {}", name(mark), mm(lost));
            fault(FaultKind::Cut, mark, what)
        })
    })
}

/// Sorted by their upper edges, the runs are compared only with those they can meet.
fn overlaps(page: &[Mark]) -> Vec<Fault> {
    let mut runs: Vec<&Mark> = page
        .iter()
        .filter(|mark| matches!(mark.kind, Kind::Text { .. }))
        .filter(|mark| mark.zone != Zone::Backdrop && !mark.seen.is_empty())
        .collect();
    runs.sort_by(|a, b| a.seen.top.total_cmp(&b.seen.top));

    let mut faults = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    for run in runs {
        open.retain(|above| above.seen.bottom > run.seen.top);
        for above in &open {
            let shared = run.seen.meet(above.seen);
            let low = run.seen.height().min(above.seen.height());
            if shared.width() > ACROSS && shared.height() > ALONG * low {
                let what = format!(
                    "{} and {} overlap by {} × {}",
                    name(above),
                    name(run),
                    mm(shared.width()),
                    mm(shared.height()),
                );
                faults.push(fault(FaultKind::Overlap, run, what));
                if faults.len() == ENOUGH {
                    return faults;
                }
            }
        }
        open.push(run);
    }
    faults
}

/// Grounds and bars carry the text of their own block only.
fn touches(page: &[Mark]) -> impl Iterator<Item = Fault> {
    let of = |mark: &&Mark| mark.zone == Zone::Body && mark.place.is_some();
    let shapes: Vec<&Mark> = page
        .iter()
        .filter(of)
        .filter(|mark| matches!(mark.kind, Kind::Shape { filled: true }))
        .collect();
    page.iter().filter(of).filter_map(move |text| {
        let place = text.place.as_deref()?;
        if !matches!(text.kind, Kind::Text { .. }) {
            return None;
        }
        let shape = shapes.iter().find(|shape| {
            let shared = shape.seen.meet(text.seen);
            shared.width() > SLACK
                && shared.height() > SLACK
                && shape.place.as_deref().is_some_and(|other| !related(place, other))
        })?;
        let owner = shape.place.as_deref().unwrap_or_default();
        let what = format!("{} lies under a shape of {owner}", name(text));
        Some(fault(FaultKind::Touch, text, what))
    })
}

/// Whether one place contains the other: `/sections/0` and `/sections/0/blocks/1`.
fn related(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn fault(kind: FaultKind, mark: &Mark, what: String) -> Fault {
    let place = mark.place.as_deref().map(str::to_owned);
    Fault { kind, page: Some(mark.page), place, what }
}

fn name(mark: &Mark) -> String {
    const SHOWN: usize = 40;
    match &mark.kind {
        Kind::Text { text, .. } if text.chars().count() > SHOWN => {
            format!("`{}…`", text.chars().take(SHOWN).collect::<String>())
        }
        Kind::Text { text, .. } => format!("`{text}`"),
        Kind::Shape { .. } => "a shape".to_owned(),
        Kind::Image => "an image".to_owned(),
    }
}

fn mm(points: f64) -> String {
    format!("{:.1} mm", points / POINTS_PER_MM)
}
