//! L043: a chart whose title says nothing that it shows.

use std::collections::BTreeSet;

use strata_model::{Block, Chart, Segment};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L043",
    name: "chart-states-nothing",
    severity: Severity::Warning,
    why: "The title of an exhibit is a sentence: what the reader is to see in it, with the \
          figure that says so. A heading such as `CapEx by year` leaves that to the reader, \
          and nothing holds it to the data.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, change: +78% yoy, prior: $65.0B, \
          period: FY 2024}\nsections:\n  - title: Spending\n    blocks:\n      \
          - chart: {title: CapEx by year, figure: capex}",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, change: +78% yoy, prior: $65.0B, \
           period: FY 2024}\nsections:\n  - title: Spending\n    blocks:\n      \
           - chart: {title: 'CapEx rose {capex.rise} in a year', figure: capex}",
    fix: "Say what the chart shows, and quote its figure: `{id}`, `{id.change}`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    // A reference that misses was one.
    let silent = |chart: &Chart| {
        chart.title.segments().iter().all(|one| matches!(one, Segment::Words(_)))
    };
    let charts: Vec<_> = charts(index)
        .filter(|(chart, _)| silent(chart))
        .map(|(chart, path)| (chart, path.key("title")))
        .collect();
    // A number typed into a title is found as such.
    let told: BTreeSet<Path> = match charts.is_empty() {
        true => BTreeSet::new(),
        false => found.iter().filter_map(|finding| finding.path().cloned()).collect(),
    };
    for (chart, path) in
        charts.into_iter().filter(|(_, path)| !told.contains(&path.path()))
    {
        let id = &chart.figure;
        let message = format!("the title of the chart quotes no figure, not even `{id}`");
        found.push(
            Finding::new(&RULE, (path, Part::Value), message)
                .help(format!("say what it shows, with `{{{id}}}` or a part of it")),
        );
    }
}

/// The charts with their places.
pub(super) fn charts<'b>(
    index: &Index<'b>,
) -> impl Iterator<Item = (&'b Chart, Site<'b>)> {
    let sections = index.brief.sections.iter().enumerate();
    sections.flat_map(|(at, section)| {
        let blocks = index.root.key("sections").index(at).key("blocks");
        section.blocks.iter().enumerate().filter_map(move |(at, block)| {
            let Block::Chart(chart) = block else { return None };
            Some((chart, blocks.index(at).key("chart")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn any_figure_will_do_and_one_mistake_is_told_once() {
        let said = |title: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $5.0B, period: FY 2024}}\nsections:\n  \
                 - title: One\n    blocks:\n      - chart: {{title: '{title}', figure: a}}\n"
            );
            messages(&brief, "L043").len()
        };
        assert_eq!(said("Sales by year since FY 2020"), 1);
        assert_eq!(said("Sales in {{braces}}"), 1);
        assert_eq!(said("Sales were {a}"), 0);
        assert_eq!(said("Sales in {a.period}"), 0);
        assert_eq!(said("Sales were {b}"), 0, "found as a dangling reference");
        assert_eq!(said("Sales were $5.0B"), 0, "found as a literal figure");
    }
}
