//! What columns and lines stand in: a grid with its round values, times below it, and the
//! values that find room beside their points.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::Decimal;

use crate::chart::canvas::{Canvas, SMALL, Style};
use crate::chart::label::{Label, Side};
use crate::chart::scale::Scale;
use crate::chart::time::{Time, deep};
use crate::measure::{CAPS, PITCH, height, width};

/// The inner edges of a plot.
#[derive(Debug, Clone, Copy)]
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

/// From the lowest value to the times below it.
pub(crate) const UNDER: f64 = 7.0;
const AIR: f64 = 4.0;
/// Between two times.
const TIMES_AIR: f64 = 5.0;
/// The most of the width that the values of a scale take.
const TICKS_MOST: f64 = 0.3;

/// How much room times take below a plot.
pub(crate) fn below(times: &[Time]) -> f64 {
    UNDER + height(deep(times), SMALL) + 2.0
}

/// How much room the round values take at the left of a plot.
pub(crate) fn beside(scale: &Scale, wide: f64) -> f64 {
    let widths = scale.ticks.iter().map(|(_, text)| width(text, SMALL, false));
    widths.filter(|it| *it <= TICKS_MOST * wide).fold(0.0, f64::max) + AIR
}

/// Draws the grid and the round values at its left.
pub(crate) fn grid(canvas: &mut Canvas, frame: &Frame, scale: &Scale) {
    for (value, text) in &scale.ticks {
        let y = frame.y(scale.at(*value));
        if !value.is_zero() {
            canvas.path(&[(frame.left, y), (frame.right, y)], Style::Grid);
        }
        if width(text, SMALL, false) <= TICKS_MOST * canvas.width {
            let tick = Label::one(text, frame.left - AIR, 0.0, Side::Right);
            canvas.write(tick.faint().about(y));
        }
    }
    let base = frame.y(scale.base());
    canvas.path(&[(frame.left, base), (frame.right, base)], Style::Base);
}

/// Times below a plot, where the points lie: the last and the first, and between them as
/// many as find room.
pub(crate) fn label_times(canvas: &mut Canvas, at: &[f64], times: &[Time]) {
    let top = canvas.height - height(deep(times), SMALL) - 2.0;
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
        canvas.write(Label::one(&time.day, x, top, Side::Centre).faint());
        if time.year != year && !time.year.is_empty() {
            let top = top + SMALL * PITCH;
            canvas.write(Label::one(&time.year, x, top, Side::Centre).faint());
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

/// Writes values beside their points where they meet nothing: the highest, the lowest and
/// the first. The last is written by its form. Columns have theirs at their ends: `outward`.
pub(crate) fn extremes(
    canvas: &mut Canvas,
    values: &[Decimal],
    points: &[(f64, f64)],
    texts: &[String],
    outward: bool,
) {
    let indices = 0..values.len();
    let Some(last) = values.len().checked_sub(1) else { return };
    let highest = indices.clone().max_by_key(|n| (values[*n], *n)).unwrap_or(0);
    let lowest = indices.min_by_key(|n| (values[*n], *n)).unwrap_or(0);
    let mut order = vec![highest, lowest, 0];
    order.dedup();
    order.retain(|n| *n != last);
    for n in order {
        let (Some(&(x, y)), Some(text)) = (points.get(n), texts.get(n)) else { continue };
        let (above, below) = (y - AIR - SMALL * CAPS - 1.5, y + AIR + 1.5);
        let heights: &[f64] = match outward {
            true if values[n] < Decimal::ZERO => &[below],
            true => &[above],
            false if n == lowest && n != highest => &[below, above],
            false => &[above, below],
        };
        let half = width(text, SMALL, false) / 2.0;
        let inside =
            x.clamp(half.min(canvas.width / 2.0), (canvas.width - half).max(half));
        let label = |y: &f64| Label::one(text, inside, *y, Side::Centre).faint();
        canvas.place(heights.iter().map(label));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times that are written below points at these places.
    fn shown(at: &[f64], days: &[&str]) -> String {
        let time = |day: &&str| Time { day: (*day).to_owned(), year: String::new() };
        let times: Vec<_> = days.iter().map(time).collect();
        let mut canvas = Canvas::new(320.0, 100.0);
        label_times(&mut canvas, at, &times);
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
