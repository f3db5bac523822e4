//! How a figure stands to what was expected of it.

use rust_decimal::Decimal;

use super::Interval;
use crate::{Basis, Better, Brief, Comparison, Extent, Figure, Id, Measure, Quantity};

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Base<'b> {
    /// A value that stands beside it.
    Quantity(&'b Quantity),
    /// Another figure of the brief.
    Figure(&'b Id, &'b Figure),
}

impl<'b> Base<'b> {
    /// Its value, if it has one.
    #[must_use]
    pub fn quantity(self) -> Option<&'b Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            Self::Figure(_, figure) => figure.value.as_ref(),
        }
    }

    /// All that its digits and its qualifier leave open.
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        match self {
            Self::Quantity(quantity) => Interval::of(quantity),
            Self::Figure(_, figure) => Interval::of_figure(figure),
        }
    }
}

/// What a comparison of a figure is measured against; of its first one, which stands in the
/// figure itself, if there is none.
///
/// A comparison without a base of its own has that of the first, where both are against the
/// same and nothing was adjusted in one alone.
#[must_use]
pub fn base<'b>(
    brief: &'b Brief,
    figure: &'b Figure,
    comparison: Option<&'b Comparison>,
) -> Option<Base<'b>> {
    let first = || figure.prior.as_ref().map(Base::Quantity);
    let Some(comparison) = comparison else { return first() };
    if let Some(with) = &comparison.with {
        let (id, figure) = brief.figures.get_key_value(with.id())?;
        return Some(Base::Figure(id, figure));
    }
    let against = figure.change.as_ref().map(|change| change.against);
    let same = against == Some(comparison.change.against)
        && comparison.baseline.is_none()
        && comparison.adjustment.is_none_or(|it| Some(it) == figure.adjustment);
    let own = comparison.prior.as_ref().map(Base::Quantity);
    own.or_else(|| same.then(first).flatten())
}

/// How a figure stands to an expectation: a plan, a consensus, guidance, an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surprise {
    /// Better than expected.
    Beat,
    /// Within what the digits of both leave open.
    InLine,
    /// Worse than expected.
    Miss,
    /// More than expected, where more is neither good nor bad or nothing is reported yet.
    Above,
    /// Less than expected, likewise.
    Below,
}

/// How a figure stands to the expectation that a comparison names, or the first one of the
/// figure. Nothing if it is against no expectation, or if the two cannot be compared.
#[must_use]
pub fn surprise(
    brief: &Brief,
    figure: &Figure,
    comparison: Option<&Comparison>,
) -> Option<Surprise> {
    let change = comparison.map_or(figure.change.as_ref(), |it| Some(&it.change))?;
    if !change.against.is_expectation() {
        return None;
    }
    let difference = match base(brief, figure, comparison) {
        Some(base) => {
            let (own, other) = (unit_of(figure)?, base_unit(base)?);
            let own = Interval::of_figure(figure).filter(|_| own == other)?;
            own.checked_sub(base.interval()?)?
        }
        None => stated(&change.extent)?,
    };
    let outlook =
        figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
    let better = match figure.better {
        _ if outlook => Better::Neither,
        better => better.unwrap_or(Better::Higher),
    };
    let (above, below) = match better {
        Better::Higher => (Surprise::Beat, Surprise::Miss),
        Better::Lower => (Surprise::Miss, Surprise::Beat),
        Better::Neither => (Surprise::Above, Surprise::Below),
    };
    Some(if difference.is_above_zero() {
        above
    } else if difference.is_below_zero() {
        below
    } else {
        Surprise::InLine
    })
}

/// A change that is stated, as a difference from none.
fn stated(extent: &Extent) -> Option<Interval> {
    let Extent::By(by) = extent else { return None };
    let interval = Interval::of(by)?;
    match by.unit().measure {
        Measure::Multiple => interval.checked_sub(Interval::exactly(Decimal::ONE)),
        _ => Some(interval),
    }
}

fn unit_of(figure: &Figure) -> Option<&crate::Unit> {
    let level = figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.low));
    level.map(Quantity::unit)
}

fn base_unit(base: Base<'_>) -> Option<&crate::Unit> {
    match base {
        Base::Quantity(quantity) => Some(quantity.unit()),
        Base::Figure(_, figure) => unit_of(figure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(figure: &str, other: &str) -> Option<Surprise> {
        let brief = format!(
            r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
            "as-of":"2025-10-31","figures":{{"f":{{"label":"F",{figure}}},
            "o":{{"label":"O",{other}}}}},
            "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#
        );
        let brief: Brief = serde_json::from_str(&brief).unwrap();
        let figure = &brief.figures["f"];
        surprise(&brief, figure, figure.comparisons.first())
    }

    fn against(value: &str, expected: &str, rest: &str) -> Option<Surprise> {
        let own = format!(
            r#""value":"{value}",{rest}"comparisons":[{{"change":"vs consensus","prior":"{expected}"}}]"#
        );
        stands(&own, r#""value":"1""#)
    }

    #[test]
    fn intervals_decide() {
        assert_eq!(against("$57.0B", "$56.2B", ""), Some(Surprise::Beat));
        assert_eq!(against("$56.2B", "$56.2B", ""), Some(Surprise::InLine));
        assert_eq!(against("$56.3B", "$56.2B", ""), Some(Surprise::InLine), "they touch");
        assert_eq!(against("$56.2B", "$57.0B", ""), Some(Surprise::Miss));
        assert_eq!(against("$56.2B", "€57.0B", ""), None);
        let lower = r#""better":"lower","#;
        assert_eq!(against("5.0%", "4.0%", lower), Some(Surprise::Miss));
        assert_eq!(against("4.0%", "5.0%", lower), Some(Surprise::Beat));
        let neither = r#""better":"neither","#;
        assert_eq!(against("$6B", "$4B", neither), Some(Surprise::Above));
        let outlook = r#""guidance":{"issued":"2025-10-30"},"#;
        assert_eq!(against("$4B", "$6B", outlook), Some(Surprise::Below));
    }

    #[test]
    fn other_figures_and_stated_changes_count_as_well() {
        let own =
            r#""value":"$5.5B","comparisons":[{"change":"vs guidance","with":"o"}]"#;
        let ends = |low, high| format!(r#""range":{{"low":"{low}","high":"{high}"}}"#);
        assert_eq!(stands(own, &ends("$5.0B", "$6.0B")), Some(Surprise::InLine));
        assert_eq!(stands(own, &ends("$4.0B", "$5.0B")), Some(Surprise::Beat));
        assert_eq!(stands(own, r#""value":"$7B""#), Some(Surprise::Miss));
        assert_eq!(stands(&own.replace("\"o\"", "\"x\""), r#""value":"1""#), None);
        let alone = |change| format!(r#""value":"$5B","change":"{change}""#);
        assert_eq!(stands(&alone("+2% vs plan"), r#""value":"1""#), Some(Surprise::Beat));
        assert_eq!(
            stands(&alone("0% vs plan"), r#""value":"1""#),
            Some(Surprise::InLine)
        );
        assert_eq!(stands(&alone("+2% yoy"), r#""value":"1""#), None);
    }
}
