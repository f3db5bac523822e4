use strata_model::{Basis, Date, Days, Figure, Id, Period};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("non_gaap.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some(basis) = figure.basis.filter(|basis| basis.is_adjusted()) else {
            continue;
        };
        // Few issuers reconcile what they expect.
        if figure.guidance.is_some() {
            continue;
        }
        let missing = match (&figure.definition, &figure.nearest_gaap) {
            (Some(_), Some(nearest)) => {
                no_nearest(facts, (id, figure), nearest, path, report);
                continue;
            }
            (None, Some(_)) => "`definition`",
            (Some(_), None) => "`nearest-gaap`",
            (None, None) => "`definition` and no `nearest-gaap`",
        };
        let message = format!("{} figure `{id}` has no {missing}", called(basis));
        report
            .at((path.key("basis"), Part::Value), message)
            .help("add what is missing, or correct the basis");
    }
}

/// A nearest measure that is none: on another basis, expected, of somebody else, or of
/// another period.
fn no_nearest<'b>(
    facts: &Facts<'b>,
    (id, figure): (&Id, &Figure),
    nearest_id: &'b Id,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(nearest) = facts.figure(nearest_id) else { return };
    let what = match nearest.basis {
        Some(basis) if basis.is_adjusted() => format!("is {} itself", called(basis)),
        Some(
            basis @ (Basis::OperatingMetric
            | Basis::IssuerClaim
            | Basis::ThirdParty
            | Basis::AnalystEstimate),
        ) => format!("has the basis `{}`", basis.word()),
        _ if nearest.guidance.is_some() => "is an outlook".to_owned(),
        _ if nearest.entity != figure.entity => match &nearest.entity {
            Some(entity) => format!("is of `{entity}`"),
            None => "is of the company itself".to_owned(),
        },
        _ => match other_period(facts, figure, nearest) {
            Some(period) => {
                let message = format!(
                    "`{nearest_id}`, the nearest measure to `{id}`, is of another period, {period}"
                );
                let place = facts.root.key("figures").key(nearest_id.as_str());
                report
                    .at((path.key("nearest-gaap"), Part::Value), message)
                    .help("name the figure of the same period")
                    .related(place.key("period"), "its period");
                return;
            }
            None => return,
        },
    };
    report
        .at(
            (path.key("nearest-gaap"), Part::Value),
            format!("`{nearest_id}`, the nearest measure to `{id}`, {what}"),
        )
        .help("name a figure that follows the accounting principles");
}

/// The period of the nearest measure, if that is another one than the figure's. A ratio to
/// what is owned or owed on the last day of a period is of both.
fn other_period<'b>(
    facts: &Facts<'_>,
    figure: &Figure,
    nearest: &'b Figure,
) -> Option<&'b Period> {
    let days = |it: &Figure| it.period.as_ref().and_then(|it| facts.calendar.dates(it));
    let (own, other) = (days(figure)?, days(nearest)?);
    let is_day = |days: Days| days.first == days.last;
    let near = |a: Date, b: Date| a.days_since(b).abs() <= 8;
    let same = match (is_day(own), is_day(other)) {
        (false, false) => near(own.first, other.first) && near(own.last, other.last),
        (true, true) => near(own.last, other.last),
        // A multiple of a price is of the day of the price.
        (true, false) => true,
        (false, true) => near(own.last, other.last),
    };
    nearest.period.as_ref().filter(|_| !same)
}

fn called(basis: Basis) -> &'static str {
    if basis == Basis::NonIfrs { "non-IFRS" } else { "non-GAAP" }
}
