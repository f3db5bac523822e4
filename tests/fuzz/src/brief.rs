//! A brief: the judge, its fixes, and the layout.

use std::collections::BTreeMap;

use strata_check::{
    Checked, Fixed, Format, Input, Limits, Located, Phase, Report, Rule, Safety,
    Severity, check, check_strictly, fix, format,
};
use strata_model::Brief;

/// The most of the text that is judged: a trial of all fixes reads it some dozen times.
pub const BYTES: usize = 16 << 10;

/// The first byte chooses the language, the others are the brief.
pub fn holds(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = match first % 4 {
        0 => Format::Json,
        1 => Format::Toml,
        _ => Format::Yaml,
    };
    let limits = Limits { bytes: BYTES, ..Limits::default() };
    let input = Input { name: "brief", bytes, format, limits };
    let judged = check_strictly(&input);
    let found = report(&judged);
    places(found);
    let of =
        |rule: &Rule| found.findings().iter().any(|one| one.finding().rule() == rule);
    let disagreement = strata_check::rule("S999").expect("the rule has its code");
    assert!(!of(disagreement), "reader and schema disagree: {found:?}");
    let again = check(&input);
    assert_eq!(told(found), told(report(&again)), "the same brief is judged in two ways");
    for most in [Safety::Safe, Safety::Unsafe] {
        mended(&input, &judged, &fix(&input, most), most);
    }
    if let Ok(checked) = &judged {
        canonical(checked, &input);
    }
}

fn report(judged: &Result<Checked, Report>) -> &Report {
    match judged {
        Ok(checked) => checked.report(),
        Err(report) => report,
    }
}

/// What is said, where, and how it is mended.
fn told(report: &Report) -> Vec<String> {
    let findings = report.findings().iter();
    findings
        .map(|one| format!("{:?} {:?} {:?}", one.region(), one.finding(), one.fix()))
        .collect()
}

/// Every finding and every edit of a fix lies in the text.
fn places(report: &Report) {
    let text = report.source();
    for one in report.findings() {
        let bytes = one.region().bytes.clone();
        assert!(text.get(bytes).is_some(), "no place: {one:?}");
        assert!(!one.finding().message().is_empty());
        for edit in one.fix().iter().flat_map(|fix| fix.edits()) {
            assert!(text.get(edit.bytes.clone()).is_some(), "mends nothing: {one:?}");
        }
    }
}

/// A fix makes no new error, and what is mended has nothing left to mend.
fn mended(
    input: &Input<'_>,
    before: &Result<Checked, Report>,
    fixed: &Fixed,
    most: Safety,
) {
    let after = report(&fixed.judged);
    places(after);
    if fixed.fixes == 0 {
        return;
    }
    assert!(before.is_err() || fixed.judged.is_ok(), "a fix makes an error: {after:?}");
    let before = report(before);
    let listed = before.more() + after.more() == 0;
    if listed {
        // Where a phase has errors, the later ones see no more than a part.
        let errors_in = before.findings().iter().map(Located::finding);
        let errors_in = errors_in.filter(|it| it.severity() == Severity::Error);
        let whole = errors_in.map(|it| it.rule().phase()).min().unwrap_or(Phase::Rules);
        let (had, left) = (errors(before), errors(after));
        for (rule, count) in left.iter().filter(|(rule, _)| rule.phase() <= whole) {
            let had = had.get(rule).copied().unwrap_or(0);
            assert!(*count <= had, "{most:?} fixes: {rule:?} {count} times: {after:?}");
        }
    }
    let text = fixed.text.as_bytes();
    if most == Safety::Safe
        && let (Ok(one), Ok(other)) =
            (check(input), check(&Input { bytes: text, ..*input }))
    {
        let (one, other) = (one.brief(), other.brief());
        assert_eq!(one.sources, other.sources, "a safe fix changes a source");
        assert_eq!(amounts(one), amounts(other), "a safe fix changes an amount");
    }
}

/// What a brief says that is no word.
fn amounts(brief: &Brief) -> Vec<impl PartialEq + std::fmt::Debug> {
    let figures = brief.figures.iter();
    figures.map(|(id, it)| (id, &it.value, &it.prior, &it.range, &it.history)).collect()
}

/// How many errors there are of each rule.
fn errors(report: &Report) -> BTreeMap<&'static Rule, usize> {
    let mut errors = BTreeMap::new();
    for one in report.findings() {
        if one.finding().severity() == Severity::Error {
            *errors.entry(one.finding().rule()).or_default() += 1;
        }
    }
    errors
}

/// A brief comes back from its canonical form and from its layout as the same.
fn canonical(checked: &Checked, input: &Input<'_>) {
    let text = checked.canonical().expect("a brief is written as JSON");
    let limits = Limits { bytes: usize::MAX, ..input.limits };
    let again = Input { bytes: &text, format: Format::Json, limits, ..*input };
    let Ok(second) = check(&again) else { panic!("the canonical form has an error") };
    assert_eq!(checked.brief(), second.brief());
    assert_eq!(second.canonical().ok().as_ref(), Some(&text));
    let Ok(laid) = format(input) else { panic!("a brief has no layout") };
    let laid = Input { bytes: laid.as_bytes(), limits, ..*input };
    let Ok(third) = check(&laid) else { panic!("the layout of a brief has an error") };
    assert_eq!(checked.brief(), third.brief());
}
