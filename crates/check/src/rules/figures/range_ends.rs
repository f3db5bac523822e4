use strata_syntax::change::{Change, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::{Facts, Site};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("range_ends.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(range) = &figure.range
            && range.low.unit() == range.high.unit()
            && range.low.value() > range.high.value()
        {
            let (low, high) =
                (path.key("range").key("low"), path.key("range").key("high"));
            let message = format!("the low end, `{}`, is above the high end", range.low);
            let write = |at: Site<'_>, text: &strata_model::Quantity| {
                Change::Write(Place::from(at), text.to_string())
            };
            report
                .at(low, message)
                .help("exchange the two, or correct the wrong one")
                .related(high, "the high end")
                .fix(Safety::Unsafe, [write(low, &range.high), write(high, &range.low)]);
        }
        if let Some(tolerance) = &figure.tolerance
            && tolerance.is_negative()
        {
            let place = path.key("tolerance");
            let message = format!("the tolerance `{tolerance}` has a direction");
            let plain = tolerance.to_string().replacen('-', "", 1);
            report
                .at(place, message)
                .help(format!("write `{plain}`: it holds to either side"))
                .fix(Safety::Unsafe, [Change::Write(place.into(), plain)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn ends_in_order_equal_or_of_two_units_are_another_matter() {
        let said = |keys: &str| {
            let brief = format!("figures:\n  a: {{label: A, period: FY 2024, {keys}}}\n");
            messages(&brief, "L061")
        };
        assert!(said("range: {low: $5.0B, high: $6.0B}").is_empty());
        assert!(said("range: {low: $5.0B, high: $5.0B}").is_empty());
        assert!(said("range: {low: -$6.0B, high: -$5.0B}").is_empty());
        assert!(said("range: {low: $900M, high: $1.1B}").is_empty());
        assert!(said("range: {low: $6.0B, high: €5.0B}").is_empty());
        assert!(said("value: $65.0B, tolerance: 2%").is_empty());
        assert_eq!(
            said("range: {low: -5%, high: -6%}"),
            ["the low end, `-5%`, is above the high end"]
        );
        assert_eq!(
            said("value: $65.0B, tolerance: -2%"),
            ["the tolerance `-2%` has a direction"]
        );
    }
}
