//! Whether what would break a reading has come about.

use crate::calc::Interval;
use crate::calc::history::{History, Level};
use crate::{
    Against, Brief, Calendar, Date, Days, Extent, Figure, Measure, Period, Qualifier,
    Quantity, Reading, Side, Tripwire, TripwireMeasure, Unit,
};

/// The most decimal places of a quantity.
const PLACES: u32 = 6;

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
    match brief.figure(&tripwire.figure) {
        Some(figure) => Watched::new(brief.calendar(), figure).stands(tripwire),
        None => Outcome::NoData,
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

/// A figure as tripwires watch it.
pub struct Watched<'a> {
    figure: &'a Figure,
    now: Option<Days>,
    series: History<'a>,
    /// The values before, the latest first, up to the first period that is missing.
    earlier: Vec<Level<'a>>,
}

impl<'a> Watched<'a> {
    /// A figure with its history.
    #[must_use]
    pub fn new(calendar: Calendar<'_>, figure: &'a Figure) -> Self {
        let now = figure.period.as_ref().and_then(|period| calendar.dates(period));
        let series = History::of(calendar, figure);
        let earlier = now.map(|now| unbroken(&series, now)).unwrap_or_default();
        Watched { figure, now, series, earlier }
    }

    /// How a tripwire on it stands.
    #[must_use]
    pub fn stands(&self, tripwire: &Tripwire) -> Outcome {
        let mut all = Outcome::Tripped;
        for back in 0..periods(tripwire) {
            let one = match self.measure(back, tripwire) {
                Some(measured) => measured.stands(tripwire),
                None => Outcome::NoData,
            };
            all = match (one, all) {
                (Outcome::Clear, _) => return Outcome::Clear,
                (Outcome::Tripped, all) => all,
                (Outcome::Indeterminate, Outcome::NoData) => Outcome::NoData,
                (one, _) => one,
            };
            if back > self.earlier.len() {
                break;
            }
        }
        all
    }

    /// The period so many periods back.
    pub fn period(&self, back: usize) -> Option<&'a Period> {
        match back.checked_sub(1) {
            None => self.figure.period.as_ref(),
            Some(at) => self.earlier.get(at).map(|point| point.period),
        }
    }

    /// The value so many periods back, as it is written.
    pub fn written(&self, back: usize) -> Option<&'a Quantity> {
        match back.checked_sub(1) {
            None => self.figure.value.as_ref(),
            Some(at) => self.earlier.get(at).map(|point| point.quantity),
        }
    }

    /// The change of the latest period that is stated in the unit of the threshold.
    pub fn stated(&self, back: usize, tripwire: &Tripwire) -> Option<&'a Quantity> {
        let change = self.figure.change.as_ref().filter(|_| back == 0)?;
        match &change.extent {
            Extent::By(by) if by.unit() == tripwire.threshold.unit() => Some(by),
            _ => None,
        }
    }

    /// For how many periods up to the latest, of those that it asks for, a tripwire has been
    /// tripped.
    #[must_use]
    pub fn tripped_for(&self, tripwire: &Tripwire) -> usize {
        let tripped = |back: &usize| {
            let measured = self.measure(*back, tripwire);
            measured.is_some_and(|it| it.stands(tripwire) == Outcome::Tripped)
        };
        (0..periods(tripwire)).take_while(tripped).count()
    }

    /// What the figure measures now as one quantity in the unit of the threshold: as it is
    /// written, or a growth with as many digits as its levels decide. Nothing of a range or
    /// a bound.
    #[must_use]
    pub fn now(&self, tripwire: &Tripwire) -> Option<Quantity> {
        let threshold = &tripwire.threshold;
        match tripwire.measure {
            TripwireMeasure::Value => {
                let open = !matches!(
                    self.figure.qualifier(),
                    None | Some(Qualifier::Exact | Qualifier::About)
                );
                let value = self.figure.value.as_ref()?;
                let is_one =
                    value.unit() == threshold.unit() && !value.is_plus_or_minus();
                (is_one && !open).then(|| value.clone())
            }
            TripwireMeasure::Change => {
                if let Some(stated) = self.stated(0, tripwire) {
                    return Some(stated.clone());
                }
                let measured = self.measure(0, tripwire)?;
                let (low, high) = (measured.low()?, measured.high()?);
                let written = |places| {
                    let [low, high] =
                        [low, high].map(|it| threshold.with_places(it, places));
                    low.filter(|low| Some(low) == high.as_ref()).map(Quantity::signed)
                };
                [2, 1, 0].into_iter().find_map(written)
            }
            TripwireMeasure::Rank => None,
        }
    }

    /// How far what is measured now lies from the threshold, without a sign: `5 pp`,
    /// `$4.8B`. It has the digits of what is measured, as the threshold is exact, and more
    /// of them, as an approximation, only where nothing would be left.
    #[must_use]
    pub fn distance(&self, tripwire: &Tripwire) -> Option<Quantity> {
        let now = self.now(tripwire)?;
        let threshold = &tripwire.threshold;
        let difference = now.value().checked_sub(threshold.value())?.abs();
        let mut unit = now.unit().clone();
        match unit.measure {
            Measure::Percent => unit.measure = Measure::Points,
            Measure::MoreLikely | Measure::LessLikely => return None,
            _ => {}
        }
        let places = now.digits().scale();
        let written =
            |places| now.unsigned().written(difference, &unit, now.scale(), places);
        let own = written(places)?;
        if !own.digits().is_zero() || difference.is_zero() {
            let about = now.qualifier() == Some(Qualifier::About);
            return Some(if about { own.about() } else { own });
        }
        let finer = (places + 1..=PLACES).filter_map(written);
        finer.map(Quantity::about).find(|it| !it.digits().is_zero())
    }

    /// What the figure measured so many periods back, in the unit of the threshold.
    pub fn measure(&self, back: usize, tripwire: &Tripwire) -> Option<Interval> {
        let unit = tripwire.threshold.unit();
        match tripwire.measure {
            TripwireMeasure::Value => {
                let (level, of) = self.level(back)?;
                (of == unit).then_some(level)
            }
            TripwireMeasure::Change => {
                let stated = self.stated(back, tripwire).and_then(Interval::of);
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

    fn level(&self, back: usize) -> Option<(Interval, &'a Unit)> {
        let Some(at) = back.checked_sub(1) else {
            let range = self.figure.range.as_ref().map(|range| &range.low);
            let unit = self.figure.value.as_ref().or(range)?.unit();
            return Some((Interval::of_figure(self.figure)?, unit));
        };
        let quantity = self.earlier.get(at)?.quantity;
        Some((Interval::of(quantity)?, quantity.unit()))
    }

    /// The growth on what the figure's change is measured against, from the levels.
    fn growth(&self, back: usize) -> Option<Interval> {
        let (level, unit) = self.level(back)?;
        let against = self.figure.change.as_ref().map(|change| change.against);
        let days = match back.checked_sub(1) {
            None => self.now,
            Some(at) => Some(self.earlier.get(at)?.days),
        };
        let before = days
            .and_then(|days| self.series.base(days, against.unwrap_or(Against::Yoy)))
            .map(|point| point.quantity);
        let base = before.or(self.figure.prior.as_ref().filter(|_| back == 0))?;
        (base.unit() == unit).then(|| level.growth_on(Interval::of(base)?)).flatten()
    }
}

/// Whether a reading speaks of a period that begins when that of the figure it watches is
/// over: no tripwire on the figure is tested before it has a later value.
#[must_use]
pub fn is_to_come(calendar: Calendar<'_>, reading: &Reading, figure: &Figure) -> bool {
    let days = |period: Option<&Period>| period.and_then(|it| calendar.dates(it));
    let known = days(figure.period.as_ref());
    let speaks_of = days(reading.horizon.as_ref());
    known.zip(speaks_of).is_some_and(|(known, it)| known.last < it.first)
}

/// For how many periods in a row a tripwire asks.
pub fn periods(tripwire: &Tripwire) -> usize {
    tripwire.for_periods.as_ref().map_or(1, |count| usize::from(count.get()))
}

/// The values before now that follow one another without a gap, the latest first.
fn unbroken<'a>(series: &History<'a>, now: Days) -> Vec<Level<'a>> {
    let before = series.like(now).filter(|point| point.days.last < now.last);
    let mut earlier: Vec<Level<'a>> = before.copied().collect();
    earlier.reverse();
    let ends = std::iter::once(now.last).chain(earlier.iter().map(|it| it.days.last));
    let ends: Vec<Date> = ends.collect();
    let steps = ends.windows(2).map(|pair| pair[0].days_since(pair[1]));
    // From one period to the next it is the least distance there is, and no more than a
    // period is long.
    let long = Some(now.days()).filter(|days| *days > 1);
    let Some(usual) = steps.clone().chain(long).min() else { return earlier };
    // The periods of one company are alike to within a fortnight.
    let gap = steps.into_iter().position(|step| (step - usual).abs() > 14);
    earlier.truncate(gap.unwrap_or(earlier.len()));
    earlier
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

    /// How far it is, and for how many periods it has been tripped.
    fn apart(figure: &str, tripwire: &str) -> (Option<String>, usize) {
        let figure = format!("{{\"label\":\"F\",{figure}}}");
        let figure: Figure = serde_json::from_str(&figure).unwrap();
        let tripwire = format!("{{\"figure\":\"f\",{tripwire}}}");
        let tripwire: Tripwire = serde_json::from_str(&tripwire).unwrap();
        let calendar = Calendar { declared: &Default::default(), calendar_year: true };
        let watched = Watched::new(calendar, &figure);
        let distance = watched.distance(&tripwire).map(|it| it.to_string());
        (distance, watched.tripped_for(&tripwire))
    }

    #[test]
    fn the_distance_has_the_digits_of_what_is_measured() {
        let value = |value: &str, side: &str, threshold: &str| {
            let figure = format!(r#""value":"{value}","period":"Q3 2025""#);
            let tripwire =
                format!(r#""measure":"value","is":"{side}","threshold":"{threshold}""#);
            apart(&figure, &tripwire).0
        };
        for (now, threshold, distance) in [
            ("34.6%", "30%", "4.6 pp"),
            ("66%", "75%", "9 pp"),
            ("$14.8B", "$10.0B", "$4.8B"),
            ("$14.8B", "$10B", "$4.8B"),
            ("$14.8B", "$9,990M", "$4.8B"),
            ("$57,006M", "$50B", "$7,006M"),
            ("-$0.5B", "$0.2B", "$0.7B"),
            ("-190 bp", "0 bp", "190 bp"),
            ("9.09%", "9.04%", "0.05 pp"),
            ("$15B", "$14.8B", "~$0.2B"),
            ("~$200B", "$150B", "~$50B"),
            ("$2,230/FFE", "$2,500/FFE", "$270/FFE"),
            ("20%", "20%", "0 pp"),
        ] {
            assert_eq!(
                value(now, "below", threshold).as_deref(),
                Some(distance),
                "{now}"
            );
        }
        assert_eq!(value("$8M", "below", "€10M"), None);
        assert_eq!(value("100+ stores", "below", "90 stores"), None);
        let growth = r#""measure":"change","is":"below","threshold":"15%""#;
        let stated = r#""change":"+20% yoy","value":"$33,006M","prior":"$27,452M""#;
        assert_eq!(apart(stated, growth).0.as_deref(), Some("5 pp"));
        let computed = r#""change":"up yoy","value":"$33,006M","prior":"$27,452M""#;
        assert_eq!(apart(computed, growth).0.as_deref(), Some("5.2 pp"));
    }

    #[test]
    fn the_periods_so_far_are_counted() {
        let two =
            r#""measure":"value","is":"below","threshold":"$10M","for-periods":"2""#;
        let now = |earlier: &str| {
            format!(
                r#""value":"$8M","period":"Q3 2025","history":{{"Q2 2025":"{earlier}"}}"#
            )
        };
        assert_eq!(apart(&now("$11M"), two).1, 1);
        assert_eq!(apart(&now("$9M"), two).1, 2);
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
