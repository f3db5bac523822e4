//! Lines over time: points as far apart as their days, each line named at its end.

use std::collections::BTreeMap;

use strata_model::Decimal;
use strata_model::calc::plot::Series;

use crate::chart::axis::{grid, label_times, tags};
use crate::chart::canvas::{Canvas, Label, SMALL, Side, Style, count, spread};
use crate::chart::scale::Scale;
use crate::chart::time::Time;
use crate::labels::Labels;
use crate::measure::{height, lines, widest};

const HEIGHT: f64 = 116.0;
/// At least so high for its width.
const SLANT: f64 = 0.27;
/// The most of the width that the name behind a line takes.
const NAME: f64 = 0.3;
/// From one point to the next, at most; but no plot is narrower than any column.
const STEP: f64 = 36.0;
const NARROWEST: f64 = 340.0;
const AIR: f64 = 8.0;
/// Between two names, more than between two lines of one.
const APART: f64 = 8.5;
/// More points than this bear no dots, and of more than this only the ends and the extremes
/// their values.
const DOTS: usize = 24;
const FEW: usize = 16;

/// The lines, and what their scale must say of itself.
pub(crate) fn line(
    labels: &Labels,
    all: &[Series<'_>],
    texts: &[Vec<String>],
    times: &[Vec<Time>],
    width: f64,
) -> Option<(Canvas, Option<String>)> {
    let like = &all.first()?.value;
    let values = || all.iter().flat_map(|it| &it.points).map(|it| it.quantity.value());
    let scale = Scale::new(labels, like, (values().min()?, values().max()?), true);
    let ends = || all.iter().flat_map(|series| &series.points).map(|point| point.end);
    let (first, last) = (ends().min()?, ends().max()?);
    let days = f64::from(last.days_since(first).max(1));

    let several = all.len() > 1;
    let most = NAME * width;
    let names: Vec<[Vec<String>; 2]> = all
        .iter()
        .zip(texts)
        .map(|(series, texts)| {
            let value = texts.last().map_or("", String::as_str);
            let name = series.figure.label.as_str();
            [lines(value, SMALL, true, most, 2), lines(name, SMALL, false, most, 3)]
        })
        .collect();
    let wide = |[value, name]: &[Vec<String>; 2]| {
        widest(value, SMALL, true).max(widest(name, SMALL, false))
    };
    let right = names.iter().map(wide).fold(0.0, f64::max);
    let tall = |[value, name]: &[Vec<String>; 2]| height(value.len() + name.len(), SMALL);
    let heights: Vec<f64> = names.iter().map(|it| tall(it) + APART).collect();

    let points = all.iter().map(|it| it.points.len()).max().unwrap_or(0);
    let named = if several { right } else { 0.0 };
    let mut canvas = Canvas::new(width.min(NARROWEST.max(STEP * count(points) + named)));
    let names_tall = if several { heights.iter().sum() } else { 0.0 };
    let plot_tall = HEIGHT.max(SLANT * canvas.width).max(names_tall);
    let frame = grid(
        &mut canvas,
        &scale,
        plot_tall,
        if several { right + AIR + 2.0 } else { 6.0 },
    );
    let room = frame.right - frame.left - 8.0;
    let x = |end: strata_model::Date| {
        frame.left + 4.0 + room * f64::from(end.days_since(first)) / days
    };
    let mut tips = Vec::new();
    for (n, series) in all.iter().enumerate() {
        let points: Vec<(f64, f64)> = series
            .points
            .iter()
            .map(|point| (x(point.end), frame.y(scale.at(point.quantity.value()))))
            .collect();
        canvas.path(&points, Style::of_line(n));
        let of = points.len();
        for (point, place) in series.points.iter().zip(&points) {
            if point.own || of <= DOTS {
                canvas.dot(*place, Style::of_line(n), point.own);
            }
        }
        let tip = points.last().copied().unwrap_or_default();
        tips.push(tip);
        if !several {
            let values: Vec<Decimal> =
                series.points.iter().map(|it| it.quantity.value()).collect();
            let ways: Vec<_> = points
                .windows(2)
                .filter_map(|two| <[_; 2]>::try_from(two).ok())
                .collect();
            tags(&mut canvas, &frame, &values, &points, texts.first()?, &ways, of <= FEW);
        }
    }
    if several {
        let wanted: Vec<f64> = tips.iter().map(|tip| tip.1).collect();
        let places = spread(&wanted, &heights, (frame.top - 6.0, frame.bottom + 6.0));
        for ((tip, y), name) in tips.iter().zip(places).zip(&names) {
            let x = frame.right + AIR;
            if (tip.1 - y).abs() > 2.0 || tip.0 < frame.right - 6.0 {
                canvas.path(&[(tip.0 + 3.0, tip.1), (x - 2.0, y)], Style::Grid);
            }
            let [value, label] = name;
            let top = y - tall(name) / 2.0;
            canvas.words.push(Label::new(value, x, top, Side::Left).bold());
            let top = top + height(value.len() + 1, SMALL) - height(1, SMALL);
            canvas.words.push(Label::new(label, x, top, Side::Left));
        }
    }
    // The times of all lines, each once.
    let of_all =
        all.iter().zip(times).flat_map(|(it, times)| it.points.iter().zip(times));
    let of_all: BTreeMap<_, _> = of_all.map(|(point, time)| (point.end, time)).collect();
    let (at, times): (Vec<_>, Vec<_>) =
        of_all.into_iter().map(|(end, time)| (x(end), time.clone())).unzip();
    label_times(&mut canvas, &frame, &at, &times);
    let cut = scale.cut.then(|| scale.start().unwrap_or_default().to_owned());
    Some((canvas, cut))
}
