//! The earlier values of figures, one table for each length of period.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use strata_model::{Decimal, End, Figure, Id, LabelKind, Period, Quantity};

use super::group::said_once;
use crate::context::Context;
use crate::labels::Labels;
use crate::measure;
use crate::sheet::POINTS_PER_MM;
use crate::words::{Said, Words};

/// The earlier values of all figures that have such periods.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct History {
    pub(crate) title: Words,
    /// The width of the names, in points, and of a column of values.
    pub(crate) widths: [f64; 2],
    /// The periods in parts that fit the width of the page, one below the other.
    pub(crate) parts: Vec<Part>,
}

/// So many periods as stand side by side.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    pub(crate) heads: Vec<Said>,
    pub(crate) rows: Vec<Values>,
}

/// The values of one figure.
#[derive(Debug, Serialize)]
pub(crate) struct Values {
    pub(crate) at: String,
    pub(crate) name: Words,
    /// All of its values as a line, from 0 to 1 both ways; only in the first part.
    pub(crate) line: Vec<[f64; 2]>,
    pub(crate) cells: Vec<Option<Said>>,
}

/// How long the periods of a table are, in the order of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Length {
    Quarters,
    Halves,
    NineMonths,
    Years,
    Months,
    TwelveMonths,
    ToDate,
    Days,
    Other,
}

const SIZE: f64 = 7.5;
/// Before each value, and at the least behind a name.
const GAP: f64 = 4.5;
/// The most that a column is wider than it need be, where few values stand side by side.
const AIR: f64 = 12.0;
/// The widest column of names, and the line with the gap behind it, in points.
const NAMES: f64 = 38.0 * POINTS_PER_MM;
const LINE: f64 = 18.0 * POINTS_PER_MM;
/// The most periods side by side.
const MOST: u8 = 16;
/// The fewest values that make a line.
const FEWEST: usize = 5;

impl Context<'_> {
    pub(super) fn histories(&self, ids: &[&Id]) -> Vec<History> {
        let mut tables: BTreeMap<Length, Vec<(&Id, &Figure)>> = BTreeMap::new();
        for id in ids {
            let Some(figure) = self.brief.figures.get(*id) else { continue };
            let lengths: BTreeSet<_> = figure.history.keys().map(length).collect();
            for length in lengths {
                tables.entry(length).or_default().push((id, figure));
            }
        }
        tables.into_iter().map(|(length, of)| self.history(length, &of)).collect()
    }

    fn history(&self, of: Length, figures: &[(&Id, &Figure)]) -> History {
        let labels = self.labels;
        let calendar = self.brief.calendar();
        let keys = figures.iter().flat_map(|(_, figure)| figure.history.keys());
        let periods: BTreeSet<_> = keys.filter(|it| length(it) == of).collect();
        let mut periods: Vec<_> = periods.into_iter().collect();
        periods.sort_by_key(|period| (calendar.end(period), *period));

        let rows = figures.iter().map(|(id, figure)| {
            let (name, unit) = named(labels, figure);
            let cells = periods.iter().map(|period| {
                let value = figure.history.get(*period)?;
                let text = labels.quantity_under(value, unit.as_deref());
                Some(Said::new(text, labels.say_quantity(value)))
            });
            let cells: Vec<_> = cells.collect();
            let values: Vec<_> =
                periods.iter().filter_map(|it| figure.history.get(*it)).collect();
            (id, name, line(&values), cells)
        });
        let rows: Vec<_> = rows.collect();

        let wide = |text: &str| measure::width(text, SIZE, true);
        let name = rows.iter().map(|(_, name, ..)| wide(name) + 2.0).fold(0.0, f64::max);
        let name = name.min(NAMES);
        let longest =
            periods.iter().map(|it| wide(&short(labels, it, None).text.to_string()));
        let cells = rows.iter().flat_map(|(.., cells)| cells.iter().flatten());
        let widths = cells.map(|it| wide(&it.text.to_string())).chain(longest);
        let free = self.columns.full - name - LINE;
        let least = (widths.fold(0.0, f64::max) + GAP).min(free);
        let side_by_side =
            (1..=MOST).rev().find(|count| f64::from(*count) * least <= free);
        let most = usize::from(side_by_side.unwrap_or(1));
        let count = periods.len().div_ceil(periods.len().div_ceil(most).max(1)).max(1);
        let column = (free / count as f64).min(least + AIR).max(least);

        let parts = (0..periods.len()).step_by(count).map(|from| {
            let to = (from + count).min(periods.len());
            let heads = (from..to).map(|at| {
                let before = at.checked_sub(1).filter(|_| at > from);
                short(labels, periods[at], before.map(|before| periods[before]))
            });
            let values = rows.iter().filter_map(|(id, name, line, cells)| {
                let cells = cells[from..to].to_vec();
                cells.iter().any(Option::is_some).then(|| Values {
                    at: format!("/figures/{id}"),
                    name: name.into(),
                    line: if from == 0 { line.clone() } else { Vec::new() },
                    cells,
                })
            });
            Part { heads: heads.collect(), rows: values.collect() }
        });
        History {
            title: title(labels, of).into(),
            widths: [name, column],
            parts: parts.collect(),
        }
    }
}

/// What the row of a figure is headed by, and the unit that is said there: the one that all
/// of its earlier values have.
pub(crate) fn named(labels: &Labels, figure: &Figure) -> (String, Option<String>) {
    let mut units = figure.history.values().map(|it| said_once(labels, it));
    let first = units.next().flatten();
    match first.filter(|first| units.all(|it| it.as_ref() == Some(first))) {
        Some(unit) => (format!("{}, {unit}", figure.label), Some(unit)),
        None => (figure.label.to_string(), None),
    }
}

/// What stands over the earlier values of periods as long as this one.
pub(crate) fn titled(labels: &Labels, period: &Period) -> String {
    title(labels, length(period))
}

fn title(labels: &Labels, length: Length) -> String {
    format!("{}, {}", labels.history, words(labels, length))
}

fn length(period: &Period) -> Length {
    match period {
        Period::Instant(_) | Period::SinceLaunch(_) | Period::RunRate(_) => Length::Days,
        Period::Month(_) => Length::Months,
        Period::YearToDate(_) => Length::ToDate,
        Period::TrailingTwelveMonths(_) => Length::TwelveMonths,
        Period::Interval(_) | Period::Weeks(_) | Period::Unstated => Length::Other,
        Period::Fiscal(label) => match label.kind() {
            LabelKind::Quarter(..) => Length::Quarters,
            LabelKind::Half(..) => Length::Halves,
            LabelKind::NineMonths(_) => Length::NineMonths,
            LabelKind::Year(_) => Length::Years,
            LabelKind::Declared => Length::Other,
        },
    }
}

fn words(labels: &Labels, length: Length) -> &str {
    let back = &labels.back;
    match length {
        Length::Quarters => back.quarters,
        Length::Halves => back.halves,
        Length::NineMonths => back.nine_months,
        Length::Years => back.years,
        Length::Months => back.months,
        Length::TwelveMonths => labels.trailing_twelve_months,
        Length::ToDate => labels.year_to_date,
        Length::Days => back.days,
        Length::Other => back.other_periods,
    }
}

/// A period over its column: of quarters and halves the year only where it is not that of
/// the column before, with two digits; what the title says is left out.
fn short(labels: &Labels, period: &Period, before: Option<&Period>) -> Said {
    let end = |period: &Period| match period {
        Period::Fiscal(label)
        | Period::TrailingTwelveMonths(End::Of(label))
        | Period::YearToDate(End::Of(label)) => Some(label.clone()),
        _ => None,
    };
    let year = |period: &Period| match end(period)?.kind() {
        LabelKind::Quarter(year, _) | LabelKind::Half(year, _) => Some(year),
        _ => None,
    };
    let text = match period {
        Period::TrailingTwelveMonths(End::Day(day))
        | Period::YearToDate(End::Day(day)) => labels.short_day(*day),
        _ => end(period).map_or_else(
            || labels.short_period(period),
            |label| labels.short_label(&label),
        ),
    };
    let text = match year(period) {
        Some(of) if before.and_then(year) == Some(of) => {
            text.replace(&of.to_string(), "").trim().to_owned()
        }
        Some(of) => text.replace(&of.to_string(), &format!("{:02}", of % 100)),
        None => text,
    };
    let said = labels.say_period(period);
    Said { said: Some(said), ..Said::from(text) }
}

/// Values as a line, if there are enough of them in one unit.
fn line(values: &[&Quantity]) -> Vec<[f64; 2]> {
    let Some(first) = values.first().filter(|_| values.len() >= FEWEST) else {
        return Vec::new();
    };
    if values.iter().any(|it| it.unit() != first.unit()) {
        return Vec::new();
    }
    let numbers: Vec<_> = values.iter().map(|it| it.value()).collect();
    let low = numbers.iter().copied().min().unwrap_or_default();
    let high = numbers.iter().copied().max().unwrap_or_default();
    let part = |value: Decimal, whole: Decimal| {
        let part = value.checked_div(whole).unwrap_or_default().round_dp(4);
        f64::try_from(part).unwrap_or_default()
    };
    let last = Decimal::from(numbers.len() - 1);
    let points = numbers.iter().enumerate();
    points
        .map(|(at, it)| [part(Decimal::from(at), last), part(it - low, high - low)])
        .collect()
}
