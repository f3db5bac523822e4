//! Letters with marks: where each mark stands, and whether the lines around have room for it.

use rustybuzz::{Face as Shaped, UnicodeBuffer, shape};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::face::{Face, Faces, is_default_ignorable};

/// How far the ink of a letter may reach above and below the line it stands on, in ems, lest
/// it meets the lines next to it.
const HIGHEST: f64 = 1.06;
const LOWEST: f64 = -0.31;
/// Between two marks, and between a mark and its letter.
const GAP: f64 = 0.05;
/// Ink that begins above this stands over its letter, and ink that ends below the other
/// under it; what does neither goes through it.
const OVER: f64 = 0.4;
const UNDER: f64 = 0.25;

/// The ink of a glyph from the start of its letter, in ems, upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the four sides")]
pub struct Ink {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Ink {
    fn middle(self) -> f64 {
        (self.left + self.right) / 2.0
    }

    fn moved(self, (right, up): (f64, f64)) -> Self {
        Self {
            left: self.left + right,
            bottom: self.bottom + up,
            right: self.right + right,
            top: self.top + up,
        }
    }
}

/// How far each mark of a letter is to be moved to the right and up. `marks` are its marks
/// with what the face says of each: whether it has a place on this letter. One that has none
/// is set in the middle of the letter, clear of the other marks.
pub fn placed(base: Ink, marks: &[(Ink, bool)]) -> Vec<(f64, f64)> {
    let (mut top, mut bottom) = (base.top, base.bottom);
    let mut moves = Vec::with_capacity(marks.len());
    for (ink, has_place) in marks {
        let to_middle = base.middle() - ink.middle();
        let by = match ink {
            _ if *has_place => (0.0, 0.0),
            ink if ink.bottom > OVER => (to_middle, (top + GAP - ink.bottom).max(0.0)),
            // A cedilla hangs on its letter.
            ink if ink.top < UNDER && ink.top >= -GAP && bottom > -GAP => {
                (to_middle, 0.0)
            }
            ink if ink.top < UNDER => (to_middle, (bottom - GAP - ink.top).min(0.0)),
            _ => (to_middle, 0.0),
        };
        let ink = ink.moved(by);
        (top, bottom) = (top.max(ink.top), bottom.min(ink.bottom));
        moves.push(by);
    }
    moves
}

/// Why a letter cannot be set with its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// A mark stands on no letter.
    Alone,
    /// The marks reach into the lines next to it.
    Tall,
}

/// The letters of a text that a face cannot set with their marks, each once, in order.
pub fn misfits<'t>(text: &'t str, faces: &Faces, face: Face) -> Vec<(&'t str, Misfit)> {
    // What has a glyph of its own needs no second look.
    let has_parts =
        |c: char| !c.is_ascii() && (is_combining_mark(c) || !faces.has(face, c));
    let mut found: Vec<(&str, Misfit)> = Vec::new();
    if !text.contains(has_parts) {
        return found;
    }
    let Some(shaped) = Shaped::from_slice(faces.file(face).bytes(), 0) else {
        return found;
    };
    for letter in text.graphemes(true).filter(|letter| letter.contains(has_parts)) {
        if found.iter().all(|(known, _)| *known != letter)
            && let Some(misfit) = misfit(letter, &shaped)
        {
            found.push((letter, misfit));
        }
    }
    found
}

fn misfit(letter: &str, face: &Shaped<'_>) -> Option<Misfit> {
    let first = letter.chars().find(|c| !is_default_ignorable(*c))?;
    if is_combining_mark(first) || first.is_whitespace() {
        return Some(Misfit::Alone);
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(letter);
    let set = shape(face, &[], buffer);
    let em = f64::from(face.units_per_em());
    let (mut pen, mut inks) = (0, Vec::new());
    for (glyph, place) in set.glyph_infos().iter().zip(set.glyph_positions()) {
        let id = u16::try_from(glyph.glyph_id).map(rustybuzz::ttf_parser::GlyphId).ok();
        if let Some(ink) = id.and_then(|id| face.glyph_bounding_box(id)) {
            let across =
                |ink: i16| (f64::from(ink) + f64::from(pen + place.x_offset)) / em;
            let along = |ink: i16| (f64::from(ink) + f64::from(place.y_offset)) / em;
            let ink = Ink {
                left: across(ink.x_min),
                bottom: along(ink.y_min),
                right: across(ink.x_max),
                top: along(ink.y_max),
            };
            inks.push((ink, (place.x_offset, place.y_offset) != (0, 0)));
        }
        pen += place.x_advance;
    }
    let ((base, _), marks) = inks.split_first()?;
    let marks = marks.iter().zip(placed(*base, marks));
    let mut all = marks.map(|((ink, _), by)| ink.moved(by)).chain([*base]);
    all.any(|ink| ink.top > HIGHEST || ink.bottom < LOWEST).then_some(Misfit::Tall)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = (&'static Faces, Face)> {
        Face::ALL.into_iter().map(|face| (Faces::embedded(), face))
    }

    #[test]
    fn letters_with_marks_fit_or_are_named() {
        let whole = "Ọ̀ṣun Fẹ́mi ą́žuolas m̂ami K̂agau n̂anga l̃ ȩko a̧b x̂ São Đà Nẵng";
        for (faces, face) in all() {
            assert_eq!(misfits(whole, faces, face), [], "{face:?}");
            for (letter, why) in [
                ("e\u{301}\u{301}\u{301}", Misfit::Tall),
                ("a\u{323}\u{323}\u{323}", Misfit::Tall),
                ("\u{301}", Misfit::Alone),
                (" \u{301}", Misfit::Alone),
            ] {
                assert_eq!(misfits(letter, faces, face), [(letter, why)], "{face:?}");
            }
            assert_eq!(misfits("a\u{200d}b", faces, face), []);
        }
    }

    #[test]
    fn letters_that_are_one_character_fit() {
        for (faces, face) in all() {
            for c in ('\u{C0}'..'\u{250}').chain('\u{1E00}'..'\u{1F00}') {
                let has = faces.has(face, c);
                assert!(!has || misfits(&c.to_string(), faces, face).is_empty(), "{c}");
            }
        }
    }

    #[test]
    fn a_mark_without_a_place_is_set_in_the_middle_and_clear_of_others() {
        let ink = |left, bottom, right, top| Ink { left, bottom, right, top };
        let base = ink(0.0, 0.0, 0.4, 0.5);
        let (acute, dot) = (ink(0.4, 0.55, 0.6, 0.7), ink(0.4, -0.2, 0.5, -0.1));
        let near = |moves: &[(f64, f64)], wanted: &[(f64, f64)]| {
            let same = |a: &(f64, f64), b: &(f64, f64)| {
                (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9
            };
            moves.len() == wanted.len()
                && moves.iter().zip(wanted).all(|(a, b)| same(a, b))
        };
        let two = placed(base, &[(acute, false), (acute, false), (dot, false)]);
        assert!(near(&two, &[(-0.3, 0.0), (-0.3, 0.2), (-0.25, 0.0)]), "{two:?}");
        assert!(near(&placed(base, &[(acute, true)]), &[(0.0, 0.0)]));
        // A cedilla hangs on the letter, and a stroke goes through it.
        let (cedilla, stroke) = (ink(0.4, -0.2, 0.6, 0.0), ink(0.4, -0.1, 0.6, 0.6));
        let both = placed(base, &[(cedilla, false), (stroke, false)]);
        assert!(near(&both, &[(-0.3, 0.0), (-0.3, 0.0)]), "{both:?}");
    }
}
