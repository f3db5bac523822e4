//! L021: a change that does not follow from the two values beside it.

use rust_decimal::Decimal;
use strata_model::{Change, Direction, Extent, Figure, Measure, Quantity};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::interval::Interval;
use crate::path::Path;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L021",
    name: "growth-mismatch",
    severity: Severity::Error,
    why: "A change, a value and a prior value say one thing twice. All that the digits of \
          the two values allow is computed as an interval; the stated change must meet it. \
          No rounded number is compared with another, so an honest rounding never fails.",
    bad: "figures:\n  sales: {label: Sales, value: $180.2B, prior: $158.9B, \
          change: +31% yoy, period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, value: $180.2B, prior: $158.9B, \
           change: +13% yoy, period: FY 2024}",
    fix: "Correct the wrong one of the three. If the source computes its change from digits \
          it does not print, quote more digits; if it adjusts it, say so with `adjustment`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if let (Some(change), Some(prior)) = (&figure.change, &figure.prior) {
            found.extend(judge(figure, &path, change, prior, &path));
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            // At other exchange rates, or without acquisitions, the two are not comparable.
            let adjusted =
                one.adjustment.is_some() && one.adjustment != figure.adjustment;
            if let (Some(prior), false) = (&one.prior, adjusted) {
                let at = path.key("comparisons").index(at);
                found.extend(judge(figure, &path, &one.change, prior, &at));
            }
        }
    }
}

fn judge(
    figure: &Figure,
    path: &Path,
    change: &Change,
    prior: &Quantity,
    at: &Path,
) -> Option<Finding> {
    let value = figure.value.as_ref().filter(|value| value.unit() == prior.unit())?;
    let (to, from) = (Interval::of_figure(figure)?, Interval::of(prior)?);
    let message = match &change.extent {
        Extent::Only(direction) => {
            let difference = to.sub(from)?;
            let wrong = match direction {
                Direction::Up => difference.is_below_zero(),
                Direction::Down => difference.is_above_zero(),
                Direction::Flat => false,
            };
            wrong.then(|| {
                format!("`{change}` is the wrong way from `{prior}` to `{value}`")
            })?
        }
        Extent::By(by) => {
            let computed = computed(by, value, to, from)?;
            if Interval::of(by)?.meets(computed) {
                return None;
            }
            format!(
                "`{change}` does not follow from `{value}` and `{prior}`, which give {}",
                computed.words(by)
            )
        }
    };
    let help = match proposal(change, value, prior) {
        Some(proposal) => format!("write `{proposal}`, or correct one of the two values"),
        None => "correct the change, or one of the two values".to_owned(),
    };
    Some(
        Finding::new(&RULE, at.key("change"), message)
            .help(help)
            .related(path.key("value"), "the value")
            .related(at.key("prior"), "the value before"),
    )
}

/// The change in the measure it is stated in, if that is one of amounts or of rates.
fn computed(
    by: &Quantity,
    value: &Quantity,
    to: Interval,
    from: Interval,
) -> Option<Interval> {
    let is_rate = value.unit().measure == Measure::Percent;
    match by.unit().measure {
        // A rate of a rate is for another rule.
        Measure::Percent if is_rate => None,
        Measure::Percent => to.growth_on(from),
        Measure::Points if is_rate => to.sub(from),
        Measure::BasisPoints if is_rate => to.sub(from)?.times(Decimal::ONE_HUNDRED),
        Measure::Multiple => to.div(from),
        _ if by.unit() == value.unit() => to.sub(from),
        _ => None,
    }
}

/// The change that would follow, in the digits of the one stated.
fn proposal(change: &Change, value: &Quantity, prior: &Quantity) -> Option<String> {
    let Extent::By(by) = &change.extent else { return None };
    let (to, from) = (value.value(), prior.value());
    let amount = match by.unit().measure {
        Measure::Percent => {
            let ratio = to.checked_div(from)?;
            ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?
        }
        Measure::BasisPoints => {
            to.checked_sub(from)?.checked_mul(Decimal::ONE_HUNDRED)?
        }
        Measure::Multiple => to.checked_div(from)?,
        _ => to.checked_sub(from)?,
    };
    let written = by.with_value(amount)?.to_string();
    let signed = by.to_string().starts_with(['+', '-']) && !written.starts_with('-');
    Some(format!("{}{written} {}", if signed { "+" } else { "" }, change.against))
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    fn said(keys: &str) -> Vec<String> {
        let brief = format!("figures:\n  a: {{label: A, period: FY 2024, {keys}}}\n");
        messages(&brief, "L021")
    }

    #[test]
    fn the_goldens_of_real_reports() {
        assert!(said("value: $33.0B, prior: $27.5B, change: +20% yoy").is_empty());
        assert!(said("value: $115.9B, prior: $65.0B, change: +78% yoy").is_empty());
        assert_eq!(
            said("value: $180.2B, prior: $158.9B, change: +31% yoy"),
            ["`+31% yoy` does not follow from `$180.2B` and `$158.9B`, \
              which give 13.3% to 13.5%"]
        );
    }

    #[test]
    fn points_multiples_amounts_and_words() {
        assert!(said("value: 73.4%, prior: 74.6%, change: -1.2 pp yoy").is_empty());
        assert!(said("value: 73.4%, prior: 74.6%, change: -120 bp yoy").is_empty());
        assert_eq!(said("value: 73.4%, prior: 74.6%, change: -2.2 pp yoy").len(), 1);
        assert!(said("value: '10', prior: '5', change: 2x vs prior").is_empty());
        assert!(said("value: $5.0B, prior: $4.0B, change: $1.0B yoy").is_empty());
        assert_eq!(said("value: $5.0B, prior: $4.0B, change: down yoy").len(), 1);
        assert!(said("value: $5.0B, prior: $5.0B, change: up yoy").is_empty());
    }
}
