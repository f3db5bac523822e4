use strata_model::markup::unmarked;
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

/// The most characters of a deck: three lines under the title.
const LONGEST: usize = 280;

pub(crate) const RULE: Rule = Rule::read(include_str!("long_deck.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let Some(deck) = &facts.brief.deck else { return };
    let length = unmarked(deck.as_str()).text.chars().count();
    if length > LONGEST {
        let message = format!("`deck` has {length} characters, at most {LONGEST} fit");
        report
            .at(Path::root().key("deck"), message)
            .help(format!("shorten it by {} characters", length - LONGEST));
    }
}
