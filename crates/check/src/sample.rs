//! Briefs for the tests of this crate.

use crate::{Format, Input, Limits, Located, Report, check_strictly};

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
