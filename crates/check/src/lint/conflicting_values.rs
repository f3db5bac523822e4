//! L020: two values for one and the same thing.

use std::collections::BTreeMap;

use strata_model::{Figure, Id, Period, Quantity};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::interval::Interval;
use crate::path::Path;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L020",
    name: "conflicting-values",
    severity: Severity::Error,
    why: "Figures of one concept, entity, dimensions, period, unit and basis are the same \
          fact. Where what their digits allow does not overlap, or where equally exact \
          digits differ, one of them is wrong. A figure's own history is held to its value.",
    bad: "figures:\n  sales: {label: Sales, value: $180.2B, period: FY 2024, concept: Revenue}\n  \
          turnover: {label: Turnover, value: $181B, period: FY 2024, concept: Revenue}",
    good: "figures:\n  sales: {label: Sales, value: $180.2B, period: FY 2024, concept: Revenue}\n  \
           turnover: {label: Turnover, value: $180B, period: FY 2024, concept: Revenue}",
    fix: "Look both up in their sources. If they measure different things, say so with \
          `definition`, `dimensions` or another `concept`.",
};

/// One value of one thing at one time.
struct Point<'b> {
    id: &'b Id,
    quantity: &'b Quantity,
    interval: Option<Interval>,
    path: Path,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut points: BTreeMap<String, Vec<Point<'_>>> = BTreeMap::new();
    for (id, figure, path) in index.figures() {
        // Guidance for one period is given again and again.
        if figure.guidance.is_some() {
            continue;
        }
        let mut add = |period: &Period, quantity, interval, path| {
            if let Some(time) = time(index, period) {
                let key = format!("{}|{time}", identity(id, figure, quantity));
                points.entry(key).or_default().push(Point {
                    id,
                    quantity,
                    interval,
                    path,
                });
            }
        };
        if let (Some(period), Some(value)) = (&figure.period, &figure.value) {
            add(period, value, Interval::of_figure(figure), path.key("value"));
        }
        for (period, value) in &figure.history {
            let path = path.key("history").key(&period.to_string());
            add(period, value, Interval::of(value), path);
        }
    }
    for same in points.values() {
        for (at, point) in same.iter().enumerate() {
            let earlier = same.iter().take(at).find(|earlier| conflict(earlier, point));
            found.extend(earlier.map(|earlier| contradiction(earlier, point)));
        }
    }
}

/// What a value is a value of. Without a concept a figure is only the same as itself.
fn identity(id: &Id, figure: &Figure, quantity: &Quantity) -> String {
    let what =
        figure.concept.as_ref().map_or_else(|| id.as_str(), |concept| concept.as_str());
    format!(
        "{what}|{:?}|{:?}|{:?}|{:?}|{:?}|{:?}",
        figure.entity,
        figure.dimensions,
        figure.basis,
        figure.adjustment,
        figure.excluding,
        quantity.unit(),
    )
}

/// The days of a period; a pace at a day is not the state of that day.
fn time(index: &Index<'_>, period: &Period) -> Option<String> {
    match period {
        Period::Unstated => None,
        Period::RunRate(_) | Period::SinceLaunch(_) => Some(period.to_string()),
        _ => index.calendar.dates(period).map(|days| days.to_string()),
    }
}

fn conflict(one: &Point<'_>, other: &Point<'_>) -> bool {
    let (a, b) = (one.quantity, other.quantity);
    let plain = a.qualifier().is_none() && b.qualifier().is_none();
    if plain && a.decimals() == b.decimals() && one.id != other.id {
        return a.value() != b.value();
    }
    match (one.interval, other.interval) {
        (Some(a), Some(b)) => !a.meets(b),
        _ => false,
    }
}

fn contradiction(earlier: &Point<'_>, point: &Point<'_>) -> Finding {
    let message = if earlier.id == point.id {
        format!(
            "`{}` contradicts `{}`, the value of the same period",
            point.quantity, earlier.quantity
        )
    } else {
        format!(
            "`{}` contradicts `{}`, the same fact in figure `{}`",
            point.quantity, earlier.quantity, earlier.id
        )
    };
    Finding::new(&RULE, point.path.clone(), message)
        .help("correct one of the two, or tell them apart by `concept` or `dimensions`")
        .related(earlier.path.clone(), "the other value")
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn history_is_held_to_the_value() {
        let brief = |history: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $5.0B, period: Q3 2025, history: \
                 {{2025-07-01/2025-09-30: {history}}}}}\n"
            )
        };
        assert_eq!(messages(&brief("$6.0B"), "L020").len(), 1);
        assert!(messages(&brief("$5.02B"), "L020").is_empty());
    }
}
