//! The sheet of paper, how close what stands on it is, and the areas that follow.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::block::Width;
use crate::theme::Page;

/// An inch has 72 points.
pub const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// The sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    #[default]
    A4,
    /// 215.9 × 279.4 mm (ANSI A).
    UsLetter,
}

/// How close the blocks stand: the factor on every vertical gap. Type keeps its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// 1, or 0.80 where that saves a page that would be mostly empty.
    #[default]
    Auto,
    /// 1.
    Open,
    /// 0.92.
    Close,
    /// 0.86.
    Closer,
    /// 0.80.
    Closest,
}

impl Paper {
    /// Every paper, by the name it has on the command line.
    pub const ALL: [Self; 2] = [Self::A4, Self::UsLetter];

    /// The name: `a4`, `us-letter`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::UsLetter => "us-letter",
        }
    }

    /// Width and height in millimetres.
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::UsLetter => (215.9, 279.4),
        }
    }
}

impl Density {
    /// Every density, from open to closest, after the automatic choice.
    pub const ALL: [Self; 5] =
        [Self::Auto, Self::Open, Self::Close, Self::Closer, Self::Closest];

    /// The name: `auto`, `1`, `0.92`, `0.86`, `0.80`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Open => "1",
            Self::Close => "0.92",
            Self::Closer => "0.86",
            Self::Closest => "0.80",
        }
    }

    /// The factor on every vertical gap; the automatic choice starts at 1.
    pub(crate) fn factor(self) -> f64 {
        match self {
            Self::Auto | Self::Open => 1.0,
            Self::Close => 0.92,
            Self::Closer => 0.86,
            Self::Closest => 0.80,
        }
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Density {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Paper {
    type Err = UnknownChoice;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.name() == name).ok_or(UnknownChoice)
    }
}

impl FromStr for Density {
    type Err = UnknownChoice;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.name() == name).ok_or(UnknownChoice)
    }
}

/// A name that stands for no paper or density.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownChoice;

impl std::error::Error for UnknownChoice {}

impl fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such choice")
    }
}

/// The sheet as the template and the inspection see it, in millimetres: one source for
/// both, so that "inside the type area" means the same to each.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sheet {
    /// The name of the paper.
    pub paper: &'static str,
    /// The width of the paper.
    pub width: f64,
    /// The height of the paper.
    pub height: f64,
    /// What is left free around the type area.
    pub margin: Margin,
    /// The width of the narrow column: of what stands beside the evidence, of a key judgment.
    pub third: f64,
    /// The one gutter between columns of any width.
    pub gutter: f64,
    /// The factor on every vertical gap.
    pub density: f64,
}

/// The four widths of a block in whole points, so that no drawing stands out of its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Columns {
    /// Beside the evidence, or one of three.
    pub(crate) third: f64,
    /// One of two.
    pub(crate) half: f64,
    /// With something beside it.
    pub(crate) two_thirds: f64,
    /// Alone.
    pub(crate) full: f64,
}

/// The four margins of a sheet, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Margin {
    /// Above, with the running head in it.
    pub top: f64,
    /// At the right.
    pub right: f64,
    /// Below, with the running foot in it.
    pub bottom: f64,
    /// At the left.
    pub left: f64,
}

impl Columns {
    /// The width of a block, in points.
    pub(crate) fn of(self, width: Width) -> f64 {
        match width {
            Width::Third => self.third,
            Width::Half => self.half,
            Width::TwoThirds => self.two_thirds,
            Width::Full => self.full,
        }
    }

    /// The narrowest width for a block that needs so many points; all of the page if none is
    /// enough.
    pub(crate) fn fit(self, need: f64) -> Width {
        let widths = [Width::Third, Width::Half, Width::TwoThirds];
        widths.into_iter().find(|it| need <= self.of(*it)).unwrap_or(Width::Full)
    }

    /// Between two columns, in points.
    pub(crate) fn gutter(self) -> f64 {
        self.full - self.two_thirds - self.third
    }
}

impl Sheet {
    /// A paper at a density, with the margins and columns of a theme.
    pub(crate) fn new(paper: Paper, density: Density, page: &Page) -> Self {
        let (width, height) = paper.size();
        let margin = Margin {
            top: page.top.get(),
            right: page.right.get(),
            bottom: page.bottom.get(),
            left: page.left.get(),
        };
        Self {
            paper: paper.name(),
            width,
            height,
            margin,
            third: page.third.get(),
            gutter: page.gutter.get(),
            density: density.factor(),
        }
    }

    /// Its columns.
    pub(crate) fn columns(&self) -> Columns {
        let full = self.width - self.margin.left - self.margin.right;
        let points = |mm: f64| (mm * POINTS_PER_MM).floor();
        Columns {
            third: points(self.third),
            half: points((full - self.gutter) / 2.0),
            two_thirds: points(full - self.third - self.gutter),
            full: points(full),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn columns_fill_their_paper() {
        let page = &Theme::research().style().page;
        let columns = |paper| Sheet::new(paper, Density::Auto, page).columns();
        let (a4, letter) = (columns(Paper::A4), columns(Paper::UsLetter));
        assert_eq!((a4.third, a4.half), (151.0, 236.0));
        assert_eq!((a4.two_thirds, a4.full), (322.0, 493.0));
        assert_eq!((letter.two_thirds, letter.full), (339.0, 509.0));
        assert!((a4.gutter() - 20.0).abs() < 1.0);
        let widths = [10.0, 151.5, 236.0, 237.0, 322.5].map(|need| a4.fit(need));
        let [third, half, same, two_thirds, full] = widths;
        assert_eq!((third, half, same), (Width::Third, Width::Half, Width::Half));
        assert_eq!((two_thirds, full), (Width::TwoThirds, Width::Full));
    }
}
