//! The small chart under a key figure: what the figure was before. It is for the eye alone.

use serde::Serialize;
use strata_model::calc::{History, shown};
use strata_model::{Against, Decimal, Figure, Quantity};

use super::compare::Compared;
use crate::chart::ratio;
use crate::context::Context;
use crate::measure::width;
use crate::words::Words;

/// A small chart. Its lengths are parts of the room that the strip has for them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub(super) enum Mini {
    /// The earlier value and the value.
    Bars { bars: [Bar; 2] },
    /// The values over time, with the first and the last in words.
    Line {
        first: Words,
        last: Words,
        /// From the left upper corner.
        points: Vec<(f64, f64)>,
        /// Where the value of a year before is among them.
        #[serde(skip_serializing_if = "Option::is_none")]
        year_before: Option<(f64, f64)>,
    },
}

/// A bar with its period and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Bar {
    period: Words,
    value: Words,
    part: f64,
}

/// The room of all small charts of a strip, in points, so that they stand in one line: for
/// the words at the left, and for what is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Room {
    words: f64,
    drawn: f64,
}

/// The fewest values that make a line.
const SERIES: usize = 5;
/// Bars that differ by less, as a part of the longer, show nothing.
const ALIKE: f64 = 0.03;
/// The size of the words; between them and what is drawn; and the least and the most that
/// can be drawn in.
const SIZE: f64 = 7.5;
const AIR: f64 = 5.0;
const DRAWN: (f64, f64) = (12.0, 43.0);

impl Mini {
    /// The widths of the words at the left and at the right.
    fn words(&self) -> (f64, f64) {
        let wide = |words: &Words, bold| width(&words.to_string(), SIZE, bold);
        match self {
            Self::Bars { bars } => {
                let widest = |of: fn(&Bar) -> &Words| {
                    bars.iter().map(|it| wide(of(it), true)).fold(0.0, f64::max)
                };
                (widest(|it| &it.period), widest(|it| &it.value))
            }
            Self::Line { first, last, .. } => (wide(first, false), wide(last, true)),
        }
    }
}

/// The room of small charts in cells so wide; nothing where there is too little.
pub(super) fn room(charts: &[&Mini], cell: f64) -> Option<Room> {
    let words = charts.iter().map(|it| it.words());
    let (left, right) =
        words.fold((0.0, 0.0), |(a, b), (c, d)| (f64::max(a, c), f64::max(b, d)));
    let drawn = (cell - left - right - 2.0 * AIR).min(DRAWN.1);
    (!charts.is_empty() && drawn >= DRAWN.0).then_some(Room { words: left + AIR, drawn })
}

impl Context<'_> {
    pub(super) fn mini(
        &self,
        figure: &Figure,
        first: Option<&Compared<'_>>,
    ) -> Option<Mini> {
        let value = figure.value.as_ref()?;
        // In the scale and with the digits in which the figure is shown.
        let like = shown(figure).unwrap_or(value);
        self.sparkline(figure, value, like)
            .or_else(|| self.earlier_and_now(figure, like, first?))
    }

    /// A value without its unit, as the figure is shown.
    fn short_number(&self, like: &Quantity, value: &Quantity) -> Option<Words> {
        let alike = like.with_value(value.value())?;
        // What is small beside the figure would be nothing.
        let lost = alike.digits().is_zero() && !value.digits().is_zero();
        (!lost).then(|| self.labels.number(&alike).into())
    }

    fn sparkline(
        &self,
        figure: &Figure,
        value: &Quantity,
        like: &Quantity,
    ) -> Option<Mini> {
        let calendar = self.brief.calendar();
        let days = calendar.dates(figure.period.as_ref()?)?;
        let history = History::of(calendar, figure);
        let earlier = |day| move |it: &&strata_model::calc::Level<'_>| it.days.last < day;
        let levels: Vec<_> = history.like(days).filter(earlier(days.last)).collect();
        if levels.len() + 1 < SERIES {
            return None;
        }
        let first = levels.first()?;
        if levels.iter().any(|it| it.quantity.unit() != value.unit()) {
            return None;
        }
        let all = || levels.iter().map(|it| it.quantity).chain([value]);
        let most = all().map(Quantity::value).max()?;
        let least = all().map(Quantity::value).min()?;
        let height = most.checked_sub(least)?;
        let from = days.last.days_since(first.days.last);
        let place = |last, quantity: &Quantity| {
            let x = f64::from(from - days.last.days_since(last)) / f64::from(from.max(1));
            let over = most.checked_sub(quantity.value()).unwrap_or_default();
            let y = if height.is_zero() { 0.5 } else { ratio(over, height) };
            (x, y)
        };
        let points = levels.iter().map(|it| place(it.days.last, it.quantity));
        let base = history.base(days, Against::Yoy);
        Some(Mini::Line {
            first: self.short_number(like, first.quantity)?,
            last: self.labels.number(like).into(),
            points: points.chain([place(days.last, value)]).collect(),
            year_before: base.map(|it| place(it.days.last, it.quantity)),
        })
    }

    /// The earlier value and the value: nothing below nothing, and nothing that shows no
    /// difference.
    fn earlier_and_now(
        &self,
        figure: &Figure,
        like: &Quantity,
        first: &Compared<'_>,
    ) -> Option<Mini> {
        let (prior, value) = (first.prior?, figure.value.as_ref()?);
        let against = first.change.map(|it| it.against);
        let negative = |it: &Quantity| it.value() < Decimal::ZERO;
        if prior.unit() != value.unit()
            || negative(prior)
            || negative(value)
            || against.is_some_and(|it| it.is_expectation() || it == Against::Peer)
        {
            return None;
        }
        let most = prior.value().max(value.value());
        let parts = [prior, value].map(|it| ratio(it.value(), most));
        if most.is_zero() || (parts[0] - parts[1]).abs() < ALIKE {
            return None;
        }
        let period = figure.period.as_ref();
        let times = period.zip(against).and_then(|(period, against)| {
            let labels = self.labels;
            Some([labels.tight_base(period, against)?, labels.tight(period)?])
        });
        let unknown = || [self.labels.earlier, self.labels.now].map(str::to_owned);
        let [before, now] = times.unwrap_or_else(unknown);
        let bar = |period: String, value: Words, part| Bar {
            period: period.into(),
            value,
            part,
        };
        let earlier = self.short_number(like, prior)?;
        let bars = [
            bar(before, earlier, parts[0]),
            bar(now, self.labels.number(like).into(), parts[1]),
        ];
        Some(Mini::Bars { bars })
    }
}
