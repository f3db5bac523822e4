//! L023: what is added or compared has different units.

use strata_model::{
    Derivation, Extent, Figure, Id, Measure, Quantity, TripwireMeasure, Unit,
};

use super::Lint;
use super::index::Index;
use crate::diagnostic::{Finding, Place};
use crate::path::Path;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L023",
    name: "unit-mismatch",
    severity: Severity::Error,
    why: "Dollars are not added to gigawatts, nor compared with euros. Counts, percent, \
          percentage points and multiples never mix.",
    bad: "figures:\n  sales: {label: Sales, value: $5.0B, prior: €4.0B, change: up yoy, \
          period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, value: $5.0B, prior: $4.4B, change: up yoy, \
           period: FY 2024}",
    fix: "Write both in one unit, or compare other figures.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        inside(figure, &path, found);
        let mut hold = |part: &Id, place: Place| {
            let Some(other) = index.figure(part) else { return };
            if let (Some(unit), Some(other)) = (unit_of(figure), unit_of(other))
                && unit != other
                && !(unit.measure == Measure::Points && other.measure == Measure::Percent)
            {
                let (unit, other) = (words(unit), words(other));
                let message = format!("`{part}` is in {other}, `{id}` in {unit}");
                found.push(
                    Finding::new(&RULE, place, message)
                        .help("add up figures of one unit only"),
                );
            }
        };
        for (name, parts) in &figure.breakdowns {
            let path = path.key("breakdowns").key(name.as_str());
            for (at, part) in parts.parts.iter().enumerate() {
                hold(part, path.index(at).into());
            }
        }
        if let Some(derivation @ Derivation::Sum(..)) = &figure.derivation {
            for part in derivation.ids() {
                hold(part, path.key("derivation").into());
            }
        }
    }
    tripwires(index, found);
}

/// The quantities of one figure that must be in one unit.
fn inside(figure: &Figure, path: &Path, found: &mut Vec<Finding>) {
    let Some(unit) = unit_of(figure) else { return };
    let mut hold = |other: &Quantity, place: Path| {
        if other.unit() != unit {
            let message = format!(
                "`{other}` is in {}, the figure in {}",
                words(other.unit()),
                words(unit)
            );
            found
                .push(Finding::new(&RULE, place, message).help("write both in one unit"));
        }
    };
    if let Some(range) = &figure.range {
        hold(&range.high, path.key("range").key("high"));
    }
    if let Some(prior) = &figure.prior {
        hold(prior, path.key("prior"));
    }
    for (at, comparison) in figure.comparisons.iter().enumerate() {
        if let Some(prior) = &comparison.prior {
            hold(prior, path.key("comparisons").index(at).key("prior"));
        }
    }
    // One wrong unit of the figure is not one mistake for every year of its history.
    let stray = figure.history.iter().find(|(_, value)| value.unit() != unit);
    if let Some((period, value)) = stray {
        hold(value, path.key("history").key(&period.to_string()));
    }
}

/// A threshold in another unit than what it watches can never be reached.
fn tripwires(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (reading, path) in &index.readings {
        for (at, tripwire) in reading.breaks_if.iter().enumerate() {
            let Some(figure) = index.figure(&tripwire.figure) else { continue };
            let watched = match tripwire.measure {
                TripwireMeasure::Value => unit_of(figure),
                TripwireMeasure::Change => {
                    match figure.change.as_ref().map(|c| &c.extent) {
                        Some(Extent::By(by)) => Some(by.unit()),
                        _ => None,
                    }
                }
                TripwireMeasure::Rank => None,
            };
            let unit = tripwire.threshold.unit();
            if let Some(watched) = watched.filter(|watched| *watched != unit) {
                let place = path.key("breaks-if").index(at).key("threshold");
                let message = format!(
                    "the threshold is in {}, what it watches in {}",
                    words(unit),
                    words(watched)
                );
                found.push(
                    Finding::new(&RULE, place, message)
                        .help("write the threshold in that unit"),
                );
            }
        }
    }
}

/// The unit of a figure's level.
pub(super) fn unit_of(figure: &Figure) -> Option<&Unit> {
    let level = figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.low));
    level.map(Quantity::unit)
}

fn words(unit: &Unit) -> String {
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

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn sums_and_thresholds() {
        let brief = "figures:\n  a: {label: A, value: 3.8 GW, period: FY 2024}\n  all: {label: \
                     All, value: $5B, period: FY 2024, breakdowns: {parts: [a]}}\nthesis:\n  - \
                     {id: main, kind: observation, text: It grew., breaks-if: [{figure: a, \
                     measure: value, is: below, threshold: 5%}]}\n";
        let expected = [
            "the threshold is in percent, what it watches in GW",
            "`a` is in GW, `all` in USD",
        ];
        let mut said = messages(brief, "L023");
        said.sort_by_key(|message| !message.starts_with("the"));
        assert_eq!(said, expected);
    }
}
