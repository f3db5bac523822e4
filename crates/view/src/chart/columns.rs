//! Columns in order of time: each with its value where the values fit, on an axis where not.

use strata_model::Decimal;
use strata_model::calc::plot::{Point, Series};

use crate::chart::axis::{grid, label_times, tags};
use crate::chart::canvas::{Canvas, Cell, Label, SMALL, Side, Style, count};
use crate::chart::scale::{Scale, part};
use crate::chart::time::{Time, deep};
use crate::labels::Labels;
use crate::measure::{CAPS, PITCH, height, width as wide};

const HEIGHT: f64 = 76.0;
/// The height of a plot with an axis.
const TALL: f64 = 108.0;
/// At least so high for its width.
const SLANT: f64 = 0.25;
const WIDEST: f64 = 40.0;
/// The part of its place that a column fills.
const FILL: f64 = 0.62;
/// Between a column and its value, and between two values.
const AIR: f64 = 3.0;

/// Columns that all bear their values; `None` if those do not fit side by side.
pub(crate) fn labelled(
    series: &Series<'_>,
    texts: &[String],
    times: &[Time],
    width: f64,
) -> Option<Canvas> {
    let place = (width / count(texts.len())).min(WIDEST);
    let own = |n: usize| series.points.get(n).is_some_and(|point| point.own);
    let values_wide = texts.iter().enumerate().map(|(n, text)| wide(text, SMALL, own(n)));
    let times_wide = times
        .iter()
        .flat_map(|time| [&time.day, &time.year])
        .map(|it| wide(it, SMALL, false));
    if values_wide.chain(times_wide).any(|wide| wide > place - AIR) {
        return None;
    }
    let (low, high) = range(series);
    let line = SMALL * CAPS + AIR;
    let bottom = line + HEIGHT;
    let y = |value: Decimal| bottom - HEIGHT * part(value - low, high - low);
    let zero = y(Decimal::ZERO);

    let mut canvas = Canvas::new(width);
    let under = if low < Decimal::ZERO { bottom + line + 2.5 } else { bottom } + 4.5;
    let mut shown = String::new();
    let (mut heads, mut cells) = (Vec::new(), Vec::new());
    for (n, (point, text)) in series.points.iter().zip(texts).enumerate() {
        let middle = place * (count(n) + 0.5);
        let end = y(point.quantity.value());
        column(&mut canvas, point, (middle, place), (zero, end));
        let below = point.quantity.value() < Decimal::ZERO;
        let top = if below { end + AIR } else { end - line };
        let value = Label::one(text, middle, top, Side::Centre);
        cells.push(Cell::data(vec![if point.own { value.bold() } else { value }]));
        heads.push(head(times.get(n), &mut shown, middle, under));
    }
    canvas.path(&[(0.0, zero), (place * count(texts.len()), zero)], Style::Base);
    canvas.height = under + height(deep(times), SMALL);
    canvas.cells = vec![heads, cells];
    Some(canvas)
}

/// The least and the greatest value, nothing included.
fn range(series: &Series<'_>) -> (Decimal, Decimal) {
    let values = || series.points.iter().map(|it| it.quantity.value());
    (
        values().fold(Decimal::ZERO, Decimal::min),
        values().fold(Decimal::ZERO, Decimal::max),
    )
}

/// Draws a value from `zero` to its `end`, in the `middle` of its place.
fn column(
    canvas: &mut Canvas,
    point: &Point<'_>,
    (middle, place): (f64, f64),
    (zero, end): (f64, f64),
) {
    let style = if point.own { Style::Solid } else { Style::Outline };
    if end != zero {
        let (left, wide) = (middle - place * FILL / 2.0, place * FILL);
        canvas.bar((left, end.min(zero)), (wide, (end - zero).abs()), style);
    }
}

/// The time under a column: its year only where a new one begins.
fn head(time: Option<&Time>, shown: &mut String, x: f64, y: f64) -> Cell {
    let Some(time) = time else { return Cell::column(Vec::new()) };
    let mut labels = vec![Label::one(&time.day, x, y, Side::Centre)];
    if !time.year.is_empty() && time.year != *shown {
        shown.clone_from(&time.year);
        let y = y + SMALL * PITCH;
        labels.push(Label::one(&time.year, x, y, Side::Centre).faint());
    }
    Cell::column(labels)
}

/// Columns on an axis, of which the last and the extremes bear their values.
pub(crate) fn on_axis(
    labels: &Labels,
    series: &Series<'_>,
    texts: &[String],
    times: &[Time],
    width: f64,
) -> Canvas {
    let values: Vec<Decimal> =
        series.points.iter().map(|it| it.quantity.value()).collect();
    let scale = Scale::new(labels, &series.value, range(series), false);
    let mut canvas = Canvas::new(width);
    let frame = grid(&mut canvas, &scale, TALL.max(SLANT * width), 0.0);
    let place = (frame.right - frame.left) / count(values.len());
    let x = |n: usize| frame.left + place * (count(n) + 0.5);
    let zero = frame.y(scale.base());
    let mut ends = Vec::new();
    for (n, point) in series.points.iter().enumerate() {
        let end = frame.y(scale.at(point.quantity.value()));
        column(&mut canvas, point, (x(n), place), (zero, end));
        ends.push((x(n), end));
    }
    let bars: Vec<_> = ends
        .iter()
        .flat_map(|&(x, end)| {
            let half = place * FILL / 2.0;
            [
                [(x - half, zero), (x - half, end)],
                [(x - half, end), (x + half, end)],
                [(x + half, end), (x + half, zero)],
            ]
        })
        .collect();
    tags(&mut canvas, &frame, &values, &ends, texts, &bars, false);
    let at: Vec<f64> = (0..values.len()).map(x).collect();
    label_times(&mut canvas, &frame, &at, times);
    canvas
}
