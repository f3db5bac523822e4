//! Text with its references resolved: what a figure prints in a sentence.

use strata_model::{Brief, Part, Reference, Segment, segments};

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

/// A text as it is read: its figures filled in.
pub(crate) fn filled(brief: &Brief, labels: &Labels, written: &str) -> String {
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
    segments(written).into_iter().map(fill).collect()
}
