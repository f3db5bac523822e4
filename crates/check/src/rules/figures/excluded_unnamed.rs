use strata_model::{Adjustment, Name};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("excluded_unnamed.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        judge(figure.adjustment, &figure.excluding, path, report);
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            judge(one.adjustment, &one.excluding, path, report);
        }
    }
}

fn judge(
    adjustment: Option<Adjustment>,
    excluding: &[Name],
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    match adjustment {
        Some(Adjustment::Excluding) if excluding.is_empty() => {
            report
                .at(path.key("adjustment"), "nothing says what is left out")
                .help("list it, for example `excluding: [currencies]`");
        }
        Some(Adjustment::Reported) if !excluding.is_empty() => {
            report
                .at(path.key("adjustment"), "`reported`, and yet something is left out")
                .help("write `adjustment: excluding`, or remove `excluding`")
                .related(path.key("excluding"), "what is left out");
        }
        _ => {}
    }
}
