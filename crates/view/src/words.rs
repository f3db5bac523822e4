//! Text on its way to the page, prepared for line breaking.

use std::fmt;
use std::iter::Peekable;

use serde::Serialize;
use strata_model::Id;

use crate::breaks::{is_long_amount, is_silent, marks};
use crate::measure::is_wide;

/// A printed string, with marks that nobody sees for where a line may end in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(String);

impl<T: AsRef<str>> From<T> for Words {
    fn from(text: T) -> Self {
        let text = text.as_ref();
        Self::marked(text, &mut marks(text).into_iter().peekable(), 0)
    }
}

impl fmt::Display for Words {
    /// As it is read: without the marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.split(is_silent).try_for_each(|piece| f.write_str(piece))
    }
}

impl<T: AsRef<str>> From<T> for Said {
    fn from(text: T) -> Self {
        Self { text: text.into(), said: None, whole: false }
    }
}

impl Words {
    /// How many letters long it is; what is as wide as two counts as two.
    pub(crate) fn letters(&self) -> usize {
        let letters = self.0.chars().filter(|letter| !is_silent(*letter));
        letters.map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
    }

    /// The text with those of the marks that lie in it: it begins at `start`.
    fn marked(
        text: &str,
        marks: &mut Peekable<impl Iterator<Item = (usize, char)>>,
        start: usize,
    ) -> Self {
        let mut prepared = String::with_capacity(text.len());
        let mut from = 0;
        while let Some((place, mark)) =
            marks.next_if(|(place, _)| *place <= start + text.len())
        {
            prepared.push_str(&text[from..place - start]);
            prepared.push(mark);
            from = place - start;
        }
        prepared.push_str(&text[from..]);
        Self(prepared)
    }
}

/// A printed string with what a screen reader says in its place, where that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Said {
    pub(crate) text: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) said: Option<String>,
    /// Whether it is a long amount, in which a line ends only if it is longer than a line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) whole: bool,
}

impl Said {
    pub(crate) fn new(text: impl AsRef<str>, said: String) -> Self {
        let text = text.as_ref();
        let same = text.replace('\u{A0}', " ") == said.replace('\u{A0}', " ");
        // Every screen reader reads `78%` aright.
        let plain =
            |it: char| it.is_ascii_digit() || it.is_whitespace() || ".,%".contains(it);
        let clear = same || text.chars().all(plain);
        let whole = is_long_amount(text);
        Self { text: text.into(), said: (!clear).then_some(said), whole }
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
        let mut marks = marks(&whole).into_iter().peekable();
        let mut start = 0;
        for run in &mut self.runs {
            let text = run.text.text.to_string();
            run.text.text = Words::marked(&text, &mut marks, start);
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
    fn marks_are_not_read() {
        let words = Words::from("0001018724-25-000123 rose +$5bn");
        assert_eq!(words.to_string(), "0001018724-25-000123 rose +$5bn");
        assert_eq!((words.0.chars().count(), words.letters()), (34, 31));
    }

    #[test]
    fn a_short_quotation_is_set_large() {
        let of = |letters: usize| {
            let inner = vec![Flow::Paragraph(Rich::plain("a".repeat(letters)))];
            matches!(Flow::quotation(inner), Flow::Quotation { short: true, .. })
        };
        assert!(of(220) && !of(221));
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
        assert!(divided[..8].iter().all(|it| *it == "$5bn\u{200B}"), "{divided:?}");
        assert_eq!(rich.read(), "$5bn".repeat(9));
    }
}
