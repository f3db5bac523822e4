//! Quantities under a line that says their unit.

use strata_model::{Change, Extent, Figure, Quantity};

use super::NBSP;
use crate::labels::Labels;

impl Labels {
    /// A quantity where `unit` is said already: its number alone if it is in that unit.
    pub(crate) fn quantity_under(
        &self,
        quantity: &Quantity,
        unit: Option<&str>,
    ) -> String {
        match (unit, self.unit_apart(quantity)) {
            (Some(unit), Some(own)) if unit == own => self.bare(quantity, false),
            _ => self.quantity(quantity),
        }
    }

    /// How much a change is where `unit` is said already.
    pub(crate) fn extent_under(&self, change: &Change, unit: Option<&str>) -> String {
        match &change.extent {
            Extent::By(by)
                if unit.is_some() && self.unit_apart(by).as_deref() == unit =>
            {
                self.bare(by, true)
            }
            _ => self.extent(change),
        }
    }

    /// What a figure states, in its own digits and with its qualifier, where `unit` is said
    /// already. The same as without a unit where it has no number or one of another unit.
    pub(crate) fn value_under(&self, figure: &Figure, unit: Option<&str>) -> String {
        let under = |quantity: &Quantity| self.quantity_under(quantity, unit);
        let is_under = |quantity: &Quantity| {
            unit.is_some() && self.unit_apart(quantity).as_deref() == unit
        };
        let value = if let Some(value) = &figure.value {
            match &figure.tolerance {
                Some(tolerance) => {
                    format!("{}{NBSP}±{NBSP}{}", under(value), under(tolerance))
                }
                None => under(value),
            }
        } else if let Some(range) = &figure.range
            && is_under(&range.low)
            && is_under(&range.high)
        {
            self.range(&under(&range.low), &under(&range.high))
        } else {
            return self.value_as(figure, None);
        };
        match self.qualifier_word(figure) {
            Some(word) => format!("{word} {value}"),
            None => value,
        }
    }
}
