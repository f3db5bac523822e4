use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unused_allowance.md"));

/// No check of its own: the judge knows what the entries have taken away.
pub(crate) fn check(_: &Facts<'_>, _: &mut Reporter<'_>) {}
