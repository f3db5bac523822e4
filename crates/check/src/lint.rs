//! The lints: what a brief of the right shape may still get wrong.

use strata_model::Brief;

use crate::diagnostic::Findings;
use crate::rule::Rule;

/// A rule with its check.
pub(crate) struct Lint {
    pub(crate) rule: &'static Rule,
}

/// All lints, in the order of their codes.
pub(crate) const LINTS: &[&Lint] = &[];

/// Applies every lint to a brief.
pub(crate) fn lint(_brief: &Brief, _findings: &mut Findings) {}
