//! What the rules find, while they find it: what the brief allows is taken away at once, and
//! of the rest no more is kept than can be shown. A hostile brief raises half a million
//! findings in a megabyte.

use std::collections::BTreeMap;

use super::allowances::Allowed;
use crate::diagnostic::{Finding, Findings};
use crate::rule::Rule;

/// The findings of all rules on one brief.
pub(super) struct Found<'f> {
    /// What the brief allows, by the rule.
    allowed: BTreeMap<&'static Rule, Vec<Allowed>>,
    findings: &'f mut Findings,
}

impl<'f> Found<'f> {
    pub(super) fn new(allowed: Vec<Allowed>, findings: &'f mut Findings) -> Self {
        let mut by_rule = BTreeMap::<_, Vec<_>>::new();
        for entry in allowed {
            by_rule.entry(entry.rule).or_default().push(entry);
        }
        Found { allowed: by_rule, findings }
    }

    /// Raises a finding, unless the brief allows it.
    fn push(&mut self, finding: Finding) {
        let entries = self.allowed.get_mut(finding.rule()).into_iter().flatten();
        let path = finding.path();
        let mut entries =
            entries.filter(|entry| path.is_some_and(|path| path.is_within(&entry.scope)));
        match entries.next() {
            Some(entry) => entry.used = true,
            None => self.findings.push(finding),
        }
    }

    /// Raises several findings.
    pub(super) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// The entries that allowed nothing, in their order.
    pub(super) fn idle(&self) -> Vec<usize> {
        let entries = self.allowed.values().flatten();
        let mut idle: Vec<usize> =
            entries.filter(|entry| !entry.used).map(|entry| entry.number).collect();
        idle.sort_unstable();
        idle
    }
}
