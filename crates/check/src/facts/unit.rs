//! In what figures are measured.

use rust_decimal::Decimal;
use strata_model::{BUILT_IN, Figure, Measure, Quantity, Ref, Unit, UnitName};

use super::gathered::Facts;

/// The unit of a figure's level.
pub(crate) fn unit_of(figure: &Figure) -> Option<&Unit> {
    let level = figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.low));
    level.map(Quantity::unit)
}

/// Whether a name in a unit is built in, declared, or a currency for each unit of which
/// another is paid.
pub(crate) fn is_known(facts: &Facts<'_>, unit: &Unit, name: &UnitName) -> bool {
    let each = unit.per.as_ref() == Some(name);
    (each && is_currency(name.as_str()))
        || facts.brief.units.contains_key(name)
        || BUILT_IN.iter().any(|(known, _)| *known == name.as_str())
}

/// Whether a code is one of ISO 4217.
pub(crate) fn is_currency(code: &str) -> bool {
    iso_currency::Currency::from_code(code).is_some()
}

/// How many parts of a hundred one of a rate is, or of the difference of two.
pub(crate) fn in_percent(measure: &Measure) -> Option<Decimal> {
    match measure {
        Measure::Percent | Measure::Points => Some(Decimal::ONE),
        Measure::BasisPoints => Some(Decimal::new(1, 2)),
        _ => None,
    }
}

/// Whether two units may be added: they are one, or both of rates.
pub(crate) fn adds(one: &Unit, other: &Unit) -> bool {
    let rates =
        in_percent(&one.measure).is_some() && in_percent(&other.measure).is_some();
    one == other || (rates && one.per == other.per)
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
