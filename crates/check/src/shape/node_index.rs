//! The way down a tree along a path, as quick in a map of a hundred thousand keys as in one
//! of ten: a file may have a fault under every one of them.

use std::collections::HashMap;

use strata_syntax::path::{Path, Step};
use strata_syntax::tree::{Kind, Node, child};

/// Entries up to which looking through a map beats a table of its keys.
const FEW: usize = 16;

/// A tree with tables of the keys of its large maps, by the address of the map.
pub(super) struct NodeIndex<'a> {
    root: &'a Node<'a>,
    large: HashMap<usize, HashMap<&'a str, &'a Node<'a>>>,
}

impl<'a> NodeIndex<'a> {
    pub(super) fn new(root: &'a Node<'a>) -> Self {
        let mut nodes = NodeIndex { root, large: HashMap::new() };
        nodes.index(root);
        nodes
    }

    fn index(&mut self, node: &'a Node<'a>) {
        match &node.kind {
            Kind::Map(entries) => {
                if entries.len() > FEW {
                    let keys = entries.iter().map(|one| (one.key.as_ref(), &one.value));
                    self.large.insert(address(node), keys.collect());
                }
                entries.iter().for_each(|entry| self.index(&entry.value));
            }
            Kind::Seq(items) => items.iter().for_each(|item| self.index(item)),
            _ => {}
        }
    }

    /// What a path leads to.
    pub(super) fn node(&self, path: &Path) -> Option<&'a Node<'a>> {
        path.steps().iter().try_fold(self.root, |node, step| self.child(node, step))
    }

    fn child(&self, node: &'a Node<'a>, step: &Step) -> Option<&'a Node<'a>> {
        match (self.large.get(&address(node)), step) {
            (Some(keys), Step::Key(key)) => keys.get(&**key).copied(),
            (Some(keys), Step::Index(index)) => {
                keys.get(index.to_string().as_str()).copied()
            }
            (None, _) => child(node, step).map(|(_, value)| value),
        }
    }
}

fn address(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node).addr()
}
