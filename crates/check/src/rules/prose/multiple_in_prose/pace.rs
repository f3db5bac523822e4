//! `Networking grows three times as fast as compute`.

use strata_model::calc::Interval;
use strata_model::{Against, Measure};

use super::times::{Multiple, judge};
use super::{Said, ratio};
use crate::diagnostic::Reporter;
use crate::prose::motion::is_of_another_time;

/// `Networking grows three times as fast as compute`.
pub(super) fn as_fast(
    said: &Said<'_, '_>,
    multiple: &Multiple,
    printed: bool,
    report: &mut Reporter<'_>,
) {
    let sentence = said.sentence;
    let first = crate::prose::motion::hedged(sentence, multiple.first);
    let comma = first
        .checked_sub(1)
        .filter(|it| sentence.token(*it).is_some_and(|token| token.is_mark(',')));
    let before = sentence.before(comma.unwrap_or(multiple.first)).take(10);
    let apart = comma.and_then(|it| it.checked_sub(1));
    let before = apart.into_iter().chain(before);
    let behind = multiple.last + 3..sentence.tokens.len().min(multiple.last + 10);
    let pace = |at: usize| {
        let token = sentence.token(at)?;
        if let Some(printed) = token.printed().filter(|it| it.is_change()) {
            return Some(Some((printed.id, Interval::around(printed.quantity()?)?)));
        }
        let name = said.name(at).filter(|_| !printed)?;
        let mut grown = name.figures.iter().filter_map(|id| {
            let (id, figure) = said.facts.figure_of(id)?;
            let change =
                figure.change.as_ref().filter(|it| it.against == Against::Yoy)?;
            let percent = change.size()?.unit().measure == Measure::Percent;
            Some((id, Interval::of_change(change).filter(|_| percent)?))
        });
        let first = grown.next();
        Some(first.filter(|_| grown.next().is_none()))
    };
    let (Some(Some((a, of))), Some(Some((b, to)))) =
        (before.filter_map(pace).next(), behind.filter_map(pace).next())
    else {
        return;
    };
    if a == b || is_of_another_time(sentence, None) {
        return;
    }
    let Some(ratio) = ratio(of, to) else { return };
    judge(said, multiple, &[ratio], &[a, b], report);
}
