//! Text on its way to the page, prepared for line breaking.

use std::fmt;
use std::iter::Peekable;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use serde::Serialize;
use strata_model::Id;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::measure::{is_wide, width};

/// A printed string. Where too long a stretch has no place at which a line may end, it is
/// given some.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(String);

/// From this length on, a stretch that no line may end in is given places: in letters, and
/// for wide ones in ems, of which the narrowest column holds no more.
const LONG_STRETCH: usize = 20;
const WIDE_STRETCH: f64 = 9.5;
/// At the latest after this many letters of it.
const PIECE: usize = 8;
/// A place at which a line may end: a space without width.
const PLACE: char = '\u{200B}';

impl<T: AsRef<str>> From<T> for Words {
    fn from(text: T) -> Self {
        let text = text.as_ref();
        Self::with_places(text, &mut places(text).into_iter().peekable(), 0)
    }
}

impl fmt::Display for Words {
    /// As it is read: without the break opportunities.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.split(PLACE).try_for_each(|piece| f.write_str(piece))
    }
}

impl<T: AsRef<str>> From<T> for Said {
    fn from(text: T) -> Self {
        Self { text: text.into(), said: None }
    }
}

impl Words {
    /// How many letters long it is; what is as wide as two counts as two.
    pub(crate) fn letters(&self) -> usize {
        self.0.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
    }

    /// The text with those of the places that lie in it: it begins at `start`.
    fn with_places(
        text: &str,
        places: &mut Peekable<impl Iterator<Item = usize>>,
        start: usize,
    ) -> Self {
        let mut prepared = String::with_capacity(text.len());
        let mut from = 0;
        while let Some(place) = places.next_if(|place| *place <= start + text.len()) {
            prepared.push_str(&text[from..place - start]);
            prepared.push(PLACE);
            from = place - start;
        }
        prepared.push_str(&text[from..]);
        Self(prepared)
    }
}

/// Where a line may end in a text, by UAX #14: the press asks the same.
static LINES: LazyLock<LineSegmenterBorrowed<'_>> = LazyLock::new(|| {
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
});

/// Where a text needs a place at which a line may end, as it has none for so long.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    // No letter is wider than an em.
    if text.chars().count() < 10 {
        return places;
    }
    let mut start = 0;
    for end in LINES.segment_str(text) {
        // The press breaks addresses in its own way.
        let stretch = &text[start..end];
        if end < text.len() && is_address(stretch) && !stretch.ends_with(' ') {
            continue;
        }
        if is_long(stretch.trim_end()) {
            places.extend(divide(stretch).map(|place| start + place));
        }
        start = end;
    }
    places
}

fn is_long(stretch: &str) -> bool {
    stretch.chars().count() >= LONG_STRETCH
        || stretch.len() >= 10 && width(stretch, 1.0, true) > WIDE_STRETCH
}

fn is_address(stretch: &str) -> bool {
    stretch.contains("://") || stretch.contains("www.")
}

/// A place behind each mark that joins, and behind each eighth letter where none came. A
/// point inside a number joins nothing.
fn divide(stretch: &str) -> impl Iterator<Item = usize> {
    let mut since = 0;
    let mut letters = stretch.grapheme_indices(true).peekable();
    let is_digit = |it: &str| it.starts_with(|c: char| c.is_ascii_digit());
    let mut before = "";
    std::iter::from_fn(move || {
        while let Some((_, letter)) = letters.next() {
            let (next, after) = *letters.peek()?;
            since += 1;
            let number = is_digit(before) && is_digit(after);
            before = letter;
            let joint = match letter {
                "." => since > 2 && !number,
                "/" | "-" | "_" | "?" | "&" | "=" => since > 2,
                "\u{A0}" => true,
                _ => false,
            };
            if joint || since == PIECE {
                since = 0;
                return Some(next);
            }
        }
        None
    })
}

/// A printed string with what a screen reader says in its place, where that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Said {
    pub(crate) text: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) said: Option<String>,
}

impl Said {
    pub(crate) fn new(text: impl AsRef<str>, said: String) -> Self {
        let text = text.as_ref();
        let same = text.replace('\u{A0}', " ") == said.replace('\u{A0}', " ");
        // Every screen reader reads `78%` aright.
        let plain =
            |it: char| it.is_ascii_digit() || it.is_whitespace() || ".,%".contains(it);
        let clear = same || text.chars().all(plain);
        Self { text: text.into(), said: (!clear).then_some(said) }
    }

    pub(crate) fn letters(&self) -> usize {
        self.text.letters()
    }

    /// Both with a space between.
    pub(crate) fn followed_by(&self, other: &Self) -> Self {
        let said = format!("{} {}", self.aloud(), other.aloud());
        Self::new(format!("{} {}", self.text, other.text), said)
    }

    /// As a screen reader says it.
    pub(crate) fn aloud(&self) -> String {
        self.said.clone().unwrap_or_else(|| self.text.to_string())
    }
}

/// A stretch of text, perhaps a link to a place inside the brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    #[serde(flatten)]
    pub(crate) text: Said,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<String>,
    #[serde(flatten)]
    pub(crate) look: Look,
}

impl Run {
    pub(crate) fn plain(text: impl Into<Said>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// How a stretch of text is marked by the author.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Look {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) strong: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) emphasis: bool,
    /// Whether it is the number of a footnote.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) note: bool,
    /// The address outside the brief that it links to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// A part of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "of")]
pub(crate) enum Flow {
    Paragraph(Rich),
    List {
        /// The number of the first item; with bullets if there is none.
        #[serde(skip_serializing_if = "Option::is_none")]
        first: Option<u64>,
        items: Vec<Vec<Flow>>,
    },
    Quotation {
        /// Whether it is short enough to be set large.
        short: bool,
        inner: Vec<Flow>,
    },
}

/// A longer quotation, in letters, is set as the text around it, indented.
const SHORT_QUOTATION: usize = 220;

impl Flow {
    pub(crate) fn quotation(inner: Vec<Flow>) -> Self {
        let paragraphs = inner.iter().flat_map(Self::paragraphs);
        let letters: usize = paragraphs.map(|it| it.read().chars().count()).sum();
        Self::Quotation { short: letters <= SHORT_QUOTATION, inner }
    }

    /// The paragraphs in it, in order.
    pub(crate) fn paragraphs(&self) -> Vec<&Rich> {
        match self {
            Self::Paragraph(rich) => vec![rich],
            Self::List { items, .. } => {
                items.iter().flatten().flat_map(Self::paragraphs).collect()
            }
            Self::Quotation { inner, .. } => {
                inner.iter().flat_map(Self::paragraphs).collect()
            }
        }
    }
}

/// Text with links, and the numbers of the sources of what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Rich {
    pub(crate) runs: Vec<Run>,
    /// The sources, each once and in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) marks: Vec<usize>,
    /// The figures that it quotes.
    #[serde(skip)]
    pub(crate) quoted: Vec<Id>,
}

impl Rich {
    pub(crate) fn plain(text: impl Into<Said>) -> Self {
        let run = Run { text: text.into(), ..Run::default() };
        Self { runs: vec![run], ..Self::default() }
    }

    pub(crate) fn push(&mut self, text: impl Into<Said>) {
        self.runs.push(Run { text: text.into(), ..Run::default() });
    }

    pub(crate) fn push_words(&mut self, words: &mut String, look: &Look) {
        if !words.is_empty() {
            let text = Said::from(std::mem::take(words));
            self.runs.push(Run { text, to: None, look: look.clone() });
        }
    }

    /// The text without its links: for the head of a table, which is repeated on every page.
    pub(crate) fn unlinked(mut self) -> Self {
        for run in &mut self.runs {
            (run.to, run.look.url) = (None, None);
        }
        self
    }

    /// The text, and another one behind it.
    pub(crate) fn followed_by(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self.quoted.extend(other.quoted);
        self.cite(other.marks);
        self
    }

    /// Adds the numbers of sources.
    pub(crate) fn cite(&mut self, sources: impl IntoIterator<Item = usize>) {
        self.marks.extend(sources);
        self.marks.sort_unstable();
        self.marks.dedup();
    }

    /// Looks for the places at which a line may end in the whole text: runs that are short
    /// can together be long, where no space parts them.
    pub(crate) fn join(&mut self) {
        if self.runs.len() < 2 {
            return;
        }
        let whole = self.read();
        let mut places = places(&whole).into_iter().peekable();
        let mut start = 0;
        for run in &mut self.runs {
            let text = run.text.text.to_string();
            run.text.text = Words::with_places(&text, &mut places, start);
            start += text.len();
        }
    }

    /// The text as it is read, without its marks.
    pub(crate) fn read(&self) -> String {
        self.runs.iter().map(|run| run.text.text.to_string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_stretches_are_divided_and_rather_at_joints() {
        let divided = |text: &str| {
            let words = Words::from(text);
            assert_eq!(words.to_string(), text);
            words.0.split(PLACE).map(str::to_owned).collect::<Vec<_>>()
        };
        for whole in ["short words stay", "so does one-that-has-its-own-places", ""] {
            assert_eq!(divided(whole), [whole]);
        }
        assert_eq!(
            divided("see https://example.com/reports/annual"),
            ["see https:/", "/example", ".com/", "reports/", "annual"]
        );
        assert_eq!(
            divided("0001018724-25-000123 is one"),
            ["00010187", "24-", "25-", "000123 is one"]
        );
        let (glued, bracketed) = ("a\u{a0}b".repeat(9), "( ".repeat(30));
        assert!(divided(&glued).len() > 3 && divided(&bracketed).len() > 3);
    }

    #[test]
    fn runs_without_a_space_between_are_divided_as_one() {
        let mut rich = Rich::default();
        for _ in 0..9 {
            rich.push("$5bn");
        }
        rich.join();
        let divided: Vec<_> =
            rich.runs.iter().map(|run| run.text.text.0.as_str()).collect();
        assert_eq!(divided[..4], ["$5bn", "$5bn\u{200B}", "$5bn", "$5bn\u{200B}"]);
        assert_eq!(rich.read(), "$5bn".repeat(9));
    }
}
