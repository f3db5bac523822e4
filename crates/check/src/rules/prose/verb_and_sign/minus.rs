//! `A loss of −$3B`: a sign doubled by a word, or a loss that is none.

use strata_model::Part;

use super::Said;
use crate::diagnostic::Reporter;
use crate::prose::motion::hedged;
use crate::prose::{Mood, Printed};

/// Nouns before `of` that say what lies below zero.
const NOUNS: [&str; 18] = [
    "loss",
    "losses",
    "deficit",
    "deficits",
    "outflow",
    "outflows",
    "shortfall",
    "charge",
    "charges",
    "write-down",
    "write-downs",
    "writedown",
    "write-off",
    "write-offs",
    "impairment",
    "impairments",
    "cost",
    "costs",
];

/// Verbs that say the same.
const VERBS: [&str; 14] = [
    "lost", "loses", "losing", "cost", "costs", "burned", "burnt", "burns", "burning",
    "spent", "spends", "paid", "negative", "minus",
];

/// All words for what lies below zero.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    VERBS.iter().chain(&NOUNS).copied()
}

pub(super) fn check(said: &Said<'_, '_>, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for (at, printed) in sentence.references() {
        let Some(token) = sentence.token(at).filter(|it| !it.quoted) else { continue };
        let level = matches!(printed.part, Part::Value | Part::Rounded);
        let (true, Some(quantity)) =
            (level && printed.comparison.is_none(), printed.quantity())
        else {
            continue;
        };
        let Some(word) = word_before(said, at) else { continue };
        let text = sentence.word(word);
        if sentence.is_denied(word) {
            continue;
        }
        if quantity.is_negative() && !quantity.digits().is_zero() {
            let written = said.written(token);
            let message = format!(
                "`{text}` and the sign of `{written}` say it twice: it prints `{quantity}`"
            );
            let unsigned = said.other(printed, Part::Unsigned);
            said.replace(token, message, unsigned, report);
        } else if ["loss", "losses", "deficit"].contains(&text)
            && is_own(said, word)
            && is_a_result(printed)
            && !sentence.has(Mood::Expects)
        {
            let written = said.written(token);
            let message =
                format!("`{text}` stands beside `{written}`, which is `{quantity}`");
            let Some(place) = said.place(word) else { continue };
            let path = strata_syntax::path::Path::root()
                .key("figures")
                .key(printed.id.as_str())
                .key("value");
            report
                .at(place, message)
                .help("write a word for a profit, or correct the figure")
                .related(path, "the figure");
        }
    }
}

/// The word for what lies below zero that stands before a value.
fn word_before(said: &Said<'_, '_>, at: usize) -> Option<usize> {
    let sentence = said.sentence;
    let before = hedged(sentence, at).checked_sub(1)?;
    let same = sentence.token(before)?.clause == sentence.token(at)?.clause;
    if !same {
        return None;
    }
    if VERBS.contains(&sentence.word(before)) {
        return Some(before);
    }
    let of = sentence.word(before) == "of";
    let noun =
        before.checked_sub(1).filter(|it| of && NOUNS.contains(&sentence.word(*it)))?;
    Some(noun)
}

/// Whether a loss is one that was made: `the loss of fee income` is none.
fn is_own(said: &Said<'_, '_>, at: usize) -> bool {
    const OWN: [&str; 10] = [
        "a",
        "net",
        "operating",
        "pre-tax",
        "pretax",
        "annual",
        "quarterly",
        "its",
        "first",
        "after-tax",
    ];
    at.checked_sub(1).is_some_and(|it| OWN.contains(&said.sentence.word(it)))
}

/// Whether a figure above zero is a profit, of which a loss is the contrary.
fn is_a_result(printed: &Printed<'_>) -> bool {
    let label = printed.figure.label.as_str().to_lowercase();
    let word = |list: &[&str]| {
        label.split(|it: char| !it.is_alphanumeric()).any(|word| list.contains(&word))
    };
    let above = printed.quantity().is_some_and(|it| !it.digits().is_zero());
    above
        && word(&["income", "profit", "earnings", "ebit", "ebitda"])
        && !word(&["loss", "losses", "deficit", "tax", "lost", "forgone"])
}
