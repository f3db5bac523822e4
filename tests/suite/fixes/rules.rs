//! Fixes of the lints: offered in every language, and right when they are applied.

use serde_json::Value;
use strata_check::{Format, Input, Limits, Report, Safety, check, read, rule};

use crate::write::{Dice, json, toml, yaml};

/// What the bad example of each rule offers: its safety, and what the brief says after it.
const OFFERED: [(&str, Safety, &[&str]); 19] = [
    ("L002", Safety::Unsafe, &["release"]),
    ("L004", Safety::Safe, &[]),
    ("L005/of-two", Safety::Unsafe, &["Interest rates"]),
    ("L024", Safety::Unsafe, &["$180B"]),
    ("L026", Safety::Unsafe, &["+5 pp yoy"]),
    ("L027", Safety::Unsafe, &["up yoy"]),
    ("L031", Safety::Unsafe, &["{capex} trailing-twelve-month capex went into plants."]),
    ("L032", Safety::Unsafe, &["CapEx of {capex} went into plants."]),
    ("L034", Safety::Unsafe, &["Help desk run rate"]),
    ("L036", Safety::Unsafe, &["nearly"]),
    ("L061", Safety::Unsafe, &["$17.0B", "$21.0B"]),
    ("L062", Safety::Unsafe, &["~5%"]),
    ("L070", Safety::Unsafe, &["The margin fell {margin.fall}."]),
    ("L071", Safety::Safe, &["Sales were {sales}."]),
    ("L072", Safety::Unsafe, &["It runs {chips} of them."]),
    // Beyond the examples: what is fixed safely elsewhere.
    ("L002/same", Safety::Safe, &["free-cash-flow"]),
    ("L025", Safety::Safe, &["5B", "+5M yoy"]),
    ("L061/sign", Safety::Unsafe, &["2%"]),
    ("L072/twice", Safety::Safe, &["It has {users}."]),
];

/// Fragments beyond the examples of the rules, by the name in [`OFFERED`].
fn fragment(name: &str) -> String {
    let (code, which) = name.split_once('/').unwrap_or((name, ""));
    match (code, which) {
        ("L002", "same") => "figures:\n  free-cash-flow: {label: A, value: 5%, period: FY 2024}\n\
                             verdict: {text: ['It is {freecashflow.label}.']}\n"
            .to_owned(),
        ("L005", "of-two") => "sections: [{title: Risks, blocks: [{points: {items: [{id: rates}, \
                               {name: Interest rates}]}}]}]\n"
            .to_owned(),
        ("L025", _) => "figures:\n  a: {label: A, value: 5 billion, period: FY 2024, \
                        change: +5 million yoy}\n"
            .to_owned(),
        ("L061", "sign") => {
            "figures:\n  a: {label: A, value: $5B, tolerance: -2%, period: FY 2024}\n".to_owned()
        }
        ("L072", "twice") => "units: {users: people}\nfigures:\n  users: {label: Users, value: \
                              512K users, qualifier: nearly, period: FY 2024}\nverdict: {text: \
                              ['It has nearly {users}.']}\n"
            .to_owned(),
        _ => rule(code).map(|rule| rule.bad.to_owned()).unwrap_or_default(),
    }
}

/// The smallest brief with a fragment added, as a value.
fn brief(fragment: &str) -> Value {
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
    let bytes = text.as_bytes();
    let (format, limits) = (Format::Yaml, Limits::default());
    let read = read(&Input { name: "brief", bytes, format, limits });
    serde_json::to_value(read.expect("the shape of a brief")).expect("a value")
}

fn report(text: &str, format: Format) -> Report {
    let (bytes, limits) = (text.as_bytes(), Limits::default());
    match check(&Input { name: "brief", bytes, format, limits }) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    }
}

#[test]
fn each_fix_is_offered_in_each_language_and_mends() {
    for (name, safety, expected) in OFFERED {
        let code = name.split('/').next().unwrap_or_default();
        let value = brief(&fragment(name));
        let dice = &mut Dice::of(7);
        let texts = [
            (Format::Yaml, yaml(&value, dice)),
            (Format::Json, json(&value, dice)),
            (Format::Toml, toml(&value, dice).expect("no null in a brief")),
        ];
        for (format, text) in texts {
            let mut text = text;
            let mut fixed = 0;
            // One after the other: edits of one would move the places of the next.
            loop {
                let report = report(&text, format);
                let of_code =
                    |one: &&strata_check::Located| one.finding().rule().code == code;
                let Some(finding) = report.findings().iter().find(of_code) else { break };
                let fix = finding.fix();
                let fix = fix.unwrap_or_else(|| {
                    panic!("{name} offers nothing as {format:?}:\n{text}")
                });
                assert_eq!(fix.safety(), safety, "{name} as {format:?}");
                for edit in fix.edits().iter().rev() {
                    text.replace_range(edit.bytes.clone(), &edit.text);
                }
                fixed += 1;
                assert!(fixed < 4, "{name} as {format:?} does not end:\n{text}");
            }
            assert!(fixed > 0, "{name} is no finding as {format:?}");
            for words in expected {
                assert!(
                    text.contains(words),
                    "{name} as {format:?} lacks {words}:\n{text}"
                );
            }
        }
    }
}

/// A number may be equal by chance: it is a figure's only where that is named.
#[test]
fn a_number_that_nothing_names_is_left_alone() {
    let figures = "figures:\n  a: {label: Growth, value: $5B, change: +13% yoy, period: FY 2024}\n  \
                   b: {label: Chips, value: $500B, qualifier: nearly, period: FY 2024}\n";
    for (text, offered) in [
        ("Wages rose 13%.", None),
        ("It paid $5B.", None),
        ("It paid over $500B.", None),
        ("Growth was 13%.", Some(Safety::Unsafe)),
        ("For chips it paid $500B.", Some(Safety::Unsafe)),
    ] {
        let value = brief(&format!("{figures}verdict: {{text: ['{text}']}}\n"));
        let report = report(&yaml(&value, &mut Dice::of(1)), Format::Yaml);
        let found =
            report.findings().iter().find(|one| one.finding().rule().code == "L032");
        let fix = found.expect(text).fix().map(strata_check::Fix::safety);
        assert_eq!(fix, offered, "{text}");
    }
}

/// Rules of which nobody can tell what is wrong: a figure, a source or one of three numbers.
#[test]
fn nothing_true_is_sacrificed() {
    for code in ["L003", "L011", "L021"] {
        let bad = rule(code).expect("a rule").bad;
        let report = report(&yaml(&brief(bad), &mut Dice::of(1)), Format::Yaml);
        let found =
            report.findings().iter().find(|one| one.finding().rule().code == code);
        assert_eq!(found.expect(code).fix(), None, "{code}");
    }
}

/// An entry without its keys was most likely to have them: it is not taken for nothing.
#[test]
fn an_empty_figure_or_source_is_not_removed() {
    let whole = "strata: \"1\"\ntitle: Test\nas-of: 2025-10-31\nsubject: {name: Example plc}\n\
                 thesis: [{id: main, kind: observation, text: It grew.}]\n";
    for lost in
        ["figures:\n  sales:\n", "sources:\n  report:\n", "figures: {sales: null}\n"]
    {
        let report = report(&format!("{whole}{lost}"), Format::Yaml);
        let found =
            report.findings().iter().find(|one| one.finding().rule().code == "S004");
        assert_eq!(found.expect(lost).fix(), None, "{lost}");
    }
}
