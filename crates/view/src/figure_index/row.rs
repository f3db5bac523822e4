//! The rows of a figure in the figure index: what it states, and one more for each further
//! comparison.

use std::collections::BTreeSet;

use serde::Serialize;
use strata_model::calc::surprise;
use strata_model::{Against, Change, Comparison, Figure, Id, Quantity};

use super::group::{Group, unit_of_row};
use crate::context::Context;
use crate::measure;
use crate::sheet::POINTS_PER_MM;
use crate::words::{Rich, Run, Said};

/// The size of the rows, and the widths in points of the columns behind the name without
/// the gaps before them.
const SIZE: f64 = 7.5;
const GAP: f64 = 1.5 * POINTS_PER_MM;
const WIDTHS: [f64; 3] = [14.5, 13.0, 14.5];
/// How far a further row stands in, in points.
const INDENT: f64 = 2.5 * POINTS_PER_MM;
/// That of the column of sources.
const SOURCES: f64 = 6.0;

/// A row.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Row {
    pub(crate) at: String,
    /// The name of the place, in the first row of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    /// The marks of its notes, behind the name.
    pub(crate) notes: Vec<Run>,
    pub(crate) value: Option<Said>,
    /// How many columns the value takes; those are empty.
    pub(crate) span: usize,
    pub(crate) change: Option<Said>,
    pub(crate) before: Option<Said>,
    /// The numbers of its sources, each with what stands before it.
    pub(crate) sources: Vec<(&'static str, usize)>,
    /// Whether it belongs to the row above it.
    pub(crate) part: bool,
    /// How many lines it has, roughly.
    #[serde(skip)]
    pub(crate) lines: usize,
}

fn fits(text: &Said, columns: &[f64]) -> bool {
    let room = columns.iter().sum::<f64>() * POINTS_PER_MM - GAP;
    measure::width(&text.text.to_string(), SIZE, true) <= room
}

impl Context<'_> {
    /// The rows of a figure; `usual` is what changes are against where nothing is said.
    pub(super) fn index_rows(
        &self,
        id: &Id,
        group: &Group<'_>,
        usual: Option<Against>,
        notes: Vec<Run>,
    ) -> Vec<Row> {
        let (Some(figure), Some(target)) =
            (self.brief.figures.get(id), self.refs.get(id))
        else {
            return Vec::new();
        };
        let unit = group.unit.as_deref();
        let labels = self.labels;
        let value = (!self.is_only_change(figure)).then(|| {
            let said = labels.say_value_as(figure, None);
            Said::new(labels.value_under(figure, unit), said)
        });
        let own = unit_of_row(labels, figure, unit);
        let own = own.as_deref();
        let before = figure.prior.as_ref().map(|it| self.under(it, own));
        let change = figure.change.as_ref();
        let beside = change.and_then(|it| self.beside(it, usual, own));
        let is_wide = value.as_ref().is_some_and(|it| !fits(it, &WIDTHS[..1]));
        let is_apart = change.is_some() && (beside.is_none() || is_wide);

        let mut first = Row {
            at: format!("/figures/{id}"),
            anchor: Some((target.anchor.clone(), target.title.clone())),
            name: self.name_of(figure, group),
            notes,
            value,
            span: 1,
            change: beside,
            before,
            sources: numbers(&self.refs.cited.with_corroboration(id)),
            part: false,
            lines: 1,
        };
        let mut apart = None;
        if is_apart && let Some(change) = change {
            apart = Some(Row {
                name: self.against_name(figure, change, None, usual),
                value: None,
                change: Some(self.how_much(change, own)),
                before: first.before.take(),
                ..first.further()
            });
            first.change = None;
        }
        if is_wide {
            let free = if first.before.is_some() { 2 } else { 3 };
            let fitting = |columns: &usize| {
                first.value.as_ref().is_some_and(|it| fits(it, &WIDTHS[..*columns]))
            };
            first.span = (2..free).find(fitting).unwrap_or(free);
        }
        let further: Vec<_> = figure
            .comparisons
            .iter()
            .map(|it| Row {
                name: self.against_name(figure, &it.change, Some(it), usual),
                change: Some(self.how_much(&it.change, own)),
                before: self.base(it, own),
                sources: self.cited_beside(it),
                ..first.further()
            })
            .collect();
        let mut rows: Vec<_> =
            std::iter::once(first).chain(apart).chain(further).collect();
        for row in &mut rows {
            row.fit();
            row.lines = self.row_lines(row);
        }
        rows
    }

    /// The label, which leads to the term that it is defined by, and the period if need be.
    fn name_of(&self, figure: &Figure, group: &Group<'_>) -> Rich {
        let term = figure.definition.as_ref().and_then(|it| self.refs.term(it));
        let to = term.map(|it| it.anchor.clone());
        let label = figure.label.as_str();
        let head = group.head(self.labels, figure);
        let mut name = Rich::default();
        name.runs.push(Run { text: label.into(), to, ..Run::default() });
        if let Some(rest) = head.strip_prefix(label).filter(|rest| !rest.is_empty()) {
            name.push(rest);
        }
        name
    }

    fn under(&self, quantity: &Quantity, unit: Option<&str>) -> Said {
        let labels = self.labels;
        Said::new(labels.quantity_under(quantity, unit), labels.say_quantity(quantity))
    }

    /// A change in the column of changes, if all of it can be said there.
    fn beside(
        &self,
        change: &Change,
        usual: Option<Against>,
        unit: Option<&str>,
    ) -> Option<Said> {
        let labels = self.labels;
        let is_usual = usual == Some(change.against);
        if is_usual && !labels.extent(change).is_empty() {
            return Some(self.how_much(change, unit));
        }
        let whole = Said::new(labels.change(change), labels.say_change(change));
        Some(whole)
            .filter(|it| !change.against.is_expectation() && fits(it, &WIDTHS[1..2]))
    }

    fn how_much(&self, change: &Change, unit: Option<&str>) -> Said {
        let labels = self.labels;
        match labels.extent_under(change, unit) {
            extent if extent.is_empty() => "–".into(),
            extent => Said::new(extent, labels.say_extent(change)),
        }
    }

    /// What the change is measured against, in a comparison with all that tells it from
    /// others: `constant currency`, `vs consensus, 12 estimates: beat`.
    fn against_name(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
        usual: Option<Against>,
    ) -> Rich {
        let labels = self.labels;
        let mut parts: Vec<Rich> = Vec::new();
        if let Some(it) = comparison {
            let adjusted = self.adjusted(it.adjustment, &it.excluding);
            parts.extend(adjusted.map(Rich::plain));
            if let Some(baseline) = &it.baseline {
                let label = Rich::plain(format!("{} ", labels.baseline));
                parts.push(label.followed_by(self.set(baseline)));
            }
            let estimates = it.estimates.as_ref().map(|it| it.get().into());
            let estimates =
                estimates.map(|it| (labels.sentences.estimates)(labels.plural(it), it));
            parts.extend(estimates.map(Rich::plain));
            parts.extend(it.date.map(|it| Rich::plain(labels.day(it))));
            parts.extend(it.with.as_ref().map(|it| self.called(&[it])));
            let turn = self.turn(figure, change, it.prior.as_ref());
            parts.extend(turn.map(Rich::plain));
            let is_computed = it.origin == Some(strata_model::Origin::Computed);
            parts.extend(is_computed.then(|| Rich::plain(labels.computed)));
        }
        if usual != Some(change.against) || parts.is_empty() {
            let text = labels.against_what(change.against);
            let said = (labels.spoken.against_what)(change.against);
            parts.insert(0, Rich::plain(Said::new(text, said.to_owned())));
        }
        let mut name = Rich::default();
        for part in parts {
            if !name.runs.is_empty() {
                name.push(", ");
            }
            name = name.followed_by(part);
        }
        if let Some(stands) = surprise(self.brief, figure, comparison) {
            name.push(format!("{}{}", labels.colon, labels.surprise(stands)));
        }
        name
    }

    /// What a comparison is measured against: a value of its own, or that of another figure.
    fn base(&self, comparison: &Comparison, unit: Option<&str>) -> Option<Said> {
        let labels = self.labels;
        if let Some(prior) = &comparison.prior {
            return Some(self.under(prior, unit));
        }
        let other = self.brief.figures.get(comparison.with.as_ref()?.id())?;
        Some(Said::new(labels.value_under(other, unit), labels.say_value_as(other, None)))
    }

    /// The sources of what a comparison is with, where they are not those of the figure.
    fn cited_beside(&self, comparison: &Comparison) -> Vec<(&'static str, usize)> {
        let cited = &self.refs.cited;
        let own = comparison.source.as_ref().and_then(|it| cited.number(it));
        let other = comparison.with.iter().flat_map(|it| cited.by(it));
        numbers(&own.into_iter().chain(other).collect())
    }

    fn row_lines(&self, row: &Row) -> usize {
        let of = |text: &str, room: f64, bold: bool| {
            measure::lines(text, SIZE, bold, room, usize::MAX).len()
        };
        let behind = (WIDTHS.iter().sum::<f64>() + SOURCES) * POINTS_PER_MM;
        let marks = if row.notes.is_empty() { "" } else { "ab" };
        let indent = if row.part { INDENT } else { 0.0 };
        let room = self.columns.half - behind - indent;
        let name = of(&(row.name.read() + marks), room, false);
        let cell = |it: &Option<Said>, columns: &[f64]| {
            let room = columns.iter().sum::<f64>() * POINTS_PER_MM - GAP;
            it.as_ref().map_or(1, |it| of(&it.text.to_string(), room, true))
        };
        let value = cell(&row.value, &WIDTHS[..row.span]);
        let change = cell(&row.change, &WIDTHS[1..2]);
        let before = cell(&row.before, &WIDTHS[2..]);
        name.max(value).max(change).max(before)
    }
}

/// Numbers of which three or more in a row are said by the first and the last: `1–3, 5`.
fn numbers(all: &BTreeSet<usize>) -> Vec<(&'static str, usize)> {
    let is_inner = |at: &usize| all.contains(&(at - 1)) && all.contains(&(at + 1));
    let shown: Vec<usize> = all.iter().copied().filter(|it| !is_inner(it)).collect();
    let mut last = None;
    let before = |number: usize| match last.replace(number) {
        None => "",
        Some(last) if last + 1 < number && all.contains(&(last + 1)) => "–",
        Some(_) => ",",
    };
    shown.iter().copied().map(before).zip(shown.iter().copied()).collect()
}

/// A text that does not fit may break at every space, and in words that are too long.
fn broken(text: Said, columns: &[f64]) -> Said {
    if fits(&text, columns) {
        return text;
    }
    let said = text.aloud();
    let loose = text.text.to_string().replace('\u{a0}', " ");
    let room = columns.iter().sum::<f64>() * POINTS_PER_MM - GAP;
    let lines = measure::lines(&loose, SIZE, true, room, usize::MAX);
    Said { whole: false, ..Said::new(lines.join("\u{200b}"), said) }
}

impl Row {
    /// Gives what does not fit its column places at which a line may end.
    fn fit(&mut self) {
        let fit = |it: &mut Option<Said>, columns: &[f64]| {
            *it = it.take().map(|it| broken(it, columns));
        };
        fit(&mut self.value, &WIDTHS[..self.span]);
        fit(&mut self.change, &WIDTHS[1..2]);
        fit(&mut self.before, &WIDTHS[2..]);
    }

    /// A row below this one for another comparison.
    fn further(&self) -> Self {
        Self {
            at: self.at.clone(),
            anchor: None,
            name: Rich::default(),
            notes: Vec::new(),
            value: None,
            span: 1,
            change: None,
            before: None,
            sources: Vec::new(),
            part: true,
            lines: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_said_by_their_ends() {
        let told = |all: &[usize]| {
            let numbers = numbers(&all.iter().copied().collect()).into_iter();
            numbers.map(|(before, it)| format!("{before}{it}")).collect::<String>()
        };
        assert_eq!(told(&[1, 2, 3]), "1–3");
        assert_eq!(told(&[1, 2, 4]), "1,2,4");
        assert_eq!(told(&[2, 3, 4, 5, 7, 9, 10]), "2–5,7,9,10");
        assert_eq!((told(&[]), told(&[4])), (String::new(), "4".to_owned()));
    }
}
