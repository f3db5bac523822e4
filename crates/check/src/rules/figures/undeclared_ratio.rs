use std::cell::OnceCell;

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Figure, Measure, Quantity};
use strata_syntax::change::{Change, Safety, Value};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::ratio::{Labels, Ratio, may_be};
use crate::facts::unit::unit_of;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("undeclared_ratio.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let labels = OnceCell::new();
    for (_, figure, path) in facts.figures() {
        let named = figure.derivation.is_none() && may_be(figure.label.as_str());
        let Some(value) = figure.value.as_ref().filter(|_| named) else {
            continue;
        };
        let ratio = value.unit().measure == Measure::Percent
            || value.unit().per.as_ref().is_some_and(|per| per.as_str() == "share");
        let Some(stated) = Interval::of_figure(figure).filter(|_| ratio) else {
            continue;
        };
        let labels = labels.get_or_init(|| Labels::of(facts));
        let ratios = labels.ratios(facts, figure);
        let computed = |ratio: &Ratio<'_>| computed(value, ratio.of.1, ratio.by.1);
        let known: Option<Vec<_>> =
            ratios.iter().map(|it| Some((it, computed(it)?))).collect();
        let Some(known) = known else { continue };
        let mut agreeing = known.iter().filter(|(_, it)| it.meets(stated));
        match (agreeing.next(), known.as_slice()) {
            // What else moves it is not in the brief: it does not follow.
            (Some((ratio, _)), _) if ratio.is_loose => {}
            (Some((ratio, _)), _) => {
                let derivation = format!("{} / {}", ratio.of.0, ratio.by.0);
                let message =
                    format!("`{value}` follows from `{derivation}`, and nothing says so");
                let place = path.key("value");
                let raised = report
                    .at(place, message)
                    .severity(Severity::Note)
                    .help(format!("add `derivation: {derivation}`, to have it computed"));
                if agreeing.next().is_none() {
                    let put = Change::Put(
                        path.key("derivation").path(),
                        Value::from(derivation.as_str()),
                    );
                    raised.fix(Safety::Unsafe, [put]);
                }
            }
            (None, [(ratio, computed), ..]) => {
                if ratio.is_loose && is_close(stated, *computed) {
                    continue;
                }
                let (of, by) = (ratio.of.0, ratio.by.0);
                let message = format!(
                    "`{value}` is not `{of} / {by}`, which gives {}",
                    computed.words(value)
                );
                let figures = facts.root.key("figures").path();
                report
                    .at(path.key("value"), message)
                    .help(
                        "correct one of the three, or say in the label what it leaves out; \
                         with a `derivation` it is computed",
                    )
                    .related(figures.key(of.as_str()), "what it is of")
                    .related(figures.key(by.as_str()), "what it is divided by");
            }
            (None, []) => {}
        }
    }
}

/// The quotient of two figures, in the unit of a value.
fn computed(value: &Quantity, of: &Figure, by: &Figure) -> Option<Interval> {
    let (a, b) = (unit_of(of)?, unit_of(by)?);
    let quotient = Interval::of_figure(of)?.checked_div(Interval::of_figure(by)?)?;
    match &value.unit().measure {
        Measure::Percent if a == b => quotient.times(Decimal::ONE_HUNDRED),
        measure if *measure == a.measure && a.per.is_none() && a != b => Some(quotient),
        _ => None,
    }
}

/// Whether preferred dividends and minorities, or what is added back to earnings, may be all
/// that parts two values.
fn is_close(stated: Interval, computed: Interval) -> bool {
    let wider = || {
        let (low, high) = (computed.low()?, computed.high()?);
        let part = |of: Decimal, percent| of.abs().checked_mul(Decimal::new(percent, 2));
        let low = low.checked_sub(part(low, 15)?)?;
        Some(Interval::between(low, high.checked_add(part(high, 5)?)?))
    };
    wider().is_none_or(|wider| stated.meets(wider))
}
