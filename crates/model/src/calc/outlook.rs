//! What became of guidance when it was given again.

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

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(keys: &str) -> Figure {
        let text = format!("{{\"label\":\"A\",{keys}}}");
        serde_json::from_str(&text).unwrap()
    }

    fn range(low: &str, high: &str) -> Figure {
        figure(&format!("\"range\":{{\"low\":\"{low}\",\"high\":\"{high}\"}}"))
    }

    fn value(value: &str) -> Figure {
        figure(&format!("\"value\":\"{value}\""))
    }

    #[test]
    fn the_ends_say_what_became_of_it() {
        let before = range("$8.0B", "$9.5B");
        for (low, high, revision) in [
            ("$8.0B", "$9.5B", Revision::Confirmed),
            ("$8,000M", "$9.50B", Revision::Confirmed),
            ("$9.0B", "$10.0B", Revision::Raised),
            ("$7.0B", "$9.0B", Revision::Cut),
            ("$9.0B", "$9.5B", Revision::FloorRaised),
            ("$8.0B", "$10.0B", Revision::CeilingRaised),
            ("$7.0B", "$9.5B", Revision::FloorCut),
            ("$8.0B", "$9.0B", Revision::CeilingCut),
            ("$8.5B", "$9.0B", Revision::Narrowed),
            ("$7.0B", "$10.0B", Revision::Widened),
        ] {
            assert_eq!(super::revision(&before, &range(low, high)), Some(revision));
        }
        assert_eq!(super::revision(&before, &range("€8.0B", "€9.5B")), None);
        assert_eq!(super::revision(&before, &figure("\"change\":\"up yoy\"")), None);
    }

    #[test]
    fn bounds_points_and_tolerances_have_ends() {
        let at_least = figure("\"value\":\"$9.0B\",\"qualifier\":\"at-least\"");
        assert_eq!(
            revision(&at_least, &range("$9.0B", "$9.5B")),
            Some(Revision::CeilingCut)
        );
        assert_eq!(revision(&range("$8.0B", "$9.5B"), &at_least), Some(Revision::Raised));
        assert_eq!(
            revision(&range("2%", "4%"), &value("~4%")),
            Some(Revision::FloorRaised)
        );
        let about = figure("\"value\":\"$10.0B\",\"tolerance\":\"10%\"");
        assert_eq!(
            revision(&about, &range("$9.0B", "$11.0B")),
            Some(Revision::Confirmed)
        );
    }

    #[test]
    fn what_was_reported_last_is_the_same_thing_a_period_earlier() {
        let figure =
            |keys: &str| format!("{{\"label\":\"A\",\"basis\":\"gaap\",{keys}}}");
        let figures = [
            ("a-year", figure(r#""value":"$9B","period":"FY 2024","concept":"x:Sales""#)),
            (
                "earlier",
                figure(r#""value":"$2B","period":"Q2 2025","concept":"x:Sales""#),
            ),
            ("euros", figure(r#""value":"€2B","period":"Q3 2025","concept":"x:Sales""#)),
            ("latest", figure(r#""value":"$3B","period":"Q3 2025","concept":"x:Sales""#)),
            ("other", figure(r#""value":"$4B","period":"Q3 2025","concept":"x:Costs""#)),
            (
                "outlook",
                figure(
                    r#""range":{"low":"$3B","high":"$4B"},"period":"Q4 2025",
                    "concept":"x:Sales","guidance":{"issued":"2025-10-30"},
                    "comparisons":[{"change":"vs consensus","prior":"$3.4B"}]"#,
                ),
            ),
        ];
        let figures = figures.map(|(id, figure)| format!("\"{id}\":{figure}")).join(",");
        let brief = format!(
            r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
            "as-of":"2025-10-31","figures":{{{figures}}},
            "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#
        );
        let brief: Brief = serde_json::from_str(&brief).unwrap();
        let of = |id: &str| brief.figures.iter().find(|(own, _)| own.as_str() == id);
        let (_, outlook) = of("outlook").unwrap();
        assert_eq!(last_reported(&brief, outlook), of("latest"));
        assert_eq!(last_reported(&brief, of("a-year").unwrap().1), None);
        assert_eq!(consensus(&brief, outlook).unwrap().to_string(), "$3.4B");
    }

    #[test]
    fn the_middle_has_the_digits_it_needs() {
        let middle = |low: &str, high: &str| {
            Ends::of(&range(low, high)).unwrap().midpoint().map(|it| it.to_string())
        };
        assert_eq!(middle("$8.0B", "$9.5B").as_deref(), Some("$8.75B"));
        assert_eq!(middle("$9.0B", "$9.5B").as_deref(), Some("$9.25B"));
        assert_eq!(middle("2%", "4%").as_deref(), Some("3%"));
        assert_eq!(middle("-$2B", "$1B").as_deref(), Some("-$0.5B"));
        assert_eq!(middle("$5B", "$5B"), None);
        assert_eq!(Ends::of(&value("~4%")).unwrap().midpoint(), None);
    }
}
