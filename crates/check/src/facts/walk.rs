//! The model's walk over a brief, as it fills the index.

use std::ops::Range;

use strata_model::markup::{Unmarked, markup, may_be_marked, unmarked};
use strata_model::walk::{Leaf, Record, Step, Visit, Walk};
use strata_model::{Brief, Derivation, Id, IdKind, Segment};
use strata_syntax::path::Part;

use super::gathered::{Facts, Passage, Reference, Thing};
use super::path_arena::ArenaPath;

/// Visits everything.
pub(super) fn brief<'b>(index: &mut Facts<'b>, brief: &'b Brief) {
    let above = vec![Level { step: None, site: Some(index.root) }];
    brief.walk(&mut Filling { index, above, key: None, kind: None, figures: 0 });
}

/// An index while it is filled.
struct Filling<'b, 'i> {
    index: &'i mut Facts<'b>,
    /// Where the walk is: the brief itself first.
    above: Vec<Level<'b>>,
    /// The last key that is an id.
    key: Option<&'b Id>,
    /// What an `id` in the record is the id of.
    kind: Option<IdKind>,
    /// The number of the place of all figures.
    figures: usize,
}

/// A step of the walk. Most lead to nothing that a rule looks at: the place is made when it
/// is asked for.
struct Level<'b> {
    step: Option<Step<'b>>,
    site: Option<ArenaPath<'b>>,
}

impl<'b> Filling<'b, '_> {
    /// Where the walk is.
    fn site(&mut self) -> ArenaPath<'b> {
        let known = self.above.iter().rposition(|level| level.site.is_some());
        let known = known.unwrap_or_default();
        let mut site =
            self.above.get(known).and_then(|it| it.site).unwrap_or(self.index.root);
        for level in self.above.iter_mut().skip(known + 1) {
            site = match level.step {
                Some(Step::Key(key)) => site.key(key),
                Some(Step::Period(period)) => site.period(period),
                Some(Step::Index(index)) => site.index(index),
                None => site,
            };
            level.site = Some(site);
        }
        site
    }

    /// Whether the walk stands at the map of all figures.
    fn is_at_figures(&self) -> bool {
        matches!(self.above.as_slice(), [_, at] if at.step == Some(Step::Key("figures")))
    }

    fn refer(&mut self, id: &'b str, wants: Option<IdKind>, part: Part) {
        let place = (self.site(), part);
        self.index.references.push(Reference { id, number: 0, wants, place });
    }

    fn name(&mut self, id: &'b Id, kind: IdKind, path: ArenaPath<'b>, part: Part) {
        let named = (self.site(), part);
        self.index.things.push(Thing { id: id.as_str(), kind, path, named });
    }

    /// Notes the figures of a value that is computed between braces.
    fn operands(
        &mut self,
        passage: &Passage<'b>,
        braces: &Range<usize>,
        derivation: &Derivation,
    ) {
        let text = passage.text.get(braces.clone()).unwrap_or("");
        let mut from = 0;
        for id in derivation.ids() {
            let start = word_from(text, from, id.as_str());
            from = start + id.as_str().len();
            if let Some(id) = text.get(start..from) {
                let place = passage.part(braces.start + start..braces.start + from).1;
                self.refer(id, Some(IdKind::Figure), place);
            }
        }
    }

    fn prose(&mut self, text: &'b str) {
        let path = self.site();
        let passage = Passage::new(self.unmarked(text, path), path);
        for segment in &passage.segments {
            match segment {
                Segment::Reference(reference, range) => {
                    let start = range.start + 1;
                    let end = start + reference.figure.as_str().len();
                    if let Some(id) = passage.text.get(start..end) {
                        let part = passage.part(range.clone()).1;
                        self.refer(id, Some(IdKind::Figure), part);
                    }
                }
                Segment::Computed(derivation, range) => {
                    self.operands(&passage, range, derivation);
                }
                Segment::Words(_) | Segment::Broken(..) => {}
            }
        }
        self.index.prose.push(passage);
    }

    /// A text without its marks, which are noted.
    fn unmarked(&mut self, text: &'b str, path: ArenaPath<'b>) -> Unmarked<'b> {
        if !may_be_marked(text) {
            return unmarked(text);
        }
        let markup = markup(text);
        let at = |bytes: &Range<usize>| (path, Part::Within(bytes.clone()));
        for (note, bytes) in &markup.notes {
            self.refer(note, Some(IdKind::Note), Part::Within(bytes.clone()));
        }
        let links = markup.links.iter().map(|(link, bytes)| (*link, at(bytes)));
        self.index.links.extend(links);
        let unread = markup.unread.iter().map(|(what, bytes)| (*what, at(bytes)));
        self.index.unread.extend(unread);
        markup.unmarked(text)
    }
}

impl<'b> Visit<'b> for Filling<'b, '_> {
    fn enter(&mut self, step: Step<'b>) {
        self.above.push(Level { step: Some(step), site: None });
        if self.is_at_figures() {
            self.figures = self.site().number();
        }
    }

    fn leave(&mut self) {
        if self.is_at_figures() {
            self.index.apart = self.figures..self.index.root.next();
        }
        self.above.pop();
    }

    fn record(&mut self, record: Record<'b>) {
        self.kind = record.kind();
        let key = self.key.take();
        match record {
            Record::Figure(figure) => {
                let path = self.site();
                self.index.figures.extend(key.map(|id| (id, figure, path)));
            }
            Record::Reading(reading) => {
                let path = self.site();
                self.index.readings.push((reading, path));
            }
            Record::Item(item) => {
                let path = self.site();
                self.index.items.push((item, path));
            }
            Record::Source(_)
            | Record::Tripwire(_)
            | Record::Section(_)
            | Record::Block(_)
            | Record::Layer(_)
            | Record::Pole(_)
            | Record::Counterparty(_) => {}
        }
    }

    fn key(&mut self, key: Leaf<'b>, names: Option<IdKind>) {
        match key {
            Leaf::Id(id) => {
                self.key = Some(id);
                if let Some(kind) = names {
                    let path = self.site();
                    self.name(id, kind, path, Part::Key);
                }
            }
            Leaf::Period(period) => {
                let place = (self.site(), Part::Key);
                self.index.periods.push((period, place));
            }
            _ => {}
        }
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        match leaf {
            Leaf::Prose(text) => self.prose(text),
            Leaf::Id(id) => {
                let at = self.site();
                if let (Some(kind), Some(path)) = (self.kind, at.parent()) {
                    self.name(id, kind, path, Part::Value);
                }
            }
            Leaf::Ref(id, wants) => self.refer(id.as_str(), Some(wants), Part::Value),
            Leaf::Ground(ground) => {
                let id = ground.id().as_str();
                let part = match ground.has_aspect() {
                    true => Part::Within(0..id.len()),
                    false => Part::Value,
                };
                self.refer(id, None, part);
            }
            Leaf::Shown(shown) => {
                let id = shown.id().as_str();
                let part = match shown.comparison() {
                    Some(_) => Part::Within(0..id.len()),
                    None => Part::Value,
                };
                self.refer(id, Some(IdKind::Figure), part);
            }
            Leaf::Cell(cell) => {
                let Some(id) = cell.id() else { return };
                let part = match cell.has_aspect() {
                    true => Part::Within(0..id.as_str().len()),
                    false => Part::Value,
                };
                self.refer(id.as_str(), Some(IdKind::Figure), part);
            }
            Leaf::Derivation(derivation) => {
                let text = derivation.to_string();
                let mut from = 0;
                for id in derivation.ids() {
                    let start = word_from(&text, from, id.as_str());
                    from = start + id.as_str().len();
                    self.refer(
                        id.as_str(),
                        Some(IdKind::Figure),
                        Part::Within(start..from),
                    );
                }
            }
            Leaf::Quantity(quantity) => {
                let site = self.site();
                self.index.quantities.push((quantity, site));
            }
            Leaf::Change(change) => {
                for size in change.sizes() {
                    let site = self.site();
                    self.index.quantities.push((size, site));
                }
            }
            Leaf::Period(period) => {
                let place = (self.site(), Part::Value);
                self.index.periods.push((period, place));
            }
            Leaf::Text(text) => {
                let may = memchr::memchr3(b'*', b'[', b']', text.as_bytes()).is_some();
                if may && ["**", "](", "[^"].iter().any(|mark| text.contains(mark)) {
                    let path = self.site();
                    self.index.marked_texts.push((text, path));
                }
            }
            Leaf::Date(_) | Leaf::Word(_) | Leaf::Code(_) => {}
        }
    }
}

/// Where a word begins that stands between spaces, at or after an offset: `capex` is not
/// found in `net-capex`.
fn word_from(text: &str, from: usize, word: &str) -> usize {
    let mut start = 0;
    for one in text.split([' ', '=', '}']) {
        if start >= from && one == word {
            return start;
        }
        start += one.len() + 1;
    }
    from
}
