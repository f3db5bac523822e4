//! A line of a stream: a brief, or an envelope with one.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use strata_check::{
    Finding, Format, Input, Limits, MALFORMED_SCALAR, MISSING_KEY, Report, Rule,
    UNKNOWN_KEY, WRONG_TYPE,
};
use strata_emit::Origin;
use strata_syntax::source::Span;
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Entry, Kind, Node};
use strata_syntax::{gate, read};

use super::name::is_safe;

/// A line that has been opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it calls itself, if that can be the name of a file.
    pub(super) id: Option<String>,
    pub(super) content: Result<Content, Report>,
}

/// A brief in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
    /// Where it begins in the line; of a text, which has lines of its own, nothing.
    pub(super) within: Option<Origin>,
}

/// The keys of an envelope.
const KEYS: [&str; 4] = ["id", "brief", "text", "format"];

/// Opens a line, which is reported under this name.
pub(super) fn open(name: &str, line: &[u8], limits: Limits) -> Opened {
    let keys = Keys::of(line);
    if !keys.is_envelope() {
        let id = keys.id.filter(|id| is_safe(id));
        let within = Some(Origin::default());
        let content = Content { format: Format::Json, bytes: line.to_vec(), within };
        return Opened { id, content: Ok(content) };
    }
    let limits = Limits { depth: limits.depth.saturating_add(1), ..limits };
    let gated = gate(&Input { name, bytes: line, format: Format::Json, limits });
    let text = gated.text.as_ref();
    let report = |found: Vec<Finding>| {
        Report::of(name, text, found.into_iter().map(|it| (it, None)).collect())
    };
    let refused = |found| Opened { id: None, content: Err(report(found)) };
    if !gated.errors.is_empty() {
        return refused(gated.errors.into_iter().map(Finding::from).collect());
    }
    let (tree, errors) = read(text, Format::Json, limits);
    let Some(Node { kind: Kind::Map(entries), span }) =
        tree.filter(|_| errors.is_empty())
    else {
        return refused(errors.into_iter().map(Finding::from).collect());
    };
    let mut envelope = Envelope { text, span, entries: &entries, found: Vec::new() };
    let (id, content) = (envelope.id(), envelope.content());
    envelope.strangers();
    let found = envelope.found;
    let content = content.filter(|_| found.is_empty()).ok_or_else(|| report(found));
    Opened { id, content }
}

/// What stands at the top of a line, as far as it can be read.
#[derive(Default)]
struct Keys {
    id: Option<String>,
    has_brief: bool,
    is_brief: bool,
}

impl Keys {
    /// Looks at a line without a word about what is wrong with it.
    fn of(line: &[u8]) -> Self {
        struct Top<'k>(&'k mut Keys);

        impl<'de> Visitor<'de> for Top<'_> {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "id" => self.0.id = map.next_value::<Text>()?.0,
                        key => {
                            self.0.has_brief |= ["brief", "text"].contains(&key);
                            self.0.is_brief |= key == "strata";
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(())
            }
        }

        let mut keys = Self::default();
        // What is wrong is found, with its place, by whoever reads it next.
        let _ =
            serde_json::Deserializer::from_slice(line).deserialize_map(Top(&mut keys));
        keys
    }

    fn is_envelope(&self) -> bool {
        self.has_brief && !self.is_brief
    }
}

/// A text; of anything else nothing.
struct Text(Option<String>);

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(from)?;
        Ok(Self(value.as_str().map(str::to_owned)))
    }
}

/// An envelope while it is opened.
struct Envelope<'a, 't> {
    text: &'t str,
    span: Span,
    entries: &'a [Entry<'t>],
    found: Vec<Finding>,
}

impl<'a, 't> Envelope<'a, 't> {
    fn get(&self, key: &str) -> Option<&'a Entry<'t>> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    fn find(&mut self, rule: &'static Rule, at: Span, what: String, help: &str) {
        self.found.push(Finding::new(rule, at, what).help(help.to_owned()));
    }

    /// Its text under a key.
    fn word(&mut self, key: &str) -> Option<(&'a str, Span)> {
        let value = &self.get(key)?.value;
        if let Kind::Str(text) = &value.kind {
            return Some((text, value.span));
        }
        let what = format!("`{key}` of an envelope is no text");
        self.find(&WRONG_TYPE, value.span, what, "write it within quotes");
        None
    }

    fn missing(&mut self, what: &str, help: &str) {
        let start = Span { end: self.span.start + 1, ..self.span };
        self.find(&MISSING_KEY, start, format!("an envelope has no {what}"), help);
    }

    fn id(&mut self) -> Option<String> {
        if self.get("id").is_none() {
            self.missing("`id`", "give it one: its print is called after it");
        }
        let (id, at) = self.word("id")?;
        if is_safe(id) {
            return Some(id.to_owned());
        }
        let what = format!("`{id}` is no id of an envelope");
        let help = "write 1 to 120 of A-Z, a-z, 0-9, `.`, `_` and `-`, no `.` first";
        self.find(&MALFORMED_SCALAR, at, what, help);
        None
    }

    fn content(&mut self) -> Option<Content> {
        let Some(brief) = self.get("brief") else { return self.embedded() };
        for (key, why) in [("text", "keep one of them"), ("format", "leave it out")] {
            if let Some(other) = self.get(key) {
                let what = format!("`{key}` stands beside `brief`");
                self.find(&UNKNOWN_KEY, other.key_span, what, why);
            }
        }
        let Node { span, kind: Kind::Map(_) } = brief.value else {
            let help = "write it as an object, or as `text` with its `format`";
            let what = "`brief` is no object".to_owned();
            self.find(&WRONG_TYPE, brief.value.span, what, help);
            return None;
        };
        let before = self.text.get(..span.range().start).unwrap_or_default();
        let within =
            Origin { lines: 0, columns: before.chars().count(), bytes: before.len() };
        let bytes = span.slice(self.text).as_bytes().to_vec();
        Some(Content { format: Format::Json, bytes, within: Some(within) })
    }

    /// A brief as a text, in a language that is named.
    fn embedded(&mut self) -> Option<Content> {
        let text = self.word("text");
        let help = "name the language of `text`: `yaml`, `json` or `toml`";
        if self.get("format").is_none() {
            self.missing("`format`", help);
        }
        let (word, at) = self.word("format")?;
        let Some(format) = Format::ALL.into_iter().find(|it| it.word() == word) else {
            let what = format!("`{word}` is no language of briefs");
            self.find(&MALFORMED_SCALAR, at, what, help);
            return None;
        };
        let bytes = text?.0.as_bytes().to_vec();
        Some(Content { format, bytes, within: None })
    }

    /// The keys that an envelope does not have.
    fn strangers(&mut self) {
        for Entry { key, key_span, .. } in self.entries {
            if KEYS.contains(&&**key) {
                continue;
            }
            let help = match closest(key, KEYS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    "an envelope has `id`, and `brief` or `text` with `format`".into()
                }
            };
            let what = format!("`{key}` is no key of an envelope");
            self.find(&UNKNOWN_KEY, *key_span, what, &help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(line: &str) -> Opened {
        open("a.jsonl:7", line.as_bytes(), Limits::default())
    }

    fn content(line: &str) -> (Option<String>, Content) {
        let Opened { id, content } = opened(line);
        (id, content.expect("a brief"))
    }

    fn refused(line: &str) -> Vec<String> {
        let report = opened(line).content.expect_err("a report");
        strata_emit::short(&report).lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_brief_is_taken_as_it_stands() {
        let whole = |line: &str| Content {
            format: Format::Json,
            bytes: line.as_bytes().to_vec(),
            within: Some(Origin::default()),
        };
        for (line, id) in [
            ("{\"strata\": \"1\", \"id\": \"acme\"}", Some("acme")),
            ("{\"strata\": \"1\", \"id\": \"../acme\"}", None),
            ("{\"strata\": \"1\", \"id\": 7, \"id\": 1.0}", None),
            // Its key `text` is one finding more, and it is no envelope.
            ("{\"strata\": \"1\", \"text\": \"x\"}", None),
            ("{\"breif\": {}, \"id\": \"acme\"}", Some("acme")),
            ("[1, 2", None),
        ] {
            assert_eq!(content(line), (id.map(str::to_owned), whole(line)), "{line}");
        }
    }

    #[test]
    fn an_envelope_gives_the_bytes_of_its_brief() {
        let (id, brief) =
            content("{\"id\": \"é-1\", \"brief\": {}}".replace('é', "e").as_str());
        assert_eq!((id.as_deref(), brief.bytes.as_slice()), (Some("e-1"), &b"{}"[..]));
        let line = "{ \"brief\": {\"a\": 1.0,\"a\":2} , \"id\": \"x\"}";
        let errors = refused(line);
        assert!(errors[0].contains("P106"), "{errors:?}");
        let line = "{\"id\": \"acme\", \"brief\": {\"n\": 1.0 }}";
        let within = Origin { lines: 0, columns: 24, bytes: 24 };
        let bytes = b"{\"n\": 1.0 }".to_vec();
        let wanted = Content { format: Format::Json, bytes, within: Some(within) };
        assert_eq!(content(line), (Some("acme".into()), wanted));
        let line =
            "{\"id\": \"a\", \"text\": \"strata: \\\"1\\\"\\n\", \"format\": \"yaml\"}";
        let bytes = b"strata: \"1\"\n".to_vec();
        let wanted = Content { format: Format::Yaml, bytes, within: None };
        assert_eq!(content(line).1, wanted);
    }

    #[test]
    fn what_is_wrong_with_an_envelope_has_its_place() {
        for (line, found) in [
            (
                "{\"id\": \"../x\", \"brief\": {}}",
                "a.jsonl:7:1:8: error[S005 malformed-scalar]: `../x` is no id of an envelope; \
                 write 1 to 120 of A-Z, a-z, 0-9, `.`, `_` and `-`, no `.` first",
            ),
            (
                "{\"brief\": {}}",
                "a.jsonl:7:1:1: error[S002 missing-key]: an envelope has no `id`; \
                 give it one: its print is called after it",
            ),
            (
                "{\"id\": \"x\", \"brief\": {}, \"fromat\": 1}",
                "a.jsonl:7:1:26: error[S001 unknown-key]: `fromat` is no key of an envelope; \
                 did you mean `format`?",
            ),
            (
                "{\"id\": \"x\", \"brief\": {}, \"format\": \"json\"}",
                "a.jsonl:7:1:26: error[S001 unknown-key]: `format` stands beside `brief`; \
                 leave it out",
            ),
            (
                "{\"id\": \"x\", \"brief\": \"{}\"}",
                "a.jsonl:7:1:22: error[S004 wrong-type]: `brief` is no object; \
                 write it as an object, or as `text` with its `format`",
            ),
            (
                "{\"id\": \"x\", \"text\": \"\", \"format\": \"yml\"}",
                "a.jsonl:7:1:35: error[S005 malformed-scalar]: `yml` is no language of \
                 briefs; name the language of `text`: `yaml`, `json` or `toml`",
            ),
            (
                "{\"id\": \"x\", \"text\": \"\"}",
                "a.jsonl:7:1:1: error[S002 missing-key]: an envelope has no `format`; \
                 name the language of `text`: `yaml`, `json` or `toml`",
            ),
        ] {
            assert_eq!(refused(line), [found], "{line}");
        }
        assert_eq!(refused("{\"id\": 1, \"text\": 2, \"format\": 3}").len(), 3);
    }
}
