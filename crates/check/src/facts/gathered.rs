//! The facts about a brief that several lints need, gathered in one walk.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use strata_model::markup::{Unmarked, Unread};
use strata_model::{
    Brief, Calendar, Figure, Id, IdKind, Item, Period, Quantity, Reading, segments,
};
use strata_syntax::change::Place;
use strata_syntax::path::Part;
use strata_syntax::suggest::Budget;

use super::evidence::EvidenceGraph;
use super::path_arena::{ArenaPath, PathArena};
use super::printed::Outcomes;
use super::tables::{Laid, laid};
use super::tested::{Tested, tested};
use super::too_early::{TooEarly, too_early};
use super::walk;
use crate::prose::literal::Literal;
use crate::prose::names::Names;
use crate::prose::{Features, Namings, Read};
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

/// A text that is printed with its references filled in, as it is read: without its marks.
#[derive(Debug)]
pub(crate) struct Passage<'b> {
    pub(crate) text: &'b str,
    pub(crate) segments: Vec<strata_model::Segment<'b>>,
    pub(crate) path: ArenaPath<'b>,
    /// Where the text stands in the one that is written.
    unmarked: Unmarked<'b>,
}

impl<'b> Passage<'b> {
    pub(crate) fn new(unmarked: Unmarked<'b>, path: ArenaPath<'b>) -> Self {
        let mut unmarked = unmarked;
        let text = match std::mem::take(&mut unmarked.text) {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => path.keep(text),
        };
        Passage { text, segments: segments(text), path, unmarked }
    }

    /// The words at the start of braces that hold no reference: ids that were meant.
    fn broken(&self) -> impl Iterator<Item = &'b str> {
        self.segments.iter().filter_map(|segment| {
            let strata_model::Segment::Broken(_, range) = segment else { return None };
            let rest = self.text.get(range.start + 1..)?;
            rest.split(|found: char| !found.is_ascii_alphanumeric() && found != '-')
                .next()
        })
    }

    /// Where a range of bytes of the text is written.
    pub(crate) fn part(&self, range: Range<usize>) -> (ArenaPath<'b>, Part) {
        (self.path, Part::Within(self.unmarked.written(range)))
    }

    /// The same for what is to be written anew: nothing if a mark would be lost.
    pub(crate) fn whole(&self, range: Range<usize>) -> Option<Place> {
        let is_whole = self.unmarked.is_whole(&range);
        is_whole.then(|| self.part(range).into())
    }

    /// The same for what is to be left out: nothing if marks would be left without words.
    pub(crate) fn spare(&self, range: Range<usize>) -> Option<Place> {
        let spare = !self.unmarked.is_all_that_is_marked(&range);
        spare.then(|| self.whole(range)).flatten()
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
    /// The addresses of links in prose.
    pub(crate) links: Vec<(&'b str, (ArenaPath<'b>, Part))>,
    /// Marks in prose that are none of the format.
    pub(crate) unread: Vec<(Unread, (ArenaPath<'b>, Part))>,
    /// Texts in which no mark is read, and which may have one.
    pub(crate) marked_texts: Vec<(&'b str, ArenaPath<'b>)>,
    pub(crate) readings: Vec<(&'b Reading, ArenaPath<'b>)>,
    pub(crate) items: Vec<(&'b Item, ArenaPath<'b>)>,
    pub(crate) figures: Vec<(&'b Id, &'b Figure, ArenaPath<'b>)>,
    pub(crate) quantities: Vec<(&'b Quantity, ArenaPath<'b>)>,
    pub(crate) periods: Vec<(&'b Period, (ArenaPath<'b>, Part))>,
    /// The numbers of the places in the map of all figures.
    pub(crate) apart: Range<usize>,
    pub(super) literals: OnceCell<Vec<Literal<'b>>>,
    pub(super) outcomes: OnceCell<Outcomes<'b>>,
    pub(super) read: OnceCell<Read<'b>>,
    /// The kinds of words of texts that no reference stands in, by where they are kept.
    pub(super) topics: RefCell<Table<(usize, usize), Features>>,
    pub(super) namings: OnceCell<Namings<'b>>,
    pub(super) names: OnceCell<Names<'b>>,
    tables: OnceCell<Vec<Laid<'b>>>,
    too_early: OnceCell<Option<TooEarly>>,
    tested: OnceCell<Vec<Tested<'b>>>,
    by_id: Table<&'b str, usize>,
    /// Definitions and notes, which may have the id of another thing.
    by_kind: Table<(&'b str, IdKind), usize>,
    by_figure: Table<&'b str, (&'b Id, &'b Figure)>,
    /// How many ids there are, with those that name nothing.
    pub(crate) numbers: usize,
    evidence_graph: OnceCell<EvidenceGraph<'b>>,
    /// What references that name nothing probably mean.
    meant: Table<(&'b str, Option<IdKind>), Option<&'b str>>,
    budget: Budget,
    /// Ids that are referred to, or were meant by a reference that misses.
    referred: Set<&'b str>,
    /// The same of notes, which may have the id of another thing.
    noted: Set<&'b str>,
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
            links: Vec::new(),
            unread: Vec::new(),
            marked_texts: Vec::new(),
            readings: Vec::new(),
            items: Vec::new(),
            figures: Vec::new(),
            quantities: Vec::new(),
            periods: Vec::new(),
            apart: 0..0,
            literals: OnceCell::new(),
            outcomes: OnceCell::new(),
            read: OnceCell::new(),
            topics: RefCell::default(),
            namings: OnceCell::new(),
            names: OnceCell::new(),
            tables: OnceCell::new(),
            too_early: OnceCell::new(),
            tested: OnceCell::new(),
            by_id: Table::default(),
            by_kind: Table::default(),
            by_figure: Table::default(),
            numbers: 0,
            evidence_graph: OnceCell::new(),
            meant: Table::default(),
            budget: Budget::default(),
            referred: Set::default(),
            noted: Set::default(),
        };
        walk::brief(&mut index, brief);
        index.leave_out_unmeant();
        index.by_id.reserve(index.things.len());
        let (first, then): (Vec<_>, Vec<_>) =
            index.things.iter().enumerate().partition(|(_, it)| it.kind.is_evidence());
        for (at, thing) in first.into_iter().chain(then.iter().copied()) {
            index.by_id.entry(thing.id).or_insert(at);
        }
        let by_kind = then.into_iter().map(|(at, it)| ((it.id, it.kind), at));
        index.by_kind = by_kind.collect();
        index.numbers = index.things.len();
        for reference in &mut index.references {
            let own = reference
                .wants
                .and_then(|wants| index.by_kind.get(&(reference.id, wants)));
            let number = match own {
                Some(own) => *own,
                None => *index.by_id.entry(reference.id).or_insert(index.numbers),
            };
            index.numbers = index.numbers.max(number + 1);
            reference.number = number;
        }
        let figures =
            index.figures.iter().map(|(id, figure, _)| (id.as_str(), (*id, *figure)));
        index.by_figure = figures.collect();
        index.meant = index.meanings();
        let of_note = |it: &&Reference<'_>| it.wants == Some(IdKind::Note);
        let noted = index.references.iter().filter(of_note);
        let noted =
            noted.flat_map(|it| [Some(it.id), index.meant(it)]).flatten().collect();
        let other = |it: &&Reference<'_>| it.wants.is_none_or(IdKind::is_evidence);
        let referred = index.references.iter().filter(other).flat_map(|reference| {
            let missed = reference.number >= index.things.len();
            let meant = missed.then(|| index.meant(reference)).flatten();
            [Some(reference.id), meant].into_iter().flatten()
        });
        let referred =
            referred.chain(index.prose.iter().flat_map(Passage::broken)).collect();
        (index.referred, index.noted) = (referred, noted);
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

    /// Whether a text refers to a note.
    pub(crate) fn is_noted(&self, id: &str) -> bool {
        self.noted.contains(id)
    }

    /// Whether anything refers to an id, other than as a definition or a note. A misspelt
    /// reference counts for the id it means: it is one mistake, not two.
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

    /// The addresses that a reader may open: of the people and the sources, and of links in
    /// prose.
    pub(crate) fn addresses(
        &self,
    ) -> impl Iterator<Item = (&'b str, (ArenaPath<'b>, Part))> {
        let sources = self.root.key("sources");
        let cited = self.brief.sources.iter().filter_map(move |(id, source)| {
            let place = (sources.key(id.as_str()).key("url"), Part::Value);
            Some((source.url.as_ref()?.as_str(), place))
        });
        let (brief, root) = (self.brief, self.root);
        let people = [("authors", &brief.authors), ("reviewed-by", &brief.reviewed_by)];
        let people = people.into_iter().flat_map(move |(key, people)| {
            people.iter().enumerate().filter_map(move |(at, it)| {
                let place = root.key(key).index(at).key("contact");
                Some((it.contact.as_ref()?.as_str(), (place, Part::Value)))
            })
        });
        people.chain(cited).chain(self.links.iter().cloned())
    }

    /// The tables with what stands in their cells; found out when they are first asked for.
    pub(crate) fn tables(&self) -> &[Laid<'b>] {
        self.tables.get_or_init(|| laid(self))
    }

    /// Whether the as-of date is wrong itself: that is one mistake, not one for each day
    /// that is later. Found out when it is first asked for.
    pub(crate) fn as_of_too_early(&self) -> Option<TooEarly> {
        *self.too_early.get_or_init(|| too_early(self))
    }

    /// How the tripwires of the readings that hold stand, in the order of the readings;
    /// found out when they are first asked for.
    pub(crate) fn tested(&self) -> &[Tested<'b>] {
        self.tested.get_or_init(|| tested(self))
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

#[cfg(test)]
mod tests {
    use crate::sample::{findings, messages, proposals, report};

    const FIGURES: &str = "figures:\n  sales: {label: Sales, value: ~$5B, change: +13% yoy, \
                           prior: $4.4B, period: FY 2024}\n";

    fn brief(text: &str) -> String {
        let text = serde_json::to_string(text).expect("a text");
        format!("{FIGURES}verdict: {{text: [{text}]}}\n")
    }

    /// What is marked is read as it would be without its marks, and found where it stands.
    #[test]
    fn rules_see_the_words_and_not_the_marks() {
        for (text, code, message) in [
            ("It has **$7B** of sales", "L032", "`$7B` is typed into prose"),
            ("It has $7**B** of sales", "L032", "`$7B` is typed into prose"),
            ("*about* **{sales}**", "L072", "`about` is printed by `{sales}` itself"),
            (
                "up *{sales.rise}* **percent**",
                "L071",
                "`percent` stands beside `{sales.rise}`, which prints `13%`",
            ),
            ("It is *no* **{sals}**", "L002", "there is no figure `sals`"),
        ] {
            assert_eq!(messages(&brief(text), code), [message], "{text}");
        }
    }

    /// A fix is written between the marks, and not offered where it would take one away.
    #[test]
    fn no_fix_breaks_a_mark() {
        for (text, code, fixes) in [
            ("about {sales}", "L072", 1),
            ("*about* {sales}", "L072", 0),
            ("up {sales.rise} percent", "L071", 1),
            ("up **{sales.rise}** percent", "L071", 1),
            ("up **{sales.rise} percent**", "L071", 1),
            ("up **{sales.rise}** **percent**", "L071", 0),
            ("up {sales.rise}**%**", "L071", 0),
            ("Sales of **$5B**", "L032", 1),
            ("Sales of $5*B*", "L032", 0),
        ] {
            let offered = proposals(&brief(text), code).len();
            assert_eq!(offered, fixes, "{text}");
        }
        let report = report(&brief("Sales of **$5B** [here](https://example.com)"));
        let at = report.findings().iter().find(|it| it.finding().rule().code == "L032");
        let at = at.expect("a number").region();
        assert_eq!(at.bytes.len(), "$5B".len());
    }

    #[test]
    fn notes_are_referred_to_from_prose() {
        let notes = "notes: {lease: Of the balance sheet., other: Unused.}\n";
        let brief = brief("Stores[^lease], [^loan] and `{sales}`") + notes;
        assert_eq!(messages(&brief, "L002"), ["there is no note `loan`"]);
        assert_eq!(messages(&brief, "L080"), ["no text refers to note `other`"]);
        let help = findings(&brief, "L002")
            .first()
            .and_then(|it| it.advice().map(str::to_owned));
        assert_eq!(help.as_deref(), Some("add it under `notes`, or correct the id"));
    }
}
