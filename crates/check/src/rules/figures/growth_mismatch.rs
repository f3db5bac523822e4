use std::cmp::Ordering;

use rust_decimal::Decimal;
use strata_model::calc::{Base, History, Interval, base};
use strata_model::{Change, Direction, Extent, Figure, Measure, Period, Quantity};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, derived};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("growth_mismatch.md"));

/// A value before, with its place and the words for it.
struct Before<'b> {
    base: Base<'b>,
    path: ArenaPath<'b>,
    /// Its key in the history.
    period: Option<&'b Period>,
}

impl<'b> Before<'b> {
    fn words(&self) -> String {
        match (self.period, self.base) {
            (Some(period), _) => format!("the value of {period}"),
            (None, Base::Figure(id, _)) => format!("it is compared with `{id}`"),
            (None, Base::Quantity(_)) => "the value before".to_owned(),
        }
    }

    /// Its value, or the upper end of its range.
    fn quantity(&self) -> Option<&'b Quantity> {
        let range = match self.base {
            Base::Quantity(_) => None,
            Base::Figure(_, figure) => figure.range.as_ref(),
        };
        self.base.quantity().or(range.map(|range| &range.high))
    }

    fn written(&self) -> String {
        match self.base {
            Base::Quantity(quantity) => quantity.to_string(),
            Base::Figure(_, figure) => written(figure),
        }
    }
}

/// The value of a figure, or the ends of its range.
fn written(figure: &Figure) -> String {
    match (&figure.value, &figure.range) {
        (None, Some(range)) => format!("{} to {}", range.low, range.high),
        (value, _) => value.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

pub(crate) fn check<'b>(facts: &Facts<'b>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let series = History::of(facts.calendar, figure);
        let days = figure.period.as_ref().and_then(|period| facts.calendar.dates(period));
        // The value of that time in the history.
        let past = |change: &Change| {
            let base = series.base_akin(days?, change.against)?;
            Some(Before {
                base: Base::Quantity(base.quantity),
                path: path.key("history").period(base.period),
                period: Some(base.period),
            })
        };
        let mut judge = |change: &Change, own: Option<Before<'b>>, at: ArenaPath<'b>| {
            let Some((before, message)) = refuted(figure, change, own, past(change))
            else {
                return;
            };
            let value = figure.value.as_ref();
            let place = if value.is_some() { "value" } else { "range" };
            let prior = before.base.quantity();
            let proposal =
                value.zip(prior).and_then(|(it, prior)| proposal(change, it, prior));
            let help = match proposal {
                Some(other) => {
                    format!("write `{other}`, or correct one of the two values")
                }
                None => "correct the change, or one of the two values".to_owned(),
            };
            report
                .at(at.key("change"), message)
                .help(help)
                .related(path.key(place), "the value")
                .related(before.path, before.words());
        };
        if let Some(change) = &figure.change {
            let own = stated(figure.prior.as_ref(), path.key("prior"));
            judge(change, own, path);
        }
        for (number, one) in figure.comparisons.iter().enumerate() {
            // At other exchange rates, or without acquisitions, the two are not comparable.
            if one.adjustment.is_some() && one.adjustment != figure.adjustment {
                continue;
            }
            let at = path.key("comparisons").index(number);
            let own = base(facts.brief, figure, Some(one)).map(|base| {
                let path = match (&one.prior, &one.with) {
                    (_, Some(_)) => at.key("with"),
                    (Some(_), None) => at.key("prior"),
                    (None, None) => path.key("prior"),
                };
                Before { base, path, period: None }
            });
            judge(&one.change, own, at);
        }
    }
}

fn stated<'b>(prior: Option<&'b Quantity>, path: ArenaPath<'b>) -> Option<Before<'b>> {
    prior.map(|prior| Before { base: Base::Quantity(prior), path, period: None })
}

/// The value before that refutes a change, and how. A change is held against the value
/// stated before, and against the history. Where those two contradict each other that is
/// another rule's, and one of them is enough.
fn refuted<'b>(
    figure: &Figure,
    change: &Change,
    own: Option<Before<'b>>,
    past: Option<Before<'b>>,
) -> Option<(Before<'b>, String)> {
    let against = |before: Before<'b>| {
        let message = contradiction(figure, change, &before)?;
        Some((before, message))
    };
    match (own, past) {
        (Some(own), Some(past)) => {
            let interval = |before: &Before<'_>| before.base.interval();
            let agree = interval(&own)
                .zip(interval(&past))
                .is_none_or(|(own, past)| own.meets(past));
            let first = against(own);
            if agree { first.or_else(|| against(past)) } else { against(past).and(first) }
        }
        (own, past) => against(own.or(past)?),
    }
}

/// How a change contradicts a value and the one before, if it does.
fn contradiction(
    figure: &Figure,
    change: &Change,
    before: &Before<'_>,
) -> Option<String> {
    let prior = before.quantity()?;
    let range = figure.range.as_ref();
    let value = figure.value.as_ref().or(range.map(|range| &range.high));
    let value = value.filter(|value| value.unit() == prior.unit())?;
    let (to, from) = (Interval::of_figure(figure)?, before.base.interval()?);
    match &change.extent {
        Extent::Only(direction) => {
            let difference = to.checked_sub(from)?;
            let wrong = match direction {
                Direction::Up => difference.is_below_zero(),
                Direction::Down => difference.is_above_zero(),
                Direction::Flat => false,
            };
            wrong.then(|| {
                let prior = before.written();
                format!("`{change}` is the wrong way from `{prior}` to `{value}`")
            })
        }
        Extent::NotMeaningful | Extent::Unstated => None,
        Extent::By(by) | Extent::Between(_, by) => {
            let computed = derived::change(by, value, to, from)?;
            (!Interval::of_change(change)?.meets(computed)).then(|| {
                let (value, prior) = (written(figure), before.written());
                format!(
                    "`{change}` does not follow from `{value}` and `{prior}`, which give {}",
                    computed.words(by)
                )
            })
        }
    }
}

/// The change that would follow, in the digits of the one stated.
fn proposal(change: &Change, value: &Quantity, prior: &Quantity) -> Option<String> {
    if matches!(change.extent, Extent::Between(..)) {
        return None;
    }
    let Extent::By(by) = &change.extent else {
        let direction = match value.value().cmp(&prior.value()) {
            Ordering::Less => Direction::Down,
            Ordering::Equal => Direction::Flat,
            Ordering::Greater => Direction::Up,
        };
        return Some(format!("{direction} {}", change.against));
    };
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
    let written = by.with_value(amount)?;
    if written.digits().is_zero() && !amount.is_zero() {
        return None;
    }
    let written = written.to_string();
    let signed = by.to_string().starts_with(['+', '-']) && !written.starts_with('-');
    Some(format!("{}{written} {}", if signed { "+" } else { "" }, change.against))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
    fn ranges_are_held_to_ranges() {
        let said = |value: &str, change: &str| {
            said(&format!("{value}, prior: $50.0B, change: {change} yoy"))
        };
        let range = "range: {low: $63.0B, high: $64.0B}";
        assert!(said(range, "+26% to +28%").is_empty());
        assert!(said(range, "+27%").is_empty());
        assert!(said("value: $63.4B", "+26% to +28%").is_empty());
        assert_eq!(
            said(range, "+16% to +18%"),
            [
                "`+16% to +18% yoy` does not follow from `$63.0B to $64.0B` and `$50.0B`, which \
              give 25.9% to 28.1%"
            ]
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
    #[test]
    fn the_history_counts_where_no_prior_is_stated() {
        let keys = |rest: &str| {
            format!(
                "value: $33.0B, {rest}, history: {{Q3 2024: '$27,452M', Q2 2025: '$30,873M', \
                 2024-09: $9.1B}}"
            )
        };
        let said = |rest: &str| {
            let brief =
                format!("figures:\n  a: {{label: A, period: Q3 2025, {}}}\n", keys(rest));
            messages(&brief, "L021")
        };
        assert!(said("change: +20% yoy").is_empty());
        assert!(said("change: +7% qoq").is_empty());
        assert!(said("change: +2% vs plan").is_empty());
        assert!(said("change: up yoy").is_empty());
        assert_eq!(
            said("change: +30% yoy"),
            ["`+30% yoy` does not follow from `$33.0B` and `$27,452M`, \
              which give 20.0% to 20.4%"]
        );
        assert_eq!(said("change: down qoq").len(), 1);
        assert_eq!(said("change: +20% yoy, comparisons: [{change: +9% qoq}]").len(), 1);
        let adjusted = "comparisons: [{change: +9% qoq, adjustment: constant-currency}]";
        assert!(said(adjusted).is_empty());
        // The prior is wrong, and another rule says so; the change is not.
        assert!(said("change: +20% yoy, prior: $25.7B").is_empty());
        assert!(said("change: +28% yoy, prior: $25.7B").is_empty());
        assert_eq!(said("change: +50% yoy, prior: $25.7B").len(), 1);
    }

    #[test]
    fn a_figure_may_be_the_value_before() {
        let said = |change: &str, other: &str| {
            let brief = format!(
                "figures:\n  o: {{label: O, period: FY 2024, {other}}}\n  a: {{label: A, value: \
                 $5.5B, period: FY 2024, comparisons: [{{change: {change} vs guidance, with: o}}]}}\n"
            );
            messages(&brief, "L021")
        };
        let range = "range: {low: $4.5B, high: $5.0B}";
        for (change, other) in [
            ("+10%", "value: $5.0B"),
            ("+10% to +22%", range),
            ("+15%", range),
            ("up", range),
            ("+10%", "value: 5 GW"),
        ] {
            assert_eq!(said(change, other), [""; 0], "{change} {other}");
        }
        assert_eq!(
            said("+20%", "value: $5.0B"),
            [
                "`+20% vs guidance` does not follow from `$5.5B` and `$5.0B`, which give 7.9% to 12.1%"
            ]
        );
        assert_eq!(
            said("down", range),
            ["`down vs guidance` is the wrong way from `$4.5B to $5.0B` to `$5.5B`"]
        );
        assert_eq!(said("+40%", range).len(), 1);
    }

    #[test]
    fn a_comparison_without_its_own_base_has_that_of_the_change() {
        let keys = "value: $14.8B, change: down yoy, prior: $47.7B, comparisons: ";
        assert!(said(&format!("{keys}[{{change: -69% yoy}}]")).is_empty());
        assert_eq!(said(&format!("{keys}[{{change: -59% yoy}}]")).len(), 1);
        assert!(said(&format!("{keys}[{{change: -59% qoq}}]")).is_empty());
    }
}
