use strata_syntax::change::{Change, Safety};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("empty_item.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (item, path) in &facts.items {
        if item.name.is_none() && item.text.is_none() {
            report
                .at(*path, "this item has neither name nor text")
                .help("add a `name` or a `text`, or remove it")
                .fix(Safety::Unsafe, [Change::Remove(path.path())]);
        }
    }
}
