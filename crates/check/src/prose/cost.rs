//! Labels of what a company would rather have less of.

use super::phrase::words;

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

/// The word that says so at the head of a label: `cost` in `Cost of risk`, nothing in
/// `Revenue after costs`.
pub(crate) fn cost_in(label: &str) -> Option<&str> {
    let (_, bytes) = words(label).take(2).find(|(word, _)| is_costly(word))?;
    label.get(bytes)
}
