//! A project file as it is read: what it says, or what is wrong with it.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are read"
)]

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use strata_check::{
    Finding, Format, Input, Levels, Limits, PROJECT_KEY, PROJECT_RULE, PROJECT_VALUE,
    Report, Severity, closest_rule, rule,
};
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Entry, Kind, Node};
use strata_syntax::{gate, read};
use strata_view::sheet::{Density, Paper};

use crate::args::{Deny, MAX_MIB};
use crate::failure::{Failure, reason, show};
use crate::input::limited;
use crate::output::folder_of;

/// The largest project file, in bytes.
const LARGEST: usize = 64 << 10;

/// What a project says.
#[derive(Debug, Default)]
pub(super) struct Project {
    pub(super) levels: Levels,
    pub(super) deny: Option<Deny>,
    pub(super) theme: Option<PathBuf>,
    pub(super) paper: Option<Paper>,
    pub(super) density: Option<Density>,
    pub(super) max_pages: Option<u16>,
    pub(super) max_size: Option<u8>,
}

impl Project {
    /// Reads a project file; what is wrong with it comes as a report.
    ///
    /// # Errors
    ///
    /// That the file cannot be read.
    pub(super) fn read(path: &Path) -> Result<Result<Self, Report>, Failure> {
        let bytes = File::open(path).and_then(|file| limited(file, LARGEST));
        let bytes = bytes.map_err(|error| Failure::io("read", path, &error))?;
        let bytes = bytes.ok_or_else(|| {
            let most = LARGEST >> 10;
            Failure::new(format!("`{}` is larger than {most} KiB", show(path)))
                .help("name a project file: it is a small file")
        })?;
        Ok(Self::parse(path, &bytes))
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Report> {
        let name = path.display().to_string();
        let limits = Limits { bytes: LARGEST, depth: 8, values: 1_000 };
        let gated = gate(&Input { name: &name, bytes, format: Format::Toml, limits });
        let text = gated.text.as_ref();
        let report = |found: Vec<Finding>| {
            Report::of(&name, text, found.into_iter().map(|it| (it, None)).collect())
        };
        if !gated.errors.is_empty() {
            return Err(report(gated.errors.into_iter().map(Finding::from).collect()));
        }
        let (tree, errors) = read(text, Format::Toml, limits);
        let mut found: Vec<Finding> = errors.into_iter().map(Finding::from).collect();
        let Some(tree) = tree.filter(|_| found.is_empty()) else {
            // A file without a word says nothing, which is no error here.
            let says_nothing = text.lines().all(|line| {
                let line = line.trim();
                line.is_empty() || line.starts_with('#')
            });
            return if says_nothing { Ok(Self::default()) } else { Err(report(found)) };
        };
        let folder = folder_of(path);
        let mut loader = Loader { folder, project: Self::default(), found: &mut found };
        loader.top(&tree);
        let project = loader.project;
        if found.is_empty() { Ok(project) } else { Err(report(found)) }
    }
}

/// The keys at the top, and those of the limits.
const KEYS: [&str; 6] = ["deny", "theme", "paper", "density", "limits", "rules"];
const LIMITS: [&str; 2] = ["max-size", "max-pages"];
const LEVELS: [&str; 4] = ["error", "warning", "note", "ignore"];

/// A project while it is read.
struct Loader<'a> {
    folder: &'a Path,
    project: Project,
    found: &'a mut Vec<Finding>,
}

impl Loader<'_> {
    fn top(&mut self, tree: &Node<'_>) {
        for Entry { key, value, .. } in self.entries(tree, &KEYS) {
            match &**key {
                "deny" => {
                    let deny = self.word(value, &["warnings", "nothing"]);
                    self.project.deny = deny.map(|word| match word {
                        "warnings" => Deny::Warnings,
                        _ => Deny::Nothing,
                    });
                }
                "theme" => self.project.theme = self.theme(value),
                "paper" => {
                    let paper = self.word(value, &Paper::ALL.map(Paper::name));
                    self.project.paper = paper.and_then(|word| word.parse().ok());
                }
                "density" => {
                    let density = self.word(value, &Density::ALL.map(Density::name));
                    self.project.density = density.and_then(|word| word.parse().ok());
                }
                "limits" => self.limits(value),
                "rules" => self.rules(value),
                _ => {}
            }
        }
    }

    /// The entries of a table that it has by these keys; the others are found.
    fn entries<'n, 't>(
        &mut self,
        node: &'n Node<'t>,
        keys: &[&str],
    ) -> Vec<&'n Entry<'t>> {
        let Kind::Map(entries) = &node.kind else {
            self.refuse(node, "a table", None);
            return Vec::new();
        };
        let mut known = Vec::new();
        for entry in entries {
            let key = &*entry.key;
            if keys.contains(&key) {
                known.push(entry);
                continue;
            }
            let message = format!("`{key}` is no key of a project file here");
            let elsewhere =
                LIMITS.contains(&key).then(|| "set it below `[limits]`".to_owned());
            let rule = || rule(key).map(|_| "set it below `[rules]`".to_owned());
            let help = match closest(key, keys.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => elsewhere
                    .or_else(rule)
                    .unwrap_or_else(|| format!("take one of `{}`", keys.join("`, `"))),
            };
            let finding = Finding::new(&PROJECT_KEY, entry.key_span, message);
            self.found.push(finding.help(help));
        }
        known
    }

    /// A value that is not what it should be.
    fn refuse(&mut self, node: &Node<'_>, expected: &str, help: Option<String>) {
        let shown = match &node.kind {
            Kind::Null => "nothing".to_owned(),
            Kind::Bool(truth) => format!("`{truth}`"),
            Kind::Num(text) | Kind::Str(text) => format!("`{text}`"),
            Kind::Seq(items) => format!("a list of {}", items.len()),
            Kind::Map(_) => "a table".to_owned(),
        };
        let help = help
            .unwrap_or_else(|| "write it as `strata explain J002` shows it".to_owned());
        let message = format!("expected {expected}, not {shown}");
        self.found.push(Finding::new(&PROJECT_VALUE, node.span, message).help(help));
    }

    /// One of some words.
    fn word<'w>(&mut self, node: &Node<'_>, words: &[&'w str]) -> Option<&'w str> {
        let written = match &node.kind {
            Kind::Str(text) => &**text,
            _ => "",
        };
        let known = words.iter().copied().find(|word| *word == written);
        if known.is_none() {
            let meant = closest(written, words.iter().copied());
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            self.refuse(node, &one_of(words), help);
        }
        known
    }

    fn number(&mut self, node: &Node<'_>, most: u16) -> Option<u16> {
        let number = match &node.kind {
            Kind::Num(text) => text.parse().ok().filter(|it| (1..=most).contains(it)),
            _ => None,
        };
        if number.is_none() {
            let expected = format!("a whole number from 1 to {most}");
            let help = match node.kind {
                Kind::Str(_) => "write it without quotes",
                _ => "write a number within these bounds",
            };
            self.refuse(node, &expected, Some(help.to_owned()));
        }
        number
    }

    fn limits(&mut self, node: &Node<'_>) {
        for Entry { key, value, .. } in self.entries(node, &LIMITS) {
            match &**key {
                "max-size" => {
                    let most = u16::try_from(MAX_MIB).unwrap_or(u16::MAX);
                    let size = self.number(value, most);
                    self.project.max_size = size.and_then(|size| size.try_into().ok());
                }
                _ => self.project.max_pages = self.number(value, u16::MAX),
            }
        }
    }

    /// The path of a theme in the folder of the project.
    fn theme(&mut self, node: &Node<'_>) -> Option<PathBuf> {
        let help = "name a file in the folder of the project file, or below it";
        let Kind::Str(text) = &node.kind else {
            self.refuse(node, "the path of a theme", Some(help.to_owned()));
            return None;
        };
        let path = Path::new(&**text);
        let is_below = path.components().all(|one| matches!(one, Component::Normal(_)));
        let file = self.folder.join(path);
        let real = file.canonicalize();
        let folder = self.folder.canonicalize();
        let why = match (&real, &folder) {
            _ if text.is_empty() || !is_below => {
                Some("it leads out of the folder of the project file".to_owned())
            }
            (Err(error), _) | (_, Err(error)) => Some(reason(error)),
            (Ok(real), Ok(folder)) if !real.starts_with(folder) => {
                Some("a link leads out of the folder of the project file".to_owned())
            }
            (Ok(real), _) if !real.is_file() => Some("it is no file".to_owned()),
            _ => None,
        };
        let Some(why) = why else { return Some(file) };
        let message = format!("the theme `{text}` cannot be read: {why}");
        self.found.push(Finding::new(&PROJECT_VALUE, node.span, message).help(help));
        None
    }

    fn rules(&mut self, node: &Node<'_>) {
        let Kind::Map(entries) = &node.kind else {
            return self.refuse(node, "a table", None);
        };
        for Entry { key, key_span, value } in entries {
            let Some(rule) = rule(key) else {
                let message = format!("there is no rule `{key}`");
                let help = match closest_rule(key) {
                    Some(meant) => format!("did you mean `{}`?", meant.name),
                    None => "`strata explain` lists all rules".to_owned(),
                };
                self.found
                    .push(Finding::new(&PROJECT_RULE, *key_span, message).help(help));
                continue;
            };
            let level = match self.word(value, &LEVELS) {
                Some("error") => Some(Severity::Error),
                Some("warning") => Some(Severity::Warning),
                Some("note") => Some(Severity::Note),
                Some(_) => None,
                None => continue,
            };
            if let Err(refused) = self.project.levels.set(rule, level) {
                let finding =
                    Finding::new(&PROJECT_RULE, value.span, refused.to_string());
                self.found.push(finding.help(
                    "remove the line; accept it where it is meant, with an entry of `allow` in the \
                     brief",
                ));
            }
        }
    }
}

fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            format!("{} or {last}", first.join(", "))
        }
        _ => words.concat(),
    }
}
