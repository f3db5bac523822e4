//! Numbers and names by which one place of the brief points at another.
//!
//! Figures are M1, M2 …, sources S1, S2 …, readings R1, R2 … in the order in which a reader
//! meets them; everything else with an id goes by its name.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::walk::{Leaf, Record, Step, Visit, Walk};
use strata_model::{Block, Brief, Id, Prose, Reading, Segment, segments};

use crate::filled::filled;
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
    /// The figures in the order of their numbers.
    pub(crate) figures: Vec<&'a Id>,
    /// The sources in the order of their numbers.
    pub(crate) sources: Vec<&'a Id>,
    /// The readings in the order of their numbers, each with its place.
    pub(crate) readings: Vec<(String, &'a Reading)>,
    /// The places of the charts in the order of their numbers.
    pub(crate) exhibits: Vec<String>,
}

impl Refs<'_> {
    pub(crate) fn get(&self, id: &Id) -> Option<&Target> {
        self.targets.get(id)
    }

    /// A link that prints as the short name.
    pub(crate) fn run(&self, id: &Id) -> Option<Run> {
        let target = self.get(id)?;
        Some(Run { text: (&target.short).into(), to: Some(target.anchor.clone()) })
    }
}

/// Numbers and names everything in the brief that has an id.
pub(crate) fn refs<'a>(brief: &'a Brief, labels: &'a Labels) -> Refs<'a> {
    let tour = tour(brief, labels);
    let sources = sources(brief, &tour.figures);
    let mut targets = BTreeMap::new();
    let mut number = |letter: char, ids: &[&'a Id], name: &dyn Fn(&Id) -> String| {
        for (n, id) in ids.iter().enumerate() {
            let short = format!("{letter}{}", n + 1);
            let title = format!("{short}, {}", name(id));
            targets.insert(*id, Target { anchor: short.clone(), short, title });
        }
    };
    number('M', &tour.figures, &|id| brief.figures[id].label.to_string());
    number('S', &sources, &|id| brief.sources[id].title.to_string());
    let readings: Vec<_> = tour.readings.iter().map(|(_, it)| &it.id).collect();
    let kind = |(_, it): &(String, &'a Reading)| (&it.id, labels.claim_kind(it.kind));
    let kinds: BTreeMap<_, _> = tour.readings.iter().map(kind).collect();
    number('R', &readings, &|id| kinds.get(id).copied().unwrap_or_default().to_owned());
    for (id, name) in tour.places {
        let anchor = format!("id-{id}");
        targets.insert(id, Target { anchor, short: name.clone(), title: name });
    }
    Refs {
        targets,
        figures: tour.figures,
        sources,
        readings: tour.readings,
        exhibits: tour.exhibits,
    }
}

/// The sources in the order in which the figures cite them, then the others.
fn sources<'a>(brief: &'a Brief, figures: &[&Id]) -> Vec<&'a Id> {
    let cited = figures.iter().flat_map(|id| {
        let figure = &brief.figures[*id];
        figure
            .source
            .iter()
            .chain(figure.corroborated_by.iter().map(|other| &other.source))
    });
    let mut seen = BTreeSet::new();
    let known = cited.filter_map(|id| Some(brief.sources.get_key_value(id.id())?.0));
    known.chain(brief.sources.keys()).filter(|id| seen.insert(*id)).collect()
}

/// A walk through the brief in the order in which it is printed.
struct Tour<'a> {
    brief: &'a Brief,
    labels: &'a Labels,
    trail: Trail,
    exhibits: Vec<String>,
    seen: BTreeSet<&'a Id>,
    figures: Vec<&'a Id>,
    readings: Vec<(String, &'a Reading)>,
    places: Vec<(&'a Id, String)>,
}

/// The sections come before the thesis: a figure gets its number where it is shown, not
/// where it is first leaned on.
fn tour<'a>(brief: &'a Brief, labels: &'a Labels) -> Tour<'a> {
    let thesis = brief.thesis.iter().enumerate();
    let mut tour = Tour {
        brief,
        labels,
        trail: Trail::default(),
        exhibits: Vec::new(),
        seen: BTreeSet::new(),
        figures: Vec::new(),
        readings: thesis.map(|(n, it)| (format!("/thesis/{n}"), it)).collect(),
        places: Vec::new(),
    };
    tour.enter(Step::Key("sections"));
    brief.sections.walk(&mut tour);
    tour.leave();
    let readings = tour.readings.len();
    brief.thesis.walk(&mut tour);
    tour.readings.truncate(readings);
    brief.verdict.walk(&mut tour);
    brief.figures.keys().for_each(|id| tour.figure(id));
    let terms = brief.definitions.keys();
    terms.for_each(|id| tour.place(Some(id), id.as_str().replace('-', " ")));
    tour
}

impl<'a> Tour<'a> {
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

    /// The place of the walk in the list around it, counted from 1.
    fn number(&self) -> usize {
        match self.trail.here().steps().last() {
            Some(strata_check::Step::Index(at)) => at + 1,
            _ => 1,
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
                    _ => title.map(|title| self.read(title)).unwrap_or_default(),
                };
                self.place(id, name);
            }
            Record::Item(item) => {
                let name = item.name.as_ref().map(|name| self.read(name));
                let opening = item.text.as_ref().map(|text| opening(&self.read(text)));
                self.place(item.id.as_ref(), name.or(opening).unwrap_or_default());
            }
            Record::Layer(layer) => {
                let name = self.read(&layer.name);
                let name = (self.labels.sentences.layer)(self.number(), &name);
                self.place(layer.id.as_ref(), name);
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
    (labels.sentences.exhibit)(number).trim_end_matches('.').to_owned()
}

/// The first words of a text, for an item without a name.
fn opening(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim_end_matches('.');
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words} …")
}
