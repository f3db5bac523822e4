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
