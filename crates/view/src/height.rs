//! How high a block will be, roughly: what fills most of a page must be free to break.
//!
//! The template could measure, but measuring text that holds links makes Typst set
//! everything twice.

use crate::block::Body;
use crate::claim::{Claim, Form, Line};
use crate::diagram::{BarbellView, PoleView};
use crate::guidance::Outlook;
use crate::item::{ItemView, Measured};
use crate::words::{Flow, Rich};

/// The lines that make up three fifths of a page.
const MOST: usize = 28;
/// The letters of a line of prose beside a reading, of a table's middle column, of a column
/// of theses or of a pole, and of a table's first column.
const PROSE: usize = 65;
/// The letters of a line in a box beside the evidence: of the claim, and of what is small.
const CLAIM: usize = 28;
const SMALL: usize = 40;
/// A longer box stands below its evidence.
const BOX: usize = 22;
const DETAIL: usize = 40;
const THIRD: usize = 30;
const NAME: usize = 20;

fn lines(letters: usize, measure: usize) -> usize {
    letters.div_ceil(measure)
}

impl Rich {
    pub(crate) fn letters(&self) -> usize {
        let runs = self.runs.iter().map(|run| run.text.letters() + 1).sum::<usize>();
        runs + 2 * self.marks.len()
    }
}

fn of_flow(flow: &[Flow], measure: usize) -> usize {
    let paragraphs = flow.iter().flat_map(Flow::paragraphs);
    paragraphs.map(|it| lines(it.letters(), measure)).sum()
}

fn of_items(items: &[ItemView], measure: usize) -> usize {
    let height = |item: &ItemView| {
        let figures = item.figures.iter().map(Measured::letters);
        let text = lines(item.text.letters(), measure);
        let detail = text + figures.map(|letters| lines(letters, measure)).sum::<usize>();
        detail.max(lines(item.name.letters(), NAME)).max(1)
    };
    items.iter().map(height).sum()
}

fn of_lines(them: &[Line], measure: usize) -> usize {
    them.iter().map(|it| lines(it.label.letters() + it.body.letters(), measure)).sum()
}

fn of_pole(pole: &PoleView) -> usize {
    let head = lines(pole.name.letters(), DETAIL) + lines(pole.tagline.letters(), DETAIL);
    head + lines(pole.text.letters(), DETAIL) + of_items(&pole.items, DETAIL)
}

fn of_barbell(barbell: &BarbellView) -> usize {
    let poles = barbell.poles.iter().map(of_pole).max().unwrap_or(0);
    let rows = barbell.rows.iter().map(|it| lines(it.name.letters(), NAME) + 1);
    4 + poles + rows.sum::<usize>() + of_items(&barbell.mechanisms, PROSE)
}

impl Outlook {
    fn lines(&self) -> usize {
        let of = |them: &[Rich]| -> usize {
            them.iter().map(|it| lines(it.letters(), SMALL)).sum()
        };
        3.max(2 + of(&self.about)).max(1 + of(&self.lines))
    }

    /// Whether it may not stay together.
    pub(crate) fn is_tall(&self) -> bool {
        self.lines() > MOST
    }
}

/// Whether a table of items may not stay together.
pub(crate) fn tall_items(items: &[ItemView]) -> bool {
    of_items(items, DETAIL) > MOST
}

/// Whether a key judgment may not stay together.
pub(crate) fn tall_claim(claim: &Claim) -> bool {
    let support = claim.support.iter().map(|it| of_flow(it, THIRD)).sum::<usize>();
    let small = of_lines(&claim.lines, THIRD);
    of_flow(&claim.text, THIRD) + support + small > MOST
}

/// Whether readings are short enough to stand beside their evidence, one below the other.
pub(crate) fn beside(readings: &[Claim]) -> bool {
    let mut heights = readings.iter().map(|claim| {
        let support = claim.support.iter().map(|it| of_flow(it, THIRD)).sum::<usize>();
        let small = of_lines(&claim.lines, SMALL);
        3 + of_flow(&claim.text, CLAIM) + support + small
    });
    let total =
        heights.try_fold(0, |sum, height| (height <= BOX).then_some(sum + height));
    let narrow = readings.iter().all(|it| it.form == Form::Narrow);
    !readings.is_empty() && narrow && total.is_some_and(|total| total <= MOST)
}

/// Whether a block may not stay together.
pub(crate) fn tall(body: &Body) -> bool {
    let height = match body {
        Body::Text(flow) => {
            let paragraphs = flow.iter().flat_map(Flow::paragraphs);
            paragraphs.map(|it| lines(it.letters(), PROSE) + 1).sum()
        }
        Body::Points(items) => of_items(items, PROSE),
        Body::Advantage { lines, mechanisms } => {
            of_lines(lines, PROSE) + of_items(mechanisms, PROSE)
        }
        Body::Barbell(barbell) => of_barbell(barbell),
        Body::Counterparties(parties) => parties
            .rows
            .iter()
            .map(|it| of_items(std::slice::from_ref(&it.item), DETAIL))
            .sum(),
        Body::Chart(exhibit) => exhibit.lines(),
        Body::Table(table) => return table.is_long(MOST),
        Body::Guidance(guidance) => guidance.rows.iter().map(Outlook::lines).sum(),
        Body::Stack(stack) if stack.is_tall() => return true,
        Body::Stack(_) | Body::Figures(_) | Body::Readings => 0,
    };
    height > MOST
}
