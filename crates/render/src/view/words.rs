//! Text on its way to the page: prepared for line breaking, with its references resolved.

use std::fmt;

use serde::Serialize;
use strata_model::{Brief, Part, Reference, Segment, Text};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{labels::Labels, view::Context};

/// A printed string. Tokens too long for any column may break inside.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(String);

/// From this length on, a run without spaces may break.
const LONG_TOKEN: usize = 20;
/// At the latest after this many letters of it.
const PIECE: usize = 8;

impl<T: AsRef<str>> From<T> for Words {
    fn from(text: T) -> Self {
        let mut prepared = String::with_capacity(text.as_ref().len());
        for token in text.as_ref().split_inclusive(' ') {
            if token.chars().count() < LONG_TOKEN {
                prepared.push_str(token);
            } else {
                break_up(token, &mut prepared);
            }
        }
        Self(prepared)
    }
}

impl fmt::Display for Words {
    /// As it is read: without the break opportunities.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.split('\u{200B}').try_for_each(|piece| f.write_str(piece))
    }
}

impl<T: AsRef<str>> From<T> for Said {
    fn from(text: T) -> Self {
        Self { text: text.into(), said: None }
    }
}

impl Words {
    pub(crate) fn letters(&self) -> usize {
        self.0.chars().count()
    }
}

/// Puts a break opportunity behind each mark that joins, and behind each eighth letter
/// where none came. A point inside a number joins nothing.
fn break_up(token: &str, prepared: &mut String) {
    let mut since = 0;
    let mut letters = token.graphemes(true).peekable();
    let is_digit = |it: &str| it.starts_with(|c: char| c.is_ascii_digit());
    let mut before = "";
    while let Some(letter) = letters.next() {
        prepared.push_str(letter);
        since += 1;
        let number = is_digit(before) && letters.peek().is_some_and(|it| is_digit(it));
        before = letter;
        let joint = match letter {
            "." => since > 2 && !number,
            "/" | "-" | "_" | "?" | "&" | "=" => since > 2,
            "\u{A0}" => true,
            _ => false,
        };
        if joint || since == PIECE {
            prepared.push('\u{200B}');
            since = 0;
        }
    }
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
}

/// A stretch of text, perhaps a link to a place inside the brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    #[serde(flatten)]
    pub(crate) text: Said,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<String>,
}

/// Text with links, and the numbers of the figures it quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Rich {
    pub(crate) runs: Vec<Run>,
    /// The figures quoted, for the mark behind the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) marks: Vec<Run>,
}

impl Rich {
    pub(crate) fn plain(text: impl Into<Said>) -> Self {
        Self { runs: vec![Run { text: text.into(), to: None }], marks: Vec::new() }
    }

    pub(crate) fn push(&mut self, text: impl Into<Said>) {
        self.runs.push(Run { text: text.into(), to: None });
    }

    /// The text as it is read, without its marks.
    pub(crate) fn read(&self) -> String {
        self.runs.iter().map(|run| run.text.text.to_string()).collect()
    }
}

impl Context<'_> {
    /// The author's text with its figures filled in and marked.
    pub(crate) fn rich<const MAX: usize>(&self, text: &Text<MAX>) -> Rich {
        let mut rich = Rich::default();
        for segment in text.segments() {
            match segment {
                Segment::Words(words) => rich.push(words),
                Segment::Reference(reference, range) => {
                    let filled = quoted(self.brief, self.labels, &reference);
                    let filled = filled.map(|(text, said)| Said::new(text, said));
                    let written = || Said::from(&text.as_str()[range]);
                    let to = self.refs.get(&reference.figure).map(|it| it.anchor.clone());
                    let mark = self.refs.run(&reference.figure);
                    rich.runs.push(Run { text: filled.unwrap_or_else(written), to });
                    rich.marks.extend(mark.filter(|mark| !rich.marks.contains(mark)));
                }
                Segment::Broken(_, range) => rich.push(&text.as_str()[range]),
            }
        }
        rich
    }

    /// The author's text with its figures filled in.
    pub(crate) fn read<const MAX: usize>(&self, text: &Text<MAX>) -> String {
        filled(self.brief, self.labels, text)
    }
}

/// What a reference prints, and how it is said; `None` if the figure has no such part.
fn quoted(
    brief: &Brief,
    labels: &Labels,
    reference: &Reference,
) -> Option<(String, String)> {
    let figure = brief.figures.get(&reference.figure)?;
    let (change, prior) = (figure.change.as_ref(), figure.prior.as_ref());
    Some(match reference.part {
        Part::Value => (labels.value(figure), labels.say_value(figure)),
        Part::Change => (labels.extent(change?), labels.say_extent(change?)),
        Part::Rise | Part::Fall => (labels.size(change?), labels.say_size(change?)),
        Part::Prior => (labels.quantity(prior?), labels.say_quantity(prior?)),
        Part::Period => {
            let period = figure.period.as_ref()?;
            (labels.period(period), labels.say_period(period))
        }
        Part::Label => (figure.label.to_string(), figure.label.to_string()),
    })
}

/// A text as it is read: its figures filled in.
pub(crate) fn filled<const MAX: usize>(
    brief: &Brief,
    labels: &Labels,
    text: &Text<MAX>,
) -> String {
    let written = text.as_str();
    let fill = |segment: Segment<'_>| match segment {
        Segment::Words(words) => words.to_owned(),
        Segment::Reference(reference, range) => {
            let printed = quoted(brief, labels, &reference).map(|(text, _)| text);
            printed.unwrap_or_else(|| written[range].to_owned())
        }
        Segment::Broken(_, range) => written[range].to_owned(),
    };
    text.segments().into_iter().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_tokens_break_and_rather_at_joints() {
        assert_eq!(Words::from("short words stay").0, "short words stay");
        let url = Words::from("see https://example.com/reports/annual").0;
        assert_eq!(
            url.split('\u{200B}').collect::<Vec<_>>(),
            ["see https:/", "/example", ".com/", "reports/", "annual"]
        );
    }
}
