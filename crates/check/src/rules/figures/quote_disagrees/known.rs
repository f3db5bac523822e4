//! What a figure may be quoted with: its levels and its changes, whatever their sign.

use rust_decimal::Decimal;
use strata_model::calc::{Base, Interval, base};
use strata_model::{Direction, Figure, Measure, Quantity, Unit};

use crate::facts::Facts;

/// What a figure may be quoted with in one unit.
#[derive(Default)]
pub(super) struct Known {
    /// Its value, and what it is made of.
    pub(super) now: Vec<Interval>,
    /// Its values before, and what it is compared with.
    pub(super) levels: Vec<Interval>,
    pub(super) changes: Vec<(Measure, Interval, Option<Direction>)>,
}

impl Known {
    pub(super) fn of(facts: &Facts<'_>, figure: &Figure) -> Self {
        let mut known = Known::default();
        let size = |interval: Interval| sized(interval);
        let around = |it: &Quantity| Interval::of(it).and_then(size);
        let unit = figure.value.as_ref().or(figure.range.as_ref().map(|it| &it.low));
        let unit = unit.map(Quantity::unit);
        let level = |other: &Figure| {
            let same = other.value.as_ref().map(Quantity::unit) == unit;
            same.then(|| Interval::of_figure(other).and_then(size)).flatten()
        };
        known.now.extend(of_figure(figure));
        known.now.extend(figure.show_as.as_ref().and_then(around));
        let priors = figure.comparisons.iter().filter_map(|it| it.prior.as_ref());
        let priors = figure.prior.iter().chain(priors).chain(figure.history.values());
        known.levels.extend(priors.clone().filter_map(around));
        let with = figure.comparisons.iter().filter_map(|it| it.with.as_ref());
        let with = with.filter_map(|it| level(facts.figure(it.id())?));
        known.levels.extend(with);
        let parts = figure.parts().take(64);
        known.now.extend(parts.filter_map(|id| level(facts.figure(id)?)));
        let first = figure.change.as_ref().map(|change| (change, None));
        let further = figure.comparisons.iter().map(|it| (&it.change, Some(it)));
        for (change, more) in first.into_iter().chain(further) {
            let measure = change.sizes().next().map(|it| it.unit().measure.clone());
            if let (Some(measure), Some(by)) = (measure, Interval::of_change(change)) {
                known.changes.extend(rated(measure, by, change.direction()));
            }
            // What the two values say, where the change does not.
            let before = base(facts.brief, figure, more).and_then(Base::interval);
            let pair = Interval::of_figure(figure).zip(before);
            if let Some((to, from)) = pair {
                known.between(to, from, unit);
            }
        }
        if figure.change.is_none()
            && let Some(prior) = figure.prior.as_ref().and_then(Interval::of)
            && let Some(to) = Interval::of_figure(figure)
        {
            known.between(to, prior, unit);
        }
        known
    }

    /// Adds what lies between two values.
    fn between(&mut self, to: Interval, from: Interval, unit: Option<&Unit>) {
        let way = |it: Interval| {
            if it.is_above_zero() {
                Some(Direction::Up)
            } else if it.is_below_zero() {
                Some(Direction::Down)
            } else {
                None
            }
        };
        let percent = unit.is_some_and(|unit| unit.measure == Measure::Percent);
        let growth = to.growth_on(from).filter(|_| !percent);
        let (growth, difference) = (growth, to.checked_sub(from));
        self.changes.extend(growth.and_then(|it| rated(Measure::Percent, it, way(it))));
        let measure = match unit {
            Some(unit) if percent => Some(Measure::Points).filter(|_| unit.per.is_none()),
            Some(unit) => Some(unit.measure.clone()),
            None => None,
        };
        if let (Some(measure), Some(by)) = (measure, difference) {
            self.changes.extend(rated(measure, by, way(by)));
        }
    }

    /// Whether it is the value of now.
    pub(super) fn is_now(&self, interval: Interval) -> bool {
        self.now.iter().any(|it| overlaps(*it, interval))
    }

    pub(super) fn has_level(&self, interval: Interval) -> bool {
        self.is_now(interval) || self.levels.iter().any(|it| overlaps(*it, interval))
    }

    pub(super) fn has_change(&self, measure: &Measure, interval: Interval) -> bool {
        self.changes.iter().any(|(of, it, _)| of == measure && overlaps(*it, interval))
    }
}

/// Whether two intervals share more than an end: `$57.0B` and `$57.1B` do not.
pub(super) fn overlaps(one: Interval, other: Interval) -> bool {
    let touch =
        |high: Option<Decimal>, low: Option<Decimal>| high.is_some() && high == low;
    let point = |it: Interval| touch(it.high(), it.low());
    let ends = touch(one.high(), other.low()) || touch(other.high(), one.low());
    one.meets(other) && (!ends || point(one) || point(other))
}

/// The size of a change with its measure; hundredths of points as points.
fn rated(
    measure: Measure,
    by: Interval,
    way: Option<Direction>,
) -> Option<(Measure, Interval, Option<Direction>)> {
    match measure {
        Measure::BasisPoints => {
            Some((Measure::Points, sized(by.times(Decimal::new(1, 2))?)?, way))
        }
        measure => Some((measure, sized(by)?, way)),
    }
}

/// The interval of the sizes, whatever their sign.
pub(super) fn sized(interval: Interval) -> Option<Interval> {
    let (Some(low), Some(high)) = (interval.low(), interval.high()) else {
        return Some(interval);
    };
    if interval.is_above_zero() || low.is_zero() {
        return Some(interval);
    }
    if high > Decimal::ZERO {
        return Some(Interval::between(Decimal::ZERO, high.max(low.abs())));
    }
    Some(Interval::between(high.abs(), low.abs()))
}

/// What a figure may be quoted with as its level. A bound leaves open no more than twice of
/// it, or half.
fn of_figure(figure: &Figure) -> Option<Interval> {
    let interval = Interval::of_figure(figure)?;
    let value =
        figure.value.as_ref().map(Quantity::value).filter(|it| *it > Decimal::ZERO);
    let bounded = match (interval.low(), interval.high(), value) {
        (Some(low), None, Some(value)) => {
            Interval::between(low, value.checked_mul(Decimal::TWO)?)
        }
        (None, Some(high), Some(value)) => {
            Interval::between(value.checked_div(Decimal::TWO)?, high)
        }
        _ => interval,
    };
    sized(bounded)
}
