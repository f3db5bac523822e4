use strata_model::{Decimals, Qualifier};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("qualifier_conflict.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let Some(value) = &figure.value else { continue };
        let glyph = value.qualifier();
        let about = figure.qualifier() == Some(Qualifier::About);
        if let (Some(glyph), Some(stated)) = (glyph, figure.qualifier)
            && glyph != stated
        {
            let sign = if glyph == Qualifier::About { "~" } else { "+" };
            let message =
                format!("`{sign}` in `{value}` means {}, the key says {}", glyph, stated);
            report
                .at(path.key("qualifier"), message)
                .help("remove the key, or the glyph from the value")
                .related(path.key("value"), "the glyph")
                .fix(Safety::Unsafe, [Change::Remove(path.key("qualifier").path())]);
        } else if about && figure.decimals == Some(Decimals::Exact) {
            let message = format!("`{value}` is said to be about right and exact");
            report
                .at(path.key("decimals"), message)
                .help("remove `decimals`, or what says about")
                .related((path.key("value"), Part::Value), "the value")
                .fix(Safety::Unsafe, [Change::Remove(path.key("decimals").path())]);
        }
    }
}
