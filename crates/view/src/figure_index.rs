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
    /// Bands that each stay together: of one column, or of two of about one height.
    bands: Vec<Vec<Vec<Rows>>>,
    notes: Vec<Note>,
    history: Vec<History>,
}

/// Rows under their line.
#[derive(Debug, Serialize)]
struct Rows {
    line: Words,
    rows: Vec<Row>,
}

/// A line, and the rows of each figure under it.
type Figures = (String, Vec<Vec<Row>>);

/// Under so many rows there is one column.
const FEW: usize = 8;
/// The most lines of a column of a band: two bands fill a page.
const BAND: usize = 34;

impl Context<'_> {
    pub(crate) fn figure_index(&self) -> Option<FigureIndex> {
        let labels = self.labels;
        let usual = usual(self.brief);
        let groups = groups(self.brief, labels, &self.refs.figures);
        let ids: Vec<&Id> = groups.iter().flat_map(|it| &it.members).copied().collect();
        let (notes, marks) = self.index_notes(&ids, usual);
        let mut marks = marks.into_iter();
        let all: Vec<Figures> = groups
            .iter()
            .map(|group| {
                let rows = group.members.iter().map(|id| {
                    self.index_rows(id, group, usual, marks.next().unwrap_or_default())
                });
                (group.line.clone(), rows.collect())
            })
            .collect();
        let rows: usize = all.iter().flat_map(|(_, rows)| rows).map(Vec::len).sum();
        let count = if rows < FEW { 1 } else { 2 };
        let bands = parted(all, |lines| lines.div_ceil(count * BAND));
        let bands = bands.into_iter().map(|band| {
            let columns = parted(band, |_| count).into_iter();
            columns.map(|them| them.into_iter().map(Rows::from).collect()).collect()
        });
        let bands = bands.collect();
        (!ids.is_empty()).then(|| FigureIndex {
            heads: [
                labels.figure,
                labels.value,
                labels.back.change,
                labels.back.before,
                labels.back.source,
            ]
            .map(Words::from),
            bands,
            notes,
            history: self.histories(&self.refs.figures),
        })
    }
}

impl From<Figures> for Rows {
    fn from((line, rows): Figures) -> Self {
        Self { line: line.into(), rows: rows.into_iter().flatten().collect() }
    }
}

/// The groups in so many parts of about one height, as `count` says for all of their lines.
/// A group that is parted has its line over both parts; a figure is not parted.
fn parted(groups: Vec<Figures>, count: impl Fn(usize) -> usize) -> Vec<Vec<Figures>> {
    let height = |rows: &[Row]| rows.iter().map(|row| row.lines).sum::<usize>();
    let of_group = |(_, figures): &Figures| {
        1 + figures.iter().map(|rows| height(rows)).sum::<usize>()
    };
    let lines: usize = groups.iter().map(of_group).sum();
    let count = count(lines).max(1);
    let mut parts: Vec<Vec<Figures>> = vec![Vec::new()];
    let mut high = 0;
    for (line, figures) in groups {
        high += 1;
        let mut is_open = false;
        for rows in figures {
            let own = height(&rows);
            // The middle of the figure is below the part.
            if (2 * high + own) * count > 2 * lines * parts.len() && parts.len() < count {
                parts.push(Vec::new());
                is_open = false;
            }
            high += own;
            let Some(part) = parts.last_mut() else { continue };
            match part.last_mut().filter(|_| is_open) {
                Some((_, open)) => open.push(rows),
                None => part.push((line.clone(), vec![rows])),
            }
            is_open = true;
        }
    }
    parts
}
