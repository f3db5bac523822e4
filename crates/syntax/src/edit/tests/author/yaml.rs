//! YAML in blocks and in brackets, with texts over several lines.

use super::Hand;
use crate::edit::snippet;
use crate::edit::tests::data::Data;
use crate::input::Format;
use crate::write::{self, Context, Form};

const FORMS: [Option<Form>; 3] = [None, Some(Form::Double), Some(Form::Single)];

impl Hand<'_> {
    pub(super) fn yaml(&mut self, data: &Data) {
        if self.dice.roll(12) == 0 {
            let text = self.flow(data, Context::Value, 0);
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
                    let form = *self.dice.one_of(&FORMS);
                    let mut key = write::text(Format::Yaml, Context::Key, key, form);
                    if self.dice.roll(30) == 0 {
                        key = format!("? {key}\n{}", " ".repeat(column));
                    }
                    self.text.push_str(&key);
                    self.text.push(':');
                }
                None => self.text.push('-'),
            }
            let context = if key.is_some() { Context::Value } else { Context::Entry };
            self.behind(value, column, context);
        }
    }

    fn behind(&mut self, value: &Data, column: usize, context: Context) {
        let blank = matches!(value, Data::List(items) if items.is_empty())
            || matches!(value, Data::Map(entries) if entries.is_empty());
        let nested = matches!(value, Data::List(_) | Data::Map(_)) && !blank;
        if nested && self.dice.roll(4) > 0 {
            if context == Context::Entry && self.dice.roll(4) > 0 {
                self.text.push(' ');
                return self.block(value, column + 2, false);
            }
            self.comment();
            self.text.push('\n');
            let list = matches!(value, Data::List(_));
            let deeper = match self.dice.roll(4) {
                0 if list && context == Context::Value => column,
                1 => column + 4,
                _ => column + 2,
            };
            return self.block(value, deeper, true);
        }
        if let Data::Text(text) = value
            && self.prose(text, column, context)
        {
            return;
        }
        let text = self.flow(value, context, column);
        if !text.is_empty() {
            self.text.push(' ');
            self.text.push_str(&text);
        }
        self.comment();
        self.text.push('\n');
    }

    /// A text over several lines, if it can be one.
    fn prose(&mut self, text: &str, column: usize, context: Context) -> bool {
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
                let quoted = double(text);
                quoted.replace(": ", &format!(":{between}"))
            }
            _ => return false,
        };
        if snippet::read(Format::Yaml, context, &raw).as_deref() != Some(text) {
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

    fn flow(&mut self, data: &Data, context: Context, column: usize) -> String {
        let parts: Vec<String> = match data {
            Data::Null => {
                let flow = matches!(context, Context::FlowEntry | Context::FlowValue);
                let forms = if flow { ["null", "~"] } else { ["", "null"] };
                return (*self.dice.one_of(&forms)).to_owned();
            }
            Data::Word(word) => return word.clone(),
            Data::Text(text) => {
                let form = *self.dice.one_of(&FORMS);
                return match self.dice.roll(4) {
                    0 => double(text),
                    _ => write::text(Format::Yaml, context, text, form),
                };
            }
            Data::List(items) => {
                let items = items
                    .iter()
                    .map(|item| self.flow(item, Context::FlowEntry, column + 1));
                items.collect()
            }
            Data::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let key = write::text(Format::Yaml, Context::FlowKey, key, None);
                    let value = self.flow(value, Context::FlowValue, column + 1);
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

/// A text in double quotes, whether it needs them or not.
fn double(text: &str) -> String {
    format!("\"{}\"", write::within(Format::Yaml, '"', text))
}
