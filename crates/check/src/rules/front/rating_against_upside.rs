use rust_decimal::Decimal;
use strata_model::calc::upside;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("rating_against_upside.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let Some(recommendation) = &facts.brief.recommendation else { return };
    let [best, .., worst] = recommendation.scale.as_slice() else { return };
    let target = recommendation.target.as_ref().and_then(|id| facts.figure(id));
    let price = recommendation.price.as_ref().and_then(|id| facts.figure(id));
    let Some(upside) =
        target.zip(price).and_then(|(target, price)| upside(target, price))
    else {
        return;
    };
    let rating = &recommendation.rating;
    let below = upside.high().is_some_and(|high| high < Decimal::ZERO);
    let above = upside.low().is_some_and(|low| low > Decimal::ZERO);
    let where_is = match () {
        () if rating == best && below => "below",
        () if rating == worst && above => "above",
        () => return,
    };
    let path = facts.root.key("recommendation");
    report
        .at(path.key("rating"), format!("`{rating}`, and the target lies {where_is} the price"))
        .help("correct the rating, the target or the price; or say under `allow` why it is so")
        .related(path.key("target"), "the target")
        .related(path.key("price"), "the price");
}
