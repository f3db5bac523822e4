use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unused_note.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let notes = Path::root().key("notes");
    for id in facts.brief.notes.keys() {
        if !facts.is_noted(id.as_str()) {
            let place = (notes.key(id.as_str()), Part::Key);
            report
                .at(place, format!("no text refers to note `{id}`"))
                .help(format!("write `[^{id}]` where it belongs, or remove it"));
        }
    }
}
