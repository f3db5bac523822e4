//! What a figure claims to be: all the values its digits and its qualifier leave open.
//!
//! A figure as written stands for a closed interval, half a unit of its last digit to either
//! side (XBRL Calculations 1.1); `~`, `+` and the qualifiers widen it. Two figures contradict
//! each other if and only if their intervals do not meet. Nothing is rounded on the way, and
//! whatever does not fit 28 digits yields no verdict.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::{Change, Decimals, Extent, Figure, Measure, Qualifier, Quantity};

/// A closed interval; an end that is absent is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    fn new(low: Option<Decimal>, high: Option<Decimal>) -> Self {
        Interval { low, high }
    }

    /// All values from one to another.
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Self::new(Some(low), Some(high))
    }

    /// Nothing but one value.
    pub fn exactly(value: Decimal) -> Self {
        Self::new(Some(value), Some(value))
    }

    /// The interval of a quantity by its digits and glyphs alone.
    pub fn of(quantity: &Quantity) -> Option<Self> {
        let own = qualified(
            quantity.value(),
            unit(quantity.decimals())?,
            quantity.qualifier(),
        )?;
        if quantity.is_plus_or_minus() { own.to_either_side() } else { Some(own) }
    }

    /// The interval of the size of a change: of all between its two sizes, if it has two.
    /// Nothing if it states none.
    pub fn of_change(change: &Change) -> Option<Self> {
        match &change.extent {
            Extent::By(by) => Self::of(by),
            Extent::Between(low, high) => {
                Some(Self::new(Self::of(low)?.low, Self::of(high)?.high))
            }
            Extent::Only(_) | Extent::NotMeaningful | Extent::Unstated => None,
        }
    }

    /// All between the upper end and its negative.
    fn to_either_side(self) -> Option<Self> {
        Some(Self::new(Some(-self.high?), self.high))
    }

    /// The interval of the size of a quantity by its digits alone.
    pub fn around(quantity: &Quantity) -> Option<Self> {
        qualified(quantity.value().abs(), unit(quantity.decimals())?, None)
    }

    /// The interval of a figure's value, with its keys for qualifier, decimals and
    /// tolerance, or of its range. Nothing if it has neither.
    pub fn of_figure(figure: &Figure) -> Option<Self> {
        if let Some(range) = &figure.range {
            return Some(Self::new(Some(range.low.value()), Some(range.high.value())));
        }
        let value = figure.value.as_ref()?;
        if let Some(tolerance) = &figure.tolerance {
            let by = tolerance_of(value, tolerance)?;
            return Some(Self::new(
                value.value().checked_sub(by),
                value.value().checked_add(by),
            ));
        }
        let unit = match figure.decimals {
            Some(Decimals::Exact) => Decimal::ZERO,
            Some(Decimals::Places(places)) => unit(places.into())?,
            None => unit(value.decimals())?,
        };
        let own = qualified(value.value(), unit, figure.qualifier())?;
        if value.is_plus_or_minus() { own.to_either_side() } else { Some(own) }
    }

    /// Whether the two have a value in common. Touching ends do.
    pub fn meets(self, other: Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// Whether no value of this one is below any value of the other.
    pub fn is_at_or_above(self, other: Self) -> bool {
        match (self.low, other.high) {
            (Some(low), Some(high)) => low >= high,
            _ => false,
        }
    }

    /// The sum; nothing if it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self::new(
            both(self.low, other.low, Decimal::checked_add)?,
            both(self.high, other.high, Decimal::checked_add)?,
        ))
    }

    /// The difference; nothing if it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Some(Self::new(
            both(self.low, other.high, Decimal::checked_sub)?,
            both(self.high, other.low, Decimal::checked_sub)?,
        ))
    }

    /// The product, of two bounded intervals only.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.corners(other, Decimal::checked_mul)
    }

    /// The quotient, of two bounded intervals, and only by what lies above zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if !other.is_above_zero() {
            return None;
        }
        self.corners(other, Decimal::checked_div)
    }

    /// How much this is more than a base, in percent of the base.
    pub fn growth_on(self, base: Self) -> Option<Self> {
        let ratio = self.checked_div(base)?;
        let percent = |end: Option<Decimal>| {
            end?.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
        };
        Some(Self::new(percent(ratio.low), percent(ratio.high)))
    }

    /// Every value times a positive number.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let end = |end: Option<Decimal>| match end {
            Some(end) => end.checked_mul(factor).map(Some),
            None => Some(None),
        };
        Some(Self::new(end(self.low)?, end(self.high)?))
    }

    /// The lower end, if bounded.
    pub fn low(self) -> Option<Decimal> {
        self.low
    }

    /// The upper end, if bounded.
    pub fn high(self) -> Option<Decimal> {
        self.high
    }

    /// How wide it is, if both ends are bounded.
    pub fn width(self) -> Option<Decimal> {
        self.high?.checked_sub(self.low?)
    }

    /// What both leave open; this one alone if they contradict each other.
    pub fn shared(self, other: Self) -> Self {
        if !self.meets(other) {
            return self;
        }
        let low = self.low.into_iter().chain(other.low).max();
        Self::new(low, self.high.into_iter().chain(other.high).min())
    }

    /// Whether every value is above zero.
    pub fn is_above_zero(self) -> bool {
        self.low.is_some_and(|low| low > Decimal::ZERO)
    }

    /// Whether every value is below zero.
    pub fn is_below_zero(self) -> bool {
        self.high.is_some_and(|high| high < Decimal::ZERO)
    }

    /// The ends as they would be written in the manner of a quantity, with one digit more:
    /// `$14.7B to $14.9B`.
    pub fn words(self, like: &Quantity) -> String {
        let text = like.to_string();
        let is_digit = |found: char| found.is_ascii_digit();
        let start = text.find(is_digit).unwrap_or(0);
        let end = text.rfind(is_digit).map_or(text.len(), |at| at + 1);
        let before = text.get(..start).unwrap_or("").trim_start_matches(['~', '+', '-']);
        let behind = text.get(end..).unwrap_or("").replace('+', "");
        let places = like.digits().scale() + 1;
        let scale = Decimal::from(10_u64.pow(like.scale().exponent()));
        let write = |end: Decimal| {
            let end = end.checked_div(scale).unwrap_or(end);
            let end = end.round_dp_with_strategy(places, MidpointAwayFromZero);
            let sign = if end.is_sign_negative() { "-" } else { "" };
            format!("{sign}{before}{}{behind}", end.abs())
        };
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write(low),
            (Some(low), Some(high)) => format!("{} to {}", write(low), write(high)),
            (Some(low), None) => format!("{} or more", write(low)),
            (None, Some(high)) => format!("{} or less", write(high)),
            (None, None) => "anything".to_owned(),
        }
    }

    fn corners(
        self,
        other: Self,
        combine: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        let (a, b) = (self.low?, self.high?);
        let (c, d) = (other.low?, other.high?);
        let corners = [combine(a, c)?, combine(a, d)?, combine(b, c)?, combine(b, d)?];
        Some(Self::new(corners.iter().min().copied(), corners.iter().max().copied()))
    }
}

/// Combines two ends; unbounded with anything is unbounded, too large is no answer.
fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    combine: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Option<Decimal>> {
    match (a, b) {
        (Some(a), Some(b)) => combine(a, b).map(Some),
        _ => Some(None),
    }
}

/// One unit of a decimal place: 100 for −2, 0.1 for 1.
fn unit(decimals: i32) -> Option<Decimal> {
    match u32::try_from(decimals) {
        Ok(places) if places <= 28 => Some(Decimal::new(1, places)),
        Ok(_) => None,
        Err(_) => 10_u64.checked_pow(decimals.unsigned_abs()).map(Decimal::from),
    }
}

fn qualified(value: Decimal, unit: Decimal, how: Option<Qualifier>) -> Option<Interval> {
    let half = unit.checked_div(Decimal::TWO)?;
    let down = |by: Decimal| value.checked_sub(by);
    let up = |by: Decimal| value.checked_add(by);
    Some(match how {
        None => Interval::new(Some(down(half)?), Some(up(half)?)),
        Some(Qualifier::Exact) => Interval::new(Some(value), Some(value)),
        Some(Qualifier::About) => Interval::new(Some(down(unit)?), Some(up(unit)?)),
        Some(Qualifier::AtLeast | Qualifier::MoreThan) => {
            Interval::new(Some(down(half)?), None)
        }
        Some(
            Qualifier::AtMost | Qualifier::LessThan | Qualifier::UpTo | Qualifier::Nearly,
        ) => Interval::new(None, Some(up(half)?)),
    })
}

/// A tolerance in the unit of the value: a percentage of an amount, or an amount.
pub(super) fn tolerance_of(value: &Quantity, tolerance: &Quantity) -> Option<Decimal> {
    let by = tolerance.value().abs();
    match (&value.unit().measure, &tolerance.unit().measure) {
        (Measure::Percent, Measure::Points | Measure::Percent) => Some(by),
        (Measure::Percent, Measure::BasisPoints) => by.checked_div(Decimal::ONE_HUNDRED),
        (_, Measure::Percent) => {
            value.value().abs().checked_mul(by)?.checked_div(Decimal::ONE_HUNDRED)
        }
        (a, b) => (a == b).then_some(by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Interval {
        Interval::of(&text.parse().unwrap()).unwrap()
    }

    fn growth(value: &str, prior: &str) -> Interval {
        of(value).growth_on(of(prior)).unwrap()
    }

    #[test]
    fn stated_growth_is_held_against_what_the_digits_allow() {
        let revenue = growth("$180.2B", "$158.9B");
        assert_eq!(revenue.words(&"+13.0%".parse().unwrap()), "13.34% to 13.47%");
        assert!(revenue.meets(of("+13%")));
        assert!(!revenue.meets(of("+31%")));
        assert!(growth("$33.0B", "$27.5B").meets(of("+20%")));
        assert!(growth("$115.9B", "$65.0B").meets(of("+78%")));
    }

    #[test]
    fn touching_ends_are_consistent() {
        let computed = of("$130.7B").checked_sub(of("$115.9B")).unwrap();
        let like = "$14.8B".parse().unwrap();
        assert_eq!(computed.words(&like), "$14.7B to $14.9B");
        assert!(computed.meets(of("$14.8B")));
        assert!(computed.meets(of("$14.9B")));
        assert!(!computed.meets(of("$15.0B")));
    }

    /// The rounding goldens of the facts behind the Amazon brief.
    #[test]
    fn calculations_of_real_reports() {
        for (change, value, prior, consistent) in [
            ("+13%", "$180.2B", "$158.9B", true),
            ("+31%", "$180.2B", "$158.9B", false),
            ("+20%", "$33.0B", "$27.5B", true),
            ("+78%", "$115.9B", "$65.0B", true),
        ] {
            assert_eq!(growth(value, prior).meets(of(change)), consistent, "{change}");
        }
        for (value, prior, like, words) in [
            ("$180.2B", "$158.9B", "+13.0%", "13.34% to 13.47%"),
            ("$33.0B", "$27.5B", "+20.0%", "19.60% to 20.40%"),
            ("$115.9B", "$65.0B", "+78.0%", "78.09% to 78.52%"),
            // Two growth rates of AWS that only the digits behind the million would tell apart.
            ("$33,006M", "$27,452M", "+20.000%", "20.2277% to 20.2357%"),
            ("$21,378M", "$17,780M", "+20.000%", "20.2300% to 20.2424%"),
        ] {
            let like = like.parse().unwrap();
            assert_eq!(growth(value, prior).words(&like), words);
        }
        let left = of("$130.7B").checked_sub(of("$115.9B")).unwrap();
        for (stated, consistent) in [
            ("$14.6B", false),
            ("$14.65B", false),
            ("$14.7B", true),
            ("$14.8B", true),
            ("$14.9B", true),
            ("$14.95B", false),
            ("$15.0B", false),
            ("$15B", true),
        ] {
            assert_eq!(left.meets(of(stated)), consistent, "{stated}");
        }
    }

    #[test]
    fn qualifiers_open_an_end_or_widen_both() {
        assert!(of("100K+ developers").meets(of("250K developers")));
        assert!(!of("100K+ developers").meets(of("90K developers")));
        assert!(of("~500K chips").meets(of("501K chips")));
        let nearly = qualified(Decimal::from(500), Decimal::ONE, Some(Qualifier::Nearly));
        assert!(nearly.unwrap().meets(of("400")));
        assert!(!nearly.unwrap().meets(of("502")));
    }

    #[test]
    fn plus_or_minus_is_to_either_side_of_zero() {
        assert!(of("±$0.3B").meets(of("-$0.2B")) && !of("±$0.3B").meets(of("$0.5B")));
        let change = |text: &str| Interval::of_change(&text.parse().unwrap());
        assert!(change("+26% to +28% yoy").unwrap().meets(of("+27%")));
        assert!(!change("+26% to +28% yoy").unwrap().meets(of("+30%")));
        assert_eq!(change("n.m. yoy"), None);
    }

    #[test]
    fn a_base_that_may_be_zero_gives_no_verdict() {
        assert_eq!(of("$5B").growth_on(of("$0B")), None);
        assert_eq!(of("$5B").growth_on(of("-$1B")), None);
    }
}
