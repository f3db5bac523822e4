//! Reports as one log in the Static Analysis Results Interchange Format (SARIF) 2.1.0.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};
use strata_check::{Located, Report, Rule, Severity, rules};
use strata_syntax::source::{Lines, Region};

use crate::{edits, escape_hidden};

/// The published schema of the format.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder in which files are named, whatever it is called elsewhere.
const ROOT: &str = "%SRCROOT%";

/// The longest part of a file that is quoted, in bytes.
const QUOTED: usize = 400;

/// A file that could not be judged.
#[derive(Debug, Clone, Copy)]
pub struct Unread<'a> {
    /// The name of the file, as given.
    pub name: &'a str,
    /// Why it could not.
    pub reason: &'a str,
}

/// All reports as one log with one run, indented, with a final line feed. It lists every
/// rule, so that what was found before and is no longer there counts as mended. Lines and
/// columns count from 1, columns in characters; byte offsets are those of the file.
#[must_use]
pub fn sarif(reports: &[Report], unread: &[Unread<'_>]) -> String {
    let artifacts = reports.iter().enumerate().map(|(index, report)| {
        json!({
            "location": location(report.name(), Some(index)),
            "roles": ["analysisTarget"],
            "encoding": "UTF-8",
        })
    });
    let more = reports.iter().enumerate().filter(|(_, report)| report.more() > 0);
    let unlisted = more.map(|(index, report)| {
        let text = format!("and {} more findings", report.more());
        notification("warning", &text, &location(report.name(), Some(index)))
    });
    let failed = unread
        .iter()
        .map(|file| notification("error", file.reason, &location(file.name, None)));
    let results = reports.iter().enumerate().flat_map(|(index, report)| {
        let file = Artifact { report, index, lines: Lines::new(report.source()) };
        file.results()
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The folder in which strata was run." } },
            },
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications":
                    failed.chain(unlisted).collect::<Vec<_>>(),
            }],
            "artifacts": artifacts.collect::<Vec<_>>(),
            "results": results.collect::<Vec<_>>(),
        }],
    });
    escape_hidden(&format!("{log:#}\n"))
}

fn notification(level: &str, text: &str, location: &Value) -> Value {
    json!({
        "level": level,
        "message": { "text": plain(text) },
        "locations": [{ "physicalLocation": { "artifactLocation": location } }],
    })
}

fn driver() -> Value {
    json!({
        "name": "Strata",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules().map(descriptor).collect::<Vec<_>>(),
    })
}

fn descriptor(rule: &Rule) -> Value {
    let (bad, good) = (rule.bad.trim_end(), rule.good.trim_end());
    let (why, fix) = (rule.why(), rule.fix());
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": why },
        "help": {
            "text": format!("{why}\n\nBad:\n\n{bad}\n\nGood:\n\n{good}\n\n{fix}"),
            "markdown": format!(
                "{why}\n\nBad:\n\n{}\n\nGood:\n\n{}\n\n{fix}",
                fenced(bad), fenced(good)
            ),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn fenced(example: &str) -> String {
    format!("```yaml\n{example}\n```")
}

/// A report on one file of the log.
struct Artifact<'r> {
    report: &'r Report,
    index: usize,
    lines: Lines<'r>,
}

impl Artifact<'_> {
    fn results(&self) -> Vec<Value> {
        let order: HashMap<_, _> =
            rules().enumerate().map(|(at, rule)| (rule.code, at)).collect();
        let mut seen = HashMap::new();
        let findings = self.report.findings().iter();
        findings
            .map(|located| {
                let count: &mut usize = seen.entry(identity(located)).or_default();
                *count += 1;
                let order = order.get(located.finding().rule().code);
                self.result(located, order, *count)
            })
            .collect()
    }

    fn result(&self, located: &Located, order: Option<&usize>, count: usize) -> Value {
        let finding = located.finding();
        let mut text = plain(finding.message());
        if let Some(help) = finding.advice() {
            let _ = write!(text, "\nhelp: {}", plain(help));
        }
        let mut place = self.place(located.region());
        if let Some(path) = finding.path() {
            place["logicalLocations"] =
                json!([{ "fullyQualifiedName": path.to_string() }]);
        }
        let mut fingerprint = identity(located);
        if count > 1 {
            let _ = write!(fingerprint, " {count}");
        }
        let related =
            located.related().iter().enumerate().map(|(id, (region, label))| {
                let mut place = self.place(region);
                place["id"] = json!(id);
                place["message"] = json!({ "text": plain(label) });
                place
            });
        let mut result = json!({
            "ruleId": finding.rule().code,
            "level": level(finding.severity()),
            "message": { "text": text },
            "locations": [place],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": { "codeAndPath/v1": fingerprint },
        });
        if let Some(certainty) = finding.certainty() {
            result["properties"] = json!({ "certainty": certainty.to_string() });
        }
        if let Some(order) = order {
            result["ruleIndex"] = json!(order);
        }
        if let Some(fix) = located.fix() {
            let replacements =
                edits(&self.lines, fix).into_iter().map(|(region, text)| {
                    json!({
                        "deletedRegion": self.region(&region),
                        "insertedContent": { "text": text },
                    })
                });
            result["fixes"] = json!([{
                "description": { "text": plain(finding.advice().unwrap_or("fix")) },
                "artifactChanges": [{
                    "artifactLocation": self.location(),
                    "replacements": replacements.collect::<Vec<_>>(),
                }],
                "properties": { "safety": fix.safety().to_string() },
            }]);
        }
        result
    }

    fn location(&self) -> Value {
        location(self.report.name(), Some(self.index))
    }

    fn place(&self, region: &Region) -> Value {
        let mut place = self.region(region);
        let covered = self.report.source().get(region.bytes.clone()).unwrap_or("");
        // A wrong root is the whole file; two hundred of them would be two hundred files.
        if !covered.is_empty() && covered.len() <= QUOTED {
            place["snippet"] = json!({ "text": covered });
        }
        json!({
            "physicalLocation": { "artifactLocation": self.location(), "region": place },
        })
    }

    fn region(&self, region: &Region) -> Value {
        json!({
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
            "byteOffset": region.bytes.start + self.report.offset(),
            "byteLength": region.bytes.len(),
        })
    }
}

/// What stays the same of a finding when lines are moved.
fn identity(located: &Located) -> String {
    let code = located.finding().rule().code;
    match located.finding().path() {
        Some(path) => format!("{code} {path}"),
        None => code.to_owned(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The location of a file: a relative one against the root, an absolute one as it is.
fn location(name: &str, index: Option<usize>) -> Value {
    let uri = uri(name);
    let mut location = json!({ "uri": uri });
    // What lies above the root cannot be said from there.
    if !uri.starts_with("file:") && !uri.starts_with("..") {
        location["uriBaseId"] = json!(ROOT);
    }
    if let Some(index) = index {
        location["index"] = json!(index);
    }
    location
}

/// The name of a file as a URI reference (RFC 3986). Everything but unreserved characters
/// is escaped, so no name can be read as a scheme, a host or a query.
fn uri(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let drive = name.as_bytes().get(1) == Some(&b':') && cfg!(windows);
    let mut uri = match (name.starts_with('/'), drive) {
        (true, _) => "file://".to_owned(),
        (_, true) => "file:///".to_owned(),
        _ => String::new(),
    };
    let parts = name.split('/').filter(|part| *part != "." && !part.is_empty());
    for (at, part) in parts.enumerate() {
        if at > 0 || name.starts_with('/') {
            uri.push('/');
        }
        for byte in part.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    uri.push(char::from(byte));
                }
                _ => {
                    let _ = write!(uri, "%{byte:02X}");
                }
            }
        }
    }
    uri
}

/// A text as a message of SARIF: braces are doubled (3.11.5), and nothing in it is a link
/// (3.11.6).
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    let mut rest = text.chars().peekable();
    while let Some(found) = rest.next() {
        match found {
            '{' => plain.push_str("{{"),
            '}' => plain.push_str("}}"),
            ']' if !escaped && rest.peek() == Some(&'(') => plain.push_str("\\]"),
            _ => plain.push(found),
        }
        escaped = found == '\\' && !escaped;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Value, location, plain, sarif};
    use crate::tests::{fixed, hostile};
    use strata_syntax::change::Safety;

    #[test]
    fn a_name_is_a_path_and_nothing_else() {
        let uri = |name| location(name, None)["uri"].as_str().map(str::to_owned);
        for (name, expected) in [
            ("data/a b.yaml", "data/a%20b.yaml"),
            ("./data//a.yaml", "data/a.yaml"),
            ("http://a?b#c.yaml", "http%3A/a%3Fb%23c.yaml"),
            ("<stdin>", "%3Cstdin%3E"),
            ("caf\u{e9}\n%41.yaml", "caf%C3%A9%0A%2541.yaml"),
            ("/tmp/a.yaml", "file:///tmp/a.yaml"),
            ("//host/a.yaml", "file:///host/a.yaml"),
            ("../a.yaml", "../a.yaml"),
        ] {
            assert_eq!(uri(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(location("a.yaml", None)["uriBaseId"], "%SRCROOT%");
        assert_eq!(location("../a.yaml", None).get("uriBaseId"), None);
        assert_eq!(location("/a.yaml", None).get("uriBaseId"), None);
    }

    #[test]
    fn a_message_holds_no_placeholder_and_no_link() {
        for (text, expected) in [
            ("write `{sales}`", "write `{{sales}}`"),
            ("[a](b)", "[a\\](b)"),
            // Escaped already, and an escaped escape.
            ("[a\\](b)", "[a\\](b)"),
            ("[a\\\\](b)", "[a\\\\\\](b)"),
            ("a[0] (b)", "a[0] (b)"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_finding_keeps_its_fingerprint_when_lines_move() {
        let print = |source: &str, at: usize| {
            let report = fixed(source, Safety::Safe, &[(at, at, "x")]);
            let log: Value = serde_json::from_str(&sarif(&[report], &[])).expect("JSON");
            log["runs"][0]["results"][0]["partialFingerprints"].clone()
        };
        assert_eq!(print("a\nb: c\n", 2), print("\u{e9}\nb: c\n\n", 3));
        let log = sarif(&[hostile()], &[]);
        assert!(log.contains(r#""codeAndPath/v1": "S001 /a\n::b/c~1d""#), "{log}");
    }
}
