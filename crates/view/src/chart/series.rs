//! Values in order of time: what is drawn of them, told of them and listed.

use strata_model::calc::plot::Series;
use strata_model::{Decimal, Qualifier, Quantity};

use crate::chart::canvas::Style;
use crate::chart::data::{self, Data};
use crate::chart::rows::{Kind, Row};
use crate::chart::time::{Time, time};
use crate::chart::{Drawn, columns, line, scale};
use crate::context::Context;

/// The most values of a table, and so of columns.
const MOST_VALUES: usize = 40;
/// Up to so many values in order of time may lie rather than stand on an axis.
const FEW: usize = 8;
/// The most room for tables below a drawing, in points.
const TABLES_MOST: f64 = 260.0;

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

    /// The history in order of time, and the figure in its place.
    pub(super) fn columns(&self, series: &Series<'_>, width: f64) -> Drawn {
        let (_, every) = self.tables(std::slice::from_ref(series), width);
        let kept = data::sample(series.points.len(), every);
        let points = kept.iter().filter_map(|at| series.points.get(*at).cloned());
        let shown = Series { points: points.collect(), ..series.clone() };
        let (texts, times) = (self.texts(&shown), self.times(&shown));
        let told = self.told_points(&shown);
        let notes = sampled(self.labels.sentences.sampled, every, series.points.len());
        if let Some(canvas) = columns::labelled(&shown, &texts, &times, width) {
            return Drawn { drawing: Some(canvas), told, notes, ..Drawn::default() };
        }
        if shown.points.len() <= FEW {
            let bars = shown.points.iter().map(|point| Row {
                label: self.labels.short_period(point.period),
                text: self.labels.quantity(&point.quantity),
                said: self.labels.say_quantity(&point.quantity),
                aside: String::new(),
                from: Decimal::ZERO,
                to: point.quantity.value(),
                style: if point.own { Style::Solid } else { Style::Outline },
                group: None,
            });
            let bars: Vec<_> = bars.collect();
            return Drawn { told, notes, ..self.horizontal(&bars, Kind::Plain, width) };
        }
        let canvas = columns::on_axis(self.labels, &shown, &texts, &times, width);
        let (tables, _) = self.tables(std::slice::from_ref(&shown), width);
        Drawn { drawing: Some(canvas), tables, notes, told, ..Drawn::default() }
    }

    pub(super) fn line(&self, all: &[Series<'_>], width: f64) -> Drawn {
        let texts: Vec<_> = all.iter().map(|series| self.texts(series)).collect();
        let times: Vec<_> = all.iter().map(|series| self.times(series)).collect();
        let (drawing, cut) = line::line(self.labels, all, &texts, &times, width).unzip();
        let cut = cut.flatten().map(|it| (self.labels.sentences.scale_from)(&it));
        let told = all.iter().flat_map(|series| {
            let name = (all.len() > 1).then(|| series.figure.label.to_string());
            let points = self.told_points(series);
            let named = move |(n, point): (usize, String)| match &name {
                Some(name) if n == 0 => format!("{name}: {point}"),
                _ => point,
            };
            points.into_iter().enumerate().map(named).collect::<Vec<_>>()
        });
        let told = told.collect();
        let (tables, every) = self.tables(all, width);
        let most = all.iter().map(|series| series.points.len()).max().unwrap_or(0);
        let sampled = sampled(self.labels.sentences.listed, every, most);
        let notes = cut.into_iter().chain(sampled).collect();
        Drawn { drawing, tables, notes, told, ..Drawn::default() }
    }

    /// The values of series under their times, and one in how many of them where they are
    /// too many for a page.
    fn tables(&self, all: &[Series<'_>], width: f64) -> (Vec<Data>, usize) {
        let texts: Vec<_> = all.iter().map(|series| self.texts(series)).collect();
        let mut times: Vec<_> = all
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| (point.end, point.period))
            .collect();
        times.sort_unstable();
        times.dedup();
        let mut every = data::stride(times.len(), MOST_VALUES);
        loop {
            let kept = data::sample(times.len(), every);
            let times: Vec<_> = kept.iter().filter_map(|at| times.get(*at)).collect();
            let heads = times.iter().map(|(_, period)| self.labels.short_period(period));
            let rows = all.iter().zip(&texts).map(|(series, texts)| {
                let name = match all {
                    [_] => self.labels.value.to_owned(),
                    _ => series.figure.label.to_string(),
                };
                let values = times.iter().map(|(_, period)| {
                    let at = series.points.iter().position(|it| it.period == *period);
                    let text = at.and_then(|at| texts.get(at).cloned());
                    text.unwrap_or_else(|| "–".to_owned())
                });
                (name, values.collect())
            });
            let (heads, rows): (Vec<_>, Vec<_>) = (heads.collect(), rows.collect());
            let tables = data::series(self.labels.period, &heads, &rows, width);
            if heads.len() <= 2
                || tables.iter().map(Data::height).sum::<f64>() <= TABLES_MOST
            {
                return (tables, every);
            }
            every += 1;
        }
    }

    fn told_points(&self, series: &Series<'_>) -> Vec<String> {
        let told = series.points.iter().map(|point| {
            let period = self.labels.say_period(point.period);
            format!("{period} {}", self.labels.say_quantity(&point.quantity))
        });
        told.collect()
    }
}

/// That not every value is shown, or listed.
fn sampled(
    said: fn(every: usize, of: usize) -> String,
    every: usize,
    of: usize,
) -> Vec<String> {
    (every > 1).then(|| said(every, of)).into_iter().collect()
}
