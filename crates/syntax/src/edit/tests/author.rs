//! An author with a restless hand: the same data in ever other layouts.

use super::data::Data;
use crate::change::Value;
use crate::input::Format;

mod json;
mod toml;
mod yaml;

/// Numbers that look random and are not: a document is found again by its number.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        // SplitMix64, Steele and others 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % sides.max(1) as u64) as usize
    }

    pub(super) fn one_of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

const KEYS: [&str; 14] = [
    "a", "b", "text", "as-of", "rests-on", "FY 2025", "a.b", "it's", "null", "é", "x: y",
    "#k", "12", "",
];

const TEXTS: [&str; 41] = [
    "word",
    "$115.9B",
    "+78% yoy",
    "$46,743M",
    "~500K chips",
    "2025-10-31",
    "yes",
    "5",
    "0x1F",
    "1_000",
    "null",
    "~",
    "true",
    "a: b",
    "a #b",
    "#b",
    "- x",
    "? x",
    "it's",
    "\"q\"",
    "[x]",
    "{capex} grew",
    "a, b",
    "  lead",
    "trail ",
    "",
    "a\nb",
    "a\nb\n\n",
    "a\n\nb\n",
    "a\\b",
    "é€😀 ß",
    "a\tb",
    "@x",
    "%y",
    ">-",
    "| a",
    "1:30",
    "a:",
    "'",
    "--- x",
    "Amazon is in the middle of the largest capex cycle in company history, and infrastructure \
     is the real product: it’s what everything else stands on, whatever model wins in the end.",
];

pub(super) fn key(dice: &mut Dice) -> String {
    (*dice.one_of(&KEYS)).to_owned()
}

pub(super) fn text(dice: &mut Dice) -> String {
    match dice.roll(8) {
        0 => format!("{} {}", dice.one_of(&TEXTS), dice.one_of(&TEXTS)),
        1 => TEXTS[TEXTS.len() - 1].to_owned(),
        _ => (*dice.one_of(&TEXTS)).to_owned(),
    }
}

pub(super) fn value(dice: &mut Dice, depth: usize) -> Value {
    match dice.roll(if depth == 0 { 1 } else { 4 }) {
        2 => Value::List((0..dice.roll(4)).map(|_| value(dice, depth - 1)).collect()),
        3 => {
            let keys = keys(dice, 3);
            Value::Map(
                keys.into_iter().map(|key| (key, value(dice, depth - 1))).collect(),
            )
        }
        _ => Value::Text(text(dice)),
    }
}

fn keys(dice: &mut Dice, most: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for _ in 0..dice.roll(most + 1) {
        let key = key(dice);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Data with a map at its root.
pub(super) fn brief(dice: &mut Dice, format: Format) -> Data {
    let mut keys = keys(dice, 5);
    if !keys.iter().any(|key| key == "b") {
        keys.push("b".to_owned());
    }
    let map = keys.into_iter().map(|key| (key, data(dice, 3, format))).collect();
    Data::Map(map)
}

fn data(dice: &mut Dice, depth: usize, format: Format) -> Data {
    match dice.roll(if depth == 0 { 5 } else { 10 }) {
        0 if format != Format::Toml => Data::Null,
        1 => Data::Word((*dice.one_of(&["5", "true", "1.50", "-2e3"])).to_owned()),
        5 | 6 => {
            Data::List((0..dice.roll(4)).map(|_| data(dice, depth - 1, format)).collect())
        }
        // A list of maps, as briefs have many.
        7 => Data::List(
            (0..1 + dice.roll(3)).map(|_| map(dice, depth - 1, format)).collect(),
        ),
        8 | 9 => map(dice, depth - 1, format),
        _ => Data::Text(text(dice)),
    }
}

fn map(dice: &mut Dice, depth: usize, format: Format) -> Data {
    let keys = keys(dice, 4);
    Data::Map(keys.into_iter().map(|key| (key, data(dice, depth, format))).collect())
}

/// The marks that stand for comments.
pub(super) fn comments(text: &str) -> impl Iterator<Item = String> {
    text.match_indices("#-- ").map(|(at, _)| {
        text[at..]
            .chars()
            .take_while(|found| !found.is_whitespace() || *found == ' ')
            .collect()
    })
}

/// A document, with comments and in a layout the dice give it.
pub(super) fn write(data: &Data, format: Format, dice: &mut Dice) -> String {
    let mut hand = Hand { dice, text: String::new(), count: 0, format };
    match format {
        Format::Yaml => hand.yaml(data),
        Format::Json => hand.json(data),
        Format::Toml => hand.toml(data),
    }
    let mut text = hand.text;
    if dice.roll(5) == 0 && !text.contains("\"\"\"") {
        text = text.replace('\n', "\r\n");
    }
    if dice.roll(5) == 0 {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    text
}

struct Hand<'d> {
    dice: &'d mut Dice,
    text: String,
    count: usize,
    format: Format,
}

impl Hand<'_> {
    /// Parts between brackets, on one line or on several.
    fn brackets(
        &mut self,
        open: &str,
        close: &str,
        parts: &[String],
        column: usize,
    ) -> String {
        let comments = self.format != Format::Json;
        let mut text = open.to_owned();
        let lines = self.dice.roll(4) == 0;
        let indent = format!("\n{}", " ".repeat(column));
        for (at, part) in parts.iter().enumerate() {
            if lines {
                text.push_str(&indent);
                if comments && self.dice.roll(4) == 0 {
                    text.push_str(&format!("{}{indent}", self.mark()));
                }
            } else if at > 0 {
                text.push(' ');
            }
            text.push_str(part);
            if at + 1 < parts.len() || (comments && self.dice.roll(5) == 0) {
                text.push(',');
            }
            if lines && comments && self.dice.roll(4) == 0 {
                text.push_str(&format!(" {}", self.mark()));
            }
        }
        if lines {
            text.push_str(&indent);
        }
        text.push_str(close);
        text
    }

    fn mark(&mut self) -> String {
        self.count += 1;
        format!("#-- {}", self.count)
    }

    fn comment(&mut self) {
        if self.dice.roll(6) == 0 {
            let mark = self.mark();
            self.text.push_str(&format!(" {mark}"));
        }
    }

    fn comment_lines(&mut self, column: usize) {
        if self.dice.roll(5) == 0 {
            let mark = self.mark();
            self.text.push_str(&format!("{}{mark}\n", " ".repeat(column)));
        }
        if self.dice.roll(8) == 0 {
            let mark = self.mark();
            self.text.push_str(&format!("\n{}{mark}\n", " ".repeat(column)));
        }
    }
}
