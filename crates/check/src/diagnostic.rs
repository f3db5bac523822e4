//! What a check says: findings, and the report that holds them with their places.

use std::ops::Range;

use crate::path::{self, Part, Path};
use crate::rule::{Rule, Severity};
use crate::source::{Lines, Region, Span};
use crate::tree::Node;

/// Findings of one kind of severity shown for one file; the rest is only counted.
pub(crate) const SHOWN: usize = 200;

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At bytes of the text, for what is no value of the brief.
    Bytes(Range<usize>),
    /// At a value of the brief or a part of it.
    Node(Path, Part),
}

impl Place {
    pub(crate) fn start() -> Self {
        Place::Bytes(0..0)
    }
}

impl From<Path> for Place {
    fn from(path: Path) -> Self {
        Place::Node(path, Part::Value)
    }
}

impl From<(Path, Part)> for Place {
    fn from((path, part): (Path, Part)) -> Self {
        Place::Node(path, part)
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Bytes(span.range())
    }
}

/// One thing a rule has to say about one place of a brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    rule: &'static Rule,
    severity: Severity,
    message: String,
    help: Option<String>,
    place: Place,
    related: Vec<(Place, String)>,
}

impl Finding {
    /// A finding with the severity of its rule. The message is lower case, without a full
    /// stop, with the author's own words in backticks.
    #[must_use]
    pub fn new(
        rule: &'static Rule,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> Self {
        Finding {
            rule,
            severity: rule.severity,
            message: message.into(),
            help: None,
            place: place.into(),
            related: Vec::new(),
        }
    }

    /// Adds what to do about it: starts with a verb, or with `did you mean`.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do about it, if that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds another place that belongs to it, with a few words saying how.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.related.push((place.into(), label.into()));
        self
    }

    /// Sets another severity than the rule's.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Where it points.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The path it points at, if it points at a value of the brief.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Node(path, _) => Some(path),
            Place::Bytes(_) => None,
        }
    }
}

/// A finding with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    finding: Finding,
    region: Region,
    related: Vec<(Region, String)>,
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
}

/// Findings while they are collected: a hostile file raises no more than can be shown,
/// the rest is counted.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    counts: Counts,
}

impl Findings {
    pub(crate) fn push(&mut self, finding: Finding) {
        let count = self.counts.of(finding.severity);
        *count += 1;
        if *count <= SHOWN {
            self.list.push(finding);
        }
    }

    /// Whether no further error would be shown: it need not be put into words.
    pub(crate) fn is_full(&self) -> bool {
        self.counts.errors >= SHOWN
    }

    /// Counts errors without putting them into words.
    pub(crate) fn count_more(&mut self, errors: usize) {
        self.counts.errors += errors;
    }

    /// Takes over the findings of another collection that `keep` holds for, and what that
    /// one only counted.
    pub(crate) fn absorb(&mut self, other: Findings, keep: impl Fn(&Finding) -> bool) {
        let listed = other.list.iter().filter(is_error).count();
        other.list.into_iter().filter(keep).for_each(|finding| self.push(finding));
        self.count_more(other.counts.errors.saturating_sub(listed));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts == Counts::default()
    }

    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }
}

fn is_error(finding: &&Finding) -> bool {
    finding.severity == Severity::Error
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
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
        let lines = Lines::new(source);
        let region = |place: &Place| match (place, tree) {
            (Place::Bytes(range), _) => lines.region(Span::new(range.start, range.end)),
            (Place::Node(path, part), Some(root)) => {
                lines.region(path::locate(root, source, path, part))
            }
            (Place::Node(..), None) => lines.region(Span::default()),
        };
        let counts = findings.counts;
        let mut list = findings.list;
        // Where there are too many, errors are what must be seen.
        list.sort_by_key(|finding| finding.severity);
        list.truncate(SHOWN);
        let mut findings: Vec<Located> = list
            .into_iter()
            .map(|finding| Located {
                region: region(&finding.place),
                related: finding
                    .related
                    .iter()
                    .map(|(place, label)| (region(place), label.clone()))
                    .collect(),
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
        }
    }

    /// This report with the findings of another one on the same file.
    #[must_use]
    pub fn join(mut self, other: Report) -> Self {
        self.findings.extend(other.findings);
        self.findings.sort_by_key(|located| located.finding.severity);
        self.findings.truncate(SHOWN);
        self.findings.sort_by(by_place);
        self.counts.errors += other.counts.errors;
        self.counts.warnings += other.counts.warnings;
        self.counts.notes += other.counts.notes;
        self
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
    let key = |at: &Located| (at.region.bytes.start, at.finding.rule.code);
    key(a).cmp(&key(b)).then_with(|| a.finding.message.cmp(&b.finding.message))
}
