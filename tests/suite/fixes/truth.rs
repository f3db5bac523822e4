//! Fixes do not lie: what a true brief prints, it prints after all fixes, and whatever is
//! mended safely says the same numbers as before.

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regex::Regex;
use serde_json::Value;
use strata_check::{Fixed, Format, Input, Limits, Report, Safety, fix, read};
use strata_model::Decimal;

use crate::data::{AMAZON, NVIDIA};
use crate::mistakes;
use crate::write::Dice;

/// How often each amount is printed.
type Amounts = BTreeMap<Decimal, usize>;

/// What is in a brief that no fix may lose.
struct Told {
    amounts: Amounts,
    /// The ids of its figures and sources.
    evidence: Vec<String>,
}

fn input(text: &str, format: Format) -> Input<'_> {
    Input { name: "brief", bytes: text.as_bytes(), format, limits: Limits::default() }
}

/// What a text says, if it has the form of a brief.
fn told(text: &str, format: Format) -> Option<Told> {
    let brief = serde_json::to_value(read(&input(text, format)).ok()?).expect("JSON");
    let mut texts = String::new();
    fill(&brief, &brief["figures"], &mut texts);
    let ids = ["figures", "sources"].map(|key| brief[key].as_object().cloned());
    let evidence =
        ids.into_iter().flatten().flat_map(|map| map.keys().cloned().collect::<Vec<_>>());
    Some(Told { amounts: amounts(&texts), evidence: evidence.collect() })
}

/// All texts of a brief, references filled in.
fn fill(value: &Value, figures: &Value, texts: &mut String) {
    match value {
        Value::String(text) => {
            let reference =
                Regex::new(r"\{([a-z0-9-]+)(?:\.([a-z]+))?\}").expect("a pattern");
            let filled = reference.replace_all(text, |found: &regex::Captures<'_>| {
                let key = match found.get(2).map_or("value", |part| part.as_str()) {
                    "rise" | "fall" => "change",
                    part => part,
                };
                figures[&found[1]][key].as_str().unwrap_or("").to_owned()
            });
            texts.push_str(&filled);
            texts.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| fill(item, figures, texts)),
        Value::Object(map) => map.values().for_each(|item| fill(item, figures, texts)),
        _ => {}
    }
}

fn amounts(texts: &str) -> Amounts {
    let number = Regex::new(
        r"(\d[\d,]*(?:\.\d+)?) ?(?:(K|thousand)|(M|million)|(B|billion)|(T|trillion))?\b",
    )
    .expect("a pattern");
    let mut amounts = Amounts::new();
    for found in number.captures_iter(texts) {
        let Ok(digits) = found[1].replace(',', "").parse::<Decimal>() else { continue };
        let scale = (2..=5).find(|group| found.get(*group).is_some());
        let factor = scale.map_or(1, |group| 1_000_i64.pow(group as u32 - 1));
        if let Some(amount) = digits.checked_mul(factor.into()) {
            *amounts.entry(amount.normalize()).or_default() += 1;
        }
    }
    amounts
}

/// The amounts that are there less often than before.
fn lost(before: &Amounts, after: &Amounts) -> Vec<Decimal> {
    let fewer = |(amount, count): &(&Decimal, &usize)| {
        after.get(amount).is_none_or(|there| there < count)
    };
    before.iter().filter(fewer).map(|(amount, _)| *amount).collect()
}

fn report(mended: &Fixed) -> &Report {
    match &mended.judged {
        Ok(checked) => checked.report(),
        Err(report) => report,
    }
}

fn counts(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for located in report.findings() {
        *counts.entry(located.finding().rule().code).or_default() += 1;
    }
    counts
}

/// A second run finds nothing to fix and says nothing new.
fn at_rest(text: &str, format: Format, most: Safety) -> Fixed {
    let once = fix(&input(text, format), most);
    let again = fix(&input(&once.text, format), most);
    assert_eq!((again.fixes, &again.text), (0, &once.text), "mended twice:\n{text}");
    assert_eq!(counts(report(&again)), counts(report(&once)), "{text}");
    once
}

/// Mends a true text and asserts that it says what it said.
fn stays_true(text: &str, format: Format, most: Safety) -> Fixed {
    let before = told(text, format).expect("a brief");
    let mended = at_rest(text, format, most);
    let after = told(&mended.text, format).expect("still a brief");
    assert_eq!(lost(&before.amounts, &after.amounts), [], "{most} lost\n{}", mended.text);
    assert_eq!(
        lost(&after.amounts, &before.amounts),
        [],
        "{most} added\n{}",
        mended.text
    );
    assert_eq!(before.evidence, after.evidence, "{most} took\n{text}");
    mended
}

#[test]
fn the_shipped_briefs_stay_as_they_are() {
    for text in [AMAZON, NVIDIA] {
        for most in [Safety::Safe, Safety::Unsafe] {
            assert_eq!(stays_true(text, Format::Yaml, most).text, text);
        }
    }
}

/// Mistakes in writing alone: the brief that they were made in says what was meant.
const WRITING: [&str; 3] =
    ["period run together", "date in another order", "magnitude in words"];

#[test]
fn mistakes_are_mended_without_a_lost_number_figure_or_source() {
    let whole = told(NVIDIA, Format::Yaml).expect("a brief");
    let (writing, others): (Vec<_>, Vec<_>) = mistakes::shuffled(&mut Dice::of(5))
        .into_iter()
        .partition(|mistake| WRITING.contains(&mistake.class));
    let mut mended = 0;
    for mistake in writing.iter().take(6).chain(others.iter().take(8)) {
        let (text, format) = (mistake.text.as_str(), mistake.format);
        let written = told(text, format);
        let meant = WRITING.contains(&mistake.class).then_some(&whole);
        for most in [Safety::Safe, Safety::Unsafe] {
            let after = at_rest(text, format, most);
            mended += after.fixes;
            let after = told(&after.text, format);
            let (Some(before), Some(after)) = (meant.or(written.as_ref()), after) else {
                continue;
            };
            let kept = before.evidence.iter().all(|id| after.evidence.contains(id));
            assert!(kept, "{} in {}", mistake.class, mistake.place);
            if most == Safety::Safe {
                let lost = lost(&before.amounts, &after.amounts);
                assert_eq!(lost, [], "{} in {}", mistake.class, mistake.place);
            }
        }
    }
    assert!(mended > 2, "only {mended} of them were mended");
}

/// Labels that share words, so that a number alone or a word alone decides nothing.
const LABELS: [&str; 6] = [
    "Total revenue",
    "Cloud revenue",
    "Cost of revenue",
    "Share buy-backs",
    "Bakery staff",
    "Capital spending",
];

/// Who else may be said to have the number of a figure.
const OTHERS: [&str; 4] = ["AWS", "The rival", "Wages", "Cloud"];

/// A true brief with its numbers typed into prose: of each figure its change, about itself
/// or somebody else.
fn true_brief() -> impl Strategy<Value = String> {
    let figure = (0..LABELS.len(), 11_u32..990, 1_u32..60, 0..OTHERS.len() * 2);
    proptest::collection::vec(figure, 1..6).prop_map(|figures| {
        let (mut data, mut prose) = (String::new(), String::new());
        for (at, (label, value, change, who)) in figures.iter().enumerate() {
            let label = LABELS[*label];
            data.push_str(&format!(
                "  f{at}: {{label: {label}, value: $9{value}.{at}M, change: +{change}.{at}% yoy, \
                 period: FY 2024, source: report}}\n"
            ));
            let who = OTHERS.get(*who).copied().unwrap_or(label);
            prose.push_str(&format!("    - {who} grew {change}.{at}%.\n"));
            prose.push_str(&format!("    - \"{label}: $9{value}.{at} million.\"\n"));
        }
        format!(
            "strata: \"1\"\ntitle: Test\nas-of: 2025-10-31\nsubject: {{name: Example plc, \
             fiscal-year: calendar}}\nsources:\n  report: {{title: Report, tier: issuer}}\n  \
             other: {{title: Other, tier: issuer}}\nfigures:\n{data}thesis: [{{id: main, kind: \
             observation, text: It grew.}}]\nverdict:\n  text:\n{prose}"
        )
    })
}

/// The words that a reference stands for must be said where it stands.
fn names_its_figures(text: &str, after: &str) {
    let reference = Regex::new(r"\{f(\d)(?:\.[a-z]+)?\}").expect("a pattern");
    let labels: Vec<&str> = Regex::new(r"label: ([^,]+),")
        .expect("a pattern")
        .captures_iter(text)
        .map(|found| found.get(1).map_or("", |label| label.as_str()))
        .collect();
    for line in after.lines() {
        for found in reference.captures_iter(line) {
            let label = labels[found[1].parse::<usize>().expect("a digit")];
            let mut words = label.split(' ').filter(|word| *word != "of");
            assert!(words.any(|word| line.contains(word)), "{line}: {label}\n{text}");
        }
    }
}

#[test]
fn a_true_text_stays_true() {
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let fixes = Cell::new(0);
    let outcome = TestRunner::new_with_rng(config, rng).run(&true_brief(), |text| {
        for most in [Safety::Safe, Safety::Unsafe] {
            let mended = stays_true(&text, Format::Yaml, most);
            names_its_figures(&text, &mended.text);
            fixes.set(fixes.get() + mended.fixes);
        }
        Ok(())
    });
    assert_eq!(outcome, Ok(()));
    assert!(fixes.get() > 20, "only {} fixes", fixes.get());
}
