//! Fixes: each mends what it is offered for, and nothing else in the file is touched.

mod rules;
mod truth;
mod words;

use std::fmt::Write as _;

use strata_check::{Edit, Finding, Fix, Format, Input, Report, Safety, fix};

use crate::cases::{Case, cases, report};
use crate::data::{AMAZON, NVIDIA};
use crate::write::Dice;

/// The text after the edits of one fix.
fn applied(report: &Report, fix: &Fix) -> String {
    let mut text = report.source().to_owned();
    for Edit { bytes, text: new } in fix.edits().iter().rev() {
        text.replace_range(bytes.clone(), new);
    }
    text
}

fn said(report: &Report) -> Vec<(&'static str, &str)> {
    let finding = |finding: &'_ Finding| finding.rule().code;
    let all = report.findings().iter().map(strata_check::Located::finding);
    all.map(|one| (finding(one), one.message())).collect()
}

/// Comments of YAML and TOML: enough for the cases, in which no text has ` #` in it.
fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            let at = if line.trim_start().starts_with('#') {
                line.find('#')
            } else {
                line.find(" # ")
            };
            line.get(at?..)
        })
        .collect();
    comments.sort_unstable();
    comments
}

/// Which mistakes can be mended, how, and into what: to be read like a diff.
#[test]
fn what_is_offered_for_each_case() {
    let mut table = String::new();
    for case in cases() {
        let report = case.report();
        for located in report.findings() {
            let Some(fix) = located.fix() else { continue };
            let safety = if fix.safety() == Safety::Safe { "safe  " } else { "unsafe" };
            let _ = write!(table, "{safety} {}:", case.name);
            for Edit { bytes, text } in fix.edits() {
                let old = report.source().get(bytes.clone()).unwrap_or("?");
                let _ = write!(table, " {old:?} -> {text:?}");
            }
            table.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("fixes", table);
    });
}

/// The judge has tried every fix before; here it is tried by somebody else.
#[test]
fn a_fix_mends_its_finding() {
    let mut tried = 0;
    for case in cases() {
        let before = case.report();
        for located in before.findings() {
            let Some(fix) = located.fix() else { continue };
            let text = applied(&before, fix);
            let after = report(&Input { bytes: text.as_bytes(), ..case.input() });
            let finding = located.finding();
            let gone = (finding.rule().code, finding.message());
            assert!(!said(&after).contains(&gone), "{}: {gone:?} stays", case.name);
            tried += 1;
        }
    }
    assert!(tried > 40, "only {tried} fixes were offered");
}

#[test]
fn mending_ends_and_loses_no_comment() {
    for case in cases() {
        mended(&case);
    }
}

/// Briefs with letters lost, doubled and exchanged: whatever is offered for them, applying
/// it ends, leaves no more errors than there were, and keeps what authors said to one
/// another.
#[test]
fn damaged_briefs_are_mended_or_left_alone() {
    let mut fixes = 0;
    for number in 0..60 {
        let dice = &mut Dice::of(number);
        let mut text: Vec<char> = dice.one_of(&[AMAZON, NVIDIA]).chars().collect();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(text.len() - 1);
            match dice.roll(3) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, text[at]),
                _ => text.swap(at, at + 1),
            }
        }
        let bytes = text.into_iter().collect::<String>().into_bytes();
        fixes += mended(&Case { name: format!("P000-damaged-{number}.yaml"), bytes });
    }
    assert!(fixes > 10, "only {fixes} fixes");
}

fn mended(case: &Case) -> usize {
    let before = case.report();
    let once = fix(&case.input(), Safety::Unsafe);
    let after = match &once.judged {
        Ok(checked) => checked.report(),
        Err(report) => report,
    };
    let input = Input { bytes: once.text.as_bytes(), ..case.input() };
    if once.fixes > 0 {
        assert_eq!(&report(&input), after, "{}: the text is what was judged", case.name);
        let again = fix(&input, Safety::Unsafe);
        assert_eq!(again.fixes, 0, "{}: mended at once, not twice", case.name);
    }
    // A fix may bring to light what could not be seen; it never breaks what was whole.
    assert!(before.has_errors() || !after.has_errors(), "{}", case.name);
    if Format::of_name(&case.name) == Some(Format::Yaml) {
        let new = comments(&once.text);
        for comment in comments(before.source()) {
            // One that was the rest of a text has a quote behind it now.
            let is_kept = new.iter().any(|one| one.starts_with(comment));
            assert!(is_kept, "{}: `{comment}` is lost", case.name);
        }
    }
    once.fixes
}
