//! Text with its references resolved: what a figure prints in a sentence.

use strata_model::calc::{Meant, computed, meant};
use strata_model::markup::{Content, Flow, Phrase, markup, unmarked};
use strata_model::{Brief, Derivation, Id, Reference, Segment, segments};

use crate::labels::Labels;

/// What a reference prints, and how it is said; `None` if there is no such thing.
pub(crate) fn quoted(
    brief: &Brief,
    labels: &Labels,
    reference: &Reference,
) -> Option<(String, String)> {
    Some(match meant(brief, reference).ok()? {
        Meant::Level(figure, shown) => {
            let shown = shown.as_deref();
            (labels.value_as(figure, shown), labels.say_value_as(figure, shown))
        }
        Meant::Quantity(quantity) => {
            (labels.quantity(&quantity), labels.say_quantity(&quantity))
        }
        Meant::Change(change) => (labels.extent(change), labels.say_extent(change)),
        Meant::Size(change) => (labels.size(change), labels.say_size(change)),
        Meant::Period(period) => (labels.period(period), labels.say_period(period)),
        Meant::Words(words) => (words.to_owned(), words.to_owned()),
    })
}

/// What a derivation in a text prints, and how it is said; `None` if it gives nothing.
pub(crate) fn derived(
    brief: &Brief,
    labels: &Labels,
    derivation: &Derivation,
) -> Option<(String, String)> {
    let quantity = computed(brief, derivation).ok()?;
    Some((labels.quantity(&quantity), labels.say_quantity(&quantity)))
}

/// The number by which a text refers to a footnote.
pub(crate) fn note_number(notes: &[&Id], id: &Id) -> Option<String> {
    let at = notes.iter().position(|note| *note == id)?;
    Some(format!("N{}", at + 1))
}

/// The paragraphs of a text as they are printed: their figures and the numbers of their
/// notes filled in, their marks gone.
pub(crate) fn printed(
    brief: &Brief,
    labels: &Labels,
    notes: &[&Id],
    written: &str,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut parts: Vec<_> = markup(written).flow.into_iter().rev().collect();
    while let Some(part) = parts.pop() {
        let phrases = match part {
            Flow::Paragraph(phrases) => phrases,
            Flow::List(_, items) => {
                parts.extend(items.into_iter().flatten().rev());
                continue;
            }
            Flow::Quotation(inner) => {
                parts.extend(inner.into_iter().rev());
                continue;
            }
        };
        found.push(line(brief, labels, notes, written, &phrases));
    }
    found
}

/// Phrases of a text as they are printed: their figures and the numbers of their notes filled
/// in, their marks gone.
pub(crate) fn line(
    brief: &Brief,
    labels: &Labels,
    notes: &[&Id],
    written: &str,
    phrases: &[Phrase<'_>],
) -> String {
    let as_written = |phrase: &Phrase<'_>| written[phrase.bytes.clone()].to_owned();
    let fill = |phrase: &Phrase<'_>| match &phrase.content {
        Content::Words(words) => (*words).to_owned(),
        Content::Reference(reference) => {
            let printed = quoted(brief, labels, reference);
            printed.map_or_else(|| as_written(phrase), |(text, _)| text)
        }
        Content::Computed(derivation) => {
            let printed = derived(brief, labels, derivation);
            printed.map_or_else(|| as_written(phrase), |(text, _)| text)
        }
        Content::Broken(_) => as_written(phrase),
        Content::Note(id) => note_number(notes, id).unwrap_or_default(),
    };
    phrases.iter().map(fill).collect()
}

/// A text as it is read: its figures filled in, without its marks and on one line.
pub(crate) fn filled(brief: &Brief, labels: &Labels, written: &str) -> String {
    let unmarked = unmarked(written);
    let written = &*unmarked.text;
    let fill = |segment: Segment<'_>| match segment {
        Segment::Words(words) => words.to_owned(),
        Segment::Reference(reference, range) => {
            let printed = quoted(brief, labels, &reference).map(|(text, _)| text);
            printed.unwrap_or_else(|| written[range].to_owned())
        }
        Segment::Computed(derivation, range) => {
            let printed = derived(brief, labels, &derivation).map(|(text, _)| text);
            printed.unwrap_or_else(|| written[range].to_owned())
        }
        Segment::Broken(_, range) => written[range].to_owned(),
    };
    let text: String = segments(written).into_iter().map(fill).collect();
    text.replace('\n', " ")
}
