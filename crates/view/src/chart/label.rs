//! Words in a drawing, and the room that they take.

use serde::Serialize;

use crate::chart::canvas::{SMALL, hundredth, is_not};
use crate::measure::{CAPS, height, widest};
use crate::words::Words;

/// The size of the names of what is drawn, in points.
pub(crate) const LABEL: f64 = 8.0;

/// The colour of words, by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tone {
    Ink,
    Mute,
    Accent,
    Warm,
    Ochre,
}

impl Tone {
    fn is_ink(&self) -> bool {
        *self == Self::Ink
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

/// A label, words at a place: `x` is their left end, middle or right end, `y` the top of the
/// capitals of the first line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) side: Side,
    pub(crate) size: f64,
    #[serde(skip_serializing_if = "is_not")]
    pub(crate) bold: bool,
    /// Of what is estimated.
    #[serde(skip_serializing_if = "is_not")]
    pub(crate) italic: bool,
    #[serde(skip_serializing_if = "Tone::is_ink")]
    pub(crate) tone: Tone,
    /// Room enough for the widest line.
    pub(crate) width: f64,
    pub(crate) lines: Vec<Words>,
    #[serde(skip)]
    extent: (f64, f64),
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
            italic: false,
            tone: Tone::Ink,
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

    pub(crate) fn italic_if(self, italic: bool) -> Self {
        Self { italic, ..self }
    }

    pub(crate) fn bold_if(self, bold: bool) -> Self {
        if bold { self.bold() } else { self }
    }

    pub(crate) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// In the colour of notes and of axes.
    pub(crate) fn faint(self) -> Self {
        self.tone(Tone::Mute)
    }

    /// Where a label may stand that has no room where it wants to: inside, and higher and
    /// higher up.
    pub(crate) fn ways_out(&self, width: f64) -> impl Iterator<Item = Self> {
        const STEP: f64 = 3.0;
        let half = self.extent.0 / 2.0;
        let x = match self.side {
            Side::Centre => self.x.clamp(half.min(width / 2.0), (width - half).max(half)),
            Side::Left | Side::Right => self.x,
        };
        let first = Self { x: hundredth(x), ..self.clone() };
        let up = std::iter::successors(Some(first), |label| {
            Some(label.clone().at(label.y - STEP))
        });
        up.take_while(|label| label.y > -STEP)
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
#[derive(Debug, Clone, Copy, PartialEq)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_through_an_area_is_seen() {
        let area = Area { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!(area.is_crossed((0.0, 0.0), (30.0, 30.0)));
        assert!(area.is_crossed((15.0, 0.0), (15.0, 15.0)));
        assert!(!area.is_crossed((0.0, 0.0), (30.0, 5.0)));
        assert!(!area.is_crossed((0.0, 15.0), (5.0, 15.0)));
    }
}
