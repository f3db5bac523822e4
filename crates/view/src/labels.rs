//! The only words that do not come from the data: one table for each language.

mod de;
mod en;
mod fr;
mod sentences;
mod spoken;
mod table;
#[cfg(test)]
mod tests;
mod written;

use strata_model::Language;

pub(crate) use sentences::{Growth, Until};
pub(crate) use spoken::{SignedCurrency, Spoken};
pub(crate) use table::Labels;
pub(crate) use written::Written;

/// The labels of a language.
pub(crate) fn labels(language: Language) -> &'static Labels {
    match language {
        Language::EnUs => &en::EN_US,
        Language::EnGb => &en::EN_GB,
        Language::DeDe => &de::DE_DE,
        Language::FrFr => &fr::FR_FR,
    }
}
