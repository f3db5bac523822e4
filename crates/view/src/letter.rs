//! Letters with marks, as the faces set them: whether each mark has its place.

use rustybuzz::{Face as Shaped, UnicodeBuffer, shape};
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::face::{Face, Faces, is_default_ignorable};

/// How far the ink of a letter may reach above and below the line it stands on, in ems, lest
/// it meets the lines next to it.
const HIGHEST: f64 = 1.1;
const LOWEST: f64 = -0.3;

/// Why a face cannot set a letter with its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// A mark stands on no letter.
    Alone,
    /// The face has no place for a mark on this letter.
    Beside,
    /// The marks reach into the lines next to it.
    Tall,
}

/// The letters of a text whose marks a face cannot set, each once, in order.
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
    if is_combining_mark(first) {
        return Some(Misfit::Alone);
    }
    // Between two letters, as in `t͡s`: it is drawn where the first ends.
    let is_double = |c| matches!(canonical_combining_class(c), 233 | 234);
    let double = letter.chars().any(is_double);
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(letter);
    let set = shape(face, &[], buffer);
    let em = f64::from(face.units_per_em());
    let mut tall = false;
    let glyphs = set.glyph_infos().iter().zip(set.glyph_positions());
    for (n, (glyph, place)) in glyphs.enumerate() {
        let id = u16::try_from(glyph.glyph_id).ok().map(rustybuzz::ttf_parser::GlyphId);
        let Some(ink) = id.and_then(|id| face.glyph_bounding_box(id)) else { continue };
        if n > 0 && !double && (place.x_offset, place.y_offset) == (0, 0) {
            return Some(Misfit::Beside);
        }
        let at = |ink: i16| (f64::from(ink) + f64::from(place.y_offset)) / em;
        tall |= at(ink.y_max) > HIGHEST || at(ink.y_min) < LOWEST;
    }
    tall.then_some(Misfit::Tall)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_their_place_or_are_named() {
        let whole = "Ọ̀ṣun Fẹ́mi ą́žuolas m̂ami K̂agau n̂anga l̃ São Đà Nẵng";
        for face in Face::ALL {
            assert_eq!(misfits(whole, Faces::embedded(), face), [], "{face:?}");
        }
        assert_eq!(
            misfits("a a\u{327} b\u{327}a\u{327}", Faces::embedded(), Face::Sans)[0],
            ("a\u{327}", Misfit::Beside)
        );
        assert_eq!(
            misfits("e\u{301}\u{301}\u{301}", Faces::embedded(), Face::Serif),
            [("e\u{301}\u{301}\u{301}", Misfit::Tall)]
        );
        assert_eq!(
            misfits("\u{301}a", Faces::embedded(), Face::Serif),
            [("\u{301}", Misfit::Alone)]
        );
        assert_eq!(misfits("a\u{200d}b", Faces::embedded(), Face::Serif), []);
    }

    /// The letters of the world that are one character are set by every face that has it.
    #[test]
    fn whole_letters_fit() {
        for face in Face::ALL {
            let faces = Faces::embedded();
            for c in ('\u{C0}'..'\u{250}').chain('\u{1E00}'..'\u{1F00}') {
                if faces.has(face, c) {
                    assert_eq!(misfits(&c.to_string(), faces, face), [], "{c}");
                }
            }
        }
    }
}
