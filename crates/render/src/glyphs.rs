//! The ink of glyphs, drawn once for each face: a page repeats its letters some hundred times,
//! and a face of outlines knows the bounds of none before it has drawn it.

use ttf_parser::{GlyphId, Rect as Units};
use typst::layout::{Abs, Point, Rect};
use typst::text::{FontInstance, TextItem};

/// The bounds of the glyphs that have been asked for.
#[derive(Default)]
pub(crate) struct Glyphs {
    faces: Vec<(FontInstance, Vec<Bounds>)>,
}

/// What is known of a glyph.
#[derive(Clone, Copy, Default)]
enum Bounds {
    #[default]
    Unknown,
    /// It leaves no ink.
    Empty,
    Ink(Units),
}

impl Glyphs {
    /// The bounds of a run, y downwards; infinite and inside out where it has no ink. The same
    /// as [`TextItem::bbox`], which draws every glyph.
    pub(crate) fn ink(&mut self, run: &TextItem) -> Rect {
        let face = &run.font;
        let known = self.face(face);
        let (mut min, mut max) = (Point::splat(Abs::inf()), Point::splat(-Abs::inf()));
        let mut pen = Point::zero();
        let length = |units: i16| face.to_em(units).at(run.size);
        for glyph in &run.glyphs {
            if let Some(ink) = bounds(known, face, glyph.id) {
                let offset =
                    Point::new(glyph.x_offset.at(run.size), glyph.y_offset.at(run.size));
                let at = pen + offset;
                let low = at + Point::new(length(ink.x_min), length(ink.y_min));
                let high = at + Point::new(length(ink.x_max), length(ink.y_max));
                min = min.min(low).min(high);
                max = max.max(low).max(high);
            }
            pen += Point::new(glyph.x_advance.at(run.size), glyph.y_advance.at(run.size));
        }
        Rect::new(Point::new(min.x, -max.y), Point::new(max.x, -min.y))
    }

    fn face(&mut self, face: &FontInstance) -> &mut Vec<Bounds> {
        // Two faces are compared byte by byte; where they lie tells as much.
        let is_same = |it: &FontInstance| {
            std::ptr::eq(it.data().as_slice(), face.data().as_slice())
                && it.index() == face.index()
                && it.variations() == face.variations()
        };
        let at = self.faces.iter().position(|(it, _)| is_same(it));
        let at = at.unwrap_or_else(|| {
            self.faces.push((face.clone(), Vec::new()));
            self.faces.len() - 1
        });
        &mut self.faces[at].1
    }
}

fn bounds(known: &mut Vec<Bounds>, face: &FontInstance, glyph: u16) -> Option<Units> {
    let at = usize::from(glyph);
    if known.len() <= at {
        known.resize(at + 1, Bounds::Unknown);
    }
    match known[at] {
        Bounds::Empty => None,
        Bounds::Ink(ink) => Some(ink),
        Bounds::Unknown => {
            let ink = face.ttf().glyph_bounding_box(GlyphId(glyph));
            known[at] = ink.map_or(Bounds::Empty, Bounds::Ink);
            ink
        }
    }
}
