use strata_syntax::change::Place;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("disclosure_missing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let stated = facts.brief.disclosures.as_ref();
    let named = !facts.brief.authors.is_empty();
    let missing: Vec<&str> = [
        ("`author`", named || stated.is_some_and(|all| all.author.is_some())),
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
    report.at(place, message).help("add them under `disclosures`; `None.` is an answer");
}
