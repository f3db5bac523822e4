use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::{Filled, named};
use crate::facts::unit::words;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("table_units.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        let (axis, groups) = laid.groups();
        for group in groups {
            let of = |it: &Filled<'_, '_>| it.shown.unit().cloned();
            let mut levels = group.iter().filter_map(|it| Some((it, of(it)?)));
            let Some((first, unit)) = levels.next() else { continue };
            for (stray, other) in levels.filter(|(_, other)| *other != unit) {
                let message = format!(
                    "`{}` is in {}, its {} in {}",
                    stray.shown.id,
                    words(&other),
                    named(axis),
                    words(&unit)
                );
                report
                    .at(stray.place, message)
                    .help("give each column one unit, or each row")
                    .related(first.place, "another unit");
            }
        }
    }
}
