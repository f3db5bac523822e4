//! L005: an item that says nothing.

use strata_syntax::change::{Change, Safety};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L005",
    name: "empty-item",
    severity: Severity::Error,
    why: "An item of a list, layer or pole is printed by its name or its text. With neither \
          there is nothing to print.",
    bad: "sections:\n  - title: Risks\n    blocks:\n      - points: {items: [{id: rates}]}",
    good: "sections:\n  - title: Risks\n    blocks:\n      \
           - points: {items: [{id: rates, name: Interest rates}]}",
    fix: "Give the item a `name`, a `text`, or both.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (item, path) in &index.items {
        if item.name.is_none() && item.text.is_none() {
            found.push(
                Finding::new(&RULE, *path, "this item has neither name nor text")
                    .help("add a `name` or a `text`, or remove it")
                    .fix(Safety::Unsafe, [Change::Remove(path.path())]),
            );
        }
    }
}
