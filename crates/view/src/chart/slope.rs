//! Slopes: a line from what was to what is, for each figure, its values at both ends.

use strata_model::{Decimal, Figure, Quantity, Shift};

use crate::chart::canvas::{Canvas, SMALL, Style, spread};
use crate::chart::label::{LABEL, Label, Side};
use crate::chart::scale::{Scale, part};
use crate::labels::Labels;
use crate::measure::{CAPS, height, lines, widest, width as wide};

/// The most slopes that are kept apart.
pub(crate) const MOST: usize = 6;
/// The most of the width that the values at the left take, and that the plot takes at least.
const LEFT: f64 = 0.25;
const PLOT: f64 = 0.28;
const ACROSS: f64 = 150.0;
const AIR: f64 = 7.0;
/// Between a value and the name behind it.
const SPACE: f64 = 3.0;
/// From the heads of the two times to the plot.
const HEAD: f64 = 9.0;
/// Between two labels, so that they stand apart.
const APART: f64 = 3.4;
const LINES: usize = 3;
const DOT: f64 = 2.6;

/// A figure between two times.
pub(crate) struct Slope {
    pub(crate) name: String,
    pub(crate) earlier: (Decimal, String),
    pub(crate) now: (Decimal, String),
    /// By how much it changed; empty where nothing says so.
    pub(crate) change: String,
    pub(crate) style: Style,
}

/// The words at the right end of a slope: its value, and behind or below it the rest.
struct Tail {
    value: Vec<String>,
    rest: Vec<String>,
    /// Whether the rest stands behind the value on its line.
    beside: bool,
}

impl Tail {
    fn new(slope: &Slope, named: bool, most: f64) -> Self {
        let parts = [slope.name.as_str(), slope.change.as_str()];
        let parts = parts.into_iter().skip(usize::from(!named));
        let rest: Vec<_> = parts.filter(|it| !it.is_empty()).collect();
        let rest = rest.join(", ");
        let value = wide(&slope.now.1, LABEL, true);
        let beside = value < most / 2.0;
        let left = if beside { most - value - SPACE } else { most };
        let rest = match rest.as_str() {
            "" => Vec::new(),
            rest => lines(rest, LABEL, false, left, LINES),
        };
        Self { value: lines(&slope.now.1, LABEL, true, most, LINES), rest, beside }
    }

    fn width(&self) -> f64 {
        let (value, rest) =
            (widest(&self.value, LABEL, true), widest(&self.rest, LABEL, false));
        if self.beside { value + SPACE + rest } else { value.max(rest) }
    }

    fn lines(&self) -> usize {
        let (value, rest) = (self.value.len(), self.rest.len());
        if self.beside { value.max(rest) } else { value + rest }
    }

    fn write(&self, canvas: &mut Canvas, x: f64, y: f64, style: Style) {
        let top = y - height(self.lines(), LABEL) / 2.0;
        let words = |lines: &[String], x, y| {
            Label::new(lines, x, y, Side::Left).size(LABEL).tone(style.tone())
        };
        canvas.write(words(&self.value, x, top).bold());
        if self.rest.is_empty() {
            return;
        }
        let (x, top) = match self.beside {
            true => (x + widest(&self.value, LABEL, true) + SPACE, top),
            false => {
                let under = height(self.value.len() + 1, LABEL) - height(1, LABEL);
                (x, top + under)
            }
        };
        canvas.write(words(&self.rest, x, top));
    }
}

/// The slopes, and what their scale must say of itself.
pub(crate) fn slope(
    labels: &Labels,
    like: &Quantity,
    all: &[Slope],
    heads: &[String; 2],
    (width, tall): (f64, f64),
) -> Option<(Canvas, Option<String>)> {
    let ends = || all.iter().flat_map(|it| [&it.earlier, &it.now]);
    let lowest = ends().min_by_key(|it| it.0)?;
    let (least, most) = (lowest.0, ends().map(|it| it.0).max()?);
    let named = all.len() > 1;
    let scale = Scale::new(labels, like, (least, most), named);

    let earlier = |it: &Slope| lines(&it.earlier.1, SMALL, false, LEFT * width, LINES);
    let earlier: Vec<_> = all.iter().map(earlier).collect();
    let head_lines = heads.each_ref().map(|it| lines(it, SMALL, true, LEFT * width, 2));
    let left = earlier.iter().map(|it| widest(it, SMALL, false)).fold(0.0, f64::max);
    let half = head_lines.each_ref().map(|it| widest(it, SMALL, true) / 2.0);
    let start = (left + AIR).max(half[0]);
    let room = width - start - PLOT * width - AIR;
    let tails: Vec<_> = all.iter().map(|it| Tail::new(it, named, room)).collect();
    let right = tails.iter().map(Tail::width).fold(half[1] - AIR, f64::max);
    let end = (width - right - AIR).min(start + ACROSS.max(0.4 * width));

    let heights = |lines: &dyn Fn(usize) -> usize, size| -> Vec<f64> {
        (0..all.len()).map(|n| height(lines(n), size) + APART).collect()
    };
    let left_heights = heights(&|n| earlier[n].len(), SMALL);
    let right_heights = heights(&|n| tails[n].lines(), LABEL);
    let top = height(head_lines.iter().map(Vec::len).max()?, SMALL) + HEAD;
    let needed = [&left_heights, &right_heights].map(|it| it.iter().sum::<f64>());
    let tall = needed.into_iter().fold(tall - top - 6.0, f64::max);
    let bottom = top + tall;
    // A scale without marks needs no round ends; labels need half a line at either one.
    let inner = (top + LABEL / 2.0, tall - LABEL);
    let y = |value| {
        let cut = || part(value - least, most - least);
        inner.0 + inner.1 * (1.0 - if scale.cut { cut() } else { scale.at(value) })
    };
    let from: Vec<f64> = all.iter().map(|it| y(it.earlier.0)).collect();
    let to: Vec<f64> = all.iter().map(|it| y(it.now.0)).collect();
    let left_at = spread(&from, &left_heights, (top, bottom));
    let right_at = spread(&to, &right_heights, (top, bottom));

    let mut canvas = Canvas::new(width, bottom + 6.0);
    for (x, lines, is_now) in
        [(start, &head_lines[0], false), (end, &head_lines[1], true)]
    {
        let head = Label::new(lines, x, 0.0, Side::Centre);
        canvas.write(if is_now { head.bold() } else { head.faint() });
        canvas.path(&[(x, top - HEAD + 4.0), (x, bottom + 4.0)], Style::Grid);
    }
    if least < Decimal::ZERO && most > Decimal::ZERO {
        let zero = inner.0 + inner.1 * (1.0 - scale.base());
        canvas.path(&[(start, zero), (end, zero)], Style::Base);
    }
    for (n, slope) in all.iter().enumerate() {
        canvas.path(&[(start, from[n]), (end, to[n])], slope.style);
        canvas.dot((start, from[n]), DOT, slope.style, false);
        canvas.dot((end, to[n]), DOT, slope.style, true);
        for (label, point, x, side) in
            [(left_at[n], from[n], start, -1.0), (right_at[n], to[n], end, 1.0)]
        {
            if (label - point).abs() > 4.0 {
                let near = x + side * (DOT + 0.5);
                canvas.path(
                    &[(near, point), (x + side * (AIR - 1.0), label)],
                    Style::Leader,
                );
            }
        }
        let was = Label::new(&earlier[n], start - AIR, 0.0, Side::Right).faint();
        canvas.write(was.about(left_at[n]));
        tails[n].write(&mut canvas, end + AIR, right_at[n], slope.style);
    }
    Some((canvas, scale.cut.then(|| lowest.1.clone())))
}

/// Changes of state in words: an arrow each, which has no scale.
pub(crate) fn shifts(all: &[(&Figure, &Shift)], width: f64) -> Canvas {
    const STATE: f64 = 0.35;
    let mut canvas = Canvas::new(width, 0.0);
    let mut y = 0.0;
    let most = STATE * width;
    for (figure, shift) in all {
        let name = lines(figure.label.as_str(), SMALL, false, width, LINES);
        let from = lines(shift.from.as_str(), LABEL, false, most, 6);
        let to = lines(shift.to.as_str(), LABEL, true, most, 6);
        if y > 0.0 {
            y += 12.0;
        }
        canvas.write(Label::new(&name, 0.0, y, Side::Left).faint());
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
        let was = Label::new(&from, 0.0, 0.0, Side::Left).size(LABEL);
        canvas.write(was.about(middle));
        let is = Label::new(&to, end + AIR, 0.0, Side::Left).size(LABEL).bold();
        canvas.write(is.about(middle));
        y += tall;
    }
    canvas.height = y + 3.0;
    canvas
}
