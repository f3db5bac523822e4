//! How a rule says what it has found.

use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use super::{Finding, SHOWN};
use crate::rule::{Certainty, Rule, Severity};

/// Where a rule says what it has found. It is bound to the rule, which need not name itself.
pub(crate) struct Reporter<'f> {
    rule: &'static Rule,
    /// What all rules have found so far.
    found: &'f mut Vec<Finding>,
}

impl<'f> Reporter<'f> {
    pub(crate) fn new(rule: &'static Rule, found: &'f mut Vec<Finding>) -> Self {
        Reporter { rule, found }
    }

    /// Raises a finding; what comes back takes what else there is to say of it. The message
    /// is lower case, without a full stop, with the author's own words in backticks.
    pub(crate) fn at(
        &mut self,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> Raised<'_> {
        let last = self.found.len();
        self.found.push(Finding::new(self.rule, place, message));
        Raised(&mut self.found[last])
    }

    /// The reporter of another rule, for what this one comes across.
    pub(crate) fn of(&mut self, rule: &'static Rule) -> Reporter<'_> {
        Reporter { rule, found: self.found }
    }

    /// The rule it is bound to.
    pub(crate) fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How many findings there are, with those of the rules before this one.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether there are more than are shown: a fix need not be looked for.
    pub(crate) fn is_full(&self) -> bool {
        self.count() >= SHOWN
    }

    /// The values at which something has been found, by the rules before this one as well.
    pub(crate) fn told(&self) -> impl Iterator<Item = &Path> {
        self.found.iter().filter_map(Finding::path)
    }
}

/// A finding that has been raised. Its methods are those with which a [`Finding`] is built.
pub(crate) struct Raised<'r>(&'r mut Finding);

impl Raised<'_> {
    /// Adds what to do about it: starts with a verb, or with `did you mean`.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to it, with a few words saying how.
    pub(crate) fn related(
        self,
        place: impl Into<Place>,
        label: impl Into<String>,
    ) -> Self {
        self.0.related.push((place.into(), label.into()));
        self
    }

    /// Adds the changes that do what the help says.
    pub(crate) fn fix(
        self,
        safety: Safety,
        changes: impl IntoIterator<Item = Change>,
    ) -> Self {
        self.0.safety = safety;
        self.0.changes = changes.into_iter().collect();
        self
    }

    /// Sets another severity than the rule's.
    pub(crate) fn severity(self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// Sets how sure it is, where that is not as sure as the rule.
    pub(crate) fn sure(self, certainty: Certainty) -> Self {
        self.0.certainty = Some(certainty);
        self
    }

    /// Marks it as read out of words, of a rule that reads no other out of them. Unless that
    /// is of high certainty it is no error.
    pub(crate) fn guess(self) -> Self {
        self.0.certainty = self.0.rule.certainty();
        if self.0.certainty != Some(Certainty::High) {
            self.0.severity = self.0.severity.max(Severity::Warning);
        }
        self
    }
}
