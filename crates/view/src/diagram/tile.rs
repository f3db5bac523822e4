//! What an item of a layer is measured by, in a cell: its name, a number, and words.

use serde::Serialize;
use strata_model::markup::{Content, Phrase};
use strata_model::{Brief, Figure, Item, Measure, Quantity};

use super::pieces::{has_digit, is_counted, pieces};
use crate::context::Context;
use crate::measure::{lines, width};
use crate::words::{Rich, Run, Said, Words};

const NBSP: char = '\u{a0}';
/// Sizes of type in points; how far a line is from the next, as a part of its size; and how
/// much farther a paragraph is, in points.
const NAME: f64 = 7.5;
const NUMBER: f64 = 12.0;
const WORDS: f64 = 8.0;
const PITCH: f64 = 1.1;
const APART: f64 = 2.0;
/// The most lines of a name, and of the words under it, before a cell takes more columns.
const NAME_LINES: usize = 2;
const WORDS_LINES: usize = 4;

/// A cell.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Tile {
    pub(crate) at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Number>,
    pub(crate) words: Rich,
    /// What the value is, where neither name nor words say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) what: Option<Said>,
    /// Its first column, its row, and how many columns it takes.
    pub(crate) column: usize,
    pub(crate) row: usize,
    pub(crate) across: usize,
}

/// A value with its number apart from the words around it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Number {
    /// Nothing, or the qualifier.
    pub(crate) before: Words,
    pub(crate) number: Words,
    /// Nothing, or the unit where that is a word.
    pub(crate) behind: Words,
    /// Its sources, where the words have others.
    pub(crate) mark: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) said: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<String>,
}

impl Context<'_> {
    /// The cells of an item, one for each of its figures.
    pub(super) fn tiles(&self, at: &str, item: &Item) -> Vec<Tile> {
        let name = item.name.as_ref().map(|name| self.set(name)).unwrap_or_default();
        let said = name.read();
        let written = item.text.as_ref().map_or("", |text| text.as_str());
        let parted = pieces(self.brief, self.labels, written);
        let mut tiles: Vec<_> = parted
            .iter()
            .map(|piece| {
                let mut value =
                    self.paragraph(written, std::slice::from_ref(&piece.value), true);
                let words = self.paragraph(written, &piece.words, true);
                let run = value.runs.pop().unwrap_or_default();
                let mut number = self.number(run, figure_of(self.brief, &piece.value));
                // No line ends between what is counted and the words.
                if number.behind.letters() > 0 {
                    number.behind = format!("{}{}", number.behind, piece.mark).into();
                }
                Tile::new(at, &name, Some(number), value.followed_by(words))
            })
            .collect();
        let quoted: Vec<_> =
            tiles.iter().flat_map(|it| it.words.quoted.clone()).collect();
        let text = item.text.as_ref().filter(|_| parted.is_empty());
        let mut text = text.map(|text| self.rich(text));
        let quoted = text.as_ref().map_or(quoted, |text| text.quoted.clone());
        for id in item.figures.iter().filter(|it| !quoted.contains(it.id())) {
            let Some(figure) = self.brief.figures.get(id.id()) else { continue };
            let label = Some(figure.label.as_str()).filter(|label| *label != said);
            let mut label = label.map(Said::from);
            let value =
                Said::new(self.labels.value(figure), self.labels.say_value(figure));
            let mark = self.cited_by(&[id]);
            let (value, words) =
                if is_counted(figure) && has_digit(&value.text.to_string()) {
                    let to = self.refs.get(id).map(|it| it.anchor.clone());
                    let run = Run { text: value, to, ..Run::default() };
                    let words = text.take().or_else(|| label.take().map(Rich::plain));
                    let (words, mut number) =
                        (words.unwrap_or_default(), self.number(run, Some(figure)));
                    let counted = number.behind.to_string().to_lowercase();
                    if words.read().to_lowercase().contains(&counted) {
                        number.behind = Words::default();
                    }
                    (Some(Number { mark, ..number }), words)
                } else {
                    (None, Rich::plain(value).followed_by(mark))
                };
            let mut tile = Tile::new(at, &name, value, words);
            let what = self.what(figure, label);
            tile.what = (what.letters() > 0).then_some(what);
            tiles.push(tile);
        }
        // A text that says no more than a name does stands before what measures it.
        if let Some(text) = text {
            tiles.insert(0, Tile::new(at, &name, None, text));
        }
        if tiles.is_empty() && !said.is_empty() {
            tiles.push(Tile::new(at, &name, None, Rich::default()));
        }
        if let Some(first) = tiles.first_mut() {
            first.anchor = self.anchor(item.id.as_ref());
        }
        tiles
    }

    /// The number of a value, apart from a qualifier in words and from what is counted. The
    /// units of physics stay with it.
    fn number(&self, value: Run, figure: Option<&Figure>) -> Number {
        let whole = value.text.text.to_string();
        let word = figure.and_then(|it| self.labels.qualifier_word(it));
        let word = word.filter(|word| {
            whole.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        });
        let before = word.unwrap_or_default();
        let rest = whole[before.len()..].trim_start();
        let unit = figure.and_then(|it| it.value.as_ref()).map(Quantity::unit);
        let parted = unit.and_then(|unit| match &unit.measure {
            Measure::Named(name) if self.brief.units.contains_key(name) => {
                rest.rfind(NBSP).map(|at| (&rest[..at], &rest[at..]))
            }
            Measure::MoreLikely | Measure::LessLikely => {
                rest.find('%').map(|at| rest.split_at(at + 1))
            }
            _ => None,
        });
        let parted = parted.map(|(number, unit)| (number, unit.trim()));
        // Both ends of a range have their unit.
        let once = parted.filter(|(number, unit)| {
            unit.starts_with(char::is_alphabetic) && !number.contains(unit)
        });
        let (number, behind) = once.unwrap_or((rest, ""));
        Number {
            before: before.into(),
            number: number.into(),
            behind: behind.into(),
            mark: Rich::default(),
            said: value.text.said,
            to: value.to,
        }
    }
}

impl Tile {
    fn new(at: &str, name: &Rich, value: Option<Number>, words: Rich) -> Self {
        Self {
            at: at.to_owned(),
            anchor: None,
            name: name.clone(),
            value,
            words,
            what: None,
            column: 0,
            row: 0,
            across: 1,
        }
    }

    /// Takes as many of the columns as it needs, each so wide and so far from the next;
    /// gives its height in points.
    pub(super) fn fit(&mut self, columns: usize, column: f64, gap: f64) -> f64 {
        let room = |across: usize| many(across) * (column + gap) - gap;
        let fits = |across: &usize| {
            let [name, words, _] = self.lines(room(*across));
            self.value.as_ref().is_none_or(|value| value.width() <= room(*across))
                && name <= NAME_LINES
                && words <= WORDS_LINES
        };
        self.across = (1..columns).find(fits).unwrap_or(columns);
        let value = self.value.take_if(|it| it.width() > room(self.across));
        if let Some(value) = value {
            self.words = value.in_words().followed_by(std::mem::take(&mut self.words));
        }
        let [name, words, what] = self.lines(room(self.across)).map(many);
        let number = if self.value.is_some() { NUMBER } else { 0.0 };
        let parts = [name * NAME, number + words * WORDS, what * NAME];
        let some = parts.iter().filter(|it| **it > 0.0);
        PITCH * parts.iter().sum::<f64>() + some.map(|_| APART).sum::<f64>() - APART
    }

    /// The lines of its name, of its words, and of what its value is.
    fn lines(&self, room: f64) -> [usize; 3] {
        let of = |text: &str, size: f64, bold: bool| match text.trim() {
            "" => 0,
            text => lines(text, size, bold, room, usize::MAX).len(),
        };
        let behind = self.value.as_ref().map(|it| it.behind.to_string());
        let words = format!("{} {}", behind.unwrap_or_default(), self.words.read());
        let what = self.what.as_ref().map(|it| it.text.to_string());
        [
            of(&self.name.read(), NAME, true),
            of(&words, WORDS, self.value.is_none()),
            of(&what.unwrap_or_default(), NAME, false),
        ]
    }
}

impl Number {
    /// The value as words in front of others: too long to be set large.
    fn in_words(self) -> Rich {
        let parts = [&self.before, &self.number, &self.behind].map(ToString::to_string);
        let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        let text = Said { said: self.said, ..Said::from(parts.join(" ")) };
        let mut rich = self.mark;
        rich.runs.push(Run { text, to: self.to, ..Run::default() });
        rich.push(" ");
        rich
    }

    fn width(&self) -> f64 {
        width(&format!("{} ", self.before), WORDS, false)
            + width(&self.number.to_string(), NUMBER, true)
    }
}

/// A count of lines, to be multiplied with their height.
pub(super) fn many(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}

/// The figure that a phrase is of.
fn figure_of<'b>(brief: &'b Brief, phrase: &Phrase<'_>) -> Option<&'b Figure> {
    match &phrase.content {
        Content::Reference(it) => brief.figures.get(&it.figure),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    fn brief() -> Brief {
        let figure = |label: &str, value: &str| json!({ "label": label, "value": value, "period": "Q3 2025" });
        let mut nearly = figure("Chips", "500K chips");
        nearly["qualifier"] = json!("nearly");
        serde_json::from_value(json!({
            "strata": "1", "title": "Back to growth", "as-of": "2025-11-30", "period": "Q3 2025",
            "subject": { "name": "Example Bakeries plc", "fiscal-year": "calendar" },
            "units": { "chips": "accelerators", "bakers": "people who bake" },
            "thesis": [{ "id": "main", "kind": "judgment", "text": "Growth is back." }],
            "figures": {
                "chips": nearly,
                "bakers": figure("Bakers at work", "100K+ bakers"),
                "power": figure("Power", "3.8 GW"),
                "likely": figure("Bought again", "60% more likely"),
                "time": { "label": "Time to bake", "shift": { "from": "months", "to": "days" },
                          "period": "FY 2024" },
            },
        }))
        .expect("a brief")
    }

    /// What is printed in the cells of an item: before, number and what is counted; words;
    /// and what the value is.
    fn cells(item: Value) -> Vec<String> {
        let brief = brief();
        let context = Context::new(&brief, Paper::A4);
        let item = serde_json::from_value(item).expect("an item");
        let of = |tile: &Tile| {
            let value = tile
                .value
                .as_ref()
                .map(|it| format!("{}|{}|{}", it.before, it.number, it.behind));
            let what =
                tile.what.as_ref().map(|it| it.text.to_string()).unwrap_or_default();
            format!("{} # {} # {what}", value.unwrap_or_default(), tile.words.read())
        };
        context.tiles("/items/0", &item).iter().map(of).collect()
    }

    #[test]
    fn what_is_counted_stands_behind_the_number_and_a_unit_of_physics_with_it() {
        for (text, expected) in [
            ("{chips} in one cluster", "nearly|500K|chips # in one cluster # "),
            ("{chips}, all in one", "nearly|500K|chips, # all in one # "),
            ("{power} in a year", "|3.8\u{a0}GW| # in a year # "),
            ("{likely} to be bought", "|60%|more likely # to be bought # "),
            ("agent building blocks", " # agent building blocks # "),
        ] {
            assert_eq!(cells(json!({ "name": "N", "text": text })), [expected], "{text}");
        }
    }

    #[test]
    fn each_figure_has_a_cell_that_says_what_it_is() {
        let of = |figures: &[&str]| {
            cells(json!({ "name": "Bakers at work", "figures": figures }))
        };
        assert_eq!(of(&["bakers"]), ["|100K+|bakers #  # "], "the name says it");
        assert_eq!(
            of(&["power", "time"]),
            ["|3.8\u{a0}GW| # Power # ", " # months to days # Time to bake, FY 2024"]
        );
        let both = json!({ "name": "N", "text": "They bake.", "figures": ["bakers"] });
        assert_eq!(cells(both), ["|100K+|bakers # They bake. # Bakers at work"]);
        let quoted =
            json!({ "name": "N", "text": "{power} in all", "figures": ["power"] });
        assert_eq!(cells(quoted).len(), 1, "the text prints it");
        let words = json!({ "name": "N", "text": "They bake.", "figures": ["time"] });
        assert_eq!(cells(words)[0], " # They bake. # ");
    }
}
