//! What a rule says: findings, and how they are collected.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::change::{Change, Safety};
use crate::path::{Part, Path};
use crate::rule::{Rule, Severity};
use crate::source::Span;

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
    changes: Vec<Change>,
    safety: Safety,
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
            changes: Vec::new(),
            safety: Safety::Unsafe,
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

    /// Adds the changes that do what the help says. They are tried before they are offered:
    /// a proposal that does not mend its finding, or brings another one, stays unseen.
    #[must_use]
    pub fn fix(
        mut self,
        safety: Safety,
        changes: impl IntoIterator<Item = Change>,
    ) -> Self {
        self.safety = safety;
        self.changes = changes.into_iter().collect();
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

    /// The other places that belong to it, each with a few words.
    #[must_use]
    pub fn related_places(&self) -> &[(Place, String)] {
        &self.related
    }

    /// Where it points.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The changes that would mend it, not yet tried; none if no such changes are known.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether its changes keep what the author meant beyond doubt.
    #[must_use]
    pub fn safety(&self) -> Safety {
        self.safety
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

/// Findings while they are collected: a hostile file raises no more than can be shown,
/// the rest is counted.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    pub(crate) counts: Counts,
    /// How many of each rule, by its code, listed or not.
    pub(crate) of_rule: BTreeMap<&'static str, usize>,
}

impl Findings {
    pub(crate) fn push(&mut self, finding: Finding) {
        *self.of_rule.entry(finding.rule.code).or_default() += 1;
        let count = self.counts.of(finding.severity);
        *count += 1;
        if *count <= SHOWN {
            self.list.push(finding);
        }
    }

    /// Whether a rule has raised anything.
    pub(crate) fn has(&self, rule: &Rule) -> bool {
        self.of_rule.get(rule.code).is_some_and(|count| *count > 0)
    }

    /// Whether no further error would be shown: it need not be put into words.
    pub(crate) fn is_full(&self) -> bool {
        self.counts.errors >= SHOWN
    }

    /// Counts errors without putting them into words.
    pub(crate) fn count_more(&mut self, errors: usize) {
        self.counts.errors += errors;
    }

    /// Takes back what a rule has raised about a stretch of the text.
    pub(crate) fn withdraw(&mut self, rule: &Rule, stretch: &RangeInclusive<usize>) {
        let is_there = |one: &Finding| {
            one.rule == rule
                && matches!(&one.place, Place::Bytes(at) if stretch.contains(&at.start))
        };
        let before = self.list.len();
        self.list.retain(|one| !is_there(one));
        let gone = before - self.list.len();
        *self.counts.of(rule.severity) -= gone;
        if let Some(count) = self.of_rule.get_mut(rule.code) {
            *count -= gone;
        }
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
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
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
