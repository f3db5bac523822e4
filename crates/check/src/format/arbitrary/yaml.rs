//! Any tree in YAML.

use strata_syntax::{is_doubtful, is_word};

use super::{Tree, Writer};

impl Writer {
    /// A value in lines of its own.
    pub(super) fn yaml_lines(&mut self, tree: &Tree, indent: usize) {
        let pad = " ".repeat(indent);
        match tree {
            Tree::Map(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    self.notes(indent);
                    self.push(&pad);
                    self.yaml_key(key);
                    self.yaml_after(value, indent);
                }
            }
            Tree::List(items) if !items.is_empty() => {
                for item in items {
                    self.notes(indent);
                    self.push(&pad);
                    self.push("-");
                    self.yaml_after(item, indent);
                }
            }
            _ => {
                self.push(&pad);
                self.yaml_flow(tree, 0);
                self.end();
            }
        }
    }

    /// A value after its key or dash.
    fn yaml_after(&mut self, tree: &Tree, indent: usize) {
        self.after = false;
        let block = matches!(tree, Tree::Map(entries) if !entries.is_empty())
            || matches!(tree, Tree::List(items) if !items.is_empty());
        let dash = self.out.ends_with('-');
        match tree {
            _ if block && self.roll(4) > 0 => {
                let list_in_map = matches!(tree, Tree::List(_)) && !dash;
                let step = if list_in_map { self.roll(4) } else { 1 + self.roll(4) };
                if dash && step > 1 && self.roll(2) == 0 {
                    // The first key goes on after the dash.
                    self.push(&" ".repeat(step as usize - 1));
                    let mut below = String::new();
                    std::mem::swap(&mut below, &mut self.out);
                    let roll = self.seed;
                    self.yaml_lines(tree, indent + step as usize);
                    // Only if its first line has no note above it.
                    let first = self.out.trim_start_matches(' ');
                    let lead = self.out.len() - first.len();
                    if first.starts_with(['#', '\n']) {
                        self.seed = roll;
                        below.push('\n');
                        below.push_str(&self.out);
                    } else {
                        below.push_str(&self.out[lead..]);
                    }
                    self.out = below;
                } else {
                    self.end();
                    self.yaml_lines(tree, indent + step as usize);
                }
            }
            Tree::Text(text) if self.roll(4) == 0 && block_scalar(text).is_some() => {
                let (chomp, lines) = block_scalar(text).unwrap_or_default();
                let step = 1 + self.roll(4) as usize;
                self.push(&format!(" |{step}{chomp}"));
                self.end();
                for line in lines {
                    if !line.is_empty() {
                        self.push(&" ".repeat(indent + step));
                        self.push(line);
                    }
                    self.push("\n");
                }
                self.after = true;
            }
            Tree::Text(text) if self.roll(3) == 0 && is_foldable(text) => {
                let step = 1 + self.roll(4) as usize;
                self.push(" >-");
                self.end();
                self.push(&" ".repeat(indent + step));
                for word in text.split_inclusive(' ') {
                    if self.roll(5) == 0 {
                        self.push(word.trim_end_matches(' '));
                        if word.ends_with(' ') {
                            self.push("\n");
                            self.push(&" ".repeat(indent + step));
                        }
                    } else {
                        self.push(word);
                    }
                }
                self.push("\n");
                self.after = true;
            }
            _ => {
                match self.roll(8) {
                    0 => {
                        self.end();
                        self.notes(indent + 1);
                        self.push(&" ".repeat(indent + 1));
                    }
                    1 => self.push("   "),
                    _ => self.push(" "),
                }
                self.yaml_flow(tree, indent + 1);
                self.end();
            }
        }
    }

    fn yaml_key(&mut self, key: &str) {
        self.yaml_text(key, true);
        let colon = if self.roll(9) == 0 { " :" } else { ":" };
        self.push(colon);
    }

    fn yaml_text(&mut self, text: &str, is_key: bool) {
        let tame = |c: char| c.is_ascii_alphanumeric() || " -$€%.".contains(c);
        let first = |c: char| c.is_ascii_alphabetic() || c == '$';
        let plain = text.starts_with(first)
            && !text.ends_with(' ')
            && text.chars().all(tame)
            && is_word(text)
            && !(is_key && is_doubtful(text));
        match self.roll(3) {
            0 | 1 if plain => self.push(text),
            0 if !text.contains(char::is_control) => {
                self.push(&format!("'{}'", text.replace('\'', "''")));
            }
            _ => self.push(&serde_json::Value::from(text).to_string()),
        }
    }

    /// A value in brackets or on one line; inside brackets lines are broken at will.
    fn yaml_flow(&mut self, tree: &Tree, indent: usize) {
        match tree {
            Tree::Word(word) => self.push(word),
            Tree::Text(text) => self.yaml_text(text, false),
            Tree::List(items) => {
                self.push("[");
                for (index, item) in items.iter().enumerate() {
                    self.push(if index > 0 { "," } else { "" });
                    self.yaml_break(indent);
                    self.yaml_flow(item, indent);
                    self.yaml_break(indent);
                }
                self.push("]");
            }
            Tree::Map(entries) => {
                self.push("{");
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.push(if index > 0 { "," } else { "" });
                    self.yaml_break(indent);
                    self.yaml_text(key, true);
                    self.push(": ");
                    self.yaml_flow(value, indent);
                    self.yaml_break(indent);
                }
                self.push("}");
            }
        }
    }

    pub(super) fn yaml_break(&mut self, indent: usize) {
        if self.roll(12) == 0 {
            self.end();
            self.notes(indent);
            self.push(&" ".repeat(indent));
        } else {
            self.push(" ");
        }
    }
}

/// The sign and the lines of a text in a literal block.
fn block_scalar(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let body = text.trim_end_matches('\n');
    let odd = |c: char| c.is_control() && c != '\n';
    if body.is_empty()
        || text.contains(odd)
        || body.lines().any(|l| l.trim().is_empty() && !l.is_empty())
    {
        return None;
    }
    let mut lines: Vec<&str> = body.split('\n').collect();
    let chomp = match text.len() - body.len() {
        0 => "-",
        1 => "",
        more => {
            lines.extend(std::iter::repeat_n("", more - 1));
            "+"
        }
    };
    Some((chomp, lines))
}

fn is_foldable(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.contains("  ")
        && !text.contains(char::is_control)
}
