//! Which way it goes from one value to another, and to a figure from what it was before.

use strata_model::calc::Interval;
use strata_model::{Against, Figure, Measure, Quantity};

use super::loss::LOSS;
use super::{Said, way_of};
use crate::prose::{Base, Level, Way};

/// Whether a word of motion is true of the way between two values; nothing if their digits
/// leave that open. Below zero it depends on what is said to move.
pub(super) fn order(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    from: &Level<'_>,
    to: &Level<'_>,
) -> Option<bool> {
    if from.quantity.unit() != to.quantity.unit() {
        return None;
    }
    let above_zero =
        |it: &Level<'_>| !it.interval.is_below_zero() && !it.quantity.is_negative();
    let turned = if above_zero(from) && above_zero(to) {
        false
    } else {
        let loss = is_of_loss(said, at, to);
        let same_side = !above_zero(from) && !above_zero(to);
        match (loss, same_side) {
            (Some(loss), true) => loss,
            (Some(true), false) => return None,
            (_, false) => false,
            (None, true) => return None,
        }
    };
    let (from, to) = (from.interval, to.interval);
    let up = to.is_at_or_above(from) && !from.is_at_or_above(to);
    let down = from.is_at_or_above(to) && !to.is_at_or_above(from);
    let rose = match (up, down) {
        (true, false) => !turned,
        (false, true) => turned,
        _ => return None,
    };
    Some(rose == (way == Way::Up))
}

/// Whether what moves is a loss, which grows as it goes down, or a result, which falls.
fn is_of_loss(said: &Said<'_, '_>, at: usize, to: &Level<'_>) -> Option<bool> {
    const RESULT: [&str; 10] = [
        "result",
        "results",
        "income",
        "profit",
        "earnings",
        "ebit",
        "ebitda",
        "flow",
        "margin",
        "contribution",
    ];
    let sentence = said.sentence;
    if ["narrow", "widen"].iter().any(|it| sentence.word(at).starts_with(it)) {
        return Some(true);
    }
    let words = sentence.before(at).chain(sentence.behind(at).take(5));
    let words: Vec<_> = words.map(|it| sentence.word(it)).collect();
    let label = to.of.map(|(_, figure, _)| figure.label.as_str().to_lowercase());
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let labelled = |list: &[&str]| {
        label.as_deref().is_some_and(|it| it.split(' ').any(|word| list.contains(&word)))
    };
    match (has(&LOSS), has(&RESULT)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ if labelled(&LOSS) => None,
        _ => None,
    }
}

/// All ways that lead to a value from earlier ones; nothing if one of them is open.
///
/// Of several bases only one may be meant.
pub(super) fn known(
    said: &Said<'_, '_>,
    figure: &Figure,
    base: Option<Base>,
) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    let changes =
        figure.change.iter().chain(figure.comparisons.iter().map(|it| &it.change));
    let meant = |against: Against| match base {
        Some(base) => base.fits(against) == Some(true),
        None => matches!(
            against,
            Against::Yoy | Against::Qoq | Against::Prior | Against::Baseline
        ),
    };
    for change in changes.filter(|it| meant(it.against)) {
        ways.push(way_of(change.direction()?)?);
    }
    let own = Interval::of_figure(figure)?;
    let first = figure.change.as_ref().is_none_or(|it| meant(it.against));
    let prior = figure.prior.iter().filter(|_| first || base.is_none());
    let earlier = prior.chain(last(said, figure).filter(|_| base.is_none()));
    for stated in
        earlier.filter(|it| Some(it.unit()) == figure.value.as_ref().map(Quantity::unit))
    {
        let then = Interval::of(stated)?;
        match (own.is_at_or_above(then), then.is_at_or_above(own)) {
            (true, false) => ways.push(Way::Up),
            (false, true) => ways.push(Way::Down),
            _ => return None,
        }
    }
    let percent = figure.value.as_ref()?.unit().measure == Measure::Multiple;
    (!percent).then_some(ways)
}

/// The latest value of the history before the period of a figure.
fn last<'b>(said: &Said<'_, '_>, figure: &'b Figure) -> Option<&'b Quantity> {
    let calendar = &said.facts.calendar;
    let own = calendar.dates(figure.period.as_ref()?)?.last;
    let dated = figure
        .history
        .iter()
        .filter_map(|(period, value)| Some((calendar.dates(period)?.last, value)));
    dated.filter(|(last, _)| *last < own).max_by_key(|(last, _)| *last).map(|it| it.1)
}
