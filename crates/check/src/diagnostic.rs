//! What a rule says: findings, and how they are collected.

mod reporter;

use std::collections::BTreeMap;

use strata_syntax::change::{Change, Edit, Place, Safety};
use strata_syntax::path::Path;
use strata_syntax::{Errors, SyntaxError};

pub(crate) use reporter::{Raised, Reporter};

use crate::rule::{Certainty, Rule, Severity};
use crate::rules::syntax;

/// Findings of one kind of severity shown for one file; the rest is only counted.
pub(crate) const SHOWN: usize = strata_syntax::SHOWN;

/// One thing a rule has to say about one place of a brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    rule: &'static Rule,
    severity: Severity,
    certainty: Option<Certainty>,
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
            // What a rule that may stop the press reads out of words, it says is so.
            certainty: rule.certainty().filter(|_| rule.severity != Severity::Error),
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

    /// Puts it where it belongs in a file of which only a part was read. What it proposes is
    /// made for that part, and is no longer to be had.
    pub(crate) fn move_to(&mut self, original: impl Fn(&Path) -> Path) {
        let related = self.related.iter_mut().map(|(place, _)| place);
        for place in std::iter::once(&mut self.place).chain(related) {
            if let Place::Node(path, _) = place {
                *path = original(path);
            }
        }
        self.changes.clear();
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

    /// How sure it is, if it was read out of words, which may mean something else.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        self.certainty
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

impl From<SyntaxError> for Finding {
    fn from(error: SyntaxError) -> Self {
        let rule = syntax::of(error.kind);
        let finding = Finding::new(rule, error.span, error.message).help(error.help);
        let finding = match error.related {
            Some((place, label)) => finding.related(place, label),
            None => finding,
        };
        match error.fix {
            Some((safety, Edit { bytes, text })) => {
                finding.fix(safety, [Change::Write(Place::Bytes(bytes), text)])
            }
            None => finding,
        }
    }
}

/// Findings while they are collected: a hostile file raises no more than can be shown,
/// the rest is counted.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    pub(crate) counts: Counts,
    /// How many of each rule, listed or not.
    pub(crate) of_rule: BTreeMap<&'static Rule, usize>,
    /// How many are not listed, as far as their rules are known.
    pub(crate) unlisted: Unlisted,
}

/// Numbers of findings that are not listed.
pub(crate) type Unlisted = BTreeMap<(&'static Rule, Severity), usize>;

impl Findings {
    /// What a reader had to say.
    pub(crate) fn of(errors: Errors) -> Self {
        let mut findings = Findings::default();
        findings.read(errors);
        findings
    }

    /// Adds what a reader had to say; what it only counted is counted here.
    pub(crate) fn read(&mut self, errors: Errors) {
        let mut counts = errors.counts().clone();
        for error in errors {
            if let Some(count) = counts.get_mut(&error.kind) {
                *count -= 1;
            }
            self.push(error.into());
        }
        for (kind, unsaid) in counts {
            let rule = syntax::of(kind);
            *self.counts.of(rule.severity) += unsaid;
            *self.of_rule.entry(rule).or_default() += unsaid;
            if unsaid > 0 {
                *self.unlisted.entry((rule, rule.severity)).or_default() += unsaid;
            }
        }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        *self.of_rule.entry(finding.rule).or_default() += 1;
        let count = self.counts.of(finding.severity);
        *count += 1;
        if *count <= SHOWN {
            self.list.push(finding);
        } else {
            let key = (finding.rule, finding.severity);
            *self.unlisted.entry(key).or_default() += 1;
        }
    }

    /// Whether a rule has raised anything.
    pub(crate) fn has(&self, rule: &Rule) -> bool {
        self.of_rule.get(rule).is_some_and(|count| *count > 0)
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
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Counts {
    /// Counts some findings under another severity, or no longer.
    pub(crate) fn shift(
        &mut self,
        before: Severity,
        after: Option<Severity>,
        number: usize,
    ) {
        let from = self.of(before);
        *from = from.saturating_sub(number);
        if let Some(after) = after {
            *self.of(after) += number;
        }
    }

    fn of(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }
}
