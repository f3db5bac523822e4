//! A drawing: shapes, the words of its axes, and a table whose cells stand among them. All
//! lengths are in points from the upper left corner.

use serde::Serialize;

use crate::measure::{CAPS, height, widest};
use crate::words::Words;

/// Sizes of type in points: of what is drawn, of its values, and of axes.
pub(crate) const LABEL: f64 = 8.5;
pub(crate) const SMALL: f64 = 7.5;
pub(crate) const TICK: f64 = 7.0;

/// Everything drawn. The cells are for those who hear the table, and seen in their places.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Canvas {
    #[serde(skip)]
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Shape>,
    /// Words that belong to the picture and repeat what a table says.
    pub(crate) words: Vec<Label>,
    /// The rows of the table, each with as many cells.
    pub(crate) cells: Vec<Vec<Cell>>,
}

/// A shape.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "shape")]
pub(crate) enum Shape {
    Bar {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        style: Style,
    },
    Path {
        points: Vec<(f64, f64)>,
        style: Style,
    },
    /// In the colour of its line; hollow where it is not the value itself.
    Dot {
        x: f64,
        y: f64,
        radius: f64,
        style: Style,
        solid: bool,
    },
}

/// How a shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    /// The value itself.
    Solid,
    /// An earlier or a derived value.
    Outline,
    /// A part, or a step of a derivation.
    Step,
    /// A step that is taken off.
    Off,
    /// The whole behind a share.
    Track,
    /// White, below words that lie over the grid.
    Blank,
    /// The line of nothing, from which bars grow.
    Base,
    /// A line of the grid, or a leader to a label.
    Grid,
    /// The lines of a chart, told apart by their strokes and their labels.
    First,
    Second,
    Third,
    Fourth,
}

impl Style {
    /// The style of a line by its place.
    pub(crate) fn of_line(at: usize) -> Self {
        [Self::First, Self::Second, Self::Third, Self::Fourth][at % 4]
    }
}

/// Where a label stands about its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Side {
    Left,
    Centre,
    Right,
}

/// A label, words at a place: `x` is their left end, middle or right end, `y` the top of the capitals
/// of the first line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) side: Side,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) faint: bool,
    /// Room enough for the widest line.
    pub(crate) width: f64,
    pub(crate) lines: Vec<Words>,
    #[serde(skip)]
    extent: (f64, f64),
}

/// A cell of the table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Cell {
    /// Whether it heads its row or its column.
    pub(crate) scope: Option<&'static str>,
    /// How many columns it takes, if more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) across: Option<usize>,
    #[serde(rename = "marks")]
    pub(crate) labels: Vec<Label>,
}

impl Cell {
    pub(crate) fn row(label: Label) -> Self {
        Self { scope: Some("row"), across: None, labels: vec![label] }
    }

    pub(crate) fn column(labels: Vec<Label>) -> Self {
        Self { scope: Some("column"), across: None, labels }
    }

    pub(crate) fn data(labels: Vec<Label>) -> Self {
        Self { scope: None, across: None, labels }
    }

    /// Over so many columns.
    pub(crate) fn over(self, across: usize) -> Self {
        Self { across: Some(across), ..self }
    }
}

impl Label {
    /// Small words in ink, left of `x` or about it.
    pub(crate) fn new(lines: &[String], x: f64, y: f64, side: Side) -> Self {
        Self {
            x: hundredth(x),
            y: hundredth(y),
            side,
            size: SMALL,
            bold: false,
            faint: false,
            width: 0.0,
            lines: lines.iter().map(Words::from).collect(),
            extent: (0.0, 0.0),
        }
        .measured(lines)
    }

    pub(crate) fn one(line: &str, x: f64, y: f64, side: Side) -> Self {
        Self::new(&[line.to_owned()], x, y, side)
    }

    pub(crate) fn size(self, size: f64) -> Self {
        Self { size, ..self }.remeasured()
    }

    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }.remeasured()
    }

    pub(crate) fn faint(self) -> Self {
        Self { faint: true, ..self }
    }

    /// Moved to this height.
    pub(crate) fn at(self, y: f64) -> Self {
        Self { y: hundredth(y), ..self }
    }

    /// Moved so that its lines lie about the height `y`.
    pub(crate) fn about(self, y: f64) -> Self {
        Self { y: hundredth(y - self.extent.1 / 2.0), ..self }
    }

    fn remeasured(self) -> Self {
        let lines: Vec<_> = self.lines.iter().map(ToString::to_string).collect();
        self.measured(&lines)
    }

    fn measured(mut self, lines: &[String]) -> Self {
        let wide = widest(lines, self.size, self.bold);
        self.extent = (wide, height(lines.len(), self.size));
        // Wider than its words by more than any kerning, so that no line breaks again.
        self.width = hundredth(wide * 1.06 + 4.0);
        self
    }

    /// What the words cover, with a little air.
    pub(crate) fn area(&self) -> Area {
        let (wide, high) = self.extent;
        let left = match self.side {
            Side::Left => self.x,
            Side::Centre => self.x - wide / 2.0,
            Side::Right => self.x - wide,
        };
        let descent = self.size * (1.0 - CAPS) / 2.0;
        Area {
            left: left - 1.5,
            top: self.y - 1.5,
            right: left + wide + 1.5,
            bottom: self.y + high + descent,
        }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the way from one point to another leads through.
    pub(crate) fn is_crossed(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (step, room) in sides {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter <= leave
    }
}

impl Canvas {
    /// Nothing yet, so many points wide.
    pub(crate) fn new(width: f64) -> Self {
        Self {
            width,
            height: 0.0,
            shapes: Vec::new(),
            words: Vec::new(),
            cells: Vec::new(),
        }
    }

    pub(crate) fn bar(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        style: Style,
    ) {
        let [x, y, width, height] = [x, y, width, height].map(hundredth);
        self.shapes.push(Shape::Bar { x, y, width, height, style });
    }

    pub(crate) fn path(&mut self, points: &[(f64, f64)], style: Style) {
        let points = points.iter().map(|(x, y)| (hundredth(*x), hundredth(*y)));
        self.shapes.push(Shape::Path { points: points.collect(), style });
    }

    pub(crate) fn dot(&mut self, (x, y): (f64, f64), style: Style, solid: bool) {
        let [x, y] = [x, y].map(hundredth);
        let radius = if solid { 2.4 } else { 1.8 };
        self.shapes.push(Shape::Dot { x, y, radius, style, solid });
    }
}

/// Hundredths of a point are finer than any press, and the same on every machine.
pub(crate) fn hundredth(length: f64) -> f64 {
    (length * 100.0).round() / 100.0 + 0.0
}

/// A count as a length.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Heights moved apart, in their order, so that blocks of the given heights about them
/// do not meet; they stay within `top` and `bottom` as far as there is room.
pub(crate) fn spread(
    wanted: &[f64],
    heights: &[f64],
    (top, bottom): (f64, f64),
) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    let mut at = vec![0.0; wanted.len()];
    let mut edge = top;
    for &one in &order {
        let half = heights[one] / 2.0;
        at[one] = wanted[one].max(edge + half);
        edge = at[one] + half;
    }
    let mut edge = bottom;
    for &one in order.iter().rev() {
        let half = heights[one] / 2.0;
        at[one] = at[one].min(edge - half);
        edge = at[one] - half;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_spread_and_stay_within() {
        let at = spread(&[50.0, 50.0, 52.0, 99.0], &[10.0; 4], (0.0, 100.0));
        assert_eq!(at, [50.0, 60.0, 70.0, 95.0]);
        let at = spread(&[99.0, 98.0, 97.0], &[20.0; 3], (0.0, 100.0));
        assert_eq!(at, [90.0, 70.0, 50.0]);
    }

    #[test]
    fn a_way_through_an_area_is_seen() {
        let area = Area { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!(area.is_crossed((0.0, 0.0), (30.0, 30.0)));
        assert!(area.is_crossed((15.0, 0.0), (15.0, 15.0)));
        assert!(!area.is_crossed((0.0, 0.0), (30.0, 5.0)));
        assert!(!area.is_crossed((0.0, 15.0), (5.0, 15.0)));
    }
}
