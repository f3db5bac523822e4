use strata_model::{Against, Derivation, Extent, Figure, Measure};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::phrase::{holds_any, lower};
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
            && !(value.unit().measure == Measure::Multiple && is_ratio(figure))
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

/// Whether a figure is one amount over another, which its label or its derivation names: a
/// valuation, a leverage, a cover.
fn is_ratio(figure: &Figure) -> bool {
    const RATIOS: &[&str] = &[
        "ratio",
        "ratios",
        "multiple",
        "multiples",
        "moic",
        "tvpi",
        "dpi",
        "pe",
        "p/e",
        "than",
        "p/b",
        "pb",
        "p/s",
        "p/tbv",
        "p/nav",
        "peg",
        "ev",
        "leverage",
        "gearing",
        "cover",
        "coverage",
        "covered",
        "turnover",
        "turn",
        "turns",
        "times interest",
        "velocity",
        "oversubscribed",
        "oversubscription",
        "subscribed",
        "subscription",
        "bid-to-cover",
        "book-to-bill",
        "debt-to-equity",
        "loan-to-deposit",
        "price-to-earnings",
        "price-to-book",
        "price-to-sales",
        "divided by",
        "relative to",
        "over",
        "kgv",
        "kbv",
        "verschuldungsgrad",
        "umschlag",
        "to",
    ];
    if matches!(figure.derivation, Some(Derivation::Quotient(..))) {
        return true;
    }
    let names = |text: &str| {
        let text = lower(text);
        text.contains('/') || holds_any(&text, RATIOS)
    };
    let short = figure.short.as_ref().map_or("", |it| it.as_str());
    let concept = figure.concept.as_ref().map_or("", |it| it.as_str());
    names(figure.label.as_str()) || names(short) || names(concept)
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
