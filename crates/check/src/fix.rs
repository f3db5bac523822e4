//! A fix: edits that were tried and found to mend what they are for.

use strata_syntax::change::{Edit, Safety};

/// Edits that mend a finding and bring no other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub(crate) safety: Safety,
    pub(crate) edits: Vec<Edit>,
}

impl Fix {
    /// Edits, sorted by place, none of which overlap. That they mend anything is for the
    /// check to say.
    #[must_use]
    pub fn new(safety: Safety, edits: Vec<Edit>) -> Self {
        Fix { safety, edits }
    }

    /// Whether it can be applied without a look.
    #[must_use]
    pub fn safety(&self) -> Safety {
        self.safety
    }

    /// The edits, sorted by place; they do not overlap.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
