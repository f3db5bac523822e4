use strata_model::Date;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("already_over.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let (brief, calendar) = (facts.brief, &facts.calendar);
    let mut hold = |end: Option<Date>, path: ArenaPath<'_>, what: &str, help: &str| {
        if end.is_some_and(|end| end <= brief.as_of) {
            report
                .at(path, format!("{what} is over on the as-of date"))
                .help(help)
                .related((Path::root().key("as-of"), Part::Value), "the as-of date");
        }
    };
    if let Some(event) = &brief.next_event {
        let path = facts.root.key("next-event").key("date");
        let what = format!("`{}`", event.event);
        hold(
            event.date.last(calendar),
            path,
            &what,
            "name the next one, or correct the date",
        );
    }
    if let Some(horizon) =
        brief.recommendation.as_ref().and_then(|it| it.horizon.as_ref())
    {
        let path = facts.root.key("recommendation").key("horizon");
        hold(
            calendar.end(horizon),
            path,
            "the horizon",
            "move it, or correct the period",
        );
    }
}
