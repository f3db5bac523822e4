//! The shape of a brief: does the tree decode, and if not, everything that is wrong with it.

mod advice;
mod correction;
mod indentation;
mod instance;
mod map;
mod node_index;
mod scalar;
pub(crate) mod schema;

pub(crate) use correction::{
    Correction, id as cure_id, period as cure_period, quantity as cure_quantity, spelled,
};

use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Brief, describe};
use strata_syntax::Format;
use strata_syntax::change::{Change, Place};
use strata_syntax::path::{Part, Path, Step};
use strata_syntax::source::Span;
use strata_syntax::tree::{Kind, Node, locate};

use crate::decode::decode;
use crate::diagnostic::{Finding, Findings};
use crate::rule::Severity;
use crate::rules::shape as rules;
use node_index::NodeIndex;
use schema::{Fault, Schema, Violation};

/// Decodes the tree. If it is refused, lists all that the schema refuses.
pub(crate) fn shape(
    root: &Node<'_>,
    source: &str,
    format: Format,
    findings: &mut Findings,
) -> Option<Brief> {
    let refusal = match decode(root) {
        Ok(brief) => return Some(brief),
        Err(refusal) => refusal,
    };
    let listed = schema::schema()
        .map(|schema| list(schema, root, source, format))
        .unwrap_or_default();
    if listed.is_empty() {
        let span = refusal.span.unwrap_or_default();
        let message = format!("the schema accepts what the reader refuses: {refusal}");
        findings.push(
            Finding::new(&rules::DISAGREEMENT, span, message)
                .help("please report this fault of Strata"),
        );
        return None;
    }
    // What reading has said about a place is not said again in other words.
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let said: Vec<Place> = errors.map(|finding| finding.place().clone()).collect();
    findings.absorb(listed, |finding| {
        let span = match finding.place() {
            Place::Node(path, part) => locate(root, source, path, part).range(),
            Place::Bytes(range) => range.clone(),
        };
        let within = |place: &Place| match place {
            Place::Bytes(range) => {
                span.start <= range.start && range.end <= span.end
                    || range.start <= span.start && span.end <= range.end
            }
            Place::Node(..) => false,
        };
        let is_form =
            [&rules::MALFORMED_SCALAR, &rules::WRONG_TYPE, &rules::TEXT_TOO_LONG]
                .contains(&finding.rule());
        !(is_form && said.iter().any(within))
    });
    None
}

/// What the schema wants where a path leads; nothing where it knows of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Text,
    List,
    Map,
}

/// What the schema wants where a path leads.
pub(crate) fn wanted(path: &Path) -> Option<Wanted> {
    match schema::at(path)?.get("type")?.as_str()? {
        "array" => Some(Wanted::List),
        "object" => Some(Wanted::Map),
        _ => Some(Wanted::Text),
    }
}

/// The keys the schema knows by name for the map at a path.
pub(crate) fn names(path: &Path) -> Vec<String> {
    let keys = schema::at(path).map(describe::keys).unwrap_or_default();
    keys.into_iter().map(str::to_owned).collect()
}

/// Checks a decoded tree against the schema as well: the two must agree.
pub(crate) fn confirm(
    root: &Node<'_>,
    source: &str,
    format: Format,
    findings: &mut Findings,
) {
    let Some(schema) = schema::schema().filter(|schema| !schema.accepts(root)) else {
        return;
    };
    for finding in list(schema, root, source, format).iter() {
        let message =
            format!("the reader accepts what the schema refuses: {}", finding.message());
        findings.push(
            Finding::new(&rules::DISAGREEMENT, finding.place().clone(), message)
                .help("please report this fault of Strata"),
        );
    }
}

/// All that the schema refuses, each mistake once. A hostile file has a hundred thousand of
/// them: those that are not shown are not put into words either.
fn list(schema: &Schema, root: &Node<'_>, source: &str, format: Format) -> Findings {
    let mut by_place: BTreeMap<Path, Vec<Violation<'_>>> = BTreeMap::new();
    let (violations, more) = schema.violations(root);
    for violation in violations {
        by_place.entry(violation.path.clone()).or_default().push(violation);
    }
    let mut findings = Findings::default();
    let mut explained: Vec<Path> = Vec::new();
    let nodes = &NodeIndex::new(root);
    let top = At { nodes, source, format, path: &Path::root(), node: root };
    indentation::undo(&mut by_place, top, &mut findings);
    forget_values(&mut by_place);
    for (path, violations) in &by_place {
        if findings.is_full() {
            findings.count_more(violations.len());
            continue;
        }
        if explained.iter().any(|above| path.is_within(above)) {
            continue;
        }
        let Some(node) = nodes.node(path) else { continue };
        let at = At { path, node, ..top };
        if let Some(finding) = map::unindented_body(&at, violations) {
            findings.push(finding);
            explained.push(path.clone());
        } else {
            explain(&at, violations, &mut findings);
        }
    }
    findings.count_more(more);
    findings
}

/// Under a key that cannot be read nobody knows what the value should be.
fn forget_values(by_place: &mut BTreeMap<Path, Vec<Violation<'_>>>) {
    let bad = |(path, violations): (&Path, &Vec<Violation<'_>>)| {
        let keys = violations.iter().filter_map(|one| match &one.fault {
            Fault::BadKey(key) => Some(path.key(key)),
            _ => None,
        });
        keys.collect::<Vec<_>>()
    };
    let gone: BTreeSet<Path> = by_place.iter().flat_map(bad).collect();
    if !gone.is_empty() {
        by_place.retain(|path, _| !gone.contains(path));
    }
}

/// One value with everything needed to speak about it.
#[derive(Clone, Copy)]
struct At<'a> {
    nodes: &'a NodeIndex<'a>,
    source: &'a str,
    format: Format,
    path: &'a Path,
    node: &'a Node<'a>,
}

/// The findings about one value. Of several faults the one that causes the others counts:
/// a wrong type before a wrong word, a wrong word before a wrong form.
fn explain(at: &At<'_>, violations: &[Violation<'_>], findings: &mut Findings) {
    let with =
        |wanted: fn(&Fault) -> bool| violations.iter().find(|one| wanted(&one.fault));
    if let Some(one) = with(|fault| *fault == Fault::Enum) {
        findings.push(scalar::not_allowed(at, one.schema));
    } else if let Some(one) = with(|fault| *fault == Fault::Type) {
        findings.push(scalar::wrong_type(at, one.schema));
    } else if let Some(one) = with(|fault| *fault == Fault::Form)
        && !scalar::is_prose(one.schema)
    {
        // Of a date in words it is the form that matters, not the length.
        findings.push(scalar::malformed(at, one.schema));
    } else if let Some(one) = with(|fault| matches!(fault, Fault::TooLong(_))) {
        findings.push(scalar::too_long(at, &one.fault));
    } else if let Some(one) = with(|fault| *fault == Fault::Form) {
        findings.push(scalar::malformed(at, one.schema));
    } else if matches!(at.node.kind, Kind::Map(_)) {
        map::explain(at, violations, findings);
    } else if let Some(one) =
        with(|fault| matches!(fault, Fault::TooFew(_) | Fault::TooMany(_)))
    {
        findings.push(scalar::item_count(at, one.schema));
    } else if let Some(Violation { fault: Fault::Other(message), .. }) =
        violations.first()
    {
        let finding = Finding::new(&rules::NOT_ALLOWED, at.path.clone(), message.clone());
        findings.push(finding);
    }
}

impl At<'_> {
    /// The value in the author's words: its key, or its place in a list.
    fn name(&self) -> String {
        match self.path.steps() {
            [] => "the brief".to_owned(),
            [.., Step::Key(key)] => format!("`{key}`"),
            [.., Step::Key(list), Step::Index(index)] => {
                format!("entry {} of `{list}`", index + 1)
            }
            [.., Step::Index(index)] => format!("entry {}", index + 1),
        }
    }

    /// The place of its key, or of the entry.
    fn key(&self) -> Place {
        Place::Node(self.path.clone(), Part::Key)
    }

    /// Another text in its place.
    fn write(&self, text: &str) -> Change {
        Change::Write(self.path.clone().into(), text.to_owned())
    }

    /// The text as it stands in the file.
    fn raw(&self) -> &str {
        self.node.span.slice(self.source)
    }

    /// The entry before it in the same map that has keys of its own, and its path. Between
    /// the two may stand others that lost their indentation like this one.
    fn before(&self) -> Option<(&str, Path)> {
        let (Step::Key(key), above) = self.path.steps().split_last()? else {
            return None;
        };
        let above = Path::root().join(above);
        let Kind::Map(entries) = &self.nodes.node(&above)?.kind else { return None };
        let earlier = entries.iter().take_while(|entry| *entry.key != **key);
        let before =
            earlier.filter(|entry| matches!(entry.value.kind, Kind::Map(_))).last()?;
        Some((&before.key, above.key(&before.key)))
    }
}

/// A text short enough to be quoted in a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return format!("`{text}`");
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("`{}…`", cut.trim_end())
}

/// The span of a key of a map.
fn key_span(node: &Node<'_>, key: &str) -> Span {
    node.entry(key).map_or(node.span, |entry| entry.key_span)
}

#[cfg(test)]
mod tests {
    /// A text that can be built in Rust can be read from a file, but for what only their
    /// readers can tell: tabs, line breaks and the noncharacters.
    #[test]
    fn what_no_text_may_hold_is_hidden_in_a_file() {
        for found in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let layout = matches!(found, '\t' | '\n' | '\r');
            let noncharacter = u32::from(found) & 0xfffe == 0xfffe;
            let model = strata_model::is_hidden(found) && !layout;
            let hidden = strata_syntax::is_hidden(found);
            assert_eq!(hidden, model || noncharacter, "U+{:04X}", u32::from(found));
        }
    }
}
