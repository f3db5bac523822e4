//! What stands behind a claim: the evidence it cites, and where that leads.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Derivation, Id, Reading, Relation};

use super::index::{Index, Kind};
use crate::path::Path;

/// A piece of evidence as a reading cites it.
pub(super) struct Cited<'b> {
    pub(super) id: &'b Id,
    pub(super) relation: Relation,
    /// Whether it says in words why the one follows from the other.
    pub(super) has_warrant: bool,
    /// The entry of the list that it stands in.
    pub(super) entry: Path,
    /// Where its id is written.
    pub(super) named: Path,
}

/// The evidence of a reading, short and long form, in the order of [`Reading::evidence`].
pub(super) fn cited<'b>(
    reading: &'b Reading,
    path: &Path,
) -> impl Iterator<Item = Cited<'b>> {
    let short = |key: &str, ids: &'b [Id], relation| {
        let list = path.key(key);
        ids.iter().enumerate().map(move |(at, id)| {
            let named = list.index(at);
            Cited { id, relation, has_warrant: false, entry: named.clone(), named }
        })
    };
    let long = path.key("evidence");
    let long = reading.evidence.iter().enumerate().map(move |(at, one)| Cited {
        id: &one.of,
        relation: one.relation,
        has_warrant: one.warrant.is_some(),
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
pub(super) struct Grounds<'b> {
    pub(super) contents: Contents<'b>,
    leads: BTreeMap<&'b str, Vec<&'b str>>,
    /// The same the other way round.
    from: BTreeMap<&'b str, Vec<&'b str>>,
}

impl<'b> Grounds<'b> {
    pub(super) fn new(index: &Index<'b>) -> Self {
        let mut leads: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, figure, _) in index.figures() {
            if figure.source.is_none() {
                let parts = figure.breakdowns.values().flat_map(|parts| &parts.parts);
                let operands = figure.derivation.iter().flat_map(Derivation::ids);
                leads
                    .insert(id.as_str(), operands.chain(parts).map(Id::as_str).collect());
            }
        }
        let contents = Contents::new(index);
        for (reading, path) in &index.readings {
            let mut ids: Vec<_> = reading.evidence().map(|(id, _)| id.as_str()).collect();
            if ids.is_empty() {
                ids = contents.said_in(path);
            }
            leads.insert(reading.id.as_str(), ids);
        }
        for thing in &index.things {
            if matches!(thing.kind, Kind::Section | Kind::Block | Kind::Item) {
                leads.insert(thing.id, contents.of(&thing.path));
            }
        }
        let mut from: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, ids) in &leads {
            for next in ids {
                from.entry(next).or_default().push(id);
            }
        }
        Grounds { contents, leads, from }
    }

    /// Whether an id leads no further.
    pub(super) fn is_end(&self, id: &str) -> bool {
        self.leads.get(id).is_none_or(Vec::is_empty)
    }

    /// Every id that comes to one for which something holds, however long the way; those
    /// for which it holds included.
    pub(super) fn leading_to(&self, holds: impl Fn(&str) -> bool) -> BTreeSet<&'b str> {
        let ids = self.leads.keys().chain(self.from.keys()).copied();
        let mut open: Vec<_> = ids.filter(|id| holds(id)).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.from.get(id).into_iter().flatten());
            }
        }
        seen
    }

    /// Every id from which a way leads in a circle.
    pub(super) fn circling(&self) -> BTreeSet<&'b str> {
        let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, leads) in &self.leads {
            *ways.entry(id).or_default() += leads.len();
            for next in leads {
                ways.entry(next).or_default();
            }
        }
        let ends = ways.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id);
        let mut open: Vec<_> = ends.collect();
        while let Some(id) = open.pop() {
            ways.remove(id);
            for before in self.from.get(id).into_iter().flatten() {
                let Some(count) = ways.get_mut(before) else { continue };
                *count -= 1;
                if *count == 0 {
                    open.push(before);
                }
            }
        }
        ways.into_keys().collect()
    }
}

/// What stands in the sections and readings, sorted by place: what lies inside a path
/// follows it without a gap.
pub(super) struct Contents<'b> {
    readings: Vec<(Path, &'b str)>,
    /// Figures shown or named, with those that a reading names in its text.
    figures: Vec<(Path, &'b str)>,
    of_readings: Vec<(Path, &'b str)>,
}

impl<'b> Contents<'b> {
    fn new(index: &Index<'b>) -> Self {
        let readings = index.readings.iter();
        let mut readings: Vec<_> =
            readings.map(|(one, path)| (path.clone(), one.id.as_str())).collect();
        readings.sort();
        let apart = Path::root().key("figures");
        let (mut figures, mut of_readings) = (Vec::new(), Vec::new());
        for reference in &index.references {
            let path = &reference.place.0;
            if reference.wants != Some(Kind::Figure) || path.is_within(&apart) {
                continue;
            }
            let before = readings.partition_point(|(reading, _)| reading <= path);
            let owner = before.checked_sub(1).and_then(|at| readings.get(at));
            match owner.filter(|(reading, _)| path.is_within(reading)) {
                None => figures.push((path.clone(), reference.id)),
                Some((reading, _)) => {
                    let own =
                        ["text", "support"].map(|key| path.is_within(&reading.key(key)));
                    if own.contains(&true) {
                        of_readings.push((path.clone(), reference.id));
                    }
                }
            }
        }
        figures.sort();
        of_readings.sort();
        Contents { readings, figures, of_readings }
    }

    /// The readings at or inside a path.
    pub(super) fn readings_in(&self, path: &Path) -> Vec<&'b str> {
        inside(&self.readings, path)
    }

    /// The figures that a reading names in its text.
    pub(super) fn said_in(&self, reading: &Path) -> Vec<&'b str> {
        inside(&self.of_readings, reading)
    }

    /// The readings inside a path, and the figures there that no reading cites.
    pub(super) fn of(&self, path: &Path) -> Vec<&'b str> {
        let mut ids = inside(&self.figures, path);
        ids.extend(self.readings_in(path));
        ids
    }
}

fn inside<'b>(sorted: &[(Path, &'b str)], path: &Path) -> Vec<&'b str> {
    let from = sorted.partition_point(|(one, _)| one < path);
    let rest = sorted.get(from..).unwrap_or_default().iter();
    rest.take_while(|(one, _)| one.is_within(path)).map(|(_, id)| *id).collect()
}
