//! What is cut out of a tree or stands under another key, and where all of it stood before.

use std::borrow::Cow;
use std::collections::BTreeMap;

use strata_syntax::path::{Path, Step};
use strata_syntax::tree::{Entry, Kind, Node};

/// What becomes of one value and of those below it.
#[derive(Debug, Default)]
pub(super) struct Cut {
    gone: bool,
    /// The key that was meant.
    meant: Option<String>,
    below: BTreeMap<Step, Cut>,
}

impl Cut {
    /// Cuts out one more value.
    pub(super) fn add(&mut self, path: &Path) {
        let steps = path.steps().iter().cloned();
        let at = steps.fold(self, |at, step| at.below.entry(step).or_default());
        at.gone = true;
    }

    /// Gives a value the key that was meant.
    pub(super) fn rename(&mut self, path: &Path, meant: &str) {
        let steps = path.steps().iter().cloned();
        let at = steps.fold(self, |at, step| at.below.entry(step).or_default());
        at.meant = Some(meant.to_owned());
    }

    /// A tree without what is cut out.
    pub(super) fn copy<'t>(&self, node: &Node<'t>) -> Node<'t> {
        let kind = match &node.kind {
            Kind::Map(entries) => {
                let kept = entries.iter().filter_map(|entry| {
                    let step = step(&entry.key);
                    let value = self.kept(&step, &entry.value)?;
                    let meant = self.below.get(&step).and_then(|cut| cut.meant.clone());
                    let key = meant.map_or_else(|| entry.key.clone(), Cow::Owned);
                    Some(Entry { key, key_span: entry.key_span, value })
                });
                Kind::Map(kept.collect())
            }
            Kind::Seq(items) => {
                let kept = items.iter().enumerate();
                let kept =
                    kept.filter_map(|(at, item)| self.kept(&Step::Index(at), item));
                Kind::Seq(kept.collect())
            }
            kind => kind.clone(),
        };
        Node { span: node.span, kind }
    }

    fn kept<'t>(&self, step: &Step, value: &Node<'t>) -> Option<Node<'t>> {
        match self.below.get(step) {
            Some(cut) if cut.gone => None,
            Some(cut) => Some(cut.copy(value)),
            None => Some(value.clone()),
        }
    }

    /// Where a value of the rest stands in the tree as it was.
    pub(super) fn original(&self, path: &Path) -> Path {
        let (mut original, mut cut) = (Path::root(), Some(self));
        for step in path.steps() {
            let step = match (step, cut) {
                (Step::Index(index), Some(cut)) => Step::Index(cut.counted(*index)),
                (Step::Key(key), Some(cut)) => {
                    let is_meant = |cut: &Cut| cut.meant.as_deref() == Some(&**key);
                    let written = cut.below.iter().find(|(_, cut)| is_meant(cut));
                    written.map_or(step, |(written, _)| written).clone()
                }
                _ => step.clone(),
            };
            cut = cut.and_then(|cut| cut.below.get(&step));
            original = original.join(&[step]);
        }
        original
    }

    /// The number that an entry had before those in front of it were cut out.
    fn counted(&self, index: usize) -> usize {
        let gone = self.below.iter().filter(|(_, cut)| cut.gone);
        gone.fold(index, |index, (step, _)| match step {
            Step::Index(gone) if *gone <= index => index + 1,
            _ => index,
        })
    }

    /// The paths of all that is cut out: what could not be read, and what held it.
    pub(super) fn paths(&self) -> Vec<Path> {
        let mut paths = Vec::new();
        self.collect(&Path::root(), &mut paths);
        paths
    }

    fn collect(&self, path: &Path, paths: &mut Vec<Path>) {
        if self.gone {
            paths.push(path.clone());
        }
        for (step, cut) in &self.below {
            cut.collect(&path.join(std::slice::from_ref(step)), paths);
        }
    }
}

/// The step to a key: pointers cannot tell a key of digits from a number.
fn step(key: &str) -> Step {
    match key.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key(key.into()),
    }
}
