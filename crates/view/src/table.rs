//! A table of figures: what stands in each cell, in which unit, and how wide all of it is.

mod cell;
mod common;
mod head;
mod notes;
#[cfg(test)]
mod tests;
mod width;

use serde::Serialize;
use strata_model::calc::table::{Axis, Entry, Line, Shown, axis, filled};
use strata_model::{Period, Table};

use crate::block::Width;
use crate::context::Context;
use crate::measure::lines;
use crate::words::{Rich, Said, Words};
use common::{Common, CommonChange, common_to_most, one_for_all, one_period};
use notes::Noted;
use width::GAP;

/// A table, in as many parts one below the other as its columns ask for.
#[derive(Debug, Serialize)]
pub(crate) struct TableView {
    /// What all of it has in common: unit, period, basis, what changes are in.
    unit: Words,
    /// The sources, where all rows have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Rich>,
    /// The size of its type, in points.
    size: f64,
    /// Which of the widths of the page it takes.
    pub(crate) width: Width,
    /// Whether the content asks for no more than the room it is set in.
    fits: bool,
    pub(crate) grids: Vec<Grid>,
    /// What a reader must know beside the numbers, each with its letter.
    notes: Vec<(Words, Rich)>,
    /// What the marks mean.
    legend: Vec<Words>,
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
    /// Whether all below it are estimates.
    estimates: bool,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    at: String,
    kind: &'static str,
    /// Whether its growth stands below it.
    grows: bool,
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
    /// What stands behind the number: that it is an estimate, and the letters of its notes.
    tail: Vec<Said>,
    /// How far the number stands from the right, in points, so that the points align; and
    /// how much room the tail has: none where it hangs into the gap.
    pad: f64,
    room: f64,
    words: bool,
    /// Whether nobody has stated it: an estimate, or computed.
    slanted: bool,
}

/// The sizes of type, of which the first is taken that lets the table stand in one part.
const SIZES: [f64; 3] = [8.5, 8.0, 7.5];
/// The width of a note, at least, in points.
const NOTE: f64 = 300.0;
/// More rows than this break over pages.
const WHOLE: usize = 12;

/// A table while it is laid out.
struct Layout<'c, 'b> {
    context: &'c Context<'b>,
    table: &'b Table,
    /// The place of the rows, and whether what their figures note stands below them.
    at: String,
    noted: bool,
    lines: Vec<Line<'b>>,
    axis: Axis,
    /// Of all levels; or else of the levels of each column or row.
    whole: Option<Common>,
    levels: Vec<Option<Common>>,
    /// Of the changes of each column and of each row; and of most of them, which stands
    /// above the table.
    columns: Vec<CommonChange>,
    rows: Vec<CommonChange>,
    changes: CommonChange,
    when: When<'b>,
    /// The columns whose levels are all estimates, which their head says.
    estimated: Vec<bool>,
    letters: Vec<Noted<'b>>,
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

impl Context<'_> {
    /// A table of the brief at a place, as wide as this at most, in points.
    pub(crate) fn table(&self, at: &str, table: &Table, room: f64) -> TableView {
        Layout::new(self, table, format!("{at}/table/rows"), true).laid(room)
    }

    /// Figures as the rows of a table, at the place of the list of them. What they note
    /// stands in the index of figures.
    pub(crate) fn table_of_figures(
        &self,
        at: &str,
        table: &Table,
        room: f64,
    ) -> TableView {
        Layout::new(self, table, at.to_owned(), false).laid(room)
    }
}

impl<'c, 'b> Layout<'c, 'b> {
    fn new(context: &'c Context<'b>, table: &'b Table, at: String, noted: bool) -> Self {
        let lines = filled(context.brief, table);
        let axis = axis(table, &lines);
        let mut layout = Self {
            context,
            table,
            at,
            noted,
            lines,
            axis,
            whole: None,
            levels: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            changes: CommonChange::default(),
            when: When::Columns(Vec::new()),
            estimated: Vec::new(),
            letters: Vec::new(),
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
        let changes: Vec<_> = layout.columns.iter().chain(&layout.rows).collect();
        layout.changes = common_to_most(&changes);
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

    fn laid(self, room: f64) -> TableView {
        let width::Sized { size, width, fits, grids } = self.sized(room);
        TableView {
            unit: self.unit_line().into(),
            mark: self.one_source(),
            size,
            width,
            fits,
            grids,
            notes: self.notes(),
            legend: self.legend(),
        }
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

    /// The unit that the numbers of a cell leave out.
    fn unit_of(&self, line: usize, column: usize) -> Option<&Common> {
        let group = if self.axis == Axis::Columns { column } else { line };
        self.whole.as_ref().or_else(|| self.levels.get(group)?.as_ref())
    }
}

fn shown<'l, 'b>(line: &'l Line<'b>) -> impl Iterator<Item = &'l Shown<'b>> {
    line.entries.iter().filter_map(|entry| match entry {
        Entry::Of(shown) => Some(shown),
        _ => None,
    })
}

impl TableView {
    /// Whether its natural width is no more than the room it was set in.
    pub(crate) fn fits(&self) -> bool {
        self.fits
    }

    /// Whether it may not stay together.
    pub(crate) fn is_long(&self, most: usize) -> bool {
        self.rows() > WHOLE || self.lines() > most
    }

    pub(crate) fn rows(&self) -> usize {
        self.grids.iter().map(|it| it.rows.len()).sum()
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
