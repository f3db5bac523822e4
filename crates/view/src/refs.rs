//! Numbers and names by which one place of the brief points at another.
//!
//! Sources have numbers, 1, 2 …, in the order in which a reader meets them, footnotes N1,
//! N2 …, exhibits and key judgments theirs; everything else with an id goes by its name.

use std::collections::{BTreeMap, BTreeSet};

use crate::cited::{Cited, Origin};

use strata_model::markup::markup;
use strata_model::walk::{Leaf, Record, Step, Visit, Walk};
use strata_model::{Block, Brief, Id, Prose, Reading, Segment, segments};

use crate::changes::replaced;
use crate::filled::filled;
use crate::key_figure::is_table;
use crate::labels::Labels;
use crate::trail::Trail;
use crate::words::Run;

/// Where a reference leads and how it is printed.
pub(crate) struct Target {
    /// The name of the place on the page.
    pub(crate) anchor: String,
    /// What is printed.
    pub(crate) short: String,
    /// What a screen reader says of a link to it.
    pub(crate) title: String,
}

/// Every id of the brief with its target.
pub(crate) struct Refs<'a> {
    targets: BTreeMap<&'a Id, Target>,
    /// Those of definitions and of notes, which may have the id of another thing.
    terms: BTreeMap<&'a Id, Target>,
    footnotes: BTreeMap<&'a Id, Target>,
    /// Those of sections, blocks and items. One whose id is that of a figure, a source or a
    /// definition has none: nothing refers to it.
    places: BTreeMap<&'a Id, Target>,
    /// The figures in the order of their numbers.
    pub(crate) figures: Vec<&'a Id>,
    /// The sources in the order of their numbers, and which of them a figure has.
    pub(crate) cited: Cited<'a>,
    /// The footnotes in the order of their numbers.
    pub(crate) notes: Vec<&'a Id>,
    /// The readings in the order of their numbers, each with its place.
    pub(crate) readings: Vec<(String, &'a Reading)>,
    /// The places of the charts in the order of their numbers.
    pub(crate) exhibits: Vec<String>,
    /// The same of the tables, of parties as well.
    tables: Vec<String>,
}

impl Refs<'_> {
    pub(crate) fn get(&self, id: &Id) -> Option<&Target> {
        let place = || self.places.get(id);
        self.targets.get(id).or_else(place).or_else(|| self.terms.get(id))
    }

    /// The target that a definition is.
    pub(crate) fn term(&self, id: &Id) -> Option<&Target> {
        self.terms.get(id)
    }

    /// The target that a footnote is.
    pub(crate) fn footnote(&self, id: &Id) -> Option<&Target> {
        self.footnotes.get(id)
    }

    /// The number of the table at a place.
    pub(crate) fn table(&self, at: &str) -> Option<usize> {
        self.tables.iter().position(|it| it == at).map(|it| it + 1)
    }

    /// The target that a section, block or item is.
    pub(crate) fn place(&self, id: &Id) -> Option<&Target> {
        self.places.get(id)
    }

    /// A link that prints as the short name.
    pub(crate) fn run(&self, id: &Id) -> Option<Run> {
        self.get(id).map(Target::run)
    }
}

impl Target {
    /// A link to it that prints as its short name.
    pub(crate) fn run(&self) -> Run {
        let to = Some(self.anchor.clone());
        Run { text: (&self.short).into(), to, ..Run::default() }
    }
}

/// Numbers and names everything in the brief that has an id.
pub(crate) fn refs<'a>(brief: &'a Brief, labels: &'a Labels) -> Refs<'a> {
    let tour = tour(brief, labels);
    let cited = Cited::of(brief, &as_printed(brief, labels));
    let notes = notes(brief);
    let mut targets = BTreeMap::new();
    let mut footnotes = BTreeMap::new();
    let numbered = |letter: char, n: usize, name: String| {
        let short = format!("{letter}{}", n + 1);
        let title = format!("{short}, {name}");
        Target { anchor: short.clone(), short, title }
    };
    for (n, id) in notes.iter().enumerate() {
        let words = filled(brief, labels, brief.notes[*id].0.as_str());
        footnotes.insert(*id, numbered('N', n, opening(&words, OPENING)));
    }
    // Its row in the index of figures is known by the same number.
    for (n, id) in tour.figures.iter().enumerate() {
        let figure = &brief.figures[*id];
        let label = figure.label.as_str();
        let short = figure.short.as_ref().map(ToString::to_string);
        let short = short.unwrap_or_else(|| opening(label, SHORT));
        let anchor = format!("M{}", n + 1);
        targets.insert(*id, Target { anchor, short, title: label.to_owned() });
    }
    for (number, origin) in (1..).zip(&cited.origins) {
        let Origin::Source(id) = *origin else { continue };
        let title = brief.sources[id].title.as_str();
        let short = opening(title, OPENING);
        let title = format!("{}, {title}", (labels.source_number)(&number.to_string()));
        targets.insert(id, Target { anchor: anchor_of(number), short, title });
    }
    let theses = brief.thesis.len();
    for (n, (_, reading)) in tour.readings.iter().enumerate() {
        let words = || filled(brief, labels, reading.text.as_str());
        let short = match &reading.short {
            Some(short) => short.to_string(),
            None if n < theses => (labels.sentences.thesis)(n + 1),
            None => opening(&words(), OPENING),
        };
        let anchor = format!("R{}", n + 1);
        targets.insert(&reading.id, Target { anchor, title: short.clone(), short });
    }
    let named = |id: &Id, name: String| {
        let anchor = format!("id-{id}");
        Target { anchor, short: name.clone(), title: name }
    };
    let terms: BTreeMap<_, _> = brief
        .definitions
        .keys()
        .map(|id| (id, named(id, id.as_str().replace('-', " "))))
        .collect();
    let taken = |id: &Id| targets.contains_key(id) || terms.contains_key(id);
    let places = tour.places.into_iter().filter(|(id, _)| !taken(id));
    let places = places.map(|(id, name)| (id, named(id, name))).collect();
    Refs {
        targets,
        terms,
        footnotes,
        places,
        figures: tour.figures,
        cited,
        notes,
        readings: tour.readings,
        exhibits: tour.exhibits,
        tables: tour.tables,
    }
}

/// The place of a source in the list of them.
pub(crate) fn anchor_of(source: usize) -> String {
    format!("S{source}")
}

/// The footnotes in the order in which the texts refer to them: what the first pages say
/// before what stands at the back, and then those that no text refers to.
pub(crate) fn notes(brief: &Brief) -> Vec<&Id> {
    let mut found = Notes { brief, notes: Vec::new() };
    brief.title.walk(&mut found);
    brief.deck.walk(&mut found);
    brief.thesis.walk(&mut found);
    brief.sections.walk(&mut found);
    brief.verdict.walk(&mut found);
    brief.walk(&mut found);
    brief.notes.keys().for_each(|id| found.note(id.as_str()));
    found.notes
}

/// The footnotes that a walk has met.
struct Notes<'a> {
    brief: &'a Brief,
    notes: Vec<&'a Id>,
}

impl Notes<'_> {
    fn note(&mut self, id: &str) {
        if let Some((id, _)) = self.brief.notes.get_key_value(id)
            && !self.notes.contains(&id)
        {
            self.notes.push(id);
        }
    }
}

impl<'a> Visit<'a> for Notes<'a> {
    fn enter(&mut self, _: Step<'a>) {}

    fn leave(&mut self) {}

    fn leaf(&mut self, leaf: Leaf<'a>) {
        if let Leaf::Prose(text) = leaf
            && text.contains("[^")
        {
            markup(text).notes.iter().for_each(|(id, _)| self.note(id));
        }
    }
}

/// A walk through the brief in the order in which it is printed.
struct Tour<'a> {
    brief: &'a Brief,
    labels: &'a Labels,
    trail: Trail,
    exhibits: Vec<String>,
    tables: Vec<String>,
    seen: BTreeSet<&'a Id>,
    figures: Vec<&'a Id>,
    readings: Vec<(String, &'a Reading)>,
    places: Vec<(&'a Id, String)>,
}

/// The figures in the order of the pages.
fn as_printed<'a>(brief: &'a Brief, labels: &'a Labels) -> Vec<&'a Id> {
    let mut tour = Tour::new(brief, labels);
    brief.title.walk(&mut tour);
    brief.deck.walk(&mut tour);
    tour.front();
    brief.thesis.walk(&mut tour);
    brief.sections.walk(&mut tour);
    brief.verdict.walk(&mut tour);
    brief.figures.keys().for_each(|id| tour.figure(id));
    tour.figures
}

/// The front comes first, and the sections before the thesis: a figure stands in the index
/// in the order in which it is shown, not in which it is leaned on.
fn tour<'a>(brief: &'a Brief, labels: &'a Labels) -> Tour<'a> {
    let mut tour = Tour::new(brief, labels);
    let thesis = brief.thesis.iter().enumerate();
    tour.readings = thesis.map(|(n, it)| (format!("/thesis/{n}"), it)).collect();
    tour.front();
    tour.enter(Step::Key("sections"));
    brief.sections.walk(&mut tour);
    tour.leave();
    let readings = tour.readings.len();
    brief.thesis.walk(&mut tour);
    tour.readings.truncate(readings);
    brief.verdict.walk(&mut tour);
    brief.figures.keys().for_each(|id| tour.figure(id));
    tour
}

impl<'a> Tour<'a> {
    fn new(brief: &'a Brief, labels: &'a Labels) -> Self {
        Self {
            brief,
            labels,
            trail: Trail::default(),
            exhibits: Vec::new(),
            tables: Vec::new(),
            seen: BTreeSet::new(),
            figures: Vec::new(),
            readings: Vec::new(),
            places: Vec::new(),
        }
    }

    /// What stands above the key judgments.
    fn front(&mut self) {
        self.brief.next_event.walk(self);
        self.brief.recommendation.walk(self);
        self.brief.market.walk(self);
        for it in replaced(self.brief) {
            self.figure(it.old);
            self.figure(it.id);
        }
    }

    fn figure(&mut self, id: &Id) {
        if let Some((id, _)) = self.brief.figures.get_key_value(id)
            && self.seen.insert(id)
        {
            self.figures.push(id);
        }
    }

    fn place(&mut self, id: Option<&'a Id>, name: String) {
        self.places.extend(id.map(|id| (id, name)));
    }

    fn read<const MAX: usize>(&self, text: &Prose<MAX>) -> String {
        filled(self.brief, self.labels, text.as_str())
    }

    fn is_table(&self, block: &Block) -> bool {
        match block {
            Block::Table(_) | Block::Counterparties(_) => true,
            Block::Figures(figures) => is_table(self.brief, figures),
            _ => false,
        }
    }
}

impl<'a> Visit<'a> for Tour<'a> {
    fn enter(&mut self, step: Step<'a>) {
        self.trail.enter(step);
    }

    fn leave(&mut self) {
        self.trail.leave();
    }

    fn record(&mut self, record: Record<'a>) {
        match record {
            Record::Section(section) => {
                self.place(section.id.as_ref(), self.read(&section.title));
            }
            Record::Block(block) => {
                let (id, title, _) = block.head();
                let name = match block {
                    Block::Chart(_) => {
                        self.exhibits.push(self.trail.here().to_string());
                        exhibit(self.labels, self.exhibits.len())
                    }
                    _ if self.is_table(block) => {
                        self.tables.push(self.trail.here().to_string());
                        (self.labels.sentences.table)(self.tables.len())
                    }
                    _ => title.map(|title| self.read(title)).unwrap_or_default(),
                };
                self.place(id, name);
            }
            Record::Item(item) => {
                let name = item.name.as_ref().map(|name| self.read(name));
                let opening =
                    item.text.as_ref().map(|text| opening(&self.read(text), OPENING));
                self.place(item.id.as_ref(), name.or(opening).unwrap_or_default());
            }
            Record::Layer(layer) => {
                self.place(layer.id.as_ref(), self.read(&layer.name));
            }
            Record::Pole(pole) => self.place(pole.id.as_ref(), self.read(&pole.name)),
            Record::Counterparty(party) => {
                self.place(party.id.as_ref(), self.read(&party.name));
            }
            Record::Reading(reading) => {
                self.readings.push((self.trail.here().to_string(), reading));
            }
            Record::Source(_) | Record::Figure(_) | Record::Tripwire(_) => {}
        }
    }

    fn leaf(&mut self, leaf: Leaf<'a>) {
        match leaf {
            Leaf::Ref(id, _) => self.figure(id),
            Leaf::Ground(ground) => self.figure(ground.id()),
            Leaf::Shown(shown) => self.figure(shown.id()),
            Leaf::Cell(cell) => {
                if let Some(id) = cell.id() {
                    self.figure(id);
                }
            }
            Leaf::Prose(text) => {
                for segment in segments(text) {
                    match segment {
                        Segment::Reference(reference, _) => {
                            self.figure(&reference.figure);
                        }
                        Segment::Computed(derivation, _) => {
                            derivation.ids().for_each(|id| self.figure(id));
                        }
                        Segment::Words(_) | Segment::Broken(..) => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// `Exhibit 1`.
fn exhibit(labels: &Labels, number: usize) -> String {
    (labels.sentences.exhibit)(number)
}

/// The longest opening that stands for the name of an item, and the longest name of a figure
/// where it is leaned on.
const OPENING: usize = 40;
const SHORT: usize = 28;

/// The first words of a text, of at most so many letters.
pub(crate) fn opening(text: &str, most: usize) -> String {
    let text = text.trim_end_matches('.');
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words} …")
}
