//! The watermark of a copy that is not to be passed on as it is: draft, confidential.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use strata_model::Language;

use crate::design::Design;
use crate::face::{Face, Faces, is_default_ignorable};
use crate::labels::{Labels, labels};
use crate::sheet::POINTS_PER_MM;

/// What stands across every page of a marked copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watermark {
    /// `draft`, in the language of the brief.
    Draft,
    /// `confidential`, in the language of the brief.
    Confidential,
    /// The author's own words, as they are written.
    Own(OwnWords),
}

/// The author's own words: one to [`OwnWords::MOST`] characters, all of which can be
/// printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords(String);

impl OwnWords {
    /// The most characters: more would not be read at a glance.
    pub const MOST: usize = 40;
}

impl Watermark {
    /// The characters of the author's own words that the faces of a theme cannot print.
    pub fn uncovered(&self, faces: &Faces) -> Vec<char> {
        match self {
            Self::Own(words) => faces.uncovered(&words.0, FACE),
            Self::Draft | Self::Confidential => Vec::new(),
        }
    }

    /// The face of the letters, for the message.
    pub const FACE: Face = FACE;

    /// The words on the pages.
    fn words<'a>(&'a self, labels: &Labels) -> &'a str {
        match self {
            Self::Draft => labels.draft,
            Self::Confidential => labels.confidential,
            Self::Own(words) => &words.0,
        }
    }
}

/// A watermark as it is set: once over the whole page, and small at its head.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Banner {
    words: String,
    /// The size of the large letters, in points.
    size: f64,
    /// How far their line is turned, in degrees, negative upwards.
    angle: f64,
}

/// The face of the large letters and of the small.
const FACE: Face = Face::SansBold;

/// The largest letters: a short word is not to fill the page.
const LARGEST: f64 = 110.0;

/// How much of the diagonal the large letters take.
const REACH: f64 = 0.78;

impl Banner {
    /// The watermark of a design, laid out for briefs in a language.
    pub fn of(design: &Design, language: Language) -> Option<Self> {
        let watermark = design.watermark.as_ref()?;
        Some(Self::new(watermark, language, design))
    }

    fn new(watermark: &Watermark, language: Language, design: &Design) -> Self {
        let labels = labels(language);
        let words = match watermark {
            Watermark::Own(words) => words.0.clone(),
            _ => watermark.words(labels).to_uppercase(),
        };
        let (width, height) = design.paper.size();
        let diagonal = width.hypot(height) * POINTS_PER_MM;
        let size =
            (REACH * diagonal / advance(design.theme.faces(), &words)).min(LARGEST);
        let angle = -(height / width).atan().to_degrees();
        // A tenth of a point and a whole degree are finer than anyone can see.
        Self { words, size: (size * 10.0).round() / 10.0, angle: angle.round() }
    }
}

/// The length of a line of the face at a size of 1.
fn advance(faces: &Faces, words: &str) -> f64 {
    let advance = |c| faces.advance(FACE, c).unwrap_or(1.0);
    words.chars().map(advance).sum::<f64>().max(1.0)
}

/// The name on the command line, which is read back as the same watermark.
impl fmt::Display for Watermark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "draft",
            Self::Confidential => "confidential",
            Self::Own(words) => &words.0,
        })
    }
}

impl FromStr for Watermark {
    type Err = WatermarkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_lowercase().as_str() {
            "draft" => return Ok(Self::Draft),
            "confidential" => return Ok(Self::Confidential),
            _ => {}
        }
        if text.trim().is_empty() {
            return Err(WatermarkError::Empty);
        }
        let count = text.chars().count();
        if count > OwnWords::MOST {
            return Err(WatermarkError::Long(count));
        }
        // A watermark is one line; what cannot be seen can only mislead.
        let hidden = text.chars().find(|c| c.is_control() || is_hidden(*c));
        match hidden.or_else(|| Faces::embedded().uncovered(text, FACE).first().copied())
        {
            Some(c) => Err(WatermarkError::Character(c)),
            None => Ok(Self::Own(OwnWords(text.to_owned()))),
        }
    }
}

/// Characters that take no room, join, part or turn the others.
fn is_hidden(c: char) -> bool {
    is_default_ignorable(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Why a text is no watermark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatermarkError {
    /// It has no letters.
    Empty,
    /// It has so many characters.
    Long(usize),
    /// It has a character that cannot be printed.
    Character(char),
}

impl std::error::Error for WatermarkError {}

impl fmt::Display for WatermarkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a mark needs words"),
            Self::Long(count) => {
                write!(f, "a mark has at most {} characters, not {count}", OwnWords::MOST)
            }
            Self::Character(c) if c.is_control() || is_hidden(*c) => {
                write!(f, "U+{:04X} cannot be seen", u32::from(*c))
            }
            Self::Character(c) => {
                write!(f, "no face has `{c}` (U+{:04X})", u32::from(*c))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watermark_is_read_back_from_its_name() {
        for (text, name) in [
            ("draft", "draft"),
            ("DRAFT", "draft"),
            ("Confidential", "confidential"),
            ("For the board only", "For the board only"),
        ] {
            let watermark: Watermark = text.parse().expect(text);
            assert_eq!(watermark.to_string(), name);
            assert_eq!(watermark.to_string().parse(), Ok(watermark));
        }
    }

    #[test]
    fn what_cannot_stand_on_a_page_is_no_watermark() {
        let refused = |text: &str| text.parse::<Watermark>().expect_err(text);
        assert_eq!(refused(" "), WatermarkError::Empty);
        assert_eq!(refused(&"x".repeat(41)), WatermarkError::Long(41));
        for c in ['中', '\n', '\u{202e}', '\u{ad}'] {
            assert_eq!(refused(&format!("a{c}b")), WatermarkError::Character(c));
        }
    }
}
