//! The figure index: every figure in a row under what it has in common with others, its
//! notes, and its earlier values.

pub(crate) mod group;
pub(crate) mod history;
mod notes;
mod row;

use serde::Serialize;
use strata_model::Id;

use crate::context::Context;
use crate::words::Words;
use group::{groups, usual};
use history::History;
use notes::Note;
use row::Row;

/// Every figure with everything that makes it mean something.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct FigureIndex {
    heads: [Words; 5],
    /// In one column, or in two of about one height.
    columns: Vec<Vec<Rows>>,
    /// Whether it is longer than a page: then the page parts it.
    long: bool,
    notes: Vec<Note>,
    history: Vec<History>,
}

/// Rows under their line.
#[derive(Debug, Serialize)]
struct Rows {
    line: Words,
    rows: Vec<Row>,
}

/// Under so many rows there is one column.
const FEW: usize = 8;
/// The lines of a column that stands on one page.
const PAGE: usize = 64;

impl Context<'_> {
    pub(crate) fn figure_index(&self) -> Option<FigureIndex> {
        let labels = self.labels;
        let usual = usual(self.brief);
        let groups = groups(self.brief, labels, &self.refs.figures);
        let ids: Vec<&Id> = groups.iter().flat_map(|it| &it.members).copied().collect();
        let (notes, marks) = self.index_notes(&ids, usual);
        let mut marks = marks.into_iter();
        let all: Vec<(String, Vec<Vec<Row>>)> = groups
            .iter()
            .map(|group| {
                let rows = group.members.iter().map(|id| {
                    self.rows(id, group, usual, marks.next().unwrap_or_default())
                });
                (group.line.clone(), rows.collect())
            })
            .collect();
        let lines: usize = all.iter().map(|(_, rows)| 1 + height(rows)).sum();
        let rows: usize = all.iter().flat_map(|(_, rows)| rows).map(Vec::len).sum();
        let long = lines.div_ceil(2) > PAGE;
        let columns = if rows < FEW || long {
            let whole = all.into_iter().map(|(line, rows)| under(&line, rows));
            vec![whole.collect()]
        } else {
            Vec::from(halves(all, lines))
        };
        (!ids.is_empty()).then(|| FigureIndex {
            heads: [
                labels.figure,
                labels.value,
                labels.change,
                labels.back.before,
                labels.back.source,
            ]
            .map(Words::from),
            columns,
            long,
            notes,
            history: self.histories(&self.refs.figures),
        })
    }
}

fn under(line: &str, rows: Vec<Vec<Row>>) -> Rows {
    Rows { line: line.into(), rows: rows.into_iter().flatten().collect() }
}

fn height(rows: &[Vec<Row>]) -> usize {
    rows.iter().flatten().map(|row| row.lines).sum()
}

/// The groups in two columns, the first about as high as the second. A group that is parted
/// has its line over both; a figure is not parted.
fn halves(groups: Vec<(String, Vec<Vec<Row>>)>, lines: usize) -> [Vec<Rows>; 2] {
    let half = lines.div_ceil(2);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut high = 0;
    for (line, mut rows) in groups {
        // Its line, and at least one row below it.
        high += 1;
        let fits = rows.iter().take_while(|figure| {
            let own: usize = figure.iter().map(|row| row.lines).sum();
            let stands = second.is_empty() && high + own.div_ceil(2) <= half;
            high += own;
            stands
        });
        let rest = rows.split_off(fits.count());
        if !rows.is_empty() {
            first.push(under(&line, rows));
        }
        if !rest.is_empty() {
            second.push(under(&line, rest));
        }
    }
    [first, second]
}
