//! Any tree in TOML.

use super::{Tree, Writer};

impl Writer {
    /// A table: what is no table first.
    pub(super) fn toml(&mut self, entries: &[(String, Tree)], path: &str) {
        let tables = |value: &Tree| match value {
            Tree::Map(_) => true,
            Tree::List(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item, Tree::Map(_)))
            }
            _ => false,
        };
        let last = entries.iter().rposition(|(_, value)| !tables(value));
        let least = last.map_or(0, |last| last + 1);
        let split = least + self.roll((entries.len() - least) as u64 + 1) as usize;
        for (key, value) in &entries[..split] {
            self.notes(0);
            self.toml_entry(key, value);
            self.end();
        }
        for (key, value) in &entries[split..] {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}", toml_key(key));
            match value {
                Tree::Map(entries) => {
                    self.notes(0);
                    self.push(&format!("[{path}]"));
                    self.end();
                    self.toml(entries, &path);
                }
                Tree::List(items) => {
                    for item in items {
                        self.notes(0);
                        self.push(&format!("[[{path}]]"));
                        self.end();
                        if let Tree::Map(entries) = item {
                            self.toml(entries, &path);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn toml_entry(&mut self, key: &str, value: &Tree) {
        self.push(&toml_key(key));
        match value {
            Tree::Map(entries) if entries.len() == 1 && self.roll(3) == 0 => {
                self.push(" . ");
                self.toml_entry(&entries[0].0, &entries[0].1);
            }
            _ => {
                let equals = if self.roll(4) == 0 { "=" } else { " =  " };
                self.push(equals);
                self.toml_value(value);
            }
        }
    }

    fn toml_value(&mut self, tree: &Tree) {
        match tree {
            Tree::Word(word) => self.push(word),
            Tree::Text(text) => {
                let control = text.contains(char::is_control);
                match self.roll(4) {
                    0 if !control && !text.contains('\'') => {
                        self.push(&format!("'{text}'"));
                    }
                    1 if !text.contains(['\r', '\t']) && !text.contains("\"\"\"") => {
                        let text = text.replace('\\', "\\\\").replace('"', "\\\"");
                        self.push(&format!("\"\"\"\n{text}\"\"\""));
                    }
                    _ => self.push(&serde_json::Value::from(text.as_str()).to_string()),
                }
            }
            Tree::List(items) => {
                self.push("[");
                for (index, item) in items.iter().enumerate() {
                    self.push(if index > 0 { "," } else { "" });
                    self.yaml_break(3);
                    self.toml_value(item);
                    self.yaml_break(3);
                }
                self.push("]");
            }
            Tree::Map(entries) => {
                self.push("{");
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.push(if index > 0 { "," } else { "" });
                    self.yaml_break(3);
                    self.toml_entry(key, value);
                    self.yaml_break(3);
                }
                self.push("}");
            }
        }
    }
}

fn toml_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) {
        return key.to_owned();
    }
    serde_json::Value::from(key).to_string()
}
