use std::collections::BTreeSet;

use strata_model::Shown;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::strips;
use crate::rule::Rule;

/// The most characters of a label above a value: three lines. A line of the column, a fifth
/// of an A4 page, holds 24 of them; measured on labels of real briefs, 19 in 20 of this
/// length stay within three lines, and beyond 70 characters none does.
const LONGEST: usize = 60;

/// Figures of one block that stand side by side. More are printed as a table, which has room.
const ABREAST: usize = 15;

pub(crate) const RULE: Rule = Rule::read(include_str!("long_label.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let abreast = strips(facts).filter(|(figures, _)| figures.show.len() <= ABREAST);
    let shown: BTreeSet<_> =
        abreast.flat_map(|(figures, _)| &figures.show).map(Shown::id).collect();
    for id in shown {
        let Some(figure) = facts.figure(id) else { continue };
        let length = figure.label.as_str().chars().count();
        if length <= LONGEST || figure.short.is_some() {
            continue;
        }
        let path = Path::root().key("figures").key(id.as_str()).key("label");
        let message =
            format!("the label of `{id}` has {length} characters, at most {LONGEST} fit");
        report.at((path, Part::Value), message).help(format!(
            "shorten it by {} characters, or add a `short` name for where it is narrow",
            length - LONGEST
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
