//! Applies the rules to a brief.
//!
//! A rule speaks in paths; where they are in the text is somebody else's business.

mod allowances;
mod found;
mod words;

use strata_model::Brief;

use crate::diagnostic::{Finding, Findings, Reporter};
use crate::facts::{Facts, PathArena};
use crate::part::Lost;
use crate::registry::{CHECKS, Check};
use crate::rule::{Rule, Severity};
use crate::rules::ids::unused_allowance;
use found::Found;
use words::Words;

/// The rules whose findings a brief can allow.
pub fn allowable() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|check| check.rule).filter(|rule| **rule != unused_allowance::RULE)
}

/// Findings among which a rule can still look for what others have said.
const MANY: usize = 10_000;

/// How much of a brief is before the judge.
#[derive(Clone, Copy)]
pub(crate) enum Extent<'l> {
    /// All of it.
    Whole,
    /// What is left where nobody knows what a key held.
    Rest,
    /// What has its shape, and what is missing from it.
    Part(&'l Lost<'l>),
}

impl Extent<'_> {
    fn allows(self, rule: &Rule) -> bool {
        match self {
            Extent::Whole => true,
            Extent::Rest => !rule.is_of_absence(),
            Extent::Part(lost) => lost.is_for(rule),
        }
    }

    /// Takes away what may be settled in what could not be read, and puts the rest in its
    /// place in the file.
    fn sift(self, raised: &mut Vec<Finding>) {
        match self {
            Extent::Whole => {}
            Extent::Rest => raised.retain(|one| one.severity() == Severity::Error),
            Extent::Part(lost) => {
                for one in &mut *raised {
                    one.move_to(|path| lost.original(path));
                }
                raised.retain(|one| lost.keeps(one));
            }
        }
    }
}

/// Applies every rule to a brief, all of which or a part of which has been read; what the
/// brief allows is not raised.
pub(crate) fn findings(brief: &Brief, extent: Extent<'_>, findings: &mut Findings) {
    let sites = PathArena::default();
    let facts = Facts::new(brief, &sites);
    let mut wrong = Vec::new();
    let allowances = Reporter::new(&unused_allowance::RULE, &mut wrong);
    let mut allowed = allowances::entries(&facts, allowances);
    let read = allowed.iter().filter(|entry| entry.is_of_words());
    let mut words = Words::of(brief, read.map(|entry| entry.scope.clone()).collect());
    if let Extent::Part(lost) = extent {
        allowed.iter_mut().for_each(|entry| entry.move_to(lost));
        words.move_to(|path| lost.original(path));
    }
    let mut found = Found::new(allowed, words, findings);
    let mut raised = Vec::new();
    let applies = |check: &&Check| {
        extent.allows(check.rule) && (facts.is_english() || !check.rule.reads_english())
    };
    for check in CHECKS.iter().filter(applies) {
        let before = raised.len();
        (check.run)(&facts, &mut Reporter::new(check.rule, &mut raised));
        if !matches!(extent, Extent::Whole) {
            let mut new = raised.split_off(before);
            extent.sift(&mut new);
            raised.append(&mut new);
        }
        if raised.len() > MANY {
            found.extend(raised.drain(..));
        }
    }
    found.extend(raised);
    if !matches!(extent, Extent::Whole) {
        return;
    }
    let mut idle = Reporter::new(&unused_allowance::RULE, &mut wrong);
    let doubtful = found.doubtful();
    doubtful.iter().for_each(|one| allowances::doubtful(&facts, one, &mut idle));
    findings.extend(wrong);
}
