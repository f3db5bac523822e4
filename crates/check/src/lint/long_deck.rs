//! L006: a deck that does not fit under the title.

use strata_syntax::path::Path;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

/// The most characters of a deck: three lines under the title.
const LONGEST: usize = 280;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L006",
    name: "long-deck",
    severity: Severity::Warning,
    why: "The deck is the sentence under the title. Beyond 280 characters it pushes the key \
          judgments down the first page.",
    bad: "deck: >-\n  A company that began with books came to sell nearly everything, then \
          the\n  machines it sold it with, then the electricity and the buildings in which \
          those\n  machines stand, and it now asks its shareholders for more money in a \
          single\n  year than most of its rivals have ever spent on anything at all.",
    good: "deck: How a retailer came to sell the rails on which others run.",
    fix: "Shorten it to its main clause.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let Some(deck) = &index.brief.deck else { return };
    let length = deck.as_str().chars().count();
    if length > LONGEST {
        let message = format!("`deck` has {length} characters, at most {LONGEST} fit");
        found.push(
            Finding::new(&RULE, Path::root().key("deck"), message)
                .help(format!("shorten it by {} characters", length - LONGEST)),
        );
    }
}
