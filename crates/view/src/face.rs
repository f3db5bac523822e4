//! The faces: which characters they print, and how wide.

use std::sync::Arc;

use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::char::decompose_canonical;

use crate::theme::{Theme, Typeface};

/// A face, by what it is for and its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Serif, upright: prose.
    Serif,
    /// Serif, italic.
    SerifItalic,
    /// Serif, semibold.
    SerifSemibold,
    /// Serif for large sizes, upright.
    Display,
    /// Serif for large sizes, semibold: titles.
    DisplaySemibold,
    /// Sans serif, upright: data.
    Sans,
    /// Sans serif, italic.
    SansItalic,
    /// Sans serif, semibold.
    SansSemibold,
    /// Sans serif, bold.
    SansBold,
}

impl Face {
    /// Every face, in the order of their declaration.
    pub const ALL: [Self; 9] = [
        Self::Serif,
        Self::SerifItalic,
        Self::SerifSemibold,
        Self::Display,
        Self::DisplaySemibold,
        Self::Sans,
        Self::SansItalic,
        Self::SansSemibold,
        Self::SansBold,
    ];

    /// The face of what is strong in a text of this one.
    pub(crate) fn strong(self) -> Self {
        match self {
            Self::Serif | Self::SerifItalic | Self::SerifSemibold => Self::SerifSemibold,
            Self::Display | Self::DisplaySemibold => Self::DisplaySemibold,
            Self::Sans | Self::SansItalic | Self::SansSemibold | Self::SansBold => {
                Self::SansBold
            }
        }
    }

    /// The face of what is emphasis in a text of this one. Large sizes have none of their own.
    pub(crate) fn emphasis(self) -> Self {
        match self {
            Self::Serif
            | Self::SerifItalic
            | Self::SerifSemibold
            | Self::Display
            | Self::DisplaySemibold => Self::SerifItalic,
            Self::Sans | Self::SansItalic | Self::SansSemibold | Self::SansBold => {
                Self::SansItalic
            }
        }
    }

    /// The upright face of the same kind.
    pub(crate) fn role(self) -> Self {
        match self {
            Self::Serif | Self::SerifItalic | Self::SerifSemibold => Self::Serif,
            Self::Display | Self::DisplaySemibold => Self::Display,
            Self::Sans | Self::SansItalic | Self::SansSemibold | Self::SansBold => {
                Self::Sans
            }
        }
    }

    /// The weight in which it is asked for, by CSS.
    pub fn weight(self) -> u16 {
        match self {
            Self::Serif | Self::SerifItalic | Self::Display => 400,
            Self::Sans | Self::SansItalic => 400,
            Self::SerifSemibold | Self::DisplaySemibold | Self::SansSemibold => 600,
            Self::SansBold => 700,
        }
    }

    /// Whether it is asked for as italic.
    pub fn is_italic(self) -> bool {
        matches!(self, Self::SerifItalic | Self::SansItalic)
    }
}

/// The files of all faces: those of a theme. What is a sign, no letter and no digit, comes
/// from the built-in face in the same place where a face does not have it: no house draws
/// arrows.
#[derive(Debug, Clone)]
pub struct Faces([Arc<Typeface>; 9]);

impl Faces {
    /// Faces by their files.
    pub(crate) fn new(files: [Arc<Typeface>; 9]) -> Self {
        Self(files)
    }

    /// The faces of the built-in theme.
    pub fn embedded() -> &'static Self {
        Theme::research().faces()
    }

    /// The file of a face.
    pub fn file(&self, face: Face) -> &Arc<Typeface> {
        &self.0[face as usize]
    }

    /// Whether the file of a face is the built-in one.
    pub fn is_embedded(&self, face: Face) -> bool {
        Arc::ptr_eq(self.file(face), Self::embedded().file(face))
    }

    /// The name a reader would know a face by.
    pub fn name(&self, face: Face) -> &str {
        self.file(face).name()
    }

    /// Whether a face can print the character, alone or put together from its parts.
    pub fn prints(&self, face: Face, c: char) -> bool {
        // Every face has all of printable ASCII, which is nearly all of every text.
        if matches!(c, ' '..='~') || is_default_ignorable(c) {
            return true;
        }
        let mut whole = true;
        decompose_canonical(c, |part| whole &= self.has(face, part));
        whole || self.has(face, c)
    }

    /// Whether a face has the character as a glyph of its own.
    pub(crate) fn has(&self, face: Face, c: char) -> bool {
        is_default_ignorable(c) || self.advance(face, c).is_some()
    }

    /// How far the character leads in a face, in ems; nothing where it cannot be printed.
    pub fn advance(&self, face: Face, c: char) -> Option<f64> {
        let own = self.file(face).advance(c);
        own.or_else(|| match is_sign(c) && !self.is_embedded(face) {
            true => Self::embedded().file(face).advance(c),
            false => None,
        })
    }

    /// The characters of the text that a face cannot print, each once, in order.
    pub fn uncovered(&self, text: &str, face: Face) -> Vec<char> {
        let mut missing = Vec::new();
        for c in text.chars() {
            if !self.prints(face, c) && !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    /// The first face that can print the character, for the message.
    pub fn printed_by(&self, c: char) -> Option<Face> {
        Face::ALL.into_iter().find(|face| self.prints(*face, c))
    }
}

/// What is a sign, as a class of the regular expressions that the press knows.
pub const SIGNS: &str = r"[^\p{Alphabetic}\p{N}\p{M}]";

/// Whether a character is neither letter nor number nor a mark on one.
fn is_sign(c: char) -> bool {
    let group = CodePointMapData::<GeneralCategory>::new().get(c);
    !c.is_alphanumeric() && !GeneralCategoryGroup::Mark.contains(group)
}

/// Whether a character takes no room, by the Unicode property `Default_Ignorable_Code_Point`:
/// every face prints it.
pub fn is_default_ignorable(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces() -> &'static Faces {
        Faces::embedded()
    }

    #[test]
    fn every_face_is_in_its_place() {
        for (place, face) in Face::ALL.into_iter().enumerate() {
            assert_eq!(face as usize, place);
        }
        assert_eq!(faces().name(Face::SansSemibold), "Source Sans 3 Semibold");
        assert_eq!(faces().name(Face::Display), "Source Serif 4 Display Regular");
    }

    #[test]
    fn the_glyphs_of_the_template_are_covered() {
        for face in [Face::Serif, Face::Sans, Face::SansSemibold, Face::SansBold] {
            let glyphs = "▲▼→−×½≥≤≈÷±€£¥₹₩✓–—…’“”·\u{a0}\u{202f}";
            assert!(faces().uncovered(glyphs, face).is_empty(), "{face:?}");
        }
    }

    #[test]
    fn printable_ascii_is_in_every_face() {
        for face in Face::ALL {
            assert!((' '..='~').all(|c| faces().advance(face, c).is_some()), "{face:?}");
        }
    }

    #[test]
    fn gaps_are_named_once_and_ignorables_are_exempt() {
        let uncovered = |text, face| faces().uncovered(text, face);
        assert_eq!(uncovered("₿ and ₿", Face::Sans), ['₿']);
        assert_eq!(faces().printed_by('₿'), Some(Face::Serif));
        assert_eq!(
            uncovered("中 ש 🚀 \u{e000}", Face::Serif),
            ['中', 'ש', '🚀', '\u{e000}']
        );
        assert!(uncovered("a\u{200b}b\u{200d}\u{fe0f}", Face::Sans).is_empty());
        assert_eq!(faces().printed_by('中'), None);
    }

    #[test]
    fn letters_digits_and_accents_are_no_signs() {
        assert!("▲→✓−%€ \u{202f}·“".chars().all(is_sign));
        assert!(!"aß7½α中\u{301}".chars().any(is_sign));
    }
}
