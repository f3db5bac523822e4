use strata_model::Period;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("price_day.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let brief = facts.brief;
    let named = brief.recommendation.as_ref().and_then(|it| it.price.as_ref());
    let Some(id) = named else { return };
    // That the period is missing is said by another rule.
    let Some(period) = facts.figure(id).and_then(|it| it.period.as_ref()) else { return };
    let path = facts.root.key("figures").key(id.as_str()).key("period");
    let Period::Instant(day) = period else {
        report
            .at(path, format!("the price `{id}` is of `{period}`, not of one day"))
            .help("write the day of the price, as in `at 2025-10-31`")
            .related(facts.root.key("recommendation").key("price"), "the price");
        return;
    };
    if *day > brief.as_of {
        if facts.as_of_too_early().is_some() {
            return;
        }
        report
            .at(path, format!("the price `{id}` is later than the as-of date"))
            .help("correct this day, or `as-of`")
            .related((Path::root().key("as-of"), Part::Value), "the as-of date");
    } else if let Some(prices) = brief.price_date.filter(|prices| prices != day) {
        report
            .at(
                path,
                format!("`{id}` is the price of {day}, and `price-date` is {prices}"),
            )
            .help("correct this day, or `price-date`")
            .related((Path::root().key("price-date"), Part::Value), "all prices");
    }
}
