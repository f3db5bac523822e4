//! A report as text: for people, for other programs, and in one line each.
//!
//! Nothing an author wrote is printed as it stands: characters that steer a terminal or
//! turn the writing direction are shown in a form that does neither.
//!
//! What is found is the same in every form: code, name, severity, message, place, help,
//! related places and fix. Some leave something out. [`short`] says of related places and
//! of a fix only that there is one, with `[*]`; and only [`json`] and [`sarif`], which are
//! for programs, count in bytes as well as in lines and columns, and say how sure a finding
//! is.

mod github;
mod human;
mod hunk;
mod json;
mod sarif;

use std::fmt::Write;

pub use github::github;
pub use human::human;
pub use json::{Origin, findings, json};
pub use sarif::{Unread, sarif};
pub use strata_syntax::escape;

use strata_check::Fix;
use strata_check::{Located, Report};
use strata_syntax::change::Safety;
use strata_syntax::is_hidden;
use strata_syntax::source::{Lines, Region};

/// One line for each finding: `file:line:column: severity[CODE name]: message; help`, and
/// `[*]` where there is a fix.
#[must_use]
pub fn short(report: &Report) -> String {
    let mut text = String::new();
    for located in report.findings() {
        let (finding, start) = (located.finding(), located.region().start);
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "{}:{}:{}: {}[{} {}]: {}",
            escape(report.name()),
            start.line,
            start.column,
            finding.severity(),
            finding.rule().code,
            finding.rule().name,
            escape(finding.message()),
        );
        if let Some(help) = finding.advice() {
            let _ = write!(text, "; {}", escape(help));
        }
        let _ = writeln!(text, "{}", mark(located));
    }
    if report.more() > 0 {
        let _ = writeln!(text, "{}: and {} more", escape(report.name()), report.more());
    }
    text
}

/// What stands after a message whose finding has a fix.
fn mark(located: &Located) -> &'static str {
    if located.fix().is_some() { " [*]" } else { "" }
}

/// How many findings can be fixed, and how, in words; nothing if none can be.
#[must_use]
pub fn fixable<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Option<String> {
    let (mut safe, mut not) = (0, 0);
    for report in reports {
        safe += report.fixable(Safety::Safe);
        not += report.fixable(Safety::Unsafe);
    }
    match (safe, not) {
        (0, 0) => None,
        (_, 0) => Some(format!("{safe} fixable with `strata check --fix`")),
        (0, _) => Some(format!("{not} fixable with `strata check --unsafe-fixes`")),
        _ => Some(format!(
            "{safe} fixable with `strata check --fix`, {not} more with `--unsafe-fixes`"
        )),
    }
}

/// The edits of a fix with their places.
fn edits<'r>(lines: &Lines<'_>, fix: &'r Fix) -> Vec<(Region, &'r str)> {
    let edits = fix.edits().iter();
    edits.map(|edit| (lines.exact(edit.bytes.clone()), edit.text.as_str())).collect()
}

/// JSON with characters that it may hold but a terminal should not see as escapes; outside of
/// texts there are none.
#[must_use]
pub fn escape_hidden(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for found in json.chars() {
        if is_hidden(found) {
            for unit in found.encode_utf16(&mut [0; 2]) {
                // Writing to a text cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(found);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use strata_check::{Finding, rule};
    use strata_syntax::change::{Edit, Place};
    use strata_syntax::path::Path;

    use super::*;

    fn unknown_key() -> &'static strata_check::Rule {
        rule("unknown-key").expect("a rule")
    }

    /// A report with one finding on the first word of the second line, and its fix.
    pub(super) fn fixed(
        source: &str,
        safety: Safety,
        edits: &[(usize, usize, &str)],
    ) -> Report {
        let start = source.find('\n').map_or(0, |at| at + 1);
        let end = source.get(start..).and_then(|rest| rest.find(':')).unwrap_or(0);
        let finding = Finding::new(
            unknown_key(),
            Place::Bytes(start..start + end),
            "unknown key `titel`",
        );
        let finding = finding.help("did you mean `title`?");
        let edits = edits.iter().map(|(start, end, text)| Edit {
            bytes: *start..*end,
            text: (*text).to_owned(),
        });
        let edits = edits.collect();
        report("a.yaml", source, finding, Some(Fix::new(safety, edits)))
    }

    /// A report with nothing but a finding of a rule.
    fn of_rule(name: &str) -> Report {
        let rule = rule(name).expect("a rule");
        report(
            "a.yaml",
            "a: 1\n",
            Finding::new(rule, Place::Bytes(0..1), "it is so"),
            None,
        )
    }

    pub(super) fn report(
        name: &str,
        source: &str,
        finding: Finding,
        fix: Option<Fix>,
    ) -> Report {
        Report::of(name, source, vec![(finding, fix)])
    }

    /// A report in which all that an author can write is hostile.
    pub(super) fn hostile() -> Report {
        let words = "`a\u{1b}[31m\r\n::error::b%0A\u{202e}[c](http://d.example) {0}`";
        let path = Path::root().key("a\n::b").key("c/d");
        let finding = Finding::new(unknown_key(), path, format!("unknown {words}"))
            .help(format!("write {words}"))
            .related(Place::Bytes(0..1), words);
        let edits = vec![Edit { bytes: 0..1, text: words.to_owned() }];
        let fix = Fix::new(Safety::Safe, edits);
        report("x,y:z\n::warning::%\u{1b}é.yaml", words, finding, Some(fix))
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let report = hostile();
        for said in [
            human(&report, false),
            short(&report),
            json(&report),
            github(&report),
            sarif(std::slice::from_ref(&report), &[]),
        ] {
            let steers = |found: char| found != '\n' && is_hidden(found) || found == '\r';
            assert!(!said.contains(steers), "{said}");
        }
    }

    #[test]
    fn short_is_one_line_with_a_mark_for_a_fix() {
        let text = "strata: \"1\"\ntitel: Growth\n";
        assert_eq!(
            short(&fixed(text, Safety::Safe, &[(12, 17, "title")])),
            "a.yaml:2:1: error[S001 unknown-key]: unknown key `titel`; did you mean `title`? [*]\n"
        );
        assert_eq!(short(&hostile()).lines().count(), 1);
    }

    /// What the suite cannot make: fixes of every kind, and words that no rule says.
    #[test]
    fn fixes_keep_the_schemas_as_well() {
        let validator = |schema: &str| {
            let schema = serde_json::from_str(schema).expect("JSON");
            jsonschema::options().offline().build(&schema).expect("a schema")
        };
        let text = "strata: \"1\"\ntitel: Growth\n";
        let reports = [
            fixed(text, Safety::Safe, &[(12, 17, "title"), (26, 26, "a: 1\n")]),
            fixed(text, Safety::Unsafe, &[(12, 26, "")]),
            hostile(),
            of_rule("period-wording"),
        ];
        let files: Vec<serde_json::Value> = reports
            .iter()
            .map(|report| serde_json::from_str(&json(report)).expect("JSON"))
            .collect();
        let list = serde_json::Value::Array(files);
        let published = validator(include_str!("../../../schema/findings.schema.json"));
        if let Err(error) = published.validate(&list) {
            panic!("{}: {error}", error.instance_path());
        }
        // One pattern of it is ECMA-262 alone.
        let published = include_str!("../../../tests/suite/emit/sarif-schema-2.1.0.json")
            .replace("]?$", "?$");
        let log = serde_json::from_str(&sarif(&reports, &[])).expect("JSON");
        if let Err(error) = validator(&published).validate(&log) {
            panic!("{}: {error}", error.instance_path());
        }
        assert_eq!(list[0]["findings"][0]["fix"]["edits"][1]["line"], 3);
        let fix = &log["runs"][0]["results"][0]["fixes"][0];
        let edit = &fix["artifactChanges"][0]["replacements"][1];
        assert_eq!(edit["deletedRegion"]["startLine"], 3);
        assert_eq!(edit["insertedContent"]["text"], "a: 1\n");
    }

    #[test]
    fn programs_are_told_how_sure_a_finding_is() {
        let told = |name| {
            let report = of_rule(name);
            let json: serde_json::Value =
                serde_json::from_str(&json(&report)).expect("JSON");
            let log: serde_json::Value =
                serde_json::from_str(&sarif(&[report], &[])).expect("JSON");
            [
                json["findings"][0]["certainty"].clone(),
                log["runs"][0]["results"][0]["properties"]["certainty"].clone(),
            ]
        };
        assert_eq!(told("superlative-in-prose"), ["low", "low"]);
        assert_eq!(told("period-wording"), ["medium", "medium"]);
        assert_eq!(
            told("unused-figure"),
            [serde_json::Value::Null, serde_json::Value::Null]
        );
        // What such a rule does not read out of words is certain.
        assert!(told("likelihood-and-confidence").iter().all(serde_json::Value::is_null));
    }

    #[test]
    fn fixes_are_counted_by_their_safety() {
        let one = |safety| fixed("a\nb: c\n", safety, &[(2, 3, "d")]);
        let (safe, not) = (one(Safety::Safe), one(Safety::Unsafe));
        let said =
            |reports: &[&Report]| fixable(reports.iter().copied()).unwrap_or_default();
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[&safe, &safe]), "2 fixable with `strata check --fix`");
        assert_eq!(said(&[&not]), "1 fixable with `strata check --unsafe-fixes`");
        assert_eq!(
            said(&[&safe, &not]),
            "1 fixable with `strata check --fix`, 1 more with `--unsafe-fixes`"
        );
    }
}
