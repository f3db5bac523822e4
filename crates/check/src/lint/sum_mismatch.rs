//! L022: a total that its parts do not add up to.

use std::fmt::Arguments;

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Derivation, Figure, Id, Measure, Operator, Quantity, Ref};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::site::Site;
use super::unit_mismatch::unit_of;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L022",
    name: "sum-mismatch",
    severity: Severity::Error,
    why: "A breakdown is complete: its parts add up to the figure. A derivation gives the \
          figure. Both are computed with all that the digits allow; the figure must meet \
          the result.",
    bad: "figures:\n  \
          cash: {label: Operating cash flow, value: $130.7B, period: FY 2024}\n  \
          capex: {label: CapEx, value: $115.9B, period: FY 2024}\n  \
          free: {label: Free cash flow, value: $15.0B, period: FY 2024, \
          derivation: cash - capex}",
    good: "figures:\n  \
           cash: {label: Operating cash flow, value: $130.7B, period: FY 2024}\n  \
           capex: {label: CapEx, value: $115.9B, period: FY 2024}\n  \
           free: {label: Free cash flow, value: $14.8B, period: FY 2024, \
           derivation: cash - capex}",
    fix: "Correct the wrong figure, or add the part that is missing.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        let Some(total) = Interval::of_figure(figure) else { continue };
        let Some(written) =
            figure.value.as_ref().or(figure.range.as_ref().map(|r| &r.low))
        else {
            continue;
        };
        let mut hold = |computed: Option<Interval>,
                        place: (Site<'_>, Part),
                        what: Arguments<'_>| {
            let Some(computed) = computed.filter(|computed| !computed.meets(total))
            else {
                return;
            };
            let message = format!("{what} {}, not `{written}`", computed.words(written));
            found.push(
                Finding::new(&RULE, place, message)
                    .help(format!("correct `{id}` or one of its parts"))
                    .related(path.key("value"), "the figure"),
            );
        };
        for (name, parts) in &figure.breakdowns {
            let place = (path.key("breakdowns").key(name.as_str()), Part::Key);
            hold(
                sum(index, figure, &parts.parts),
                place,
                format_args!("the parts of `{name}` add up to"),
            );
        }
        if let Some(derivation) = &figure.derivation {
            let place = (path.key("derivation"), Part::Value);
            let computed = derived(index, figure, written, derivation);
            hold(computed, place, format_args!("`{derivation}` is"));
        }
    }
}

/// The sum of a breakdown, if all its parts are known in the unit of the whole.
fn sum(index: &Index<'_>, whole: &Figure, parts: &[Ref<Figure>]) -> Option<Interval> {
    let mut parts = parts.iter().map(|id| term(index, whole, id));
    let first = parts.next()??;
    parts.try_fold(first, |sum, part| sum.add(part?))
}

/// A part in the unit of the whole. The difference of two rates is in points.
fn term(index: &Index<'_>, whole: &Figure, id: &Id) -> Option<Interval> {
    let part = index.figure(id)?;
    let (of_part, of_whole) = (unit_of(part)?, unit_of(whole)?);
    let points =
        of_whole.measure == Measure::Points && of_part.measure == Measure::Percent;
    (of_part == of_whole || points).then(|| Interval::of_figure(part))?
}

/// What a derivation gives for a figure, in the unit in which it is written.
pub(super) fn derived(
    index: &Index<'_>,
    whole: &Figure,
    written: &Quantity,
    derivation: &Derivation,
) -> Option<Interval> {
    let measure = &written.unit().measure;
    let pair = |a: &Id, b: &Id| {
        let (a, b) = (index.figure(a)?, index.figure(b)?);
        Some((a, b, Interval::of_figure(a)?, Interval::of_figure(b)?))
    };
    let hundredth = Decimal::new(1, 2);
    match derivation {
        Derivation::Sum(first, rest) => {
            let first = term(index, whole, first)?;
            rest.iter().try_fold(first, |sum, (operator, id)| {
                let next = term(index, whole, id)?;
                match operator {
                    Operator::Plus => sum.add(next),
                    Operator::Minus => sum.sub(next),
                }
            })
        }
        Derivation::Growth(of, on) => {
            let (a, b, of, on) = pair(of, on)?;
            let fits = unit_of(a) == unit_of(b) && *measure == Measure::Percent;
            fits.then(|| of.growth_on(on))?
        }
        Derivation::Quotient(of, by) => {
            let (a, b, of, by) = pair(of, by)?;
            let (a, b) = (unit_of(a)?, unit_of(b)?);
            let ratio = of.div(by)?;
            match measure {
                Measure::Percent if a == b => ratio.times(Decimal::ONE_HUNDRED),
                Measure::Pure | Measure::Multiple if a == b => Some(ratio),
                // An amount for each of something: `$1.30/share`.
                measure if a.per.is_none() && *measure == a.measure && a != b => {
                    Some(ratio)
                }
                _ => None,
            }
        }
        Derivation::Product(a, b) => {
            let (one, other, a, b) = pair(a, b)?;
            let (one, other) = (unit_of(one)?, unit_of(other)?);
            let product = a.mul(b)?;
            let keeps = |unit: &Measure| measure == unit;
            match (&one.measure, &other.measure) {
                (Measure::Percent, rest) | (rest, Measure::Percent) if keeps(rest) => {
                    product.times(hundredth)
                }
                (a, b) if keeps(a) || keeps(b) => Some(product),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn breakdowns_add_up_within_their_digits() {
        let brief = |total: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $1.5B, period: FY 2024}}\n  b: {{label: B, \
                 value: $2.5B, period: FY 2024}}\n  all: {{label: All, value: {total}, \
                 period: FY 2024, breakdowns: {{by-half: [a, b]}}}}\n"
            )
        };
        assert!(messages(&brief("$4.1B"), "L022").is_empty());
        assert_eq!(
            messages(&brief("$5.0B"), "L022"),
            ["the parts of `by-half` add up to $3.9B to $4.1B, not `$5.0B`"]
        );
    }

    #[test]
    fn quotients_and_growth() {
        let brief = |rest: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $30.0B, period: FY 2024}}\n  b: {{label: B, \
                 value: $120.0B, period: FY 2024}}\n  c: {{label: C, period: FY 2024, {rest}}}\n"
            )
        };
        assert!(messages(&brief("value: 25%, derivation: a / b"), "L022").is_empty());
        assert_eq!(messages(&brief("value: 35%, derivation: a / b"), "L022").len(), 1);
        let growth = "value: 300%, derivation: growth of b on a";
        assert!(messages(&brief(growth), "L022").is_empty());
    }
    #[test]
    fn multiples_products_and_amounts_for_each() {
        let brief = |rest: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $30.0B, period: FY 2024}}\n  b: {{label: B, \
                 value: $60.0B, period: FY 2024}}\n  m: {{label: M, value: 10.0B shares, \
                 period: FY 2024}}\n  p: {{label: P, value: $3.00/share, period: FY 2024}}\n  \
                 s: {{label: S, value: 50%, period: FY 2024}}\n  c: {{label: C, period: FY \
                 2024, baseline: a, {rest}}}\n"
            )
        };
        for fits in [
            "value: 2x, derivation: b / a",
            "value: 2.0x, derivation: b / a",
            "value: $3.00/share, derivation: a / m",
            "value: $30B, derivation: p * m",
            "value: $30B, derivation: s * b",
            "value: 2x, prior: 1x, change: up yoy",
        ] {
            assert_eq!(messages(&brief(fits), "L022"), [""; 0], "{fits}");
        }
        for wrong in [
            "value: 3x, derivation: b / a",
            "value: 2.2x, derivation: b / a",
            "value: $3.50/share, derivation: a / m",
            "value: $40B, derivation: p * m",
            "value: $40B, derivation: s * b",
        ] {
            assert_eq!(messages(&brief(wrong), "L022").len(), 1, "{wrong}");
        }
    }
}
