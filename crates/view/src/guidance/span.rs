//! The scale beside an outlook: where it lay, where it lies, and what was reported.

use serde::Serialize;
use strata_model::calc::outlook::Ends;
use strata_model::{Decimal, Quantity};

use crate::chart::canvas::{SMALL, hundredth};
use crate::chart::scale::part;
use crate::labels::Labels;
use crate::measure::width;
use crate::words::Words;

/// The axis in points, 42 mm, and what is free at either side of it for the words of its
/// outermost ticks.
const AXIS: f64 = 119.06;
const SIDE: f64 = 4.25;
/// Between the words of two ticks.
const AIR: f64 = 5.0;
/// The most and the fewest ticks.
const MOST: usize = 5;
const FEWEST: usize = 2;

/// A drawing, with all lengths in points from its left end.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Span {
    pub(crate) width: f64,
    axis: (f64, f64),
    ticks: Vec<Tick>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Shape>,
    now: Shape,
    /// What came, or what was last reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reported: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) consensus: Option<f64>,
}

/// A round value: where it lies, and where its words begin.
#[derive(Debug, Serialize)]
struct Tick {
    at: f64,
    words: Words,
    left: f64,
}

/// What an outlook is on the scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "shape")]
pub(crate) enum Shape {
    Range {
        from: f64,
        to: f64,
        middle: f64,
    },
    Point {
        at: f64,
    },
    /// A bound, open up to the end of the scale.
    AtLeast {
        wall: f64,
        to: f64,
    },
    AtMost {
        from: f64,
        wall: f64,
    },
}

impl Span {
    /// Whether a range is drawn, with its middle.
    pub(crate) fn is_range(&self) -> bool {
        let mut shapes = self.before.iter().chain([&self.now]);
        shapes.any(|it| matches!(it, Shape::Range { .. }))
    }
}

/// What is drawn of a measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn<'a> {
    pub(crate) before: Option<Ends<'a>>,
    pub(crate) now: Ends<'a>,
    pub(crate) reported: Option<Decimal>,
    pub(crate) consensus: Option<Decimal>,
}

impl Drawn<'_> {
    fn values(&self) -> impl Iterator<Item = Decimal> {
        let ends = self.before.into_iter().chain([self.now]);
        let ends = ends.flat_map(|ends| [ends.low, ends.high]).flatten();
        ends.chain(self.reported).chain(self.consensus)
    }

    fn is_open(&self) -> bool {
        let mut ends = self.before.into_iter().chain([self.now]);
        ends.any(|ends| ends.low.is_none() || ends.high.is_none())
    }

    /// The drawing; nothing where the values are too large to be computed with.
    pub(crate) fn span(&self, labels: &Labels) -> Option<Span> {
        let (least, most) = (self.values().min()?, self.values().max()?);
        let scale = Scale::new(labels, self.now.like, (least, most), self.is_open())?;
        let ticks = scale.ticks.iter().map(|(value, words)| Tick {
            at: scale.at(*value),
            words: words.into(),
            left: scale.left(*value, words),
        });
        Some(Span {
            width: hundredth(AXIS + 2.0 * SIDE),
            axis: (SIDE, hundredth(SIDE + AXIS)),
            ticks: ticks.collect(),
            before: self.before.map(|ends| scale.shape(ends)),
            now: scale.shape(self.now),
            reported: self.reported.map(|it| scale.at(it)),
            consensus: self.consensus.map(|it| scale.at(it)),
        })
    }
}

/// From one value to another, with its round values.
struct Scale {
    low: Decimal,
    high: Decimal,
    ticks: Vec<(Decimal, String)>,
}

impl Scale {
    /// The finest scale whose ticks are few, and whose words do not meet. It need not begin
    /// at nothing: what lies on it are places, not lengths.
    fn new(
        labels: &Labels,
        like: &Quantity,
        (least, most): (Decimal, Decimal),
        is_open: bool,
    ) -> Option<Self> {
        let unit = Decimal::from(10_u64.pow(like.scale().exponent()));
        let digit = unit.checked_mul(Decimal::new(1, like.digits().scale()))?;
        let own = most.checked_sub(least)?;
        // One value has no span of its own.
        let alone = most.abs().max(digit.checked_mul(Decimal::from(MOST - 1))?);
        let span = if own.is_zero() { alone } else { own };
        // What is open needs room to be seen as open, and one value some to either side.
        let part = if is_open || own.is_zero() { 2 } else { 10 };
        let pad = span.checked_div(Decimal::from(part))?;
        let (low, high) = (least.checked_sub(pad)?, most.checked_add(pad)?);
        // What is never below nothing has no room there.
        let low = if least.is_sign_negative() { low } else { low.max(Decimal::ZERO) };
        let ends = (low, high);
        let mut ten = Decimal::new(1, 6);
        while ten <= span.checked_mul(Decimal::TEN)? {
            for factor in [Decimal::ONE, Decimal::TWO, Decimal::from(5)] {
                let step = ten.checked_mul(factor)?;
                let few = span.checked_div(step)? <= Decimal::from(MOST);
                let coarse = step >= digit || span < digit;
                let scale =
                    || Self::stepped(labels, (like, unit), ends, step).filter(Self::fits);
                if let Some(scale) = (few && coarse).then(scale).flatten() {
                    return Some(scale);
                }
            }
            ten = ten.checked_mul(Decimal::TEN)?;
        }
        None
    }

    /// The scale with ticks so far apart; it begins and ends at one, or halfway between two.
    fn stepped(
        labels: &Labels,
        (like, unit): (&Quantity, Decimal),
        (least, most): (Decimal, Decimal),
        step: Decimal,
    ) -> Option<Self> {
        let half = step.checked_div(Decimal::TWO)?;
        let low = least.checked_div(half)?.floor().checked_mul(half)?;
        let high = most.checked_div(half)?.ceil().checked_mul(half)?;
        let places = step.checked_div(unit)?.normalize().scale();
        let mut at = low.checked_div(step)?.ceil().checked_mul(step)?;
        let mut ticks = Vec::new();
        while at <= high && ticks.len() <= MOST {
            let words = labels.number(&like.with_places(at, places)?);
            ticks.push((at, words));
            at = at.checked_add(step)?;
        }
        Some(Self { low, high, ticks })
    }

    fn fits(&self) -> bool {
        let apart = |pair: &[(Decimal, String)]| {
            let [(one, words), (other, others)] = pair else { return true };
            let end = self.left(*one, words) + width(words, SMALL, false);
            self.left(*other, others) - end >= AIR
        };
        (FEWEST..=MOST).contains(&self.ticks.len()) && self.ticks.windows(2).all(apart)
    }

    fn at(&self, value: Decimal) -> f64 {
        hundredth(SIDE + AXIS * part(value - self.low, self.high - self.low))
    }

    /// Where the words of a value begin: about its place, and within the drawing.
    fn left(&self, value: Decimal, words: &str) -> f64 {
        let wide = width(words, SMALL, false);
        let most = (AXIS + 2.0 * SIDE - wide).max(0.0);
        hundredth((self.at(value) - wide / 2.0).clamp(0.0, most))
    }

    fn shape(&self, ends: Ends<'_>) -> Shape {
        match (ends.low, ends.high) {
            (Some(low), Some(high)) if low == high => Shape::Point { at: self.at(low) },
            (Some(low), Some(high)) => {
                let (from, to) = (self.at(low), self.at(high));
                Shape::Range { from, to, middle: hundredth((from + to) / 2.0) }
            }
            (Some(low), None) => {
                Shape::AtLeast { wall: self.at(low), to: self.at(self.high) }
            }
            (None, Some(high)) => {
                Shape::AtMost { from: self.at(self.low), wall: self.at(high) }
            }
            (None, None) => {
                Shape::Range { from: SIDE, to: SIDE + AXIS, middle: SIDE + AXIS / 2.0 }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use strata_model::Figure;

    use super::*;
    use crate::labels::labels;

    fn figure(keys: &str) -> Figure {
        serde_json::from_str(&format!("{{\"label\":\"A\",{keys}}}")).expect("a figure")
    }

    fn range(low: &str, high: &str) -> Figure {
        figure(&format!("\"range\":{{\"low\":\"{low}\",\"high\":\"{high}\"}}"))
    }

    fn drawn(before: Option<&Figure>, now: &Figure, reported: Option<&str>) -> Span {
        let reported = reported.map(|it| it.parse::<Quantity>().expect("one").value());
        let before = before.map(|it| Ends::of(it).expect("ends"));
        let now = Ends::of(now).expect("ends");
        let drawn = Drawn { before, now, reported, consensus: None };
        drawn.span(labels(Default::default())).expect("a drawing")
    }

    fn ticks(span: &Span) -> String {
        let words = span.ticks.iter().map(|tick| tick.words.to_string());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_few_and_round_for_any_outlook() {
        let at_least = |value: &str| {
            figure(&format!("\"value\":\"{value}\",\"qualifier\":\"at-least\""))
        };
        let value = |value: &str| figure(&format!("\"value\":\"{value}\""));
        let outlooks = [
            (Some(range("$8.0B", "$9.5B")), range("$9.0B", "$9.5B"), None),
            (Some(range("2%", "4%")), value("~4%"), None),
            (None, range("$206.0B", "$213.0B"), Some("$180.2B")),
            (None, at_least("-$1.0B"), None),
            (None, range("-$2B", "$1B"), None),
            (None, value("9 stores"), None),
            (None, value("0%"), None),
            (None, range("$61,500M", "$62,500M"), Some("$58,300M")),
        ];
        let found = outlooks.map(|(before, now, reported)| {
            ticks(&drawn(before.as_ref(), &now, reported))
        });
        let words = [
            "8.0 8.5 9.0 9.5",
            "2 3 4",
            "180 190 200 210 220",
            "−1.4 −1.2 −1.0 −0.8 −0.6",
            "−2 −1 0 1",
            "5 10 15",
            "0 1 2",
            "58,000 60,000 62,000",
        ];
        assert_eq!(found, words);
    }

    #[test]
    fn every_shape_lies_on_its_scale_and_its_words_beside_no_other() {
        let ends = ["$0", "$1", "$-1", "$999,999,999,999T", "$0.000001", "-$35M", "$36M"];
        let ends: Vec<_> =
            ends.iter().filter_map(|it| it.parse::<Quantity>().ok()).collect();
        let mut seen = 0;
        for low in &ends {
            for high in ends.iter().filter(|high| high.value() >= low.value()) {
                for qualifier in ["at-least", "at-most", "exact"] {
                    let now = figure(&format!(
                        "\"value\":\"{low}\",\"qualifier\":\"{qualifier}\""
                    ));
                    let before = range(&low.to_string(), &high.to_string());
                    let (Some(now), before) = (Ends::of(&now), Ends::of(&before)) else {
                        continue;
                    };
                    let drawn = Drawn {
                        before,
                        now,
                        reported: Some(high.value()),
                        consensus: None,
                    };
                    let Some(span) = drawn.span(labels(Default::default())) else {
                        continue;
                    };
                    seen += 1;
                    let on = |at: f64| (span.axis.0..=span.axis.1).contains(&at);
                    assert!(span.reported.is_some_and(on), "{span:?}");
                    assert!(span.ticks.iter().all(|tick| on(tick.at)), "{span:?}");
                    assert!((FEWEST..=MOST).contains(&span.ticks.len()), "{span:?}");
                    let apart = |pair: &[Tick]| {
                        let end = width(&pair[0].words.to_string(), SMALL, false);
                        pair[0].left + end < pair[1].left
                    };
                    assert!(span.ticks.windows(2).all(apart), "{span:?}");
                }
            }
        }
        assert!(seen > 40, "only {seen}");
    }
}
