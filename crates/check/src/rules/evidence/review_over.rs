use strata_model::Status;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
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
