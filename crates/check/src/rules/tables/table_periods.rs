use strata_model::Period;
use strata_model::calc::table::Shown;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::{Laid, goes_with, named};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("table_periods.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        headed(facts, laid, report);
        let dated = laid.table.measured().all(|column| column.period.is_some());
        if dated {
            continue;
        }
        let (axis, strays) =
            laid.strays(|one, other| match (stated(one), stated(other)) {
                (Some(one), Some(other)) => !goes_with(facts, one, other),
                _ => false,
            });
        for (stray, first) in strays {
            let (Some(of), Some(other)) = (stated(stray.shown), stated(first.shown))
            else {
                continue;
            };
            let message = format!(
                "`{}` is of `{of}`, others of its {} of `{other}`",
                stray.shown.id,
                named(axis)
            );
            report
                .at(stray.place, message)
                .help("show figures of one period, or give each column its `period`")
                .related(first.place, "of another period");
        }
    }
}

/// Figures that stand under the period of another.
fn headed(facts: &Facts<'_>, laid: &Laid<'_>, report: &mut Reporter<'_>) {
    for (at, column) in laid.table.measured().enumerate() {
        let Some(head) = &column.period else { continue };
        for cell in laid.of_column(at) {
            let Some(of) = stated(cell.shown).filter(|of| !goes_with(facts, of, head))
            else {
                continue;
            };
            let message =
                format!("`{}` is of `{of}`, its column of `{head}`", cell.shown.id);
            report
                .at(cell.place, message)
                .severity(Severity::Error)
                .help("show a figure of that period, or name it as `figure` of a row, which takes the values of its `history`")
                .related(laid.column(at).key("period"), "the period of the column");
        }
    }
}

/// The period of what is shown, if it is stated.
fn stated<'b>(shown: &Shown<'b>) -> Option<&'b Period> {
    shown.period.filter(|period| **period != Period::Unstated)
}
