//! The embedded faces as Typst knows them, against what the view says of them.

use strata_view::face::Face;
use typst::layout::{Abs, Em};
use typst::text::{FontVariations, is_default_ignorable};

use crate::world::FONTS;

/// The planes that have letters, and the tags beyond.
fn characters() -> impl Iterator<Item = char> {
    ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E0FFF}')
}

#[test]
fn every_face_is_the_one_it_is_called() {
    assert_eq!(FONTS.len(), Face::ALL.len());
    for (font, face) in FONTS.iter().zip(Face::ALL) {
        let info = font.info();
        let family = face.name().rsplit_once(' ').map(|(family, _)| family);
        assert_eq!(Some(info.family.as_str()), family);
        let style = format!("{:?}", info.variant.style);
        assert_eq!(style == "Italic", face.name().ends_with("Italic"), "{face:?}");
        let weight = match face.name().rsplit(' ').next() {
            Some("Semibold") => 600,
            Some("Bold") => 700,
            _ => 400,
        };
        assert_eq!(info.variant.weight.to_number(), weight, "{face:?}");
    }
}

#[test]
fn the_faces_are_as_wide_as_they_are_set() {
    for (font, face) in FONTS.iter().zip(Face::ALL) {
        let variant = font.info().variant;
        let plain = FontVariations::default();
        let set = font.clone().instantiate(variant, Abs::pt(1.0), &plain);
        for c in characters() {
            let glyph = set.ttf().glyph_index(c).filter(|it| it.0 != 0);
            let advance = glyph.and_then(|it| set.x_advance(it.0));
            assert_eq!(face.advance(c), advance.map(Em::get), "{face:?} {c:?}");
        }
    }
}

#[test]
fn the_faces_print_what_typst_says_they_have() {
    for (font, face) in FONTS.iter().zip(Face::ALL) {
        let coverage = &font.info().coverage;
        for c in characters() {
            let has = face.advance(c).is_some();
            assert_eq!(has, coverage.contains(c as u32), "{face:?} {c:?}");
            assert!(face.prints(c) || !is_default_ignorable(c), "{c:?}");
        }
    }
}
