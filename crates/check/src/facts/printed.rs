//! What a reference in a text prints.

use strata_model::{Figure, Part, Quantity};

/// What a reference to a part prints, if that is a quantity.
pub(crate) fn quantity(figure: &Figure, part: Part) -> Option<&Quantity> {
    match part {
        Part::Value => {
            figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.high))
        }
        Part::Change | Part::Rise | Part::Fall => figure.change.as_ref()?.size(),
        Part::Prior => figure.prior.as_ref(),
        _ => None,
    }
}
