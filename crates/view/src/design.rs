//! What may be chosen about the look of a print.

use crate::sheet::{Density, Paper, Sheet};
use crate::theme::Theme;
use crate::watermark::Watermark;

/// The choices an author has about a print: paper, density, a watermark, how long it may be,
/// and the theme of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// The size of the sheet.
    pub paper: Paper,
    /// How close the blocks stand.
    pub density: Density,
    /// What stands across every page, as on a draft.
    pub watermark: Option<Watermark>,
    /// The most pages of one brief. It bounds time and memory, which grow with them: a page
    /// takes some 3 MB while it is set.
    pub max_pages: u16,
    /// Colours, faces, sizes and page.
    pub theme: Theme,
}

impl Design {
    /// The sheet, as open as the density says.
    pub fn sheet(&self) -> Sheet {
        self.sheet_at(self.density)
    }

    /// The sheet at another density.
    pub fn sheet_at(&self, density: Density) -> Sheet {
        Sheet::new(self.paper, density, &self.theme.style().page)
    }

    /// The gap before a block at its most open, in points.
    pub fn block_gap(&self) -> f64 {
        let gaps = &self.theme.style().gaps;
        gaps.block.get() * gaps.unit.get()
    }
}

impl Default for Design {
    /// A4, as close as fits, without a watermark, at most 200 pages, in the built-in theme.
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            density: Density::default(),
            watermark: None,
            max_pages: 200,
            theme: Theme::default(),
        }
    }
}
