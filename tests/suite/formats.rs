//! One tree for three languages: the same brief gives the same findings, whether it is
//! written as YAML, as JSON or as TOML.

use serde_json::Value;
use strata_check::{Format, Input, Limits, check};

use crate::agree::damage::{Damage, prune};
use crate::data::{AMAZON, NVIDIA, accepted};
use crate::write::{Dice, json, toml, yaml};

/// Documents of a run: some ten seconds without optimisation.
const DOCUMENTS: u64 = 1_500;

/// What is said of a text, whatever its order: code, place and words.
fn findings(text: &str, format: Format) -> Vec<String> {
    let (name, limits) = ("brief", Limits::default());
    let report = match check(&Input { name, bytes: text.as_bytes(), format, limits }) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    };
    let said = report.findings().iter().map(|one| {
        let finding = one.finding();
        let path = finding.path().map(ToString::to_string).unwrap_or_default();
        // In YAML a bracket may have been meant as a letter.
        let message = finding
            .message()
            .replace("a text, but `{` begins a map", "a text, not a map");
        let message =
            message.replace("a text, but `[` begins a list", "one text, not a list");
        match finding.rule().code {
            // Of two keys, the second is one too many: their order is that of the file.
            "S009" => format!("S009 {path}"),
            code => format!("{code} {path} {message}"),
        }
    });
    let mut said: Vec<String> =
        said.chain([format!("and {} more", report.more())]).collect();
    said.sort();
    said
}

#[test]
fn the_same_brief_gives_the_same_findings() {
    let damage = Damage::of(&strata_model::schema());
    let briefs = [AMAZON, NVIDIA].map(|text| {
        let canonical = accepted("brief", text, Format::Yaml).canonical().expect("JSON");
        serde_json::from_slice::<Value>(&canonical).expect("canonical JSON")
    });
    let (mut compared, mut of_lints) = (0, 0);
    let mut wrong = Vec::new();
    for number in 0..DOCUMENTS {
        let dice = &mut Dice::of(number);
        let mut document = dice.one_of(&briefs).clone();
        prune(&mut document, dice);
        for _ in 0..dice.roll(3) {
            damage.strike(&mut document, dice);
        }
        if document == Value::Object(serde_json::Map::new()) {
            // In TOML that is an empty file.
            continue;
        }
        // TOML has no null, and its root is always a map.
        let Some(toml) = toml(&document, dice) else { continue };
        let expected = findings(&json(&document, dice), Format::Json);
        compared += 1;
        of_lints += usize::from(expected.iter().any(|one| one.starts_with('L')));
        for (text, format) in
            [(yaml(&document, dice), Format::Yaml), (toml, Format::Toml)]
        {
            let found = findings(&text, format);
            if found != expected {
                wrong.push(format!("{number} as {format:?}:\n{found:#?}\n{expected:#?}"));
            }
        }
    }
    println!("{compared} documents in three languages, {of_lints} of them with lints");
    assert!(compared > 1_000 && of_lints > 300, "{compared} and {of_lints}");
    let shown: Vec<&str> = wrong.iter().take(4).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), shown.join("\n"));
}
