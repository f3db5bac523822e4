//! A report for other programs. The shape is that of `schema/findings.schema.json`.

use serde::Serialize;
use strata_check::{Located, Report};
use strata_syntax::source::{Lines, Region};

use crate::{edits, escape_hidden};

/// The version of the shape. It grows when a program that reads the shape would be misled:
/// a new key does not mislead.
const VERSION: &str = "1";

#[derive(Serialize)]
struct File<'r> {
    version: &'static str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<String>,
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(flatten)]
    at: At,
    related: Vec<Related<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'r>>,
}

#[derive(Serialize)]
struct Related<'r> {
    label: &'r str,
    #[serde(flatten)]
    at: At,
}

#[derive(Serialize)]
struct Fix<'r> {
    safety: String,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    #[serde(flatten)]
    at: At,
    text: &'r str,
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
    let lines = Lines::new(report.source());
    let file = File {
        version: VERSION,
        file: report.name(),
        errors: report.errors(),
        warnings: report.warnings(),
        notes: report.notes(),
        more: report.more(),
        findings: report.findings().iter().map(|it| entry(report, &lines, it)).collect(),
    };
    // Structs of texts and numbers cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    escape_hidden(&text)
}

fn entry<'r>(report: &Report, lines: &Lines<'_>, located: &'r Located) -> Entry<'r> {
    let at = |region: &Region| At {
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        byte_start: region.bytes.start + report.offset(),
        byte_end: region.bytes.end + report.offset(),
    };
    let finding = located.finding();
    let related = located.related().iter();
    Entry {
        code: finding.rule().code,
        name: finding.rule().name,
        severity: finding.severity().to_string(),
        certainty: finding.certainty().map(|it| it.to_string()),
        message: finding.message(),
        help: finding.advice(),
        path: finding.path().map(ToString::to_string),
        at: at(located.region()),
        related: related
            .map(|(region, label)| Related { label, at: at(region) })
            .collect(),
        fix: located.fix().map(|fix| Fix {
            safety: fix.safety().to_string(),
            edits: edits(lines, fix)
                .into_iter()
                .map(|(region, text)| Edit { at: at(&region), text })
                .collect(),
        }),
    }
}
