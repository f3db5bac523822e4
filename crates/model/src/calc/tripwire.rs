//! Whether what would break a reading has come about.

use std::rc::Rc;

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
    /// The period that the tripwire is for is not over.
    NotDue,
}

/// How a tripwire stands, by the figure it watches and that figure's history.
///
/// Over several periods it is clear if any of them is, and tripped only if all are. A
/// change is known from the level and the level before as well as from the stated rate:
/// what both leave open counts.
#[must_use]
pub fn outcome(brief: &Brief, tripwire: &Tripwire) -> Outcome {
    match brief.figure(&tripwire.figure) {
        Some(figure) => Watched::by(brief, figure, tripwire).stands(tripwire),
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
    latest: Latest<'a>,
    /// The days of the latest value that counts.
    now: Option<Days>,
    series: Rc<History<'a>>,
    /// The values before, the latest first, up to the first period that is missing.
    earlier: Vec<Level<'a>>,
}

/// The latest value that counts.
enum Latest<'a> {
    /// That of the figure itself.
    Own,
    /// One of its history.
    Past(Level<'a>),
    /// None: the figure has no value of the period that is asked for.
    Missing,
    /// None yet: the period that is asked for is not over.
    ToCome,
}

impl<'a> Watched<'a> {
    /// A figure with its history, up to its own period.
    #[must_use]
    pub fn new(calendar: Calendar<'_>, figure: &'a Figure) -> Self {
        let now = figure.period.as_ref().and_then(|period| calendar.dates(period));
        let series = Rc::new(History::of(calendar, figure));
        Watched { figure, latest: Latest::Own, now, series, earlier: Vec::new() }
            .with_earlier()
    }

    /// A figure with its history, up to the period that a tripwire is for.
    #[must_use]
    pub fn by(brief: &Brief, figure: &'a Figure, tripwire: &Tripwire) -> Self {
        let latest = Self::new(brief.calendar(), figure);
        match &tripwire.period {
            Some(period) => latest.up_to(brief, period),
            None => latest,
        }
    }

    /// The same up to another period.
    #[must_use]
    pub fn up_to(&self, brief: &Brief, period: &Period) -> Self {
        let (calendar, figure) = (brief.calendar(), self.figure);
        let days = calendar.dates(period);
        let is_it = |other: &Period| {
            other == period || days.is_some() && calendar.dates(other) == days
        };
        let past = || days.and_then(|days| self.series.at(days)).copied();
        let (latest, now) = if calendar.end(period).is_some_and(|end| end > brief.as_of) {
            (Latest::ToCome, None)
        } else if figure.period.as_ref().is_some_and(is_it) {
            (Latest::Own, days)
        } else if let Some(level) = past() {
            (Latest::Past(level), days)
        } else {
            (Latest::Missing, None)
        };
        let series = Rc::clone(&self.series);
        Watched { figure, latest, now, series, earlier: Vec::new() }.with_earlier()
    }

    fn with_earlier(self) -> Self {
        let earlier = self.now.map(|now| unbroken(&self.series, now));
        Watched { earlier: earlier.unwrap_or_default(), ..self }
    }

    /// How a tripwire on it stands.
    #[must_use]
    pub fn stands(&self, tripwire: &Tripwire) -> Outcome {
        if matches!(self.latest, Latest::ToCome) {
            return Outcome::NotDue;
        }
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
        match self.point(back) {
            Some(point) => Some(point.period),
            None if self.is_own(back) => self.figure.period.as_ref(),
            None => None,
        }
    }

    /// The value so many periods back, as it is written.
    pub fn written(&self, back: usize) -> Option<&'a Quantity> {
        match self.point(back) {
            Some(point) => Some(point.quantity),
            None if self.is_own(back) => self.figure.value.as_ref(),
            None => None,
        }
    }

    /// Whether the value so many periods back is the one of the figure itself.
    pub fn is_own(&self, back: usize) -> bool {
        back == 0 && matches!(self.latest, Latest::Own)
    }

    /// The value of the history so many periods back.
    fn point(&self, back: usize) -> Option<&Level<'a>> {
        match (back.checked_sub(1), &self.latest) {
            (Some(at), _) => self.earlier.get(at),
            (None, Latest::Past(level)) => Some(level),
            (None, _) => None,
        }
    }

    /// The change of the latest period that is stated in the unit of the threshold.
    pub fn stated(&self, back: usize, tripwire: &Tripwire) -> Option<&'a Quantity> {
        let change = self.figure.change.as_ref().filter(|_| self.is_own(back))?;
        match &change.extent {
            Extent::By(by) if by.unit() == tripwire.threshold.unit() => Some(by),
            _ => None,
        }
    }

    /// Whether a tripwire was tripped by the value so many periods back, if there is one.
    #[must_use]
    pub fn is_tripped_at(&self, back: usize, tripwire: &Tripwire) -> Option<bool> {
        let measured = self.measure(back, tripwire)?;
        Some(measured.stands(tripwire) == Outcome::Tripped)
    }

    /// For how many periods up to the latest, of those that it asks for, a tripwire has been
    /// tripped.
    #[must_use]
    pub fn tripped_for(&self, tripwire: &Tripwire) -> usize {
        let tripped = |back: &usize| self.is_tripped_at(*back, tripwire) == Some(true);
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
                let value = self.written(0)?;
                let qualifier = match self.is_own(0) {
                    true => self.figure.qualifier(),
                    false => value.qualifier(),
                };
                let open = !matches!(
                    qualifier,
                    None | Some(Qualifier::Exact | Qualifier::About)
                );
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
        if self.is_own(back) {
            let range = self.figure.range.as_ref().map(|range| &range.low);
            let unit = self.figure.value.as_ref().or(range)?.unit();
            return Some((Interval::of_figure(self.figure)?, unit));
        }
        let quantity = self.point(back)?.quantity;
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
        let base = before.or(self.figure.prior.as_ref().filter(|_| self.is_own(back)))?;
        (base.unit() == unit).then(|| level.growth_on(Interval::of(base)?)).flatten()
    }
}

/// Whether a reading speaks of a period that begins when that of the figure it watches is
/// over: no tripwire on the figure is tested before it has a later value, unless it says
/// itself which period it is for.
#[must_use]
pub fn is_to_come(
    calendar: Calendar<'_>,
    reading: &Reading,
    tripwire: &Tripwire,
    figure: &Figure,
) -> bool {
    if tripwire.period.is_some() {
        return false;
    }
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
    fn the_period_that_it_is_for_decides_which_value_counts() {
        let now = r#""value":"$8M","period":"Q3 2025","prior":"$9M","change":"-11% yoy""#;
        let past = r#""Q2 2025":"$12M","Q1 2025":"$13M","Q2 2024":"$10M""#;
        let wire = |period: &str, more: &str| {
            let below = r#""measure":"value","is":"below","threshold":"$10M""#;
            brief(now, past, &format!(r#"{below},"period":"{period}"{more}"#))
        };
        for (period, expected) in [
            ("Q3 2025", Outcome::Tripped),
            ("2025-07-01/2025-09-30", Outcome::Tripped),
            ("Q2 2025", Outcome::Clear),
            ("Q4 2025", Outcome::NotDue),
            ("FY 2025", Outcome::NotDue),
            ("Q4 2024", Outcome::NoData),
            ("FY 2024", Outcome::NoData),
        ] {
            assert_eq!(wire(period, ""), expected, "{period}");
        }
        assert_eq!(wire("Q3 2025", r#","for-periods":"2""#), Outcome::Clear);
        // The day of the brief is the last of this one.
        let october =
            r#""measure":"value","is":"below","threshold":"$10M","period":"2025-10""#;
        assert_eq!(brief(now, "", october), Outcome::NoData);
        // What is stated of the figure's own period is no change of another.
        let growth = |period: &str| {
            let below = r#""measure":"change","is":"below","threshold":"0%""#;
            brief(now, past, &format!(r#"{below},"period":"{period}""#))
        };
        assert_eq!(growth("Q3 2025"), Outcome::Tripped);
        assert_eq!(growth("Q2 2025"), Outcome::Clear);
        assert_eq!(growth("Q1 2025"), Outcome::NoData);
    }

    #[test]
    fn a_threshold_is_crossed_where_no_value_that_is_left_open_says_else() {
        // From $9.5M to $10.5M.
        let now = r#""value":"$10M","period":"Q3 2025""#;
        for (is, tripped, open, clear) in [
            ("below", "$10.6M", "$10.5M", "$9.5M"),
            ("at-most", "$10.5M", "$9.5M", "$9.4M"),
            ("above", "$9.4M", "$9.5M", "$10.5M"),
            ("at-least", "$9.5M", "$10.5M", "$10.6M"),
        ] {
            for (threshold, expected) in [
                (tripped, Outcome::Tripped),
                (open, Outcome::Indeterminate),
                (clear, Outcome::Clear),
            ] {
                let wire =
                    format!(r#""measure":"value","is":"{is}","threshold":"{threshold}""#);
                assert_eq!(brief(now, "", &wire), expected, "{is} {threshold}");
            }
        }
    }

    #[test]
    fn what_speaks_of_a_later_period_is_to_come() {
        let declared = std::collections::BTreeMap::new();
        let calendar = Calendar { declared: &declared, calendar_year: true };
        let to_come = |period: &str, horizon: &str, more: &str| {
            let figure = format!(r#"{{"label":"F","value":"$1M"{period}}}"#);
            let wire = format!(
                r#"{{"figure":"f","measure":"value","is":"below","threshold":"$1M"{more}}}"#
            );
            let reading =
                format!(r#"{{"id":"t","kind":"judgment","text":"T"{horizon}}}"#);
            is_to_come(
                calendar,
                &serde_json::from_str(&reading).unwrap(),
                &serde_json::from_str(&wire).unwrap(),
                &serde_json::from_str(&figure).unwrap(),
            )
        };
        let (now, next) = (r#","period":"Q3 2025""#, r#","horizon":"Q4 2025""#);
        assert!(to_come(now, next, ""));
        assert!(!to_come(now, r#","horizon":"Q3 2025""#, ""));
        assert!(!to_come(now, r#","horizon":"H2 2025""#, ""), "it has begun");
        assert!(!to_come(now, next, now), "the tripwire says which period it is for");
        assert!(!to_come(now, "", "") && !to_come("", next, ""));
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
