//! How wide the columns of a table are, how its points align, and into how many parts it
//! falls.

use strata_model::calc::table::{Axis, Line};
use strata_model::{Column, RowKind};

use super::{CellView, Grid, Head, Layout, RowView};
use crate::measure::width;
use crate::words::{Rich, Said};

/// The size of heads, and of what stands behind a number as a part of the size of the cell.
const HEAD: f64 = 7.5;
const TAIL: f64 = 0.75;
/// Between two columns.
pub(super) const GAP: f64 = 9.0;
/// The most ems of a column of figures: no stretch that cannot be broken is wider.
const COLUMN: f64 = 10.0;
/// The least of a column of words, and the most.
const WORDS: (f64, f64) = (75.0, 130.0);
/// The least of the column of labels, and the most as a part of the table.
const LABELS: (f64, f64) = (80.0, 0.42);

/// A column with its head, its width and its cells.
type Laid = (Head, f64, Vec<CellView>);

impl<'b> Layout<'_, 'b> {
    /// The table in type of this size, in parts that are as wide as this at most.
    pub(super) fn sized(&self, size: f64, room: f64) -> Vec<Grid> {
        let mut columns: Vec<Laid> = Vec::new();
        let (mut figures, mut words) = (0, 0);
        for column in &self.table.columns {
            if column.is_of_words() {
                columns.push(self.of_words(words, column, size));
                words += 1;
            } else {
                columns.push(self.of_figures(figures, column, size));
                figures += 1;
            }
        }
        let rows: Vec<_> =
            self.lines.iter().enumerate().map(|(at, line)| self.row(at, line)).collect();
        let first = labels_width(&rows, size, room);
        let mut parts: Vec<Vec<Laid>> = Vec::new();
        let mut used = room;
        for column in columns {
            let wide = column.1 + GAP;
            if used + wide > room {
                parts.push(Vec::new());
                used = first;
            }
            used += wide;
            if let Some(part) = parts.last_mut() {
                part.push(column);
            }
        }
        parts.into_iter().map(|part| self.grid(part, &rows, first, room)).collect()
    }

    fn grid(&self, columns: Vec<Laid>, rows: &[RowView], first: f64, room: f64) -> Grid {
        let used = first + columns.iter().map(|(_, wide, _)| wide + GAP).sum::<f64>();
        // What is left is shared, up to half as much again as a gap.
        let parts = u32::try_from(columns.len()).map_or(1.0, f64::from);
        let more = ((room - used) / parts).clamp(0.0, 2.0 * GAP);
        let corner = Head {
            title: Rich::plain(self.context.labels.item),
            lines: Vec::new(),
            room: 0.0,
            words: true,
        };
        let mut grid =
            Grid { widths: vec![first], heads: vec![corner], rows: rows.to_vec() };
        for (head, wide, cells) in columns {
            grid.widths.push((100.0 * (wide + GAP + more)).floor() / 100.0);
            grid.heads.push(head);
            for (row, cell) in grid.rows.iter_mut().zip(cells) {
                row.cells.push(cell);
            }
        }
        grid
    }

    fn of_figures(&self, at: usize, column: &Column, size: f64) -> Laid {
        let mut head = self.head(at, column);
        let (mut cells, behind): (Vec<_>, Vec<_>) =
            self.lines.iter().enumerate().map(|(n, line)| self.cell(n, at, line)).unzip();
        let bold = |line: usize| {
            let kind = self.lines.get(line).and_then(|line| line.row.kind);
            matches!(kind, Some(RowKind::Total | RowKind::Subtotal))
        };
        let measured = |text: &str, line| width(text, size, bold(line));
        // Points align where the numbers are of one unit: not below other measures, and not
        // with the growth between them.
        let one_unit = self.axis == Axis::Columns || self.whole.is_some();
        let aligns: Vec<bool> =
            self.lines.iter().map(|line| one_unit && line.growth.is_none()).collect();
        let aligned = behind.iter().zip(&aligns).enumerate().filter(|(_, (_, is))| **is);
        let most = aligned.map(|(n, (it, _))| measured(it, n)).fold(0.0, f64::max);
        let tail = |cell: &CellView| {
            let wide = |it: &Said| width(&it.text.to_string(), TAIL * size, true);
            cell.tail.iter().map(|it| wide(it) + 1.0).sum::<f64>()
        };
        let room = cells.iter().map(tail).fold(0.0, f64::max);
        head.room = hundredth(room);
        let mut widest: f64 = 0.0;
        for (n, (cell, behind)) in cells.iter_mut().zip(&behind).enumerate() {
            let text = cell.body.read();
            let is_number = text.contains(|it: char| it.is_ascii_digit());
            let aligned = aligns.get(n).is_some_and(|it| *it);
            let pad = if aligned { most - measured(behind, n) } else { 0.0 };
            // What is wider than its column may break, and aligns with nothing.
            let fits = is_number && measured(&text, n) + pad + room <= COLUMN * size;
            cell.pad = if fits { hundredth(pad) } else { 0.0 };
            cell.room = hundredth(room);
            let period = cell
                .period
                .as_ref()
                .map_or(0.0, |it| width(&it.text.to_string(), HEAD, false));
            widest = widest.max(measured(&text, n) + cell.pad + room).max(period);
        }
        let words = head.title.read();
        let lines = head.lines.iter().map(|it| it.text.to_string());
        let heads: Vec<String> = std::iter::once(words).chain(lines).collect();
        // A head may break at its spaces.
        let stretches =
            heads.iter().flat_map(|it| it.split(' ')).map(|it| width(it, HEAD, true));
        let short =
            heads.iter().map(|it| width(it, HEAD, true).min(52.0)).fold(0.0, f64::max);
        let wide = stretches.fold(widest.max(short), f64::max).min(COLUMN * size);
        (head, hundredth(wide) + 0.5, cells)
    }

    fn of_words(&self, at: usize, column: &Column, size: f64) -> Laid {
        let label = column.label.as_ref().map(|it| Rich::plain(self.context.read(it)));
        let head = Head {
            title: label.unwrap_or_default(),
            lines: Vec::new(),
            room: 0.0,
            words: true,
        };
        let cell = |line: &Line<'b>| {
            let words = line.row.words.get(at).filter(|_| line.growth.is_none());
            let body = words.map(|it| self.context.rich(it)).unwrap_or_default();
            CellView { body, words: true, ..CellView::default() }
        };
        let cells: Vec<_> = self.lines.iter().map(cell).collect();
        let texts = cells.iter().map(|it| width(&it.body.read(), size, false));
        let wide = texts.fold(width(&head.title.read(), HEAD, true), f64::max);
        (head, hundredth(wide.clamp(WORDS.0, WORDS.1)), cells)
    }
}

/// How wide the column of labels is.
fn labels_width(rows: &[RowView], size: f64, room: f64) -> f64 {
    let wide = |row: &RowView| {
        let lines: f64 = row
            .lines
            .iter()
            .map(|it| width(&it.text.to_string(), HEAD, false) + 8.0)
            .sum();
        let marks: f64 = row
            .label
            .marks
            .iter()
            .map(|it| width(&it.to_string(), HEAD, false) + 5.0)
            .sum();
        width(&row.label.read(), size, true) + lines + marks + 10.0
    };
    let (least, most) = LABELS;
    hundredth(rows.iter().map(wide).fold(least, f64::max).min(most * room))
}

fn hundredth(length: f64) -> f64 {
    (length * 100.0).ceil() / 100.0
}
