//! Orders and outcomes as they go through a pipe.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use strata_check::{Format, Levels, Limits};
use strata_emit::Origin;
use strata_view::attached::digest;
use strata_view::design::Design;
use strata_view::theme::Theme;

use crate::order::{Order, Outcome, Print, Task, Verdict};
use crate::setup::Setup;

/// The digest of a theme with all its files; of the built-in one nothing.
pub(crate) fn theme_digest(theme: &Theme) -> String {
    let Some(text) = theme.digest() else { return String::new() };
    let faces = theme.own_faces().map(|(name, face)| format!("{name} {}", face.digest()));
    let logo = theme.logo().map(|logo| format!("logo {}", logo.digest));
    let all: Vec<_> = std::iter::once(text.to_owned()).chain(faces).chain(logo).collect();
    digest(all.join("\n").as_bytes())
}

/// What is said of an order beside its bytes.
#[derive(Serialize, Deserialize)]
struct Head {
    print: bool,
    name: String,
    origin: (usize, usize, usize),
    format: String,
    limits: (usize, usize, usize),
    levels: Vec<String>,
    deny_warnings: bool,
    paper: String,
    density: String,
    mark: Option<String>,
    max_pages: u16,
    /// The digest of the theme; of the built-in one nothing.
    theme: String,
    /// The files of a theme that comes with the order, by name; its text comes before them.
    /// Nothing if it is that of the order before.
    files: Option<Vec<String>>,
}

/// The end of a pipe where orders go in: a theme goes through it once.
#[derive(Default)]
pub(crate) struct Sender {
    theme: String,
}

impl Sender {
    pub(crate) fn pack(&mut self, order: &Order) -> Vec<Vec<u8>> {
        let Setup { levels, deny_warnings, design, limits } = &*order.setup;
        let theme = theme_digest(&design.theme);
        let mut parts = vec![order.bytes.clone()];
        let mut files = None;
        if !theme.is_empty() && theme != self.theme {
            let text = design.theme.text().unwrap_or_default();
            parts.push(text.as_bytes().to_vec());
            let style = design.theme.style();
            let logo = style.logo.as_ref().zip(design.theme.logo());
            let logo = logo.map(|(keys, logo)| (keys.file.as_str(), logo.png.clone()));
            let faces = design.theme.own_faces();
            let faces = faces.map(|(name, face)| (name, face.bytes().to_vec()));
            let all: (Vec<_>, Vec<_>) =
                faces.chain(logo).map(|(name, bytes)| (name.to_owned(), bytes)).unzip();
            files = Some(all.0);
            parts.extend(all.1);
            self.theme.clone_from(&theme);
        }
        let Origin { lines, columns, bytes } = order.origin;
        let head = Head {
            print: order.task == Task::Print,
            name: order.name.clone(),
            origin: (lines, columns, bytes),
            format: order.format.word().to_owned(),
            limits: (limits.bytes, limits.depth, limits.values),
            levels: levels.words(),
            deny_warnings: *deny_warnings,
            paper: design.paper.name().to_owned(),
            density: design.density.name().to_owned(),
            mark: design.watermark.as_ref().map(ToString::to_string),
            max_pages: design.max_pages,
            theme,
            files,
        };
        // Structs of texts and numbers cannot fail to be written.
        parts.insert(0, serde_json::to_vec(&head).unwrap_or_default());
        parts
    }
}

/// The end where they come out: it keeps the last theme.
#[derive(Default)]
pub(crate) struct Receiver {
    theme: Option<(String, Theme)>,
}

impl Receiver {
    /// The order in a message; nothing in one that no [`Sender`] has packed.
    pub(crate) fn unpack(&mut self, parts: Vec<Vec<u8>>) -> Option<Order> {
        let mut parts = parts.into_iter();
        let head: Head = serde_json::from_slice(&parts.next()?).ok()?;
        let bytes = parts.next()?;
        if let Some(names) = head.files {
            let text = parts.next()?;
            let files: Vec<_> = names.into_iter().zip(parts).collect();
            let file = |name: &str| {
                let found = files.iter().find(|(known, _)| known == name);
                found
                    .map(|(_, bytes)| bytes.clone())
                    .ok_or_else(|| "it is not here".into())
            };
            self.theme = Some((head.theme.clone(), Theme::load("", &text, file).ok()?));
        }
        let theme = match &self.theme {
            _ if head.theme.is_empty() => Theme::default(),
            Some((digest, theme)) if *digest == head.theme => theme.clone(),
            _ => return None,
        };
        let (bytes_most, depth, values) = head.limits;
        let setup = Setup {
            levels: Levels::of_words(&head.levels)?,
            deny_warnings: head.deny_warnings,
            design: Design {
                paper: head.paper.parse().ok()?,
                density: head.density.parse().ok()?,
                watermark: head.mark.map(|it| it.parse()).transpose().ok()?,
                max_pages: head.max_pages,
                theme,
            },
            limits: Limits { bytes: bytes_most, depth, values },
        };
        let (lines, columns, before) = head.origin;
        Some(Order {
            task: if head.print { Task::Print } else { Task::Check },
            name: head.name,
            origin: Origin { lines, columns, bytes: before },
            format: Format::ALL.into_iter().find(|it| it.word() == head.format)?,
            bytes,
            setup: Arc::new(setup),
        })
    }
}

/// What is said of an outcome beside the file.
#[derive(Serialize, Deserialize)]
struct Tail {
    verdict: Word,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
enum Word {
    Printed { pages: usize, sha256: String, as_of: (i16, i8, i8) },
    Passed,
    Refused,
    Failed(String),
}

/// An outcome as a message.
pub(crate) fn pack(outcome: Outcome) -> Vec<Vec<u8>> {
    let Outcome { verdict, errors, warnings, notes, findings } = outcome;
    let mut file = None;
    let verdict = match verdict {
        Verdict::Printed(Print { pdf, pages, sha256, as_of }) => {
            file = Some(pdf);
            Word::Printed { pages, sha256, as_of }
        }
        Verdict::Passed => Word::Passed,
        Verdict::Refused => Word::Refused,
        Verdict::Failed(fault) => Word::Failed(fault),
    };
    let tail = Tail { verdict, errors, warnings, notes, findings };
    // Structs of texts and numbers cannot fail to be written.
    let tail = serde_json::to_vec(&tail).unwrap_or_default();
    std::iter::once(tail).chain(file).collect()
}

/// The outcome in a message; nothing in one that [`pack`] has not made.
pub(crate) fn unpack(parts: Vec<Vec<u8>>) -> Option<Outcome> {
    let mut parts = parts.into_iter();
    let tail: Tail = serde_json::from_slice(&parts.next()?).ok()?;
    let Tail { verdict, errors, warnings, notes, findings } = tail;
    let verdict = match verdict {
        Word::Printed { pages, sha256, as_of } => {
            Verdict::Printed(Print { pdf: parts.next()?, pages, sha256, as_of })
        }
        Word::Passed => Verdict::Passed,
        Word::Refused => Verdict::Refused,
        Word::Failed(fault) => Verdict::Failed(fault),
    };
    Some(Outcome { verdict, errors, warnings, notes, findings })
}

#[cfg(test)]
mod tests {
    use strata_check::{Severity, rule};
    use strata_view::sheet::{Density, Paper};

    use super::*;

    fn order(theme: Theme) -> Order {
        let mut levels = Levels::default();
        levels.set(rule("L030").expect("a rule"), Some(Severity::Error)).expect("one");
        Order {
            task: Task::Print,
            name: "a.jsonl".into(),
            origin: Origin { lines: 17, columns: 3, bytes: 900 },
            format: Format::Toml,
            bytes: vec![0, 255],
            setup: Arc::new(Setup {
                levels,
                deny_warnings: true,
                design: Design {
                    paper: Paper::UsLetter,
                    density: Density::Closer,
                    watermark: "draft".parse().ok(),
                    max_pages: 7,
                    theme,
                },
                limits: Limits { bytes: 1, depth: 2, values: 3 },
            }),
        }
    }

    fn shown(order: &Order) -> String {
        let theme = theme_digest(&order.setup.design.theme);
        format!("{order:?} {theme}")
    }

    #[test]
    fn an_order_comes_out_as_it_went_in() {
        let theme = |text: &str| {
            Theme::load("", text.as_bytes(), |_| Err("none".into())).expect("a theme")
        };
        let (one, two) = (theme("name = \"One\"\n"), theme("name = \"Two\"\n"));
        let (mut sender, mut receiver) = (Sender::default(), Receiver::default());
        let mut sent = Vec::new();
        for theme in
            [Theme::default(), one.clone(), one.clone(), two, Theme::default(), one]
        {
            let order = order(theme);
            let parts = sender.pack(&order);
            sent.push(parts.len());
            let came = receiver.unpack(parts).expect("an order");
            assert_eq!(shown(&came), shown(&order));
        }
        assert_eq!(sent, [2, 3, 2, 3, 2, 3], "a theme goes through once");
        assert!(receiver.unpack(vec![b"{}".to_vec(), Vec::new()]).is_none());
    }

    #[test]
    fn an_outcome_comes_out_as_it_went_in() {
        let print = Print {
            pdf: b"%PDF".to_vec(),
            pages: 6,
            sha256: "9f".into(),
            as_of: (2025, 9, 30),
        };
        for verdict in [
            Verdict::Printed(print),
            Verdict::Passed,
            Verdict::Refused,
            Verdict::Failed("ink".into()),
        ] {
            let findings = vec![Value::from("one")];
            let outcome = Outcome { verdict, errors: 1, warnings: 2, notes: 3, findings };
            assert_eq!(outcome.more(), 5);
            assert_eq!(unpack(pack(outcome.clone())), Some(outcome));
        }
        assert_eq!(unpack(vec![b"{}".to_vec()]), None);
    }
}
