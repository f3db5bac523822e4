//! Everything a brief says, leaf by leaf, in the words in which it is printed.
//!
//! Two looks are taken at it: before the press, whether the faces have every character, and
//! after it, whether every word is on the pages. What counts as printed is said here, once
//! for the press and for whoever reads its files.

mod place;

use strata_check::{Path, Step};
use strata_model::markup::{Flow, Phrase, markup, may_be_marked};
use strata_model::walk::{self, Leaf, Record, Visit, Walk};
use strata_model::{Brief, Id};

pub use place::{Place, Row};

use crate::diagram::{Piece, in_cells, pieces};
use crate::face::Face;
use crate::filled::{line, printed};
use crate::labels::{Labels, labels};
use crate::refs::notes;
use crate::trail::Trail;
use place::Places;

/// A string of the brief, as printed.
pub struct Printed {
    /// Where it stands in the brief.
    pub path: Path,
    /// The words on the page.
    pub text: String,
    /// What of the page shows that it is printed.
    pub place: Place,
    /// Whether the author has marked any of them as strong, and as emphasis.
    marked: (bool, bool),
}

/// Texts, days and periods that do not stand on the page: what a machine reads, the words
/// of a source that the author quotes to the check, since when a superlative counts, and
/// names for where there is little room.
/// All of it is in the attached data. Ids print as numbers and names, and the words of
/// closed lists as labels, wherever they stand.
const SILENT: [&str; 7] =
    ["$schema", "allow", "archived-hash", "concept", "quote", "short", "since"];

/// The keys whose days and periods the front box prints in short.
const BOXED: [&str; 4] = ["data-cut-off", "next-event", "price-date", "recommendation"];

/// Every leaf that is to be printed.
#[must_use]
pub fn content(brief: &Brief) -> Vec<Printed> {
    let labels = labels(brief.language.unwrap_or_default());
    let trail = Trail::default();
    let notes = notes(brief);
    let printed = Vec::new();
    let mut content = Content {
        brief,
        labels,
        notes,
        places: Places::new(brief, labels),
        trail,
        silent: 0,
        cells: Cells::default(),
        printed,
    };
    brief.walk(&mut content);
    content.printed
}

struct Content<'b> {
    brief: &'b Brief,
    labels: &'b Labels,
    notes: Vec<&'b Id>,
    places: Places<'b>,
    trail: Trail,
    /// How many steps of it lead into what is not printed.
    silent: usize,
    cells: Cells,
    printed: Vec<Printed>,
}

/// Whether the walk is in a layer whose items stand in cells, and in one of them.
#[derive(Default)]
struct Cells {
    layer: bool,
    item: bool,
}

impl<'b> Visit<'b> for Content<'_> {
    fn enter(&mut self, step: walk::Step<'b>) {
        let is_silent = matches!(step, walk::Step::Key(key)
            if SILENT.contains(&key) && !is_chosen(&self.trail.here()));
        self.silent += usize::from(is_silent || self.silent > 0);
        self.trail.enter(step);
    }

    fn leave(&mut self) {
        self.trail.leave();
        self.silent = self.silent.saturating_sub(1);
    }

    fn record(&mut self, record: Record<'b>) {
        if let Record::Layer(layer) = record {
            self.cells.layer = in_cells(layer);
        }
        if let Record::Section(_) | Record::Block(_) = record {
            self.cells.layer = false;
        }
        self.cells.item = self.cells.layer && matches!(record, Record::Item(_));
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        let text = match leaf {
            _ if self.silent > 0 => return,
            Leaf::Prose(text) => return self.prose(text),
            Leaf::Text(text) => text.to_owned(),
            Leaf::Quantity(quantity) => self.labels.quantity(quantity),
            Leaf::Change(change) => self.labels.change(change),
            Leaf::Period(period) if self.at_front() => self.labels.short_period(period),
            Leaf::Period(period) => self.labels.period(period),
            Leaf::Date(day) if self.at_front() => self.labels.short_day(day),
            Leaf::Date(day) => self.labels.day(day),
            Leaf::Id(_)
            | Leaf::Ref(..)
            | Leaf::Ground(_)
            | Leaf::Cell(_)
            | Leaf::Shown(_)
            | Leaf::Derivation(_)
            | Leaf::Word(_)
            | Leaf::Code(_) => return,
        };
        let path = self.trail.here();
        let place = self.places.of(&path, leaf, &text);
        self.printed.push(Printed { path, text, place, marked: (false, false) });
    }
}

impl Content<'_> {
    /// Whether the leaf stands in the front box, where there is little room.
    fn at_front(&self) -> bool {
        self.trail
            .here()
            .steps()
            .first()
            .is_some_and(|step| matches!(step, Step::Key(key) if BOXED.contains(&&**key)))
    }

    /// A text of several paragraphs is printed in as many pieces, and so is one whose numbers
    /// stand in cells.
    fn prose(&mut self, written: &str) {
        let path = self.trail.here();
        let marked = match may_be_marked(written) {
            true => marked(&markup(written).flow),
            false => (false, false),
        };
        let of_item = self.cells.item && key(&path) == "text";
        let cells = if of_item { self.cells(written) } else { Vec::new() };
        let texts = if cells.is_empty() {
            printed(self.brief, self.labels, &self.notes, written)
        } else {
            cells
        };
        for text in texts {
            let (path, place) = (path.clone(), self.places.of_prose(&path));
            self.printed.push(Printed { path, text, place, marked });
        }
    }

    /// What stands in the cells of an item; a mark between a number and its words does not.
    fn cells(&self, written: &str) -> Vec<String> {
        let (brief, labels, notes) = (self.brief, self.labels, &self.notes);
        let line = |phrases: &[Phrase<'_>]| line(brief, labels, notes, written, phrases);
        let of = |piece: &Piece<'_>| {
            let value = line(std::slice::from_ref(&piece.value));
            let words = line(&piece.words);
            if piece.mark.is_empty() { vec![value + &words] } else { vec![value, words] }
        };
        pieces(brief, labels, written).iter().flat_map(of).collect()
    }
}

/// Whether anything in a text is strong, and whether anything is emphasis.
fn marked(flow: &[Flow<'_>]) -> (bool, bool) {
    let either = |a: (bool, bool), b: (bool, bool)| (a.0 || b.0, a.1 || b.1);
    let of = |part: &Flow<'_>| match part {
        Flow::Paragraph(phrases) => {
            let styles = phrases.iter().map(|it| (it.style.strong, it.style.emphasis));
            styles.fold((false, false), either)
        }
        Flow::List(_, items) => {
            items.iter().map(|item| marked(item)).fold((false, false), either)
        }
        // A short quotation is set in the italic face.
        Flow::Quotation(inner) => (marked(inner).0, true),
    };
    flow.iter().map(of).fold((false, false), either)
}

/// Whether the keys of a map are chosen by the author: ids and dimensions.
fn is_chosen(map: &Path) -> bool {
    match map.steps() {
        [Step::Key(map)] => {
            matches!(&**map, "figures" | "sources" | "definitions" | "notes" | "units")
        }
        [Step::Key(figures), _, Step::Key(map)] => {
            **figures == *"figures" && matches!(&**map, "dimensions" | "history")
        }
        _ => false,
    }
}

/// The last key on the path, and the map it is a member of.
fn key(path: &Path) -> &str {
    let keys = path.steps().iter().rev().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    let mut keys = keys;
    let last = keys.next().unwrap_or_default();
    let is_member =
        path.steps().len() > 2 && path.parent().is_some_and(|map| is_chosen(&map));
    if is_member { keys.next().unwrap_or(last) } else { last }
}

/// The faces in which a leaf may be printed.
pub fn faces(leaf: &Printed) -> Vec<Face> {
    let plain = faces_of(&leaf.path);
    let (strong, emphasis) = leaf.marked;
    let strong = plain.iter().filter(|_| strong).map(|face| face.strong());
    let emphasis = plain.iter().filter(|_| emphasis).map(|face| face.emphasis());
    plain.iter().copied().chain(strong).chain(emphasis).collect()
}

/// The faces of a leaf without its marks.
fn faces_of(path: &Path) -> &'static [Face] {
    let top = matches!(path.steps(), [Step::Key(_)])
        || matches!(path.steps(), [Step::Key(sections), Step::Index(_), Step::Key(_)]
            if **sections == *"sections");
    match key(path) {
        "title" if top => &[Face::DisplaySemibold, Face::Sans],
        "text" if matches!(&path.steps()[0], Step::Key(it) if **it == *"verdict") => {
            &[Face::Display]
        }
        "text" | "support" | "lead" | "deck" | "paragraphs" | "gap" | "benefit"
        | "barrier" => &[Face::Serif, Face::Sans, Face::SansBold],
        _ => &[Face::Sans, Face::SansSemibold, Face::SansBold],
    }
}
