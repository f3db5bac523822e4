//! A layout changes nothing that is said of a brief, nor does another language.

use strata_check::{
    Format, Input, Limits, Report, Severity, check, convert, format, read,
};

use crate::cases::cases;
use crate::data::{AMAZON, NVIDIA};

const FORMATS: [Format; 3] = [Format::Yaml, Format::Json, Format::Toml];

fn input(bytes: &[u8], format: Format) -> Input<'_> {
    Input { name: "brief", bytes, format, limits: Limits::default() }
}

fn report(bytes: &[u8], format: Format) -> Report {
    match check(&input(bytes, format)) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    }
}

/// What is found, with the path where it has one, in any order.
fn findings(bytes: &[u8], format: Format) -> Vec<String> {
    let report = report(bytes, format);
    let mut found: Vec<String> = report
        .findings()
        .iter()
        .map(|one| {
            let finding = one.finding();
            let path = finding.path().map(ToString::to_string).unwrap_or_default();
            format!("{} {path} {}", finding.rule().code, finding.message())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_case_raises_the_same_findings_once_laid_out() {
    let mut laid_out = 0;
    for case in cases() {
        let language = Format::of_name(&case.name).expect("a known ending");
        let text = match format(&input(&case.bytes, language)) {
            Ok(text) => text,
            Err(report) => {
                let error = report.findings().iter().map(strata_check::Located::finding);
                let mut errors = error.filter(|one| one.severity() == Severity::Error);
                let unread = errors.all(|one| one.rule().code.starts_with('P'));
                assert!(unread, "{}: refused for another reason", case.name);
                continue;
            }
        };
        let before = findings(&case.bytes, language);
        assert_eq!(before, findings(text.as_bytes(), language), "{}\n{text}", case.name);
        let again = format(&input(text.as_bytes(), language)).ok();
        assert_eq!(again.as_ref(), Some(&text), "{}", case.name);
        laid_out += 1;
    }
    assert!(laid_out > 100, "only {laid_out} cases were laid out");
}

#[test]
fn the_briefs_that_ship_are_the_same_in_every_language() {
    for (name, yaml) in [("Amazon", AMAZON), ("NVIDIA", NVIDIA)] {
        let laid_out = format(&input(yaml.as_bytes(), Format::Yaml)).expect(name);
        assert_eq!(laid_out, yaml, "`strata fmt data/*.yaml` lays it out");
        let brief = read(&input(yaml.as_bytes(), Format::Yaml)).expect(name);
        let comments =
            |text: &str| text.matches("# ").count() + text.matches("#:").count();
        let own = comments(yaml);
        for there in FORMATS {
            let one = convert(&input(yaml.as_bytes(), Format::Yaml), there).expect(name);
            assert_eq!(findings(one.text.as_bytes(), there), [""; 0], "{name} {there:?}");
            let lost = if there == Format::Json { own } else { 0 };
            assert_eq!(one.comments_lost, lost, "{name} {there:?}");
            for back in FORMATS {
                let two = convert(&input(one.text.as_bytes(), there), back).expect(name);
                let again = read(&input(two.text.as_bytes(), back)).expect(name);
                assert!(again == brief, "{name} by {there:?} to {back:?}");
                let all = there != Format::Json && back != Format::Json;
                assert!(!all || comments(&two.text) == own, "{name} by {there:?}");
            }
        }
    }
}
