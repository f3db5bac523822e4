//! What a check says of one file: its findings with their places.

use std::cell::LazyCell;

use strata_syntax::change::{Place, Safety};
use strata_syntax::source::{Lines, Region, Span};
use strata_syntax::tree::{Node, locate};

use crate::diagnostic::{Counts, Finding, Findings, SHOWN, Unlisted};
use crate::fix::Fix;
use crate::levels::Levels;
use crate::rule::{Phase, Severity};

/// A finding with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    finding: Finding,
    region: Region,
    related: Vec<(Region, String)>,
    fix: Option<Fix>,
}

impl Located {
    /// The finding.
    #[must_use]
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// Where it is in the text.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The other places that belong to it, each with a few words.
    #[must_use]
    pub fn related(&self) -> &[(Region, String)] {
        &self.related
    }

    /// Edits that mend it and bring no other finding: they have been tried.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }
}

/// What a check found in one file, sorted by place.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    name: String,
    source: String,
    marked: bool,
    findings: Vec<Located>,
    counts: Counts,
    /// How many findings of each rule are counted and not listed.
    unlisted: Box<Unlisted>,
    phase: Phase,
}

impl Report {
    /// Gives each finding its place. Without a tree, paths lead to the start of the text.
    pub(crate) fn new(
        name: &str,
        source: &str,
        marked: bool,
        tree: Option<&Node<'_>>,
        findings: Findings,
    ) -> Self {
        let lines = LazyCell::new(|| Lines::new(source));
        let region = |place: &Place| match (place, tree) {
            (Place::Bytes(range), _) => lines.region(Span::new(range.start, range.end)),
            (Place::Node(path, part), Some(root)) => {
                lines.region(locate(root, source, path, part))
            }
            (Place::Node(..), None) => lines.region(Span::default()),
        };
        let counts = findings.counts;
        let mut list = findings.list;
        // Where there are too many, errors are what must be seen.
        list.sort_by_key(Finding::severity);
        let mut unlisted = findings.unlisted;
        for finding in list.drain(SHOWN.min(list.len())..) {
            *unlisted.entry((finding.rule(), finding.severity())).or_default() += 1;
        }
        let mut findings: Vec<Located> = list
            .into_iter()
            .map(|finding| Located {
                region: region(finding.place()),
                related: finding
                    .related_places()
                    .iter()
                    .map(|(place, label)| (region(place), label.clone()))
                    .collect(),
                fix: None,
                finding,
            })
            .collect();
        findings.sort_by(by_place);
        Report {
            name: name.to_owned(),
            source: source.to_owned(),
            marked,
            findings,
            counts,
            unlisted: Box::new(unlisted),
            phase: if tree.is_some() { Phase::Shape } else { Phase::Syntax },
        }
    }

    /// A report of findings that were made elsewhere, each with its fix, as a check would
    /// write it. Paths lead to the start of the text.
    #[must_use]
    pub fn of(name: &str, source: &str, findings: Vec<(Finding, Option<Fix>)>) -> Self {
        let (findings, fixes): (Vec<_>, Vec<_>) = findings.into_iter().unzip();
        let mut found = Findings::default();
        found.extend(findings);
        let mut report = Report::new(name, source, false, None, found);
        let fixes = fixes.into_iter().enumerate();
        report.offer(fixes.filter_map(|(at, fix)| Some((at, fix?))).collect());
        report
    }

    /// The same, of a text with which the judge came to this phase.
    pub(crate) fn reaching(mut self, phase: Phase) -> Self {
        self.phase = phase;
        self
    }

    /// This report with the findings of another one on the same file.
    #[must_use]
    pub fn join(mut self, other: Report) -> Self {
        self.findings.extend(other.findings);
        for (key, count) in *other.unlisted {
            *self.unlisted.entry(key).or_default() += count;
        }
        self.shorten();
        self.counts.errors += other.counts.errors;
        self.counts.warnings += other.counts.warnings;
        self.counts.notes += other.counts.notes;
        self
    }

    /// This report at other severities than those of the rules: what is left out there is
    /// neither listed nor counted.
    #[must_use]
    pub fn adjusted(mut self, levels: &Levels) -> Report {
        for one in std::mem::take(&mut self.findings) {
            let before = one.finding.severity();
            let after = levels.severity(&one.finding);
            self.counts.shift(before, after, 1);
            let Some(after) = after else { continue };
            let finding = one.finding.with_severity(after);
            self.findings.push(Located { finding, ..one });
        }
        for ((rule, before), count) in std::mem::take(&mut *self.unlisted) {
            let after = levels.level(rule, before);
            self.counts.shift(before, after, count);
            if let Some(after) = after {
                *self.unlisted.entry((rule, after)).or_default() += count;
            }
        }
        self.shorten();
        self
    }

    /// Leaves in the list what can be shown, errors before all others.
    fn shorten(&mut self) {
        self.findings.sort_by_key(|located| located.finding.severity());
        for one in self.findings.drain(SHOWN.min(self.findings.len())..) {
            let key = (one.finding.rule(), one.finding.severity());
            *self.unlisted.entry(key).or_default() += 1;
        }
        self.findings.sort_by(by_place);
    }

    /// The errors that were not in an earlier report on the same file: the same rule said
    /// neither the same nor anything else of the same place. What only a judge that came
    /// further can see does not count. They offer no fixes: this text is in no file yet.
    #[must_use]
    pub fn brought(&self, earlier: &Report) -> Report {
        let is_error = |one: &&Located| one.finding.severity() == Severity::Error;
        let mut known: Vec<&Finding> =
            earlier.findings.iter().filter(is_error).map(Located::finding).collect();
        // The press sees every brief that the rules have seen.
        let was_judged =
            |one: &Finding| one.rule().phase().min(Phase::Rules) <= earlier.phase;
        let mut brought = self.clone();
        brought.findings.retain(|one| {
            let one = one.finding();
            if one.severity() != Severity::Error || !was_judged(one) {
                return false;
            }
            let same = |other: &&Finding| {
                let place = one.path().is_some() && one.place() == other.place();
                one.rule() == other.rule() && (one.message() == other.message() || place)
            };
            match known.iter().position(same) {
                Some(at) => {
                    known.remove(at);
                    false
                }
                None => true,
            }
        });
        brought.findings.iter_mut().for_each(|one| one.fix = None);
        brought.unlisted.clear();
        brought.counts = Counts { errors: brought.findings.len(), ..Counts::default() };
        brought
    }

    /// Gives findings, by their number in the list, the fixes that were tried.
    pub(crate) fn offer(&mut self, fixes: Vec<(usize, Fix)>) {
        for (at, fix) in fixes {
            if let Some(located) = self.findings.get_mut(at) {
                located.fix = Some(fix);
            }
        }
    }

    /// The number of findings with a fix of this safety.
    #[must_use]
    pub fn fixable(&self, safety: Safety) -> usize {
        let fixes = self.findings.iter().filter_map(Located::fix);
        fixes.filter(|fix| fix.safety() == safety).count()
    }

    /// How far the judge came: the last phase whose rules were applied.
    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    /// The name of the file, as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text that was read, without a leading byte-order mark. Empty if the file was
    /// too large to read.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Bytes of the file before [`Report::source`] begins: 3 for a byte-order mark, else 0.
    #[must_use]
    pub fn offset(&self) -> usize {
        if self.marked { "\u{feff}".len() } else { 0 }
    }

    /// The findings, sorted by place; at most 200, errors before all others.
    #[must_use]
    pub fn findings(&self) -> &[Located] {
        &self.findings
    }

    /// How many findings are not listed.
    #[must_use]
    pub fn more(&self) -> usize {
        (self.errors() + self.warnings() + self.notes())
            .saturating_sub(self.findings.len())
    }

    /// The number of errors, listed or not.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.counts.errors
    }

    /// The number of warnings, listed or not.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.counts.warnings
    }

    /// The number of notes, listed or not.
    #[must_use]
    pub fn notes(&self) -> usize {
        self.counts.notes
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.counts == Counts::default()
    }

    /// Whether there is an error: such a brief cannot be printed.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }

    /// The numbers in words: `2 errors, 1 warning`, or `no findings`.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |count: usize, noun: &str| match count {
            0 => None,
            1 => Some(format!("1 {noun}")),
            _ => Some(format!("{count} {noun}s")),
        };
        let parts: Vec<String> = [
            count(self.errors(), "error"),
            count(self.warnings(), "warning"),
            count(self.notes(), "note"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}

/// The order of a report, the same whatever order the rules ran in.
fn by_place(a: &Located, b: &Located) -> std::cmp::Ordering {
    let key = |at: &Located| (at.region.bytes.start, at.finding.rule().code);
    key(a).cmp(&key(b)).then_with(|| a.finding.message().cmp(b.finding.message()))
}
