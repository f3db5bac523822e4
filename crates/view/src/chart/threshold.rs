//! Thresholds: the values at which a reading breaks, on the chart of the figure it watches.

use strata_model::{
    Chart, Decimal, Effect, Quantity, Reading, Tripwire, TripwireMeasure,
};

use crate::chart::axis::Frame;
use crate::chart::canvas::{Canvas, SMALL, Style};
use crate::chart::label::{Label, Side, Tone};
use crate::context::Context;
use crate::measure::{CAPS, width};

/// The most thresholds that one chart bears.
const MOST: usize = 3;
const AIR: f64 = 4.0;

/// A value with the words for what happens there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Threshold {
    pub(crate) value: Decimal,
    pub(crate) words: String,
    /// The words as they are said.
    pub(crate) said: String,
}

impl Context<'_> {
    /// The thresholds of the values that a chart draws: in the order of the readings.
    pub(crate) fn thresholds(&self, chart: &Chart, like: &Quantity) -> Vec<Threshold> {
        let wires = self.refs.readings.iter().flat_map(|(_, reading)| {
            reading.breaks_if.iter().map(move |wire| (*reading, wire))
        });
        let own = wires.filter(|(_, wire)| {
            wire.measure == TripwireMeasure::Value
                && wire.threshold.unit() == like.unit()
                && chart.figures().any(|id| wire.figure == *id)
        });
        let mut all: Vec<Threshold> = Vec::new();
        for (reading, wire) in own {
            let one = self.threshold(reading, wire);
            if !all.contains(&one) && all.len() < MOST {
                all.push(one);
            }
        }
        all
    }

    fn threshold(&self, reading: &Reading, wire: &Tripwire) -> Threshold {
        let words = &self.labels.charts;
        let name = self.refs.get(&reading.id).map_or("", |it| it.short.as_str());
        let effect = (words.crossing)(wire.effect.unwrap_or(Effect::Breaks));
        let told =
            |value: &str| format!("{name} {effect} {}", (words.beyond)(wire.is, value));
        Threshold {
            value: wire.threshold.value(),
            words: told(&self.labels.quantity(&wire.threshold)),
            said: told(&self.labels.say_quantity(&wire.threshold)),
        }
    }
}

/// The span of values with those thresholds that do not dwarf it, and which they are.
pub(crate) fn spanned(
    all: &[Threshold],
    (least, most): (Decimal, Decimal),
) -> ((Decimal, Decimal), Vec<&Threshold>) {
    let (low, high) = (least.min(Decimal::ZERO), most.max(Decimal::ZERO));
    let reach = if least == most { high - low } else { most - least };
    let near = |it: &&Threshold| it.value >= least - reach && it.value <= most + reach;
    let near: Vec<_> = all.iter().filter(near).collect();
    let span = near.iter().fold((least, most), |(least, most), it| {
        (least.min(it.value), most.max(it.value))
    });
    (span, near)
}

/// A threshold that has no words in the drawing: they stand below it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wordless {
    pub(crate) words: String,
    /// Whether its line is drawn; it is not where it lies too far off.
    pub(crate) drawn: bool,
}

/// Draws the lines of the thresholds that have a height. What is written later lies over
/// them.
pub(crate) fn draw(canvas: &mut Canvas, frame: &Frame, heights: &[Option<f64>]) {
    for y in heights.iter().flatten() {
        canvas.path(&[(frame.left, *y), (frame.right, *y)], Style::Threshold);
    }
}

/// Writes the words of thresholds at their lines; those that have none in the drawing.
pub(crate) fn name(
    canvas: &mut Canvas,
    frame: &Frame,
    all: &[Threshold],
    heights: &[Option<f64>],
) -> Vec<Wordless> {
    let mut left = Vec::new();
    for (it, at) in all.iter().zip(heights) {
        let found = at.is_some_and(|y| name_one(canvas, frame, y, &it.words));
        if !found {
            left.push(Wordless { words: it.words.clone(), drawn: at.is_some() });
        }
    }
    left
}

/// Writes words at a line, below or above it, as far at its right end as they meet nothing.
fn name_one(canvas: &mut Canvas, frame: &Frame, y: f64, words: &str) -> bool {
    const STEP: f64 = 6.0;
    let heights = [y + AIR, y - AIR - SMALL * CAPS];
    let heights = heights.into_iter().filter(|y| *y >= 0.0 && y + SMALL <= frame.bottom);
    let heights: Vec<f64> = heights.collect();
    let least = frame.left + width(words, SMALL, false);
    let ends = std::iter::successors(Some(frame.right), |x| Some(x - STEP));
    let ends = ends.take_while(|x| *x >= least);
    let places = ends.flat_map(|x| heights.iter().map(move |y| (x, *y)));
    let label = |(x, y)| Label::one(words, x, y, Side::Right).tone(Tone::Warm);
    canvas.place(places.map(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: i64) -> Threshold {
        Threshold { value: value.into(), words: value.to_string(), said: String::new() }
    }

    #[test]
    fn a_threshold_widens_the_scale_and_does_not_dwarf_the_values() {
        let all = [at(5), at(35), at(1000)];
        let (span, near) = spanned(&all, (20.into(), 30.into()));
        assert_eq!(span, (Decimal::from(20), Decimal::from(35)));
        assert_eq!(near, [&all[1]]);
        let (span, near) = spanned(&all, (10.into(), 10.into()));
        assert_eq!((span.0, near.len()), (Decimal::from(5), 1));
    }

    #[test]
    fn words_lie_where_nothing_else_does() {
        let frame = Frame { left: 20.0, right: 200.0, top: 0.0, bottom: 100.0 };
        let mut canvas = Canvas::new(220.0, 120.0);
        assert!(name_one(&mut canvas, &frame, 50.0, "breaks below 15%"));
        assert!(canvas.words[0].y > 50.0, "below the line");
        let mut canvas = Canvas::new(220.0, 120.0);
        canvas.bar((20.0, 0.0), (180.0, 100.0), Style::Past);
        let heights = [Some(50.0), None];
        draw(&mut canvas, &frame, &heights);
        let left = name(&mut canvas, &frame, &[at(5), at(6)], &heights);
        assert!(canvas.words.is_empty() && canvas.shapes.len() == 2, "the line stays");
        assert_eq!(left.iter().map(|it| it.drawn).collect::<Vec<_>>(), [true, false]);
    }
}
