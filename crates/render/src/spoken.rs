//! What a screen reader says in place of signs and abbreviations.
//!
//! Typst gives an alternative text to figures and equations, not to words. The template
//! writes `metadata((say: "about 500 thousand chips"))` before what is printed and
//! `metadata((said: true))` behind it. On the finished frames the pair becomes an equation
//! with that alternative text, which only the structure of the file knows of; once the file
//! is written, the equation becomes what it is: a span.

use std::collections::{HashMap, HashSet};

use lopdf::{Document, Object};
use typst::foundations::{Content, NativeElement as _, Value};
use typst::introspection::{Location, MetadataElem, Tag, TagFlags};
use typst::math::EquationElem;

use crate::trace::note;

/// The structure of the file is told; nobody asks where it stands.
pub(crate) const TOLD: TagFlags = TagFlags { introspectable: false, tagged: true };

/// The pairs on their way through the frames of a document.
#[derive(Default)]
pub(crate) struct Spoken {
    /// Begun and not ended, innermost last: of the page, and of each cell that goes on in
    /// a later frame.
    open: HashMap<Option<Location>, Vec<Location>>,
    /// The cell whose frame is walked.
    cell: Option<Location>,
    begins: HashSet<Location>,
    ends: HashSet<Location>,
}

impl Spoken {
    /// Says that a frame of this cell begins or ends; gives the cell around it.
    pub(crate) fn within(&mut self, cell: Option<Location>) -> Option<Location> {
        std::mem::replace(&mut self.cell, cell)
    }

    /// Whether a tag may be one of a pair.
    pub(crate) fn concerns(&self, tag: &Tag) -> bool {
        match tag {
            Tag::Start(element, _) => element.is::<MetadataElem>(),
            Tag::End(location, ..) => {
                self.begins.contains(location) || self.ends.contains(location)
            }
        }
    }

    /// Turns the tags of a pair into those of an equation; `false` if this one goes.
    pub(crate) fn tag(&mut self, tag: &mut Tag) -> bool {
        match tag {
            Tag::Start(element, flags) => {
                let Some(metadata) = element.to_packed::<MetadataElem>() else {
                    return true;
                };
                let Some(location) = element.location() else { return true };
                if let Some(words) = note(&metadata.value, "say") {
                    let equation = EquationElem::new(Content::empty());
                    let mut told = equation.with_alt(Some(words.into())).pack();
                    told.set_location(location);
                    (*element, *flags) = (told, TOLD);
                    self.open.entry(self.cell).or_default().push(location);
                    self.begins.insert(location);
                } else if is_end(&metadata.value) {
                    self.ends.insert(location);
                    return false;
                }
                true
            }
            Tag::End(location, _, flags) => {
                if self.ends.remove(location) {
                    let begun = self.open.get_mut(&self.cell).and_then(Vec::pop);
                    let Some(begun) = begun else { return false };
                    (*location, *flags) = (begun, TOLD);
                    return true;
                }
                !self.begins.remove(location)
            }
        }
    }
}

fn is_end(value: &Value) -> bool {
    matches!(value, Value::Dict(dict) if dict.contains("said"))
}

/// Makes the equations of a written file spans: none of them is one.
pub(crate) fn settle(file: &mut Document) {
    let elements = file.objects.values_mut().filter_map(|it| it.as_dict_mut().ok());
    for element in elements {
        if element.get(b"S").and_then(Object::as_name).is_ok_and(|it| it == b"Formula") {
            element.set("S", "Span");
            // The bounds of an illustration.
            element.remove(b"A");
        }
    }
}
