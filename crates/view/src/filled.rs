//! Text with its references resolved: what a figure prints in a sentence.

use strata_model::calc::{Meant, computed, meant};
use strata_model::{Brief, Derivation, Reference, Segment, segments};

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

/// A text as it is read: its figures filled in.
pub(crate) fn filled(brief: &Brief, labels: &Labels, written: &str) -> String {
    let fill = |segment: Segment<'_>| {
        let (printed, range) = match segment {
            Segment::Words(words) => return words.to_owned(),
            Segment::Reference(reference, range) => {
                (quoted(brief, labels, &reference), range)
            }
            Segment::Computed(derivation, range) => {
                (derived(brief, labels, &derivation), range)
            }
            Segment::Broken(_, range) => (None, range),
        };
        printed.map_or_else(|| written[range].to_owned(), |(text, _)| text)
    };
    segments(written).into_iter().map(fill).collect()
}
