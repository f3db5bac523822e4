//! Fixes: changes that were proposed, tried, and found to mend what they are for.

use std::collections::BTreeMap;

use crate::change::{Change, Safety};
use crate::checked::{Examined, Stage, examine};
use crate::diagnostic::Findings;
use crate::edit::{self, Edit};
use crate::input::{Format, Limits};
use crate::report::Report;

/// Edits that mend a finding and bring no other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub(crate) safety: Safety,
    pub(crate) edits: Vec<Edit>,
}

impl Fix {
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

/// How often a text is judged again to try its fixes, and how many bytes of it altogether.
/// What has not been tried by then is not offered.
const TRIALS: usize = 48;
const BYTES: usize = 8 << 20;

/// A text as it was judged, against which changes are tried.
pub(crate) struct Trial<'t> {
    pub(crate) text: &'t str,
    pub(crate) format: Format,
    pub(crate) limits: Limits,
    pub(crate) then: &'t [Stage],
    pub(crate) examined: &'t Examined<'t>,
    pub(crate) findings: &'t Codes,
}

/// How many findings there are of each rule.
pub(crate) type Codes = BTreeMap<&'static str, usize>;

impl Trial<'_> {
    /// The fixes of a report that stand the trial, each with the number of its finding.
    ///
    /// Most files have few findings and their proposals are sound: all are tried at once,
    /// and only a group that fails is halved and tried again.
    pub(crate) fn fixes(&self, report: &Report) -> Vec<(usize, Fix)> {
        let proposals = report.findings().iter().enumerate();
        let proposed: Vec<Proposed> = proposals
            .filter_map(|(at, located)| {
                let finding = located.finding();
                let edits = self.edits(finding.changes())?;
                let fix = Fix { safety: finding.safety(), edits };
                Some(Proposed { at, code: finding.rule().code, fix })
            })
            .collect();
        let mut groups = apart(proposed);
        let mut fixes = Vec::new();
        let mut trials = TRIALS.min(BYTES / self.text.len().max(1));
        while let Some(mut group) = groups.pop() {
            if trials == 0 {
                break;
            }
            trials -= 1;
            if self.stands(&group) {
                fixes.extend(group.into_iter().map(|one| (one.at, one.fix)));
            } else if group.len() > 1 {
                groups.push(group.split_off(group.len() / 2));
                groups.push(group);
            }
        }
        fixes
    }

    fn edits(&self, changes: &[Change]) -> Option<Vec<Edit>> {
        let root = self.examined.tree.as_ref();
        let edits = edit::edits(self.text, self.format, root, changes)?;
        (!edits.is_empty()).then_some(edits)
    }

    /// Whether the text after these edits lacks what they are for and has nothing new.
    fn stands(&self, group: &[Proposed]) -> bool {
        let edits = group.iter().flat_map(|one| one.fix.edits.iter().cloned()).collect();
        let Some(edits) = edit::sorted(edits) else { return false };
        let text = edit::apply(self.text, &edits);
        let mut findings = Findings::default();
        let after = examine(&text, self.format, self.limits, self.then, &mut findings);
        // What has been reached must be reached again.
        let before = self.examined;
        if (before.brief.is_some() && after.brief.is_none())
            || (before.tree.is_some() && after.tree.is_none())
        {
            return false;
        }
        // A stage that is reached for the first time may say what it has to say.
        let judged = |code: &str| match code.as_bytes().first() {
            Some(b'P') => true,
            Some(b'S') => before.tree.is_some(),
            _ => before.brief.is_some(),
        };
        let count = |codes: &Codes, code| codes.get(code).copied().unwrap_or(0);
        let mended = |code| group.iter().filter(|one| one.code == code).count();
        let codes = self.findings.keys().chain(findings.of_rule.keys());
        codes.filter(|code| judged(code)).all(|code| {
            let allowed = count(self.findings, code).saturating_sub(mended(*code));
            count(&findings.of_rule, code) <= allowed
        })
    }
}

struct Proposed {
    /// The number of the finding in its report.
    at: usize,
    code: &'static str,
    fix: Fix,
}

/// Groups of proposals whose edits do not meet: the first of each place in the first group.
fn apart(proposed: Vec<Proposed>) -> Vec<Vec<Proposed>> {
    let mut groups: Vec<(usize, Vec<Proposed>)> = Vec::new();
    for one in proposed {
        let start = one.fix.edits.first().map_or(0, |edit| edit.bytes.start);
        let end = one.fix.edits.last().map_or(0, |edit| edit.bytes.end);
        match groups.iter_mut().find(|(free, _)| *free <= start) {
            Some((free, group)) => {
                *free = end + 1;
                group.push(one);
            }
            None => groups.push((end + 1, vec![one])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
