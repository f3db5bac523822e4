//! What was printed where: every run of text, shape and image of the finished frames.

use std::collections::HashMap;
use std::sync::Arc;

use typst::foundations::{Content, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{
    Abs, Frame, FrameItem, GridCell, GroupItem, Point, Rect as TypstRect, Transform,
};
use typst::model::{HeadingElem, ParElem, TableCell, TitleElem};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::text::TextItem;
use typst::utils::Numeric as _;
use typst_layout::Page;

use crate::complete::BREAK;
use crate::glyphs::Glyphs;
use crate::letters::is_mark;

/// All marks on all pages, and the text in reading order.
pub(crate) struct Trace {
    pub(crate) marks: Vec<Mark>,
    /// The text of the body in reading order, [`BREAK`] between paragraphs and cells.
    /// Heads, feet and repeated table headers are left out: they only repeat.
    pub(crate) reading: String,
}

/// One thing printed.
pub(crate) struct Mark {
    /// The page, counted from 1.
    pub(crate) page: usize,
    pub(crate) zone: Zone,
    /// The block of the brief it belongs to, where the template says so.
    pub(crate) place: Option<Arc<str>>,
    /// The outermost place around it: the row of the page.
    pub(crate) row: Option<Arc<str>>,
    pub(crate) kind: Kind,
    /// The ink, in points from the top left corner of the page.
    pub(crate) ink: Rect,
    /// The part of the ink that clips leave to be seen.
    pub(crate) seen: Rect,
    /// The same without what may stand out: of text, what lies between baseline and cap
    /// height and within the advance; of a shape, what its stroke surrounds.
    pub(crate) set: Rect,
}

pub(crate) enum Kind {
    Text {
        text: String,
        /// The start of the run on its baseline, and where it ends.
        start: (f64, f64),
        end: f64,
        size: f64,
    },
    Shape {
        filled: bool,
    },
    Image,
}

/// The part of the page a mark was set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    Body,
    Header,
    Footer,
    /// Watermarks and page grounds: they lie under or over everything by intent.
    Backdrop,
}

/// A rectangle in points, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn is_empty(self) -> bool {
        self.right < self.left || self.bottom < self.top
    }

    pub(crate) fn meet(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The bounds of a Typst rectangle after a transformation; `None` where there is
    /// nothing to see, as for a run of spaces.
    fn of(rect: TypstRect, ts: Transform) -> Option<Self> {
        let (min, max) = (rect.min, rect.max);
        let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
        let mut bounds: Option<Self> = None;
        for corner in corners {
            if !corner.x.is_finite() || !corner.y.is_finite() {
                return None;
            }
            let corner = corner.transform(ts);
            let (x, y) = (corner.x.to_pt(), corner.y.to_pt());
            let point = Self { left: x, top: y, right: x, bottom: y };
            bounds = Some(bounds.map_or(point, |bounds| bounds.join(point)));
        }
        bounds
    }
}

impl Trace {
    /// The trace of pages that follow one another, counted from 1.
    pub(crate) fn of(pages: &[Page]) -> Self {
        let mut walk = Walk::default();
        for (i, page) in pages.iter().enumerate() {
            walk.page = i + 1;
            walk.frame(&page.frame, Transform::identity(), None);
        }
        let Walk { marks, strands: Strands { main, mut children, .. }, .. } = walk;
        let mut reading = String::new();
        for piece in main {
            piece.write(&mut children, &mut reading);
        }
        Self { marks, reading }
    }
}

#[derive(Default)]
struct Walk {
    page: usize,
    marks: Vec<Mark>,
    /// The blocks entered and not yet left, innermost last.
    places: Vec<Arc<str>>,
    /// The same for cells that go on in a later region.
    suspended: HashMap<Location, Vec<Arc<str>>>,
    zones: Vec<(Location, Zone)>,
    strands: Strands,
    repeated: Vec<Location>,
    glyphs: Glyphs,
}

/// Text in the order of the frames, with the parts of broken cells set aside so that
/// each can be read in one piece.
#[derive(Default)]
struct Strands {
    main: Vec<Piece>,
    children: HashMap<Location, Vec<Piece>>,
    current: Option<Location>,
}

enum Piece {
    Text(String),
    Break,
    /// The place of what was set aside for the element at this location.
    Child(Location),
}

impl Piece {
    fn write(self, children: &mut HashMap<Location, Vec<Self>>, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(&text),
            Self::Break => out.push(BREAK),
            Self::Child(location) => {
                for piece in children.remove(&location).into_iter().flatten() {
                    piece.write(children, out);
                }
            }
        }
    }
}

impl Strands {
    fn push(&mut self, piece: Piece) {
        match self.current {
            None => self.main.push(piece),
            Some(location) => self.children.entry(location).or_default().push(piece),
        }
    }
}

impl Walk {
    fn frame(&mut self, frame: &Frame, ts: Transform, clip: Option<Rect>) {
        for (pos, item) in frame.items() {
            let ts = ts.pre_concat(Transform::translate(pos.x, pos.y));
            match item {
                FrameItem::Group(group) => self.group(group, ts, clip),
                FrameItem::Text(text) => self.text(text, ts, clip),
                FrameItem::Shape(shape, span) => {
                    // A mark on a letter is no ground of anything.
                    let filled = shape.fill.is_some() && !is_mark(shape, *span);
                    let bounds = shape.bbox(false);
                    let stroke =
                        shape.stroke.as_ref().map_or(Abs::zero(), |it| it.thickness);
                    self.mark(
                        Kind::Shape { filled },
                        bounds,
                        core(bounds, stroke),
                        ts,
                        clip,
                    );
                }
                FrameItem::Image(_, size, _) => {
                    let bounds = TypstRect::from_pos_size(Point::zero(), *size);
                    self.mark(Kind::Image, bounds, bounds, ts, clip);
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.enter(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.leave(*location),
                FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &GroupItem, ts: Transform, clip: Option<Rect>) {
        let ts = ts.pre_concat(group.transform);
        let own = group.clip.as_ref().and_then(|curve| Rect::of(curve.bbox(None), ts));
        let clip = match (clip, own) {
            (Some(a), Some(b)) => Some(a.meet(b)),
            (a, b) => a.or(b),
        };
        let Some(parent) = group.parent.map(|parent| parent.location) else {
            return self.frame(&group.frame, ts, clip);
        };
        let places = self.places.clone();
        if let Some(suspended) = self.suspended.remove(&parent) {
            self.places = suspended;
        }
        let current = self.strands.current.replace(parent);
        self.frame(&group.frame, ts, clip);
        self.strands.current = current;
        self.suspended.insert(parent, std::mem::replace(&mut self.places, places));
    }

    fn text(&mut self, item: &TextItem, ts: Transform, clip: Option<Rect>) {
        if self.zone() == Zone::Body && self.repeated.is_empty() {
            self.strands.push(Piece::Text(item.text.to_string()));
        }
        let origin = Point::zero().transform(ts);
        let end = Point::with_x(item.width()).transform(ts);
        let kind = Kind::Text {
            text: item.text.to_string(),
            start: (origin.x.to_pt(), origin.y.to_pt()),
            end: end.x.to_pt(),
            size: item.size.to_pt(),
        };
        let ink = self.glyphs.ink(item);
        let caps = item.font.metrics().cap_height.at(item.size);
        let line = TypstRect::new(Point::with_y(-caps), Point::with_x(edge(item)));
        let line = TypstRect::new(line.min.max(ink.min), line.max.min(ink.max));
        self.mark(kind, ink, line, ts, clip);
    }

    fn mark(
        &mut self,
        kind: Kind,
        ink: TypstRect,
        set: TypstRect,
        ts: Transform,
        clip: Option<Rect>,
    ) {
        let (Some(ink), Some(set)) = (Rect::of(ink, ts), Rect::of(set, ts)) else {
            return;
        };
        let zone = self.zone();
        let places = if zone == Zone::Body { self.places.as_slice() } else { &[] };
        let (place, row) = (places.last().cloned(), places.first().cloned());
        let page = self.page;
        let clipped = |rect: Rect| clip.map_or(rect, |clip| rect.meet(clip));
        let (seen, set) = (clipped(ink), clipped(set));
        self.marks.push(Mark { page, zone, place, row, kind, ink, seen, set });
    }

    fn zone(&self) -> Zone {
        self.zones.last().map_or(Zone::Body, |(_, zone)| *zone)
    }

    fn enter(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        if let Some(metadata) = element.to_packed::<MetadataElem>() {
            if let Some(path) = note(&metadata.value, "at") {
                self.places.push(path.into());
            } else if let Some(path) = note(&metadata.value, "end")
                && let Some(depth) = self.places.iter().rposition(|at| **at == *path)
            {
                self.places.truncate(depth);
            }
        } else if let Some(artifact) = element.to_packed::<ArtifactElem>() {
            if let Some(zone) = zone(artifact.kind.get(StyleChain::default())) {
                self.zones.push((location, zone));
            }
        } else if self.zone() == Zone::Body {
            // A head or foot between two parts of a paragraph does not end it.
            let cell = element.to_packed::<TableCell>();
            if cell.is_some_and(|cell| cell.is_repeated.get(StyleChain::default())) {
                self.repeated.push(location);
            }
            if cell.is_some()
                || element.is::<GridCell>()
                || element.is::<ParElem>()
                || element.is::<HeadingElem>()
                || element.is::<TitleElem>()
            {
                self.strands.push(Piece::Break);
            }
            self.strands.push(Piece::Child(location));
        }
    }

    fn leave(&mut self, location: Location) {
        if self.zones.last().is_some_and(|(start, _)| *start == location) {
            self.zones.pop();
        }
        if self.repeated.last() == Some(&location) {
            self.repeated.pop();
        }
    }
}

/// Where a run ends that may hang its last point, comma or hyphen into the margin, and
/// spaces behind it.
fn edge(item: &TextItem) -> Abs {
    let text = item.text.trim_end();
    let hangs = text.chars().next_back().filter(|c| !c.is_alphanumeric());
    let kept = text.len() - hangs.map_or(0, char::len_utf8);
    let hanging =
        item.glyphs.iter().filter(|glyph| usize::from(glyph.range.start) >= kept);
    item.width() - hanging.map(|glyph| glyph.x_advance.at(item.size)).sum()
}

/// A shape without its stroke, which is drawn half outside, and without the half stroke
/// by which Typst lengthens the rules of a table: a rule on the edge is no fault.
fn core(bounds: TypstRect, stroke: Abs) -> TypstRect {
    let inset = |low: Abs, high: Abs| {
        let by = (0.5 * stroke).min(0.5 * (high - low));
        (low + by, high - by)
    };
    let (left, right) = inset(bounds.min.x, bounds.max.x);
    let (top, bottom) = inset(bounds.min.y, bounds.max.y);
    TypstRect::new(Point::new(left, top), Point::new(right, bottom))
}

/// A string the template left in a metadata element: `metadata((at: "/sections/0"))`.
pub(crate) fn note<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    match value {
        Value::Dict(dict) => match dict.get(key) {
            Ok(Value::Str(text)) => Some(text.as_str()),
            _ => None,
        },
        _ => None,
    }
}

fn zone(kind: ArtifactKind) -> Option<Zone> {
    match kind {
        ArtifactKind::Header => Some(Zone::Header),
        ArtifactKind::Footer => Some(Zone::Footer),
        ArtifactKind::Background | ArtifactKind::Watermark | ArtifactKind::Page => {
            Some(Zone::Backdrop)
        }
        _ => None,
    }
}
