use strata_model::{Basis, Derivation, Figure, Period, Tier};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::phrase::{holds_any, lower};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("outlook_unmarked.md"));

/// Whether a figure says whose outlook it is, or is computed from some that do.
fn is_marked(facts: &Facts<'_>, figure: &Figure) -> bool {
    let is_outlook = |figure: &Figure| {
        let of_others = [Basis::AnalystEstimate, Basis::ThirdParty].map(Some);
        figure.guidance.is_some() || of_others.contains(&figure.basis)
    };
    let operands = figure.derivation.iter().flat_map(Derivation::ids);
    let mut operands = operands.filter_map(|id| facts.figure(id));
    is_outlook(figure) || operands.any(is_outlook)
}

/// Whether a figure of a time to come is none of what will be: its label calls it an estimate
/// of others, the effect of a change, or what is owed or agreed on already; or others than
/// the company published it.
fn is_known_today(facts: &Facts<'_>, figure: &Figure) -> bool {
    const NAMED: &[&str] = &[
        // Estimates of others.
        "consensus",
        "estimate",
        "estimates",
        "estimated",
        "forecast",
        "forecasts",
        // Sensitivities.
        "sensitivity",
        "sensitivities",
        "effect of",
        "effects of",
        "impact of",
        "effect on",
        "impact on",
        "each",
        "for every",
        "per 1%",
        "a change of",
        "a change in",
        "a rise of",
        "a rise in",
        "a fall of",
        "a fall in",
        "an increase of",
        "a decrease of",
        "a move of",
        // What is owed or agreed on.
        "due",
        "maturing",
        "maturity",
        "maturities",
        "falling due",
        "repayment",
        "repayments",
        "commitment",
        "commitments",
        "committed",
        "obligation",
        "obligations",
        "contracted",
        "contractual",
        "backlog",
        "hedged",
        "hedges",
        "lease payments",
        "minimum payments",
        "coupon",
        "covenant",
        "order book",
        "orders in hand",
    ];
    let source = figure.source.as_ref().and_then(|id| facts.brief.source(id));
    let others =
        source.is_some_and(|it| matches!(it.tier, Tier::ThirdParty | Tier::Press));
    others || holds_any(&lower(figure.label.as_str()), NAMED)
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // Then the as-of date is the mistake.
    let as_of_is_wrong = facts.as_of_too_early().is_some();
    let recommendation = facts.brief.recommendation.as_ref();
    let target = recommendation.and_then(|it| it.target.as_ref());
    let price = recommendation.and_then(|it| it.price.as_ref());
    for (id, figure, path) in facts.figures() {
        let marked = is_marked(facts, figure);
        let ahead = |period: &Period| {
            let end = facts.calendar.end(period);
            !as_of_is_wrong && end.is_some_and(|end| end > facts.brief.as_of)
        };
        // What is wrong with the day of a price is said by another rule.
        if marked || price.is_some_and(|price| price == id) {
            continue;
        }
        if target.is_some_and(|target| target == id) {
            if figure.basis != Some(Basis::ThirdParty) {
                let message =
                    format!("the target price `{id}` is not marked as an estimate");
                report
                    .at((path, Part::Key), message)
                    .help("mark it with `basis: analyst-estimate`");
            }
            continue;
        }
        if figure.period.as_ref().is_some_and(ahead) {
            if is_known_today(facts, figure) {
                continue;
            }
            let message =
                format!("the period of figure `{id}` ends after the as-of date");
            report
                .at((path.key("period"), Part::Value), message)
                .help("mark it with `guidance: {issued: DATE}`, or correct the period");
        } else if let Some(period) = figure.history.keys().find(|period| ahead(period)) {
            let message = format!(
                "`{period}` in the history of figure `{id}` ends after the as-of date"
            );
            let path = path.key("history").period(period);
            report.at((path, Part::Key), message).help(
                "make it a figure of its own with `guidance`, or correct the period",
            );
        }
    }
}
