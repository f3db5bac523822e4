//! A drawing: shapes, the words among them, and what of it is taken. All lengths are in
//! points from the upper left corner.

use serde::Serialize;

use crate::chart::label::{Area, Label, Tone};

/// The size of values and of axes in points.
pub(crate) const SMALL: f64 = 7.5;

/// Everything drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Canvas {
    #[serde(skip)]
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) words: Vec<Label>,
    /// Where bars and words lie, and where lines lead: no label is placed there.
    #[serde(skip)]
    taken: Vec<Area>,
    #[serde(skip)]
    ways: Vec<[(f64, f64); 2]>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
        /// Whether it leads to what nobody has measured yet.
        #[serde(skip_serializing_if = "is_not")]
        ahead: bool,
    },
    /// In the colour of its line; a ring where it is not solid.
    Dot {
        x: f64,
        y: f64,
        radius: f64,
        style: Style,
        solid: bool,
    },
}

/// How a shape is drawn. No two that stand side by side differ in their colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    /// The value itself.
    Solid,
    /// An earlier or a derived value.
    Outline,
    /// A value of another time, and a part or a step of a sum.
    Past,
    /// The value of the year before.
    Before,
    /// What nobody has measured yet.
    Estimate,
    /// A value below nothing, or a step that is taken off.
    Off,
    /// The whole behind a share.
    Track,
    /// White, below words that lie over the grid.
    Blank,
    /// The line of nothing, from which bars grow.
    Base,
    /// A line of the grid, and what joins two bars.
    Grid,
    /// From a label to what it names.
    Leader,
    /// Where a claim breaks.
    Threshold,
    /// The lines of a chart, told apart by their strokes and their labels.
    First,
    Second,
    Third,
    Fourth,
    /// A line among too many to be named.
    Rest,
    /// A line that goes the way that is bad.
    Adverse,
    /// A line that stands for nothing but itself.
    Plain,
}

impl Style {
    /// The style of a line by its place among as many; of many, only the first stands out.
    pub(crate) fn of_line(at: usize, of: usize) -> Self {
        match at {
            0 => Self::First,
            _ if of > MOST_NAMED => Self::Rest,
            1 => Self::Second,
            2 => Self::Third,
            _ => Self::Fourth,
        }
    }

    /// The colour of the words that belong to a shape of this style.
    pub(crate) fn tone(self) -> Tone {
        match self {
            Self::First | Self::Solid => Tone::Accent,
            Self::Second => Tone::Ochre,
            Self::Fourth | Self::Rest => Tone::Mute,
            Self::Adverse | Self::Off | Self::Threshold => Tone::Warm,
            _ => Tone::Ink,
        }
    }

    /// Whether words may not lie on a bar of it.
    fn is_solid(self) -> bool {
        !matches!(self, Self::Track | Self::Blank)
    }

    /// Whether words may not lie on a line of it.
    fn is_in_the_way(self) -> bool {
        !matches!(self, Self::Grid | Self::Base)
    }
}

/// More lines than these are not named: they are too many to be followed.
pub(crate) const MOST_NAMED: usize = 4;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn is_not(it: &bool) -> bool {
    !*it
}

impl Canvas {
    /// Nothing yet, in so much room.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height: hundredth(height),
            shapes: Vec::new(),
            words: Vec::new(),
            taken: Vec::new(),
            ways: Vec::new(),
        }
    }

    pub(crate) fn bar(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        style: Style,
    ) {
        let [x, y, width, height] = [x, y, width, height].map(hundredth);
        if style.is_solid() {
            self.taken.push(Area {
                left: x,
                top: y,
                right: x + width,
                bottom: y + height,
            });
        }
        self.shapes.push(Shape::Bar { x, y, width, height, style });
    }

    pub(crate) fn path(&mut self, points: &[(f64, f64)], style: Style) {
        self.way(points, style, false);
    }

    /// A line, perhaps to what nobody has measured yet.
    pub(crate) fn way(&mut self, points: &[(f64, f64)], style: Style, ahead: bool) {
        if points.len() < 2 {
            return;
        }
        if style.is_in_the_way() {
            let pairs = points.windows(2).filter_map(|two| <[_; 2]>::try_from(two).ok());
            self.ways.extend(pairs);
        }
        let points = points.iter().map(|(x, y)| (hundredth(*x), hundredth(*y)));
        self.shapes.push(Shape::Path { points: points.collect(), style, ahead });
    }

    /// A disc, or a ring.
    pub(crate) fn dot(
        &mut self,
        (x, y): (f64, f64),
        radius: f64,
        style: Style,
        solid: bool,
    ) {
        let [x, y] = [x, y].map(hundredth);
        self.taken.push(Area {
            left: x - radius,
            top: y - radius,
            right: x + radius,
            bottom: y + radius,
        });
        self.shapes.push(Shape::Dot { x, y, radius, style, solid });
    }

    /// Writes a label where it says.
    pub(crate) fn write(&mut self, label: Label) {
        self.taken.push(label.area());
        self.words.push(label);
    }

    /// Writes a label, white below it where a line leads through.
    pub(crate) fn write_over(&mut self, label: Label) {
        let area = label.area();
        if self.ways.iter().any(|[from, to]| area.is_crossed(*from, *to)) {
            self.whiten(&area);
        }
        self.write(label);
    }

    fn whiten(&mut self, area: &Area) {
        let size = (area.right - area.left, area.bottom - area.top);
        self.bar((area.left, area.top), size, Style::Blank);
    }

    /// Writes the first of these labels that meets nothing, white below it; whether one did.
    pub(crate) fn place(&mut self, labels: impl IntoIterator<Item = Label>) -> bool {
        let free = labels.into_iter().find(|label| self.is_free(&label.area()));
        let Some(label) = free else { return false };
        self.whiten(&label.area());
        self.write(label);
        true
    }

    /// Whether an area lies inside and meets nothing that was drawn.
    pub(crate) fn is_free(&self, area: &Area) -> bool {
        area.left >= -2.0
            && area.top >= -2.0
            && area.right <= self.width + 2.0
            && area.bottom <= self.height + 2.0
            && !self.taken.iter().any(|other| other.meets(area))
            && !self.ways.iter().any(|[from, to]| area.is_crossed(*from, *to))
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
}
