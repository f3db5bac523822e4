use strata_model::calc::upside;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::unit::{unit_of, words};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("no_upside.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let Some(recommendation) = &facts.brief.recommendation else { return };
    let Some(target) = &recommendation.target else { return };
    let path = facts.root.key("recommendation");
    let Some(price) = &recommendation.price else {
        report
            .at(path.key("target"), "no price stands beside the target price")
            .help("name the figure of the market price with `price`");
        return;
    };
    let (Some(high), Some(low)) = (facts.figure(target), facts.figure(price)) else {
        return;
    };
    if upside(high, low).is_some() {
        return;
    }
    let at = path.key("target");
    let raised = match (unit_of(high), unit_of(low)) {
        (Some(a), Some(b)) if a != b => {
            let (a, b) = (words(a), words(b));
            report
                .at(at, format!("`{target}` is in {a}, the price `{price}` in {b}"))
                .help("write both in one unit")
        }
        _ => report
            .at(at, format!("no upside follows from `{target}` and `{price}`"))
            .help("give each a value, or a range, that has two ends"),
    };
    raised.related(path.key("price"), "the price");
}
