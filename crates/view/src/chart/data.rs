//! The values of a chart as a table, where there is nothing that could be drawn.

use serde::Serialize;

use crate::chart::canvas::{SMALL, count, hundredth};
use crate::measure::{lines, width};
use crate::words::Words;

/// A table: a row of heads, then rows that each begin with a head of their own.
#[derive(Debug, Serialize)]
pub(crate) struct Data {
    /// The width of the first column in points; the others share what is left.
    pub(crate) first: f64,
    pub(crate) heads: Vec<Words>,
    pub(crate) rows: Vec<Vec<Words>>,
    #[serde(skip)]
    other: f64,
}

/// Between two columns.
const AIR: f64 = 7.0;
/// The least width of a column of names.
const NAME: f64 = 90.0;

impl Data {
    /// Names and what is known of each, one below the other, in a table as wide as this.
    pub(crate) fn list<const OF: usize>(
        heads: [&str; OF],
        rows: &[[String; OF]],
        table_width: f64,
    ) -> Self {
        let names = rows.iter().filter_map(|row| row.first());
        let names = names.map(|name| width(name, SMALL, true));
        let first = names.fold(NAME, f64::max).min(table_width / 2.0 - 2.0 * AIR);
        let first = hundredth(first + 2.0 * AIR);
        let rows = rows.iter().map(|row| row.iter().map(Words::from).collect());
        let other = (table_width - first) / count(OF.saturating_sub(1).max(1));
        Self { first, heads: heads.map(Words::from).into(), rows: rows.collect(), other }
    }

    /// How high it will be, roughly, with the gap above it.
    pub(crate) fn height(&self) -> f64 {
        const LINE: f64 = 9.5;
        const PADDED: f64 = 9.0;
        let row = |cells: &[Words]| {
            let lines_of = |(at, cell): (usize, &Words)| {
                let wide = if at == 0 { self.first } else { self.other } - AIR;
                lines(&cell.to_string(), SMALL, true, wide.max(SMALL), usize::MAX).len()
            };
            let most = cells.iter().enumerate().map(lines_of).max().unwrap_or(0);
            PADDED + LINE * count(most)
        };
        12.0 + row(&self.heads) + self.rows.iter().map(|it| row(it)).sum::<f64>()
    }
}
