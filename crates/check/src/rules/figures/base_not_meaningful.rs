use std::cmp::Ordering;

use strata_model::calc::Interval;
use strata_model::{
    Better, Change, Decimal, Direction, Extent, Figure, Measure, Quantity,
};
use strata_syntax::change::{Change as Edit, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::cost::cost_in;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("base_not_meaningful.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let (Some(change), Some(prior)) = (&figure.change, &figure.prior) {
            judge(figure, change, prior, path, report);
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            if let Some(prior) = &one.prior {
                let path = path.key("comparisons").index(at);
                judge(figure, &one.change, prior, path, report);
            }
        }
    }
}

fn judge(
    figure: &Figure,
    change: &Change,
    prior: &Quantity,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Extent::By(by) = &change.extent else { return };
    let relative = matches!(by.unit().measure, Measure::Percent | Measure::Multiple);
    // From rate to rate it is percent for points, which is another rule's.
    let is_rate = prior.unit().measure == Measure::Percent;
    if !relative || is_rate || Interval::of(prior).is_none_or(Interval::is_above_zero) {
        return;
    }
    let at = path.key("change");
    let raised = report
        .at(at, format!("`{change}` is growth on `{prior}`, which is not above zero"))
        .related(path.key("prior"), "the base");
    let against = change.against;
    let value = figure.value.as_ref().filter(|value| value.unit() == prior.unit());
    let Some(value) = value else {
        raised.help(format!("write `up {against}` or `down {against}`, as it went"));
        return;
    };
    // The sign of a rate on such a base tells nothing: the two values do.
    let (direction, why) = course(prior.value(), value.value());
    let text = format!("{direction} {against}");
    let costs =
        figure.better == Some(Better::Lower) || cost_in(figure.label.as_str()).is_some();
    if costs && prior.is_negative() && value.is_negative() {
        // What is less of them would go up.
        raised.help("write costs without their sign: the rate then says what it is");
        return;
    }
    raised
        .help(format!("write `{text}`: {why}"))
        .fix(Safety::Unsafe, [Edit::Write(Place::from(at), text)]);
}

/// Which way it went from one value to another, and why no rate says so.
fn course(prior: Decimal, value: Decimal) -> (Direction, &'static str) {
    let zero = Decimal::ZERO;
    match (value.cmp(&prior), prior < zero) {
        (Ordering::Equal, _) => (Direction::Flat, "the two values are equal"),
        (Ordering::Less, true) => {
            (Direction::Down, "it is further below zero than before")
        }
        (Ordering::Greater, true) if value < zero => {
            (Direction::Up, "it is less far below zero than before")
        }
        (Ordering::Greater, true) if value > zero => {
            (Direction::Up, "it went from below zero to above")
        }
        (Ordering::Greater, true) => (Direction::Up, "it went from below zero to zero"),
        (Ordering::Less, false) => (Direction::Down, "there is no rate from zero"),
        (Ordering::Greater, false) => (Direction::Up, "there is no rate from zero"),
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::findings;

    /// The help is true whatever the sign of the stated rate.
    #[test]
    fn the_help_is_true_for_every_combination_of_signs() {
        for (prior, value, help) in [
            ("-€24M", "€12M", "write `up yoy`: it went from below zero to above"),
            ("-€24M", "-€12M", "write `up yoy`: it is less far below zero than before"),
            ("-€24M", "-€36M", "write `down yoy`: it is further below zero than before"),
            ("-€24M", "€0M", "write `up yoy`: it went from below zero to zero"),
            ("-€24M", "-€24M", "write `flat yoy`: the two values are equal"),
            ("€0M", "€12M", "write `up yoy`: there is no rate from zero"),
            ("€0M", "-€12M", "write `down yoy`: there is no rate from zero"),
            ("€0M", "€0M", "write `flat yoy`: the two values are equal"),
            ("-€24M", "$12M", "write `up yoy` or `down yoy`, as it went"),
        ] {
            for rate in ["+150%", "-150%", "2x"] {
                let figure = |keys: &str| {
                    format!("figures: {{a: {{label: A, period: FY 2024, {keys}}}}}\n")
                };
                let first = figure(&format!(
                    "value: {value}, change: {rate} yoy, prior: {prior}"
                ));
                let second = figure(&format!(
                    "value: {value}, comparisons: [{{change: {rate} yoy, prior: {prior}}}]"
                ));
                for brief in [first, second] {
                    let found = findings(&brief, "L027");
                    let said: Vec<_> =
                        found.iter().filter_map(crate::Finding::advice).collect();
                    assert_eq!(said, [help], "{brief}");
                }
            }
        }
    }

    #[test]
    fn costs_are_written_without_a_sign() {
        let brief = "figures: {a: {label: Operating expenses, period: FY 2024, value: -€12M, \
                     change: -50% yoy, prior: -€24M, better: lower}}\n";
        let found = findings(brief, "L027");
        let said: Vec<_> = found.iter().filter_map(crate::Finding::advice).collect();
        assert_eq!(
            said,
            ["write costs without their sign: the rate then says what it is"]
        );
    }

    #[test]
    fn a_profit_that_turns_into_a_loss_has_a_base() {
        let brief = "figures: {a: {label: A, period: FY 2024, value: -€12M, change: -150% yoy, \
                     prior: €24M}}\n";
        assert!(findings(brief, "L027").is_empty());
    }
}
