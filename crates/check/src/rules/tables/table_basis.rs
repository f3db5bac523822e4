use strata_model::Basis;
use strata_model::calc::table::Shown;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::{Filled, named};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("table_basis.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        let (axis, strays) =
            laid.strays(|one, other| match (is_adjusted(one), is_adjusted(other)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            });
        for (stray, first) in strays {
            let word =
                |it: &Filled<'_, '_>| it.shown.figure.basis.map_or("", Basis::word);
            let message = format!(
                "`{}` is {}, others of its {} {}",
                stray.shown.id,
                word(&stray),
                named(axis),
                word(&first)
            );
            report
                .at(stray.place, message)
                .help("show figures of one basis, or those of the other in a column of their own")
                .related(first.place, "of the other basis");
        }
    }
}

/// Whether a level is outside the accounting principles or inside; nothing if its basis says
/// neither.
fn is_adjusted(shown: &Shown<'_>) -> Option<bool> {
    let basis = shown.figure.basis.filter(|_| shown.unit().is_some())?;
    let inside = matches!(basis, Basis::Gaap | Basis::Ifrs | Basis::OtherGaap);
    (inside || basis.is_adjusted()).then_some(!inside)
}
