use rust_decimal::Decimal;
use strata_model::{Figure, Measure, Quantity};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("tolerance_too_wide.md"));

/// Rates below this are often as small as what they may be off.
const SMALL: Decimal = Decimal::TEN;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let (Some(value), Some(tolerance)) = (&figure.value, &figure.tolerance) else {
            continue;
        };
        let Some(severity) = wide(figure, value, tolerance) else { continue };
        report
            .at(
                (path.key("tolerance"), Part::Value),
                format!("`{value}` may be off by `{tolerance}`, which is all of it"),
            )
            .help("correct the tolerance, or say with a `range` between what it lies")
            .related((path.key("value"), Part::Value), "the value")
            .severity(severity);
    }
}

/// How bad a tolerance is that takes in zero.
fn wide(figure: &Figure, value: &Quantity, tolerance: &Quantity) -> Option<Severity> {
    let size = value.value().abs();
    let by = tolerance.value().abs();
    if size.is_zero() || by.is_zero() {
        return None;
    }
    let of_value = &value.unit().measure;
    let is_rate =
        matches!(of_value, Measure::Percent | Measure::Points | Measure::BasisPoints);
    match &tolerance.unit().measure {
        Measure::Percent if !is_rate => {
            (by >= Decimal::ONE_HUNDRED).then_some(Severity::Error)
        }
        _ if is_rate => {
            let hundredth = Decimal::new(1, 2);
            let points = |measure: &Measure, amount: Decimal| match measure {
                Measure::BasisPoints => amount.checked_mul(hundredth),
                Measure::Percent | Measure::Points => Some(amount),
                _ => None,
            };
            let size = points(of_value, size)?;
            let by = points(&tolerance.unit().measure, by)?;
            (size >= SMALL && by >= size).then_some(Severity::Warning)
        }
        // What a company expects to earn may be nothing.
        other => {
            let expected = figure.guidance.is_some();
            (other == of_value && by >= size && !expected).then_some(Severity::Warning)
        }
    }
}
