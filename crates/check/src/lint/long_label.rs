//! L007: a label too long for the column it stands in.

use std::collections::BTreeSet;

use strata_model::{Block, Ref};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

/// The most characters of a label above a value: three lines. A line of the column, a fifth
/// of an A4 page, holds 24 of them; measured on labels of real briefs, 19 in 20 of this
/// length stay within three lines, and beyond 70 characters none does.
const LONGEST: usize = 60;

/// Figures of one block that stand side by side. More are printed as a table, which has room.
const ABREAST: usize = 15;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L007",
    name: "long-label",
    severity: Severity::Warning,
    why: "Where figures stand side by side each has a fifth of the page. A label of more \
          than 60 characters takes four lines and more there, and pushes all values down.",
    bad: "figures:\n  gains: {label: Gains on marketable and non-marketable equity \
          securities before taxes, value: $5B, period: FY 2024}\n\
          sections:\n  - title: Gains\n    blocks: [figures: {show: [gains]}]",
    good: "figures:\n  gains: {label: Gains on equity securities, value: $5B, \
           period: FY 2024, note: Marketable and non-marketable; before taxes.}\n\
           sections:\n  - title: Gains\n    blocks: [figures: {show: [gains]}]",
    fix: "Call it by its name, and move what qualifies it to `note` or to a definition.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let blocks = index.brief.sections.iter().flat_map(|section| &section.blocks);
    let strips = blocks.filter_map(|block| match block {
        Block::Figures(figures) if figures.show.len() <= ABREAST => Some(&figures.show),
        _ => None,
    });
    let shown: BTreeSet<_> = strips.flatten().map(Ref::id).collect();
    for id in shown {
        let Some(figure) = index.figure(id) else { continue };
        let length = figure.label.as_str().chars().count();
        if length <= LONGEST {
            continue;
        }
        let path = Path::root().key("figures").key(id.as_str()).key("label");
        let message =
            format!("the label of `{id}` has {length} characters, at most {LONGEST} fit");
        found.push(Finding::new(&RULE, (path, Part::Value), message).help(format!(
            "shorten it by {} characters; `note` has room for the rest",
            length - LONGEST
        )));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn only_side_by_side_is_room_scarce() {
        let said = |length: usize, more: usize| {
            let figure = |at: usize| {
                format!("  f{at}: {{label: L{at}, value: $1B, period: FY 2024}}\n")
            };
            let figures: String = (0..more).map(figure).collect();
            let show: String = (0..more).map(|at| format!(", f{at}")).collect();
            let brief = format!(
                "figures:\n  a: {{label: {}, value: $5B, period: FY 2024}}\n{figures}\
                 sections:\n  - title: One\n    blocks: [figures: {{show: [a{show}]}}]\n",
                "é".repeat(length)
            );
            messages(&brief, "L007").len()
        };
        assert_eq!(said(60, 0), 0);
        assert_eq!(said(61, 0), 1);
        assert_eq!(said(61, 14), 1);
        assert_eq!(said(61, 15), 0, "a table");
    }
}
