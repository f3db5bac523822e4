//! What has a price on any day, and is put beside results that are older.

use strata_model::{Figure, Measure};

use super::phrase::{holds_any, lower};
use crate::facts::unit::unit_of;

const WORDS: [&str; 16] = [
    "capitalisation",
    "capitalization",
    "cap",
    "diluted",
    "enterprise",
    "ev",
    "exchange",
    "fx",
    "market",
    "outstanding",
    "price",
    "shares",
    "spot",
    "stock",
    "traded",
    "yield",
];

/// Whether a figure is a market value, or one for each share, or a multiple of one.
pub(crate) fn is_of_market(figure: &Figure) -> bool {
    let each = |unit: &strata_model::Unit| {
        unit.per.is_some() || unit.measure == Measure::Multiple
    };
    unit_of(figure).is_some_and(each) || holds_any(&lower(figure.label.as_str()), &WORDS)
}
