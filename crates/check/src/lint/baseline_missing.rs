//! L035: twice of what.

use strata_model::{Against, Extent, Measure};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L035",
    name: "baseline-missing",
    severity: Severity::Error,
    why: "A multiple, and a likelihood relative to another, mean nothing without what they \
          are relative to: twice the engagement of whom?",
    bad: "figures:\n  use: {label: Engagement, value: 2x, period: FY 2024}",
    good: "figures:\n  use: {label: Engagement, value: 2x, period: FY 2024, \
           baseline: the original Alexa}",
    fix: "Name it in `baseline`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
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
            found
                .push(Finding::new(&RULE, path.key("value"), message).help(
                    "add a `baseline`, for example `baseline: the original Alexa`",
                ));
        }
        if let Some(value) = &figure.value
            && value.unit().measure == Measure::Percent
            && let Some(word) = comparative(figure.label.as_str())
        {
            let message = format!("`{value}`, and the label says `{word}`: than what?");
            // `faster shipping` may be the name of something.
            found.push(
                Finding::new(&RULE, path.key("label"), message)
                    .help("add a `baseline`, or make it a `change`")
                    .with_severity(Severity::Warning),
            );
        }
        if let Some(change) = &figure.change
            && change.against == Against::Baseline
            && matches!(change.extent, Extent::By(_))
        {
            let message = format!("`{change}` does not name its baseline");
            found.push(
                Finding::new(&RULE, path.key("change"), message)
                    .help("add a `baseline` to the figure"),
            );
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

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn a_share_is_told_from_a_comparison() {
        let said = |keys: &str| {
            let brief = format!("figures:\n  a: {{{keys}, period: FY 2024}}\n");
            messages(&brief, "L035")
        };
        assert_eq!(
            said("label: Higher purchase completion, value: 60%"),
            ["`60%`, and the label says `Higher`: than what?"]
        );
        assert!(said("label: Completion, value: 60%").is_empty());
        assert!(said("label: Shops with more than 10 staff, value: 60%").is_empty());
        assert!(
            said("label: Higher completion, value: 60%, baseline: others").is_empty()
        );
        assert!(said("label: Higher education, value: $5B").is_empty());
        assert_eq!(said("label: Use, value: 2x").len(), 1);
    }
}
