//! The values of a chart as a table, for all of which the drawing has no room.

use serde::Serialize;

use crate::chart::canvas::{TICK, count, hundredth};
use crate::measure::{lines, width};
use crate::words::Words;

/// A table: a row of heads, then rows that each begin with a head of their own.
#[derive(Debug, Serialize)]
pub(crate) struct Data {
    /// The widths of the first column and of the others in points; 0 for what is left.
    pub(crate) widths: (f64, f64),
    pub(crate) heads: Vec<Words>,
    pub(crate) rows: Vec<Vec<Words>>,
}

/// Between two columns.
const AIR: f64 = 7.0;
const NAME: f64 = 90.0;
const WIDEST: f64 = 62.0;

impl Data {
    /// Names and values, one pair below the other, in a table as wide as this.
    pub(crate) fn list(
        heads: [&str; 2],
        rows: &[(String, String)],
        table_width: f64,
    ) -> Self {
        let names = rows.iter().map(|(name, _)| width(name, TICK, true));
        let first = names.fold(NAME, f64::max).min(table_width / 2.0 - 2.0 * AIR);
        let first = hundredth(first + 2.0 * AIR);
        let rows = rows.iter().map(|(name, value)| vec![name.into(), value.into()]);
        let heads = heads.map(Words::from).into();
        Self { widths: (first, 0.0), heads, rows: rows.collect() }
    }

    /// How high it will be, roughly, with the gap above it.
    pub(crate) fn height(&self) -> f64 {
        const LINE: f64 = 9.5;
        const PADDED: f64 = 9.0;
        let (first, other) = self.widths;
        let row = |cells: &[Words]| {
            let lines_of = |(at, cell): (usize, &Words)| {
                let wide = if at == 0 { first } else { other } - AIR;
                lines(&cell.to_string(), TICK, true, wide.max(TICK), usize::MAX).len()
            };
            let most = cells.iter().enumerate().map(lines_of).max().unwrap_or(0);
            PADDED + LINE * count(most)
        };
        12.0 + row(&self.heads) + self.rows.iter().map(|it| row(it)).sum::<f64>()
    }
}

/// Values under their times, in as many tables one below the other as the width asks for.
pub(crate) fn series(
    corner: &str,
    heads: &[String],
    rows: &[(String, Vec<String>)],
    table_width: f64,
) -> Vec<Data> {
    let wide = |text: &str, bold| width(text, TICK, bold);
    let names = rows.iter().map(|(name, _)| wide(name, true)).chain([wide(corner, true)]);
    let first = names.fold(0.0, f64::max).min(NAME) + AIR;
    let values = rows.iter().flat_map(|(_, values)| values).map(|it| wide(it, false));
    // A head may break at its spaces, a value may not.
    let words = heads.iter().flat_map(|head| head.split(' ')).map(|it| wide(it, true));
    let short = heads.iter().map(|it| wide(it, true)).fold(0.0, f64::max).min(WIDEST);
    let column =
        values.chain(words).fold(short, f64::max).min(table_width - first - AIR) + AIR;
    let across = (1..=heads.len())
        .take_while(|n| first + count(*n) * column <= table_width)
        .last()
        .unwrap_or(1);
    let chunks = heads.len().div_ceil(across).max(1);
    // Tables of one length, rather than a last one of a single value.
    let across = heads.len().div_ceil(chunks).max(1);
    let starts = (0..heads.len()).step_by(across);
    let table = |start: usize| {
        let end = (start + across).min(heads.len());
        let row = |name: &str, cells: &[String]| {
            let cells = cells.get(start..end).unwrap_or_default();
            std::iter::once(name)
                .chain(cells.iter().map(String::as_str))
                .map(Words::from)
                .collect()
        };
        Data {
            widths: (hundredth(first), hundredth(column)),
            heads: row(corner, heads),
            rows: rows.iter().map(|(name, values)| row(name, values)).collect(),
        }
    };
    starts.map(table).collect()
}

/// Which of so many values are shown where only `most` may be: one in how many.
pub(crate) fn stride(of: usize, most: usize) -> usize {
    if of <= most {
        1
    } else {
        of.saturating_sub(1).div_ceil(most.saturating_sub(1).max(1))
    }
}

/// Every so many of the values, counted from the last; the first stays.
pub(crate) fn sample(of: usize, every: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..of).rev().step_by(every.max(1)).collect();
    if of > 0 && kept.last() != Some(&0) {
        kept.push(0);
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_are_kept_and_the_rest_evenly() {
        assert_eq!(sample(10, 4), [0, 1, 5, 9]);
        assert_eq!(sample(9, 4), [0, 4, 8]);
        assert_eq!(sample(3, 1), [0, 1, 2]);
        assert_eq!(stride(40, 40), 1);
        for of in 41..3000 {
            let kept = sample(of, stride(of, 40));
            assert!(kept.len() <= 41 && kept[0] == 0, "{of}: {}", kept.len());
            assert_eq!(kept.last(), Some(&(of - 1)));
        }
    }

    #[test]
    fn a_table_is_as_wide_as_a_drawing() {
        let heads: Vec<_> =
            (0..40).map(|n| format!("Q{} {}", n % 4 + 1, 2000 + n / 4)).collect();
        let rows = vec![("Value".to_owned(), vec!["115.9".to_owned(); 40])];
        let tables = series("Period", &heads, &rows, 320.0);
        for table in &tables {
            let (first, other) = table.widths;
            assert!(first + count(table.heads.len() - 1) * other <= 320.0);
        }
        let values: usize = tables.iter().map(|it| it.heads.len() - 1).sum();
        assert!(values == 40 && tables.len() < 6, "{}", tables.len());
        assert!(series("Period", &[], &[], 320.0).is_empty());
    }
}
