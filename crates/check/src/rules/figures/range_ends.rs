use strata_model::Extent;
use strata_syntax::change::{Change, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
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
            let write = |at: ArenaPath<'_>, text: &strata_model::Quantity| {
                Change::Write(Place::from(at), text.to_string())
            };
            report
                .at(low, message)
                .help("exchange the two, or correct the wrong one")
                .related(high, "the high end")
                .fix(Safety::Unsafe, [write(low, &range.high), write(high, &range.low)]);
        }
        let first = figure.change.iter().map(|change| (change, path));
        let further = figure.comparisons.iter().enumerate();
        let further =
            further.map(|(at, one)| (&one.change, path.key("comparisons").index(at)));
        for (change, path) in first.chain(further) {
            if let Extent::Between(low, high) = &change.extent
                && low.unit() == high.unit()
                && low.value() > high.value()
            {
                let message = format!("the low end, `{low}`, is above the high end");
                let turned = format!("{high} to {low} {}", change.against);
                let place = path.key("change");
                report
                    .at(place, message)
                    .help(format!("write `{turned}`, or correct the wrong end"))
                    .fix(Safety::Unsafe, [Change::Write(place.into(), turned)]);
            }
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
