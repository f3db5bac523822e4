use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::sort::Sort;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("history_mixed.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let Some(own) = &figure.period else { continue };
        let Some(sort) = Sort::of(&facts.calendar, own) else { continue };
        let stray = figure.history.keys().find(|period| {
            let other = Sort::of(&facts.calendar, period);
            other.is_some_and(|other| !other.is_like(sort))
        });
        let Some(stray) = stray else { continue };
        report
            .at(
                (path.key("history").period(stray), Part::Key),
                format!("the history of a value of `{own}` holds one of `{stray}`"),
            )
            .help("make it a figure of its own, or correct the period")
            .related((path.key("period"), Part::Value), "the period of the value");
    }
}
