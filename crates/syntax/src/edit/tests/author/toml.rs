//! TOML with tables, dotted keys and lists of tables.

use super::Hand;
use crate::edit::tests::data::Data;
use crate::input::Format;
use crate::write::{self, Context, Form};

impl Hand<'_> {
    pub(super) fn toml(&mut self, data: &Data) {
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
            let written = written(key);
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
                        let key = written(key);
                        self.head("[", &format!("{path}.{key}"), "]");
                        self.table(first, &format!("{path}.{key}"));
                        for (key, value) in entries.iter().skip(1) {
                            let Data::Map(value) = value else { continue };
                            let key = written(key);
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
                    let deeper = written(deeper);
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
                0 => value(text, Form::Single),
                1 => value(text, Form::Bare),
                2 if text.len() > 5 => {
                    let quoted = value(text, Form::Double);
                    let inner = &quoted[1..quoted.len() - 1];
                    let inner = inner.replace("\\n", "\n");
                    format!("\"\"\"\n{}\"\"\"", inner.replace("the ", "the \\\n   "))
                }
                _ => value(text, Form::Double),
            },
            Data::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| self.inline(item)).collect();
                self.brackets("[", "]", &items, 2)
            }
            Data::Map(entries) => {
                let entry = |(key, value): &(String, Data)| {
                    let key = written(key);
                    format!("{key} = {}", self.inline(value))
                };
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

fn written(key: &str) -> String {
    write::text(Format::Toml, Context::Key, key, None)
}

fn value(text: &str, form: Form) -> String {
    write::text(Format::Toml, Context::FlowValue, text, Some(form))
}
