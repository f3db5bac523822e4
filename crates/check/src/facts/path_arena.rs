//! Places of a brief while the rules look at it: each is one step from another. Only what is
//! found has its path written out.

use std::cell::Cell;

use strata_model::Period;
use strata_syntax::change::Place;
use strata_syntax::path::Path;
use typed_arena::Arena;

/// The steps of all places, in the order in which they were taken.
#[derive(Default)]
pub(crate) struct PathArena<'b> {
    arena: Arena<Taken<'b>>,
    /// Texts that do not stand in the brief as they are read.
    texts: Arena<String>,
    count: Cell<usize>,
}

/// A place.
#[derive(Clone, Copy)]
pub(crate) struct ArenaPath<'b> {
    sites: &'b PathArena<'b>,
    taken: Option<&'b Taken<'b>>,
}

/// A step that was taken.
struct Taken<'b> {
    above: Option<&'b Taken<'b>>,
    hop: PathStep<'b>,
    depth: usize,
    number: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum PathStep<'b> {
    Key(&'b str),
    Period(&'b Period),
    Index(usize),
}

impl<'b> PathArena<'b> {
    /// The brief itself.
    pub(crate) fn root(&'b self) -> ArenaPath<'b> {
        ArenaPath { sites: self, taken: None }
    }
}

impl<'b> ArenaPath<'b> {
    /// The value of a key of this map.
    pub(crate) fn key(self, key: &'b str) -> Self {
        self.hop(PathStep::Key(key))
    }

    /// The value of a period of this map.
    pub(crate) fn period(self, period: &'b Period) -> Self {
        self.hop(PathStep::Period(period))
    }

    /// An entry of this list, counted from 0.
    pub(crate) fn index(self, index: usize) -> Self {
        self.hop(PathStep::Index(index))
    }

    fn hop(self, hop: PathStep<'b>) -> Self {
        let number = self.sites.count.get() + 1;
        self.sites.count.set(number);
        let taken = Taken { above: self.taken, hop, depth: self.depth() + 1, number };
        ArenaPath { sites: self.sites, taken: Some(self.sites.arena.alloc(taken)) }
    }

    /// Keeps a text for as long as the places.
    pub(crate) fn keep(self, text: String) -> &'b str {
        self.sites.texts.alloc(text)
    }

    /// What holds this; nothing for the brief itself.
    pub(crate) fn parent(self) -> Option<Self> {
        self.taken.map(|taken| ArenaPath { taken: taken.above, ..self })
    }

    /// The place that so many steps from the brief lead to on the way here.
    pub(crate) fn above(self, steps: usize) -> Option<Self> {
        let surplus = self.depth().checked_sub(steps)?;
        (0..surplus).try_fold(self, |at, _| at.parent())
    }

    /// The last step, if it was to the value of a key.
    pub(crate) fn last_key(self) -> Option<&'b str> {
        match self.taken?.hop {
            PathStep::Key(key) => Some(key),
            PathStep::Period(_) | PathStep::Index(_) => None,
        }
    }

    /// The last step, if it was to an entry of a list.
    pub(crate) fn last_index(self) -> Option<usize> {
        match self.taken?.hop {
            PathStep::Index(index) => Some(index),
            PathStep::Key(_) | PathStep::Period(_) => None,
        }
    }

    /// Whether a step to it was to the value of this key.
    pub(crate) fn is_under(self, key: &str) -> bool {
        let above = std::iter::successors(Some(self), |at| at.parent());
        above.into_iter().any(|at| at.last_key() == Some(key))
    }

    fn depth(self) -> usize {
        self.taken.map_or(0, |taken| taken.depth)
    }

    /// How many steps had been taken. What the walk finds inside a place, it finds before
    /// anything outside: sorted by their numbers, such places stand in a row.
    pub(crate) fn number(self) -> usize {
        self.taken.map_or(0, |taken| taken.number)
    }

    /// The number of the next step that will be taken.
    pub(crate) fn next(self) -> usize {
        self.sites.count.get() + 1
    }

    /// Whether this is `other` or lies inside it.
    pub(crate) fn is_within(self, other: Self) -> bool {
        let above = self.above(other.depth());
        above.is_some_and(|above| is_same(above.taken, other.taken))
    }

    /// The path to it.
    pub(crate) fn path(self) -> Path {
        let mut hops: Vec<PathStep<'b>> = Vec::with_capacity(self.depth());
        let mut at = self.taken;
        while let Some(taken) = at {
            hops.push(taken.hop);
            at = taken.above;
        }
        hops.iter().rev().fold(Path::root(), |path, hop| match hop {
            PathStep::Key(key) => path.key(key),
            PathStep::Period(period) => path.key(&period.to_string()),
            PathStep::Index(index) => path.index(*index),
        })
    }
}

/// Whether two places are one, however often the steps to it were taken.
fn is_same<'b>(mut one: Option<&'b Taken<'b>>, mut other: Option<&'b Taken<'b>>) -> bool {
    loop {
        match (one, other) {
            (None, None) => return true,
            (Some(a), Some(b)) if std::ptr::eq(a, b) => return true,
            (Some(a), Some(b)) if a.hop == b.hop => (one, other) = (a.above, b.above),
            _ => return false,
        }
    }
}

impl std::fmt::Debug for ArenaPath<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.path().fmt(f)
    }
}

impl From<ArenaPath<'_>> for Place {
    fn from(site: ArenaPath<'_>) -> Self {
        Place::from(site.path())
    }
}

impl From<ArenaPath<'_>> for Path {
    fn from(site: ArenaPath<'_>) -> Self {
        site.path()
    }
}
