//! Texts as nobody should write them: any tree in YAML, JSON or TOML, with every kind of
//! quote, bracket, indentation, blank line and comment. Dice decide.

use proptest::prelude::*;

use crate::input::Format;

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    Word(&'static str),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// Any tree, with many keys of the model in it, whose root is a map with an entry.
pub(super) fn tree() -> impl Strategy<Value = Tree> {
    let word = prop::sample::select(vec!["true", "false", "0", "-1.50", "2e3"]);
    let leaf =
        prop_oneof![1 => word.prop_map(Tree::Word), 9 => text().prop_map(Tree::Text)];
    let inner = leaf.prop_recursive(5, 60, 6, |below| {
        let list = prop::collection::vec(below.clone(), 0..5).prop_map(Tree::List);
        prop_oneof![1 => list, 2 => map(below, 0)]
    });
    map(inner, 1)
}

fn map(below: impl Strategy<Value = Tree>, least: usize) -> impl Strategy<Value = Tree> {
    prop::collection::vec((key(), below), least..7).prop_map(|mut entries| {
        let mut seen = Vec::new();
        entries.retain(|(key, _)| {
            let new = !seen.contains(key);
            seen.push(key.clone());
            new
        });
        Tree::Map(entries)
    })
}

fn key() -> impl Strategy<Value = String> {
    let known = vec![
        "strata",
        "id",
        "title",
        "subject",
        "figures",
        "thesis",
        "sections",
        "blocks",
        "reading",
        "text",
        "value",
        "history",
        "source",
        "stack",
        "layers",
        "items",
        "a",
        "b-2",
        "Q1 2025",
        "a#b",
        "#",
        "- x",
        "it's",
        "say \"so\"",
        "true",
        "1",
        "~",
        "",
        " ",
        "<<",
        "a: b",
        "é",
        "x.y",
        "a\\b",
        "[k]",
        "{k}",
        "? q",
        "no",
    ];
    prop_oneof![
        4 => prop::sample::select(known).prop_map(ToOwned::to_owned),
        1 => "[a-z]{1,8}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let known = vec![
        "",
        " ",
        "  two",
        "two  ",
        "a  b",
        "# no",
        "a # b",
        "a: b",
        "a:",
        ":",
        "-",
        "- a",
        "-a",
        "? a",
        "?a",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "\"a\"",
        "'a'",
        "it's",
        "\"it's\"",
        "a\\b",
        "\\",
        "null",
        "~",
        "true",
        "no",
        "ON",
        "y",
        "1",
        "1.5",
        "0x1F",
        "1_000",
        "+1",
        "1e3",
        "1:30",
        "12:30:45",
        "2025-10-31",
        "<<",
        "=",
        "---",
        "--- a",
        "...",
        "{a}",
        "{capex} a",
        "[a]",
        "a, b",
        "a]",
        "a}",
        "a\nb",
        "a\nb\n",
        "a\n\nb",
        "a\n\n",
        "\na",
        "\n",
        " a\n b",
        "a \nb",
        "a\n  b\n c",
        "a\tb",
        "\ta",
        "a\r\nb",
        "“curly” – €",
        "👩\u{200d}💻",
        "\u{a0}",
        "a\u{a0}",
        "a #b",
        "a\\nb",
        "\"\"\"",
        "'''",
        "key = \"x\"",
        "[table]",
        "$180.2B",
        "+78%",
        "https://example.org/a#b?c=d&e=f",
    ];
    let prose = prop::collection::vec("[a-z#:'\"{}-]{1,12}", 1..60);
    let long = prop::collection::vec("[a-z]{80,130}", 1..4);
    prop_oneof![
        6 => prop::sample::select(known).prop_map(ToOwned::to_owned),
        2 => prose.prop_map(|words| words.join(" ")),
        1 => (prop::collection::vec("[a-z]{1,9}", 1..40), "(  |\n| \n|\n\n|   )")
            .prop_map(|(words, joint)| words.join(&joint)),
        1 => long.prop_map(|words| words.join(" ")),
    ]
}

/// A text that says it, and the comments in it.
pub(super) fn write(tree: &Tree, format: Format, seed: u64) -> (String, Vec<String>) {
    let mut writer =
        Writer { out: String::new(), seed, comments: Vec::new(), after: false };
    match (format, tree) {
        (Format::Yaml, _) => {
            writer.yaml_lines(tree, 0);
        }
        (Format::Json, _) => writer.json(tree),
        (Format::Toml, Tree::Map(entries)) => writer.toml(entries, ""),
        (Format::Toml, _) => {}
    }
    if format != Format::Json {
        writer.notes(0);
    }
    let text = match writer.roll(8) {
        // A text on several lines of TOML would not be the same.
        0 if !writer.out.contains("\"\"\"") => writer.out.replace('\n', "\r\n"),
        1 => format!("\u{feff}{}", writer.out),
        _ => writer.out,
    };
    (text, writer.comments)
}

struct Writer {
    out: String,
    seed: u64,
    comments: Vec<String>,
    /// Whether a block scalar has just ended: an indented comment would belong to it.
    after: bool,
}

impl Writer {
    fn roll(&mut self, sides: u64) -> u64 {
        // SplitMix64, Steele and others 2014.
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn comment(&mut self) {
        let kinds = ["# n", "#n", "#: 'n", "# \"n: [", "#!n }", "## - n"];
        let kind = kinds[self.roll(6) as usize];
        let comment = format!("{kind}{}", self.comments.len());
        self.push(&comment);
        self.comments.push(comment);
        if self.roll(5) == 0 {
            self.push("  ");
        }
    }

    /// The end of a line, with a comment now and then.
    fn end(&mut self) {
        if self.roll(6) == 0 {
            let pad = [" ", "    "][self.roll(2) as usize];
            self.push(pad);
            self.comment();
        }
        self.push("\n");
    }

    /// Blank lines and comments between lines.
    fn notes(&mut self, indent: usize) {
        while self.roll(4) == 0 {
            if self.roll(2) == 0 {
                // After a text that keeps its last lines it would be one of them.
                let kept = self.after && self.out.ends_with("\n\n");
                self.push(if kept { "" } else { "\n" });
                continue;
            }
            let most = if self.after { indent } else { indent + 4 };
            let pad = self.roll(most as u64 + 1) as usize;
            self.push(&" ".repeat(pad));
            self.comment();
            self.push("\n");
            self.after = false;
        }
    }

    /// A value in lines of its own.
    fn yaml_lines(&mut self, tree: &Tree, indent: usize) {
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
            && crate::tree::is_word(text)
            && !(is_key && crate::tree::is_doubtful(text));
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

    fn yaml_break(&mut self, indent: usize) {
        if self.roll(12) == 0 {
            self.end();
            self.notes(indent);
            self.push(&" ".repeat(indent));
        } else {
            self.push(" ");
        }
    }

    fn json(&mut self, tree: &Tree) {
        let gap = [" ", "", "\n", "\n\n  ", "\t"];
        match tree {
            Tree::Word(word) => self.push(word),
            Tree::Text(text) => {
                self.push(&serde_json::Value::from(text.as_str()).to_string());
            }
            Tree::List(items) => {
                self.push("[");
                for (index, item) in items.iter().enumerate() {
                    let gap = gap[self.roll(5) as usize];
                    self.push(if index > 0 { "," } else { "" });
                    self.push(gap);
                    self.json(item);
                }
                self.push("]");
            }
            Tree::Map(entries) => {
                self.push("{");
                for (index, (key, value)) in entries.iter().enumerate() {
                    let gap = gap[self.roll(5) as usize];
                    self.push(if index > 0 { "," } else { "" });
                    self.push(gap);
                    self.push(&serde_json::Value::from(key.as_str()).to_string());
                    self.push(": ");
                    self.json(value);
                }
                let gap = gap[self.roll(5) as usize];
                self.push(gap);
                self.push("}");
            }
        }
    }

    /// A table: what is no table first.
    fn toml(&mut self, entries: &[(String, Tree)], path: &str) {
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
