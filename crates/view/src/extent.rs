//! How high things will be, roughly and in points: enough to choose what stands beside what.
//! What is set then finds its own height.

use crate::block::Body;
use crate::claim::{Claim, Line};
use crate::diagram::{BarbellView, PoleView};
use crate::guidance::Outlook;
use crate::item::ItemView;
use crate::words::{Flow, Rich};

/// The mean advance of a letter of prose and of data, as a part of the size.
const SERIF: f64 = 0.47;
const SANS: f64 = 0.46;
/// From one base line to the next, as a part of the size.
const PITCH: f64 = 1.22;
/// Between two paragraphs, rows or items.
const APART: f64 = 8.0;

/// A kind of text: its size and the mean advance of its letters.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    advance: f64,
}

const BODY: Type = Type { size: 9.25, advance: SERIF };
const CLAIM: Type = Type { size: 10.0, advance: SERIF };
const CELL: Type = Type { size: 8.5, advance: SANS };
const SMALL: Type = Type { size: 7.5, advance: SANS };

impl Type {
    fn pitch(self) -> f64 {
        PITCH * self.size
    }

    /// The height of so many letters in lines of this width.
    fn height(self, letters: usize, width: f64) -> f64 {
        let line = (width / (self.size * self.advance)).max(1.0);
        (length(letters) / line).ceil().max(1.0) * self.pitch()
    }
}

fn length(letters: usize) -> f64 {
    u32::try_from(letters).map_or(f64::MAX, f64::from)
}

fn letters(rich: &Rich) -> usize {
    rich.runs.iter().map(|run| run.text.letters()).sum::<usize>() + rich.marks.len()
}

fn flow(parts: &[Flow], of: Type, width: f64) -> f64 {
    let paragraphs = parts.iter().flat_map(Flow::paragraphs);
    let heights = paragraphs.map(|it| of.height(letters(it), width) + APART);
    (heights.sum::<f64>() - APART).max(0.0)
}

fn lines(them: &[Line], width: f64) -> f64 {
    let of =
        |it: &Line| SMALL.height(it.label.letters() + letters(&it.body), width) + 1.0;
    them.iter().map(of).sum()
}

fn items(them: &[ItemView], width: f64) -> f64 {
    let of = |item: &ItemView| {
        let words = letters(&item.name) + letters(&item.text);
        let figures = item.figures.iter().map(|it| CELL.height(it.letters(), width));
        BODY.height(words, width - 12.0) + figures.sum::<f64>() + APART
    };
    them.iter().map(of).sum()
}

/// A reading in its box, in a column of this width.
pub(crate) fn of_claim(claim: &Claim, width: f64) -> f64 {
    const INSET: f64 = 19.0;
    const HEAD: f64 = 14.0;
    const DEGREE: f64 = 13.0;
    let inner = width - INSET;
    let support =
        claim.support.as_deref().map_or(0.0, |it| flow(it, BODY, inner) + APART);
    let degrees = DEGREE * length(claim.degrees.len());
    let text = flow(&claim.text, CLAIM, inner) + support;
    INSET + HEAD + text + lines(&claim.lines, inner) + degrees
}

fn of_barbell(barbell: &BarbellView, width: f64) -> f64 {
    let half = 0.45 * width;
    let pole = |it: &PoleView| {
        let head = BODY.height(letters(&it.name), half)
            + CELL.height(letters(&it.tagline), half);
        head + CELL.height(letters(&it.text), half) + items(&it.items, half)
    };
    let poles = barbell.poles.iter().map(pole).fold(0.0, f64::max);
    let rows = length(barbell.rows.len()) * 20.0;
    46.0 + poles + rows + items(&barbell.mechanisms, width)
}

/// A body in a column of this width.
pub(crate) fn of_body(body: &Body, width: f64) -> f64 {
    match body {
        Body::Text(parts) => flow(parts, BODY, width),
        Body::Points(them) => items(them, width),
        Body::Advantage { lines: them, mechanisms } => {
            let of = |it: &Line| {
                BODY.height(it.label.letters() + letters(&it.body), width) + APART
            };
            them.iter().map(of).sum::<f64>() + items(mechanisms, width)
        }
        Body::Barbell(barbell) => of_barbell(barbell, width),
        Body::Counterparties(parties) => parties
            .rows
            .iter()
            .map(|it| items(std::slice::from_ref(&it.item), 0.55 * width))
            .sum(),
        Body::Chart(exhibit) => 46.0 + exhibit.height(),
        Body::Table(table) => 24.0 + length(table.lines()) * 15.0,
        Body::Guidance(guidance) => {
            let words = |them: &[Rich], part: f64| -> f64 {
                them.iter().map(|it| SMALL.height(letters(it), part * width)).sum()
            };
            let row = |it: &Outlook| {
                let (about, lines) = (words(&it.about, 0.25), words(&it.lines, 0.3));
                10.0 + (CELL.pitch() + about.max(lines)).max(30.0)
            };
            22.0 + guidance.rows.iter().map(row).sum::<f64>()
        }
        Body::Stack(stack) => stack.height,
        Body::Figures(strip) => strip.height(),
        Body::Readings => 0.0,
    }
}
