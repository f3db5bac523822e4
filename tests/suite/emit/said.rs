//! What each form of a report says, read back from it.

use serde_json::Value;
use strata_check::{Report, rules};

/// A line and a column.
pub(super) type At = (usize, usize);

/// A finding as far as the forms tell it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// Code and name.
    pub(super) rule: String,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) file: String,
    pub(super) start: At,
    pub(super) end: At,
    /// None where a form counts no bytes.
    pub(super) bytes: Option<(usize, usize)>,
    pub(super) related: Vec<(At, String)>,
    /// Safety, what goes and what comes, for each edit.
    pub(super) fix: Vec<(String, At, At, String)>,
}

/// The line and the column of a byte of the text, counted afresh.
pub(super) fn at(text: &str, offset: usize) -> At {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

/// What the library says.
pub(super) fn by_library(report: &Report) -> Vec<Said> {
    let (text, offset) = (report.source(), report.offset());
    let findings = report.findings().iter();
    findings
        .map(|located| {
            let (finding, bytes) = (located.finding(), &located.region().bytes);
            let related = located.related().iter();
            let fix = located.fix().into_iter().flat_map(|fix| {
                fix.edits().iter().map(|edit| {
                    let (start, end) =
                        (at(text, edit.bytes.start), at(text, edit.bytes.end));
                    (fix.safety().to_string(), start, end, edit.text.clone())
                })
            });
            Said {
                rule: format!("{} {}", finding.rule().code, finding.rule().name),
                severity: finding.severity().to_string(),
                message: finding.message().to_owned(),
                help: finding.advice().map(str::to_owned),
                file: report.name().to_owned(),
                start: at(text, bytes.start),
                end: at(text, bytes.end),
                bytes: Some((bytes.start + offset, bytes.end + offset)),
                related: related
                    .map(|(region, label)| (at(text, region.bytes.start), label.clone()))
                    .collect(),
                fix: fix.collect(),
            }
        })
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What a file of the JSON form says.
pub(super) fn by_json(file: &Value) -> Vec<Said> {
    let start = |place: &Value| (number(&place["line"]), number(&place["column"]));
    let end = |place: &Value| (number(&place["end-line"]), number(&place["end-column"]));
    let findings = list(&file["findings"]).iter();
    findings
        .map(|one| Said {
            rule: format!("{} {}", text(&one["code"]), text(&one["name"])),
            severity: text(&one["severity"]),
            message: text(&one["message"]),
            help: one.get("help").map(text),
            file: text(&file["file"]),
            start: start(one),
            end: end(one),
            bytes: Some((number(&one["byte-start"]), number(&one["byte-end"]))),
            related: list(&one["related"])
                .iter()
                .map(|place| (start(place), text(&place["label"])))
                .collect(),
            fix: list(&one["fix"]["edits"])
                .iter()
                .map(|edit| {
                    let safety = text(&one["fix"]["safety"]);
                    (safety, start(edit), end(edit), text(&edit["text"]))
                })
                .collect(),
        })
        .collect()
}

/// What a SARIF log says, of all its files.
pub(super) fn by_sarif(log: &Value) -> Vec<Said> {
    let run = &log["runs"][0];
    let rules = &run["tool"]["driver"]["rules"];
    let start =
        |place: &Value| (number(&place["startLine"]), number(&place["startColumn"]));
    let end = |place: &Value| (number(&place["endLine"]), number(&place["endColumn"]));
    let results = list(&run["results"]).iter();
    results
        .map(|one| {
            let rule = &rules[number(&one["ruleIndex"])];
            assert_eq!(rule["id"], one["ruleId"]);
            let place = &one["locations"][0]["physicalLocation"];
            let artifact = &place["artifactLocation"];
            assert_eq!(
                run["artifacts"][number(&artifact["index"])]["location"],
                *artifact
            );
            let region = &place["region"];
            let from = number(&region["byteOffset"]);
            let words = plain(&text(&one["message"]["text"]));
            let (message, help) = match words.split_once("\nhelp: ") {
                Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
                None => (words, None),
            };
            let fix = list(&one["fixes"]).iter().flat_map(|fix| {
                let edits = list(&fix["artifactChanges"][0]["replacements"]).iter();
                edits.map(|edit| {
                    let (region, new) =
                        (&edit["deletedRegion"], &edit["insertedContent"]["text"]);
                    let safety = text(&fix["properties"]["safety"]);
                    (safety, start(region), end(region), text(new))
                })
            });
            Said {
                rule: format!("{} {}", text(&rule["id"]), text(&rule["name"])),
                severity: text(&one["level"]),
                message,
                help,
                file: text(&artifact["uri"]),
                start: start(region),
                end: end(region),
                bytes: Some((from, from + number(&region["byteLength"]))),
                related: list(&one["relatedLocations"])
                    .iter()
                    .map(|place| {
                        let label = plain(&text(&place["message"]["text"]));
                        (start(&place["physicalLocation"]["region"]), label)
                    })
                    .collect(),
                fix: fix.collect(),
            }
        })
        .collect()
}

/// A message of SARIF as it is shown.
fn plain(text: &str) -> String {
    text.replace("{{", "{").replace("}}", "}").replace("\\](", "](")
}

/// What workflow commands say, as the runner of GitHub reads them.
pub(super) fn by_github(commands: &str) -> Vec<Said> {
    let commands = commands.lines().filter(|line| !line.starts_with("::notice file="));
    commands
        .map(|line| {
            let line = line.strip_prefix("::").expect("a command");
            let (command, data) = line.split_once("::").expect("a message");
            let (level, properties) = command.split_once(' ').expect("properties");
            let property = |wanted: &str| {
                let all = properties.split(',').filter_map(|one| one.split_once('='));
                let mut found = all.filter(|(name, _)| *name == wanted);
                let value = found.next().expect(wanted).1;
                value.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
            };
            let number = |name: &str| property(name).parse().expect(name);
            let data = data.replace("%0A", "\n").replace("%25", "%");
            let mut words = data.lines();
            let mut said = Said {
                rule: property("title"),
                severity: level.replace("notice", "note"),
                message: words.next().expect("a message").to_owned(),
                help: None,
                file: property("file"),
                start: (number("line"), number("col")),
                end: (number("endLine"), number("endColumn")),
                bytes: None,
                related: Vec::new(),
                fix: Vec::new(),
            };
            for line in words {
                let (head, rest) = line.split_once(": ").expect("a head");
                if head == "help" {
                    said.help = Some(rest.to_owned());
                } else if let Some(safety) = head.strip_prefix("fix (") {
                    said.fix.push(edit(safety.trim_end_matches(')'), rest));
                } else {
                    said.related.push((place(head), rest.to_owned()));
                }
            }
            said
        })
        .collect()
}

/// `write `x` for 1:2 to 3:4`, ``insert `x` at 1:2`` or `delete 1:2 to 3:4`.
fn edit(safety: &str, words: &str) -> (String, At, At, String) {
    let safety = safety.to_owned();
    if let Some(range) = words.strip_prefix("delete ") {
        let (start, end) = range.split_once(" to ").expect("a range");
        return (safety, place(start), place(end), String::new());
    }
    if let Some(words) = words.strip_prefix("insert `") {
        let (text, start) = words.rsplit_once("` at ").expect("a place");
        return (safety, place(start), place(start), text.to_owned());
    }
    let words = words.strip_prefix("write `").expect("an edit");
    let (text, range) = words.rsplit_once("` for ").expect("a place");
    let (start, end) = range.split_once(" to ").expect("a range");
    (safety, place(start), place(end), text.to_owned())
}

fn place(words: &str) -> At {
    let (line, column) = words.split_once(':').expect("a place");
    (line.parse().expect("a line"), column.parse().expect("a column"))
}

/// The codes of all rules, in order.
pub(super) fn codes() -> Vec<&'static str> {
    rules().map(|rule| rule.code).collect()
}
