//! L027: growth on a base that is zero or negative.

use strata_model::{Change, Extent, Measure, Quantity};

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::change::{Change as Edit, Safety};
use crate::diagnostic::{Finding, Place};
use crate::interval::Interval;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L027",
    name: "base-not-meaningful",
    severity: Severity::Error,
    why: "A loss that turns into a profit did not grow by any percentage, and from nothing \
          there is none either. Financial tables print n.m., not meaningful.",
    bad: "figures:\n  profit: {label: Profit, value: $2.0B, prior: -$1.0B, \
          change: +300% yoy, period: FY 2024}",
    good: "figures:\n  profit: {label: Profit, value: $2.0B, prior: -$1.0B, \
           change: up yoy, period: FY 2024}",
    fix: "Write the direction, `up yoy`, or the difference as an amount.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if let (Some(change), Some(prior)) = (&figure.change, &figure.prior) {
            found.extend(judge(change, prior, path));
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            if let Some(prior) = &one.prior {
                found.extend(judge(
                    &one.change,
                    prior,
                    path.key("comparisons").index(at),
                ));
            }
        }
    }
}

fn judge(change: &Change, prior: &Quantity, path: Site<'_>) -> Option<Finding> {
    let Extent::By(by) = &change.extent else { return None };
    let relative = matches!(by.unit().measure, Measure::Percent | Measure::Multiple);
    // From rate to rate it is percent for points, which is another rule's.
    let is_rate = prior.unit().measure == Measure::Percent;
    if !relative || is_rate || Interval::of(prior)?.is_above_zero() {
        return None;
    }
    let message = format!("`{change}` is growth on `{prior}`, which is not above zero");
    let direction = format!("{} {}", change.direction(), change.against);
    let at = path.key("change");
    Some(
        Finding::new(&RULE, at, message)
            .help(format!("write `{direction}`"))
            .related(path.key("prior"), "the base")
            .fix(Safety::Unsafe, [Edit::Write(Place::from(at), direction)]),
    )
}
