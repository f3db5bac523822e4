//! Applies the rules to a brief.
//!
//! A rule speaks in paths; where they are in the text is somebody else's business.

mod allowances;
mod found;

use strata_model::Brief;

use crate::diagnostic::{Findings, Reporter};
use crate::facts::{Facts, PathArena};
use crate::registry::{CHECKS, Check};
use crate::rule::{Rule, Severity};
use crate::rules::ids::unused_allowance;
use found::Found;

/// The rules whose findings a brief can allow.
pub fn allowable() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|check| check.rule).filter(|rule| **rule != unused_allowance::RULE)
}

/// Findings among which a rule can still look for what others have said.
const MANY: usize = 10_000;

/// Applies every rule to a brief, all of which or a part of which has been read; what the
/// brief allows is not raised.
pub(crate) fn findings(brief: &Brief, whole: bool, findings: &mut Findings) {
    let sites = PathArena::default();
    let facts = Facts::new(brief, &sites);
    let mut wrong = Vec::new();
    let allowances = Reporter::new(&unused_allowance::RULE, &mut wrong);
    let mut found = Found::new(allowances::entries(&facts, allowances), findings);
    let mut raised = Vec::new();
    let applies = |check: &&Check| {
        (whole || !check.rule.is_of_absence())
            && (facts.is_english() || !check.rule.reads_english())
    };
    for check in CHECKS.iter().filter(applies) {
        (check.run)(&facts, &mut Reporter::new(check.rule, &mut raised));
        if !whole {
            // What is doubtful in a part may be settled in what could not be read.
            raised.retain(|finding| finding.severity() == Severity::Error);
        }
        if raised.len() > MANY {
            found.extend(raised.drain(..));
        }
    }
    found.extend(raised);
    if !whole {
        return;
    }
    let mut idle = Reporter::new(&unused_allowance::RULE, &mut wrong);
    found.idle().into_iter().for_each(|at| allowances::idle(&facts, at, &mut idle));
    findings.extend(wrong);
}
