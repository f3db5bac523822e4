use strata_model::Quantity;
use strata_model::calc::table::Content;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::named;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("table_scale.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        let (axis, groups) = laid.groups();
        for group in groups {
            let levels = || {
                let is_change = |it: &Content<'_>| matches!(it, Content::Change(_));
                let levels = group.iter().filter(move |it| !is_change(&it.shown.content));
                levels.flat_map(|it| it.shown.quantities().map(move |level| (it, level)))
            };
            let Some((first, greatest)) = levels().max_by_key(|(_, level)| level.scale())
            else {
                continue;
            };
            let same_unit = |level: &Quantity| level.unit() == greatest.unit();
            let stray = levels().find(|(_, level)| {
                same_unit(level) && level.in_scale(greatest.scale()).is_none()
            });
            if let Some((stray, level)) = stray {
                let message = format!(
                    "`{level}` has too many decimals in the scale of its {}, that of `{greatest}`",
                    named(axis)
                );
                report
                    .at(stray.place, message)
                    .help("state the two figures in scales that are closer")
                    .related(first.place, "the greatest scale");
            }
        }
    }
}
