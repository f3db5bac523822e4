//! An as-of date that is wrong itself: nearly everything in the brief is later.

use strata_model::{Basis, Date, Figure, Period};

use super::gathered::Facts;

/// How much of a brief is later than its as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooEarly {
    /// So many days are later,
    pub(crate) later: usize,
    /// of so many that are known before a brief is written.
    pub(crate) all: usize,
    /// The latest of them.
    pub(crate) latest: Date,
}

/// Fewer days may each be a slip of their own.
const LEAST: usize = 4;

/// Whether the as-of date is the one that is wrong: of all days on which something was
/// published, said or measured for this brief three quarters are later, and so is most of
/// what it cites.
pub(super) fn too_early(facts: &Facts<'_>) -> Option<TooEarly> {
    let brief = facts.brief;
    let sources: Vec<Date> = brief.sources.values().filter_map(|it| it.date).collect();
    let late = |days: &[Date]| days.iter().filter(|day| **day > brief.as_of).count();
    if late(&sources) * 4 < sources.len() * 3 {
        return None;
    }
    let rating = brief.recommendation.as_ref().and_then(|it| it.issued);
    let end = |period: &Period| facts.calendar.end(period);
    let period = brief.period.as_ref().and_then(end);
    let front = [brief.data_cut_off, brief.price_date, rating, period];
    let of_figure = |figure: &Figure| match &figure.guidance {
        Some(guidance) => Some(guidance.issued),
        None => match figure.basis {
            Some(Basis::AnalystEstimate | Basis::ThirdParty) => None,
            _ => figure.period.as_ref().and_then(end),
        },
    };
    let mut days = sources;
    days.extend(front.into_iter().flatten());
    days.extend(brief.figures.values().filter_map(of_figure));
    let (later, all) = (late(&days), days.len());
    let latest = days.into_iter().max()?;
    (later >= LEAST && later * 4 >= all * 3).then_some(TooEarly { later, all, latest })
}
