//! Text with its references resolved: what a figure prints in a sentence.

use strata_model::markup::{Content, Flow, Phrase, markup, unmarked};
use strata_model::{Brief, Id, Part, Reference, Segment, segments};

use crate::labels::Labels;

/// What a reference prints, and how it is said; `None` if the figure has no such part.
pub(crate) fn quoted(
    brief: &Brief,
    labels: &Labels,
    reference: &Reference,
) -> Option<(String, String)> {
    let figure = brief.figures.get(&reference.figure)?;
    let (change, prior) = (figure.change.as_ref(), figure.prior.as_ref());
    Some(match reference.part {
        Part::Value => (labels.value(figure), labels.say_value(figure)),
        Part::Change => (labels.extent(change?), labels.say_extent(change?)),
        Part::Rise | Part::Fall => (labels.size(change?), labels.say_size(change?)),
        Part::Prior => (labels.quantity(prior?), labels.say_quantity(prior?)),
        Part::Period => {
            let period = figure.period.as_ref()?;
            (labels.period(period), labels.say_period(period))
        }
        Part::Rounded | Part::Unsigned | Part::Low | Part::High | Part::Mid => {
            return None;
        }
        Part::Delta | Part::Cagr | Part::Short => return None,
        Part::Label => (figure.label.to_string(), figure.label.to_string()),
    })
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
        let fill = |phrase: &Phrase<'_>| match &phrase.content {
            Content::Words(words) => (*words).to_owned(),
            Content::Reference(reference) => {
                let printed = quoted(brief, labels, reference).map(|(text, _)| text);
                printed.unwrap_or_else(|| written[phrase.bytes.clone()].to_owned())
            }
            Content::Computed(_) | Content::Broken(_) => {
                written[phrase.bytes.clone()].to_owned()
            }
            Content::Note(id) => note_number(notes, id).unwrap_or_default(),
        };
        found.push(phrases.iter().map(fill).collect());
    }
    found
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
        Segment::Computed(_, range) | Segment::Broken(_, range) => {
            written[range].to_owned()
        }
    };
    let text: String = segments(written).into_iter().map(fill).collect();
    text.replace('\n', " ")
}
