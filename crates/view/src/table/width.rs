//! How wide the columns of a table are, how its points align, and into how many parts it
//! falls.

use strata_model::calc::table::{Axis, Line};
use strata_model::{Column, RowKind};

use super::{CellView, Grid, Head, Layout, RowView, SIZES};
use crate::block::Width;
use crate::measure::width;
use crate::words::{Rich, Said};

/// The size of heads, and of what stands behind a number as a part of the size of the cell.
const HEAD: f64 = 7.5;
const TAIL: f64 = 0.75;
/// Between two columns: 4 mm.
pub(super) const GAP: f64 = 11.4;
/// What hangs into the gap leaves so much of it free.
const FREE: f64 = 3.0;
/// The most ems of a column of figures: no stretch that cannot be broken is wider.
const COLUMN: f64 = 10.0;
/// The least of a column of words, and what it asks for at most.
const WORDS: (f64, f64) = (75.0, 210.0);
/// The least of the column of labels, and the most as a part of the page; and how much of
/// what is left over it takes, as a part of its need.
const LABELS: (f64, f64) = (45.0, 0.42);
const SPREAD: f64 = 0.5;

/// A column with its head, its width and its cells.
struct Laid {
    head: Head,
    /// What it takes, and what its widest cell would.
    wide: f64,
    asks: f64,
    /// What it takes more where the letters behind its numbers cannot hang into a gap, as it
    /// is the last.
    tails: f64,
    cells: Vec<CellView>,
    /// Whether it tells how the column before it has changed.
    follows: bool,
}

/// A table with its size of type and its place.
pub(super) struct Sized {
    pub(super) size: f64,
    pub(super) width: Width,
    pub(super) fits: bool,
    pub(super) grids: Vec<Grid>,
}

impl<'b> Layout<'_, 'b> {
    /// The table at the width that its content asks for, of so much room: smaller type is
    /// tried before it falls into parts.
    pub(super) fn sized(&self, most: f64) -> Sized {
        let columns = self.context.columns;
        let one_source = self.one_source().is_some();
        let rows = self.lines.iter().enumerate();
        let rows: Vec<_> =
            rows.map(|(at, line)| self.row(at, line, one_source)).collect();
        let at = |size: f64| {
            let first = labels_width(&rows, size).min(LABELS.1 * columns.full);
            let laid = self.laid_at(size);
            let natural = first + laid.iter().map(|it| it.wide + GAP).sum::<f64>();
            let natural = natural + laid.last().map_or(0.0, |it| it.tails);
            (first, laid, natural)
        };
        let (first, laid, natural) = at(SIZES[0]);
        let one_figure = laid.len() == 1 && laid.iter().all(|it| !it.head.words);
        let taken = match columns.fit(natural) {
            // A lone number is not set apart from its label by half a page.
            Width::TwoThirds | Width::Full if one_figure => Width::Half,
            taken => taken,
        };
        let taken = if columns.of(taken) > most { columns.fit(most) } else { taken };
        let room = columns.of(taken).min(most);
        let whole = |first: f64, laid: &[Laid]| first + least(laid) <= room;
        let (size, first, laid) = if whole(first, &laid) {
            (SIZES[0], first, laid)
        } else {
            let smaller = SIZES[1..].iter().map(|size| (*size, at(*size)));
            let mut smaller = smaller.map(|(size, (first, laid, _))| (size, first, laid));
            let mut last = (SIZES[0], first, laid);
            loop {
                match smaller.next() {
                    Some(it) if whole(it.1, &it.2) => break it,
                    Some(it) => last = it,
                    None => break last,
                }
            }
        };
        let parts = parts(laid, first, room);
        let grids = parts.into_iter().map(|part| self.grid(part, &rows, first, room));
        Sized { size, width: taken, fits: natural <= most, grids: grids.collect() }
    }

    fn laid_at(&self, size: f64) -> Vec<Laid> {
        let (mut figures, mut words) = (0, 0);
        let mut laid = Vec::new();
        for column in &self.table.columns {
            if column.is_of_words() {
                laid.push(self.of_words(words, column, size));
                words += 1;
            } else {
                laid.push(self.of_figures(figures, column, size));
                figures += 1;
            }
        }
        laid
    }

    /// A part of the table. What is left of the room goes to the labels, up to half of their
    /// need, and then to all; where there are words, to them.
    fn grid(&self, mut part: Vec<Laid>, rows: &[RowView], first: f64, room: f64) -> Grid {
        if let Some(last) = part.last_mut() {
            last.keep_tails();
        }
        let gaps: f64 = part.iter().map(|_| GAP).sum();
        let taken =
            |part: &[Laid]| first + gaps + part.iter().map(|it| it.wide).sum::<f64>();
        if taken(&part) > room {
            part.iter_mut().for_each(|it| it.wide = it.least());
        }
        let mut left = (room - taken(&part)).max(0.0);
        let count = |laid: usize| u32::try_from(laid).map_or(1.0, f64::from).max(1.0);
        let worded: Vec<f64> =
            part.iter().map(|it| (it.asks - it.wide).max(0.0)).collect();
        let asked: f64 = worded.iter().sum();
        if asked > 0.0 {
            let given = left.min(asked);
            for (it, asks) in part.iter_mut().zip(&worded) {
                it.wide += given * asks / asked;
            }
            left -= given;
        }
        let more = left.min(SPREAD * first);
        let each = (left - more) / count(part.len());
        let corner = Head {
            title: Rich::plain(self.context.labels.item),
            words: true,
            ..Head::default()
        };
        let mut grid = Grid {
            widths: vec![floored(first + more)],
            heads: vec![corner],
            rows: rows.to_vec(),
        };
        for Laid { head, wide, cells, .. } in part {
            grid.widths.push(floored(wide + GAP + each));
            grid.heads.push(head);
            for (row, cell) in grid.rows.iter_mut().zip(cells) {
                row.cells.push(cell);
            }
        }
        grid
    }

    fn of_figures(&self, at: usize, column: &Column, size: f64) -> Laid {
        let mut head = self.head(at, column);
        let follows = self.columns.get(at).is_some_and(|it| it.unit.is_some());
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
        let tails = hundredth(cells.iter().map(tail).fold(0.0, f64::max));
        // What is wider than a gap does not hang into it.
        let (room, tails) = if tails > GAP - FREE { (tails, 0.0) } else { (0.0, tails) };
        head.room = room;
        let mut widest: f64 = 0.0;
        for (n, (cell, behind)) in cells.iter_mut().zip(&behind).enumerate() {
            let text = cell.body.read();
            let is_number = text.contains(|it: char| it.is_ascii_digit());
            let aligned = aligns.get(n).is_some_and(|it| *it);
            let pad = if aligned { most - measured(behind, n) } else { 0.0 };
            // What is wider than its column may break, and aligns with nothing.
            let fits = is_number && measured(&text, n) + pad + room <= COLUMN * size;
            cell.pad = if fits { hundredth(pad) } else { 0.0 };
            cell.room = room;
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
        let wide = hundredth(wide) + 0.5;
        Laid { head, wide, asks: wide, tails, cells, follows }
    }

    fn of_words(&self, at: usize, column: &Column, size: f64) -> Laid {
        let label = column.label.as_ref().map(|it| Rich::plain(self.context.read(it)));
        let title = label.unwrap_or_default();
        let head = Head { title, words: true, ..Head::default() };
        let cell = |line: &Line<'b>| {
            let words = line.row.words.get(at).filter(|_| line.growth.is_none());
            let body = words.map(|it| self.context.rich(it)).unwrap_or_default();
            CellView { body, words: true, ..CellView::default() }
        };
        let cells: Vec<_> = self.lines.iter().map(cell).collect();
        let texts = cells.iter().map(|it| width(&it.body.read(), size, false) + 8.0);
        let wide = texts.fold(width(&head.title.read(), HEAD, true), f64::max);
        let asks = hundredth(wide);
        let wide = asks.min(WORDS.1);
        Laid { head, wide, asks, tails: 0.0, cells, follows: false }
    }
}

impl Laid {
    /// What it takes at least: words break, figures do not.
    fn least(&self) -> f64 {
        if self.head.words { self.wide.min(WORDS.0) } else { self.wide }
    }

    /// Gives the tails of its cells room of their own: there is no gap behind it.
    fn keep_tails(&mut self) {
        self.wide += self.tails;
        self.head.room += self.tails;
        self.cells.iter_mut().for_each(|it| it.room += self.tails);
        self.tails = 0.0;
    }
}

/// What columns side by side take at least.
fn least(columns: &[Laid]) -> f64 {
    let wide = columns.iter().map(|it| it.least() + GAP).sum::<f64>();
    wide + columns.last().map_or(0.0, |it| it.tails)
}

/// Whole where all fit; else in parts, in which what has changed stays with its change.
fn parts(columns: Vec<Laid>, first: f64, room: f64) -> Vec<Vec<Laid>> {
    let mut groups: Vec<Vec<Laid>> = Vec::new();
    for column in columns {
        match groups.last_mut() {
            Some(group)
                if column.follows
                    && first + least(group) + least(std::slice::from_ref(&column))
                        <= room =>
            {
                group.push(column);
            }
            _ => groups.push(vec![column]),
        }
    }
    let mut parts: Vec<Vec<Laid>> = Vec::new();
    for group in groups {
        match parts.last_mut() {
            Some(part) if first + least(part) + least(&group) <= room => {
                part.extend(group);
            }
            _ => parts.push(group),
        }
    }
    parts
}

/// How wide the column of labels is where none of them breaks.
fn labels_width(rows: &[RowView], size: f64) -> f64 {
    let wide = |row: &RowView| {
        let lines: f64 = row
            .lines
            .iter()
            .map(|it| width(&format!(", {}", it.text), HEAD, false))
            .sum();
        let marks = row.label.marks.iter().map(ToString::to_string);
        let marks = width(&marks.collect::<Vec<_>>().join(","), TAIL * size, true);
        let inset = if matches!(row.kind, "growth" | "memo") { 8.0 } else { 0.0 };
        let letter = width(&row.letter.to_string(), TAIL * size, true);
        width(&row.label.read(), size, true) + lines + marks + letter + inset + 1.0
    };
    hundredth(rows.iter().map(wide).fold(LABELS.0, f64::max))
}

fn hundredth(length: f64) -> f64 {
    (length * 100.0).ceil() / 100.0
}

fn floored(length: f64) -> f64 {
    (length * 100.0).floor() / 100.0
}
