use strata_model::{ClaimKind, Reading, Status};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("review_over.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let as_of = facts.brief.as_of;
    for (reading, path) in &facts.readings {
        // Nobody looks again at what is given up.
        if matches!(
            reading.status,
            Some(Status::Broken | Status::Superseded | Status::Retired)
        ) {
            continue;
        }
        horizon(facts, reading, *path, report);
        let Some(day) = reading.review_by.filter(|day| *day <= as_of) else { continue };
        let id = &reading.id;
        report
            .at(
                (path.key("review-by"), Part::Value),
                format!(
                    "`{id}` is to be looked at again by {day}, not after the as-of date"
                ),
            )
            .help("look at it again, and write the next day; or correct the date")
            .related((Path::root().key("as-of"), Part::Value), "the as-of date");
    }
}

/// A forecast of a period that is over can be looked up.
fn horizon(
    facts: &Facts<'_>,
    reading: &Reading,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(horizon) = &reading.horizon else { return };
    let over = facts.calendar.end(horizon).is_some_and(|end| end <= facts.brief.as_of);
    if reading.kind != ClaimKind::Forecast || !over {
        return;
    }
    let id = &reading.id;
    report
        .at(
            (path.key("horizon"), Part::Value),
            format!("`{id}` forecasts `{horizon}`, which is over by the as-of date"),
        )
        .help("say how it came out under `status`, or correct the horizon")
        .related((Path::root().key("as-of"), Part::Value), "the as-of date");
}
