//! What stands below a table: what its letters, its marks and its growth mean.

use strata_model::calc::table::{Content, Entry, Line, Shown};
use strata_model::{Extent, Id, Mark, Origin, Part, Reference};

use super::Layout;
use crate::words::{Rich, Words};

/// What a letter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noted<'b> {
    /// The note of a figure.
    Figure(&'b Id),
    /// That a cell is computed, and not stated.
    Computed,
}

impl<'b> Layout<'_, 'b> {
    /// Everything that has a letter, in the order in which it is met.
    pub(super) fn lettered(&self) -> Vec<Noted<'b>> {
        let mut noted = Vec::new();
        let mut note = |it| {
            if !noted.contains(&it) {
                noted.push(it);
            }
        };
        for line in &self.lines {
            for (column, entry) in line.entries.iter().enumerate() {
                let Entry::Of(it) = entry else { continue };
                if self.noted && it.figure.note.is_some() {
                    note(Noted::Figure(it.id));
                }
                if is_computed(line, column, it) {
                    note(Noted::Computed);
                }
            }
        }
        noted
    }

    /// The letter of something that has one.
    pub(super) fn letter_of(&self, noted: &Noted<'_>) -> Option<String> {
        self.letters.iter().position(|it| it == noted).map(letter)
    }

    pub(super) fn notes(&self) -> Vec<(Words, Rich)> {
        let context = self.context;
        let note = |(at, noted): (usize, &Noted<'_>)| {
            let words = match noted {
                Noted::Figure(id) => {
                    context.rich(context.brief.figures.get(*id)?.note.as_ref()?)
                }
                Noted::Computed => Rich::plain(context.labels.computed),
            };
            Some((letter(at).into(), words))
        };
        self.letters.iter().enumerate().filter_map(note).collect()
    }

    /// What the marks in the cells mean.
    pub(super) fn legend(&self) -> Vec<Words> {
        let labels = self.context.labels;
        let words = &labels.tables;
        let entries = || self.lines.iter().flat_map(|line| &line.entries);
        let marked = |mark| entries().any(|entry| *entry == Entry::Mark(mark));
        let not_meaningful = self.all().any(|it| {
            matches!(&it.content, Content::Change(it) if it.extent == Extent::NotMeaningful)
        });
        let estimate = self.lines.iter().any(|line| {
            (0..line.entries.len()).any(|at| self.is_marked_estimate(line, at))
        });
        let growth = self.lines.iter().any(|line| line.growth.is_some());
        let told =
            |is: bool, mark: &str, means: &str| is.then(|| format!("{mark} {means}"));
        let not_available = (words.not_available, words.not_available_means);
        let meaning = (labels.written.not_meaningful, labels.spoken.not_meaningful);
        let legend = [
            told(marked(Mark::NotAvailable), not_available.0, not_available.1),
            told(marked(Mark::NotMeaningful) || not_meaningful, meaning.0, meaning.1),
            told(estimate, words.estimate, words.estimate_means),
            growth.then(|| words.growth_computed.to_owned()),
        ];
        legend.into_iter().flatten().map(Words::from).collect()
    }

    /// Whether a cell bears the mark of an estimate, as its column does not say it.
    pub(super) fn is_marked_estimate(&self, line: &Line<'b>, column: usize) -> bool {
        match line.entries.get(column) {
            Some(Entry::Of(it)) => {
                self.estimated.get(column) != Some(&true)
                    && it.is_estimate(self.context.brief)
            }
            _ => false,
        }
    }
}

/// Whether nobody states what a cell shows: it follows from other figures. Rows of growth say
/// so by themselves.
pub(super) fn is_computed(line: &Line<'_>, column: usize, it: &Shown<'_>) -> bool {
    if line.growth.is_some() {
        return false;
    }
    let cell = line.row.cells.get(column).and_then(|cell| cell.reference()?.ok());
    let part = cell.as_ref().map(|it| it.part);
    match &it.content {
        Content::Value(_) | Content::Range(_) => {
            it.figure.derivation.is_some() && it.figure.source.is_none()
        }
        Content::Level(_) => matches!(
            part,
            Some(Part::Delta | Part::More | Part::Less | Part::Mid | Part::Cagr)
        ),
        Content::Change(_) => cell.is_some_and(|cell| is_computed_change(&cell, it)),
        Content::Words | Content::Period(_) | Content::Name(_) => false,
    }
}

fn is_computed_change(cell: &Reference, it: &Shown<'_>) -> bool {
    let name = cell.comparison.as_ref();
    let named = name.and_then(|name| it.figure.comparison(name.as_str()));
    let stated = named.map(|it| &it.change).or(it.figure.change.as_ref());
    named.is_some_and(|it| it.origin == Some(Origin::Computed))
        || cell.part == Part::Cagr
        || stated.is_some_and(|it| it.extent == Extent::Unstated)
}

/// The letter of a note: a to z, then aa.
pub(super) fn letter(at: usize) -> String {
    let (rest, last) = (at / 26, u8::try_from(at % 26).unwrap_or_default());
    let last = char::from(b'a' + last);
    match rest.checked_sub(1) {
        Some(rest) => format!("{}{last}", letter(rest)),
        None => last.to_string(),
    }
}
