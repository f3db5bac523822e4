//! What is found is the same in every form, and the forms for programs keep their schemas.

mod said;

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};
use strata_check::{Format, Input, Limits, Report, check};

use crate::cases::cases;
use crate::data::{AMAZON, NVIDIA};
use said::{Said, by_github, by_json, by_library, by_sarif, codes};

/// The published schema of SARIF 2.1.0; see `emit/NOTICE.md`. One of its patterns has a
/// bracket too many, which ECMA-262 takes for itself and the `regex` crate for a mistake.
static SARIF: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("emit/sarif-schema-2.1.0.json");
    validator(&schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}\\\\]?$"))
});
static FINDINGS: LazyLock<Validator> =
    LazyLock::new(|| validator(include_str!("../../schema/findings.schema.json")));

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let options = jsonschema::options().offline().should_validate_formats(true);
    options.build(&schema).expect("a schema")
}

#[track_caller]
fn assert_valid(schema: &Validator, value: &Value, name: &str) {
    let errors: Vec<_> = schema
        .iter_errors(value)
        .map(|error| format!("{name}: {}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// A file and what is found in it.
struct Judged {
    bytes: Vec<u8>,
    report: Report,
}

fn judge(name: &str, bytes: impl Into<Vec<u8>>) -> Judged {
    let (bytes, limits) = (bytes.into(), Limits::default());
    let format = Format::of_name(name).unwrap_or(Format::Yaml);
    let report = match check(&Input { name, bytes: &bytes, format, limits }) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    };
    Judged { bytes, report }
}

static JUDGED: LazyLock<Vec<Judged>> = LazyLock::new(judged);

/// Every case, the shipped briefs, and files about which it is hard to write.
fn judged() -> Vec<Judged> {
    let wrong = AMAZON.replacen("+13% yoy", "+31% yoy", 1);
    let prose = "growth was strong and ".repeat(40);
    let keys: String = (0..500).map(|n| format!("key{n}: 1\n")).collect();
    let bytes: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let links = "\"[a](http://b.example)\": '{0} {{x}}'\n\"::error::\\n%0A\": 1\n";
    let mut judged: Vec<_> =
        cases().into_iter().map(|case| judge(&case.name, case.bytes)).collect();
    judged.extend([
        judge("data/amazon-2025q3.yaml", AMAZON),
        judge("data/nvidia-2026q3.yaml", NVIDIA),
        judge("<stdin>", "titel: x\n"),
        judge("a,b:c%d::error::e?f#g.yaml", "titel: x\n"),
        judge("../up/a b.yaml", "titel: x\n"),
        judge("/abs/a.yaml", "titel: x\n"),
        judge("marked.yaml", format!("\u{feff}{wrong}")),
        judge("crlf.yaml", wrong.replace('\n', "\r\n")),
        judge("long.yaml", AMAZON.replacen("title: ", &format!("title: {prose}"), 1)),
        judge("many.yaml", keys),
        judge("root.yaml", "- a\n".repeat(5000)),
        judge("links.yaml", links),
        judge("bytes.yaml", bytes),
        judge("last.yaml", "a: \"\u{e9}"),
        judge("cut.yaml", b"a: \xe4".as_slice()),
        judge("empty.yaml", ""),
    ]);
    judged
}

/// The same without what a form does not tell.
fn less(said: &[Said], change: impl Fn(&mut Said)) -> Vec<Said> {
    let mut said = said.to_vec();
    said.iter_mut().for_each(change);
    said
}

fn uri(name: &str) -> String {
    match name {
        "<stdin>" => "%3Cstdin%3E".to_owned(),
        "a,b:c%d::error::e?f#g.yaml" => {
            "a%2Cb%3Ac%25d%3A%3Aerror%3A%3Ae%3Ff%23g.yaml".to_owned()
        }
        "../up/a b.yaml" => "../up/a%20b.yaml".to_owned(),
        "/abs/a.yaml" => "file:///abs/a.yaml".to_owned(),
        name => name.to_owned(),
    }
}

#[test]
fn every_form_says_the_same() {
    let (mut findings, mut related) = (0, 0);
    for Judged { report, .. } in JUDGED.iter() {
        let name = report.name();
        let all = by_library(report);
        findings += all.len();
        related += all.iter().map(|said| said.related.len()).sum::<usize>();

        let file = serde_json::from_str(&strata_emit::json(report)).expect("JSON");
        assert_eq!(by_json(&file), all, "{name}");

        let log = strata_emit::sarif(std::slice::from_ref(report), &[]);
        let log = serde_json::from_str(&log).expect("JSON");
        assert_eq!(by_sarif(&log), less(&all, |said| said.file = uri(name)), "{name}");

        let commands = strata_emit::github(report);
        let told = less(&all, |said| {
            said.bytes = None;
            // What people read has lines of its own, and only those.
            said.message = escaped(&said.message);
            said.help = said.help.as_deref().map(escaped);
            said.related.iter_mut().for_each(|(_, label)| *label = escaped(label));
            said.fix.iter_mut().for_each(|(.., text)| *text = escaped(text));
        });
        assert_eq!(by_github(&commands), told, "{name}");

        let (short, human) =
            (strata_emit::short(report), strata_emit::human(report, false));
        let drawn: Vec<_> = human.split("\n\n").collect();
        for (said, (line, drawn)) in told.iter().zip(short.lines().zip(drawn)) {
            assert_short(said, line);
            assert_human(said, drawn, report.source());
        }
        if report.more() > 0 {
            let more = format!("and {} more", report.more());
            for form in [short, human, commands, log["runs"][0].to_string()] {
                assert!(form.contains(&more), "{name}: {form}");
            }
        }
    }
    assert!(findings > 400 && related > 20, "{findings} findings, {related} related");
}

fn escaped(text: &str) -> String {
    let hidden = |found: char| found.is_control() || found == '\u{feff}';
    text.chars().fold(String::new(), |mut text, found| {
        if hidden(found) {
            text.extend(found.escape_default());
        } else {
            text.push(found);
        };
        text
    })
}

#[track_caller]
fn assert_short(said: &Said, line: &str) {
    let (at, column) = said.start;
    let Said { file, severity, rule, message, .. } = said;
    let help = said.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    let mark = if said.fix.is_empty() { "" } else { " [*]" };
    let expected =
        format!("{file}:{at}:{column}: {severity}[{rule}]: {message}{help}{mark}");
    assert_eq!(line, expected);
}

#[track_caller]
fn assert_human(said: &Said, drawn: &str, source: &str) {
    let (at, column) = said.start;
    let Said { file, severity, rule, message, .. } = said;
    let mark = if said.fix.is_empty() { "" } else { " [*]" };
    let mut parts = vec![
        format!("{severity}[{rule}]: {message}{mark}\n"),
        format!("--> {file}:{at}:{column}\n"),
    ];
    parts.extend(said.help.as_ref().map(|help| format!("help: {help}")));
    parts.extend(said.related.iter().map(|(_, label)| label.clone()));
    // Each line of a text that comes is a line of its patch, but for those of several
    // that stay as they are.
    for (.., text) in &said.fix {
        let lines: Vec<_> = text.split("\\n").map(str::trim).collect();
        let stays =
            |line: &str| lines.len() > 1 && source.lines().any(|old| old.trim() == line);
        parts.extend(lines.iter().filter(|it| !stays(it)).map(|&it| it.to_owned()));
    }
    for part in parts {
        assert!(drawn.contains(&part), "no {part:?} in\n{drawn}");
    }
}

#[test]
fn bytes_are_those_of_the_file() {
    let mut looked = 0;
    for Judged { bytes, report, .. } in JUDGED.iter() {
        let ends = by_library(report).into_iter().filter_map(|said| said.bytes);
        assert!(
            ends.map(|(_, end)| end).all(|end| end <= bytes.len()),
            "{}",
            report.name()
        );
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if report.source().is_empty() {
            continue;
        }
        // A mark is bytes of the file, and no column of its first line.
        let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        assert_eq!(&text[mark..], report.source());
        for (said, located) in by_library(report).iter().zip(report.findings()) {
            looked += 1;
            let (start, end) = said.bytes.expect("bytes");
            let region = located.region();
            assert_eq!(text[start..end], report.source()[region.bytes.clone()]);
            assert_eq!(said::at(&text[mark..], start - mark), said.start);
            assert_eq!(said.start, (region.start.line, region.start.column));
            assert_eq!(said.end, (region.end.line, region.end.column));
        }
    }
    assert!(looked > 350, "only {looked} findings");
}

#[test]
fn the_forms_for_programs_keep_their_schemas() {
    let mut files = Vec::new();
    for Judged { report, .. } in JUDGED.iter() {
        let log = strata_emit::sarif(std::slice::from_ref(report), &[]);
        assert_valid(&SARIF, &serde_json::from_str(&log).expect("JSON"), report.name());
        files.push(serde_json::from_str(&strata_emit::json(report)).expect("JSON"));
    }
    assert_valid(&FINDINGS, &Value::Array(files), "all");
    assert_valid(&FINDINGS, &json!([]), "none");
}

#[test]
fn a_schema_that_is_not_kept_is_noticed() {
    let report = judge("a.yaml", "titel: x\n").report;
    let log: Value =
        serde_json::from_str(&strata_emit::sarif(std::slice::from_ref(&report), &[]))
            .expect("JSON");
    let file: Value = serde_json::from_str(&strata_emit::json(&report)).expect("JSON");
    let list = json!([file]);
    let damage = |value: &Value, pointer: &str, new: Value| {
        let mut value = value.clone();
        *value.pointer_mut(pointer).expect(pointer) = new;
        value
    };
    for (pointer, new) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/columnKind", json!("characters")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!({ "txt": "x" })),
        ("/runs/0/artifacts/0/location/uri", json!("a b")),
        ("/runs/0/tool/driver", json!({})),
    ] {
        assert!(!SARIF.is_valid(&damage(&log, pointer, new)), "{pointer}");
    }
    for (pointer, new) in [
        ("/0/version", json!("2")),
        ("/0/findings/0/line", json!(0)),
        ("/0/findings/0/severity", json!("fatal")),
        ("/0/findings/0/fix", json!({ "safety": "safe", "edits": [] })),
        ("/0/findings/0/other", json!(1)),
    ] {
        let mut list = list.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        list.pointer_mut(parent).expect(parent)[key] = new;
        assert!(!FINDINGS.is_valid(&list), "{pointer}");
    }
}

#[test]
fn one_log_holds_all_files_all_rules_and_what_was_not_read() {
    let reports: Vec<_> = JUDGED.iter().map(|judged| judged.report.clone()).collect();
    let unread =
        [strata_emit::Unread { name: "gone {0}.yaml", reason: "cannot read {0}" }];
    let log: Value =
        serde_json::from_str(&strata_emit::sarif(&reports, &unread)).expect("JSON");
    assert_valid(&SARIF, &log, "all");
    let [run] = log["runs"].as_array().expect("runs").as_slice() else { panic!("runs") };
    assert_eq!(run["artifacts"].as_array().map(Vec::len), Some(reports.len()));
    let findings: usize = reports.iter().map(|report| report.findings().len()).sum();
    assert_eq!(by_sarif(&log).len(), findings);

    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let listed: Vec<_> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(listed, codes());
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[key]["text"].as_str().unwrap_or_default().is_empty(), "{rule}");
        }
    }

    let run = &log["runs"][0]["invocations"][0];
    assert_eq!(run["executionSuccessful"], false);
    let told = &run["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "cannot read {{0}}");
    let uri = &told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "gone%20%7B0%7D.yaml");

    let log: Value = serde_json::from_str(&strata_emit::sarif(&[], &[])).expect("JSON");
    assert_valid(&SARIF, &log, "none");
    assert_eq!(log["runs"][0]["results"], json!([]));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

/// Two hundred findings on all of a file are not two hundred copies of it.
#[test]
fn a_log_stays_in_proportion_to_its_file() {
    for Judged { bytes, report } in JUDGED.iter() {
        let empty = strata_emit::sarif(&[], &[]).len();
        let log = strata_emit::sarif(std::slice::from_ref(report), &[]).len() - empty;
        let most = 4000 * (report.findings().len() + 1);
        assert!(log < most, "{}: {log} for {} bytes", report.name(), bytes.len());
    }
}
