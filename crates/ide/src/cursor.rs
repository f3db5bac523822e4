//! What stands at an offset of a draft.

use serde_json::Value;
use strata_model::describe;
use strata_syntax::path::Path;
use strata_syntax::source::Span;
use strata_syntax::tree::{Kind, Node};

/// The key or the scalar around an offset.
#[derive(Debug, Clone)]
pub(super) struct Spot<'d> {
    /// The value, or the value of the key.
    pub(super) node: &'d Node<'static>,
    /// The bytes of the key or of the scalar.
    pub(super) span: Span,
    pub(super) is_key: bool,
    /// The way to the value.
    pub(super) path: Path,
    /// The place of the value in the schema, if it has one there.
    pub(super) place: Option<&'static Value>,
    /// The map or the list around the value, with its place in the schema.
    pub(super) around: Option<(&'d Node<'static>, Option<&'static Value>)>,
}

/// Looks for the key or scalar that an offset touches; of two that meet there, the second.
pub(super) fn seek<'d>(root: &'d Node<'static>, offset: usize) -> Option<Spot<'d>> {
    let mut best = None;
    Seek { offset, best: &mut best, steps: &mut Vec::new() }.node(
        root,
        Some(describe::root()),
        None,
    );
    best
}

type Around<'d> = (&'d Node<'static>, Option<&'static Value>);

struct Seek<'s, 'd> {
    offset: usize,
    best: &'s mut Option<Spot<'d>>,
    /// The number of the child taken at each step.
    steps: &'s mut Vec<At<'d>>,
}

#[derive(Clone, Copy)]
enum At<'d> {
    Key(&'d str),
    Index(usize),
}

impl<'d> Seek<'_, 'd> {
    fn node(
        &mut self,
        node: &'d Node<'static>,
        place: Option<&'static Value>,
        around: Option<Around<'d>>,
    ) {
        match &node.kind {
            Kind::Map(entries) => {
                for entry in entries {
                    let inner =
                        place.and_then(|place| describe::member(place, &entry.key));
                    self.steps.push(At::Key(&entry.key));
                    let here = Some((node, place));
                    self.consider(&entry.value, entry.key_span, true, inner, here);
                    self.node(&entry.value, inner, here);
                    self.steps.pop();
                }
            }
            Kind::Seq(items) => {
                let inner = place.and_then(|place| describe::item(place));
                for (at, item) in items.iter().enumerate() {
                    self.steps.push(At::Index(at));
                    self.node(item, inner, Some((node, place)));
                    self.steps.pop();
                }
            }
            // Nothing is nowhere.
            Kind::Null if node.span.start == node.span.end => {}
            _ => self.consider(node, node.span, false, place, around),
        }
    }

    fn consider(
        &mut self,
        node: &'d Node<'static>,
        span: Span,
        is_key: bool,
        place: Option<&'static Value>,
        around: Option<Around<'d>>,
    ) {
        let touches =
            span.range().start <= self.offset && self.offset <= span.range().end;
        let better = self.best.as_ref().is_none_or(|best| best.span.start < span.start);
        if touches && better {
            let path = self.steps.iter().fold(Path::root(), |path, step| match step {
                At::Key(key) => path.key(key),
                At::Index(index) => path.index(*index),
            });
            *self.best = Some(Spot { node, span, is_key, path, place, around });
        }
    }
}
