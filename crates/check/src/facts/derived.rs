//! What figures imply about others: sums, ratios, growth, each with all that the digits
//! leave open.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Derivation, Figure, Id, Measure, Operator, Quantity, Ref};

use super::gathered::Facts;
use super::unit::{adds, in_percent, unit_of};

/// The sum of a breakdown, if all its parts are known in the unit of the whole.
pub(crate) fn sum(
    facts: &Facts<'_>,
    whole: &Figure,
    parts: &[Ref<Figure>],
) -> Option<Interval> {
    let mut parts = parts.iter().map(|id| term(facts, whole, id));
    let first = parts.next()??;
    parts.try_fold(first, |sum, part| sum.checked_add(part?))
}

/// A part in the unit of the whole. The difference of two rates is in points, or in
/// hundredths of them.
fn term(facts: &Facts<'_>, whole: &Figure, id: &Id) -> Option<Interval> {
    let part = facts.figure(id)?;
    let (of_part, of_whole) = (unit_of(part)?, unit_of(whole)?);
    if of_part == of_whole {
        return Interval::of_figure(part);
    }
    let part = Interval::of_figure(part).filter(|_| adds(of_part, of_whole))?;
    part.times(in_percent(&of_part.measure)? / in_percent(&of_whole.measure)?)
}

/// What a derivation gives for a figure, in the unit in which it is written.
pub(crate) fn derived(
    facts: &Facts<'_>,
    whole: &Figure,
    written: &Quantity,
    derivation: &Derivation,
) -> Option<Interval> {
    let measure = &written.unit().measure;
    let pair = |a: &Id, b: &Id| {
        let (a, b) = (facts.figure(a)?, facts.figure(b)?);
        Some((a, b, Interval::of_figure(a)?, Interval::of_figure(b)?))
    };
    let hundredth = Decimal::new(1, 2);
    match derivation {
        Derivation::Sum(first, rest) => {
            let first = term(facts, whole, first)?;
            rest.iter().try_fold(first, |sum, (operator, id)| {
                let next = term(facts, whole, id)?;
                match operator {
                    Operator::Plus => sum.checked_add(next),
                    Operator::Minus => sum.checked_sub(next),
                }
            })
        }
        Derivation::Growth(of, on) => {
            let (a, b, of, on) = pair(of, on)?;
            let fits = unit_of(a) == unit_of(b) && *measure == Measure::Percent;
            fits.then(|| of.growth_on(on))?
        }
        Derivation::Quotient(of, by) => {
            let (a, b, of, by) = pair(of, by)?;
            let (a, b) = (unit_of(a)?, unit_of(b)?);
            let ratio = of.checked_div(by)?;
            match measure {
                Measure::Percent if a == b => ratio.times(Decimal::ONE_HUNDRED),
                Measure::Pure | Measure::Multiple if a == b => Some(ratio),
                // An amount for each of something: `$1.30/share`.
                measure if a.per.is_none() && *measure == a.measure && a != b => {
                    Some(ratio)
                }
                _ => None,
            }
        }
        Derivation::Product(a, b) => {
            let (one, other, a, b) = pair(a, b)?;
            let (one, other) = (unit_of(one)?, unit_of(other)?);
            let product = a.checked_mul(b)?;
            let keeps = |unit: &Measure| measure == unit;
            match (&one.measure, &other.measure) {
                (Measure::Percent, rest) | (rest, Measure::Percent) if keeps(rest) => {
                    product.times(hundredth)
                }
                (a, b) if keeps(a) || keeps(b) => Some(product),
                _ => None,
            }
        }
    }
}

/// The change from one value to another in the measure it is stated in, if that is one of
/// amounts or of rates.
pub(crate) fn change(
    by: &Quantity,
    value: &Quantity,
    to: Interval,
    from: Interval,
) -> Option<Interval> {
    let is_rate = value.unit().measure == Measure::Percent;
    match by.unit().measure {
        // A rate of a rate is for another rule.
        Measure::Percent if is_rate => None,
        Measure::Percent => to.growth_on(from),
        Measure::Points if is_rate => to.checked_sub(from),
        Measure::BasisPoints if is_rate => {
            to.checked_sub(from)?.times(Decimal::ONE_HUNDRED)
        }
        Measure::Multiple => to.checked_div(from),
        _ if by.unit() == value.unit() => to.checked_sub(from),
        _ => None,
    }
}
