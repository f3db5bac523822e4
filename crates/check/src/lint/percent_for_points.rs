//! L026: the change of a rate in percent.

use strata_model::{Change, Extent, Figure, Measure};
use strata_syntax::change::{Change as Edit, Place, Safety};

use super::Lint;
use super::index::Index;
use super::site::Site;
use super::unit_mismatch::unit_of;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L026",
    name: "percent-for-points",
    severity: Severity::Error,
    why: "A margin that goes from 50% to 55% rose by 5 points, or by 10 percent. A change \
          of a rate in percent is read as the one by half of the readers and as the other \
          by the rest.",
    bad: "figures:\n  margin: {label: Gross margin, value: 55%, prior: 50%, \
          change: +5% yoy, period: FY 2024}",
    good: "figures:\n  margin: {label: Gross margin, value: 55%, prior: 50%, \
           change: +5 pp yoy, period: FY 2024}",
    fix: "Write the difference in percentage points, `pp`, or in basis points, `bp`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if let Some(change) = &figure.change {
            found.extend(judge(figure, change, figure.prior.is_some(), path));
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            found.extend(judge(figure, &one.change, one.prior.is_some(), path));
        }
    }
}

fn judge(
    figure: &Figure,
    change: &Change,
    has_prior: bool,
    path: Site<'_>,
) -> Option<Finding> {
    let is_rate = unit_of(figure)?.measure == Measure::Percent;
    match &change.extent {
        Extent::By(by) if is_rate && by.unit().measure == Measure::Percent => {
            let message = format!("`{change}` is the change of a rate, in percent");
            let points = by.to_string().replace('%', " pp");
            let points = format!("{points} {}", change.against);
            let at = path.key("change");
            let finding = Finding::new(&RULE, at, message)
                .help(format!("write points, for example `{points}`"));
            // Without a prior nobody sees whether the rate moved by points or by a share.
            let write = has_prior.then(|| Edit::Write(Place::from(at), points));
            Some(finding.fix(Safety::Unsafe, write))
        }
        _ => None,
    }
}
