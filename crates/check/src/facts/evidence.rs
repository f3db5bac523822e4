//! What stands behind a claim: the evidence it cites, and where that leads.

use strata_model::{Ground, Id, IdKind, Reading, Relation, Sentence};

use super::gathered::Facts;
use super::graph::Graph;
use super::path_arena::ArenaPath;

/// A piece of evidence as a reading cites it.
pub(crate) struct Cited<'b> {
    pub(crate) id: &'b Id,
    /// The id with the aspect that is meant.
    pub(crate) ground: &'b Ground,
    pub(crate) relation: Relation,
    /// Why the one follows from the other, in words.
    pub(crate) warrant: Option<&'b Sentence>,
    /// The entry of the list that it stands in.
    pub(crate) entry: ArenaPath<'b>,
    /// Where its id is written.
    pub(crate) named: ArenaPath<'b>,
}

/// The evidence of a reading, short and long form, in the order of [`Reading::evidence`].
pub(crate) fn cited<'b>(
    reading: &'b Reading,
    path: ArenaPath<'b>,
) -> impl Iterator<Item = Cited<'b>> {
    let short = |key, grounds: &'b [Ground], relation| {
        let list = path.key(key);
        grounds.iter().enumerate().map(move |(at, ground)| {
            let id = ground.id();
            let named = list.index(at);
            Cited { id, ground, relation, warrant: None, entry: named, named }
        })
    };
    let long = path.key("evidence");
    let long = reading.evidence.iter().enumerate().map(move |(at, one)| Cited {
        id: one.of.id(),
        ground: &one.of,
        relation: one.relation,
        warrant: one.warrant.as_ref(),
        entry: long.index(at),
        named: long.index(at).key("of"),
    });
    short("rests-on", &reading.rests_on, Relation::Supports)
        .chain(short("against", &reading.against, Relation::Undermines))
        .chain(long)
}

/// Which ids lead on to which: a reading to its evidence, a section, block or item to the
/// figures and readings in it, a figure without a source to what it is made of. What leads
/// nowhere has to stand by itself.
pub(crate) struct EvidenceGraph<'b> {
    pub(crate) contents: Contents<'b>,
    /// By the numbers of the ids.
    graph: Graph,
    /// The ids that lead somewhere or are led to, with their numbers.
    ids: Vec<(usize, &'b str)>,
}

/// Some of the ids, by their numbers.
pub(crate) struct Marked<'i, 'b> {
    index: &'i Facts<'b>,
    marks: Vec<bool>,
}

impl Marked<'_, '_> {
    pub(crate) fn contains(&self, id: &str) -> bool {
        let number = self.index.number(id);
        number.and_then(|at| self.marks.get(at)).is_some_and(|mark| *mark)
    }
}

/// What leads to what, while it is gathered.
struct EvidenceSteps<'i, 'b> {
    index: &'i Facts<'b>,
    ids: Vec<(usize, &'b str)>,
    /// By the number of an id, whether it is among them.
    known: Vec<bool>,
    /// By the number of an id, which time it was that something was last said of it.
    last: Vec<usize>,
    time: usize,
    steps: Vec<(usize, (usize, usize))>,
}

impl<'b> EvidenceSteps<'_, 'b> {
    /// Notes what an id leads to, in place of what has been noted.
    fn lead(&mut self, id: &'b str, to: impl Iterator<Item = &'b str>) {
        let Some(at) = self.number(id) else { return };
        self.time += 1;
        self.last[at] = self.time;
        for id in to {
            let to = self.number(id).map(|to| (self.time, (at, to)));
            self.steps.extend(to);
        }
    }

    fn number(&mut self, id: &'b str) -> Option<usize> {
        let at = self.index.number(id)?;
        if !std::mem::replace(&mut self.known[at], true) {
            self.ids.push((at, id));
        }
        Some(at)
    }

    fn graph(&self) -> Graph {
        let valid =
            |(time, (from, _)): &&(usize, (usize, usize))| self.last[*from] == *time;
        let steps: Vec<_> =
            self.steps.iter().filter(valid).map(|(_, step)| *step).collect();
        Graph::new(self.index.numbers, &steps)
    }
}

impl<'b> EvidenceGraph<'b> {
    pub(crate) fn new(index: &Facts<'b>) -> Self {
        let contents = Contents::new(index);
        let mut leads = EvidenceSteps {
            index,
            ids: Vec::with_capacity(index.numbers),
            known: vec![false; index.numbers],
            last: vec![0; index.numbers],
            time: 0,
            steps: Vec::with_capacity(index.references.len()),
        };
        for (id, figure, _) in index.figures() {
            if figure.source.is_none() {
                leads.lead(id.as_str(), figure.parts().map(Id::as_str));
            }
        }
        for (reading, path) in &index.readings {
            let id = reading.id.as_str();
            match reading.evidence().next() {
                Some(_) => leads.lead(id, reading.evidence().map(|(id, _)| id.as_str())),
                None => leads.lead(id, contents.said_in(*path)),
            }
        }
        for thing in &index.things {
            if matches!(thing.kind, IdKind::Section | IdKind::Block | IdKind::Item) {
                leads.lead(thing.id, contents.of(thing.path));
            }
        }
        let graph = leads.graph();
        EvidenceGraph { contents, graph, ids: leads.ids }
    }

    /// Every id that comes to one for which something holds, however long the way; those
    /// for which it holds included.
    pub(crate) fn leading_to<'i>(
        &self,
        index: &'i Facts<'b>,
        holds: impl Fn(&str) -> bool,
    ) -> Marked<'i, 'b> {
        self.behind(index, |_, id| holds(id))
    }

    /// Every id that comes to one that leads no further and for which something holds.
    pub(crate) fn ending_in<'i>(
        &self,
        index: &'i Facts<'b>,
        holds: impl Fn(&str) -> bool,
    ) -> Marked<'i, 'b> {
        self.behind(index, |leads, id| leads.is_empty() && holds(id))
    }

    fn behind<'i>(
        &self,
        index: &'i Facts<'b>,
        holds: impl Fn(&[usize], &str) -> bool,
    ) -> Marked<'i, 'b> {
        let here = self.ids.iter().filter(|(at, id)| holds(self.graph.ahead(*at), id));
        let open = here.map(|(at, _)| *at).collect();
        Marked { index, marks: self.graph.behind(open) }
    }

    /// Every id from which a way leads in a circle.
    pub(crate) fn circling<'i>(&self, index: &'i Facts<'b>) -> Marked<'i, 'b> {
        Marked { index, marks: self.graph.circling() }
    }
}

/// What stands in the sections and readings, in the order of the walk: what lies inside a
/// place follows it without a gap.
pub(crate) struct Contents<'b> {
    readings: Row<'b>,
    /// Figures shown or named, with those that a reading names in its text.
    figures: Row<'b>,
    of_readings: Row<'b>,
}

/// Ids with their places.
type Row<'b> = Vec<(ArenaPath<'b>, &'b str)>;

impl<'b> Contents<'b> {
    fn new(index: &Facts<'b>) -> Self {
        let readings = index.readings.iter();
        let readings: Row<'b> =
            readings.map(|(one, path)| (*path, one.id.as_str())).collect();
        let (mut figures, mut of_readings) = (Row::new(), Row::new());
        for reference in &index.references {
            let path = reference.place.0;
            if reference.wants != Some(IdKind::Figure) || index.is_of_figures(path) {
                continue;
            }
            let before =
                readings.partition_point(|(one, _)| one.number() <= path.number());
            let owner = before.checked_sub(1).and_then(|at| readings.get(at));
            match owner.filter(|(reading, _)| path.is_within(*reading)) {
                None => figures.push((path, reference.id)),
                Some((reading, _)) => {
                    let is_own = matches!(path.last_key(), Some("text" | "support"));
                    let above = path.parent().map(ArenaPath::number);
                    if is_own && above == Some(reading.number()) {
                        of_readings.push((path, reference.id));
                    }
                }
            }
        }
        Contents { readings, figures, of_readings }
    }

    /// The readings at or inside a place.
    pub(crate) fn readings_in(
        &self,
        path: ArenaPath<'b>,
    ) -> impl Iterator<Item = &'b str> {
        inside(&self.readings, path)
    }

    /// The figures that a reading names in its text.
    pub(crate) fn said_in(
        &self,
        reading: ArenaPath<'b>,
    ) -> impl Iterator<Item = &'b str> {
        inside(&self.of_readings, reading)
    }

    /// The readings inside a place, and the figures there that no reading cites.
    pub(crate) fn of(&self, path: ArenaPath<'b>) -> impl Iterator<Item = &'b str> {
        inside(&self.figures, path).chain(self.readings_in(path))
    }
}

fn inside<'b>(
    row: &[(ArenaPath<'b>, &'b str)],
    path: ArenaPath<'b>,
) -> impl Iterator<Item = &'b str> {
    let from = row.partition_point(|(one, _)| one.number() < path.number());
    let rest = row.get(from..).unwrap_or_default().iter();
    rest.take_while(move |(one, _)| one.is_within(path)).map(|(_, id)| *id)
}
