//! A report for other programs.

use serde::Serialize;

use crate::input::is_hidden;
use crate::report::Report;
use crate::source::Region;

#[derive(Serialize)]
struct File<'r> {
    file: &'r str,
    errors: usize,
    warnings: usize,
    notes: usize,
    more: usize,
    findings: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'r str,
    name: &'r str,
    severity: String,
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(flatten)]
    at: At,
    related: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Related<'r> {
    label: &'r str,
    #[serde(flatten)]
    at: At,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct At {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: usize,
    byte_end: usize,
}

/// The report as one JSON object on several lines, with a final line feed. Lines and
/// columns count from 1, columns in characters; byte offsets are those of the file.
#[must_use]
pub fn json(report: &Report) -> String {
    let at = |region: &Region| At {
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        byte_start: region.bytes.start + report.offset(),
        byte_end: region.bytes.end + report.offset(),
    };
    let findings = report.findings().iter().map(|located| {
        let finding = located.finding();
        Entry {
            code: finding.rule().code,
            name: finding.rule().name,
            severity: finding.severity().to_string(),
            message: finding.message(),
            help: finding.advice(),
            path: finding.path().map(ToString::to_string),
            at: at(located.region()),
            related: located
                .related()
                .iter()
                .map(|(region, label)| Related { label, at: at(region) })
                .collect(),
        }
    });
    let file = File {
        file: report.name(),
        errors: report.errors(),
        warnings: report.warnings(),
        notes: report.notes(),
        more: report.more(),
        findings: findings.collect(),
    };
    // Structs of texts and numbers cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    escape_hidden(&text)
}

/// Characters JSON may hold but a terminal should not see; outside of texts there are none.
fn escape_hidden(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for found in json.chars() {
        if is_hidden(found) {
            for unit in found.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(found);
        }
    }
    escaped
}
