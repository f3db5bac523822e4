//! Whether what would break a reading has come about.

use strata_model::{
    Brief, Change, Date, Extent, Figure, Interval as Days, Measure, Period, Quantity,
    Side, Tripwire, TripwireMeasure,
};

use crate::interval::Interval;

/// How a tripwire stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every value that the digits leave open lies on the tripping side.
    Tripped,
    /// None does.
    Clear,
    /// Some do.
    Indeterminate,
    /// A period that is needed is missing, or the measure cannot be compared.
    NoData,
}

/// How a tripwire stands, by the figure it watches and that figure's history.
///
/// Over several periods it is clear if any of them is, and tripped only if all are. A
/// change is known from the level and the level before as well as from the stated rate:
/// what both leave open counts.
#[must_use]
pub fn outcome(brief: &Brief, tripwire: &Tripwire) -> Outcome {
    let Some(figure) = brief.figures.get(&tripwire.figure) else {
        return Outcome::NoData;
    };
    let periods =
        tripwire.for_periods.as_ref().map_or(1, |count| usize::from(count.get()));
    let series = Series::of(brief, figure);
    let outcomes: Vec<_> = (0..periods)
        .map(|back| match series.measure(back, tripwire) {
            Some(measured) => measured.stands(tripwire),
            None => Outcome::NoData,
        })
        .collect();
    let any = |wanted| outcomes.contains(&wanted);
    if any(Outcome::Clear) {
        Outcome::Clear
    } else if any(Outcome::NoData) {
        Outcome::NoData
    } else if any(Outcome::Indeterminate) {
        Outcome::Indeterminate
    } else {
        Outcome::Tripped
    }
}

impl Interval {
    fn stands(self, tripwire: &Tripwire) -> Outcome {
        let threshold = tripwire.threshold.value();
        let low = |inside: fn(&_, &_) -> bool| {
            self.low().is_some_and(|it| inside(&it, &threshold))
        };
        let high = |inside: fn(&_, &_) -> bool| {
            self.high().is_some_and(|it| inside(&it, &threshold))
        };
        let (tripped, clear) = match tripwire.is {
            Side::Below => (high(|a, t| a < t), low(|a, t| a >= t)),
            Side::AtMost => (high(|a, t| a <= t), low(|a, t| a > t)),
            Side::Above => (low(|a, t| a > t), high(|a, t| a <= t)),
            Side::AtLeast => (low(|a, t| a >= t), high(|a, t| a < t)),
        };
        match (tripped, clear) {
            (true, _) => Outcome::Tripped,
            (_, true) => Outcome::Clear,
            _ => Outcome::Indeterminate,
        }
    }
}

/// A figure and its history, the latest first, each with the days it covers.
struct Series<'a> {
    figure: &'a Figure,
    earlier: Vec<(Days, &'a Quantity)>,
    now: Option<Days>,
}

impl<'a> Series<'a> {
    fn of(brief: &Brief, figure: &'a Figure) -> Self {
        let calendar = brief.calendar();
        let now = figure.period.as_ref().and_then(|period| calendar.dates(period));
        let dated = |(period, quantity): (&Period, &'a Quantity)| {
            Some((calendar.dates(period)?, quantity))
        };
        let mut earlier: Vec<_> = figure.history.iter().filter_map(dated).collect();
        earlier.retain(|(days, _)| now.is_some_and(|now| days.last < now.last));
        earlier.sort_by_key(|(days, _)| std::cmp::Reverse(days.last));
        Self { figure, earlier, now }
    }

    /// What the figure measured so many periods back, in the unit of the threshold.
    fn measure(&self, back: usize, tripwire: &Tripwire) -> Option<Interval> {
        let unit = tripwire.threshold.unit();
        match tripwire.measure {
            TripwireMeasure::Value => {
                let (level, of) = self.level(back)?;
                (of.unit() == unit).then_some(level)
            }
            TripwireMeasure::Change => {
                let stated = self.figure.change.as_ref().filter(|_| back == 0);
                let stated =
                    stated.and_then(|change| stated_change(change, &tripwire.threshold));
                let computed =
                    self.growth(back).filter(|_| unit.measure == Measure::Percent);
                match (stated, computed) {
                    (Some(stated), Some(computed)) => Some(stated.shared(computed)),
                    (one, other) => one.or(other),
                }
            }
            TripwireMeasure::Rank => None,
        }
    }

    fn level(&self, back: usize) -> Option<(Interval, &'a Quantity)> {
        if back == 0 {
            return Some((
                Interval::of_figure(self.figure)?,
                self.figure.value.as_ref()?,
            ));
        }
        self.unbroken(back)?;
        let (_, quantity) = self.earlier.get(back - 1)?;
        Some((Interval::of(quantity)?, quantity))
    }

    /// The growth on the year before, from the levels.
    fn growth(&self, back: usize) -> Option<Interval> {
        let (level, of) = self.level(back)?;
        let end =
            if back == 0 { self.now?.last } else { self.earlier.get(back - 1)?.0.last };
        let before = self.earlier.iter().find(|(days, _)| is_a_year(days.last, end));
        let base = match before {
            Some((_, base)) => base,
            None if back == 0 => self.figure.prior.as_ref()?,
            None => return None,
        };
        (base.unit() == of.unit()).then(|| level.growth_on(Interval::of(base)?)).flatten()
    }

    /// Whether no period is missing on the way back.
    fn unbroken(&self, back: usize) -> Option<()> {
        let mut later = self.now?;
        for (days, _) in self.earlier.get(..back)? {
            // The periods of one company are alike to within a fortnight.
            let step = later.last.days_since(days.last);
            let usual = self.step()?;
            if (step - usual).abs() > 14 {
                return None;
            }
            later = *days;
        }
        Some(())
    }

    /// The days from one period to the next: the least distance in the series, and no more
    /// than a period is long.
    fn step(&self) -> Option<i32> {
        let now = self.now?;
        let ends =
            std::iter::once(now.last).chain(self.earlier.iter().map(|it| it.0.last));
        let ends: Vec<Date> = ends.collect();
        let least = ends.windows(2).map(|pair| pair[0].days_since(pair[1])).min();
        least.into_iter().chain(Some(now.days()).filter(|days| *days > 1)).min()
    }
}

fn stated_change(change: &Change, threshold: &Quantity) -> Option<Interval> {
    match &change.extent {
        Extent::By(by) if by.unit() == threshold.unit() => Interval::of(by),
        _ => None,
    }
}

fn is_a_year(before: Date, after: Date) -> bool {
    (357..=373).contains(&after.days_since(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(figure: &str, history: &str, tripwire: &str) -> Outcome {
        let brief = format!(
            r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
            "as-of":"2025-10-31","figures":{{"f":{{"label":"F",{figure},"history":{{{history}}}}}}},
            "thesis":[{{"id":"t","kind":"judgment","text":"T","breaks-if":[{{"figure":"f",{tripwire}}}]}}]}}"#
        );
        let brief: Brief = serde_json::from_str(&brief).unwrap();
        outcome(&brief, &brief.thesis[0].breaks_if[0])
    }

    #[test]
    fn a_printed_rate_leaves_open_what_the_levels_decide() {
        let below = r#""measure":"change","is":"below","threshold":"20%""#;
        let printed = r#""period":"Q3 2025","change":"+20% yoy""#;
        assert_eq!(brief(printed, "", below), Outcome::Indeterminate);
        let levels = r#""period":"Q3 2025","value":"$33,006M","prior":"$27,452M","change":"+20% yoy""#;
        assert_eq!(brief(levels, "", below), Outcome::Clear);
    }

    #[test]
    fn several_periods_need_every_one_of_them() {
        let below =
            r#""measure":"value","is":"below","threshold":"$10M","for-periods":"2""#;
        let now = r#""value":"$8M","period":"Q3 2025""#;
        assert_eq!(brief(now, r#""Q2 2025":"$9M""#, below), Outcome::Tripped);
        assert_eq!(brief(now, r#""Q2 2025":"$11M""#, below), Outcome::Clear);
        assert_eq!(brief(now, r#""Q2 2025":"$10M""#, below), Outcome::Indeterminate);
        assert_eq!(
            brief(now, r#""Q1 2025":"$9M","Q4 2024":"$9M""#, below),
            Outcome::NoData
        );
        assert_eq!(brief(now, r#""Q1 2025":"$9M""#, below), Outcome::NoData);
        assert_eq!(brief(now, "", below), Outcome::NoData);
    }

    #[test]
    fn other_units_are_no_data() {
        let below = r#""measure":"value","is":"below","threshold":"€10M""#;
        assert_eq!(
            brief(r#""value":"$8M","period":"Q3 2025""#, "", below),
            Outcome::NoData
        );
    }
}
