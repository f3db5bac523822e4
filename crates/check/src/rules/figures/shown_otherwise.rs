use strata_model::calc::{rounded, shown_as};
use strata_syntax::change::{Change, Safety};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("shown_otherwise.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some(shown) = &figure.show_as else { continue };
        let place = path.key("show-as");
        let Some(value) = &figure.value else {
            let message = format!("figure `{id}` has no value to be shown as `{shown}`");
            report.at(place, message).help("add the `value`, or remove `show-as`");
            continue;
        };
        let bound = figure.qualifier();
        let roundings = shown_as(value, bound, shown);
        if roundings.contains(shown) {
            continue;
        }
        let short = || Some(rounded(value, bound)).filter(|short| short != value);
        let raised = report
            .at(place, format!("`{shown}` is no rounding of `{value}`"))
            .related(path.key("value"), "the value");
        match roundings.into_iter().next().or_else(short) {
            Some(fit) => {
                let change = Change::Write(place.into(), fit.to_string());
                raised
                    .help(format!("write `{fit}`, or correct the value"))
                    .fix(Safety::Unsafe, [change])
            }
            None => raised.help("remove `show-as`: the value has few digits by itself"),
        };
    }
}
