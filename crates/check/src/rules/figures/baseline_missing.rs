use strata_model::{Against, Extent, Measure};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("baseline_missing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if figure.baseline.is_some() {
            continue;
        }
        if let Some(value) = &figure.value
            && matches!(
                value.unit().measure,
                Measure::Multiple | Measure::MoreLikely | Measure::LessLikely
            )
        {
            let message = format!("`{value}` does not say of what");
            report
                .at(path.key("value"), message)
                .help("add a `baseline`, for example `baseline: the model before it`");
        }
        if let Some(value) = &figure.value
            && value.unit().measure == Measure::Percent
            && let Some(word) = comparative(figure.label.as_str())
        {
            let message = format!("`{value}`, and the label says `{word}`: than what?");
            // `faster shipping` may be the name of something.
            report
                .at(path.key("label"), message)
                .help("add a `baseline`, or make it a `change`")
                .guess();
        }
        if let Some(change) = &figure.change
            && change.against == Against::Baseline
            && matches!(change.extent, Extent::By(_))
        {
            let message = format!("`{change}` does not name its baseline");
            report.at(path.key("change"), message).help("add a `baseline` to the figure");
        }
    }
}

/// The word of a label that compares with something it does not name.
fn comparative(label: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["higher", "lower", "fewer", "faster", "slower"];
    let bare =
        |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let mut words = label.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let than = words.peek().is_some_and(|next| bare(next) == "than");
        if !than && WORDS.contains(&bare(word).as_str()) {
            return Some(word);
        }
    }
    None
}
