//! Braces in a text that hold no reference: what was meant.

use strata_model::calc::meant;
use strata_model::{
    BrokenReference, Id, Measure, Part as Printed, Quantity, Reference as InText,
};
use strata_syntax::change::Safety;
use strata_syntax::suggest::{certainty, closest};

use crate::facts::Facts;
use crate::shape::{cure_id, cure_quantity};

/// What stands in braces in place of a reference.
pub(super) struct InBraces {
    /// Another message than that it is no reference.
    pub(super) message: Option<&'static str>,
    pub(super) help: String,
    /// What is to stand there, and how sure that is.
    pub(super) meant: Option<(String, Safety)>,
}

/// What was meant by what stands in braces: a reference in other letters or with spaces, or
/// the number of a figure in place of its id.
pub(super) fn in_braces(facts: &Facts<'_>, inner: &str) -> Option<InBraces> {
    if let Some(meant) = respelled(facts, inner) {
        let safety = certainty(inner, &meant);
        let help = format!("did you mean `{{{meant}}}`?");
        return Some(InBraces { message: None, help, meant: Some((meant, safety)) });
    }
    let written: Quantity =
        inner.trim().parse().ok().or_else(|| cure_quantity(inner)?.text.parse().ok())?;
    let bare = written.unit().measure == Measure::Pure;
    let is_value = |value: &Quantity| {
        value.value() == written.value() && (bare || value.unit() == written.unit())
    };
    let mut equal =
        facts.figures().filter(|(_, it, _)| it.value.as_ref().is_some_and(is_value));
    let message = Some("braces hold the id of a figure, not its value");
    Some(match (equal.next(), equal.next()) {
        (Some((id, ..)), None) => InBraces {
            message,
            help: format!("write `{{{id}}}`, the figure whose value this is"),
            meant: Some((id.to_string(), Safety::Unsafe)),
        },
        _ => InBraces {
            message,
            help: "write the id of the figure in them, as it stands under `figures`"
                .to_owned(),
            meant: None,
        },
    })
}

/// A reference in capitals, with spaces, or with another word for its part.
fn respelled(facts: &Facts<'_>, inner: &str) -> Option<String> {
    let words: Vec<&str> = inner
        .split(|it: char| it.is_whitespace() || matches!(it, '.' | ',' | ':' | '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let figure = |words: &[&str]| {
        let id: Id = cure_id(&words.join(" "))?.parse().ok()?;
        facts.figure(&id).map(|figure| (id, figure))
    };
    if let Some((id, _)) = figure(&words) {
        return Some(id.to_string());
    }
    let (last, rest) = words.split_last()?;
    let (id, _) = figure(rest)?;
    let part = part_named(&last.to_ascii_lowercase())?;
    let reference: InText = format!("{id}.{part}").parse().ok()?;
    meant(facts.brief, &reference).is_ok().then(|| reference.to_string())
}

/// The part of a figure that a word names.
pub(super) fn part_named(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 14] = [
        ("midpoint", "mid"),
        ("middle", "mid"),
        ("growth", "change"),
        ("yoy", "change"),
        ("qoq", "change"),
        ("diff", "change"),
        ("increase", "rise"),
        ("decrease", "fall"),
        ("decline", "fall"),
        ("previous", "prior"),
        ("before", "prior"),
        ("base", "prior"),
        ("date", "period"),
        ("name", "label"),
    ];
    let named = Printed::NAMED.into_iter().map(|(name, _)| name);
    let known = WORDS.iter().find(|(other, _)| *other == word).map(|(_, name)| *name);
    known.or_else(|| closest(word, named))
}

pub(super) fn broken(why: &BrokenReference) -> (&'static str, String) {
    match why {
        BrokenReference::Unbalanced => (
            "a brace without its partner",
            "close the reference, or double the brace to print it".to_owned(),
        ),
        BrokenReference::NotAnId => (
            "what stands in these braces is no id of a figure",
            "write `{id}` or `{id.part}`, or double the braces to print them".to_owned(),
        ),
        BrokenReference::UnknownPart => {
            let parts = Printed::NAMED.map(|(name, _)| format!("`.{name}`"));
            ("figures have no such part", format!("write one of {}", parts.join(", ")))
        }
        BrokenReference::NotADerivation => (
            "what stands behind `=` in these braces cannot be computed",
            "write ids of figures with ` + `, ` - `, ` * ` or ` / ` between spaces, such as \
             `{= a - b}`"
                .to_owned(),
        ),
    }
}
