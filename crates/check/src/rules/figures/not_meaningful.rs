use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Change, Extent, Figure, Quantity};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("not_meaningful.md"));

/// Beyond this growth, in percent, a rate says less than the two values.
const MOST: Decimal = Decimal::ONE_THOUSAND;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(change) = &figure.change {
            let noted = figure.note.is_some();
            judge(figure, change, figure.prior.as_ref(), noted, path, report);
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            let noted = one.note.is_some() || one.with.is_some();
            judge(figure, &one.change, one.prior.as_ref(), noted, path, report);
        }
    }
}

fn judge(
    figure: &Figure,
    change: &Change,
    prior: Option<&Quantity>,
    noted: bool,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    if change.extent != Extent::NotMeaningful || noted {
        return;
    }
    let at = path.key("change");
    let Some(prior) = prior else {
        report
            .at(at, format!("nothing says why `{change}` is not meaningful"))
            .help("add the value before as `prior`, or the reason as `note`");
        return;
    };
    let growth = Interval::of_figure(figure)
        .zip(Interval::of(prior))
        .and_then(|(now, before)| now.growth_on(before));
    // From zero or below there is no rate, and to below zero none that says anything.
    let Some((low, high)) = growth.and_then(|it| it.low().zip(it.high())) else { return };
    let fits = figure.value.as_ref().is_some_and(|value| value.unit() == prior.unit());
    if fits && low > -Decimal::ONE_HUNDRED && high <= MOST {
        report
            .at(at, format!("`{change}`, and yet the two values have a growth rate"))
            .help("write the rate, or the reason as `note`")
            .related(path.key("prior"), "the value before");
    }
}
