//! A clean brief into which errors are planted.

use std::collections::BTreeMap;

use serde_json::Value;
use strata_check::{Format, Input, Limits, Report, Severity, check};
use strata_model::Brief;
use strata_model::walk::{Leaf, Step, Visit, Walk};

use crate::figure::Figure;

/// How often a rule said something, by its code, whether it is but a note, and its words.
pub(crate) type Said = BTreeMap<(&'static str, bool, String), usize>;

/// One thing that is said.
#[derive(Debug, Clone)]
pub(crate) struct Saying {
    pub(crate) code: &'static str,
    pub(crate) is_note: bool,
    pub(crate) message: String,
}

/// A brief that is true, as a tree that can be changed.
pub(crate) struct Host {
    pub(crate) name: String,
    pub(crate) tree: Value,
    pub(crate) brief: Brief,
    /// What is said of it as it stands.
    pub(crate) said: Said,
    /// Every text that is printed, by its pointer.
    pub(crate) prose: Vec<(String, String)>,
    pub(crate) figures: Vec<Figure>,
}

impl Host {
    pub(crate) fn read(name: &str, text: &str) -> Self {
        let input = Input {
            name,
            bytes: text.as_bytes(),
            format: Format::Yaml,
            limits: Limits::default(),
        };
        let checked =
            check(&input).unwrap_or_else(|report| panic!("{name}: {}", report.summary()));
        let canonical = checked.canonical().expect("a brief can be written");
        let tree: Value = serde_json::from_slice(&canonical).expect("it is JSON");
        let mut seen = Prose::default();
        checked.brief().walk(&mut seen);
        Self {
            name: name.to_owned(),
            said: judge(&tree),
            brief: checked.brief().clone(),
            prose: seen.found,
            figures: Figure::all(&tree),
            tree,
        }
    }

    pub(crate) fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The first two letters of its language.
    pub(crate) fn language(&self) -> &str {
        let language = self.tree["language"].as_str().unwrap_or("en");
        language.get(..2).unwrap_or(language)
    }

    pub(crate) fn is_english(&self) -> bool {
        self.language() == "en"
    }

    /// The values of a list or a map with their pointers; none if it is not there.
    pub(crate) fn entries(&self, pointer: &str) -> Vec<(String, &Value)> {
        entries(&self.tree, pointer)
    }

    /// Every reading with its pointer.
    pub(crate) fn readings(&self) -> Vec<(String, &Value)> {
        let mut all = self.entries("/thesis");
        for (section, _) in self.entries("/sections") {
            for (block, value) in self.entries(&format!("{section}/blocks")) {
                if let Some(reading) = value.get("reading") {
                    all.push((format!("{block}/reading"), reading));
                }
            }
        }
        all
    }
}

pub(crate) fn entries<'v>(tree: &'v Value, pointer: &str) -> Vec<(String, &'v Value)> {
    let step = |key: &str| format!("{pointer}/{}", key.replace('/', "~1"));
    match tree.pointer(pointer) {
        Some(Value::Array(list)) => {
            let list = list.iter().enumerate();
            list.map(|(at, value)| (step(&at.to_string()), value)).collect()
        }
        Some(Value::Object(map)) => {
            map.iter().map(|(key, value)| (step(key), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// What is said of a brief.
pub(crate) fn judge(tree: &Value) -> Said {
    match check(&input(&tree.to_string())) {
        Ok(checked) => said(checked.report()),
        Err(report) => said(&report),
    }
}

pub(crate) fn input(text: &str) -> Input<'_> {
    Input {
        name: "brief.json",
        bytes: text.as_bytes(),
        format: Format::Json,
        limits: Limits::default(),
    }
}

pub(crate) fn said(report: &Report) -> Said {
    let mut said = Said::new();
    for located in report.findings() {
        let finding = located.finding();
        let is_note = finding.severity() == Severity::Note;
        let message = finding.message().to_owned();
        *said.entry((finding.rule().code, is_note, message)).or_default() += 1;
    }
    said
}

/// What one report says and another one does not.
pub(crate) fn new(after: &Said, before: &Said) -> Vec<Saying> {
    let mut new = Vec::new();
    for (key, count) in after {
        let (code, is_note, message) = key.clone();
        let known = before.get(key).copied().unwrap_or(0);
        let one = Saying { code, is_note, message };
        new.extend(std::iter::repeat_n(one, count.saturating_sub(known)));
    }
    new
}

/// The printed texts of a brief.
#[derive(Default)]
struct Prose {
    path: Vec<String>,
    found: Vec<(String, String)>,
}

impl<'b> Visit<'b> for Prose {
    fn enter(&mut self, step: Step<'b>) {
        self.path.push(match step {
            Step::Key(key) => key.to_owned(),
            Step::Period(period) => period.to_string(),
            Step::Index(at) => at.to_string(),
        });
    }

    fn leave(&mut self) {
        self.path.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        if let Leaf::Prose(text) = leaf {
            self.found.push((format!("/{}", self.path.join("/")), text.to_owned()));
        }
    }
}
