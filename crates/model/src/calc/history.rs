//! The values of one figure over time, and which of them is the base of another.

use crate::{Against, Calendar, Days, Figure, Period, Quantity};

/// A value with the period it is of.
#[derive(Debug, Clone, Copy)]
pub struct Level<'b> {
    /// The days of its period.
    pub days: Days,
    /// Its period.
    pub period: &'b Period,
    /// The value as written.
    pub quantity: &'b Quantity,
}

/// The history of a figure, the earliest end first. Key order never means anything.
pub struct History<'b>(Vec<Level<'b>>);

/// The most values that may end on a day or near it and are looked at.
const NEAR: usize = 64;

impl<'b> History<'b> {
    /// Every value of the history whose period has dates.
    pub fn of(calendar: Calendar<'_>, figure: &'b Figure) -> Self {
        let dated = |(period, quantity)| {
            let days = calendar.dates(period)?;
            Some(Level { days, period, quantity })
        };
        let mut points: Vec<_> = figure.history.iter().filter_map(dated).collect();
        points.sort_by_key(|point| (point.days.last, point.days.first));
        History(points)
    }

    /// The values of periods as long as this one: months among quarters are no series.
    pub fn like(&self, days: Days) -> impl Iterator<Item = &Level<'b>> {
        self.0.iter().filter(move |point| alike(point.days, days))
    }

    /// The values of periods like this one: as [`like`](Self::like), and all quarters where
    /// this is one, though they may have 12 weeks or 16.
    pub fn akin(&self, days: Days) -> impl Iterator<Item = &Level<'b>> {
        self.0.iter().filter(move |point| akin(point.days, days))
    }

    /// The value of these days.
    pub fn at(&self, days: Days) -> Option<&Level<'b>> {
        let order = |point: &Level<'_>| (point.days.last, point.days.first);
        let found = self.0.binary_search_by_key(&(days.last, days.first), order);
        found.ok().and_then(|at| self.0.get(at))
    }

    /// The value that a change of a period as long as this one is measured against: of the
    /// year before, or of the quarter before.
    pub fn base(&self, days: Days, against: Against) -> Option<&Level<'b>> {
        self.before(days, against, alike)
    }

    /// The same among quarters of any length.
    pub fn base_akin(&self, days: Days, against: Against) -> Option<&Level<'b>> {
        self.before(days, against, akin)
    }

    fn before(
        &self,
        days: Days,
        against: Against,
        fits: impl Fn(Days, Days) -> bool,
    ) -> Option<&Level<'b>> {
        // A year has 52 or 53 weeks, or 365 or 366 days; a quarter 12 to 17 weeks.
        let (least, most) = match against {
            Against::Yoy => (357, 373),
            Against::Qoq => (80, 121),
            _ => return None,
        };
        let apart = |point: &Level<'_>| days.last.days_since(point.days.last);
        let start = self.0.partition_point(|point| apart(point) > most);
        let near = self.0.get(start..)?.iter().take(NEAR);
        let mut near = near.take_while(|point| apart(point) >= least);
        near.find(|point| fits(point.days, days))
    }
}

/// How many years lie between the ends of two periods of one length; nothing if that is no
/// whole number above zero.
pub(super) fn years_apart(earlier: Days, later: Days) -> Option<u32> {
    let days = later.last.days_since(earlier.last);
    // A calendar of weeks drifts from that of months by one at most.
    let years = (4 * days + 730) / 1461;
    let off = (days - years * 1461 / 4).abs();
    let fits = years > 0 && off <= 8 && alike(earlier, later);
    fits.then(|| u32::try_from(years).ok()).flatten()
}

/// Whether two periods are of one length, to within the week by which years and quarters
/// of weeks differ.
pub(super) fn alike(one: Days, other: Days) -> bool {
    (one.days() - other.days()).abs() <= 8
}

/// Whether two periods are of one kind: of one length, or both quarters.
fn akin(one: Days, other: Days) -> bool {
    let quarter = |days: Days| (80..=121).contains(&days.days());
    alike(one, other) || (quarter(one) && quarter(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A span of so many days that ends so many days before the end of 2025.
    fn span(length: i32, before: i32) -> Days {
        let end: crate::Date = "2025-12-31".parse().unwrap();
        let last = end.later(-before).unwrap();
        Days { first: last.later(1 - length).unwrap(), last }
    }

    fn figure(spans: &[Days]) -> Figure {
        let mut figure = Figure::new("F".parse().unwrap());
        for (at, days) in spans.iter().enumerate() {
            let level = format!("${}", at + 1).parse().unwrap();
            figure.history.insert(Period::Interval(*days), level);
        }
        figure
    }

    fn with<T>(spans: &[Days], ask: impl FnOnce(&History<'_>) -> T) -> T {
        let declared = std::collections::BTreeMap::new();
        let calendar = Calendar { declared: &declared, calendar_year: false };
        ask(&History::of(calendar, &figure(spans)))
    }

    fn written(level: Option<&Level<'_>>) -> Option<String> {
        level.map(|level| level.quantity.to_string())
    }

    #[test]
    fn a_base_ends_a_year_or_a_quarter_before() {
        let now = span(91, 0);
        for before in 0..400 {
            with(&[span(91, before)], |history| {
                let yoy = history.base(now, Against::Yoy).is_some();
                let qoq = history.base(now, Against::Qoq).is_some();
                assert_eq!(yoy, (357..=373).contains(&before), "{before}");
                assert_eq!(qoq, (80..=121).contains(&before), "{before}");
                assert!(history.base(now, Against::Plan).is_none());
            });
        }
    }

    #[test]
    fn a_base_is_as_long_and_found_among_others() {
        let now = span(91, 0);
        for length in 60..140 {
            let (is_alike, is_quarter) =
                ((83..=99).contains(&length), (80..=121).contains(&length));
            with(&[span(length, 365)], |history| {
                let found = history.base(now, Against::Yoy).is_some();
                assert_eq!(found, is_alike, "{length}");
                let found = history.base_akin(now, Against::Yoy).is_some();
                assert_eq!(found, is_alike || is_quarter, "{length}");
                assert_eq!(history.like(now).count() == 1, is_alike, "{length}");
                let is_akin = is_alike || is_quarter;
                assert_eq!(history.akin(now).count() == 1, is_akin, "{length}");
            });
        }
        let half = span(182, 0);
        let spans = [span(91, 365), span(182, 365), span(365, 365), span(182, 730), half];
        with(&spans, |history| {
            assert_eq!(written(history.base(half, Against::Yoy)).as_deref(), Some("$2"));
            let quarter = written(history.base(now, Against::Yoy));
            assert_eq!(quarter.as_deref(), Some("$1"));
            assert_eq!(written(history.at(half)).as_deref(), Some("$5"));
            assert_eq!(written(history.at(span(365, 365))).as_deref(), Some("$3"));
            assert_eq!(written(history.at(span(90, 365))), None);
            let like: Vec<_> =
                history.like(half).map(|it| it.quantity.to_string()).collect();
            assert_eq!(like, ["$4", "$2", "$5"], "the earliest end first");
        });
    }

    #[test]
    fn years_apart_are_whole() {
        let later = span(365, 0);
        for (before, years) in [
            (0, None),
            (200, None),
            (356, None),
            (357, Some(1)),
            (365, Some(1)),
            (373, Some(1)),
            (374, None),
            (722, Some(2)),
            (738, Some(2)),
            (739, None),
            (1461, Some(4)),
            (3652, Some(10)),
            (3661, None),
        ] {
            assert_eq!(years_apart(span(365, before), later), years, "{before} days");
        }
        assert_eq!(years_apart(later, span(365, 365)), None, "the wrong way round");
        assert_eq!(years_apart(span(91, 365), later), None, "of another length");
    }
}
