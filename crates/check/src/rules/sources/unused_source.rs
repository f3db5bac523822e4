use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unused_source.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let sources = Path::root().key("sources");
    for id in facts.brief.sources.keys() {
        if !facts.is_referred_to(id.as_str()) {
            let place = (sources.key(id.as_str()), Part::Key);
            report
                .at(place, format!("source `{id}` is never cited"))
                .help("cite it from a figure or a reading, or remove it");
        }
    }
}
