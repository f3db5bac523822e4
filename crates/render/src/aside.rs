//! What stands at the foot of a page and is read behind the brief.
//!
//! All of a foot is an artifact to Typst. The template writes `metadata((aside: KEY))` before
//! what is none and `metadata((resumed: true))` behind it, and `metadata((asides: KEY))` where
//! it is to be read. On the finished frames what lies between the first two becomes a logical
//! child of the third, as the entry of a footnote is one of its number.

use std::collections::BTreeMap;

use typst::foundations::{Content, NativeElement as _, Value};
use typst::introspection::{Introspector as _, Location, MetadataElem, Tag};
use typst::layout::{
    Frame, FrameItem, FrameParent, GroupItem, Inherit, PlaceElem, Point,
};
use typst_layout::PagedDocument;

use crate::spoken::TOLD;
use crate::trace::note;

/// Where the asides of each brief are read.
#[derive(Default)]
pub(crate) struct Asides {
    places: BTreeMap<String, Location>,
}

impl Asides {
    pub(crate) fn of(document: &PagedDocument) -> Self {
        let marked = document.introspector().query(&MetadataElem::ELEM.select());
        let places = marked.iter().filter_map(|element| {
            let metadata = element.to_packed::<MetadataElem>()?;
            Some((note(&metadata.value, "asides")?.to_owned(), element.location()?))
        });
        Self { places: places.collect() }
    }

    /// Makes the mark of a place an element that may have logical children.
    pub(crate) fn tag(&self, tag: &mut Tag) {
        match tag {
            Tag::Start(element, flags) => {
                let Some(location) = element.location() else { return };
                if is(element, "asides") {
                    let place = PlaceElem::new(Content::empty()).with_float(true);
                    *element = place.pack();
                    element.set_location(location);
                    *flags = TOLD;
                }
            }
            Tag::End(location, _, flags) => {
                if self.places.values().any(|it| it == location) {
                    *flags = TOLD;
                }
            }
        }
    }

    /// Puts what is read elsewhere into a group of its own.
    pub(crate) fn part(&self, frame: &mut Frame) {
        let mut found = frame.items().enumerate().filter_map(|(at, (_, item))| {
            let FrameItem::Tag(Tag::Start(element, _)) = item else { return None };
            let metadata = element.to_packed::<MetadataElem>()?;
            let parent = self.places.get(note(&metadata.value, "aside")?);
            Some((at, *parent?))
        });
        let Some((first, parent)) = found.next() else { return };
        let ends = |item: &FrameItem| matches!(item, FrameItem::Tag(Tag::Start(it, _)) if is(it, "resumed"));
        let Some(after) = frame.items().position(|(_, item)| ends(item)) else { return };

        let mut whole = Frame::new(frame.size(), frame.kind());
        let mut own = Frame::soft(frame.size());
        for (at, (point, item)) in frame.items().enumerate() {
            if at == after {
                let mut group = GroupItem::new(std::mem::take(&mut own));
                group.parent = Some(FrameParent::new(parent, Inherit::Yes));
                whole.push(Point::zero(), FrameItem::Group(group));
            }
            let into = if (first..after).contains(&at) { &mut own } else { &mut whole };
            into.push(*point, item.clone());
        }
        if frame.has_baseline() {
            whole.set_baseline(frame.baseline());
        }
        *frame = whole;
    }
}

fn is(element: &Content, key: &str) -> bool {
    element
        .to_packed::<MetadataElem>()
        .is_some_and(|it| matches!(&it.value, Value::Dict(dict) if dict.contains(key)))
}
