//! JSON on one line or on many, with escapes that need not be.

use super::Hand;
use crate::edit::tests::data::Data;
use crate::input::Format;
use crate::write::{self, Context};

impl Hand<'_> {
    pub(super) fn json(&mut self, data: &Data) {
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
                let quoted = self::quoted(word);
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
                text.push_str(&quoted(key));
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
}

fn quoted(text: &str) -> String {
    write::text(Format::Json, Context::FlowValue, text, None)
}
