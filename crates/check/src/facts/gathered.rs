//! The facts about a brief that several lints need, gathered in one walk.

use std::cell::OnceCell;
use std::ops::Range;

use strata_model::{
    Brief, Calendar, Figure, Id, IdKind, Item, Language, Period, Quantity, Reading,
};
use strata_syntax::path::Part;
use strata_syntax::suggest::Budget;

use super::evidence::EvidenceGraph;
use super::literal::{Literal, literals};
use super::names::Names;
use super::path_arena::{ArenaPath, PathArena};
use super::tables::{Laid, laid};
use super::walk;
use crate::table::{Set, Table};

/// Something with an id.
#[derive(Debug)]
pub(crate) struct Thing<'b> {
    pub(crate) id: &'b str,
    pub(crate) kind: IdKind,
    /// The thing itself.
    pub(crate) path: ArenaPath<'b>,
    /// Where its id is written: the key of a figure, the `id` of a reading.
    pub(crate) named: (ArenaPath<'b>, Part),
}

/// A place that names a thing by its id.
#[derive(Debug)]
pub(crate) struct Reference<'b> {
    pub(crate) id: &'b str,
    /// The number of the id; see [`Facts::number`].
    pub(crate) number: usize,
    /// The kind it must name; nothing if anything with an id will do.
    pub(crate) wants: Option<IdKind>,
    pub(crate) place: (ArenaPath<'b>, Part),
}

/// A text that is printed with its references filled in.
#[derive(Debug)]
pub(crate) struct Passage<'b> {
    pub(crate) text: &'b str,
    pub(crate) segments: Vec<strata_model::Segment<'b>>,
    pub(crate) path: ArenaPath<'b>,
}

impl<'b> Passage<'b> {
    /// The words at the start of braces that hold no reference: ids that were meant.
    fn broken(&self) -> impl Iterator<Item = &'b str> {
        self.segments.iter().filter_map(|segment| {
            let strata_model::Segment::Broken(_, range) = segment else { return None };
            let rest = self.text.get(range.start + 1..)?;
            rest.split(|found: char| !found.is_ascii_alphanumeric() && found != '-')
                .next()
        })
    }

    /// A range of bytes of the text.
    pub(crate) fn part(&self, range: Range<usize>) -> (ArenaPath<'b>, Part) {
        (self.path, Part::Within(range))
    }
}

/// The facts, each list in the order of the brief.
pub(crate) struct Facts<'b> {
    pub(crate) brief: &'b Brief,
    /// The place of the brief itself.
    pub(crate) root: ArenaPath<'b>,
    pub(crate) calendar: Calendar<'b>,
    pub(crate) things: Vec<Thing<'b>>,
    pub(crate) references: Vec<Reference<'b>>,
    pub(crate) prose: Vec<Passage<'b>>,
    pub(crate) readings: Vec<(&'b Reading, ArenaPath<'b>)>,
    pub(crate) items: Vec<(&'b Item, ArenaPath<'b>)>,
    pub(crate) figures: Vec<(&'b Id, &'b Figure, ArenaPath<'b>)>,
    pub(crate) quantities: Vec<(&'b Quantity, ArenaPath<'b>)>,
    pub(crate) periods: Vec<(&'b Period, (ArenaPath<'b>, Part))>,
    /// The numbers of the places in the map of all figures.
    pub(crate) apart: Range<usize>,
    literals: OnceCell<Vec<Literal<'b>>>,
    names: OnceCell<Names<'b>>,
    tables: OnceCell<Vec<Laid<'b>>>,
    by_id: Table<&'b str, usize>,
    by_figure: Table<&'b str, (&'b Id, &'b Figure)>,
    /// How many ids there are, with those that name nothing.
    pub(crate) numbers: usize,
    evidence_graph: OnceCell<EvidenceGraph<'b>>,
    /// What references that name nothing probably mean.
    meant: Table<(&'b str, Option<IdKind>), Option<&'b str>>,
    budget: Budget,
    /// Ids that are referred to, or were meant by a reference that misses.
    referred: Set<&'b str>,
}

impl<'b> Facts<'b> {
    /// Walks a brief once.
    pub(crate) fn new(brief: &'b Brief, sites: &'b PathArena<'b>) -> Self {
        let mut index = Facts {
            brief,
            root: sites.root(),
            calendar: brief.calendar(),
            things: Vec::new(),
            references: Vec::new(),
            prose: Vec::new(),
            readings: Vec::new(),
            items: Vec::new(),
            figures: Vec::new(),
            quantities: Vec::new(),
            periods: Vec::new(),
            apart: 0..0,
            literals: OnceCell::new(),
            names: OnceCell::new(),
            tables: OnceCell::new(),
            by_id: Table::default(),
            by_figure: Table::default(),
            numbers: 0,
            evidence_graph: OnceCell::new(),
            meant: Table::default(),
            budget: Budget::default(),
            referred: Set::default(),
        };
        walk::brief(&mut index, brief);
        index.leave_out_unmeant();
        index.by_id.reserve(index.things.len());
        for (at, thing) in index.things.iter().enumerate() {
            index.by_id.entry(thing.id).or_insert(at);
        }
        index.numbers = index.things.len();
        for reference in &mut index.references {
            let number = *index.by_id.entry(reference.id).or_insert(index.numbers);
            index.numbers = index.numbers.max(number + 1);
            reference.number = number;
        }
        let figures =
            index.figures.iter().map(|(id, figure, _)| (id.as_str(), (*id, *figure)));
        index.by_figure = figures.collect();
        index.meant = index.meanings();
        let referred = index.references.iter().flat_map(|reference| {
            let missed = reference.number >= index.things.len();
            let meant = missed.then(|| index.meant(reference)).flatten();
            [Some(reference.id), meant].into_iter().flatten()
        });
        index.referred =
            referred.chain(index.prose.iter().flat_map(Passage::broken)).collect();
        index
    }

    /// Takes the sections, blocks and items away whose id is that of a figure, a source or a
    /// definition, if nothing can mean them: no reference that may name anything, no
    /// `allow`. All other references say by where they stand what they name.
    fn leave_out_unmeant(&mut self) {
        let is_key =
            |kind| matches!(kind, IdKind::Source | IdKind::Definition | IdKind::Figure);
        let is_place =
            |kind| matches!(kind, IdKind::Section | IdKind::Block | IdKind::Item);
        let keys = self.things.iter().filter(|thing| is_key(thing.kind));
        let keys: Set<&str> = keys.map(|thing| thing.id).collect();
        let shared = |thing: &Thing<'_>| is_place(thing.kind) && keys.contains(thing.id);
        if !self.things.iter().any(shared) {
            return;
        }
        let open = self.references.iter().filter(|reference| reference.wants.is_none());
        let allowed = self.brief.allow.iter().map(|entry| entry.at.as_str());
        let meant: Set<&str> =
            open.map(|reference| reference.id).chain(allowed).collect();
        self.things.retain(|thing| !shared(thing) || meant.contains(thing.id));
    }

    /// The thing with an id; the first, if there are several.
    pub(crate) fn thing(&self, id: &str) -> Option<&Thing<'b>> {
        self.by_id.get(id).and_then(|at| self.things.get(*at))
    }

    /// The number of an id that names a thing or is referred to: that of the thing, beyond
    /// all of them if there is none.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The thing that a reference names.
    pub(crate) fn named_by(&self, reference: &Reference<'_>) -> Option<&Thing<'b>> {
        self.things.get(reference.number)
    }

    /// What leads to what as evidence; found out when it is first asked for.
    pub(crate) fn evidence_graph(&self) -> &EvidenceGraph<'b> {
        self.evidence_graph.get_or_init(|| EvidenceGraph::new(self))
    }

    /// Whether anything refers to an id. A misspelt reference counts for the id it means:
    /// it is one mistake, not two.
    pub(crate) fn is_referred_to(&self, id: &str) -> bool {
        self.referred.contains(id)
    }

    /// Whether a figure is printed by its value: in a list, a chart or a text, not only as
    /// evidence or as a part of other figures.
    pub(crate) fn is_shown(&self, id: &str) -> bool {
        self.references.iter().any(|reference| {
            let (site, part) = &reference.place;
            reference.id == id
                && reference.wants == Some(IdKind::Figure)
                && !self.is_of_figures(*site)
                && !(*part == Part::Value && site.is_under("breaks-if"))
        })
    }

    /// Whether a place is in the map of all figures.
    pub(crate) fn is_of_figures(&self, site: ArenaPath<'_>) -> bool {
        self.apart.contains(&site.number())
    }

    /// The id that a reference probably means, if it names nothing of its kind.
    pub(crate) fn meant(&self, reference: &Reference<'_>) -> Option<&'b str> {
        self.meant.get(&(reference.id, reference.wants)).copied().flatten()
    }

    /// Did you mean: as [`closest`](strata_syntax::suggest::closest), with one budget for a brief.
    pub(crate) fn closest<'c>(
        &self,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.budget.closest(written, candidates)
    }

    fn meanings(&self) -> Table<(&'b str, Option<IdKind>), Option<&'b str>> {
        let mut meant = Table::default();
        for reference in &self.references {
            let fits = |kind| reference.wants.is_none_or(|wants| wants == kind);
            if self.named_by(reference).is_some_and(|thing| fits(thing.kind)) {
                continue;
            }
            meant.entry((reference.id, reference.wants)).or_insert_with(|| {
                let fitting = self.things.iter().filter(|thing| fits(thing.kind));
                self.closest(reference.id, fitting.map(|thing| thing.id))
            });
        }
        meant
    }

    /// The numbers that stand typed in prose, in the order of the texts.
    pub(crate) fn literals(&self) -> &[Literal<'b>] {
        self.literals.get_or_init(|| literals(self))
    }

    /// The figures by the words that name them; found out when they are first asked for.
    pub(crate) fn names(&self) -> &Names<'b> {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The tables with what stands in their cells; found out when they are first asked for.
    pub(crate) fn tables(&self) -> &[Laid<'b>] {
        self.tables.get_or_init(|| laid(self))
    }

    /// The texts whose sentences a rule of English can read: all of them, or none.
    pub(crate) fn english(&self) -> &[Passage<'b>] {
        if self.is_english() { &self.prose } else { &[] }
    }

    /// Whether the brief is written in English.
    pub(crate) fn is_english(&self) -> bool {
        self.language().language() == "en"
    }

    /// The language of the texts.
    pub(crate) fn language(&self) -> Language {
        self.brief.language.unwrap_or_default()
    }

    /// The figures with their paths.
    pub(crate) fn figures(
        &self,
    ) -> impl Iterator<Item = (&'b Id, &'b Figure, ArenaPath<'b>)> {
        self.figures.iter().map(|(id, figure, path)| (*id, *figure, *path))
    }

    /// The figure with an id, and its id as the brief holds it.
    pub(crate) fn figure_of(&self, id: &Id) -> Option<(&'b Id, &'b Figure)> {
        self.by_figure.get(id.as_str()).copied()
    }

    /// The figure with an id.
    pub(crate) fn figure(&self, id: &Id) -> Option<&'b Figure> {
        self.figure_of(id).map(|(_, figure)| figure)
    }
}
