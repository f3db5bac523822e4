//! An author with a restless hand: the same data in ever other layouts.

use crate::change::Value;
use crate::edit::text::{self, Slot};
use crate::input::Format;

use super::data::Data;

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

const TEXTS: [&str; 40] = [
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
        1 => TEXTS[39].to_owned(),
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

mod yaml {
    use super::*;

    impl Hand<'_> {
        pub(super) fn yaml(&mut self, data: &Data) {
            if self.dice.roll(12) == 0 {
                let text = self.flow(data, Slot::Value, 0);
                self.text = format!("{text}\n");
                return;
            }
            if self.dice.roll(8) == 0 {
                self.text.push_str("---\n");
            }
            self.block(data, 0, true);
        }

        /// The entries of a map or a list, in lines of their own at a column; the first one
        /// where the pen is.
        fn block(&mut self, data: &Data, column: usize, fresh: bool) {
            let spaced = self.dice.roll(3) == 0;
            let (keys, values): (Vec<_>, Vec<_>) = match data {
                Data::Map(entries) => {
                    entries.iter().map(|(key, value)| (Some(key), value)).unzip()
                }
                Data::List(items) => items.iter().map(|item| (None, item)).unzip(),
                _ => return,
            };
            for (at, (key, value)) in keys.into_iter().zip(values).enumerate() {
                if at > 0 || fresh {
                    if at > 0 && spaced {
                        self.text.push('\n');
                    }
                    self.comment_lines(column);
                    self.text.push_str(&" ".repeat(column));
                }
                match key {
                    Some(key) => {
                        let old = *self.dice.one_of(&["", "\"", "'"]);
                        let mut key = text::text(Format::Yaml, Slot::Key, key, old);
                        if self.dice.roll(30) == 0 {
                            key = format!("? {key}\n{}", " ".repeat(column));
                        }
                        self.text.push_str(&key);
                        self.text.push(':');
                    }
                    None => self.text.push('-'),
                }
                let slot = if key.is_some() { Slot::Value } else { Slot::Entry };
                self.behind(value, column, slot);
            }
        }

        fn behind(&mut self, value: &Data, column: usize, slot: Slot) {
            let blank = matches!(value, Data::List(items) if items.is_empty())
                || matches!(value, Data::Map(entries) if entries.is_empty());
            let nested = matches!(value, Data::List(_) | Data::Map(_)) && !blank;
            if nested && self.dice.roll(4) > 0 {
                if slot == Slot::Entry && self.dice.roll(4) > 0 {
                    self.text.push(' ');
                    return self.block(value, column + 2, false);
                }
                self.comment();
                self.text.push('\n');
                let list = matches!(value, Data::List(_));
                let deeper = match self.dice.roll(4) {
                    0 if list && slot == Slot::Value => column,
                    1 => column + 4,
                    _ => column + 2,
                };
                return self.block(value, deeper, true);
            }
            if let Data::Text(text) = value {
                if self.prose(text, column, slot) {
                    return;
                }
            }
            let text = self.flow(value, slot, column);
            if !text.is_empty() {
                self.text.push(' ');
                self.text.push_str(&text);
            }
            self.comment();
            self.text.push('\n');
        }

        /// A text over several lines, if it can be one.
        fn prose(&mut self, text: &str, column: usize, slot: Slot) -> bool {
            let deeper = " ".repeat(column + 1 + self.dice.roll(3));
            let lines = |width: usize| {
                let mut lines = vec![String::new()];
                for word in text.split(' ') {
                    let last = lines.last().map_or(0, String::len);
                    if last + word.len() > width && last > 0 {
                        lines.push(String::new());
                    }
                    if let Some(last) = lines.last_mut() {
                        if !last.is_empty() {
                            last.push(' ');
                        }
                        last.push_str(word);
                    }
                }
                lines
            };
            let width = 20 + self.dice.roll(60);
            let between = format!("\n{deeper}");
            let raw = match self.dice.roll(5) {
                0 => format!(">-\n{deeper}{}", lines(width).join(&between)),
                1 => format!("|-\n{deeper}{}", text.replace('\n', &between)),
                2 if text.ends_with('\n') => {
                    let text = text.trim_end_matches('\n');
                    format!("|\n{deeper}{}", text.replace('\n', &between))
                }
                3 if text.len() > 60 => lines(width).join(&between),
                4 if text.len() > 60 => {
                    let quoted = text::double(text);
                    quoted.replace(": ", &format!(":{between}"))
                }
                _ => return false,
            };
            if text::read(Format::Yaml, slot, &raw).as_deref() != Some(text) {
                return false;
            }
            let header = raw.starts_with(['|', '>']);
            let (head, rest) = raw.split_once('\n').unwrap_or((&raw, ""));
            self.text.push_str(&format!(" {head}"));
            if header {
                self.comment();
            }
            if !rest.is_empty() {
                self.text.push_str(&format!("\n{rest}"));
            }
            if !header {
                self.comment();
            }
            self.text.push('\n');
            true
        }

        fn flow(&mut self, data: &Data, slot: Slot, column: usize) -> String {
            let parts: Vec<String> = match data {
                Data::Null => {
                    let flow = matches!(slot, Slot::FlowEntry | Slot::FlowValue);
                    let forms = if flow { ["null", "~"] } else { ["", "null"] };
                    return (*self.dice.one_of(&forms)).to_owned();
                }
                Data::Word(word) => return word.clone(),
                Data::Text(text) => {
                    let old = *self.dice.one_of(&["", "\"", "'"]);
                    return match self.dice.roll(4) {
                        0 => text::double(text),
                        _ => text::text(Format::Yaml, slot, text, old),
                    };
                }
                Data::List(items) => {
                    let items = items
                        .iter()
                        .map(|item| self.flow(item, Slot::FlowEntry, column + 1));
                    items.collect()
                }
                Data::Map(entries) => {
                    let entries = entries.iter().map(|(key, value)| {
                        let key = text::key(Format::Yaml, true, key);
                        let value = self.flow(value, Slot::FlowValue, column + 1);
                        if value == "null" && self.dice.roll(2) == 0 {
                            format!("{key}:")
                        } else {
                            format!("{key}: {value}")
                        }
                    });
                    entries.collect()
                }
                Data::Gone => return String::new(),
            };
            let (open, close) =
                if matches!(data, Data::List(_)) { ("[", "]") } else { ("{", "}") };
            self.brackets(open, close, &parts, column + 2)
        }
    }
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

    fn json(&mut self, data: &Data) {
        let mut text = String::new();
        let unit = *self.dice.one_of(&["", "  ", "\t"]);
        self.json_at(data, &mut text, unit, 0);
        self.text = format!("{text}\n");
    }

    fn json_at(&mut self, data: &Data, text: &mut String, unit: &str, depth: usize) {
        let (open, close, parts): (_, _, Vec<(Option<&String>, &Data)>) = match data {
            Data::Null | Data::Gone => return text.push_str("null"),
            Data::Word(word) => return text.push_str(word),
            Data::Text(word) => {
                let quoted = text::json(word);
                // Escapes that need not be.
                let quoted = if self.dice.roll(4) == 0 {
                    quoted.replace('e', "\\u0065").replace('😀', "\\ud83d\\ude00")
                } else {
                    quoted
                };
                return text.push_str(&quoted);
            }
            Data::List(items) => {
                ('[', ']', items.iter().map(|item| (None, item)).collect())
            }
            Data::Map(entries) => (
                '{',
                '}',
                entries.iter().map(|(key, value)| (Some(key), value)).collect(),
            ),
        };
        text.push(open);
        let lines = !unit.is_empty() && self.dice.roll(4) > 0;
        for (at, (key, value)) in parts.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            if lines {
                text.push('\n');
                text.push_str(&unit.repeat(depth + 1));
            } else if at > 0 && !unit.is_empty() {
                text.push(' ');
            }
            if let Some(key) = key {
                text.push_str(&text::json(key));
                text.push_str(if unit.is_empty() { ":" } else { ": " });
            }
            self.json_at(value, text, unit, depth + 1);
        }
        if lines {
            text.push('\n');
            text.push_str(&unit.repeat(depth));
        }
        text.push(close);
    }

    fn toml(&mut self, data: &Data) {
        let Data::Map(entries) = data else { return };
        if self.dice.roll(3) == 0 {
            let mark = self.mark();
            self.text.push_str(&format!("{mark}\n\n"));
        }
        self.table(entries, "");
    }

    /// The lines of a table, then its own tables.
    fn table(&mut self, entries: &[(String, Data)], path: &str) {
        let mut tables = Vec::new();
        for (key, value) in entries {
            let has_head = match value {
                Data::Map(_) => true,
                Data::List(items) => {
                    !items.is_empty()
                        && items.iter().all(|item| matches!(item, Data::Map(_)))
                }
                _ => false,
            };
            let written = text::key(Format::Toml, false, key);
            if has_head && self.dice.roll(3) > 0 {
                tables.push((written, value));
            } else {
                self.line(&written, value);
            }
        }
        for (key, value) in tables {
            let path = if path.is_empty() { key } else { format!("{path}.{key}") };
            match value {
                Data::Map(entries) => {
                    let deeper =
                        |(_, value): &(String, Data)| matches!(value, Data::Map(_));
                    // A table that has only tables needs no head, where they have some.
                    let bare = !entries.is_empty() && entries.iter().all(deeper);
                    let before = self.text.clone();
                    if !(bare && self.dice.roll(2) == 0) {
                        self.head("[", &path, "]");
                    } else if let Some((key, Data::Map(first))) = entries.first() {
                        let key = text::key(Format::Toml, false, key);
                        self.head("[", &format!("{path}.{key}"), "]");
                        self.table(first, &format!("{path}.{key}"));
                        for (key, value) in entries.iter().skip(1) {
                            let Data::Map(value) = value else { continue };
                            let key = text::key(Format::Toml, false, key);
                            self.head("[", &format!("{path}.{key}"), "]");
                            self.table(value, &format!("{path}.{key}"));
                        }
                        continue;
                    } else {
                        self.text = before;
                        continue;
                    }
                    self.table(entries, &path);
                }
                Data::List(items) => {
                    for item in items {
                        let Data::Map(entries) = item else { continue };
                        self.head("[[", &path, "]]");
                        self.table(entries, &path);
                    }
                }
                _ => {}
            }
        }
    }

    fn head(&mut self, open: &str, path: &str, close: &str) {
        if self.dice.roll(3) > 0 {
            self.text.push('\n');
        }
        self.comment_lines(0);
        self.text.push_str(&format!("{open}{path}{close}"));
        self.comment();
        self.text.push('\n');
    }

    fn line(&mut self, key: &str, value: &Data) {
        self.comment_lines(0);
        match value {
            Data::Map(entries) if !entries.is_empty() && self.dice.roll(3) == 0 => {
                for (deeper, value) in entries {
                    let deeper = text::key(Format::Toml, false, deeper);
                    self.line(&format!("{key}.{deeper}"), value);
                }
            }
            value => {
                let value = self.inline(value);
                self.text.push_str(&format!("{key} = {value}"));
                self.comment();
                self.text.push('\n');
            }
        }
    }

    fn inline(&mut self, data: &Data) -> String {
        match data {
            Data::Null | Data::Gone => String::new(),
            Data::Word(word) => word.clone(),
            Data::Text(text) => match self.dice.roll(5) {
                0 => text::text(Format::Toml, Slot::Value, text, "'"),
                1 => text::text(Format::Toml, Slot::Value, text, "2"),
                2 if text.len() > 5 => {
                    let quoted = text::double(text);
                    let inner = &quoted[1..quoted.len() - 1];
                    let inner = inner.replace("\\n", "\n");
                    format!("\"\"\"\n{}\"\"\"", inner.replace("the ", "the \\\n   "))
                }
                _ => text::double(text),
            },
            Data::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| self.inline(item)).collect();
                self.brackets("[", "]", &items, 2)
            }
            Data::Map(entries) => {
                let entry = |(key, value): &(String, Data)| {
                    let key = text::key(Format::Toml, true, key);
                    format!("{key} = {}", self.inline(value))
                };
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}
