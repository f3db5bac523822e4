//! Fewer digits: how a quantity is shown, and with how many digits what follows from
//! others is written.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{DERIVED_WIDER, Interval};
use crate::{Measure, Qualifier, Quantity, Scale, Unit};

/// The digits that a rounded quantity keeps.
const SIGNIFICANT: i32 = 3;

/// A quantity to three significant digits in the scale that fits: `$77.7B` for `$77,673M`.
/// One with no more digits stays as it is, and a bound stays true: what is at least so much
/// is rounded down, what is at most so much up.
#[must_use]
pub fn rounded(quantity: &Quantity, bound: Option<Qualifier>) -> Quantity {
    shortened(quantity, bound).unwrap_or_else(|| quantity.clone())
}

fn shortened(quantity: &Quantity, bound: Option<Qualifier>) -> Option<Quantity> {
    if significant(quantity.digits()) <= SIGNIFICANT {
        return None;
    }
    let (value, unit) = (quantity.value(), quantity.unit());
    let first = first_place(value)?;
    let mut last = first - SIGNIFICANT + 1;
    if !takes_scale(unit) {
        last = last.min(0);
    }
    let mut short = round_at(value, -last, bound)?;
    // 999.6 becomes 1,000, which has a digit more in front.
    if first_place(short)? > first && (takes_scale(unit) || last < 0) {
        last += 1;
        short = round_at(value, -last, bound)?;
    }
    let least = Scale::ALL.into_iter().rfind(|scale| {
        let first = first_place(short).unwrap_or_default();
        takes_scale(unit) && i64::from(scale.exponent()) <= i64::from(first)
    });
    let scale =
        least.unwrap_or(if takes_scale(unit) { Scale::One } else { quantity.scale() });
    let written = write(quantity, unit, short, -last, scale)?;
    let sign = |it: Quantity| if quantity.has_plus() { it.signed() } else { it };
    let shorter = written.decimals() <= quantity.decimals();
    shorter.then(|| sign(written.bounded_as(quantity)))
}

/// The quantity in the manner of one that is to show it with fewer digits, rounded; nothing
/// if that one has more digits or another unit.
///
/// `shown` is a rounding of the quantity if it is one of those returned: half away from
/// zero, half to even, or, where the quantity is a bound, the way that keeps it true.
#[must_use]
pub fn shown_as(
    quantity: &Quantity,
    bound: Option<Qualifier>,
    shown: &Quantity,
) -> Vec<Quantity> {
    let coarser = shown.decimals() <= quantity.decimals();
    if quantity.unit() != shown.unit() || !coarser {
        return Vec::new();
    }
    let value = quantity.value();
    let even =
        || round_with(value, shown.decimals(), RoundingStrategy::MidpointNearestEven);
    let first = round_at(value, shown.decimals(), bound);
    let second = first.filter(|_| strategy(bound) == HALF_AWAY).and_then(|_| even());
    let written = |value: Decimal| {
        let written = shown.with_value(value)?.bounded_as(quantity);
        Some(if quantity.has_plus() { written.signed() } else { written })
    };
    first.into_iter().chain(second).filter_map(written).collect()
}

const HALF_AWAY: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

fn strategy(bound: Option<Qualifier>) -> RoundingStrategy {
    match bound {
        Some(Qualifier::AtLeast | Qualifier::MoreThan) => {
            RoundingStrategy::ToNegativeInfinity
        }
        Some(
            Qualifier::AtMost | Qualifier::LessThan | Qualifier::UpTo | Qualifier::Nearly,
        ) => RoundingStrategy::ToPositiveInfinity,
        Some(Qualifier::Exact | Qualifier::About) | None => HALF_AWAY,
    }
}

fn round_at(value: Decimal, decimals: i32, bound: Option<Qualifier>) -> Option<Decimal> {
    round_with(value, decimals, strategy(bound))
}

/// A value rounded to a decimal place, negative left of the point.
fn round_with(value: Decimal, decimals: i32, how: RoundingStrategy) -> Option<Decimal> {
    match u32::try_from(decimals) {
        Ok(places) => Some(value.round_dp_with_strategy(places, how)),
        Err(_) => {
            let step = Decimal::from(10_u64.checked_pow(decimals.unsigned_abs())?);
            value.checked_div(step)?.round_dp_with_strategy(0, how).checked_mul(step)
        }
    }
}

/// How many digits are written, without zeros in front.
fn significant(digits: Decimal) -> i32 {
    let digits = digits.mantissa().unsigned_abs().checked_ilog10();
    digits.and_then(|it| i32::try_from(it).ok()).map_or(0, |it| it + 1)
}

/// The power of ten of the first digit; nothing of zero.
pub(super) fn first_place(value: Decimal) -> Option<i32> {
    let digits = value.mantissa().unsigned_abs().checked_ilog10()?;
    Some(i32::try_from(digits).ok()? - i32::try_from(value.scale()).ok()?)
}

/// Whether thousands and millions of a unit are written with a letter.
fn takes_scale(unit: &Unit) -> bool {
    matches!(unit.measure, Measure::Pure | Measure::Money(_) | Measure::Named(_))
}

/// A value to a decimal place, in the manner of another quantity, at this scale or at the
/// next above that can write the place.
fn write(
    like: &Quantity,
    unit: &Unit,
    value: Decimal,
    decimals: i32,
    scale: Scale,
) -> Option<Quantity> {
    let fits = |it: &Scale| *it >= scale && (takes_scale(unit) || *it == scale);
    Scale::ALL.into_iter().filter(fits).find_map(|scale| {
        let places = u32::try_from(decimals + exponent(scale)).ok()?;
        like.written(round_at(value, decimals, None)?, unit, scale, places)
    })
}

/// With how many digits a computed value is written.
pub(super) struct Digits {
    /// The decimal place of the last one at most.
    finest: i32,
    /// How many units of the last digit what is left open should be wide at most.
    wider: u32,
}

impl Digits {
    /// Of a sum or difference: to the place of the coarsest of its terms. What is left open
    /// may be as wide as a derived figure may leave it.
    pub(super) fn of_sum(finest: i32) -> Self {
        Self { finest, wider: DERIVED_WIDER }
    }

    /// Of a rate or a multiple: one decimal, or two digits of a small one. The last digit
    /// is off by one at most, if that leaves any.
    pub(super) fn of_ratio(value: Decimal) -> Self {
        let small = first_place(value).map_or(1, |first| 1 - first);
        Self { finest: small.clamp(1, 4), wider: 2 }
    }

    /// Of a product, or of an amount for each of something: four digits. The last is off
    /// by one at most, if that leaves any.
    pub(super) fn of_product(value: Decimal) -> Self {
        Self { finest: 3 - first_place(value).unwrap_or_default(), wider: 2 }
    }
}

/// A computed value with the digits that what is left open around it justifies, in the
/// scale of a quantity or, where it has no digit there, in a greater one; nothing if no
/// digit is justified.
pub(super) fn justified(
    like: &Quantity,
    unit: &Unit,
    value: Decimal,
    open: Interval,
    digits: &Digits,
) -> Option<Quantity> {
    let width = open.width()?;
    let own = if takes_scale(unit) { like.scale() } else { Scale::One };
    let last = |wider: u32| {
        (-12..=digits.finest.min(12)).rev().find(|decimals| {
            let last = match u32::try_from(*decimals) {
                Ok(places) => Some(Decimal::new(1, places)),
                Err(_) => 10_u64.checked_pow(decimals.unsigned_abs()).map(Decimal::from),
            };
            let most = last.and_then(|last| last.checked_mul(Decimal::from(wider)));
            most.is_some_and(|most| width <= most)
        })
    };
    let at = |wider: u32, scale: Scale| {
        let decimals = last(wider)?;
        let places = u32::try_from(decimals + exponent(scale)).ok()?;
        let value = round_at(value, decimals, None)?;
        like.written(value, unit, scale, places)
    };
    let greater = || Scale::ALL.into_iter().filter(|it| *it > own && takes_scale(unit));
    let written = at(digits.wider, own)
        .or_else(|| at(DERIVED_WIDER, own))
        .or_else(|| greater().find_map(|scale| at(digits.wider, scale)))?;
    let lost = written.digits().is_zero() && !value.is_zero();
    (!lost).then_some(written)
}

fn exponent(scale: Scale) -> i32 {
    i32::try_from(scale.exponent()).unwrap_or_default()
}

/// A value that needs no more than so many decimal places, in the manner of a quantity;
/// nothing if it needs more.
pub(super) fn exactly(
    like: &Quantity,
    value: Decimal,
    decimals: i32,
) -> Option<Quantity> {
    let written = write(like, like.unit(), value, decimals, like.scale())?;
    (written.value() == value).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Quantity {
        text.parse().unwrap()
    }

    #[test]
    fn three_digits_in_the_scale_that_fits() {
        for (written, shown) in [
            ("$77,673M", "$77.7B"),
            ("$412M", "$412M"),
            ("$33.0B", "$33.0B"),
            ("$0.4123B", "$412M"),
            ("$999.96M", "$1.00B"),
            ("$9,996", "$10.0K"),
            ("-€1,234.5M", "-€1.23B"),
            ("+1,234,567 chips", "+1.23M chips"),
            ("~18,765 sites", "~18.8K sites"),
            ("19,876+ sites", "19.8K+ sites"),
            ("13.46%", "13.5%"),
            ("1234.5%", "1235%"),
            ("1234%", "1234%"),
            ("$1.2345/share", "$1.23/share"),
            ("0.012345", "0.0123"),
            ("1234567T", "1234567T"),
        ] {
            assert_eq!(
                rounded(&of(written), of(written).qualifier()),
                of(shown),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_shown_is_a_rounding() {
        let fits = |value: &str, shown: &str, bound| {
            shown_as(&of(value), bound, &of(shown)).contains(&of(shown))
        };
        for (value, shown) in [
            ("$77,673M", "$77.7B"),
            ("$77,650M", "$77.7B"),
            ("$77,650M", "$77.6B"),
            ("$77,673M", "$78B"),
            ("-$77,673M", "-$77.7B"),
            ("~$77,673M", "~$77.7B"),
        ] {
            assert!(fits(value, shown, None), "{value} {shown}");
        }
        for (value, shown) in [
            ("$77,673M", "$77.6B"),
            ("$77.7B", "$77.70B"),
            ("$77,673M", "€77.7B"),
            ("$77,673M", "-$77.7B"),
            ("~$77,673M", "$77.7B"),
        ] {
            assert!(!fits(value, shown, None), "{value} {shown}");
        }
        assert!(fits("$77,673M", "$77.6B", Some(Qualifier::AtLeast)));
        assert!(!fits("$77,673M", "$77.7B", Some(Qualifier::AtLeast)));
        assert!(fits("$77,623M", "$77.7B", Some(Qualifier::Nearly)));
    }

    /// Every way to write some digits: what is rounded is a rounding, and short.
    #[test]
    fn rounding_is_always_a_rounding() {
        let bounds = [None, Some(Qualifier::AtLeast), Some(Qualifier::UpTo)];
        for digits in (1..200_000_u32).step_by(307) {
            for point in 0..5 {
                let digits = Decimal::new(digits.into(), point);
                for shape in ["#", "$#M", "-#%", "#K chips", "$#/share", "+#x", "~#B"] {
                    let written = of(&shape.replace('#', &digits.to_string()));
                    for bound in bounds {
                        let short = rounded(&written, bound);
                        if short == written {
                            continue;
                        }
                        let all = shown_as(&written, bound, &short);
                        assert!(all.contains(&short), "{written} {short} {all:?}");
                        let few = significant(short.digits()) <= SIGNIFICANT;
                        assert!(few || short.decimals() == 0, "{written} {short}");
                    }
                }
            }
        }
    }
}
