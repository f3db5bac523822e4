//! Columns in order of time: all with their values where those fit, on a scale where not.

use strata_model::{Decimal, Quantity};

use crate::chart::axis::{Frame, below, beside, extremes, grid, label_times};
use crate::chart::canvas::{Canvas, SMALL, Style, count};
use crate::chart::label::{Label, Side};
use crate::chart::scale::{Scale, part};
use crate::chart::threshold::{self, Threshold, Wordless, spanned};
use crate::chart::time::Time;
use crate::labels::Labels;
use crate::measure::{CAPS, width as wide};

/// So many columns bear all their values; of more, the last, the first and the extremes do.
pub(crate) const ALL_VALUES: usize = 16;
/// The widest place of a column, and the part of it that the column fills.
const WIDEST: f64 = 44.0;
const FILL: f64 = 0.64;
/// Between a column and its value, and between two values.
const AIR: f64 = 3.0;
/// The least length of the line from words to the value they are about.
const LEADER: f64 = 9.0;

/// What a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    Past,
    /// The value of the year before.
    Before,
    Now,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its place in order of time: places between are of what is missing.
    pub(crate) slot: usize,
    pub(crate) value: Decimal,
    pub(crate) text: String,
    pub(crate) time: Time,
    pub(crate) rank: Rank,
    /// Whether nobody has measured it yet.
    pub(crate) ahead: bool,
}

impl Column {
    fn style(&self) -> Style {
        match self.rank {
            _ if self.value < Decimal::ZERO => Style::Off,
            _ if self.ahead => Style::Estimate,
            Rank::Now => Style::Solid,
            Rank::Before => Style::Before,
            Rank::Past => Style::Past,
        }
    }

    fn label(&self, x: f64, end: f64) -> Label {
        let under = self.value < Decimal::ZERO;
        let y = if under { end + AIR } else { end - AIR - SMALL * CAPS };
        let label = Label::one(&self.text, x, y, Side::Centre).italic_if(self.ahead);
        let label = if under { label.tone(Style::Off.tone()) } else { label };
        match self.rank {
            Rank::Past if under => label,
            Rank::Past => label.faint(),
            Rank::Before | Rank::Now => label.bold(),
        }
    }
}

/// What all the columns of a chart have in common.
pub(crate) struct Columns<'a> {
    pub(crate) labels: &'a Labels,
    pub(crate) like: &'a Quantity,
    pub(crate) all: Vec<Column>,
    /// How many places there are in order of time.
    pub(crate) slots: usize,
    pub(crate) thresholds: Vec<Threshold>,
}

impl Columns<'_> {
    /// Whether all the values find room side by side, so that no scale is needed.
    pub(crate) fn bear_all_values(&self, width: f64) -> bool {
        let place = (width / count(self.slots)).min(WIDEST);
        let fits = |it: &Column| {
            let words =
                [&it.time.day, &it.time.year].map(|text| wide(text, SMALL, false));
            let widest = words
                .into_iter()
                .fold(wide(&it.text, SMALL, it.rank != Rank::Past), f64::max);
            widest <= place - AIR
        };
        self.all.len() <= ALL_VALUES && self.all.iter().all(fits)
    }

    /// The drawing, and the thresholds that have no words in it.
    pub(crate) fn draw(&self, width: f64, height: f64) -> (Canvas, Vec<Wordless>) {
        // Words above the highest column need a line of their own.
        let lines = [1.0, 2.0, 3.0];
        let line = SMALL * CAPS + AIR + 1.0;
        let drawn = |lines: f64| self.drawn(width, height, lines * line + 1.0);
        let found = lines.into_iter().map(drawn).find(|(.., found)| *found);
        let (canvas, left, _) = found.unwrap_or_else(|| drawn(1.0));
        (canvas, left)
    }

    /// With so much room above; and whether all words that lead to a column found room.
    fn drawn(&self, width: f64, tall: f64, above: f64) -> (Canvas, Vec<Wordless>, bool) {
        let times: Vec<Time> = self.all.iter().map(|it| it.time.clone()).collect();
        let values: Vec<Decimal> = self.all.iter().map(|it| it.value).collect();
        let ends =
            values.iter().fold((Decimal::ZERO, Decimal::ZERO), |(low, high), it| {
                (low.min(*it), high.max(*it))
            });
        let ((low, high), near) = spanned(&self.thresholds, ends);
        let mut canvas = Canvas::new(width, tall);
        let every = self.bear_all_values(width);
        let scale =
            (!every).then(|| Scale::new(self.labels, self.like, (low, high), false));
        let left = scale.as_ref().map_or(0.0, |scale| beside(scale, width));
        let place = ((width - left) / count(self.slots)).min(WIDEST);
        let under = if low < Decimal::ZERO { SMALL * CAPS + AIR } else { 0.0 };
        let frame = Frame {
            left,
            right: left + place * count(self.slots),
            top: above,
            bottom: tall - below(&times) - under,
        };
        let y = |value: Decimal| match &scale {
            Some(scale) => frame.y(scale.at(value)),
            None => frame.y(part(value - low, high - low)),
        };
        let zero = y(Decimal::ZERO);
        if let Some(scale) = &scale {
            grid(&mut canvas, &frame, scale);
        }
        let x = |it: &Column| left + place * (count(it.slot) + 0.5);
        let points: Vec<(f64, f64)> =
            self.all.iter().map(|it| (x(it), y(it.value))).collect();
        for (column, (x, end)) in self.all.iter().zip(&points) {
            if *end != zero {
                let (left, top) = (x - place * FILL / 2.0, end.min(zero));
                canvas.bar(
                    (left, top),
                    (place * FILL, (end - zero).abs()),
                    column.style(),
                );
            }
        }
        canvas.path(&[(frame.left, zero), (frame.right, zero)], Style::Base);
        let heights: Vec<Option<f64>> = self
            .thresholds
            .iter()
            .map(|it| near.contains(&it).then(|| y(it.value)))
            .collect();
        threshold::draw(&mut canvas, &frame, &heights);
        let at: Vec<f64> = points.iter().map(|(x, _)| *x).collect();
        label_times(&mut canvas, &at, &times);
        for (column, (x, end)) in self.all.iter().zip(&points) {
            if every || column.rank != Rank::Past {
                let label = column.label(*x, *end);
                match every {
                    true => canvas.write_over(label),
                    false => drop(canvas.place(label.ways_out(canvas.width))),
                }
            }
        }
        if !every {
            let texts: Vec<_> = self.all.iter().map(|it| it.text.clone()).collect();
            extremes(&mut canvas, &values, &points, &texts, true);
        }
        let before = self.all.iter().zip(&points).find(|(it, _)| it.rank == Rank::Before);
        let found = before.is_none_or(|(it, (x, end))| {
            let under = it.value < Decimal::ZERO;
            under || call_out(&mut canvas, self.labels.charts.a_year_before, *x, *end)
        });
        let left = threshold::name(&mut canvas, &frame, &self.thresholds, &heights);
        (canvas, left, found)
    }
}

/// Writes words above the value at the end of a column, as low as they meet nothing, with
/// a line to it; whether there is room.
fn call_out(canvas: &mut Canvas, words: &str, x: f64, end: f64) -> bool {
    let half = wide(words, SMALL, false) / 2.0;
    let inside = x.clamp(half.min(canvas.width / 2.0), (canvas.width - half).max(half));
    let value = end - AIR - SMALL * CAPS - 2.0;
    let lowest = value - LEADER - SMALL * CAPS;
    let mut y = lowest;
    while y >= 0.0 {
        let label = Label::one(words, inside, y, Side::Centre);
        if canvas.is_free(&label.area()) {
            canvas.path(&[(x, y + SMALL * CAPS + 2.0), (x, value)], Style::Leader);
            canvas.write(label);
            return true;
        }
        y -= 1.0;
    }
    false
}
