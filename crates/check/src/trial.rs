//! Proposals on trial: each is made on a copy of the text and judged, and only those that
//! mend what they are for and bring nothing else become fixes.

use std::collections::BTreeMap;
use std::ops::Range;

use strata_syntax::change::{Change, Edit, Place};
use strata_syntax::path::{Part, Step};
use strata_syntax::tree::{Kind, Node, child, locate};
use strata_syntax::{Format, Limits, edit};

use crate::diagnostic::{Finding, Findings};
use crate::examine::{Examined, Scope, examine};
use crate::fix::Fix;
use crate::report::Report;
use crate::rule::{Phase, Rule};

/// How often a text is judged again to try its fixes. What has not been tried by then is
/// not offered.
const TRIALS: usize = 48;

/// What that may take, and what turning proposals into edits may take: in bytes of text
/// that is judged, as which a finding and a walk through the text count as well.
const WORK: usize = 3 << 20;
const OF_A_FINDING: usize = 600;
const WALKS: usize = 5;

/// A text as it was judged, against which changes are tried.
pub(crate) struct Trial<'t> {
    pub(crate) text: &'t str,
    pub(crate) format: Format,
    pub(crate) limits: Limits,
    pub(crate) scope: Scope,
    pub(crate) examined: &'t Examined<'t>,
    pub(crate) findings: &'t Counted,
}

/// How many findings there are of each rule.
pub(crate) type Counted = BTreeMap<&'static Rule, usize>;

impl Trial<'_> {
    /// The fixes of a report that stand the trial, each with the number of its finding.
    ///
    /// Most files have few findings and their proposals are sound: all are tried at once,
    /// and only a group that fails is halved and tried again.
    pub(crate) fn fixes(&self, report: &Report) -> Vec<(usize, Fix)> {
        let size = self.text.len().max(1);
        let proposals = report.findings().iter().enumerate();
        let proposals = proposals.filter(|(_, one)| !one.finding().changes().is_empty());
        let proposed: Vec<Proposed> = proposals
            .take(WORK * WALKS / size)
            .filter_map(|(at, located)| {
                let finding = located.finding();
                let edits = self.edits(finding.changes())?;
                let fix = Fix { safety: finding.safety(), edits };
                Some(Proposed { at, rule: finding.rule(), fix })
            })
            .collect();
        let mut groups = apart(proposed);
        let mut fixes = Vec::new();
        let found: usize = self.findings.values().sum();
        let mut trials = TRIALS.min(WORK / (size + found * OF_A_FINDING));
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
        if changes.iter().any(takes_evidence_away) {
            return None;
        }
        let root = self.examined.tree.as_ref();
        let edits = edit::edits(self.text, self.format, root, changes).ok()?;
        (!edits.is_empty()).then_some(edits)
    }

    /// Whether the text after these edits lacks what they are for and has nothing new.
    fn stands(&self, group: &[Proposed]) -> bool {
        let edits = group.iter().flat_map(|one| one.fix.edits.iter().cloned()).collect();
        let Some(edits) = edit::sorted(edits) else { return false };
        let text = edit::apply(self.text, &edits);
        let text = text.as_str();
        let mut findings = Findings::default();
        let after = examine(text, self.format, self.limits, self.scope, &mut findings);
        let before = self.examined.phase();
        if after.phase() < before {
            return false;
        }
        let mended = |rule: &Rule| group.iter().filter(|one| one.rule == rule).count();
        if !is_less(self.findings, &findings.of_rule, before, mended) {
            return false;
        }
        // What the rules say for the first time is theirs to say, unless it is about what
        // has just been written.
        let Some(tree) = after.tree.as_ref().filter(|_| before < Phase::Rules) else {
            return true;
        };
        let written = written(&edits);
        !findings.iter().any(|finding| {
            let of_rules = finding.rule().phase() == Phase::Rules;
            of_rules && is_about(finding, &written, tree, text)
        })
    }
}

/// Whether each rule has less to say by what was mended, and none has more. A phase that is
/// reached for the first time may say what it has to say.
pub(crate) fn is_less(
    before: &Counted,
    after: &Counted,
    reached: Phase,
    mended: impl Fn(&Rule) -> usize,
) -> bool {
    let count = |counted: &Counted, rule| counted.get(rule).copied().unwrap_or(0);
    let rules = before.keys().chain(after.keys()).filter(|rule| rule.phase() <= reached);
    rules.copied().all(|rule| {
        count(after, rule) <= count(before, rule).saturating_sub(mended(rule))
    })
}

/// Whether a change removes a figure or a source: what stands there may be true, and its
/// reference be the slip.
fn takes_evidence_away(change: &Change) -> bool {
    let Change::Remove(path) = change else { return false };
    match path.steps() {
        [] => true,
        [Step::Key(key)] | [Step::Key(key), _] => matches!(&**key, "figures" | "sources"),
        _ => false,
    }
}

/// Where the texts of some edits stand once they are made. The edits are sorted by place.
fn written(edits: &[Edit]) -> Vec<Range<usize>> {
    let (mut gone, mut come) = (0, 0);
    let range = |edit: &Edit| {
        let start = edit.bytes.start + come - gone;
        (gone, come) = (gone + edit.bytes.len(), come + edit.text.len());
        start..start + edit.text.len()
    };
    edits.iter().map(range).collect()
}

/// Whether a finding points at a value in which something was written.
fn is_about(
    finding: &Finding,
    written: &[Range<usize>],
    tree: &Node<'_>,
    text: &str,
) -> bool {
    let span = match finding.place() {
        Place::Bytes(bytes) => bytes.clone(),
        Place::Node(path, part) => {
            let mut steps = path.steps().iter();
            let node = steps.try_fold(tree, |node, step| Some(child(node, step)?.1));
            let is_word =
                node.is_some_and(|it| !matches!(it.kind, Kind::Map(_) | Kind::Seq(_)));
            // A key stands for its entry, and what is said of a list for no word in it.
            if !is_word || *part == Part::Key {
                return false;
            }
            locate(tree, text, path, part).range()
        }
    };
    written.iter().any(|it| it.start < span.end && span.start < it.end)
}

struct Proposed {
    /// The number of the finding in its report.
    at: usize,
    rule: &'static Rule,
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
