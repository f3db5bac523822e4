//! A report for other programs. The shape is that of `schema/findings.schema.json`.

use serde::Serialize;
use serde_json::Value;
use strata_check::{Located, Report};
use strata_syntax::source::{Lines, Position, Region};

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

/// Where a text begins in a larger one of which it is a part: what is added to its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// Lines before its first one.
    pub lines: usize,
    /// Characters before it on its first line.
    pub columns: usize,
    /// Bytes before it.
    pub bytes: usize,
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
        findings: report
            .findings()
            .iter()
            .map(|it| entry(report, &lines, Origin::default(), it))
            .collect(),
    };
    // Structs of texts and numbers cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    escape_hidden(&text)
}

/// At most so many findings of the report, each as in [`json`], at their places in the text
/// that holds this one. They are sorted by place; where there are more, errors come before all
/// others.
#[must_use]
pub fn findings(report: &Report, origin: Origin, most: usize) -> Vec<Value> {
    let lines = Lines::new(report.source());
    let mut worst: Vec<_> = report.findings().iter().enumerate().collect();
    worst.sort_by_key(|(_, located)| located.finding().severity());
    worst.truncate(most);
    worst.sort_by_key(|(at, _)| *at);
    let entries = worst.into_iter().map(|(_, it)| entry(report, &lines, origin, it));
    // Structs of texts and numbers cannot fail to be written.
    entries.filter_map(|it| serde_json::to_value(it).ok()).collect()
}

fn entry<'r>(
    report: &Report,
    lines: &Lines<'_>,
    origin: Origin,
    located: &'r Located,
) -> Entry<'r> {
    let column = |at: Position| match at.line {
        1 => at.column + origin.columns,
        _ => at.column,
    };
    let before = report.offset() + origin.bytes;
    let at = |region: &Region| At {
        line: region.start.line + origin.lines,
        column: column(region.start),
        end_line: region.end.line + origin.lines,
        end_column: column(region.end),
        byte_start: region.bytes.start + before,
        byte_end: region.bytes.end + before,
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

#[cfg(test)]
mod tests {
    use strata_check::{Finding, rule};
    use strata_syntax::change::Place;

    use super::*;

    fn places(origin: Origin, most: usize) -> Vec<(String, u64, u64, u64)> {
        let source = "{\"a\":\n\"b\"}";
        let of = |name, bytes: std::ops::Range<usize>| {
            let rule = rule(name).expect("a rule");
            (Finding::new(rule, Place::Bytes(bytes), "it is so"), None)
        };
        let report = Report::of(
            "a.jsonl",
            source,
            vec![of("unused-figure", 1..4), of("unknown-key", 6..9)],
        );
        let found = findings(&report, origin, most);
        let number = |it: &Value, key: &str| it[key].as_u64().expect("a number");
        let place = |it: &Value| {
            let code = it["code"].as_str().expect("a code").to_owned();
            let place = |key| number(it, key);
            (code, place("line"), place("column"), place("byte-start"))
        };
        found.iter().map(place).collect()
    }

    #[test]
    fn places_are_those_of_the_text_around() {
        let told = |code: &str, line, column, byte| (code.to_owned(), line, column, byte);
        assert_eq!(
            places(Origin::default(), 9),
            [told("L003", 1, 2, 1), told("S001", 2, 1, 6)]
        );
        let origin = Origin { lines: 17, columns: 30, bytes: 900 };
        assert_eq!(
            places(origin, 9),
            [told("L003", 18, 32, 901), told("S001", 19, 1, 906)]
        );
        assert_eq!(places(origin, 1), [told("S001", 19, 1, 906)]);
    }
}
