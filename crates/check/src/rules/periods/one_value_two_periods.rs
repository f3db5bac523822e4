use std::collections::BTreeMap;

use strata_model::{Figure, Id};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("one_value_two_periods.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut seen: BTreeMap<String, Vec<(&Id, &Figure)>> = BTreeMap::new();
    for (id, figure, path) in facts.figures() {
        let (Some(value), None) = (&figure.value, &figure.guidance) else { continue };
        if value.digits().normalize().mantissa().abs() < 1000 {
            continue;
        }
        let same = seen.entry(value.to_string()).or_default();
        // A value is seldom there more than twice: a hostile file may not make it costly.
        let other = same.iter().take(8).find(|(_, other)| doubtful(facts, figure, other));
        if let Some((other, _)) = other {
            let message = format!(
                "`{value}` is also the value of figure `{other}`, of another period"
            );
            let at = Path::root().key("figures").key(other.as_str());
            report
                .at(path.key("period"), message)
                .help(format!("correct the period or the value, or keep `{other}` alone"))
                .related(at.key("period"), "the other period");
        }
        same.push((id, figure));
    }
}

/// Whether two figures name one thing, of two periods.
fn doubtful(facts: &Facts<'_>, a: &Figure, b: &Figure) -> bool {
    let dates =
        |figure: &Figure| figure.period.as_ref().and_then(|it| facts.calendar.dates(it));
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
    apart && one_thing && a.scope() == b.scope()
}
