//! What stands above a table, at the heads of its columns and before its rows.

use icu_plurals::PluralCategory;
use strata_model::calc::table::{Axis, Line};
use strata_model::{Against, Basis, Column, Growth, Id, Measure, Ref, RowKind};

use super::common::CommonChange;
use super::notes::Noted;
use super::{Head, Layout, RowView, When, shown};
use crate::words::{Rich, Said, Words};

impl<'b> Layout<'_, 'b> {
    /// Unit, period and basis, as far as they are one.
    pub(super) fn unit_line(&self) -> String {
        let labels = self.context.labels;
        let unit = self.whole.as_ref().map(|it| it.words.clone());
        let period = match self.when {
            When::Whole(period) => Some(labels.period(period)),
            _ => None,
        };
        let mut bases =
            self.all().filter(|it| it.unit().is_some()).map(|it| it.figure.basis);
        let first = bases.next().flatten();
        let basis = first.filter(|first| bases.all(|it| it == Some(*first)));
        let basis = basis.filter(|it| *it != Basis::AnalystEstimate);
        let basis = basis.map(|it| labels.basis(it).to_owned());
        let estimates = self.estimated.contains(&true);
        let estimates = estimates.then(|| labels.tables.estimates_look.to_owned());
        let parts = [unit, period, basis, self.changes_line(), estimates];
        parts
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// What the changes are against, and in which unit: `yoy in percent`.
    fn changes_line(&self) -> Option<String> {
        let (unit, words) = self.changes.unit.as_ref()?;
        let labels = self.context.labels;
        let against = self.changes.against;
        let what = against.map_or(labels.tables.changes, |it| labels.against_what(it));
        let plural = PluralCategory::Other;
        let unit = match &unit.measure {
            Measure::Percent => labels.spoken.percent,
            Measure::Points => (labels.spoken.points)(plural),
            Measure::BasisPoints => (labels.spoken.basis_points)(plural),
            _ => words.as_str(),
        };
        Some((labels.tables.changes_in)(what, unit))
    }

    /// The head of a column of figures.
    pub(super) fn head(&self, at: usize, column: &Column) -> Head {
        let labels = self.context.labels;
        let mut lines = Vec::new();
        let label = column.label.as_ref().map(|it| Rich::plain(self.context.read(it)));
        let period = column.period.as_ref().map(|period| {
            let (text, said) = (labels.period(period), labels.say_period(period));
            let mark = &labels.tables;
            match self.estimated.get(at) {
                Some(true) => Said::new(
                    format!("{text}{}", mark.estimate),
                    format!("{said}, {}", mark.estimate_means),
                ),
                _ => Said::new(text, said),
            }
        });
        let title = match (label, period) {
            (Some(label), period) => {
                lines.extend(period);
                label
            }
            (None, Some(period)) => Rich::plain(period),
            (None, None) => Rich::default(),
        };
        if let When::Columns(periods) = &self.when
            && column.period.is_none()
            && let Some(period) = periods.get(at).copied().flatten()
        {
            lines.push(Said::new(labels.short_period(period), labels.say_period(period)));
        }
        if self.axis == Axis::Columns && self.whole.is_none() {
            let unit = self.levels.get(at).and_then(Option::as_ref);
            lines.extend(unit.map(|it| Said::from(&it.words)));
        }
        if let Some(changes) = self.columns.get(at) {
            let title = title.read();
            lines.extend(self.context.change_line(changes, &title, &self.changes));
        }
        lines.retain(|it| it.letters() > 0);
        let estimates = self.estimated.get(at) == Some(&true);
        Head { title, lines, estimates, ..Head::default() }
    }

    /// The row of a line, without its cells.
    pub(super) fn row(&self, at: usize, line: &Line<'b>, one_source: bool) -> RowView {
        let (context, labels) = (self.context, self.context.labels);
        let mut lines = Vec::new();
        let mut letter = Words::default();
        let kind = match (line.growth, line.row.kind) {
            (Some(_), _) => "growth",
            (None, None) => "plain",
            (None, Some(RowKind::Subtotal)) => "subtotal",
            (None, Some(RowKind::Total)) => "total",
            (None, Some(RowKind::Memo)) => "memo",
        };
        let label = match line.growth {
            Some(growth) => {
                let against = against(growth);
                Rich::plain(Said::new(
                    labels.against_what(against),
                    (labels.spoken.against_what)(against).to_owned(),
                ))
            }
            None => {
                let label = self.label(line);
                if let Some(id) = &line.row.figure {
                    let own = self.letter_of(&Noted::Figure(id.id()));
                    letter = own.map(Words::from).unwrap_or_default();
                }
                match one_source {
                    true => label,
                    false => label.followed_by(context.cited_by(&ids_of(line))),
                }
            }
        };
        if let When::Rows(periods) = &self.when
            && let Some(period) = periods.get(at).copied().flatten()
        {
            lines.push(Said::new(labels.short_period(period), labels.say_period(period)));
        }
        if self.axis == Axis::Rows && self.whole.is_none() {
            let unit = self.levels.get(at).and_then(Option::as_ref);
            lines.extend(unit.map(|it| Said::from(&it.words)));
        }
        if let Some(changes) = self.rows.get(at) {
            // What stands above is said of the columns of changes, and of rows of growth: a
            // change among levels says so itself.
            let told = line.growth.is_some()
                || self.columns.iter().all(|column| column.unit.is_some());
            let (none, above) = (CommonChange::default(), &self.changes);
            let above = if told { above } else { &none };
            lines.extend(context.change_line(changes, &label.read(), above));
        }
        lines.retain(|it| it.letters() > 0);
        let next = self.lines.get(at + 1);
        RowView {
            at: format!("{}/{}", self.at, line.at),
            kind,
            grows: line.growth.is_none() && next.is_some_and(|it| it.growth.is_some()),
            label,
            lines,
            letter,
            cells: Vec::new(),
        }
    }

    /// What a row is called: by its own words, or as the figure in it.
    fn label(&self, line: &Line<'b>) -> Rich {
        if let Some(label) = &line.row.label {
            return Rich::plain(self.context.read(label));
        }
        let own = line.row.figure.as_ref().map(Ref::id);
        let id = own.or_else(|| shown(line).next().map(|it| it.id));
        let figure = id.and_then(|id| self.context.brief.figures.get(id));
        figure.map(|it| Rich::plain(it.label.as_str())).unwrap_or_default()
    }

    /// The sources of the table, where those of every row are the same.
    pub(super) fn one_source(&self) -> Option<Rich> {
        let rows = self.lines.iter().map(ids_of).filter(|ids| !ids.is_empty());
        let mut cited = rows.map(|ids| self.context.cited_by(&ids));
        let first = cited.next().filter(|it| !it.marks.is_empty())?;
        cited.all(|it| it.marks == first.marks).then_some(first)
    }
}

/// The figures of a row, each once.
fn ids_of<'b>(line: &Line<'b>) -> Vec<&'b Id> {
    let mut ids: Vec<&Id> = Vec::new();
    for id in shown(line).map(|it| it.id) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn against(growth: Growth) -> Against {
    match growth {
        Growth::Yoy => Against::Yoy,
        Growth::Qoq => Against::Qoq,
    }
}
