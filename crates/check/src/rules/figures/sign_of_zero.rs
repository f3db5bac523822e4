use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("sign_of_zero.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (quantity, path) in &facts.quantities {
        if !(quantity.digits().is_zero() && quantity.is_negative()) {
            continue;
        }
        let text = quantity.to_string();
        let plain = text.replacen('-', "", 1);
        let place = (*path, Part::Within(0..text.len()));
        let change = Change::Write(place.into(), plain.clone());
        report
            .at(*path, format!("`{text}` is a zero with a minus"))
            .help(format!("write `{plain}`, or one more digit if there was a fall"))
            .fix(Safety::Unsafe, [change]);
    }
}
