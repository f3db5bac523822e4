use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::phrase::words;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("polarity_missing.md"));

/// Words of a label whose measure few would want higher, in the languages of briefs.
const COSTLY: [&str; 43] = [
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
    "npl",
    "non-performing",
    "complaints",
    "emissions",
    "downtime",
    "vacancy",
    "tax",
    "taxes",
    "provisions",
    "schulden",
    "abwanderung",
    "kündigungsquote",
    "steuern",
    "coût",
    "coûts",
    "charges",
    "dette",
    "dettes",
    "endettement",
    "pertes",
    "frais",
    "impôts",
    "dépréciations",
    "provision",
    "cost-income-ratio",
    "npl-quote",
];

/// The ends of such words in German, which joins them to others.
const ENDS: [&str; 9] = [
    "kosten",
    "aufwand",
    "aufwendungen",
    "aufwandsquote",
    "ertrags-quote",
    "verschuldung",
    "verlust",
    "verluste",
    "risikovorsorge",
];

fn is_costly(word: &str) -> bool {
    COSTLY.contains(&word) || ENDS.iter().any(|end| word.ends_with(end))
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let compared = figure.change.is_some() || !figure.comparisons.is_empty();
        if figure.better.is_some() || !compared {
            continue;
        }
        let label = figure.label.as_str();
        // The head of the label: `cost` in `Cost of risk`, not in `Revenue after costs`.
        let mut near = words(label).take(2);
        if let Some((_, bytes)) = near.find(|(word, _)| is_costly(word)) {
            let word = label.get(bytes).unwrap_or_default();
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
