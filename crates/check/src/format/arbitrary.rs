//! Texts as nobody should write them: any tree in YAML, JSON or TOML, with every kind of
//! quote, bracket, indentation, blank line and comment. Dice decide.

mod toml;
mod yaml;

use proptest::prelude::*;
use strata_syntax::Format;

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
}
