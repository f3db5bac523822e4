//! What may be chosen about the look of a print.

use crate::sheet::{Density, Paper};
use crate::watermark::Watermark;

/// The choices an author has about a print: paper, density, a watermark, and how long it may be.
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
}

impl Default for Design {
    /// A4, as close as fits, without a watermark, at most 200 pages.
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            density: Density::default(),
            watermark: None,
            max_pages: 200,
        }
    }
}
