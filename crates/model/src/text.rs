//! Words of the author, and the references to figures inside them. What they are marked
//! with is read by [`markup`](crate::markup).

use std::fmt;
use std::str::FromStr;

use crate::markup::{Markup, markup};
use crate::reference::{Segment, segments};
use crate::scalar::{Malformed, Scalar, as_text};

/// Characters that no text may hold: controls and line breaks, bidirectional controls,
/// private-use characters, noncharacters, and what is Default_Ignorable_Code_Point in
/// Unicode 17 but the joiners and the variation selectors: scripts and emoji need those,
/// and no pattern can say where. `strata-check` does.
macro_rules! hidden {
    () => {
        concat!("\u{0}-\u{1F}", beyond_ascii!())
    };
}

/// The same, but for the line feed.
macro_rules! hidden_in_lines {
    () => {
        concat!("\u{0}-\u{9}\u{B}-\u{1F}", beyond_ascii!())
    };
}

macro_rules! beyond_ascii {
    () => {
        "\u{7F}-\u{9F}\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{17B5}\
         \u{180E}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{3164}\
         \u{E000}-\u{F8FF}\u{FDD0}-\u{FDEF}\u{FEFF}\u{FFA0}\u{FFF0}-\u{FFFB}\
         \u{FFFE}\u{FFFF}\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\
         \u{E0000}-\u{E00FF}\u{E01F0}-\u{E0FFF}\u{F0000}-\u{10FFFF}"
    };
}

macro_rules! spaces {
    () => {
        " \u{A0}\u{1680}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}"
    };
}

/// One line of at most `MAX` characters, with nothing hidden in it. It is printed as it
/// stands: braces are braces.
///
/// ```
/// use strata_model::Name;
/// let name: Name = "Free cash flow".parse()?;
/// assert_eq!(name.as_str(), "Free cash flow");
/// assert!("two\nlines".parse::<Name>().is_err());
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

/// What something is called where there is little room.
pub type Short = Text<28>;
/// What something is called.
pub type Name = Text<120>;
/// A title or a remark of somebody else, in their words.
pub type Line = Text<600>;

/// A text in the words of the author, printed with the figures that it names: `{id}` or
/// `{id.part}`; `{{` and `}}` stand for braces. See [`Prose::segments`]. A few marks are
/// read, see [`Prose::markup`]. A [`Paragraph`] may have line feeds, any other is one line.
///
/// ```
/// use strata_model::Sentence;
/// let text: Sentence = "CapEx rose {capex.rise} in a year".parse()?;
/// assert_eq!(text.to_string(), "CapEx rose {capex.rise} in a year");
/// assert_eq!(text.segments().len(), 3);
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose<const MAX: usize>(Text<MAX>);

/// A title or a name in prose.
pub type Heading = Prose<120>;
/// One sentence, or a few short ones.
pub type Sentence = Prose<600>;
/// A paragraph; or several, with lists and quotations, where it has line feeds.
pub type Paragraph = Prose<4000>;

/// The form of every text: no hidden character, and no space at either end.
const PATTERN: &str = concat!(
    "^[^",
    hidden!(),
    spaces!(),
    "](?:[^",
    hidden!(),
    "]*[^",
    hidden!(),
    spaces!(),
    "])?$"
);

/// The form of a text of several lines: the same, with line feeds inside.
const LINES_PATTERN: &str = concat!(
    "^[^",
    hidden!(),
    spaces!(),
    "](?:[^",
    hidden_in_lines!(),
    "]*[^",
    hidden!(),
    spaces!(),
    "])?$"
);

impl<const MAX: usize> Scalar for Text<MAX> {
    const NAME: &'static str = match MAX {
        28 => "Short",
        120 => "Name",
        _ => "Line",
    };
    const DESCRIPTION: &'static str = match MAX {
        28 => "A short name of at most 28 characters, on one line.",
        120 => "A name or label of at most 120 characters, on one line.",
        _ => "A text of at most 600 characters, on one line.",
    };
    const PATTERN: &'static str = PATTERN;
    const MAX: usize = MAX;
    const EXAMPLES: &'static [&'static str] = match MAX {
        28 => &["FCF"],
        120 => &["Free cash flow"],
        _ => &["Quarterly report, page 12"],
    };
}

impl<const MAX: usize> Scalar for Prose<MAX> {
    const NAME: &'static str = match MAX {
        120 => "Heading",
        600 => "Sentence",
        _ => "Paragraph",
    };
    const DESCRIPTION: &'static str = match MAX {
        120 => {
            "A title or name of at most 120 characters, on one line. `{id}` prints a figure, `{id.change}` its change. Read are `**strong**`, `*emphasis*`, `[words](https://…)` and `[^note]`."
        }
        600 => {
            "A sentence of at most 600 characters, on one line. `{id}` prints a figure, `{id.change}` its change. Read are `**strong**`, `*emphasis*`, `[words](https://…)` and `[^note]`."
        }
        _ => {
            "A paragraph of at most 4,000 characters. `{id}` prints a figure, `{id.change}` its change. Read are `**strong**`, `*emphasis*`, `[words](https://…)` and `[^note]`; over several lines also lists (`- `, `1. `), quotations (`> `) and further paragraphs after a blank line."
        }
    };
    const PATTERN: &'static str = if is_of_lines(MAX) { LINES_PATTERN } else { PATTERN };
    const MAX: usize = MAX;
    const EXAMPLES: &'static [&'static str] = match MAX {
        120 => &["Free cash flow"],
        600 => &["CapEx rose {capex.rise} in a year"],
        _ => &["Infrastructure is the real product."],
    };
}

/// Whether prose of at most so many characters may have line feeds: a [`Paragraph`] may.
const fn is_of_lines(max: usize) -> bool {
    max > 600
}

impl<const MAX: usize> Text<MAX> {
    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// The text as written, references unresolved.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The words and references in order.
    #[must_use]
    pub fn segments(&self) -> Vec<Segment<'_>> {
        segments(self.as_str())
    }

    /// The text with its marks read.
    #[must_use]
    pub fn markup(&self) -> Markup<'_> {
        markup(self.as_str())
    }
}

impl<const MAX: usize> FromStr for Prose<MAX> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match is_form(text, MAX, is_of_lines(MAX)) {
            true => Ok(Self(Text(text.to_owned()))),
            false => Err(Malformed::new::<Self>(text)),
        }
    }
}

impl<const MAX: usize> FromStr for Text<MAX> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match is_form(text, MAX, false) {
            true => Ok(Self(text.to_owned())),
            false => Err(Malformed::new::<Self>(text)),
        }
    }
}

// By hand, for it is what most of a brief is read by; a test holds it to the pattern.
fn is_form(text: &str, max: usize, lines: bool) -> bool {
    let edge = |found: char| is_space(found) || found == '\n';
    let bare = !text.starts_with(edge) && !text.ends_with(edge);
    // Without a branch, so that many bytes are compared at once.
    let plain = text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    let short = text.len() <= max || text.chars().count() <= max;
    let hidden = |found: char| is_hidden(found) && !(lines && found == '\n');
    bare && short && !text.is_empty() && (plain || !text.chars().any(hidden))
}

/// Whether a character may not stand in a text: it has no shape of its own, or changes the
/// order or the look of others. The joiners and the variation selectors may.
#[must_use]
pub fn is_hidden(found: char) -> bool {
    match found {
        ' '..='~' => false,
        '\u{0}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' => true,
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => true,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' => true,
        '\u{f0000}'..='\u{10ffff}' => true,
        _ => false,
    }
}

fn is_space(found: char) -> bool {
    matches!(found, ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}')
        || matches!(found, '\u{202f}' | '\u{205f}' | '\u{3000}')
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> fmt::Display for Prose<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The words of a footnote.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Note(pub Sentence);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Note {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Sentence::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Sentence::json_schema(generator)
    }
}

as_text!(Text<28>);
as_text!(Text<120>);
as_text!(Text<600>);
as_text!(Prose<120>);
as_text!(Prose<600>);
as_text!(Prose<4000>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_the_pattern_says() {
        let pattern = regex::Regex::new(Name::PATTERN).unwrap();
        let lines = regex::Regex::new(Paragraph::PATTERN).unwrap();
        for found in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            for text in [format!("{found}"), format!("a{found}"), format!("a{found}b")] {
                let read = text.parse::<Name>().is_ok();
                assert_eq!(read, pattern.is_match(&text), "{text:?}");
                let read = text.parse::<Paragraph>().is_ok();
                assert_eq!(read, lines.is_match(&text), "{text:?}");
            }
        }
        assert!("".parse::<Name>().is_err());
    }

    #[test]
    fn only_a_paragraph_has_lines() {
        for (text, fits) in [("a\n\n- b\n  - c", true), ("a\n", false), ("\na", false)] {
            assert_eq!(text.parse::<Paragraph>().is_ok(), fits, "{text:?}");
            assert!(text.parse::<Sentence>().is_err(), "{text:?}");
        }
        assert!("a\r\nb".parse::<Paragraph>().is_err());
    }

    #[test]
    fn nothing_hidden_gets_in() {
        for bad in
            ["", " a", "a ", "a\tb", "a\u{202E}b", "a\u{AD}b", "\u{E000}", "a\u{E0041}"]
        {
            assert!(bad.parse::<Name>().is_err(), "{bad:?}");
        }
        assert!("न\u{200D}म".parse::<Name>().is_ok());
    }
}
