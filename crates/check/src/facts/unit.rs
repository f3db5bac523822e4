//! In what figures are measured.

use strata_model::{Figure, Measure, Quantity, Ref, Unit};

use super::gathered::Facts;

/// The unit of a figure's level.
pub(crate) fn unit_of(figure: &Figure) -> Option<&Unit> {
    let level = figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.low));
    level.map(Quantity::unit)
}

/// Whether the parts of a figure are given in percent of it.
pub(crate) fn are_shares(
    facts: &Facts<'_>,
    whole: &Figure,
    parts: &[Ref<Figure>],
) -> bool {
    let is_rate = |figure: &Figure| {
        unit_of(figure).is_some_and(|unit| unit.measure == Measure::Percent)
    };
    let is_share = |id: &Ref<Figure>| facts.figure(id).is_some_and(is_rate);
    !is_rate(whole) && parts.iter().all(is_share)
}

/// The words for a unit in messages.
pub(crate) fn words(unit: &Unit) -> String {
    let measure = match &unit.measure {
        Measure::Pure => "bare numbers",
        Measure::Money(currency) => currency.code(),
        Measure::Percent => "percent",
        Measure::MoreLikely | Measure::LessLikely => "percent of a likelihood",
        Measure::Points => "percentage points",
        Measure::BasisPoints => "basis points",
        Measure::Multiple => "multiples",
        Measure::Named(name) => name.as_str(),
    };
    match &unit.per {
        Some(per) => format!("{measure} per {per}"),
        None => measure.to_owned(),
    }
}
