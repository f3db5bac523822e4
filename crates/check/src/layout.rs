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
use crate::report::Report;
use crate::rule::{Severity, parse, shape as rules};
use crate::source::{Span, line_break};
use crate::tree::{self, Entry, Kind, Node};
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
/// nothing that the brief says; the layout of a canonical brief is itself. Lines end as most
/// of them did.
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
/// As for [`format()`]; and if the language has no way to say what the brief says: TOML knows
/// no null, and its root is a map.
pub fn convert(input: &Input<'_>, to: Format) -> Result<Converted, Report> {
    let mut findings = Findings::default();
    let gated = input::gate(input, &mut findings);
    let text = gated.text.as_ref();
    let tree = gated.open.then(|| read(text, input.format, input.limits, &mut findings));
    let tree = tree.flatten();
    if let Some(tree) = &tree {
        if to == Format::Toml && !matches!(tree.kind, Kind::Map(_)) {
            let finding =
                Finding::new(&rules::WRONG_TYPE, tree.span, "a file in TOML is a map");
            findings.push(finding.help("write the brief as a map of keys and values"));
        }
        refuse(tree, tree.span, to, &mut findings);
    }
    let failed = findings.iter().any(|one| one.severity() == Severity::Error);
    let written = tree.as_ref().filter(|_| !failed).map(|tree| {
        let item = document(tree, text, input.format, to);
        // No text is written with a carriage return in it that is not escaped.
        let written = write(item, input.format, to).replace('\n', line_break(text));
        (tree, written)
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
    let seen = input::hidden_characters(text, findings);
    let tree = tree::read(text, format, limits, findings)?;
    input::audit(&tree, &seen, findings);
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

/// The longest key that is written in YAML: a parser looks no further for its colon.
const YAML_KEY: usize = 1000;

/// Refuses what a language has no way to say. The place is that of the value, or of its key
/// where it has no bytes.
fn refuse(node: &Node<'_>, place: Span, to: Format, findings: &mut Findings) {
    match &node.kind {
        Kind::Null if to == Format::Toml => {
            let finding =
                Finding::new(&rules::WRONG_TYPE, place, "TOML cannot say `null`");
            findings.push(finding.help("write a value, or remove the key"));
        }
        Kind::Seq(items) => {
            items.iter().for_each(|item| refuse(item, item.span, to, findings));
        }
        Kind::Map(entries) => {
            for Entry { key, key_span, value } in entries {
                if to == Format::Yaml && key.len() > YAML_KEY {
                    let message = format!("a key in YAML has at most {YAML_KEY} bytes");
                    let finding = Finding::new(&parse::KEY_NOT_TEXT, *key_span, message);
                    findings.push(finding.help("shorten the key"));
                }
                let empty = value.span.start == value.span.end;
                refuse(value, if empty { *key_span } else { value.span }, to, findings);
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {}
    }
}
