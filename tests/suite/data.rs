//! The shipped briefs: clean, the same in three languages, and all that the seed says.

use std::collections::BTreeMap;

use serde_json::Value;
use strata_check::{Checked, Format, Input, Limits, Severity, check};
use strata_view::attached::{DATA, digest};
use strata_view::design::Design;
use strata_view::sheet::Paper;
use strata_view::{View, view};

use crate::write::{Dice, json, toml, yaml};

pub(crate) const AMAZON: &str = include_str!("../../data/amazon-2025q3.yaml");
pub(crate) const NVIDIA: &str = include_str!("../../data/nvidia-2026q3.yaml");
pub(crate) const LINE: &str = include_str!("../../data/example-line-2025q3.yaml");
pub(crate) const STORES: &str = include_str!("../../data/example-stores-2025q4.yaml");
const SHIPPED: [(&str, &str); 4] =
    [("amazon", AMAZON), ("nvidia", NVIDIA), ("line", LINE), ("stores", STORES)];

/// The text of which the Amazon brief is the finished form.
const SEED: &str = include_str!("../cases/amazon-seed.txt");

/// A brief that must be accepted.
pub(crate) fn accepted(name: &str, text: &str, format: Format) -> Checked {
    let limits = Limits::default();
    match check(&Input { name, bytes: text.as_bytes(), format, limits }) {
        Ok(checked) => checked,
        Err(report) => panic!("{}", strata_emit::human(&report, false)),
    }
}

/// What stands on the pages of a brief that is printed alone.
pub(crate) fn viewed(brief: &Checked, paper: Paper) -> View {
    view(
        brief.brief(),
        &Design { paper, ..Design::default() },
        DATA,
        &digest(&brief.canonical().expect("JSON")),
    )
}

/// The canonical form of a shipped brief as a value.
fn value(name: &str, text: &str) -> Value {
    let checked = accepted(name, text, Format::Yaml);
    serde_json::from_slice(&checked.canonical().expect("JSON")).expect("canonical JSON")
}

#[test]
fn the_shipped_briefs_raise_nothing() {
    for (name, text) in SHIPPED {
        let checked = accepted(name, text, Format::Yaml);
        let report = checked.report();
        let worse =
            report.findings().iter().any(|one| one.finding().severity() < Severity::Note);
        assert!(!worse, "{}", strata_emit::human(report, false));
    }
}

#[test]
fn language_and_order_mean_nothing() {
    for (name, text) in SHIPPED {
        let original = accepted(name, text, Format::Yaml);
        let value = value(name, text);
        let canonical =
            String::from_utf8(original.canonical().expect("JSON")).expect("UTF-8");
        for seed in 0..4 {
            let dice = &mut Dice::of(seed);
            let toml = toml(&value, dice).expect("no null in a brief");
            for (format, text) in [
                (Format::Yaml, yaml(&value, dice)),
                (Format::Json, json(&value, dice)),
                (Format::Toml, toml),
            ] {
                let checked = accepted(name, &text, format);
                assert_eq!(checked.brief(), original.brief(), "{name} as {format:?}");
                let again =
                    String::from_utf8(checked.canonical().expect("JSON")).expect("UTF-8");
                assert_eq!(again, canonical, "{name} as {format:?}");
            }
        }
    }
}

#[test]
fn the_canonical_form_is_its_own() {
    for (name, text) in SHIPPED {
        let canonical = accepted(name, text, Format::Yaml).canonical().expect("JSON");
        let text = String::from_utf8(canonical).expect("UTF-8");
        assert!(text.ends_with("}\n") && !text.contains('\r'), "{name}");
        let again = accepted(name, &text, Format::Json);
        assert_eq!(
            String::from_utf8(again.canonical().expect("JSON")).expect("UTF-8"),
            text,
            "{name}"
        );
        let audited = strata_check::audit(again.brief().clone()).expect(name);
        assert_eq!(
            String::from_utf8(audited.canonical().expect("JSON")).expect("UTF-8"),
            text,
            "{name}"
        );
    }
}

/// Lines of the seed whose words were corrected, or that became data: where they are now,
/// and the words that must stand there.
const CORRECTED: [(&str, &str, &[&str]); 14] = [
    (
        "- Revenue: $180.2B (+13 percent)",
        "/figures/revenue",
        &["Revenue", "$180.2B", "+13%"],
    ),
    (
        "- AWS: $33.0B (+20 percent, fastest since 2022)",
        "/figures/aws",
        &["AWS", "$33.0B", "+20%", "fastest since 2022"],
    ),
    (
        "- CapEx: $115.9B TTM (+78 percent YoY)",
        "/figures/capex",
        &["CapEx", "$115.9B", "TTM Q3 2025", "+78% yoy"],
    ),
    (
        "- Free Cash Flow: $14.8B (down, due to capex cycle)",
        "/figures/free-cash-flow",
        &["Free cash flow", "$14.8B", "down yoy", "Down, due to capex cycle"],
    ),
    // More than 3.8, says the source.
    (
        "- Added 3.8 gigawatts of power in 12 months",
        "/figures/power",
        &[
            "Power added",
            "3.8 GW",
            "more-than",
            "Gigawatts of power",
            "added in 12 months",
        ],
    ),
    (
        "Layer 1: Infrastructure",
        "/sections/1/blocks/0/stack/layers/0",
        &["Infrastructure"],
    ),
    (
        "Layer 2: Applied AI Tools",
        "/sections/1/blocks/0/stack/layers/1",
        &["Applied AI tools"],
    ),
    ("Layer 3: Consumer AI", "/sections/1/blocks/0/stack/layers/2", &["Consumer AI"]),
    (
        "- Quick Suite: months to days",
        "/figures/quick-suite",
        &["Quick Suite", "months", "days"],
    ),
    // A run rate is not recurring revenue.
    (
        "- Connect: $1B ARR, 12B minutes handled",
        "/sections/1/blocks/0/stack/layers/1/items",
        &["Connect", "$1B annualized revenue run rate, 12B minutes handled by AI"],
    ),
    // More likely to complete a purchase, which is not 60% more purchases.
    (
        "- Rufus: 250M customers, 60 percent higher purchase completion",
        "/sections/1/blocks/0/stack/layers/2/items",
        &["Rufus", "250M customers", "higher purchase completion", "60% more likely"],
    ),
    // Twelve months that are no fiscal year.
    (
        "- $115.9B annual capex creates moat",
        "/sections/2/blocks/0/advantage/mechanisms",
        &["$115.9B of trailing-twelve-month capex creates a moat"],
    ),
    (
        "- Model-agnostic revenue streams: AWS wins regardless of model winner",
        "/sections/2/blocks/0/advantage/mechanisms",
        &["Model-agnostic revenue streams", "AWS wins regardless of model winner"],
    ),
    // The head is the page's own word for the key `mechanisms`.
    ("Mechanisms:", "/sections/2", &["mechanisms"]),
];

#[test]
fn every_statement_of_the_seed_is_in_the_amazon_brief() {
    let brief = value("amazon", AMAZON);
    let whole = printed(&brief, &brief);
    let mut used = [false; CORRECTED.len()];
    // What the seed says three times is there three times.
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut lost = Vec::new();
    for line in SEED.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let corrected = CORRECTED.iter().position(|(seed, ..)| *seed == line);
        let (text, words): (_, Vec<String>) = match corrected {
            Some(at) => {
                used[at] = true;
                let (_, place, words) = CORRECTED[at];
                let part = brief.pointer(place).unwrap_or(&Value::Null);
                (&printed(part, &brief), words.iter().map(|words| fold(words)).collect())
            }
            None => (&whole, statements(line)),
        };
        let missing = words.iter().filter(|words| {
            let times = times.entry((*words).clone()).or_default();
            *times += usize::from(corrected.is_none());
            text.matches(words.as_str()).count() < (*times).max(1)
        });
        lost.extend(missing.map(|words| format!("{line}\n    has lost: {words}")));
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    for ((line, ..), used) in CORRECTED.iter().zip(used) {
        assert!(used, "no line of the seed is `{line}`");
    }
}

/// The sentences of a line, and of an item its name and its content.
fn statements(line: &str) -> Vec<String> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let numbered =
        line.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
    let line = numbered.map_or(line, |(_, head)| head);
    let parts = line.split(". ").flat_map(|sentence| match sentence.split_once(": ") {
        Some((name, content)) if name.len() < 30 => vec![name, content],
        _ => vec![sentence],
    });
    parts.map(fold).collect()
}

/// The texts of a part of a brief, one a line, with the figures in their places.
fn printed(part: &Value, brief: &Value) -> String {
    let mut texts = Vec::new();
    leaves(part, &mut texts);
    let figures = brief["figures"].as_object();
    let mut text = fold(&texts.join("\n"));
    for (id, figure) in figures.into_iter().flatten() {
        let level = figure["value"].as_str().or(figure["magnitude"].as_str());
        let change =
            figure["change"].as_str().and_then(|change| change.split(' ').next());
        let change = change.unwrap_or_default();
        for (part, shown) in [
            ("", level.unwrap_or_default()),
            (".rise", change.trim_start_matches('+')),
            (".fall", change.trim_start_matches('-')),
            (".change", change),
            (".prior", figure["prior"].as_str().unwrap_or_default()),
        ] {
            text = text.replace(&format!("{{{id}{part}}}"), &fold(shown));
        }
    }
    text
}

fn leaves<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        Value::Object(map) => {
            for (key, value) in map {
                texts.push(key);
                leaves(value, texts);
            }
        }
        _ => {}
    }
}

/// Letters of one case, straight quotes, `percent` as a sign, no full stop at the end.
fn fold(text: &str) -> String {
    let text = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace('–', "-");
    let text = text.replace(" percent", "%").to_lowercase();
    text.trim().trim_end_matches(['.', ':']).to_owned()
}
