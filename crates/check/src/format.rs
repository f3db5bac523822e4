//! The canonical layout of a brief: the keys of every type in the order of the model, ids
//! and lists in the author's.

#[cfg(test)]
mod arbitrary;
mod order;
#[cfg(test)]
mod tests;

use strata_syntax::change::Place;
use strata_syntax::format::LaidOut;
use strata_syntax::source::Span;
use strata_syntax::tree::{Entry, Kind, Node};
use strata_syntax::{Format, Gated, Input, gate};

use crate::diagnostic::{Finding, Findings};
use crate::report::Report;
use crate::rule::Severity;
use crate::rules::{shape as rules, syntax};

/// The canonical layout of a brief in its own language. It keeps every comment and changes
/// nothing that the brief says; the layout of a canonical brief is itself. Lines end as most
/// of them did.
///
/// ```
/// use strata_check::{Format, Input, Limits, format};
///
/// let bytes = b"title:   'Back to growth'   # at last\nstrata: '1'\n";
/// let input =
///     Input { name: "brief.yaml", bytes, format: Format::Yaml, limits: Limits::default() };
/// let text = format(&input).expect("it is YAML, if not a whole brief");
/// assert_eq!(text, "strata: \"1\"\ntitle: Back to growth # at last\n");
/// ```
///
/// # Errors
///
/// The report, if the text cannot be read without an error. The brief need not have its
/// shape: keys nobody knows stay where they are.
pub fn format(input: &Input<'_>) -> Result<String, Report> {
    convert(input, input.format).map(|laid| laid.text)
}

/// A brief in another language, in its canonical layout. Nothing but layout is lost, and to
/// JSON the comments.
///
/// # Errors
///
/// As for [`format()`]; and if the language has no way to say what the brief says: TOML knows
/// no null, and its root is a map.
pub fn convert(input: &Input<'_>, to: Format) -> Result<LaidOut, Report> {
    let Gated { text, marked, errors } = gate(input);
    let text = text.as_ref();
    let read =
        errors.is_empty().then(|| strata_syntax::read(text, input.format, input.limits));
    let mut findings = Findings::of(errors);
    let (tree, errors) = read.unwrap_or_default();
    findings.read(errors);
    if let Some(tree) = &tree {
        if to == Format::Toml && !matches!(tree.kind, Kind::Map(_)) {
            let finding =
                Finding::new(&rules::WRONG_TYPE, tree.span, "a file in TOML is a map");
            findings.push(finding.help("write the brief as a map of keys and values"));
        }
        refuse(tree, tree.span, to, &mut findings);
    }
    let is_error = |one: &Finding| one.severity() == Severity::Error;
    if let Some(tree) = tree.as_ref().filter(|_| !findings.iter().any(is_error)) {
        let order = order::keys();
        if let Some(laid) =
            strata_syntax::format::format(tree, text, input.format, to, order)
        {
            return Ok(laid);
        }
        let message = "laid out anew, the brief would not say the same";
        findings.push(
            Finding::new(&rules::DISAGREEMENT, Place::start(), message)
                .help("please report this fault of Strata"),
        );
    }
    Err(Report::new(input.name, text, marked, tree.as_ref(), findings))
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
                    let finding = Finding::new(&syntax::KEY_NOT_TEXT, *key_span, message);
                    findings.push(finding.help("shorten the key"));
                }
                let empty = value.span.start == value.span.end;
                refuse(value, if empty { *key_span } else { value.span }, to, findings);
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {}
    }
}
