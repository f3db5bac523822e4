//! Which characters the embedded faces can print.

use typst::text::is_default_ignorable;
use unicode_normalization::char::decompose_canonical;

use crate::world::FONTS;

/// An embedded face, by the family and style the template asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Serif,
    SerifItalic,
    SerifSemibold,
    Display,
    DisplaySemibold,
    Sans,
    SansItalic,
    SansSemibold,
    SansBold,
}

impl Face {
    pub(crate) const ALL: [Self; 9] = [
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
    pub(crate) fn name(self) -> &'static str {
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

    /// Whether the face can print the character, alone or put together from its parts.
    pub(crate) fn prints(self, c: char) -> bool {
        // Every face has all of printable ASCII, which is nearly all of every text.
        if matches!(c, ' '..='~') || is_default_ignorable(c) {
            return true;
        }
        let Some(font) = FONTS.get(self as usize) else { return false };
        let coverage = &font.info().coverage;
        let mut whole = true;
        decompose_canonical(c, |part| whole &= coverage.contains(part as u32));
        whole || coverage.contains(c as u32)
    }
}

/// The characters of the text that the face cannot print, each once, in order.
pub(crate) fn uncovered(text: &str, face: Face) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        if !face.prints(c) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// The first embedded face that can print the character, for the message.
pub(crate) fn printed_by(c: char) -> Option<Face> {
    Face::ALL.into_iter().find(|face| face.prints(c))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_glyphs_of_the_template_are_covered() {
        for face in [Face::Serif, Face::Sans, Face::SansSemibold, Face::SansBold] {
            let glyphs = "▲▼→−×½≥≤≈÷±€£¥₹₩✓–—…’“”·\u{a0}\u{202f}";
            assert!(uncovered(glyphs, face).is_empty(), "{face:?}");
        }
    }

    #[test]
    fn printable_ascii_is_in_every_face() {
        for font in FONTS.iter() {
            let coverage = &font.info().coverage;
            assert!((' '..='~').all(|c| coverage.contains(c as u32)));
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
