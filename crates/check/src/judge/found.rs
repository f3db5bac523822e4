//! What the rules find, while they find it: what the brief allows is taken away at once, and
//! of the rest no more is kept than can be shown. A hostile brief raises half a million
//! findings in a megabyte.

use std::collections::BTreeMap;

use super::allowances::Allowed;
use super::words::Words;
use crate::diagnostic::{Finding, Findings};
use crate::rule::Rule;

/// The findings of all rules on one brief.
pub(super) struct Found<'f> {
    /// What the brief allows, by the rule.
    allowed: BTreeMap<&'static Rule, Vec<Allowed>>,
    /// What stands where words are allowed.
    words: Words,
    findings: &'f mut Findings,
}

impl<'f> Found<'f> {
    pub(super) fn new(
        allowed: Vec<Allowed>,
        words: Words,
        findings: &'f mut Findings,
    ) -> Self {
        let mut by_rule = BTreeMap::<_, Vec<_>>::new();
        for entry in allowed {
            by_rule.entry(entry.rule).or_default().push(entry);
        }
        Found { allowed: by_rule, words, findings }
    }

    /// Raises a finding, unless the brief allows it.
    fn push(&mut self, finding: Finding) {
        let path = finding.path();
        let is_there =
            |entry: &&mut Allowed| path.is_some_and(|path| path.is_within(&entry.scope));
        let entries = self.allowed.get_mut(finding.rule()).into_iter().flatten();
        let mut loose = None;
        for entry in entries.filter(is_there) {
            match &entry.words {
                Some(words) if self.words.is_at(&finding, words) => {
                    entry.used = true;
                    return;
                }
                Some(_) => entry.is_passed_by = true,
                None if loose.is_none() => loose = Some(entry),
                None => {}
            }
        }
        let Some(entry) = loose else { return self.findings.push(finding) };
        entry.used = true;
        if finding.certainty().is_some()
            && let Some(literal) = self.words.literal(&finding)
        {
            entry.read(literal);
        }
    }

    /// Raises several findings.
    pub(super) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// The entries that allowed nothing, or words that nobody wrote down, in their order.
    pub(super) fn doubtful(self) -> Vec<Allowed> {
        let entries = self.allowed.into_values().flatten();
        let mut doubtful: Vec<Allowed> =
            entries.filter(|entry| !entry.used || !entry.literals.is_empty()).collect();
        doubtful.sort_unstable_by_key(|entry| entry.number);
        doubtful
    }
}
