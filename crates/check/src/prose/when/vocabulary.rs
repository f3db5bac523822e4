//! The words for periods, a file for each language.

mod english;
mod french;
mod german;

use strata_model::Language;

pub(crate) use english::MONTHS;

/// The words of a language for periods.
pub(super) struct Vocabulary {
    /// What is said is of the period behind: `in`.
    pub(super) within: &'static [&'static str],
    /// What may stand between that and the period.
    pub(super) skipped: &'static [&'static str],
    /// Before so many months: `the first nine months`.
    pub(super) first: &'static [&'static str],
    pub(super) quarter: &'static [&'static str],
    pub(super) half: &'static [&'static str],
    pub(super) months: &'static [&'static str],
    pub(super) weeks: &'static [&'static str],
    pub(super) fiscal: &'static [&'static str],
    pub(super) year: &'static [&'static str],
    /// `of fiscal 2025`.
    pub(super) of: &'static [&'static str],
    /// `ended September 30`.
    pub(super) ended: &'static [&'static str],
    pub(super) names: [&'static str; 12],
}

impl Vocabulary {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::EnUs | Language::EnGb => &english::WORDS,
            Language::DeDe => &german::WORDS,
            Language::FrFr => &french::WORDS,
        }
    }
}

/// The words without which no language names a period, but by digits.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    [&english::WORDS, &german::WORDS, &french::WORDS].into_iter().flat_map(|it| {
        let spans = [it.quarter, it.half, it.months, it.weeks, it.fiscal, it.year];
        spans.into_iter().flatten().chain(&it.names).copied()
    })
}
