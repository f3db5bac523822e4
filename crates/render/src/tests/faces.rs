//! The embedded faces as Typst knows them, against what the view says of them.

use strata_view::face::{Face, Faces};
use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::text::{Font, FontVariations, is_default_ignorable};

/// The planes that have letters, and the tags beyond.
fn characters() -> impl Iterator<Item = char> {
    ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E0FFF}')
}

/// Each face as Typst reads its file.
fn fonts() -> impl Iterator<Item = (Font, Face)> {
    Face::ALL.into_iter().map(|face| {
        let file = Bytes::new(Faces::embedded().file(face).bytes().clone());
        (Font::new(file, 0).expect("a font"), face)
    })
}

#[test]
fn every_face_is_the_one_it_is_called() {
    for (font, face) in fonts() {
        let info = font.info();
        assert_eq!(info.family.as_str(), Faces::embedded().file(face).family());
        let style = format!("{:?}", info.variant.style);
        assert_eq!(style == "Italic", face.is_italic(), "{face:?}");
        assert_eq!(info.variant.weight.to_number(), face.weight(), "{face:?}");
        let name = Faces::embedded().name(face);
        let ending = match (face.weight(), face.is_italic()) {
            (_, true) => "Italic",
            (600, _) => "Semibold",
            (700, _) => "Bold",
            _ => "Regular",
        };
        assert_eq!(name, format!("{} {ending}", info.family));
    }
}

#[test]
fn the_faces_are_as_wide_as_they_are_set() {
    for (font, face) in fonts() {
        let variant = font.info().variant;
        let plain = FontVariations::default();
        let set = font.clone().instantiate(variant, Abs::pt(1.0), &plain);
        for c in characters() {
            let glyph = set.ttf().glyph_index(c).filter(|it| it.0 != 0);
            let advance = glyph.and_then(|it| set.x_advance(it.0));
            let said = Faces::embedded().advance(face, c);
            assert_eq!(said, advance.map(Em::get), "{face:?} {c:?}");
        }
    }
}

#[test]
fn the_faces_print_what_typst_says_they_have() {
    for (font, face) in fonts() {
        let coverage = &font.info().coverage;
        for c in characters() {
            let has = Faces::embedded().advance(face, c).is_some();
            assert_eq!(has, coverage.contains(c as u32), "{face:?} {c:?}");
            let prints = Faces::embedded().prints(face, c);
            assert!(prints || !is_default_ignorable(c), "{c:?}");
        }
    }
}
