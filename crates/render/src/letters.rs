//! Runs of text as they are copied and searched: what only tells lines where to end is
//! taken out of them, and a letter with marks is one character with the marks drawn at it.
//!
//! Typst begins a run at each height of a mark, and lets every glyph of a letter stand for
//! all of it: a copy would have the letter as often as it has parts. A mark that is drawn
//! is no text to any reader, and the glyph it belongs to stands for the whole.

use std::collections::HashMap;

use lopdf::{decode_text_string, text_string};
use strata_view::letter::{Ink, placed};
use ttf_parser::{GlyphId, OutlineBuilder};
use typst::foundations::Bytes;
use typst::layout::{Abs, Em, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::text::{Font, FontInstance, Glyph, TextItem};
use typst::utils::Numeric as _;
use typst::visualize::{Curve, FillRule, Geometry, Shape};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The hyphen that a word has at the end of a line, and only there.
const SOFT_HYPHEN: &str = "\u{AD}";

/// The most faces that stand in for one.
const MOST_STANDINS: usize = 8;

/// Whether a character is seen by nobody and tells only where a line may end.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a frame has runs to mend, by itself.
pub(crate) fn concerns(frame: &Frame) -> bool {
    let mut before: Option<(&Point, &TextItem)> = None;
    frame.items().any(|(at, item)| {
        let FrameItem::Text(text) = item else {
            before = None;
            return false;
        };
        let goes_on = before.is_some_and(|before| continues(before, (at, text)));
        before = Some((at, text));
        goes_on || text.text.contains(is_silent) || has_parts(text)
    })
}

/// Whether a letter of a run has several glyphs.
fn has_parts(text: &TextItem) -> bool {
    let parts = |pair: &[Glyph]| pair[0].range == pair[1].range;
    text.glyphs.windows(2).any(parts) && text.text.nfd().any(is_combining_mark)
}

/// Whether a run begins with a part of the letter with which the run before it ends.
fn continues(before: (&Point, &TextItem), after: (&Point, &TextItem)) -> bool {
    let ((start, before), (at, after)) = (before, after);
    let (Some(last), Some(first)) = (before.glyphs.last(), after.glyphs.first()) else {
        return false;
    };
    let letter = &after.text[first.range()];
    last.span == first.span
        && before.text[last.range()] == *letter
        && letter.nfd().any(is_combining_mark)
        && start.y != at.y
        && (start.x + before.width()).approx_eq(at.x)
        && before.font == after.font
        && before.size == after.size
}

/// Puts a run that goes on in the middle of a letter, and so much higher, to the one before.
fn join(before: &mut TextItem, after: &TextItem, rise: Abs) {
    let (Some(last), Some(first)) = (before.glyphs.last(), after.glyphs.first()) else {
        return;
    };
    let (shared, own) = (last.range.clone(), first.range.clone());
    let rise = Em::from_abs(rise, before.size);
    let end = before.text.len();
    before.text.push_str(&after.text[usize::from(own.end)..]);
    let moved = |at: u16| short(usize::from(at.saturating_sub(own.end)) + end);
    before.glyphs.extend(after.glyphs.iter().map(|glyph| Glyph {
        y_offset: glyph.y_offset + rise,
        range: match glyph.range == own {
            true => shared.clone(),
            false => moved(glyph.range.start)..moved(glyph.range.end),
        },
        ..glyph.clone()
    }));
}

/// Takes out of a run what nobody sees.
fn silence(text: &mut TextItem) {
    // Of each byte, where it is to be.
    let mut places: Vec<u16> = Vec::with_capacity(text.text.len() + 1);
    let mut kept = String::with_capacity(text.text.len());
    for c in text.text.chars() {
        places.extend(std::iter::repeat_n(short(kept.len()), c.len_utf8()));
        if !is_silent(c) {
            kept.push(c);
        }
    }
    places.push(short(kept.len()));
    let of = |glyph: &Glyph| {
        let Glyph { range, .. } = glyph;
        places[usize::from(range.start)]..places[usize::from(range.end)]
    };
    // A glyph stands for something in any file that is read aloud.
    if text.glyphs.iter().any(|glyph| of(glyph).is_empty()) {
        return;
    }
    for glyph in &mut text.glyphs {
        glyph.range = of(glyph);
    }
    text.text = kept.into();
}

fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// The runs of a document on their way.
#[derive(Default)]
pub(crate) struct Letters {
    /// Of each face and glyph, for what it stands in the faces that stand in for that.
    said: HashMap<(Font, u16), Vec<String>>,
    standins: HashMap<(Font, usize), Option<FontInstance>>,
}

impl Letters {
    /// Mends the runs of a frame, not those of the groups in it.
    pub(crate) fn mend(&mut self, frame: &mut Frame) {
        let mut items: Vec<(Point, FrameItem)> = Vec::new();
        for (at, item) in frame.items() {
            if let FrameItem::Text(text) = item
                && let Some((start, FrameItem::Text(before))) = items.last_mut()
                && continues((start, before), (at, text))
            {
                join(before, text, start.y - at.y);
            } else {
                items.push((*at, item.clone()));
            }
        }
        frame.clear();
        for (at, item) in items {
            match item {
                FrameItem::Text(mut text) if text.text == SOFT_HYPHEN => {
                    self.own_face(&mut text);
                    frame.push(at, FrameItem::Text(text));
                }
                FrameItem::Text(mut text) => {
                    if text.text.contains(is_silent) {
                        silence(&mut text);
                    }
                    if has_parts(&text) {
                        self.part(at, &text, frame);
                    } else {
                        frame.push(at, FrameItem::Text(text));
                    }
                }
                item => frame.push(at, item),
            }
        }
    }

    /// Sets a run with its letters as one glyph each, and draws the marks at them.
    fn part(&mut self, at: Point, text: &TextItem, frame: &mut Frame) {
        let piece = |glyphs: &[Glyph], start: usize| {
            let end = glyphs.last().map_or(start, |glyph| glyph.range().end);
            let range = |at: u16| short(usize::from(at) - start);
            let moved = glyphs.iter().map(|glyph| Glyph {
                range: range(glyph.range.start)..range(glyph.range.end),
                ..glyph.clone()
            });
            let glyphs = moved.collect();
            TextItem { text: text.text[start..end].into(), glyphs, ..text.clone() }
        };
        let advance = |glyphs: &[Glyph]| -> Abs {
            glyphs.iter().map(|glyph| glyph.x_advance.at(text.size)).sum()
        };
        let mut pen = at;
        // The glyphs that are set as they are, before the next letter with marks.
        let mut plain = 0..0;
        for letter in text.glyphs.chunk_by(|a, b| a.range == b.range) {
            let marked = letter.len() > 1
                && text.text[letter[0].range()].nfd().any(is_combining_mark);
            if !marked {
                plain.end += letter.len();
                continue;
            }
            if let Some(first) = text.glyphs[plain.clone()].first() {
                let glyphs = &text.glyphs[plain.clone()];
                let own = piece(glyphs, first.range().start);
                frame.push(pen, FrameItem::Text(own));
                pen.x += advance(glyphs);
            }
            let mut base = piece(&letter[..1], letter[0].range().start);
            self.own_face(&mut base);
            // Marks have no width of their own; what they had belongs to their letter.
            base.glyphs[0].x_advance = letter.iter().map(|glyph| glyph.x_advance).sum();
            frame.push(pen, FrameItem::Text(base));
            for (mark, offset) in letter.iter().skip(1).zip(places(text, letter)) {
                if let Some(shape) = drawn(text, mark) {
                    frame.push(pen + offset, FrameItem::Shape(shape, Span::detached()));
                }
            }
            pen.x += advance(letter);
            plain = plain.end + letter.len()..plain.end + letter.len();
        }
        if let Some(first) = text.glyphs[plain.clone()].first() {
            let own = piece(&text.glyphs[plain.clone()], first.range().start);
            frame.push(pen, FrameItem::Text(own));
        }
    }

    /// Sets a run of one glyph in a face that looks the same and in which the glyph stands
    /// for nothing else: a face says once for what a glyph stands, and most readers of
    /// files ask nobody else.
    fn own_face(&mut self, text: &mut TextItem) {
        let Some(glyph) = text.glyphs.first() else { return };
        let face = text.font.font().clone();
        let said = self.said.entry((face.clone(), glyph.id)).or_default();
        let known = said.iter().position(|it| *it == *text.text);
        let number = known.unwrap_or(said.len());
        if known.is_none() && number < MOST_STANDINS {
            said.push(text.text.to_string());
        }
        let number = number.min(MOST_STANDINS - 1);
        let same = text.font.variations();
        let standin = self.standins.entry((face.clone(), number)).or_insert_with(|| {
            // What stands behind the tables of a face says nothing, and tells two apart.
            let more = vec![0; 4 * (number + 1)];
            let data = Bytes::new([face.data().as_slice(), &more].concat());
            let standin = Font::new(data, face.index())?;
            Some(standin.instantiate(face.info().variant, text.size, same))
        });
        if let Some(standin) = standin {
            text.font = standin.clone();
        }
    }
}

/// Where the marks of a letter are drawn, from its start.
fn places(text: &TextItem, letter: &[Glyph]) -> Vec<Point> {
    let mut pen = Em::zero();
    let mut set: Vec<(Em, Em, Option<Ink>)> = Vec::new();
    for glyph in letter {
        let (x, y) = (pen + glyph.x_offset, glyph.y_offset);
        let ink = text.font.ttf().glyph_bounding_box(GlyphId(glyph.id));
        let em = |units: i16| text.font.to_em(units);
        set.push((
            x,
            y,
            ink.map(|ink| Ink {
                left: (x + em(ink.x_min)).get(),
                bottom: (y + em(ink.y_min)).get(),
                right: (x + em(ink.x_max)).get(),
                top: (y + em(ink.y_max)).get(),
            }),
        ));
        pen += glyph.x_advance;
    }
    let none = Ink { left: 0.0, bottom: 0.0, right: 0.0, top: 0.0 };
    let base = set.first().and_then(|it| it.2).unwrap_or(none);
    let marks: Vec<_> = letter
        .iter()
        .zip(&set)
        .skip(1)
        .map(|(glyph, (.., ink))| {
            let has_place = !(glyph.x_offset.is_zero() && glyph.y_offset.is_zero());
            (ink.unwrap_or(none), has_place || ink.is_none())
        })
        .collect();
    let moves = placed(base, &marks).into_iter();
    let places = set.iter().skip(1).zip(moves);
    places
        .map(|((x, y, _), (right, up))| {
            let (x, y) = (*x + Em::new(right), *y + Em::new(up));
            Point::new(x.at(text.size), -y.at(text.size))
        })
        .collect()
}

/// Whether a shape is a mark that belongs to a letter: nothing else is drawn from nowhere.
pub(crate) fn is_mark(shape: &Shape, span: Span) -> bool {
    span.is_detached() && matches!(shape.geometry, Geometry::Curve(_))
}

/// The ink of a glyph, as a shape.
fn drawn(text: &TextItem, glyph: &Glyph) -> Option<Shape> {
    let mut pen = Pen { curve: Curve::new(), text };
    text.font.ttf().outline_glyph(GlyphId(glyph.id), &mut pen)?;
    Some(Shape {
        geometry: Geometry::Curve(pen.curve),
        fill: Some(text.fill.clone()),
        fill_rule: FillRule::NonZero,
        stroke: text.stroke.clone(),
    })
}

struct Pen<'a> {
    curve: Curve,
    text: &'a TextItem,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Point {
        let length = |units: f32| {
            let em = self.text.font.to_em(units);
            em.at(self.text.size)
        };
        Point::new(length(x), -length(y))
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.curve.move_(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.curve.line(self.at(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // The same as a cubic curve; no embedded face has one.
        let (end, by) = (self.at(x, y), self.at(x1, y1));
        self.curve.cubic(by, by, end);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve.cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y));
    }

    fn close(&mut self) {
        self.curve.close();
    }
}

/// Takes what nobody sees out of the texts of a written file that stand on no page, such as
/// the bookmarks.
pub(crate) fn tidy(file: &mut lopdf::Document) {
    for object in file.objects.values_mut() {
        let Ok(entries) = object.as_dict_mut() else { continue };
        for key in [&b"Title"[..], b"Alt", b"Contents"] {
            let said = entries.get(key).and_then(decode_text_string);
            if let Ok(text) = said
                && text.contains(is_silent)
            {
                entries.set(key, text_string(&text.replace(is_silent, "")));
            }
        }
    }
}
