//! Lines over time: points as far apart as their days, each line named at its end.

use std::collections::BTreeMap;

use strata_model::calc::plot::Series;
use strata_model::{Date, Decimal};

use crate::chart::axis::{Frame, below, beside, extremes, grid, label_times};
use crate::chart::canvas::{Canvas, MOST_NAMED, SMALL, Style, count, spread};
use crate::chart::label::{LABEL, Label, Side};
use crate::chart::scale::Scale;
use crate::chart::threshold::{self, Threshold, Wordless, spanned};
use crate::chart::time::Time;
use crate::labels::Labels;
use crate::measure::{CAPS, height, lines, widest};

/// The most of the width that the names behind the lines take.
const NAME: f64 = 0.3;
/// From one point to the next, at most; but no plot is narrower than a half of a page.
const STEP: f64 = 36.0;
const NARROWEST: f64 = 230.0;
const AIR: f64 = 8.0;
/// Between two names.
const APART: f64 = 6.0;
/// A line of more points than this bears no dots but its last.
const DOTS: usize = 26;
/// The radii of a point and of the last one.
const POINT: f64 = 1.6;
const LAST: f64 = 2.8;

/// A line, and what is told of its points.
pub(crate) struct Line<'a> {
    pub(crate) series: &'a Series<'a>,
    /// What it is called at its end.
    pub(crate) name: String,
    pub(crate) texts: Vec<String>,
    pub(crate) times: Vec<Time>,
    /// Of each point, whether one is missing before it.
    pub(crate) gaps: Vec<bool>,
    /// Of each point, whether nobody has measured it yet.
    pub(crate) ahead: Vec<bool>,
}

/// What all the lines of a chart have in common.
pub(crate) struct Lines<'a> {
    pub(crate) labels: &'a Labels,
    pub(crate) all: Vec<Line<'a>>,
    pub(crate) thresholds: Vec<Threshold>,
}

/// What stands at the end of a line: its name, and its last value.
struct End {
    name: Vec<String>,
    value: Vec<String>,
    /// Whether nobody has measured it yet.
    ahead: bool,
}

impl End {
    fn width(&self) -> f64 {
        widest(&self.name, LABEL, true).max(widest(&self.value, LABEL, true))
    }

    fn height(&self) -> f64 {
        height(self.name.len() + self.value.len(), LABEL)
    }
}

impl Lines<'_> {
    /// The ends of the lines, in as many lines of text as the height has room for.
    fn ends(&self, width: f64, tall: f64) -> Vec<Option<End>> {
        let of = self.all.len();
        let end = |(at, line): (usize, &Line<'_>), most: usize| {
            let value = line.texts.last().map_or("", String::as_str);
            let wide = NAME * width;
            let named = of > 1 && (at == 0 || of <= MOST_NAMED);
            let name = if named {
                lines(&line.name, LABEL, true, wide, most)
            } else {
                Vec::new()
            };
            let ahead = line.ahead.last() == Some(&true);
            let end = End { name, value: lines(value, LABEL, true, wide, 2), ahead };
            (of == 1 || named).then_some(end)
        };
        let ends = |most| self.all.iter().enumerate().map(|it| end(it, most)).collect();
        let fits = |ends: &Vec<Option<End>>| {
            ends.iter().flatten().map(|it| it.height() + APART).sum::<f64>() <= tall
        };
        [3, 2].into_iter().map(ends).find(fits).unwrap_or_else(|| ends(1))
    }

    /// The drawing, what its scale must say of itself, and the thresholds that have no
    /// words in it.
    pub(crate) fn draw(
        &self,
        width: f64,
        tall: f64,
    ) -> Option<(Canvas, Option<String>, Vec<Wordless>)> {
        let like = &self.all.first()?.series.value;
        let points = || self.all.iter().flat_map(|it| &it.series.points);
        let values = || points().map(|it| it.quantity.value());
        let (span, near) = spanned(&self.thresholds, (values().min()?, values().max()?));
        let scale = Scale::new(self.labels, like, span, true);
        let (first, last) =
            (points().map(|it| it.end).min()?, points().map(|it| it.end).max()?);
        let days = f64::from(last.days_since(first).max(1));
        let dated = self.all.iter().flat_map(|it| it.series.points.iter().zip(&it.times));
        let dated: BTreeMap<Date, &Time> =
            dated.map(|(point, time)| (point.end, time)).collect();
        let times: Vec<Time> = dated.values().map(|it| (*it).clone()).collect();

        let (top, bottom) = (SMALL * CAPS + 2.0, tall - below(&times));
        let ends = self.ends(width, bottom - top + LABEL);
        let right = ends.iter().flatten().map(End::width).fold(0.0, f64::max) + AIR + 2.0;
        let left = beside(&scale, width);
        let most = self.all.iter().map(|it| it.series.points.len()).max()?;
        let narrow = NARROWEST.max(STEP * count(most) + left + right);
        let mut canvas = Canvas::new(width.min(narrow), tall);
        let frame = Frame { left, right: canvas.width - right, top, bottom };
        grid(&mut canvas, &frame, &scale);
        let room = frame.right - frame.left - 8.0;
        let x =
            |end: Date| frame.left + 4.0 + room * f64::from(end.days_since(first)) / days;
        let heights: Vec<Option<f64>> = self
            .thresholds
            .iter()
            .map(|it| near.contains(&it).then(|| frame.y(scale.at(it.value))))
            .collect();
        threshold::draw(&mut canvas, &frame, &heights);
        let mut tips = Vec::new();
        // The first lies over the others.
        for (n, line) in self.all.iter().enumerate().rev() {
            let place = |it: &strata_model::calc::plot::Point<'_>| {
                (x(it.end), frame.y(scale.at(it.quantity.value())))
            };
            let points: Vec<_> = line.series.points.iter().map(place).collect();
            self.trace(&mut canvas, n, &points);
            tips.push(points.last().copied().unwrap_or_default());
        }
        tips.reverse();
        name_ends(&mut canvas, &frame, &tips, &ends);
        let at: Vec<f64> = dated.keys().map(|end| x(*end)).collect();
        label_times(&mut canvas, &at, &times);
        let left = threshold::name(&mut canvas, &frame, &self.thresholds, &heights);
        if let [one] = self.all.as_slice() {
            let points = &one.series.points;
            let values: Vec<Decimal> =
                points.iter().map(|it| it.quantity.value()).collect();
            let at = points.iter().zip(&values);
            let at: Vec<_> =
                at.map(|(it, value)| (x(it.end), frame.y(scale.at(*value)))).collect();
            extremes(&mut canvas, &values, &at, &one.texts, false);
        }
        let cut = scale.cut.then(|| scale.start().unwrap_or_default().to_owned());
        Some((canvas, cut, left))
    }

    /// Draws a line with its points: none over what is missing.
    fn trace(&self, canvas: &mut Canvas, at: usize, points: &[(f64, f64)]) {
        let (line, of) = (&self.all[at], self.all.len());
        let style = Style::of_line(at, of);
        let joined = |n: usize| line.gaps.get(n) == Some(&false);
        let ahead = |n: usize| line.ahead.get(n) == Some(&true);
        let mut way: Vec<(f64, f64)> = Vec::new();
        let mut to_ahead = false;
        for n in 1..points.len() {
            let is_ahead = ahead(n - 1) || ahead(n);
            if !joined(n) || is_ahead != to_ahead {
                canvas.way(&std::mem::take(&mut way), style, to_ahead);
            }
            if joined(n) {
                if way.is_empty() {
                    way.push(points[n - 1]);
                }
                way.push(points[n]);
            }
            to_ahead = is_ahead;
        }
        canvas.way(&way, style, to_ahead);
        let last = points.len().saturating_sub(1);
        for (n, point) in points.iter().enumerate() {
            let alone = !joined(n) && (n == last || !joined(n + 1));
            let few = of == 1 && points.len() <= DOTS;
            // The second line ends in a ring, and so does what is not known.
            let solid = at != 1 && !ahead(n);
            if n == last && (of <= MOST_NAMED || at == 0) {
                canvas.dot(*point, LAST, style, solid);
            } else if few || alone || ahead(n) {
                canvas.dot(*point, POINT, style, solid);
            }
        }
    }
}

/// Writes names and last values behind the ends of their lines.
fn name_ends(
    canvas: &mut Canvas,
    frame: &Frame,
    tips: &[(f64, f64)],
    ends: &[Option<End>],
) {
    let named: Vec<_> = tips
        .iter()
        .zip(ends)
        .enumerate()
        .filter_map(|(n, (tip, end))| Some((n, *tip, end.as_ref()?)))
        .collect();
    let wanted: Vec<f64> = named.iter().map(|(_, tip, _)| tip.1).collect();
    let heights: Vec<f64> = named.iter().map(|(.., end)| end.height() + APART).collect();
    let (top, bottom) = (frame.top - LABEL / 2.0, frame.bottom + LABEL / 2.0);
    let places = spread(&wanted, &heights, (top, bottom));
    for ((n, tip, end), y) in named.into_iter().zip(places) {
        let style = Style::of_line(n, tips.len());
        let x = frame.right + AIR;
        if (tip.1 - y).abs() > 4.0 || tip.0 < frame.right - 8.0 {
            canvas.path(&[(tip.0 + LAST + 1.0, tip.1), (x - 1.5, y)], Style::Leader);
        }
        let top = y - end.height() / 2.0;
        let words = |lines: &[String], y| {
            Label::new(lines, x, y, Side::Left).size(LABEL).tone(style.tone())
        };
        if end.name.is_empty() {
            canvas.write(words(&end.value, top).bold().italic_if(end.ahead));
        } else {
            canvas.write(words(&end.name, top).bold());
            let below = top + height(end.name.len() + 1, LABEL) - height(1, LABEL);
            canvas.write(words(&end.value, below).italic_if(end.ahead));
        }
    }
}
