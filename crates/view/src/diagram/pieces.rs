//! The text of an item of a layer, parted into the cells in which it is printed.
//!
//! A text that begins with a number has it for the value of its cell, and the rest for its
//! words. A further value behind a comma, a colon, a semicolon or a dash begins a cell of its
//! own. The mark between the two is left out, as it is wherever a line ends for it.

use strata_model::markup::{Content, Flow, Phrase, markup};
use strata_model::{Brief, Figure, Layer, Part};

use crate::filled::{derived, quoted};
use crate::labels::Labels;

/// What is printed in a cell: a number, and words.
pub(crate) struct Piece<'a> {
    pub(crate) value: Phrase<'a>,
    pub(crate) words: Vec<Phrase<'a>>,
    /// The mark between the two, which is left out where a line ends for it.
    pub(crate) mark: &'a str,
}

/// The most items of a layer that stand in cells, the most figures of them, and the most
/// letters of the text of one.
pub(super) const ITEMS: usize = 9;
const FIGURES: usize = 18;
const LETTERS: usize = 240;
/// The parts of a figure that are words, whatever digits they have.
const NO_NUMBERS: [Part; 3] = [Part::Period, Part::Label, Part::Short];
/// What may part two values.
const MARKS: [char; 6] = [',', ';', ':', '.', '–', '—'];

/// Whether the items of a layer stand in cells. More of them, or long ones, are a table.
pub(crate) fn in_cells(layer: &Layer) -> bool {
    let short = |text: &str| text.chars().count() <= LETTERS;
    let figures: usize = layer.items.iter().map(|item| item.figures.len().max(1)).sum();
    layer.items.len() <= ITEMS
        && figures <= FIGURES
        && layer
            .items
            .iter()
            .all(|it| it.text.as_ref().is_none_or(|it| short(it.as_str())))
}

/// The cells of a text; none where it begins with no number.
pub(crate) fn pieces<'a>(
    brief: &Brief,
    labels: &Labels,
    written: &'a str,
) -> Vec<Piece<'a>> {
    let Ok([Flow::Paragraph(phrases)]) = <[_; 1]>::try_from(markup(written).flow) else {
        return Vec::new();
    };
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for phrase in phrases {
        let opens = is_number(brief, labels, &phrase) && stands_free(written, &phrase);
        let is_next = match pieces.last_mut() {
            Some(last) => opens && is_level(&phrase) && last.close(),
            None if opens => true,
            None => return Vec::new(),
        };
        match pieces.last_mut() {
            Some(last) if !is_next => last.words.push(phrase),
            _ => pieces.push(Piece { value: phrase, words: Vec::new(), mark: "" }),
        }
    }
    pieces.iter_mut().for_each(Piece::open);
    pieces
}

impl<'a> Piece<'a> {
    /// Takes the mark off its end, and tells whether there was one behind words.
    fn close(&mut self) -> bool {
        let Some(Content::Words(words)) = self.words.last().map(|it| &it.content) else {
            return false;
        };
        let bare = words.trim_end().trim_end_matches(MARKS).trim_end();
        let closed = bare.len() < words.trim_end().len()
            && words.ends_with(char::is_whitespace)
            && bare.contains(char::is_alphabetic);
        if let (true, Some(last)) = (closed, self.words.last_mut()) {
            last.content = Content::Words(bare);
        }
        closed
    }

    /// Takes the mark and the space off the beginning of its words.
    fn open(&mut self) {
        let Some(&Content::Words(words)) = self.words.first().map(|it| &it.content)
        else {
            return;
        };
        let mut rest = words.trim_start();
        if let Some(behind) = rest.strip_prefix(MARKS)
            && behind.chars().next().is_none_or(char::is_whitespace)
        {
            let from = words.len() - rest.len();
            self.mark = &words[..from + rest.len() - behind.len()];
            rest = behind.trim_start();
        }
        if rest.is_empty() {
            self.words.remove(0);
        } else if let Some(first) = self.words.first_mut() {
            first.content = Content::Words(rest);
        }
    }
}

/// Whether a phrase prints as a number that can stand by itself.
fn is_number(brief: &Brief, labels: &Labels, phrase: &Phrase<'_>) -> bool {
    let printed = match &phrase.content {
        Content::Reference(it) if !NO_NUMBERS.contains(&it.part) => {
            let figure = brief.figures.get(&it.figure);
            figure.filter(|it| is_counted(it)).and_then(|_| quoted(brief, labels, it))
        }
        Content::Computed(it) => derived(brief, labels, it),
        _ => None,
    };
    phrase.style.link.is_none() && printed.is_some_and(|(text, _)| has_digit(&text))
}

/// Whether what a figure states is a number, not words for one.
pub(super) fn is_counted(figure: &Figure) -> bool {
    figure.shift.is_none() && figure.magnitude.is_none()
}

pub(super) fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether nothing is joined to a phrase that would be torn from it: `{a}-fold`.
fn stands_free(written: &str, phrase: &Phrase<'_>) -> bool {
    let mut behind = written[phrase.bytes.end..].chars();
    match behind.next() {
        Some(mark) if MARKS.contains(&mark) => {
            behind.next().is_none_or(char::is_whitespace)
        }
        other => other.is_none_or(char::is_whitespace),
    }
}

/// Whether a phrase is how much there is of a figure, not how that has changed.
fn is_level(phrase: &Phrase<'_>) -> bool {
    use Part::{High, Low, Mid, Rounded, Unsigned, Value};
    matches!(&phrase.content, Content::Reference(it) if it.comparison.is_none()
        && matches!(it.part, Value | Rounded | Unsigned | Low | High | Mid))
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use super::*;
    use crate::filled::{line, printed};
    use crate::labels::labels;

    fn brief() -> Brief {
        serde_json::from_value(serde_json::json!({
            "strata": "1", "title": "Back to growth", "as-of": "2025-09-30",
            "subject": { "name": "Example Bakeries plc", "fiscal-year": "calendar" },
            "thesis": [{ "id": "main", "kind": "judgment", "text": "Growth is back." }],
            "figures": {
                "a": { "label": "A", "value": "$5.0B", "change": "+13% yoy", "period": "FY 2024" },
                "b": { "label": "B", "value": "60% more likely", "period": "FY 2024" },
                "c": { "label": "C", "magnitude": "multibillion", "period": "FY 2024" },
            },
        }))
        .expect("a brief")
    }

    /// The value, the mark and the words of each cell.
    fn parted(written: &str) -> Vec<[String; 3]> {
        let (brief, labels) = (brief(), labels(Language::EnUs));
        let set = |phrases: &[Phrase<'_>]| line(&brief, labels, &[], written, phrases);
        let of = |it: &Piece<'_>| {
            [set(std::slice::from_ref(&it.value)), it.mark.to_owned(), set(&it.words)]
        };
        pieces(&brief, labels, written).iter().map(of).collect()
    }

    #[test]
    fn a_text_that_begins_with_a_number_is_a_value_and_words() {
        for (written, expected) in [
            ("{a} in sales", ["$5.0B", "", "in sales"]),
            ("{a}", ["$5.0B", "", ""]),
            ("{a}, up {a.rise} in a year", ["$5.0B", ",", "up 13% in a year"]),
            ("{a} – **all** of it", ["$5.0B", " –", "all of it"]),
            ("{a.rise} more. So it goes", ["13%", "", "more. So it goes"]),
            ("{= a + a} in two years", ["$10.0B", "", "in two years"]),
        ] {
            assert_eq!(parted(written), [expected], "{written}");
        }
        for whole in ["Sales of {a}", "{c} business", "{a}-fold", "{a.period}: nothing"] {
            assert!(parted(whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn a_further_value_behind_a_mark_has_a_cell_of_its_own() {
        for (written, expected) in [
            (
                "{a} of bread, {b} to be bought",
                [["$5.0B", "of bread"], ["60% more likely", "to be bought"]],
            ),
            (
                "{a} of bread – {b} of it",
                [["$5.0B", "of bread"], ["60% more likely", "of it"]],
            ),
        ] {
            let parted = parted(written);
            let cells: Vec<_> =
                parted.iter().map(|[value, _, words]| [value.as_str(), words]).collect();
            assert_eq!(cells, expected, "{written}");
        }
        for one in [
            "{a} of bread and {b} of it",
            "{a}, {b} and {a} of bread",
            "{a} of bread, {a.rise} more",
        ] {
            assert_eq!(parted(one).len(), 1, "{one}");
        }
    }

    #[test]
    fn nothing_but_marks_is_left_out() {
        let bare = |text: &str| {
            text.chars()
                .filter(|it| !MARKS.contains(it) && !it.is_whitespace())
                .collect::<String>()
        };
        for written in
            ["{a}, {b}; {a} of bread: {c} – {b}. {a}-fold", "{b} – one, two; {a} three."]
        {
            let cells = parted(written).concat().concat();
            let whole = printed(&brief(), labels(Language::EnUs), &[], written).concat();
            assert!(!cells.is_empty());
            assert_eq!(bare(&cells), bare(&whole), "{written}");
        }
    }
}
