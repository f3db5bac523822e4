//! Fixes: changes that were proposed, tried, and found to mend what they are for.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use strata_syntax::change::{Change, Edit, Place, Safety};
use strata_syntax::path::{Part, Step};
use strata_syntax::tree::{Kind, Node, child, locate};
use strata_syntax::{Format, Input, Limits, edit};

use crate::checked::{Checked, Examined, Scope, check, examine};
use crate::diagnostic::{Finding, Findings};
use crate::report::{Located, Report};
use crate::rule::{Phase, Rule};

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
fn is_less(
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

/// A text after its fixes.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The text, with the byte-order mark it began with.
    pub text: String,
    /// The number of fixes in it.
    pub fixes: usize,
    /// What the judge says of it.
    pub judged: Result<Checked, Report>,
}

/// Rounds of fixing: each may bring to light what the last one hid.
const ROUNDS: usize = 16;

/// Judges a data file, applies its fixes, and judges it again until there is nothing left
/// to fix. With [`Safety::Safe`] only the safe ones are applied, with [`Safety::Unsafe`]
/// all. The text must be UTF-8, else nothing is fixed.
#[must_use]
pub fn mend(input: &Input<'_>, most: Safety) -> Mended {
    let mut judged = check(input);
    let mut text = String::from_utf8_lossy(input.bytes).into_owned();
    let mut fixes = 0;
    for _ in 0..ROUNDS {
        let report = match &judged {
            Ok(checked) => checked.report(),
            Err(report) => report,
        };
        let mut chosen = chosen(report, most);
        let mut next = Judged::after(report, &chosen, input);
        // Two fixes that are right alone can be wrong together.
        if chosen.len() > 1 && !next.is_better_than(report, chosen.len()) {
            chosen.truncate(1);
            next = Judged::after(report, &chosen, input);
        }
        if chosen.is_empty() || !next.is_better_than(report, chosen.len()) {
            break;
        }
        fixes += chosen.len();
        (text, judged) = (next.text, next.judged);
    }
    Mended { text, fixes, judged }
}

/// The fixes that can be applied together, by place.
fn chosen(report: &Report, most: Safety) -> Vec<Fix> {
    let offered = report.findings().iter().filter_map(Located::fix);
    let mut chosen: Vec<Fix> = Vec::new();
    for fix in offered.filter(|fix| fix.safety <= most) {
        let edits = chosen.iter().chain([fix]).flat_map(|fix| fix.edits.iter().cloned());
        if edit::sorted(edits.collect()).is_some() {
            chosen.push(fix.clone());
        }
    }
    chosen
}

/// A text after some fixes, and what the judge says of it.
struct Judged {
    text: String,
    judged: Result<Checked, Report>,
}

impl Judged {
    fn after(report: &Report, fixes: &[Fix], input: &Input<'_>) -> Self {
        let edits = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
        let edits = edit::sorted(edits).unwrap_or_default();
        let mark = if report.offset() > 0 { "\u{feff}" } else { "" };
        let text = format!("{mark}{}", edit::apply(report.source(), &edits));
        let judged = check(&Input { bytes: text.as_bytes(), ..*input });
        Judged { text, judged }
    }

    /// Whether the judge came further, or has less to say by so many findings.
    fn is_better_than(&self, before: &Report, fixes: usize) -> bool {
        let after = match &self.judged {
            Ok(checked) => checked.report(),
            Err(report) => report,
        };
        let total = |report: &Report| report.findings().len() + report.more();
        // Which rules raised what is not listed, nobody knows.
        let listed = before.more() + after.more() == 0;
        if listed && !is_less(&counted(before), &counted(after), before.phase(), |_| 0) {
            return false;
        }
        match after.phase().cmp(&before.phase()) {
            Ordering::Greater => true,
            Ordering::Equal => total(after) + fixes <= total(before),
            Ordering::Less => false,
        }
    }
}

fn counted(report: &Report) -> Counted {
    let mut counted = Counted::new();
    for located in report.findings() {
        *counted.entry(located.finding().rule()).or_default() += 1;
    }
    counted
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn fewer_findings_are_no_better_with_another_one_among_them() {
        let figures = |keys: &str| format!("figures:\n  a: {{label: A, {keys}}}\n");
        let before = sample::report(&figures("value: 5%"));
        let after = |fragment: &str| Judged {
            text: String::new(),
            judged: Err(sample::report(fragment)),
        };
        let less = after(&figures("value: 5%, period: FY 2024"));
        assert!(less.is_better_than(&before, 1));
        let other = after("sources: {a: {title: A, tier: issuer}}\n");
        assert!(!other.is_better_than(&before, 1));
    }
}
