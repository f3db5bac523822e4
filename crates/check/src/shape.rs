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
    use serde_json::{Value, json};
    use strata_model::{COMMENT, describe, file_schema};
    use strata_syntax::Format;

    use crate::sample::{codes, read, told};
    use crate::{Input, Limits, Phase};

    /// A value with a comment in every map of it, in front or behind the other keys, and how
    /// many that are.
    fn commented(value: &mut Value, comment: &Value) -> usize {
        match value {
            Value::Array(items) => {
                items.iter_mut().map(|it| commented(it, comment)).sum()
            }
            Value::Object(keys) => {
                let below: usize =
                    keys.values_mut().map(|it| commented(it, comment)).sum();
                keys.insert(COMMENT.to_owned(), comment.clone());
                below + 1
            }
            _ => 0,
        }
    }

    fn is_shaped(text: &str) -> bool {
        read(text, Format::Json)
            .findings()
            .iter()
            .all(|one| one.finding().rule().phase() >= Phase::Rules)
    }

    #[test]
    fn every_map_may_have_a_comment_and_the_published_schema_says_so() {
        let published = jsonschema::options().build(&file_schema()).expect("it compiles");
        let both = |brief: &Value, expected: bool| {
            let text = brief.to_string();
            assert_eq!(published.is_valid(brief), expected, "schema: {text}");
            let report = read(&text, Format::Json);
            assert_eq!(is_shaped(&text), expected, "reader: {}", told(&report));
            assert!(!codes(&report).contains(&"S999"), "{}", told(&report));
        };
        let whole = describe::whole(describe::root());
        both(&whole, true);
        let mut brief = whole.clone();
        let maps = commented(&mut brief, &json!("checked"));
        assert!(maps > 60, "{maps}");
        both(&brief, true);
        let mut brief = whole.clone();
        commented(&mut brief, &json!(5));
        both(&brief, false);
        // A comment makes no block, and no second kind of one.
        let blocks = |block: Value| {
            let mut brief = whole.clone();
            brief["sections"][0]["blocks"] = json!([block]);
            brief
        };
        let (text, strip) = (json!({"paragraphs": ["It grew."]}), json!({"show": ["a"]}));
        both(&blocks(json!({"$comment": "a"})), false);
        both(&blocks(json!({"$comment": "a", "text": text})), true);
        both(&blocks(json!({"$comment": "a", "text": text, "figures": strip})), false);
        both(&blocks(json!({"text": text, "figures": strip})), false);
        // Nor does it count as an entry.
        let definitions = |count: usize, comment: bool| {
            let mut brief = whole.clone();
            let all = (0..count).map(|at| (format!("d{at}"), json!("A word.")));
            let own = comment.then(|| (COMMENT.to_owned(), json!("why")));
            brief["definitions"] = Value::Object(all.chain(own).collect());
            brief
        };
        let most = strata_model::MAP_MAX;
        both(&definitions(most, false), true);
        both(&definitions(most, true), true);
        both(&definitions(most + 1, false), false);
    }

    #[test]
    fn a_comment_is_kept_by_the_layout_and_left_out_of_the_brief() {
        let plain = "strata: \"1\"\ntitle: T\nas-of: 2025-10-31\nsubject:\n  name: Example \
                     plc\nthesis:\n  - id: main\n    kind: observation\n    text: It grew.\n";
        let yaml = plain
            .replace("title:", "$comment: all of it\ntitle:")
            .replace("  name:", "  $comment: invented\n  name:")
            .replace("    kind:", "    $comment: the key\n    kind:");
        let input = |text: &'static str, format| Input {
            name: "a",
            bytes: text.as_bytes(),
            format,
            limits: Limits::default(),
        };
        let (plain, yaml): (&'static str, &'static str) = (plain, yaml.leak());
        let brief = |text, format| {
            let checked = crate::check(&input(text, format)).expect("no errors");
            String::from_utf8(checked.canonical().expect("JSON")).expect("UTF-8")
        };
        let expected = brief(plain, Format::Yaml);
        assert_eq!(brief(yaml, Format::Yaml), expected);
        for to in [Format::Yaml, Format::Json, Format::Toml] {
            let laid =
                crate::convert(&input(yaml, Format::Yaml), to).expect("it can").text;
            assert_eq!(laid.matches(COMMENT).count(), 3, "{laid}");
            let laid: &'static str = laid.leak();
            assert_eq!(crate::format(&input(laid, to)).expect("it can"), laid);
            assert_eq!(brief(laid, to), expected, "{laid}");
        }
    }

    #[test]
    fn other_words_for_a_comment_are_told_the_one() {
        for (key, fix) in
            [("_comment", true), ("//", true), ("comment", true), ("_x", false)]
        {
            for place in
                ["figures: {KEY: why}", "subject: {name: A, KEY: why}", "KEY: why"]
            {
                let report =
                    crate::sample::report(&format!("{}\n", place.replace("KEY", key)));
                let offers = report.findings().iter().any(|one| {
                    one.finding().advice().is_some_and(|it| it.contains(COMMENT))
                });
                // An id may be the word.
                let expected = fix && !(key == "comment" && place.starts_with("figures"));
                assert_eq!(offers, expected, "{place} {key}: {}", told(&report));
            }
        }
    }

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
