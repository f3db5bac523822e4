//! Briefs for the tests of this crate.

use crate::{
    Change, Finding, Format, Input, Limits, Located, Phase, Report, check_strictly,
};

/// The report on the smallest brief with a fragment of YAML added at the top level.
pub(crate) fn report(fragment: &str) -> Report {
    let mut text = String::new();
    for (key, line) in [
        ("strata:", "strata: \"1\"\n"),
        ("title:", "title: Test\n"),
        ("as-of:", "as-of: 2025-10-31\n"),
        ("subject:", "subject: {name: Example plc, fiscal-year: calendar}\n"),
        ("thesis:", "thesis: [{id: main, kind: observation, text: It grew.}]\n"),
    ] {
        if !fragment.lines().any(|line| line.starts_with(key)) {
            text.push_str(line);
        }
    }
    text.push_str(fragment);
    read(&text, Format::Yaml)
}

/// The report on a whole text.
pub(crate) fn read(text: &str, format: Format) -> Report {
    let bytes = text.as_bytes();
    let input = Input { name: "test", bytes, format, limits: Limits::default() };
    match check_strictly(&input) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    }
}

/// The codes of a report.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    report.findings().iter().map(|one| one.finding().rule().code).collect()
}

/// The phases whose rules found something, once for each finding.
pub(crate) fn phases(report: &Report) -> Vec<Phase> {
    report.findings().iter().map(|one| one.finding().rule().phase()).collect()
}

/// The report on the smallest brief with a fragment added that has the shape of one.
pub(crate) fn shaped(fragment: &str) -> Report {
    let report = report(fragment);
    let is_shaped = phases(&report).iter().all(|phase| *phase >= Phase::Rules);
    assert!(is_shaped, "{}", told(&report));
    report
}

/// The messages of one rule about such a brief.
pub(crate) fn messages(fragment: &str, code: &str) -> Vec<String> {
    findings(fragment, code).iter().map(|one| one.message().to_owned()).collect()
}

/// How often one rule speaks of each of some sentences, which are the verdict of a brief with
/// some keys.
pub(crate) fn of_each(keys: &str, code: &str, sentences: &[&str]) -> Vec<usize> {
    let lines = sentences.iter().map(|text| {
        let text = serde_json::to_string(text).expect("a text");
        format!("    - {text}\n")
    });
    let head = format!("{keys}\nverdict:\n  text:\n");
    let first = head.lines().count() + 5;
    let report = report(&(head + &lines.collect::<String>()));
    let own = report.findings().iter().filter(|it| it.finding().rule().code == code);
    let lines: Vec<_> = own.map(|it| it.region().start.line).collect();
    (1..=sentences.len())
        .map(|at| lines.iter().filter(|line| **line == first + at).count())
        .collect()
}

/// The findings of one rule about it.
pub(crate) fn findings(fragment: &str, code: &str) -> Vec<Finding> {
    let report = shaped(fragment);
    let all = report.findings().iter().map(Located::finding);
    all.filter(|finding| finding.rule().code == code).cloned().collect()
}

/// What the findings of one rule propose to write.
pub(crate) fn proposals(fragment: &str, code: &str) -> Vec<String> {
    let changes =
        findings(fragment, code).into_iter().flat_map(|it| it.changes().to_vec());
    let text = |change| match change {
        Change::Write(_, text) => Some(text),
        _ => None,
    };
    changes.filter_map(text).collect()
}

/// Where, what and how bad, one line a finding.
pub(crate) fn told(report: &Report) -> String {
    let line = |one: &Located| {
        let (at, finding) = (one.region().start, one.finding());
        let rule = finding.rule();
        let help = finding.advice().map(|help| format!("; {help}")).unwrap_or_default();
        let mark = if one.fix().is_some() { " [*]" } else { "" };
        format!(
            "{}:{}:{}: {}[{} {}]: {}{help}{mark}\n",
            report.name(),
            at.line,
            at.column,
            finding.severity(),
            rule.code,
            rule.name,
            finding.message(),
        )
    };
    report.findings().iter().map(line).collect()
}
