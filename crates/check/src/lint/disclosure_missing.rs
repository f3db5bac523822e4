//! L053: who wrote this, what they own, and what tools they used.

use strata_syntax::change::Place;
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L053",
    name: "disclosure-missing",
    severity: Severity::Warning,
    why: "A reader weighs an analysis by who wrote it, whether they hold what they write \
          about, and whether a machine helped. Rules on research demand the first two.",
    bad: "disclosures:\n  author: A. Analyst",
    good: "disclosures:\n  author: A. Analyst\n  positions: None.\n  \
           ai-use: None.",
    fix: "Add `author`, `positions` and `ai-use` under `disclosures`; `None.` is an answer.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let stated = index.brief.disclosures.as_ref();
    let missing: Vec<&str> = [
        ("`author`", stated.is_some_and(|all| all.author.is_some())),
        ("`positions`", stated.is_some_and(|all| all.positions.is_some())),
        ("`ai-use`", stated.is_some_and(|all| all.ai_use.is_some())),
    ]
    .into_iter()
    .filter_map(|(key, is)| (!is).then_some(key))
    .collect();
    if missing.is_empty() {
        return;
    }
    let path = Path::root();
    let place: Place = match stated {
        Some(_) => (path.key("disclosures"), Part::Key).into(),
        // The brief has no such key yet: its title stands for it.
        None => (path.key("title"), Part::Key).into(),
    };
    let message = format!("the brief does not disclose {}", missing.join(", "));
    found.push(
        Finding::new(&RULE, place, message)
            .help("add them under `disclosures`; `None.` is an answer"),
    );
}
