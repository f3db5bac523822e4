//! The words at which findings point: an entry of `allow` may hold for them alone.

use std::collections::BTreeMap;

use strata_model::Brief;
use strata_model::walk::{Leaf, Step, Visit, Walk};
use strata_syntax::change::Place;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Finding;

/// The texts of a brief in some places, by their paths.
#[derive(Debug, Default)]
pub(super) struct Words {
    scopes: Vec<Path>,
    at: Path,
    texts: BTreeMap<Path, String>,
}

impl Words {
    /// The texts at these places and below them.
    pub(super) fn of(brief: &Brief, scopes: Vec<Path>) -> Self {
        let mut words = Words { scopes, ..Words::default() };
        if !words.scopes.is_empty() {
            brief.walk(&mut words);
        }
        words
    }

    /// Puts them in their places in a file of which only a part was read.
    pub(super) fn move_to(&mut self, original: impl Fn(&Path) -> Path) {
        let texts = std::mem::take(&mut self.texts).into_iter();
        self.texts = texts.map(|(path, text)| (original(&path), text)).collect();
    }

    /// The words at which a finding points, if it points at words.
    pub(super) fn literal(&self, finding: &Finding) -> Option<&str> {
        let Place::Node(path, part) = finding.place() else { return None };
        let text = self.texts.get(path)?;
        match part {
            Part::Key => None,
            Part::Value => Some(text),
            Part::Within(range) => text.get(range.clone()),
        }
    }

    /// Whether a finding points at these words, or at some of them.
    pub(super) fn is_at(&self, finding: &Finding, words: &str) -> bool {
        let Place::Node(path, part) = finding.place() else { return false };
        let Some(text) = self.texts.get(path) else { return false };
        match part {
            Part::Key => false,
            Part::Value => text.contains(words),
            Part::Within(range) => text.match_indices(words).any(|(start, words)| {
                start <= range.start && range.end <= start + words.len()
            }),
        }
    }
}

impl<'b> Visit<'b> for Words {
    fn enter(&mut self, step: Step<'b>) {
        self.at = match step {
            Step::Key(key) => self.at.key(key),
            Step::Period(period) => self.at.key(&period.to_string()),
            Step::Index(index) => self.at.index(index),
        };
    }

    fn leave(&mut self) {
        self.at = self.at.parent().unwrap_or_default();
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        if !self.scopes.iter().any(|scope| self.at.is_within(scope)) {
            return;
        }
        let text = match leaf {
            Leaf::Prose(text) | Leaf::Text(text) => text.to_owned(),
            Leaf::Quantity(quantity) => quantity.to_string(),
            Leaf::Change(change) => change.to_string(),
            Leaf::Period(period) => period.to_string(),
            _ => return,
        };
        self.texts.insert(self.at.clone(), text);
    }
}
