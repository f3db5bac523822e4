use strata_model::{Change, Extent, Figure, Measure, Unit};
use strata_syntax::change::{Change as Edit, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::unit::unit_of;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("percent_for_points.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(change) = &figure.change {
            judge(figure, change, figure.prior.is_some(), path, report);
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            judge(figure, &one.change, one.prior.is_some(), path, report);
        }
    }
}

fn judge(
    figure: &Figure,
    change: &Change,
    has_prior: bool,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let is_percent = |unit: &Unit| unit.measure == Measure::Percent;
    let Extent::By(by) = &change.extent else { return };
    if !unit_of(figure).is_some_and(is_percent) || !is_percent(by.unit()) {
        return;
    }
    let points = by.to_string().replace('%', " pp");
    let points = format!("{points} {}", change.against);
    let at = path.key("change");
    // Without a prior nobody sees whether the rate moved by points or by a share.
    let write = has_prior.then(|| Edit::Write(Place::from(at), points.clone()));
    report
        .at(at, format!("`{change}` is the change of a rate, in percent"))
        .help(format!("write points, for example `{points}`"))
        .fix(Safety::Unsafe, write);
}
