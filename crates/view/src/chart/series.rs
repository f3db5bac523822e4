//! Values in order of time: what is drawn of them, and told of them.

use strata_model::calc::plot::{Point, Series};
use strata_model::{Basis, Chart, Date, Days, Period, Qualifier, Quantity};

use crate::chart::columns::{Column, Columns, Rank};
use crate::chart::line::{Line, Lines};
use crate::chart::threshold::{Threshold, Wordless};
use crate::chart::time::{Time, time};
use crate::chart::{Drawn, scale};
use crate::context::Context;

/// More columns than this are a line.
pub(crate) const MOST_COLUMNS: usize = 26;
/// So many values are told one after another; of more, the ends and the extremes are.
const MOST_TOLD: usize = 40;

impl Context<'_> {
    /// The values of a series as they stand beside their points: their unit stands above
    /// the drawing, unless they differ in their thousands.
    fn texts(&self, series: &Series<'_>) -> Vec<String> {
        let scale = series.value.scale();
        let alike = series.points.iter().all(|point| point.quantity.scale() == scale);
        let text = |quantity: &Quantity| {
            if !alike {
                return self.labels.quantity(quantity);
            }
            let number = scale::shown(self.labels, quantity);
            let bare =
                number.starts_with(|it: char| it.is_ascii_digit() || it == '\u{2212}');
            match quantity.qualifier().filter(|_| bare) {
                Some(Qualifier::About) if !number.contains('~') => format!("~{number}"),
                Some(Qualifier::AtLeast) if !number.contains('+') => format!("{number}+"),
                _ => number,
            }
        };
        series.points.iter().map(|point| text(&point.quantity)).collect()
    }

    fn times(&self, series: &Series<'_>) -> Vec<Time> {
        series.points.iter().map(|point| time(self.labels, point.period)).collect()
    }

    /// Of each value, whether nobody has measured it yet: an outlook or an estimate.
    fn ahead(&self, series: &Series<'_>) -> Vec<bool> {
        let figure = series.figure;
        let marked =
            figure.guidance.is_some() || figure.basis == Some(Basis::AnalystEstimate);
        let of = |it: &Point<'_>| it.own && marked || it.end > self.brief.as_of;
        series.points.iter().map(of).collect()
    }

    fn days(&self, period: &Period) -> Option<Days> {
        self.brief.calendar().dates(period)
    }

    /// Of each value, how many are missing before it. Only periods that follow one another
    /// leave gaps: days and dates do not.
    fn missing(&self, series: &Series<'_>) -> Vec<usize> {
        let points = &series.points;
        let follow = points.iter().all(|it| {
            let spans = self.days(it.period).is_some_and(|days| days.days() > 1);
            spans && !matches!(it.period, Period::YearToDate(_) | Period::SinceLaunch(_))
        });
        let ends: Vec<Date> = points.iter().map(|it| it.end).collect();
        missing(&ends, follow)
    }

    /// The value of the year before the figure's own.
    fn year_before(&self, series: &Series<'_>) -> Option<usize> {
        let own = series.points.iter().find(|it| it.own)?;
        let long = self.days(own.period)?.days();
        series.points.iter().position(|it| {
            let apart = own.end.days_since(it.end);
            // A year has 52 or 53 weeks, or 365 or 366 days.
            let days = self.days(it.period).map(strata_model::Days::days);
            (357..=373).contains(&apart) && days.is_some_and(|it| (it - long).abs() <= 8)
        })
    }

    /// The history in order of time, and the figure in its place.
    pub(super) fn columns(
        &self,
        chart: &Chart,
        series: &Series<'_>,
        width: f64,
    ) -> Drawn {
        let (texts, times, ahead) =
            (self.texts(series), self.times(series), self.ahead(series));
        let (missing, before) = (self.missing(series), self.year_before(series));
        let slots: usize = missing.iter().map(|it| it + 1).sum();
        if slots > MOST_COLUMNS {
            return self.line(chart, std::slice::from_ref(series), width);
        }
        let mut slot = 0;
        let words = texts.into_iter().zip(times);
        let all = series.points.iter().zip(words).enumerate();
        let all = all.map(|(n, (point, (text, time)))| {
            slot += missing.get(n).copied().unwrap_or_default() + usize::from(n > 0);
            let rank = match before {
                _ if point.own => Rank::Now,
                Some(at) if at == n => Rank::Before,
                _ => Rank::Past,
            };
            let ahead = ahead.get(n) == Some(&true);
            Column { slot, value: point.quantity.value(), text, time, rank, ahead }
        });
        let columns = Columns {
            labels: self.labels,
            like: &series.value,
            all: all.collect(),
            slots,
            thresholds: self.thresholds(chart, &series.value),
        };
        let mut drawn = Drawn { told: self.told_points(series), ..Drawn::default() };
        drawn.told.extend(said(&columns.thresholds));
        self.elastic(&mut drawn, width, |height| {
            let (canvas, left) = columns.draw(width, height);
            Some((canvas, self.wordless(&left)))
        });
        drawn
    }

    pub(super) fn line(&self, chart: &Chart, all: &[Series<'_>], width: f64) -> Drawn {
        let of = |series: &Series<'_>| {
            let points = self.told_points(series).into_iter().enumerate();
            let name = (all.len() > 1).then(|| series.figure.label.to_string());
            let named = points.map(move |(n, point)| match &name {
                Some(name) if n == 0 => format!("{name}{}{point}", self.labels.colon),
                _ => point,
            });
            named.collect::<Vec<_>>()
        };
        let mut drawn =
            Drawn { told: all.iter().flat_map(of).collect(), ..Drawn::default() };
        let lines = all.iter().map(|series| {
            let figure = series.figure;
            let short = figure.short.as_ref().map(strata_model::Text::as_str);
            Line {
                series,
                name: short.unwrap_or(figure.label.as_str()).to_owned(),
                texts: self.texts(series),
                times: self.times(series),
                gaps: self.missing(series).iter().map(|it| *it > 0).collect(),
                ahead: self.ahead(series),
            }
        });
        let thresholds = all.first().map(|it| self.thresholds(chart, &it.value));
        let lines = Lines {
            labels: self.labels,
            all: lines.collect(),
            thresholds: thresholds.unwrap_or_default(),
        };
        drawn.told.extend(said(&lines.thresholds));
        self.elastic(&mut drawn, width, |height| {
            let (canvas, cut, left) = lines.draw(width, height)?;
            let cut = cut.map(|it| (self.labels.sentences.scale_from)(&it));
            Some((canvas, cut.into_iter().chain(self.wordless(&left)).collect()))
        });
        drawn
    }

    /// The sentences for thresholds that have no words in the drawing.
    fn wordless(&self, left: &[Wordless]) -> Vec<String> {
        let words = &self.labels.charts;
        let said = |it: &Wordless| match it.drawn {
            true => (words.dashed)(&it.words),
            false => (words.off_the_scale)(&it.words),
        };
        left.iter().map(said).collect()
    }

    /// Each value with its period; of many, the first, the lowest, the highest and the last.
    fn told_points(&self, series: &Series<'_>) -> Vec<String> {
        let points = &series.points;
        let told = |point: &Point<'_>| {
            let period = self.labels.say_period(point.period);
            format!("{period} {}", self.labels.say_quantity(&point.quantity))
        };
        if points.len() <= MOST_TOLD {
            return points.iter().map(told).collect();
        }
        let value = |n: &usize| points[*n].quantity.value();
        let lowest = (0..points.len()).min_by_key(value);
        let highest = (0..points.len()).max_by_key(value);
        let mut kept: Vec<usize> = vec![0, points.len() - 1];
        kept.extend(lowest.into_iter().chain(highest));
        kept.sort_unstable();
        kept.dedup();
        let left = self.labels.and_more(points.len() - kept.len());
        kept.into_iter().map(|n| told(&points[n])).chain([left]).collect()
    }
}

fn said(thresholds: &[Threshold]) -> impl Iterator<Item = String> {
    thresholds.iter().map(|it| it.said.clone())
}

/// How many periods are missing before each of these ends, if they `follow` one another.
fn missing(ends: &[Date], follow: bool) -> Vec<usize> {
    let step = |n: usize| ends[n].days_since(ends[n - 1]);
    let steps = (1..ends.len()).map(step).filter(|days| *days > 0);
    let usual = steps.min().filter(|_| follow);
    let of = |n: usize| match usual {
        // Periods of one length differ by a third at most: quarters of 12 and of 16 weeks.
        Some(usual) if n > 0 && 2 * step(n) > 3 * usual => {
            let more = (2 * step(n) + usual) / (2 * usual) - 1;
            usize::try_from(more).unwrap_or_default()
        }
        _ => 0,
    };
    (0..ends.len()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(days: &[&str]) -> Vec<Date> {
        days.iter().map(|day| day.parse().expect("a day")).collect()
    }

    #[test]
    fn what_is_missing_leaves_its_place() {
        let quarters =
            ends(&["2024-03-31", "2024-06-30", "2024-12-31", "2025-03-31", "2026-03-31"]);
        assert_eq!(missing(&quarters, true), [0, 0, 1, 0, 3]);
        assert_eq!(missing(&quarters, false), [0; 5]);
        let weeks = ends(&["2024-11-23", "2025-02-15", "2025-05-10", "2025-08-30"]);
        assert_eq!(missing(&weeks, true), [0; 4], "quarters of 12 and of 16 weeks");
        assert_eq!(missing(&ends(&["2024-12-31", "2024-12-31"]), true), [0, 0]);
        assert!(missing(&[], true).is_empty());
    }
}
