//! What a reference means: one answer for what is judged, what is printed and what an
//! editor shows.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::compute;
use super::interval::tolerance_of;
use super::rounding::{exactly, rounded, shown_as};
use super::surprise::{Base, base};
use crate::{
    Brief, Change, Comparison, ComparisonName, Direction, Extent, Figure, Id, Part,
    Period, Qualifier, Quantity, Reference,
};

/// What a reference means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant<'b> {
    /// What a figure states: its value with all that bounds it, or what stands in its
    /// place; with other digits than are stored, if there is a quantity.
    Level(&'b Figure, Option<Cow<'b, Quantity>>),
    /// A quantity, its own or computed, with the sign it has.
    Quantity(Cow<'b, Quantity>),
    /// A change with its sign.
    Change(&'b Change),
    /// A change without its sign.
    Size(&'b Change),
    /// A period.
    Period(&'b Period),
    /// A label or a short name.
    Words(&'b str),
}

impl Meant<'_> {
    /// The one quantity that is printed: of a range its upper end, where a unit would stand.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Level(_, Some(shown)) => Some(shown),
            Self::Level(figure, None) => {
                figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.high))
            }
            Self::Quantity(quantity) => Some(quantity),
            Self::Change(change) | Self::Size(change) => change.size(),
            Self::Period(_) | Self::Words(_) => None,
        }
    }
}

/// Why there is nothing that a reference or a derivation means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// No figure has the id.
    Figure(Id),
    /// The figure has no value, only a change.
    OnlyChange,
    /// The figure, or the comparison, lacks what stands under this key.
    Key(&'static str),
    /// The figure has no comparison of this name.
    Comparison(ComparisonName),
    /// It is a part of a figure, which a comparison does not have.
    PartOfFigure(Part),
    /// The comparison names no other figure, whose part it would be.
    NoOther(Part),
    /// It went the other way, or not at all.
    WrongWay(Direction),
    /// The change goes from a fall to a rise, and has no one size.
    EitherWay,
    /// The change says which way, or that it is not meaningful, and has no size.
    NoSize,
    /// The comparison states no change, only what it is against.
    Unstated,
    /// What is compared or added has different units, the first two of them.
    Units(Box<(Quantity, Quantity)>),
    /// The figure has no single value: it is a range, or words.
    NoValue(Id),
    /// The value of the figure is bounded on one side only.
    Open(Id),
    /// The value is a bound, which a missing sign would turn round.
    Bound,
    /// What is divided by, or grown from, may be zero or less.
    Base(Id),
    /// Units that have no product or no quotient.
    NoUnit(Box<(Quantity, Quantity)>),
    /// The history has no such period.
    History(Period),
    /// This period has no dates.
    Undated(Option<Period>),
    /// The two periods are not a whole number of years apart, or of different length.
    Years(Period),
    /// A value of the two is not above zero.
    NotPositive,
    /// The digits leave so much open that none of the result can be written; or it has too
    /// many.
    Vague,
    /// The end cannot be written with the digits of the value.
    Finer,
}

type Found<'b> = Result<Meant<'b>, Lack>;

/// What a reference means.
///
/// # Errors
///
/// Why there is nothing to print.
pub fn meant<'b>(brief: &'b Brief, reference: &Reference) -> Found<'b> {
    let (id, figure) = figure(brief, &reference.figure)?;
    if let Some(name) = &reference.comparison {
        let comparison = figure
            .comparison(name.as_str())
            .ok_or_else(|| Lack::Comparison(name.clone()))?;
        return of_comparison(brief, (id, figure), comparison, reference.part);
    }
    let computed = |quantity| Ok(Meant::Quantity(Cow::Owned(quantity)));
    match reference.part {
        Part::Value => of_level(figure),
        Part::Rounded => {
            let value = figure.value.as_ref().ok_or(Lack::Key("value"))?;
            let shown = match &figure.show_as {
                Some(shown) => Cow::Borrowed(shown),
                None => Cow::Owned(rounded(value, figure.qualifier())),
            };
            Ok(Meant::Level(figure, Some(shown)))
        }
        Part::Unsigned => unsigned(figure),
        Part::Low => computed(ends(figure)?.0.into_owned()),
        Part::High => computed(ends(figure)?.1.into_owned()),
        Part::Mid => middle(figure).and_then(computed),
        Part::Change | Part::Rise | Part::Fall => {
            let change = figure.change.as_ref().ok_or(Lack::Key("change"))?;
            of_change(change, reference.part)
        }
        Part::Delta | Part::More | Part::Less => {
            let base = base(brief, figure, None).ok_or(Lack::Key("prior"))?;
            difference(compute::difference(id, figure, base)?, reference.part)
        }
        Part::Prior => {
            let prior = figure.prior.as_ref().ok_or(Lack::Key("prior"))?;
            Ok(Meant::Quantity(shown_alike(figure, prior)))
        }
        Part::Cagr => {
            let since = reference.since.as_ref().ok_or(Lack::Undated(None))?;
            computed(compute::compound(brief.calendar(), figure, since)?)
        }
        Part::Period => {
            figure.period.as_ref().map(Meant::Period).ok_or(Lack::Key("period"))
        }
        Part::Label => Ok(Meant::Words(figure.label.as_str())),
        Part::Short => {
            let short = figure.short.as_ref().map(crate::Text::as_str);
            Ok(Meant::Words(short.unwrap_or(figure.label.as_str())))
        }
    }
}

pub(super) fn figure<'b>(
    brief: &'b Brief,
    id: &Id,
) -> Result<(&'b Id, &'b Figure), Lack> {
    brief.figures.get_key_value(id).ok_or_else(|| Lack::Figure(id.clone()))
}

/// The value as it is shown, or what stands in its place.
fn of_level(figure: &Figure) -> Found<'_> {
    let has_level = figure.value.is_some()
        || figure.range.is_some()
        || figure.magnitude.is_some()
        || figure.shift.is_some();
    match (has_level, &figure.change) {
        (true, _) => Ok(Meant::Level(figure, shown(figure).map(Cow::Borrowed))),
        (false, Some(_)) => Err(Lack::OnlyChange),
        (false, None) => Err(Lack::Key("value")),
    }
}

/// The value with the digits in which it is to be shown, where those are others.
#[must_use]
pub fn shown(figure: &Figure) -> Option<&Quantity> {
    figure.show_as.as_ref().filter(|_| figure.value.is_some())
}

/// What may be written behind the id of a figure, or behind the name of one of its
/// comparisons: what prints something, and something else than the figure alone does.
#[must_use]
pub fn parts(
    brief: &Brief,
    id: &Id,
    comparison: Option<&ComparisonName>,
) -> Vec<Reference> {
    let Some(figure) = brief.figures.get(id) else { return Vec::new() };
    let reference = |comparison: Option<&ComparisonName>, part, since| Reference {
        figure: id.clone(),
        comparison: comparison.cloned(),
        part,
        since,
    };
    let parts = Part::NAMED.into_iter().map(|(_, part)| part);
    let all: Vec<Reference> = match comparison {
        Some(_) => {
            let parts = parts.filter(|part| *part != Part::Change);
            parts.map(|part| reference(comparison, part, None)).collect()
        }
        None => {
            let names = figure.comparisons.iter().filter_map(|it| it.name.as_ref());
            let names = names.map(|name| reference(Some(name), Part::Change, None));
            let parts = parts.filter(|part| says_more(figure, *part));
            let since = figure.history.keys().cloned();
            let since = since.map(|since| reference(None, Part::Cagr, Some(since)));
            names
                .chain(parts.map(|part| reference(None, part, None)))
                .chain(since)
                .collect()
        }
    };
    // A comparison that states no change still has its base.
    let leads_on = |lack: Lack| comparison.is_none() && lack == Lack::Unstated;
    all.into_iter()
        .filter(|it| {
            let own = it.part == Part::Change && it.comparison.is_none();
            meant(brief, it).map_or_else(|lack| !own && leads_on(lack), |_| true)
        })
        .collect()
}

/// Whether a part prints anything else than the figure itself does.
fn says_more(figure: &Figure, part: Part) -> bool {
    let value = figure.value.as_ref();
    match part {
        Part::Rounded => value.is_some_and(|value| {
            figure.show_as.is_none() && rounded(value, figure.qualifier()) != *value
        }),
        Part::Unsigned => {
            value.is_some_and(|value| value.is_negative() || value.is_plus_or_minus())
        }
        Part::Short => figure.short.is_some(),
        _ => true,
    }
}

/// Another value of a figure, such as an earlier one, with the digits in which the figure
/// is to be shown.
#[must_use]
pub fn shown_alike<'b>(figure: &Figure, stated: &'b Quantity) -> Cow<'b, Quantity> {
    let like = shown(figure).and_then(|shown| {
        let rounded = shown_as(stated, stated.qualifier(), shown);
        rounded.into_iter().next()
    });
    // What is small beside the figure stays as it is.
    let like = like.filter(|it| it.digits().is_zero() == stated.digits().is_zero());
    like.map_or(Cow::Borrowed(stated), Cow::Owned)
}

fn of_comparison<'b>(
    brief: &'b Brief,
    (id, figure): (&'b Id, &'b Figure),
    comparison: &'b Comparison,
    part: Part,
) -> Found<'b> {
    let base = || base(brief, figure, Some(comparison)).ok_or(Lack::Key("prior"));
    match part {
        Part::Change | Part::Rise | Part::Fall => of_change(&comparison.change, part),
        Part::Delta | Part::More | Part::Less => {
            difference(compute::difference(id, figure, base()?)?, part)
        }
        Part::Prior => match base()? {
            Base::Quantity(quantity) => {
                Ok(Meant::Quantity(shown_alike(figure, quantity)))
            }
            Base::Figure(_, other) => of_level(other),
        },
        Part::Period | Part::Label | Part::Short => match base() {
            Ok(Base::Figure(other, _)) => {
                let other = other.clone();
                meant(
                    brief,
                    &Reference { figure: other, comparison: None, part, since: None },
                )
            }
            _ => Err(Lack::NoOther(part)),
        },
        _ => Err(Lack::PartOfFigure(part)),
    }
}

/// A difference with its sign, or without where the part says which way it is.
fn difference<'b>(by: Quantity, part: Part) -> Found<'b> {
    let way = match part {
        _ if by.digits().is_zero() => Direction::Flat,
        _ if by.is_negative() => Direction::Down,
        _ => Direction::Up,
    };
    match (part, way) {
        (Part::More, Direction::Up) | (Part::Less, Direction::Down) => {
            Ok(Meant::Quantity(Cow::Owned(by.unsigned())))
        }
        (Part::More, Direction::Down) => Err(Lack::WrongWay(Direction::Up)),
        (Part::Less, Direction::Up) => Err(Lack::WrongWay(Direction::Down)),
        (Part::More | Part::Less, Direction::Flat) => {
            Err(Lack::WrongWay(Direction::Flat))
        }
        _ => Ok(Meant::Quantity(Cow::Owned(by))),
    }
}

fn of_change(change: &Change, part: Part) -> Found<'_> {
    match (&change.extent, part) {
        (Extent::Unstated, _) => Err(Lack::Unstated),
        (_, Part::Change) => Ok(Meant::Change(change)),
        (Extent::NotMeaningful, _) => Err(Lack::NoSize),
        _ => match (change.direction(), part) {
            (Some(Direction::Down), Part::Rise) => Err(Lack::WrongWay(Direction::Up)),
            (Some(Direction::Up), Part::Fall) => Err(Lack::WrongWay(Direction::Down)),
            (Some(Direction::Flat), _) => Err(Lack::WrongWay(Direction::Flat)),
            (None, _) => Err(Lack::EitherWay),
            _ => Ok(Meant::Size(change)),
        },
    }
}

/// The value without its sign. A bound without its sign would be one the other way.
fn unsigned(figure: &Figure) -> Found<'_> {
    let value = shown(figure).or(figure.value.as_ref());
    let value = match value {
        Some(value) => value,
        None if figure.change.is_some() && figure.range.is_none() => {
            return Err(Lack::OnlyChange);
        }
        None => return Err(Lack::Key("value")),
    };
    let is_bound =
        !matches!(figure.qualifier(), None | Some(Qualifier::Exact | Qualifier::About));
    if is_bound && value.is_negative() {
        return Err(Lack::Bound);
    }
    Ok(Meant::Level(figure, Some(Cow::Owned(value.unsigned()))))
}

/// The two ends of a range, of what a tolerance allows, or of plus or minus.
fn ends(figure: &Figure) -> Result<(Cow<'_, Quantity>, Cow<'_, Quantity>), Lack> {
    if let Some(range) = &figure.range {
        return Ok((Cow::Borrowed(&range.low), Cow::Borrowed(&range.high)));
    }
    let value = figure.value.as_ref().ok_or(Lack::Key("range"))?;
    let at = |end| {
        let end = exactly(value, end, value.decimals());
        end.map(Cow::Owned).ok_or(Lack::Finer)
    };
    let amount = value.value();
    if value.is_plus_or_minus() {
        return Ok((at(-amount)?, at(amount)?));
    }
    let tolerance = figure.tolerance.as_ref().ok_or(Lack::Key("range"))?;
    let by = tolerance_of(value, tolerance).ok_or(Lack::Finer)?;
    let low = amount.checked_sub(by).ok_or(Lack::Finer)?;
    let high = amount.checked_add(by).ok_or(Lack::Finer)?;
    Ok((at(low)?, at(high)?))
}

/// The middle between the two ends, with the digits of the ends, or one more where half a
/// unit needs it.
fn middle(figure: &Figure) -> Result<Quantity, Lack> {
    let (low, high) = ends(figure)?;
    if low.unit() != high.unit() {
        return Err(Lack::Units(Box::new((low.into_owned(), high.into_owned()))));
    }
    let sum = low.value().checked_add(high.value()).ok_or(Lack::Vague)?;
    let half = sum.checked_div(crate::Decimal::TWO).ok_or(Lack::Vague)?;
    let (coarse, fine) =
        (low.decimals().min(high.decimals()), low.decimals().max(high.decimals()));
    let like = if low.scale() < high.scale() { &high } else { &low };
    let middle = (coarse..=fine + 1).find_map(|decimals| exactly(like, half, decimals));
    middle.ok_or(Lack::Finer)
}
