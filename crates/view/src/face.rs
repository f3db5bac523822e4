//! The embedded faces: their files, which characters they print, and how wide.

use std::sync::LazyLock;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use ttf_parser::GlyphId;
use unicode_normalization::char::decompose_canonical;

/// An embedded face, by its family and style.
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

static PARSED: LazyLock<[Option<ttf_parser::Face<'static>>; 9]> =
    LazyLock::new(|| Face::ALL.map(|face| ttf_parser::Face::parse(face.file(), 0).ok()));

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

    /// The name a reader would know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serif => "Source Serif 4 Regular",
            Self::SerifItalic => "Source Serif 4 Italic",
            Self::SerifSemibold => "Source Serif 4 Semibold",
            Self::Display => "Source Serif 4 Display Regular",
            Self::DisplaySemibold => "Source Serif 4 Display Semibold",
            Self::Sans => "Source Sans 3 Regular",
            Self::SansItalic => "Source Sans 3 Italic",
            Self::SansSemibold => "Source Sans 3 Semibold",
            Self::SansBold => "Source Sans 3 Bold",
        }
    }

    /// The file of the face.
    pub fn file(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../fonts/SourceSerif4-Regular.otf"),
            Self::SerifItalic => include_bytes!("../fonts/SourceSerif4-It.otf"),
            Self::SerifSemibold => {
                include_bytes!("../fonts/SourceSerif4-Semibold.otf")
            }
            Self::Display => {
                include_bytes!("../fonts/SourceSerif4Display-Regular.otf")
            }
            Self::DisplaySemibold => {
                include_bytes!("../fonts/SourceSerif4Display-Semibold.otf")
            }
            Self::Sans => include_bytes!("../fonts/SourceSans3-Regular.otf"),
            Self::SansItalic => include_bytes!("../fonts/SourceSans3-It.otf"),
            Self::SansSemibold => {
                include_bytes!("../fonts/SourceSans3-Semibold.otf")
            }
            Self::SansBold => include_bytes!("../fonts/SourceSans3-Bold.otf"),
        }
    }

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

    fn parsed(self) -> Option<&'static ttf_parser::Face<'static>> {
        PARSED.get(self as usize)?.as_ref()
    }

    /// Whether the face has the character as a glyph of its own.
    pub(crate) fn has(self, c: char) -> bool {
        is_default_ignorable(c) || self.glyph(c).is_some()
    }

    fn glyph(self, c: char) -> Option<GlyphId> {
        let glyph = self.parsed()?.glyph_index(c)?;
        // The first glyph stands for what is missing.
        (glyph.0 != 0).then_some(glyph)
    }

    /// Whether the face can print the character, alone or put together from its parts.
    pub fn prints(self, c: char) -> bool {
        // Every face has all of printable ASCII, which is nearly all of every text.
        if matches!(c, ' '..='~') || is_default_ignorable(c) {
            return true;
        }
        let has = |c| self.glyph(c).is_some();
        let mut whole = true;
        decompose_canonical(c, |part| whole &= has(part));
        whole || has(c)
    }

    /// How far the character leads, in ems; nothing where the face does not have it.
    pub fn advance(self, c: char) -> Option<f64> {
        let face = self.parsed()?;
        let advance = face.glyph_hor_advance(self.glyph(c)?)?;
        Some(f64::from(advance) / f64::from(face.units_per_em()))
    }
}

/// The embedded faces with their files, in the order of [`Face::ALL`].
pub fn faces() -> impl Iterator<Item = (Face, &'static [u8])> {
    Face::ALL.into_iter().map(|face| (face, face.file()))
}

/// Whether a character takes no room, by the Unicode property `Default_Ignorable_Code_Point`:
/// every face prints it.
pub fn is_default_ignorable(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// The characters of the text that the face cannot print, each once, in order.
pub fn uncovered(text: &str, face: Face) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        if !face.prints(c) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// The first embedded face that can print the character, for the message.
pub fn printed_by(c: char) -> Option<Face> {
    Face::ALL.into_iter().find(|face| face.prints(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_in_its_place() {
        for (place, face) in Face::ALL.into_iter().enumerate() {
            assert_eq!(face as usize, place);
            assert!(face.parsed().is_some(), "{face:?}");
        }
    }

    #[test]
    fn the_glyphs_of_the_template_are_covered() {
        for face in [Face::Serif, Face::Sans, Face::SansSemibold, Face::SansBold] {
            let glyphs = "▲▼→−×½≥≤≈÷±€£¥₹₩✓–—…’“”·\u{a0}\u{202f}";
            assert!(uncovered(glyphs, face).is_empty(), "{face:?}");
        }
    }

    #[test]
    fn printable_ascii_is_in_every_face() {
        for face in Face::ALL {
            assert!((' '..='~').all(|c| face.advance(c).is_some()), "{face:?}");
        }
    }

    #[test]
    fn gaps_are_named_once_and_ignorables_are_exempt() {
        assert_eq!(uncovered("₿ and ₿", Face::Sans), ['₿']);
        assert_eq!(printed_by('₿'), Some(Face::Serif));
        assert_eq!(
            uncovered("中 ש 🚀 \u{e000}", Face::Serif),
            ['中', 'ש', '🚀', '\u{e000}']
        );
        assert!(uncovered("a\u{200b}b\u{200d}\u{fe0f}", Face::Sans).is_empty());
        assert_eq!(printed_by('中'), None);
    }
}
