//! What the figures of a strip have in common, said once above them.

use std::collections::BTreeMap;

use strata_model::{Basis, Currency, End, Figure, Measure, Period, Quantity};

use crate::context::Context;
use crate::words::Said;

/// What the figures of a strip have in common.
pub(super) struct Common {
    period: Option<Period>,
    basis: Option<Basis>,
    /// All of it in words.
    pub(super) said: Option<Said>,
}

impl Context<'_> {
    pub(super) fn common_of(&self, figures: &[&Figure]) -> Common {
        let labels = self.labels;
        let period = self.common_period(figures).cloned();
        let basis = figures.first().and_then(|it| it.basis);
        let basis =
            basis.filter(|basis| figures.iter().all(|it| it.basis == Some(*basis)));
        let currency = currency(figures)
            .map(|it| Said::from((labels.key_figures.amounts_in)(it.code())));
        let at =
            period.as_ref().map(|it| Said::new(labels.period(it), labels.say_period(it)));
        let parts = [at, basis.map(|it| Said::from(labels.basis(it))), currency];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let joined = |of: &dyn Fn(&Said) -> String| {
            parts.iter().map(of).collect::<Vec<_>>().join(" · ")
        };
        let text = joined(&|it| it.text.to_string());
        let said = Said::new(&text, joined(&Said::aloud));
        Common { period, basis, said: (!text.is_empty()).then_some(said) }
    }

    /// The period of the brief where one has it; else that of most, if of more than one.
    fn common_period<'f>(&self, figures: &[&'f Figure]) -> Option<&'f Period> {
        let mut counts: BTreeMap<&Period, usize> = BTreeMap::new();
        let known = || figures.iter().filter_map(|it| it.period.as_ref());
        known().for_each(|it| *counts.entry(it).or_default() += 1);
        let own = self.brief.period.as_ref();
        let of_brief = known().find(|it| Some(*it) == own);
        of_brief.or_else(|| {
            let most = counts.values().max().copied()?;
            let first = known().find(|it| counts.get(it) == Some(&most));
            first
                .filter(|it| **it != Period::Unstated)
                .filter(|_| most > 1 || figures.len() == 1)
        })
    }

    /// The period of a figure where it is not that of the others: in a word where only its
    /// length differs.
    pub(super) fn period_apart(
        &self,
        figure: &Figure,
        common: &Common,
    ) -> Option<String> {
        let labels = self.labels;
        let Some(period) = &figure.period else {
            return common.period.is_some().then(|| labels.unstated.to_owned());
        };
        let same = common.period.as_ref();
        let ends_alike = |end: &End| match (end, same) {
            (End::Of(label), Some(Period::Fiscal(other))) => label == other,
            _ => false,
        };
        let words = &labels.key_figures;
        match period {
            it if Some(it) == same => None,
            Period::TrailingTwelveMonths(end) if ends_alike(end) => {
                Some(words.trailing.to_owned())
            }
            Period::YearToDate(end) if ends_alike(end) => Some(words.to_date.to_owned()),
            it => Some(labels.short_period(it)),
        }
    }

    /// The basis of a figure where it is not that of the others and needs a word.
    pub(super) fn basis_apart(
        &self,
        figure: &Figure,
        common: &Common,
    ) -> Option<&'static str> {
        let basis = figure.basis.filter(|it| !it.is_plain() && common.basis != Some(*it));
        basis.map(|it| self.labels.basis(it))
    }
}

/// The one currency whose sign stands with the amounts.
fn currency(figures: &[&Figure]) -> Option<Currency> {
    let quantities = figures.iter().flat_map(|it| {
        let range = it.range.as_ref();
        let ends = range.into_iter().flat_map(|it| [&it.low, &it.high]);
        it.value.iter().chain(ends)
    });
    let by_sign = |it: &&Quantity| !it.is_by_code();
    let mut all = quantities.filter(by_sign).filter_map(|it| match it.unit().measure {
        Measure::Money(currency) => Some(currency),
        _ => None,
    });
    let first = all.next()?;
    (first.symbol().is_some() && all.all(|it| it == first)).then_some(first)
}
