//! Changes that a quote states, against those of the figure.

use strata_model::calc::Interval;
use strata_model::{
    Adjustment, Against, Change, Direction, Extent, Figure, Measure, Quantity,
};

use rust_decimal::Decimal;

use super::known::{Known, overlaps};
use crate::prose::phrase::{holds_any, lower};
use crate::prose::quote::{Quoted, Sort};

/// Words of a change that is on the year before.
const YEARLY: [&str; 19] = [
    "year-over-year",
    "year over year",
    "year-on-year",
    "year on year",
    "yoy",
    "y/y",
    "a year ago",
    "a year earlier",
    "year-ago",
    "prior year",
    "prior-year",
    "previous year",
    "last year",
    "same period",
    "same quarter",
    "corresponding",
    "prior-period",
    "prior period",
    "comparable period",
];

/// Words of one that is on the quarter before.
const QUARTERLY: [&str; 10] = [
    "quarter-over-quarter",
    "quarter over quarter",
    "quarter-on-quarter",
    "sequential",
    "sequentially",
    "prior quarter",
    "previous quarter",
    "preceding quarter",
    "qoq",
    "q/q",
];

/// Words of one that was evened out.
const EVENED: [&str; 16] = [
    "adjusted",
    "comparable",
    "comps",
    "constant",
    "currency",
    "currencies",
    "currency-neutral",
    "excluding",
    "fx",
    "like-for-like",
    "local",
    "organic",
    "organically",
    "same-store",
    "underlying",
    "without",
];

/// The changes of a figure that a quote may state: on the base that it names, if it does.
fn changes_of<'b>(figure: &'b Figure, text: &str) -> Option<Vec<&'b Change>> {
    let text = lower(text);
    let (yearly, quarterly) = (holds_any(&text, &YEARLY), holds_any(&text, &QUARTERLY));
    let further = figure.comparisons.iter();
    let adjusted =
        |it: &Option<Adjustment>| it.is_some_and(|it| it != Adjustment::Reported);
    let evened = adjusted(&figure.adjustment)
        || figure.basis.is_some_and(strata_model::Basis::is_adjusted)
        || further.clone().any(|it| adjusted(&it.adjustment));
    if holds_any(&text, &EVENED)
        && !evened
        && !holds_any(&lower(figure.label.as_str()), &EVENED)
    {
        return None;
    }
    let all = figure.change.iter().chain(further.map(|it| &it.change));
    let named: Vec<_> = all
        .filter(|it| match it.against {
            Against::Yoy => yearly || !quarterly,
            // Where no base is named, it is the year before.
            Against::Qoq => quarterly,
            _ => false,
        })
        .collect();
    let has = |against| named.iter().any(|it| it.against == against);
    let missing = (yearly && !has(Against::Yoy)) || (quarterly && !has(Against::Qoq));
    (!missing && !named.is_empty()).then_some(named)
}

/// The measure of a number; hundredths of points are points.
fn measure_of(quantity: &Quantity) -> Measure {
    match quantity.unit().measure.clone() {
        Measure::BasisPoints => Measure::Points,
        measure => measure,
    }
}

/// Its size in that.
fn size_of(it: &Quoted) -> Option<Interval> {
    let own = Interval::around(&it.quantity)?;
    match it.quantity.unit().measure {
        Measure::BasisPoints => own.times(Decimal::new(1, 2)),
        _ => Some(own),
    }
}

/// A change in the quote in a unit in which the figure has one on that base, where none is
/// one of the figure.
pub(super) fn wrong_change<'q, 'b>(
    figure: &'b Figure,
    known: &Known,
    text: &str,
    changes: &[&'q Quoted],
) -> Option<(&'q Quoted, &'b Change)> {
    changes.first()?;
    let stated = changes_of(figure, text)?;
    for change in &stated {
        let Extent::By(by) = &change.extent else { continue };
        let own = measure_of(by);
        if !matches!(own, Measure::Percent | Measure::Points) {
            continue;
        }
        let alike: Vec<_> =
            changes.iter().filter(|it| measure_of(&it.quantity) == own).collect();
        let Some(first) = alike.first() else { continue };
        // One that meets the level is that: growth of growth is seldom told.
        let fits = |it: &&&&Quoted| {
            size_of(it).is_none_or(|it| known.has_change(&own, it) || known.has_level(it))
        };
        if alike.iter().find(fits).is_none() {
            return Some((**first, change));
        }
    }
    None
}

/// A change in the quote that has the size of one of the figure's, or is the only one, and
/// goes the other way.
pub(super) fn wrong_way<'q, 'b>(
    figure: &'b Figure,
    known: &Known,
    text: &str,
    changes: &[&'q Quoted],
) -> Option<(&'q Quoted, &'b Change)> {
    changes.first()?;
    let stated = changes_of(figure, text).unwrap_or_default();
    let further = figure.comparisons.iter().map(|it| &it.change);
    let every: Vec<_> = figure.change.iter().chain(further).collect();
    let opposite = |one: Direction, other: Option<Direction>| {
        matches!(
            (one, other),
            (Direction::Up, Some(Direction::Down))
                | (Direction::Down, Some(Direction::Up))
        )
    };
    let same_way = changes
        .windows(2)
        .all(|pair| pair.first().map(|it| it.sort) == pair.last().map(|it| it.sort));
    for it in changes {
        let Sort::Change(way) = it.sort else { continue };
        let own = size_of(it)?;
        let of_size: Vec<_> = known
            .changes
            .iter()
            .filter(|(of, by, _)| *of == measure_of(&it.quantity) && overlaps(*by, own))
            .collect();
        let against = !of_size.is_empty() && of_size.iter().all(|it| opposite(way, it.2));
        let named = every.iter().find(|it| opposite(way, it.direction()));
        let only = |change: &&&Change| matches!(change.extent, Extent::Only(_));
        let all = stated.iter().all(|it| opposite(way, it.direction()));
        let bare = stated.first().filter(|it| all && only(it) && same_way);
        if let Some(change) = named.filter(|_| against).or(bare) {
            return Some((it, change));
        }
    }
    None
}
