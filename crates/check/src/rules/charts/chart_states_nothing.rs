use std::collections::BTreeSet;

use strata_model::{Chart, Segment};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::charts::charts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("chart_states_nothing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // A reference that misses was one.
    let silent = |chart: &Chart| {
        chart.title.segments().iter().all(|one| matches!(one, Segment::Words(_)))
    };
    let charts: Vec<_> = charts(facts)
        .filter(|(chart, _)| silent(chart))
        .map(|(chart, path)| (chart, path.key("title")))
        .collect();
    // A number typed into a title is found as such.
    let told: BTreeSet<Path> = match charts.is_empty() {
        true => BTreeSet::new(),
        false => report.told().cloned().collect(),
    };
    for (chart, path) in
        charts.into_iter().filter(|(_, path)| !told.contains(&path.path()))
    {
        let id = &chart.figure;
        let message = format!("the title of the chart quotes no figure, not even `{id}`");
        report
            .at((path, Part::Value), message)
            .help(format!("say what it shows, with `{{{id}}}` or a part of it"));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
