use std::collections::BTreeMap;

use strata_model::Part as Printed;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("comparison_name.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let is_part = |name: &str| {
        let mut parts = Printed::NAMED.iter().map(|(part, _)| *part);
        name == "value" || name == "cagr" || parts.any(|part| part == name)
    };
    for (id, figure, path) in facts.figures() {
        let mut first = BTreeMap::new();
        for (at, comparison) in figure.comparisons.iter().enumerate() {
            let Some(name) = &comparison.name else { continue };
            let place = path.key("comparisons").index(at).key("as");
            if is_part(name.as_str()) {
                report
                    .at(
                        place,
                        format!("`{{{id}.{name}}}` is a part of the figure itself"),
                    )
                    .help("give the comparison another name");
            } else if let Some(before) = first.insert(name, place) {
                report
                    .at(place, format!("`{id}` has two comparisons `{name}`"))
                    .help("give one of them another name")
                    .related(before, "the other");
            }
        }
    }
}
