//! L001: an id is used twice.

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L001",
    name: "duplicate-id",
    severity: Severity::Error,
    why: "All ids of a brief are one namespace: figures, sources, definitions, readings, \
          sections, blocks and items. Two things of one id could not be told apart where \
          they are referred to.",
    bad: "figures:\n  growth: {label: Growth, value: 5%, period: FY 2024}\nthesis:\n  \
          - {id: growth, kind: observation, text: It grew.}",
    good: "figures:\n  growth: {label: Growth, value: 5%, period: FY 2024}\nthesis:\n  \
           - {id: growth-is-back, kind: observation, text: It grew.}",
    fix: "Rename one of the two, and what refers to it.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for thing in &index.things {
        let Some(first) = index.thing(thing.id) else { continue };
        if std::ptr::eq(first, thing) {
            continue;
        }
        let message =
            format!("the id `{}` is already taken by a {}", thing.id, first.kind.word());
        found.push(
            Finding::new(&RULE, thing.named.clone(), message)
                .help(format!("give this {} another id", thing.kind.word()))
                .related(first.named.clone(), "first here"),
        );
    }
}
