//! The tables of a brief, with what stands in their cells, and its strips of figures.

use strata_model::calc::table::{Axis, Entry, Line, Shown, axis, filled};
use strata_model::{Block, Days, Figures, GuidanceTable, Period, Table};

use super::gathered::Facts;
use super::path_arena::ArenaPath;

/// A table with its cells filled.
pub(crate) struct Laid<'b> {
    pub(crate) table: &'b Table,
    pub(crate) path: ArenaPath<'b>,
    pub(crate) lines: Vec<Line<'b>>,
}

/// A figure in a cell, with its place.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'l, 'b> {
    pub(crate) shown: &'l Shown<'b>,
    pub(crate) place: ArenaPath<'b>,
}

impl<'b> Laid<'b> {
    /// The place of a cell: of its figure, where a figure fills the row.
    pub(crate) fn place(&self, line: &Line<'b>, column: usize) -> ArenaPath<'b> {
        let row = self.path.key("rows").index(line.at);
        match line.row.figure {
            Some(_) => row.key("figure"),
            None => row.key("cells").index(column),
        }
    }

    /// The place of a column of figures.
    pub(crate) fn column(&self, column: usize) -> ArenaPath<'b> {
        let columns = self.table.columns.iter().enumerate();
        let mut measured = columns.filter(|(_, column)| !column.is_of_words());
        let at = measured.nth(column).map_or(column, |(at, _)| at);
        self.path.key("columns").index(at)
    }

    /// The number of columns of figures.
    pub(crate) fn width(&self) -> usize {
        self.table.measured().count()
    }

    /// The figures of a line.
    pub(crate) fn of_line<'l>(&'l self, line: &'l Line<'b>) -> Vec<Filled<'l, 'b>> {
        let entries = line.entries.iter().enumerate();
        let figures = entries.filter_map(|(column, entry)| match entry {
            Entry::Of(shown) => Some(Filled { shown, place: self.place(line, column) }),
            _ => None,
        });
        figures.collect()
    }

    /// The figures of a column, from the top.
    pub(crate) fn of_column(&self, column: usize) -> Vec<Filled<'_, 'b>> {
        let cells =
            self.lines.iter().filter_map(|line| match line.entries.get(column)? {
                Entry::Of(shown) => {
                    Some(Filled { shown, place: self.place(line, column) })
                }
                _ => None,
            });
        cells.collect()
    }

    /// The figures that share a unit: by columns, or by rows.
    pub(crate) fn groups(&self) -> (Axis, Vec<Vec<Filled<'_, 'b>>>) {
        let axis = axis(self.table, &self.lines);
        (axis, self.along(axis))
    }

    /// The figures by columns or by rows.
    pub(crate) fn along(&self, axis: Axis) -> Vec<Vec<Filled<'_, 'b>>> {
        match axis {
            Axis::Columns => (0..self.width()).map(|at| self.of_column(at)).collect(),
            Axis::Rows => self.lines.iter().map(|line| self.of_line(line)).collect(),
        }
    }

    /// The figures that are not alike in their groups, each with the one that it is held
    /// against, if they are alike neither by columns nor by rows: along that axis which
    /// leaves fewer. Rows of one figure each say nothing.
    pub(crate) fn strays<'l>(
        &'l self,
        is_apart: impl Fn(&Shown<'b>, &Shown<'b>) -> bool,
    ) -> (Axis, Vec<(Filled<'l, 'b>, Filled<'l, 'b>)>) {
        let all = |axis| -> Vec<_> {
            let groups = self.along(axis);
            groups.iter().flat_map(|group| strays(group, &is_apart)).collect()
        };
        let columns = all(Axis::Columns);
        if columns.is_empty() || self.width() < 2 {
            return (Axis::Columns, columns);
        }
        let rows = all(Axis::Rows);
        if rows.len() < columns.len() {
            (Axis::Rows, rows)
        } else {
            (Axis::Columns, columns)
        }
    }
}

/// The figures of a group that are apart from the first one of their unit.
fn strays<'l, 'b>(
    group: &[Filled<'l, 'b>],
    is_apart: impl Fn(&Shown<'b>, &Shown<'b>) -> bool,
) -> Vec<(Filled<'l, 'b>, Filled<'l, 'b>)> {
    // A day goes with every period that it ends: it is not what others are held against.
    let is_day =
        |it: &&Filled<'l, 'b>| matches!(it.shown.period, Some(Period::Instant(_)));
    let first = |it: &Filled<'l, 'b>| {
        let unit = it.shown.unit();
        let mut alike = group.iter().filter(move |other| other.shown.unit() == unit);
        alike.clone().find(|it| !is_day(it)).or_else(|| alike.next()).copied()
    };
    let pairs = group.iter().filter_map(|it| Some((*it, first(it)?)));
    pairs.filter(|(it, first)| is_apart(it.shown, first.shown)).collect()
}

/// The tables, filled.
pub(super) fn laid<'b>(facts: &Facts<'b>) -> Vec<Laid<'b>> {
    let tables = blocks(facts, "table", |block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let laid = |(table, path)| Laid { table, path, lines: filled(facts.brief, table) };
    tables.map(laid).collect()
}

/// The strips of figures with their places.
pub(crate) fn strips<'b>(
    facts: &Facts<'b>,
) -> impl Iterator<Item = (&'b Figures, ArenaPath<'b>)> {
    blocks(facts, "figures", |block| match block {
        Block::Figures(figures) => Some(figures),
        _ => None,
    })
}

/// The tables of guidance with their places.
pub(crate) fn guidance<'b>(
    facts: &Facts<'b>,
) -> impl Iterator<Item = (&'b GuidanceTable, ArenaPath<'b>)> {
    blocks(facts, "guidance", |block| match block {
        Block::Guidance(table) => Some(table),
        _ => None,
    })
}

fn blocks<'b, T: 'b>(
    facts: &Facts<'b>,
    word: &'static str,
    of_kind: impl Fn(&'b Block) -> Option<&'b T> + Copy,
) -> impl Iterator<Item = (&'b T, ArenaPath<'b>)> {
    let sections = facts.brief.sections.iter().enumerate();
    sections.flat_map(move |(at, section)| {
        let blocks = facts.root.key("sections").index(at).key("blocks");
        let all = section.blocks.iter().enumerate();
        all.filter_map(move |(at, block)| {
            Some((of_kind(block)?, blocks.index(at).key(word)))
        })
    })
}

/// What a column or a row of an axis is called.
pub(crate) fn named(axis: Axis) -> &'static str {
    match axis {
        Axis::Columns => "column",
        Axis::Rows => "row",
    }
}

/// Whether two periods may stand side by side: they are of the same days, or one is the day
/// on which the other ends.
pub(crate) fn goes_with(facts: &Facts<'_>, one: &Period, other: &Period) -> bool {
    let days = |period| facts.calendar.dates(period);
    let at_end = |one: Days, other: Days| one.first == one.last && one.last == other.last;
    one == other
        || days(one).zip(days(other)).is_some_and(|(one, other)| {
            one == other || at_end(one, other) || at_end(other, one)
        })
}
