//! L011: a source that is never cited.

use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L011",
    name: "unused-source",
    severity: Severity::Warning,
    why: "The list of sources tells a reader what the brief stands on. One that nothing \
          cites makes it look better founded than it is.",
    bad: "sources:\n  release: {title: Results, tier: issuer}",
    good: "sources:\n  release: {title: Results, tier: issuer}\nthesis:\n  \
           - {id: main, kind: observation, text: It grew., rests-on: [release]}",
    fix: "Cite it from a figure or a reading, or remove it.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let sources = Path::root().key("sources");
    for id in index.brief.sources.keys() {
        if !index.is_referred_to(id.as_str()) {
            let place = (sources.key(id.as_str()), Part::Key);
            found.push(
                Finding::new(&RULE, place, format!("source `{id}` is never cited"))
                    .help("cite it from a figure or a reading, or remove it"),
            );
        }
    }
}
