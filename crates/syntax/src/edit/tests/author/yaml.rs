//! YAML in blocks and in brackets, with texts over several lines.

use super::Hand;
use crate::edit::tests::data::Data;
use crate::edit::text::{self, Slot};
use crate::input::Format;

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
        if let Data::Text(text) = value
            && self.prose(text, column, slot)
        {
            return;
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
            2 if text.ends_with("b\n") => {
                let text = text.trim_end_matches('\n');
                format!("|\n{deeper}{}", text.replace('\n', &between))
            }
            2 if text.ends_with("b\n\n") => {
                format!(
                    "|+\n{deeper}{}",
                    text.trim_end_matches('\n').replace('\n', &between) + "\n"
                )
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
                let items =
                    items.iter().map(|item| self.flow(item, Slot::FlowEntry, column + 1));
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
