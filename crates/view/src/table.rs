//! A table of figures: what stands in each cell, in which unit, and how wide all of it is.

mod cell;
mod common;
#[cfg(test)]
mod tests;
mod width;

use std::collections::BTreeMap;

use serde::Serialize;
use strata_model::calc::table::{Axis, Content, Entry, Line, Shown, axis, filled};
use strata_model::{
    Against, Basis, Column, Extent, Growth, Id, Mark, Period, Row, RowKind, Table,
};

use crate::context::Context;
use crate::measure::lines;
use crate::words::{Rich, Said, Words};
use common::{Common, CommonChange, one_for_all, one_period};
use width::GAP;

/// A table, in as many parts one below the other as its columns ask for.
#[derive(Debug, Serialize)]
pub(crate) struct TableView {
    /// What all of it has in common: unit, period, basis.
    unit: Words,
    /// The size of its type, in points.
    size: f64,
    pub(crate) grids: Vec<Grid>,
    /// What a reader must know beside the numbers, each with its letter.
    notes: Vec<(Words, Rich)>,
    /// What the marks mean.
    legend: Vec<Words>,
    source: Rich,
}

/// A part of a table with the labels of its rows.
#[derive(Debug, Serialize)]
pub(crate) struct Grid {
    /// The widths of the columns in points, that of the labels first.
    widths: Vec<f64>,
    heads: Vec<Head>,
    pub(crate) rows: Vec<RowView>,
}

/// The head of a column.
#[derive(Debug, Clone, Default, Serialize)]
struct Head {
    title: Rich,
    /// Its unit and its period.
    lines: Vec<Said>,
    /// As much room at the right as the tails of its cells have, in points.
    room: f64,
    words: bool,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    kind: &'static str,
    pub(crate) label: Rich,
    /// The unit and the period of the row.
    lines: Vec<Said>,
    letter: Words,
    cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
struct CellView {
    body: Rich,
    /// The period, where it is neither that of the column nor that of the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Said>,
    /// What stands behind the number: that it is an estimate, and the letter of its note.
    tail: Vec<Said>,
    /// How far the number stands from the right, in points, so that the points align; and
    /// how much room the tail has.
    pad: f64,
    room: f64,
    words: bool,
}

/// The sizes of type, of which the first is taken that lets the table stand in one part.
const SIZES: [f64; 3] = [8.5, 8.0, 7.5];
/// The width of a note, at least, in points.
const NOTE: f64 = 300.0;
/// A table while it is laid out.
struct Layout<'c, 'b> {
    context: &'c Context<'b>,
    table: &'b Table,
    lines: Vec<Line<'b>>,
    axis: Axis,
    /// Of all levels; or else of the levels of each column or row.
    whole: Option<Common>,
    levels: Vec<Option<Common>>,
    /// Of the changes of each column and of each row.
    columns: Vec<CommonChange>,
    rows: Vec<CommonChange>,
    when: When<'b>,
    /// The columns whose levels are all estimates, which their head says.
    estimated: Vec<bool>,
    letters: BTreeMap<&'b Id, String>,
}

/// Where the periods stand.
enum When<'b> {
    /// They are one.
    Whole(&'b Period),
    /// At the heads of the columns, as far as each has one.
    Columns(Vec<Option<&'b Period>>),
    /// Behind the labels of the rows.
    Rows(Vec<Option<&'b Period>>),
}

impl<'b> Context<'b> {
    /// The table, as wide as this at most, in points.
    pub(crate) fn table(&self, table: &'b Table, room: f64) -> TableView {
        let lines = filled(self.brief, table);
        let layout = Layout::new(self, table, lines);
        let sizes = SIZES.into_iter().map(|size| (size, layout.sized(size, room)));
        let mut sizes = sizes.collect::<Vec<_>>();
        let whole = sizes.iter().position(|(_, grids)| grids.len() == 1);
        let (size, grids) = sizes.swap_remove(whole.unwrap_or(sizes.len() - 1));
        TableView {
            unit: layout.unit_line().into(),
            size,
            grids,
            notes: layout.notes(),
            legend: layout.legend(),
            source: layout.source(),
        }
    }
}

impl<'c, 'b> Layout<'c, 'b> {
    fn new(context: &'c Context<'b>, table: &'b Table, lines: Vec<Line<'b>>) -> Self {
        let axis = axis(table, &lines);
        let mut layout = Self {
            context,
            table,
            lines,
            axis,
            whole: None,
            levels: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            when: When::Columns(Vec::new()),
            estimated: Vec::new(),
            letters: BTreeMap::new(),
        };
        let width = table.measured().count();
        let of_columns = |layout: &Self| -> Vec<Vec<Shown<'b>>> {
            (0..width).map(|at| layout.column(at).cloned().collect()).collect()
        };
        let columns = of_columns(&layout);
        let rows: Vec<Vec<Shown<'b>>> =
            layout.lines.iter().map(|line| shown(line).cloned().collect()).collect();
        let groups = if axis == Axis::Columns { &columns } else { &rows };
        layout.levels = groups.iter().map(|group| context.common(group)).collect();
        layout.whole = one_for_all(groups, &layout.levels);
        layout.columns =
            columns.iter().map(|group| context.common_change(group)).collect();
        layout.rows = rows.iter().map(|group| context.common_change(group)).collect();
        layout.when = layout.periods(&columns, &rows);
        layout.estimated = table
            .measured()
            .zip(&columns)
            .map(|(column, group)| {
                let mut levels = group.iter().filter(|it| it.unit().is_some()).peekable();
                column.period.is_some()
                    && levels.peek().is_some()
                    && levels.all(|it| it.is_estimate(context.brief))
            })
            .collect();
        layout.letters = layout.lettered();
        layout
    }

    fn column(&self, at: usize) -> impl Iterator<Item = &Shown<'b>> {
        self.lines.iter().filter_map(move |line| match line.entries.get(at)? {
            Entry::Of(shown) => Some(shown),
            _ => None,
        })
    }

    fn all(&self) -> impl Iterator<Item = &Shown<'b>> {
        self.lines.iter().flat_map(shown)
    }

    /// Where the periods stand: as high up as they are one.
    fn periods(&self, columns: &[Vec<Shown<'b>>], rows: &[Vec<Shown<'b>>]) -> When<'b> {
        let headed: Vec<bool> =
            self.table.measured().map(|it| it.period.is_some()).collect();
        let free = columns.iter().zip(&headed).filter(|(_, headed)| !**headed);
        let all: Vec<_> = free.clone().flat_map(|(group, _)| group).collect();
        let of = |group: &[Shown<'b>]| one_period(&group.iter().collect::<Vec<_>>());
        if !headed.contains(&true)
            && let Some(Some(one)) = one_period(&all)
        {
            return When::Whole(one);
        }
        let by_columns: Vec<_> = columns.iter().map(|group| of(group)).collect();
        let clean =
            by_columns.iter().zip(&headed).all(|(it, headed)| *headed || it.is_some());
        let by_rows: Option<Vec<_>> = rows.iter().map(|group| of(group)).collect();
        match by_rows {
            Some(rows) if !clean && !headed.contains(&true) => When::Rows(rows),
            _ => When::Columns(by_columns.into_iter().map(Option::flatten).collect()),
        }
    }

    /// A letter for each figure with a note, in the order in which they are met.
    fn lettered(&self) -> BTreeMap<&'b Id, String> {
        let mut letters = BTreeMap::new();
        for it in self.all().filter(|it| it.figure.note.is_some()) {
            let next = letters.len();
            letters.entry(it.id).or_insert_with(|| letter(next));
        }
        letters
    }

    fn notes(&self) -> Vec<(Words, Rich)> {
        let mut notes: Vec<_> = self.letters.iter().collect();
        notes.sort_by_key(|(_, letter)| (letter.len(), (*letter).clone()));
        let note = |(id, letter): (&&'b Id, &String)| {
            let figure = self.context.brief.figures.get(*id)?;
            Some((letter.into(), self.context.rich(figure.note.as_ref()?)))
        };
        notes.into_iter().filter_map(note).collect()
    }

    /// What the marks in the cells mean.
    fn legend(&self) -> Vec<Words> {
        let labels = self.context.labels;
        let words = &labels.tables;
        let entries = || self.lines.iter().flat_map(|line| &line.entries);
        let marked = |mark| entries().any(|entry| *entry == Entry::Mark(mark));
        let not_meaningful = self.all().any(|it| {
            matches!(&it.content, Content::Change(it) if it.extent == Extent::NotMeaningful)
        });
        let estimate = self.all().any(|it| it.is_estimate(self.context.brief));
        let growth = self.lines.iter().any(|line| line.growth.is_some());
        let told =
            |is: bool, mark: &str, means: &str| is.then(|| format!("{mark} {means}"));
        let not_available = (words.not_available, words.not_available_means);
        let meaning = (labels.written.not_meaningful, labels.spoken.not_meaningful);
        let legend = [
            told(marked(Mark::NotAvailable), not_available.0, not_available.1),
            told(marked(Mark::NotMeaningful) || not_meaningful, meaning.0, meaning.1),
            told(marked(Mark::Nil), words.nil, words.nil_means),
            told(estimate, words.estimate, words.estimate_means),
            growth.then(|| words.growth_computed.to_owned()),
        ];
        legend.into_iter().flatten().map(Words::from).collect()
    }

    /// The sources of all figures.
    fn source(&self) -> Rich {
        let ids: Vec<_> = self.all().map(|it| it.id).collect();
        let cited = self.context.cited_by(&ids);
        if cited.marks.is_empty() {
            return Rich::default();
        }
        Rich::plain(self.context.labels.source).followed_by(cited)
    }

    /// Unit, period and basis, as far as they are one.
    fn unit_line(&self) -> String {
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
        let parts = [unit, period, basis.map(|it| labels.basis(it).to_owned())];
        parts
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The unit that the numbers of a cell leave out.
    fn unit_of(&self, line: usize, column: usize) -> Option<&Common> {
        let group = if self.axis == Axis::Columns { column } else { line };
        self.whole.as_ref().or_else(|| self.levels.get(group)?.as_ref())
    }

    /// The head of a column of figures.
    fn head(&self, at: usize, column: &Column) -> Head {
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
            lines.extend(self.context.change_line(changes, &title));
        }
        lines.retain(|it| it.letters() > 0);
        Head { title, lines, room: 0.0, words: false }
    }

    /// The row of a line, without its cells.
    fn row(&self, at: usize, line: &Line<'b>) -> RowView {
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
                let mut label = self.label(line.row);
                let mut ids: Vec<&Id> = Vec::new();
                for id in shown(line).map(|it| it.id) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                label = label.followed_by(context.cited_by(&ids));
                if let Some(id) = &line.row.figure {
                    letter =
                        self.letters.get(id.id()).map(Words::from).unwrap_or_default();
                }
                label
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
            lines.extend(context.change_line(changes, &label.read()));
        }
        lines.retain(|it| it.letters() > 0);
        RowView { kind, label, lines, letter, cells: Vec::new() }
    }

    fn label(&self, row: &Row) -> Rich {
        let figure = || self.context.brief.figures.get(row.figure.as_ref()?.id());
        match &row.label {
            Some(label) => Rich::plain(self.context.read(label)),
            None => figure().map(|it| Rich::plain(it.label.as_str())).unwrap_or_default(),
        }
    }
}

fn shown<'l, 'b>(line: &'l Line<'b>) -> impl Iterator<Item = &'l Shown<'b>> {
    line.entries.iter().filter_map(|entry| match entry {
        Entry::Of(shown) => Some(shown),
        _ => None,
    })
}

fn against(growth: Growth) -> Against {
    match growth {
        Growth::Yoy => Against::Yoy,
        Growth::Qoq => Against::Qoq,
    }
}

/// The letter of a note: a to z, then aa.
fn letter(at: usize) -> String {
    let (rest, last) = (at / 26, u8::try_from(at % 26).unwrap_or_default());
    let last = char::from(b'a' + last);
    match rest.checked_sub(1) {
        Some(rest) => format!("{}{last}", letter(rest)),
        None => last.to_string(),
    }
}

impl TableView {
    /// How wide it is, in points.
    pub(crate) fn width(&self) -> f64 {
        let of = |grid: &Grid| grid.widths.iter().sum();
        self.grids.iter().map(of).fold(0.0, f64::max)
    }

    /// How high it will be, roughly, in lines.
    pub(crate) fn lines(&self) -> usize {
        let of = |rich: &Rich, wide: f64| {
            let marks = rich.marks.iter().map(ToString::to_string);
            let words =
                std::iter::once(rich.read()).chain(marks).collect::<Vec<_>>().join(" ");
            lines(&words, self.size, true, wide.max(self.size), usize::MAX).len()
        };
        let row = |grid: &Grid, first: &Rich, rest: &mut dyn Iterator<Item = &Rich>| {
            let mut widths = grid.widths.iter().copied();
            let label = of(first, widths.next().unwrap_or_default());
            rest.zip(widths).map(|(it, wide)| of(it, wide - GAP)).fold(label, usize::max)
        };
        let high = |grid: &Grid| {
            let heads =
                grid.heads.iter().map(|head| 2 + of(&head.title, 5.0 * self.size)).max();
            let rows = grid.rows.iter().map(|it| {
                row(grid, &it.label, &mut it.cells.iter().map(|cell| &cell.body))
            });
            heads.unwrap_or_default() + rows.sum::<usize>()
        };
        let notes = self.notes.iter().map(|(_, note)| of(note, NOTE));
        self.grids.iter().map(high).sum::<usize>() + notes.sum::<usize>() + 2
    }
}
