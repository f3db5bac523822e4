use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::phrase::words;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("polarity_missing.md"));

/// Words of a label whose measure few would want higher, in the languages of briefs.
const COSTLY: [&str; 42] = [
    "churn",
    "attrition",
    "cost",
    "costs",
    "expense",
    "expenses",
    "debt",
    "leverage",
    "gearing",
    "loss",
    "losses",
    "impairment",
    "impairments",
    "write-offs",
    "write-downs",
    "delinquencies",
    "defaults",
    "complaints",
    "emissions",
    "downtime",
    "vacancy",
    "kosten",
    "aufwand",
    "aufwendungen",
    "schulden",
    "nettoverschuldung",
    "verschuldung",
    "verschuldungsgrad",
    "verlust",
    "verluste",
    "abwanderung",
    "kündigungsquote",
    "wertberichtigungen",
    "risikokosten",
    "coût",
    "coûts",
    "charges",
    "dette",
    "dettes",
    "endettement",
    "pertes",
    "attrition",
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let compared = figure.change.is_some() || !figure.comparisons.is_empty();
        if figure.better.is_some() || !compared {
            continue;
        }
        let label = figure.label.as_str();
        // The head of the label: `cost` in `Cost of risk`, not in `Revenue after costs`.
        let mut near = words(label).take(2);
        if let Some((_, bytes)) = near.find(|(word, _)| COSTLY.contains(&word.as_ref())) {
            let word = label.get(bytes).unwrap_or_default();
            report
                .at(
                    path.key("label"),
                    format!("`{word}`: would a higher value be better?"),
                )
                .help(
                    "add `better: lower`, or else `better: higher` or `better: neither`",
                );
        }
    }
}
