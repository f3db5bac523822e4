//! Inner links: addresses while the pages are laid out, positions once they are.
//!
//! A link to a label makes Typst lay out everything a second time and costs as much as
//! the first. An address costs nothing, so the template writes `strata:ref/NAME` and
//! marks the target with `metadata((anchor: "NAME", title: "what it is"))`; here the
//! addresses become positions, what is to be said aloud its tags (`spoken.rs`), what is read
//! elsewhere a group (`aside.rs`), and runs of text what they are copied as (`letters.rs`).

use std::collections::HashMap;

use typst::foundations::NativeElement as _;
use typst::introspection::{Introspector as _, MetadataElem, PagedPosition, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document as _, LinkMarker};
use typst_layout::PagedDocument;

use crate::aside::Asides;
use crate::error::{Fault, FaultKind, TypesetError};
use crate::letters::{self, Letters};
use crate::spoken::Spoken;
use crate::trace::note;

const PLACEHOLDER: &str = "strata:ref/";
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The same document with every placeholder address turned into a position.
///
/// # Errors
///
/// A placeholder without a target, a target marked twice, or an address with another
/// scheme than https, http and mailto.
pub(crate) fn settle(document: &PagedDocument) -> Result<PagedDocument, TypesetError> {
    let mut links = Links {
        anchors: HashMap::new(),
        faults: Vec::new(),
        page: 0,
        spoken: Spoken::default(),
        letters: Letters::default(),
        asides: Asides::of(document),
    };
    links.collect(document);

    let mut pages: Vec<_> = document.pages().to_vec();
    for (i, page) in pages.iter_mut().enumerate() {
        links.page = i + 1;
        links.frame(&mut page.frame);
    }
    TypesetError::unless_empty(links.faults)?;
    Ok(PagedDocument::new(pages.into(), document.info().clone()))
}

/// The page, counted from 1, on which a target is marked.
pub(crate) fn page_of(document: &PagedDocument, anchor: &str) -> Option<usize> {
    let introspector = document.introspector();
    let marked = introspector.query(&MetadataElem::ELEM.select());
    let found = marked.iter().find(|element| {
        let metadata = element.to_packed::<MetadataElem>();
        metadata.is_some_and(|it| note(&it.value, "anchor") == Some(anchor))
    })?;
    Some(introspector.position(found.location()?)?.page.get())
}

struct Links {
    anchors: HashMap<String, Anchor>,
    faults: Vec<Fault>,
    page: usize,
    spoken: Spoken,
    letters: Letters,
    asides: Asides,
}

struct Anchor {
    position: PagedPosition,
    /// What a screen reader says of a link to it.
    title: String,
}

impl Links {
    fn collect(&mut self, document: &PagedDocument) {
        let introspector = document.introspector();
        for element in introspector.query(&MetadataElem::ELEM.select()) {
            let Some(metadata) = element.to_packed::<MetadataElem>() else { continue };
            let Some(name) = note(&metadata.value, "anchor") else { continue };
            let position = element.location().and_then(|at| introspector.position(at));
            let Some(position) = position else { continue };
            let page = position.page.get();
            let title = note(&metadata.value, "title").unwrap_or(name).to_owned();
            let anchor = Anchor { position, title };
            if self.anchors.insert(name.to_owned(), anchor).is_some() {
                self.page = page;
                self.fault(format!("the target `{name}` is marked twice"));
            }
        }
    }

    fn frame(&mut self, frame: &mut Frame) {
        // Touching a frame copies what it shares with the cache.
        if !self.concerns(frame) {
            return;
        }
        if letters::concerns(frame) {
            self.letters.mend(frame);
        }
        self.asides.part(frame);
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => match &group.parent {
                    Some(parent) => {
                        let around = self.spoken.within(Some(parent.location));
                        self.frame(&mut group.frame);
                        self.spoken.within(around);
                    }
                    None => self.frame(&mut group.frame),
                },
                FrameItem::Link(target, _) => self.link(target),
                FrameItem::Tag(tag) => {
                    if let Tag::Start(element, _) = tag
                        && let Some(marker) = element.to_packed_mut::<LinkMarker>()
                    {
                        self.marker(marker);
                    }
                    self.asides.tag(tag);
                    return self.spoken.tag(tag);
                }
                _ => {}
            }
            true
        });
    }

    fn concerns(&self, frame: &Frame) -> bool {
        letters::concerns(frame)
            || frame.items().any(|(_, item)| match item {
                FrameItem::Group(group) => self.concerns(&group.frame),
                FrameItem::Link(Destination::Url(_), _) => true,
                FrameItem::Tag(tag) => match tag {
                    Tag::Start(element, _) if element.is::<LinkMarker>() => true,
                    tag => self.spoken.concerns(tag),
                },
                _ => false,
            })
    }

    fn link(&mut self, target: &mut Destination) {
        let Destination::Url(url) = target else { return };
        if let Some(name) = url.strip_prefix(PLACEHOLDER) {
            match self.anchors.get(name) {
                Some(anchor) => *target = Destination::Position(anchor.position),
                None => self.fault(format!("nothing is marked as the target `{name}`")),
            }
        } else if !SCHEMES.iter().any(|scheme| url.starts_with(scheme)) {
            self.fault(format!("the address `{}` is not a web or mail address", **url));
        }
    }

    fn marker(&mut self, marker: &mut LinkMarker) {
        let name = marker.alt.as_ref().and_then(|alt| alt.strip_prefix(PLACEHOLDER));
        if let Some(anchor) = name.and_then(|name| self.anchors.get(name)) {
            marker.alt = Some(anchor.title.as_str().into());
        }
    }

    fn fault(&mut self, what: String) {
        let fault = Fault::new(FaultKind::Link, what);
        self.faults.push(Fault { page: Some(self.page), ..fault });
    }
}
