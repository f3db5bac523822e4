use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::cost::cost_in;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("polarity_missing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let compared = figure.change.is_some() || !figure.comparisons.is_empty();
        if figure.better.is_some() || !compared {
            continue;
        }
        let label = figure.label.as_str();
        if let Some(word) = cost_in(label) {
            report
                .at(
                    path.key("label"),
                    format!("`{word}`: would a higher `{id}` be better?"),
                )
                .help(
                    "add `better: lower`, or else `better: higher` or `better: neither`",
                );
        }
    }
}
