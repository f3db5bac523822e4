//! Slopes: a line from what was to what is, for each figure, its values at both ends.

use strata_model::calc::plot::Pair;
use strata_model::{Figure, Shift};

use crate::chart::canvas::{Canvas, Cell, LABEL, Label, SMALL, Side, Style, spread};
use crate::chart::scale::{Scale, part};
use crate::labels::Labels;
use crate::measure::{CAPS, height, lines, widest};

const HEIGHT: f64 = 110.0;
/// The most of the width that words take at either end.
const LEFT: f64 = 0.3;
const RIGHT: f64 = 0.35;
const ACROSS: f64 = 150.0;
const AIR: f64 = 7.0;
/// From the heads of the two times to the plot.
const HEAD: f64 = 18.0;
const LINES: usize = 3;

/// The words of a slope: the heads of both times, and of each figure its name and values.
pub(crate) struct Words {
    pub(crate) heads: [String; 2],
    pub(crate) rows: Vec<[String; 3]>,
}

/// The slopes, and what their scale must say of itself.
pub(crate) fn slope(
    labels: &Labels,
    pairs: &[Pair<'_>],
    words: &Words,
    width: f64,
) -> Option<(Canvas, Option<String>)> {
    let like = pairs.first()?.value;
    let ends = || pairs.iter().flat_map(|it| [it.earlier.value(), it.value.value()]);
    let (least, most) = (ends().min()?, ends().max()?);
    let scale = Scale::new(labels, like, (least, most), pairs.len() > 1);

    let named = pairs.len() > 1;
    let [left_most, right_most] = [LEFT, RIGHT].map(|part| part * width);
    let earlier: Vec<_> = words
        .rows
        .iter()
        .map(|[_, it, _]| lines(it, LABEL, false, left_most, LINES))
        .collect();
    let now: Vec<_> = words
        .rows
        .iter()
        .map(|[_, _, it]| lines(it, LABEL, true, right_most, LINES))
        .collect();
    let names: Vec<_> =
        words
            .rows
            .iter()
            .map(|[it, ..]| {
                if named {
                    lines(it, SMALL, false, right_most, LINES)
                } else {
                    Vec::new()
                }
            })
            .collect();
    let heads = words.heads.each_ref().map(|it| lines(it, SMALL, false, left_most, 2));
    let head = height(heads.iter().map(Vec::len).max().unwrap_or(1), SMALL) + HEAD - 5.0;
    let wide = |all: &[Vec<String>], size, bold| {
        all.iter().map(|it| widest(it, size, bold)).fold(0.0, f64::max)
    };
    let start = wide(&earlier, LABEL, false).max(widest(&heads[0], SMALL, false)) + AIR;
    let right = wide(&now, LABEL, true)
        .max(wide(&names, SMALL, false))
        .max(widest(&heads[1], SMALL, false));
    let end = (width - right - AIR).min(start + ACROSS);

    let left_heights: Vec<f64> =
        earlier.iter().map(|it| height(it.len(), LABEL) + 6.0).collect();
    let right_heights: Vec<f64> = now
        .iter()
        .zip(&names)
        .map(|(value, name)| {
            let name =
                if name.is_empty() { 0.0 } else { height(name.len(), SMALL) + 3.5 };
            height(value.len(), LABEL) + name + 8.0
        })
        .collect();
    let sum = |heights: &[f64]| heights.iter().sum::<f64>();
    let tall = HEIGHT.max(sum(&left_heights)).max(sum(&right_heights));
    let (top, bottom) = (head, head + tall);
    // A scale without marks needs no round ends.
    let y = |value| {
        let cut = || part(value - least, most - least);
        bottom - tall * if scale.cut { cut() } else { scale.at(value) }
    };
    let from: Vec<f64> = pairs.iter().map(|it| y(it.earlier.value())).collect();
    let to: Vec<f64> = pairs.iter().map(|it| y(it.value.value())).collect();
    let edges = (top - 3.0, bottom + 3.0);
    let left_at = spread(&from, &left_heights, edges);
    let right_at = spread(&to, &right_heights, edges);

    let mut canvas = Canvas { height: bottom + 5.0, ..Canvas::new(width) };
    for x in [start, end] {
        canvas.path(&[(x, top - 4.0), (x, bottom + 4.0)], Style::Grid);
    }
    if !scale.cut {
        let zero = bottom - tall * scale.base();
        canvas.path(&[(start, zero), (end, zero)], Style::Base);
    }
    let column = |lines: &[String], x, side| {
        Cell::column(vec![Label::new(lines, x, 0.0, side).faint()])
    };
    let mut first =
        vec![column(&heads[0], start, Side::Right), column(&heads[1], end, Side::Left)];
    if named {
        first.insert(0, Cell::column(Vec::new()));
    }
    canvas.cells.push(first);
    for (n, pair) in pairs.iter().enumerate() {
        let falls = pair.value.value() < pair.earlier.value();
        let style = if falls { Style::Second } else { Style::First };
        canvas.path(&[(start, from[n]), (end, to[n])], style);
        canvas.dot((start, from[n]), style, false);
        canvas.dot((end, to[n]), style, true);
        for (label, point, x, by) in [
            (left_at[n], from[n], start, -AIR + 1.0),
            (right_at[n], to[n], end, AIR - 1.0),
        ] {
            if (label - point).abs() > 3.0 {
                canvas.path(
                    &[(x + by.signum() * 2.5, point), (x + by, label)],
                    Style::Grid,
                );
            }
        }
        let value_high = height(now[n].len(), LABEL);
        let above = right_at[n] - (right_heights[n] - 8.0) / 2.0;
        let mut row = Vec::new();
        if named {
            let y = above + value_high + 3.5;
            row.push(Cell::row(Label::new(&names[n], end + AIR, y, Side::Left).faint()));
        }
        let was = Label::new(&earlier[n], start - AIR, 0.0, Side::Right).size(LABEL);
        row.push(Cell::data(vec![was.about(left_at[n])]));
        let is = Label::new(&now[n], end + AIR, above, Side::Left).size(LABEL).bold();
        row.push(Cell::data(vec![is]));
        canvas.cells.push(row);
    }
    let quantities = pairs.iter().flat_map(|it| [&it.earlier, it.value]);
    let lowest = quantities.min_by_key(|it| it.value())?;
    Some((canvas, scale.cut.then(|| labels.quantity(lowest))))
}

/// Changes of state in words: an arrow each, which has no scale.
pub(crate) fn shifts(all: &[(&Figure, &Shift)], width: f64) -> Canvas {
    let mut canvas = Canvas::new(width);
    let mut y = 0.0;
    let most = RIGHT * width;
    for (figure, shift) in all {
        let name = lines(figure.label.as_str(), SMALL, false, width, LINES);
        let from = lines(shift.from.as_str(), LABEL, false, most, 6);
        let to = lines(shift.to.as_str(), LABEL, true, most, 6);
        if y > 0.0 {
            y += 12.0;
        }
        let head = Cell::row(Label::new(&name, 0.0, y, Side::Left).faint());
        y += height(name.len(), SMALL) + 7.0;
        let tall = height(from.len().max(to.len()), LABEL).max(LABEL * CAPS);
        let middle = y + tall / 2.0;
        let start = widest(&from, LABEL, false) + AIR;
        let end = (width - most - AIR).min(start + 70.0);
        canvas.path(&[(start, middle), (end, middle)], Style::First);
        canvas.path(
            &[(end - 4.0, middle - 3.0), (end, middle), (end - 4.0, middle + 3.0)],
            Style::First,
        );
        let was = Label::new(&from, 0.0, 0.0, Side::Left).size(LABEL).about(middle);
        let is = Label::new(&to, end + AIR, 0.0, Side::Left).size(LABEL).bold();
        let states = [was, is.about(middle)].map(|it| Cell::data(vec![it]));
        canvas.cells.push(std::iter::once(head).chain(states).collect());
        y += tall;
    }
    canvas.height = y + 3.0;
    canvas
}
