//! L063: one number under two ids, each with another period.

use std::collections::BTreeMap;

use strata_model::{Figure, Id};
use strata_syntax::path::Path;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L063",
    name: "one-value-two-periods",
    severity: Severity::Warning,
    why: "Four digits are not equal by chance. Where two figures of one thing have the same \
          ones for two periods, one number was probably entered twice, and one of the periods \
          is wrong.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\n  \
          spending: {label: Annual CapEx, value: $115.9B, period: FY 2024}",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\n  \
           spending: {label: Annual CapEx, value: $83.0B, period: FY 2024}",
    fix: "Keep the figure with the right period, and refer to it; or correct the value.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, Vec<(&Id, &Figure)>> = BTreeMap::new();
    for (id, figure, path) in index.figures() {
        let (Some(value), None) = (&figure.value, &figure.guidance) else { continue };
        if value.digits().normalize().mantissa().abs() < 1000 {
            continue;
        }
        let same = seen.entry(value.to_string()).or_default();
        // A value is seldom there more than twice: a hostile file may not make it costly.
        let other = same.iter().take(8).find(|(_, other)| doubtful(index, figure, other));
        if let Some((other, _)) = other {
            let message = format!(
                "`{value}` is also the value of figure `{other}`, of another period"
            );
            let at = Path::root().key("figures").key(other.as_str());
            found.push(
                Finding::new(&RULE, path.key("period"), message)
                    .help(format!(
                        "correct the period or the value, or keep `{other}` alone"
                    ))
                    .related(at.key("period"), "the other period"),
            );
        }
        same.push((id, figure));
    }
}

/// Whether two figures name one thing, of two periods.
fn doubtful(index: &Index<'_>, a: &Figure, b: &Figure) -> bool {
    let dates =
        |figure: &Figure| figure.period.as_ref().and_then(|it| index.calendar.dates(it));
    let apart = dates(a).zip(dates(b)).is_some_and(|(one, other)| one != other);
    let words = |figure: &Figure| {
        let label = figure.label.as_str().to_lowercase();
        label
            .split(|it: char| !it.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let one_thing = a.concept.is_some() && a.concept == b.concept
        || words(a).iter().any(|word| words(b).contains(word));
    apart && one_thing && a.entity == b.entity && a.dimensions == b.dimensions
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn only_long_numbers_of_one_thing_are_doubted() {
        let said = |one: &str, other: &str| {
            let brief = format!(
                "figures:\n  a: {{label: CapEx, {one}}}\n  b: {{label: Total capex, {other}}}\n"
            );
            messages(&brief, "L063")
        };
        let ttm = "value: $115.9B, period: TTM Q3 2025";
        assert_eq!(
            said(ttm, "value: $115.9B, period: FY 2024"),
            ["`$115.9B` is also the value of figure `a`, of another period"]
        );
        for other in [
            "value: $115.9B, period: TTM Q3 2025",
            "value: $115.8B, period: FY 2024",
            "value: $115.9B, period: unstated",
            "value: $115.9B, period: FY 2024, entity: Another plc",
        ] {
            assert!(said(ttm, other).is_empty(), "{other}");
        }
        let short = |period: &str| format!("value: $0.25/share, period: {period}");
        assert!(said(&short("Q2 2025"), &short("Q3 2025")).is_empty());
        let guided = "value: $115.9B, period: FY 2026, guidance: {issued: 2025-10-30}";
        assert!(said(ttm, guided).is_empty());
    }
}
