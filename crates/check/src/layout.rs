//! The canonical layout of a brief, in each of the three languages.
//!
//! A text is read into its tree, with the comments and the blank lines around each value,
//! and written anew: the keys of every type in the order of the model, ids and lists in the
//! author's. What comes out is read again before it is handed over: it says the same, or it
//! is not handed over.

mod anchor;
mod comment;
mod document;
mod fold;
mod json;
mod line;
mod order;
mod page;
mod place;
mod same;
#[cfg(test)]
mod sloppy;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use crate::diagnostic::{Finding, Findings, Place};
use crate::input::{self, Format, Input, Limits};
use crate::path::Path;
use crate::report::Report;
use crate::rule::{Severity, shape as rules};
use crate::tree::{self, Kind, Node};
use document::{Item, document};

/// A brief in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text.
    pub text: String,
    /// How many comments were left out: JSON has none.
    pub comments_lost: usize,
}

/// The canonical layout of a brief in its own language. It keeps every comment and changes
/// nothing that the brief says; the layout of a canonical brief is itself.
///
/// ```
/// use strata_check::{Format, Input, Limits, format};
///
/// let bytes = b"title:   'Owning the rails'   # of AI\nstrata: '1'\n";
/// let input =
///     Input { name: "brief.yaml", bytes, format: Format::Yaml, limits: Limits::default() };
/// let text = format(&input).expect("it is YAML, if not a whole brief");
/// assert_eq!(text, "strata: \"1\"\ntitle: Owning the rails # of AI\n");
/// ```
///
/// # Errors
///
/// The report, if the text cannot be read without an error. The brief need not have its
/// shape: keys nobody knows stay where they are.
pub fn format(input: &Input<'_>) -> Result<String, Report> {
    convert(input, input.format).map(|converted| converted.text)
}

/// A brief in another language, in its canonical layout. Nothing but layout is lost, and to
/// JSON the comments.
///
/// # Errors
///
/// As for [`format`]; and if the language has no way to say what the brief says: TOML knows
/// no null, and its root is a map.
pub fn convert(input: &Input<'_>, to: Format) -> Result<Converted, Report> {
    let mut findings = Findings::default();
    let gated = input::gate(input, &mut findings);
    let text = gated.text.as_ref();
    let tree = gated.open.then(|| read(text, input.format, input.limits, &mut findings));
    let tree = tree.flatten();
    if let Some(tree) = tree.as_ref().filter(|_| to == Format::Toml) {
        refuse_for_toml(tree, &mut findings);
    }
    let failed = findings.iter().any(|one| one.severity() == Severity::Error);
    let written = tree.as_ref().filter(|_| !failed).map(|tree| {
        let item = document(tree, text, input.format, to);
        (tree, write(item, input.format, to))
    });
    let Some((tree, written)) = written else {
        return Err(Report::new(input.name, text, gated.marked, tree.as_ref(), findings));
    };
    let comments = same::comments(tree, text, input.format);
    let mut none = Findings::default();
    let again = read(&written, to, input.limits, &mut none);
    let kept = again.is_some_and(|again| {
        let theirs = same::comments(&again, &written, to);
        same::data(tree, &again) && (to == Format::Json || comments == theirs)
    });
    if !kept {
        findings.push(
            Finding::new(
                &rules::DISAGREEMENT,
                Place::start(),
                "laid out anew, the brief would not say the same",
            )
            .help("please report this fault of Strata"),
        );
        return Err(Report::new(input.name, text, gated.marked, Some(tree), findings));
    }
    let lost = if to == Format::Json { comments.len() } else { 0 };
    Ok(Converted { text: written, comments_lost: lost })
}

/// Reads a text that has passed the gate, hidden characters and all.
fn read<'t>(
    text: &'t str,
    format: Format,
    limits: Limits,
    findings: &mut Findings,
) -> Option<Node<'t>> {
    input::hidden_characters(text, findings);
    let tree = tree::read(text, format, limits, findings)?;
    input::audit(&tree, text, findings);
    Some(tree)
}

fn write(mut item: Item<'_>, from: Format, to: Format) -> String {
    if from != to {
        for comment in &mut item.notes.above {
            let address = document::schema_of(&comment.text);
            if let Some(mark) =
                address.and_then(|address| document::schema_comment(address, to))
            {
                comment.text = mark.into();
            }
        }
    }
    match to {
        Format::Yaml => yaml::write(item),
        Format::Json => json::write(&item),
        Format::Toml => toml::write(&item),
    }
}

/// What TOML cannot say.
fn refuse_for_toml(root: &Node<'_>, findings: &mut Findings) {
    let mut open = vec![(Path::root(), root)];
    if !matches!(root.kind, Kind::Map(_)) {
        let message = "a brief in TOML is a map";
        findings.push(
            Finding::new(&rules::WRONG_TYPE, Path::root(), message)
                .help("write the brief as a map of keys and values"),
        );
    }
    while let Some((path, node)) = open.pop() {
        match &node.kind {
            Kind::Null => findings.push(
                Finding::new(&rules::WRONG_TYPE, path, "TOML has no null")
                    .help("write a value, or remove the key"),
            ),
            Kind::Seq(items) => {
                let below = items.iter().enumerate();
                open.extend(below.map(|(at, item)| (path.index(at), item)));
            }
            Kind::Map(entries) => {
                let below = entries.iter();
                open.extend(below.map(|one| (path.key(&one.key), &one.value)));
            }
            Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {}
        }
    }
}
