//! What a chart draws, as values: the one answer to what its form needs and its figures have.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::aspect::{shown, shown_alike};
use crate::block::{Chart, ChartForm};
use crate::brief::Brief;
use crate::change::{Against, Extent};
use crate::date::Date;
use crate::derivation::{Derivation, Operator};
use crate::figure::{Figure, Shift};
use crate::id::{Id, Ref};
use crate::period::{LabelKind, Period};
use crate::quantity::Quantity;
use crate::unit::Measure;

/// The values of a chart, in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot<'b> {
    /// Each figure's earlier value and its value: bars and slopes.
    Pairs(Vec<Pair<'b>>),
    /// Each figure's change from state to state, in words.
    Shifts(Vec<(&'b Figure, &'b Shift)>),
    /// Each figure's values in order of time: columns and lines.
    Series(Vec<Series<'b>>),
    /// A whole and its breakdowns.
    Parts(&'b Figure, Vec<Group<'b>>),
    /// Parts in percent of 100%, by breakdown.
    Shares(Vec<Shares<'b>>),
    /// How a sum leads from figure to figure; the last is the sum itself.
    Steps(Vec<Step<'b>>),
}

/// A value and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<'b> {
    /// The figure.
    pub figure: &'b Figure,
    /// Its value.
    pub value: &'b Quantity,
    /// The earlier value.
    pub earlier: Quantity,
    /// Whether the earlier value follows from the change and is not stated.
    pub implied: bool,
    /// What the change is against; nothing if there is a `prior` alone.
    pub against: Option<Against>,
}

/// The values of one figure over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'b> {
    /// The figure.
    pub figure: &'b Figure,
    /// The value of the figure as it is shown, in whose unit and scale all are told.
    pub value: Cow<'b, Quantity>,
    /// Its history and its value, the earliest first.
    pub points: Vec<Point<'b>>,
}

/// A value at its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<'b> {
    /// What it is of.
    pub period: &'b Period,
    /// The last day of the period.
    pub end: Date,
    /// The value, with the digits of the one that is shown.
    pub quantity: Cow<'b, Quantity>,
    /// Whether it is the value of the figure itself.
    pub own: bool,
}

/// The parts of one breakdown, with their values.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'b> {
    /// Its name.
    pub name: &'b Id,
    /// Its parts.
    pub parts: Vec<(&'b Figure, &'b Quantity)>,
}

/// The parts of one breakdown, in percent.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares<'b> {
    /// Its name; nothing for figures that are shares by themselves.
    pub name: Option<&'b Id>,
    /// Its parts.
    pub parts: Vec<Share<'b>>,
}

/// A part of 100%.
#[derive(Debug, Clone, PartialEq)]
pub struct Share<'b> {
    /// The part; nothing for what no part is stated of.
    pub figure: Option<&'b Figure>,
    /// In percent.
    pub percent: Decimal,
    /// Whether it is computed from amounts and not stated.
    pub implied: bool,
}

/// A step of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'b> {
    /// The figure that is added or taken off, or that is the sum.
    pub figure: &'b Figure,
    /// Its value.
    pub value: &'b Quantity,
    /// The sum before it and after it; from nothing for the first and for the sum itself.
    pub from: Decimal,
    /// The sum after it.
    pub to: Decimal,
    /// Whether it is the first or the sum itself, and not what changes it.
    pub level: bool,
}

/// Why a chart cannot be drawn in its form.
#[derive(Debug, Clone, PartialEq)]
pub enum PlotError<'b> {
    /// An id names no figure.
    Unknown(&'b Id),
    /// The form draws one figure and the chart has several.
    Several(ChartForm),
    /// More figures than the form keeps apart.
    Crowded(usize),
    /// The figure is drawn already.
    Twice(&'b Id),
    /// The figure has no value of its own: a range, a magnitude, a change alone.
    NoValue(&'b Id),
    /// Nothing is known of what it was before.
    NoEarlier(&'b Id),
    /// No value of another time.
    NoHistory(&'b Id),
    /// A period without a last day; nothing if the figure has no period.
    NoTime(&'b Id, Option<&'b Period>),
    /// No breakdown, and no percentage either.
    NoParts(&'b Id),
    /// The derivation is no sum or difference.
    NoSum(&'b Id),
    /// Two values that have no common scale, by unit; the second may be of the same figure.
    Units(&'b Id, &'b Id),
    /// Two figures that are not compared on one scale: of other kinds of periods, other
    /// bases, or with other earlier times.
    Unlike(&'b Id, &'b Id),
    /// Some figures move in words and others in numbers.
    Mixed(&'b Id),
    /// The whole is nothing or less, and has no shares.
    NoWhole(&'b Id),
}

/// The most figures of one chart.
const MOST: usize = 12;

type Drawn<'b, T> = Result<T, PlotError<'b>>;

/// What a chart draws.
///
/// # Errors
///
/// Why it cannot be drawn: what its form needs and its figures lack.
pub fn plot<'b>(brief: &'b Brief, chart: &'b Chart) -> Drawn<'b, Plot<'b>> {
    let form = chart.form.unwrap_or(ChartForm::Bars);
    let ids: Vec<&Id> = chart.figures().collect();
    let figures = ids.iter().map(|id| Ok((*id, known(brief, id)?)));
    let figures = figures.collect::<Drawn<'_, Vec<_>>>()?;
    if ids.len() > 1 && !form.takes_several() {
        return Err(PlotError::Several(form));
    }
    if ids.len() > MOST {
        return Err(PlotError::Crowded(MOST));
    }
    let twice = (1..ids.len()).find(|at| ids.iter().take(*at).any(|id| *id == ids[*at]));
    if let Some(at) = twice {
        return Err(PlotError::Twice(ids[at]));
    }
    let (id, figure) = (chart.figure.id(), known(brief, chart.figure.id())?);
    match form {
        ChartForm::Bars => Ok(Plot::Pairs(vec![pair(id, figure)?])),
        ChartForm::Columns | ChartForm::Line => {
            alike(&figures)?;
            let all = figures.iter().map(|(id, figure)| series(brief, id, figure));
            Ok(Plot::Series(all.collect::<Drawn<'_, _>>()?))
        }
        ChartForm::Slope => slope(&figures),
        ChartForm::Parts => parts(brief, id, figure),
        ChartForm::Shares => shares(brief, &figures),
        ChartForm::Waterfall => steps(brief, id, figure),
    }
}

fn known<'b>(brief: &'b Brief, id: &'b Id) -> Drawn<'b, &'b Figure> {
    brief.figures.get(id).ok_or(PlotError::Unknown(id))
}

fn value<'b>(id: &'b Id, figure: &'b Figure) -> Drawn<'b, &'b Quantity> {
    figure.value.as_ref().ok_or(PlotError::NoValue(id))
}

/// Whether figures may stand on one scale.
fn alike<'b>(figures: &[(&'b Id, &'b Figure)]) -> Drawn<'b, ()> {
    let Some(((first, one), rest)) = figures.split_first() else { return Ok(()) };
    for (id, figure) in rest {
        if value(first, one)?.unit() != value(id, figure)?.unit() {
            return Err(PlotError::Units(first, id));
        }
        let time = |figure: &Figure| figure.period.as_ref().map(kind);
        let plain = |figure: &Figure| figure.basis.filter(|basis| !basis.is_plain());
        if time(one) != time(figure) || plain(one) != plain(figure) {
            return Err(PlotError::Unlike(first, id));
        }
    }
    Ok(())
}

/// What sort of period it is: a quarter is none with a year.
fn kind(period: &Period) -> (u8, u8) {
    let label = |kind: LabelKind| match kind {
        LabelKind::Quarter(..) => 1,
        LabelKind::Half(..) => 2,
        LabelKind::Year(_) => 3,
        LabelKind::Declared => 4,
        LabelKind::NineMonths(_) => 5,
    };
    // Quarters have 12 to 17 weeks, years 52 or 53.
    let weeks = |count: u8| match count {
        12..=17 => (2, 1),
        24..=28 => (2, 2),
        36..=40 => (2, 5),
        52..=53 => (2, 3),
        other => (9, other),
    };
    match period {
        Period::Instant(_) => (0, 0),
        Period::Month(_) => (1, 0),
        Period::Fiscal(it) => (2, label(it.kind())),
        Period::Interval(_) => (3, 0),
        Period::Weeks(it) => weeks(it.count()),
        Period::YearToDate(_) => (4, 0),
        Period::TrailingTwelveMonths(_) => (5, 0),
        Period::SinceLaunch(_) => (6, 0),
        Period::RunRate(_) => (7, 0),
        Period::Unstated => (8, 0),
    }
}

fn pair<'b>(id: &'b Id, figure: &'b Figure) -> Drawn<'b, Pair<'b>> {
    let value = value(id, figure)?;
    let against = figure.change.as_ref().map(|change| change.against);
    let (earlier, implied) = match &figure.prior {
        Some(prior) if prior.unit() == value.unit() => {
            (shown_alike(figure, prior).into_owned(), false)
        }
        Some(_) => return Err(PlotError::Units(id, id)),
        None => (implied(figure).ok_or(PlotError::NoEarlier(id))?, true),
    };
    Ok(Pair { figure, value, earlier, implied, against })
}

/// The earlier value that a stated value and its stated growth imply, rounded as the value.
fn implied(figure: &Figure) -> Option<Quantity> {
    let value = figure.value.as_ref()?;
    let Extent::By(by) = &figure.change.as_ref()?.extent else { return None };
    if by.unit().measure != Measure::Percent {
        return None;
    }
    let factor = Decimal::ONE + by.value() / Decimal::ONE_HUNDRED;
    let growth = factor > Decimal::ZERO;
    growth
        .then(|| value.value().checked_div(factor))
        .flatten()
        .and_then(|earlier| value.with_value(earlier))
}

fn slope<'b>(figures: &[(&'b Id, &'b Figure)]) -> Drawn<'b, Plot<'b>> {
    let shifts = figures.iter().filter_map(|(_, it)| Some((*it, it.shift.as_ref()?)));
    let shifts: Vec<_> = shifts.collect();
    if shifts.len() == figures.len() {
        return Ok(Plot::Shifts(shifts));
    }
    if let Some((id, _)) = figures.iter().find(|(_, figure)| figure.shift.is_some()) {
        return Err(PlotError::Mixed(id));
    }
    alike(figures)?;
    let pairs = figures.iter().map(|(id, figure)| pair(id, figure));
    let pairs: Vec<Pair<'_>> = pairs.collect::<Drawn<'_, _>>()?;
    let apart = pairs.iter().zip(figures).find(|(pair, (_, figure))| {
        let first = pairs.first().map(|it| (it.against, &it.figure.period));
        first != Some((pair.against, &figure.period))
    });
    match (apart, figures.first()) {
        (Some((_, (id, _))), Some((first, _))) => Err(PlotError::Unlike(first, id)),
        _ => Ok(Plot::Pairs(pairs)),
    }
}

fn series<'b>(brief: &'b Brief, id: &'b Id, figure: &'b Figure) -> Drawn<'b, Series<'b>> {
    let value = value(id, figure)?;
    let own = figure.period.as_ref().ok_or(PlotError::NoTime(id, None))?;
    let calendar = brief.calendar();
    let history = figure.history.iter().filter(|(period, _)| *period != own);
    let all = history.map(|(period, quantity)| (period, quantity, false));
    let mut points = Vec::new();
    for (period, stated, own) in all.chain([(own, value, true)]) {
        if stated.unit() != value.unit() {
            return Err(PlotError::Units(id, id));
        }
        let end = calendar.end(period).ok_or(PlotError::NoTime(id, Some(period)))?;
        let quantity = shown_alike(figure, stated);
        points.push(Point { period, end, quantity, own });
    }
    points.sort_by_key(|point| (point.end, point.period));
    if points.len() < 2 {
        return Err(PlotError::NoHistory(id));
    }
    let value = Cow::Borrowed(shown(figure).unwrap_or(value));
    Ok(Series { figure, value, points })
}

fn parts<'b>(brief: &'b Brief, id: &'b Id, whole: &'b Figure) -> Drawn<'b, Plot<'b>> {
    let sum = value(id, whole)?;
    let group = |(name, parts): (&'b Id, &'b Vec<Ref<Figure>>)| {
        let parts = parts.iter().map(Ref::id).map(|part| {
            let figure = known(brief, part)?;
            let amount = value(part, figure)?;
            // Shares in percent have no place on the scale of an amount.
            let fits = amount.unit() == sum.unit();
            fits.then_some((figure, amount)).ok_or(PlotError::Units(id, part))
        });
        Ok(Group { name, parts: parts.collect::<Drawn<'_, _>>()? })
    };
    let groups = whole.breakdowns.iter().map(|(name, it)| group((name, &it.parts)));
    let groups: Vec<_> = groups.collect::<Drawn<'_, _>>()?;
    if groups.is_empty() {
        return Err(PlotError::NoParts(id));
    }
    Ok(Plot::Parts(whole, groups))
}

fn shares<'b>(brief: &'b Brief, figures: &[(&'b Id, &'b Figure)]) -> Drawn<'b, Plot<'b>> {
    let stated = |id: &'b Id, figure: &'b Figure| {
        let value = value(id, figure)?;
        let is_share = value.unit().measure == Measure::Percent;
        let percent = value.value();
        let share = Share { figure: Some(figure), percent, implied: false };
        is_share.then_some(share).ok_or(PlotError::NoParts(id))
    };
    let whole = match figures {
        [(id, figure)] if !figure.breakdowns.is_empty() => Some((*id, *figure)),
        _ => None,
    };
    let Some((id, whole)) = whole else {
        alike(figures)?;
        let all = figures.iter().map(|(id, figure)| stated(id, figure));
        let parts = all.collect::<Drawn<'_, _>>()?;
        return Ok(Plot::Shares(vec![Shares { name: None, parts }]));
    };
    let sum = value(id, whole)?;
    let mut groups = Vec::new();
    for (name, breakdown) in &whole.breakdowns {
        let parts = breakdown.parts.iter().map(Ref::id).map(|part| {
            let figure = known(brief, part)?;
            let amount = value(part, figure)?;
            if amount.unit() != sum.unit() {
                return stated(part, figure).map_err(|_| PlotError::Units(id, part));
            }
            if sum.value() <= Decimal::ZERO {
                return Err(PlotError::NoWhole(id));
            }
            let percent = amount.value().checked_div(sum.value());
            let percent = percent.and_then(|it| it.checked_mul(Decimal::ONE_HUNDRED));
            // Beyond a million percent nothing is a part of the whole.
            let percent = percent.filter(|it| it.abs() < Decimal::from(1_000_000));
            let percent = percent.ok_or(PlotError::NoWhole(id))?;
            Ok(Share { figure: Some(figure), percent, implied: true })
        });
        let mut parts = parts.collect::<Drawn<'_, Vec<_>>>()?;
        parts.extend(rest(&parts));
        groups.push(Shares { name: Some(name), parts });
    }
    Ok(Plot::Shares(groups))
}

/// What no part is stated of, where it is more than rounding leaves open.
fn rest<'b>(shares: &[Share<'b>]) -> Option<Share<'b>> {
    let sum: Decimal = shares.iter().map(|share| share.percent).sum();
    let percent = Decimal::ONE_HUNDRED - sum;
    let open = Decimal::new(5, 1) * Decimal::from(shares.len().max(1));
    (percent > open).then_some(Share { figure: None, percent, implied: true })
}

fn steps<'b>(brief: &'b Brief, id: &'b Id, sum: &'b Figure) -> Drawn<'b, Plot<'b>> {
    let Some(Derivation::Sum(first, rest)) = &sum.derivation else {
        return Err(PlotError::NoSum(id));
    };
    let whole = value(id, sum)?;
    let mut level = Decimal::ZERO;
    let mut steps = Vec::new();
    let operands = rest.iter().map(|(operator, id)| (Some(*operator), id));
    for (operator, step) in std::iter::once((None, first)).chain(operands) {
        let figure = known(brief, step)?;
        let value = value(step, figure)?;
        if value.unit() != whole.unit() {
            return Err(PlotError::Units(id, step));
        }
        let amount = value.value();
        let from = level;
        level += if operator == Some(Operator::Minus) { -amount } else { amount };
        steps.push(Step { figure, value, from, to: level, level: operator.is_none() });
    }
    let to = whole.value();
    steps.push(Step { figure: sum, value: whole, from: Decimal::ZERO, to, level: true });
    Ok(Plot::Steps(steps))
}
