//! What columns and lines stand in: a grid with its round values, times below it, and the
//! values that find room beside their points.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::Decimal;

use crate::chart::canvas::{Area, Canvas, Label, SMALL, Side, Style, TICK};
use crate::chart::scale::Scale;
use crate::chart::time::{Time, deep};
use crate::measure::{CAPS, PITCH, height, width};

/// The inner edges of a plot.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Frame {
    /// The height of a place on the scale.
    pub(crate) fn y(&self, part: f64) -> f64 {
        self.bottom - part * (self.bottom - self.top)
    }
}

/// Room above the plot for the value of its highest point.
const ABOVE: f64 = 11.0;
const AIR: f64 = 4.0;
/// Between two times.
const TIMES_AIR: f64 = 6.0;

/// Draws the grid and the round values at its left; `right` is kept free beside it.
pub(crate) fn grid(canvas: &mut Canvas, scale: &Scale, tall: f64, right: f64) -> Frame {
    let widths = scale.ticks.iter().map(|(_, text)| width(text, TICK, false));
    let left = widths.fold(0.0, f64::max).min(canvas.width / 3.0) + AIR;
    let frame =
        Frame { left, right: canvas.width - right, top: ABOVE, bottom: ABOVE + tall };
    for (value, text) in &scale.ticks {
        let y = frame.y(scale.at(*value));
        let style = if value.is_zero() { Style::Base } else { Style::Grid };
        canvas.path(&[(frame.left, y), (frame.right, y)], style);
        let tick = Label::one(text, frame.left - AIR, 0.0, Side::Right).size(TICK);
        if width(text, TICK, false) <= canvas.width / 3.0 {
            canvas.words.push(tick.faint().about(y));
        }
    }
    if scale.cut {
        // A zigzag in place of the line of nothing: the scale is broken off.
        let (x, y) = (frame.left, frame.bottom);
        let zigzag = [(x, y), (x + 3.0, y + 1.5), (x, y + 3.0), (x + 3.0, y + 4.5)];
        canvas.path(&zigzag, Style::Base);
    }
    frame
}

/// Times below a plot, where the points lie: the last and the first, and between them as
/// many as find room.
pub(crate) fn label_times(
    canvas: &mut Canvas,
    frame: &Frame,
    at: &[f64],
    times: &[Time],
) {
    let top = frame.bottom + 8.0;
    canvas.height = top + height(deep(times), SMALL);
    let half = |time: &Time| {
        width(&time.day, SMALL, false).max(width(&time.year, SMALL, false)) / 2.0
    };
    // The outermost are moved in, so that they stay below their plot.
    let places: Vec<(f64, f64)> = at
        .iter()
        .zip(times)
        .map(|(x, time)| {
            let half = half(time).min(canvas.width / 2.0);
            (x.clamp(half, canvas.width - half), half)
        })
        .collect();
    let apart = |(x, one): (f64, f64), (other_x, other): (f64, f64)| {
        (x - other_x).abs() >= one + other + TIMES_AIR
    };
    let mut kept: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for n in order(&places, times, apart) {
        let Some(place) = places.get(n) else { continue };
        if kept.values().all(|other| apart(*place, *other)) {
            kept.insert(n, *place);
        }
    }
    let mut year = "";
    for (n, (x, _)) in kept {
        let Some(time) = times.get(n) else { continue };
        canvas.words.push(Label::one(&time.day, x, top, Side::Centre));
        if time.year != year && !time.year.is_empty() {
            let top = top + SMALL * PITCH;
            canvas.words.push(Label::one(&time.year, x, top, Side::Centre).faint());
        }
        year = &time.year;
    }
}

/// In which order times are tried: the last, the first, then at even distances every so many
/// before the last, and at uneven ones the same time of other years before the rest.
fn order(
    places: &[(f64, f64)],
    times: &[Time],
    apart: impl Fn((f64, f64), (f64, f64)) -> bool,
) -> Vec<usize> {
    let Some(last) = places.len().checked_sub(1) else { return Vec::new() };
    let steps = || places.windows(2).map(|two| two[1].0 - two[0].0);
    let (least, most) = steps().fold((f64::MAX, 0.0_f64), |(least, most), step| {
        (least.min(step), most.max(step))
    });
    let mut order = vec![last, 0];
    if most > 2.0 * least {
        let day = |n: usize| times.get(n).map(|it| &it.day);
        let (same, other): (Vec<_>, Vec<_>) =
            (0..=last).rev().partition(|n| day(*n) == day(last));
        order.extend(same.into_iter().chain(other));
        return order;
    }
    let kept = |stride: usize| (0..=last).rev().step_by(stride).map(|n| places[n]);
    let fits = |stride: &usize| {
        let pairs = kept(*stride).zip(kept(*stride).skip(1));
        pairs.into_iter().all(|(one, other)| apart(one, other)) || *stride > last
    };
    let stride = strides(times).find(fits).unwrap_or(last.max(1));
    order.extend((0..=last).rev().step_by(stride));
    order
}

/// By how many values times may be apart: quarters and months by parts of a year or by years.
fn strides(times: &[Time]) -> impl Iterator<Item = usize> {
    let names: BTreeSet<&str> = times.iter().map(|time| time.day.as_str()).collect();
    let (parts, year): (&[usize], usize) = match names.len() {
        4 => (&[1, 2], 4),
        12 => (&[1, 3, 6], 12),
        _ => (&[], 1),
    };
    parts.iter().copied().chain((1..).map(move |years| years * year))
}

/// Writes values beside their points: the last, the first and the extremes, then others,
/// where they meet neither one another nor `ways`. `all` says whether others are tried.
pub(crate) fn tags(
    canvas: &mut Canvas,
    frame: &Frame,
    values: &[Decimal],
    points: &[(f64, f64)],
    texts: &[String],
    ways: &[[(f64, f64); 2]],
    all: bool,
) {
    let indices = 0..values.len();
    let Some(last) = values.len().checked_sub(1) else { return };
    let highest = indices.clone().max_by_key(|n| (values[*n], *n)).unwrap_or(0);
    let lowest = indices.clone().min_by_key(|n| (values[*n], *n)).unwrap_or(0);
    let mut order = vec![last, highest, lowest, 0];
    if all {
        order.extend(indices.rev());
    }
    let mut placed: Vec<Area> = Vec::new();
    let mut tried = vec![false; values.len()];
    for n in order {
        let (Some(&(x, y)), Some(text)) = (points.get(n), texts.get(n)) else { continue };
        if std::mem::replace(&mut tried[n], true) {
            continue;
        }
        let falls = n == lowest && values[n] < values[highest]
            || n > 0
                && n < last
                && values[n] < values[n - 1]
                && values[n] < values[n + 1];
        let above = y - AIR - SMALL * CAPS;
        let below = y + AIR;
        let sides = if falls && n != highest { [below, above] } else { [above, below] };
        let half = width(text, SMALL, n == last) / 2.0;
        let free = sides.into_iter().find_map(|top| {
            let inside =
                x.clamp(frame.left + half, (canvas.width - half).max(frame.left + half));
            let label = Label::one(text, inside, top, Side::Centre);
            let label = if n == last { label.bold() } else { label };
            let area = label.area();
            let fits = area.top >= -2.0
                && area.bottom <= frame.bottom + 1.0
                && area.right <= canvas.width + 2.0
                && !placed.iter().any(|other| other.meets(&area))
                && !ways.iter().any(|[from, to]| area.is_crossed(*from, *to));
            fits.then_some((label, area))
        });
        if let Some((label, area)) = free {
            let size = (area.right - area.left, area.bottom - area.top);
            canvas.bar((area.left, area.top), size, Style::Blank);
            canvas.words.push(label);
            placed.push(area);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times that are written below points at these places.
    fn shown(at: &[f64], days: &[&str]) -> String {
        let frame = Frame { left: 0.0, right: 320.0, top: 0.0, bottom: 100.0 };
        let time = |day: &&str| Time { day: (*day).to_owned(), year: String::new() };
        let times: Vec<_> = days.iter().map(time).collect();
        let mut canvas = Canvas::new(320.0);
        label_times(&mut canvas, &frame, at, &times);
        let words = canvas.words.iter().map(|label| label.lines[0].to_string());
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_first_and_the_last_time_stand_where_there_is_room_for_two() {
        let days = ["Dec 15", "Feb 2", "Mar 23", "Aug 3", "Aug 1", "Aug 7"];
        let uneven = [4.0, 20.0, 50.0, 90.0, 200.0, 316.0];
        assert_eq!(shown(&uneven, &days), "Dec 15, Mar 23, Aug 3, Aug 1, Aug 7");
        assert_eq!(shown(&[300.0, 316.0], &["Dec 15", "Aug 7"]), "Aug 7");
        assert_eq!(shown(&[], &[]), "");
    }

    #[test]
    fn times_at_even_distances_keep_their_rhythm() {
        let quarters: Vec<_> = (0..28).map(|n| ["Q1", "Q2", "Q3", "Q4"][n % 4]).collect();
        let at: Vec<_> = (0..28).map(|n| 11.0 * (n as f64 + 0.5)).collect();
        let shown = shown(&at, &quarters);
        assert_eq!(shown, format!("Q1, Q4{}", ", Q2, Q4".repeat(6)));
    }
}
