use strata_model::{Figure, Id, Measure, Period};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::unit::{unit_of, words};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("replaces_another.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some(replaced) = &figure.replaces else { continue };
        let Some((old, before)) = facts.figure_of(replaced) else { continue };
        let Some((what, severity)) = difference(facts, (id, figure), (old, before))
        else {
            continue;
        };
        report
            .at(path.key("replaces"), what)
            .help("name the figure that it takes the place of, or correct one of the two")
            .related(facts.root.key("figures").key(old.as_str()), "what it replaces")
            .severity(severity);
    }
}

/// What tells a figure from the one that it replaces, so that they are not one measure. Only
/// amounts of money in two currencies may be: a company may change its own.
fn difference(
    facts: &Facts<'_>,
    (id, figure): (&Id, &Figure),
    (old, before): (&Id, &Figure),
) -> Option<(String, Severity)> {
    if let (Some(unit), Some(other)) = (unit_of(figure), unit_of(before))
        && unit != other
    {
        let is_money = |measure: &Measure| matches!(measure, Measure::Money(_));
        let money = is_money(&unit.measure) && is_money(&other.measure);
        let severity = if money && unit.per == other.per {
            Severity::Warning
        } else {
            Severity::Error
        };
        let (unit, other) = (words(unit), words(other));
        return Some((format!("`{id}` is in {unit}, `{old}` in {other}"), severity));
    }
    if figure.scope() != before.scope() {
        let of = if figure.entity == before.entity { "part" } else { "company" };
        let what = format!("`{id}` and `{old}` are not of the same {of}");
        return Some((what, Severity::Warning));
    }
    let (now, then) = (figure.period.as_ref()?, before.period.as_ref()?);
    let recommendation = facts.brief.recommendation.as_ref();
    let is_target = recommendation.and_then(|it| it.target.as_ref());
    // A state is taken on another day each time, and a target moves on with its horizon.
    let moves = matches!((now, then), (Period::Instant(_), Period::Instant(_)))
        || is_target.is_some_and(|target| target == id);
    let differ = facts.calendar.dates(now)? != facts.calendar.dates(then)?;
    (differ && !moves).then(|| {
        (format!("`{id}` is of `{now}`, `{old}` of `{then}`"), Severity::Warning)
    })
}
