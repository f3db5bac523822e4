//! What became of guidance when it was given again.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::history::alike;
use super::interval::tolerance_of;
use super::surprise::{Base, base};
use crate::walk::words;
use crate::{Against, Brief, Change, Comparison, Figure, Id, Qualifier, Quantity, Unit};

/// The values that an outlook allows by what is stated, not by its digits: `$9.0B` is one
/// point. An end that is absent is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends<'b> {
    /// The lower end.
    pub low: Option<Decimal>,
    /// The upper end.
    pub high: Option<Decimal>,
    /// The quantity whose unit and manner of writing both share.
    pub like: &'b Quantity,
}

impl<'b> Ends<'b> {
    /// The ends of a range, of what a tolerance or a bound allows, or a point. Nothing if
    /// the figure has no number, or ends of two units.
    #[must_use]
    pub fn of(figure: &'b Figure) -> Option<Self> {
        if let Some(range) = &figure.range {
            let (low, high) = (range.low.value(), range.high.value());
            let fits = range.low.unit() == range.high.unit() && low <= high;
            // The finer of the two says how both are written.
            let like = [&range.low, &range.high];
            let like = like.into_iter().max_by_key(|end| end.decimals())?;
            return fits.then_some(Self { low: Some(low), high: Some(high), like });
        }
        let like = figure.value.as_ref()?;
        let value = like.value();
        if let Some(tolerance) = &figure.tolerance {
            let by = tolerance_of(like, tolerance)?;
            let (low, high) = (value.checked_sub(by)?, value.checked_add(by)?);
            return Some(Self { low: Some(low), high: Some(high), like });
        }
        if like.is_plus_or_minus() {
            return Some(Self { low: Some(-value), high: Some(value), like });
        }
        let (low, high) = match figure.qualifier() {
            Some(Qualifier::AtLeast | Qualifier::MoreThan) => (Some(value), None),
            Some(
                Qualifier::AtMost
                | Qualifier::LessThan
                | Qualifier::UpTo
                | Qualifier::Nearly,
            ) => (None, Some(value)),
            Some(Qualifier::Exact | Qualifier::About) | None => {
                (Some(value), Some(value))
            }
        };
        Some(Self { low, high, like })
    }

    /// The unit of both ends.
    #[must_use]
    pub fn unit(&self) -> &'b Unit {
        self.like.unit()
    }

    /// The middle of two ends that are apart, written as they are, with one digit more where
    /// half a digit is left over.
    #[must_use]
    pub fn midpoint(&self) -> Option<Quantity> {
        let (low, high) = (self.low?, self.high?);
        if low == high {
            return None;
        }
        let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?;
        let places = self.like.digits().scale();
        let fits = |it: &Quantity| it.value() == middle;
        let written = (places..=places + 1).find_map(|places| {
            self.like.unsigned().with_places(middle, places).filter(fits)
        });
        // A tolerance in percent leaves more digits than anybody wrote.
        written.or_else(|| self.like.unsigned().with_value(middle))
    }
}

/// What new guidance is to the one before, by the numbers alone: which way is good for the
/// company does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revision {
    /// It takes the place of nothing.
    New,
    /// Both ends are where they were.
    Confirmed,
    /// Both ends went up.
    Raised,
    /// Both ends went down.
    Cut,
    /// The lower end went up alone.
    FloorRaised,
    /// The upper end went up alone.
    CeilingRaised,
    /// The lower end went down alone.
    FloorCut,
    /// The upper end went down alone.
    CeilingCut,
    /// The ends moved together.
    Narrowed,
    /// The ends moved apart.
    Widened,
}

words!(Revision {
    New = "new",
    Confirmed = "confirmed",
    Raised = "raised",
    Cut = "cut",
    FloorRaised = "floor-raised",
    CeilingRaised = "ceiling-raised",
    FloorCut = "floor-cut",
    CeilingCut = "ceiling-cut",
    Narrowed = "narrowed",
    Widened = "widened",
});

/// What guidance is to the one it replaces; nothing if one of them has no number, or they
/// are of two units.
#[must_use]
pub fn revision(before: &Figure, now: &Figure) -> Option<Revision> {
    let (before, now) = (Ends::of(before)?, Ends::of(now)?);
    (before.unit() == now.unit()).then(|| moved(before, now))
}

fn moved(before: Ends<'_>, now: Ends<'_>) -> Revision {
    use Ordering::{Equal, Greater, Less};
    // An open lower end lies below every number, an open upper end above.
    let low = now.low.cmp(&before.low);
    let high = match (now.high, before.high) {
        (None, None) => Equal,
        (None, Some(_)) => Greater,
        (Some(_), None) => Less,
        (Some(now), Some(before)) => now.cmp(&before),
    };
    match (low, high) {
        (Equal, Equal) => Revision::Confirmed,
        (Greater, Greater) => Revision::Raised,
        (Less, Less) => Revision::Cut,
        (Greater, Equal) => Revision::FloorRaised,
        (Equal, Greater) => Revision::CeilingRaised,
        (Less, Equal) => Revision::FloorCut,
        (Equal, Less) => Revision::CeilingCut,
        (Greater, Less) => Revision::Narrowed,
        (Less, Greater) => Revision::Widened,
    }
}

/// The figures that report what an outlook expected: compared `with` it, or of the same
/// concept, scope, basis and period.
pub fn actuals<'b>(
    brief: &'b Brief,
    id: &'b Id,
    outlook: &'b Figure,
) -> impl Iterator<Item = (&'b Id, &'b Figure)> {
    brief.figures.iter().filter(move |(_, it)| {
        let with = |it: &Comparison| it.with.as_ref().is_some_and(|with| with == id);
        let same = it.concept.is_some()
            && it.concept == outlook.concept
            && it.scope() == outlook.scope()
            && it.period == outlook.period
            && it.basis == outlook.basis;
        it.guidance.is_none() && (same || it.comparisons.iter().any(with))
    })
}

/// The figure that reports, of the latest period before the one that an outlook is for, what
/// the outlook expects: of the same concept or definition, scope, basis and unit, over a
/// period of the same length.
#[must_use]
pub fn last_reported<'b>(
    brief: &'b Brief,
    outlook: &Figure,
) -> Option<(&'b Id, &'b Figure)> {
    let calendar = brief.calendar();
    let days = |it: &Figure| it.period.as_ref().and_then(|it| calendar.dates(it));
    let (unit, ahead) = (Ends::of(outlook)?.unit(), days(outlook)?);
    let told = |it: &Figure| {
        let defined = it.definition.is_some() && it.definition == outlook.definition;
        let concept = it.concept.is_some() && it.concept == outlook.concept;
        (defined || concept)
            && it.guidance.is_none()
            && it.basis == outlook.basis
            && it.scope() == outlook.scope()
            && it.value.as_ref().is_some_and(|value| value.unit() == unit)
    };
    let before = brief.figures.iter().filter(|(_, it)| told(it)).filter_map(|found| {
        let own = days(found.1)?;
        (own.last < ahead.first && alike(own, ahead)).then_some((own.last, found))
    });
    // Of several of one day, the first.
    before.rev().max_by_key(|(last, _)| *last).map(|(_, found)| found)
}

/// What analysts expect where an outlook is compared with that: the consensus that one of
/// its comparisons names, if it is in the unit of the outlook.
#[must_use]
pub fn consensus<'b>(brief: &'b Brief, outlook: &'b Figure) -> Option<&'b Quantity> {
    let is_it = |change: &Change| change.against == Against::Consensus;
    let first = outlook.change.as_ref().filter(|it| is_it(it)).map(|_| None);
    let named = outlook.comparisons.iter().filter(|it| is_it(&it.change)).map(Some);
    let bases = first.into_iter().chain(named).filter_map(|it| base(brief, outlook, it));
    let unit = Ends::of(outlook)?.unit();
    bases.filter_map(Base::quantity).find(|it| it.unit() == unit)
}
