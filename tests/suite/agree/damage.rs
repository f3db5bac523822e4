//! What happens to a document: one thing at one place, as authors and machines do it.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::write::Dice;

/// What documents are damaged with.
pub(crate) struct Damage {
    /// Texts: of the form of some scalar, nearly so, and odd.
    texts: Vec<String>,
    /// Keys: of the schema, nearly so, and odd.
    keys: Vec<String>,
}

/// Texts that no pattern brings about.
const ODD: [&str; 44] = [
    "",
    " ",
    "null",
    "~",
    "true",
    "1",
    "-1.0",
    "0x1F",
    "yes",
    "2025-02-29",
    "2024-02-29",
    "$115.9 billion",
    "+13%",
    "3Q25",
    "TTM",
    "a-",
    "{capex",
    "}",
    "a\nb",
    "\u{202e}",
    "\u{feff}a",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "日本",
    "👩\u{200d}💻",
    // Digits, spaces, dashes and letters of other scripts that look the same.
    "２０２５-１０-３１",
    "\u{663}%",
    "$１B",
    "2025\u{2011}10\u{2011}31",
    "\u{2212}5%",
    "5\u{a0}%",
    "\u{a0}",
    "\u{3000}a",
    "Q3\u{2009}2025",
    "a ",
    "\u{212a}",
    "İ",
    "ſ",
    "½",
    "𝟓B",
    "\u{10ffff}",
    "\u{fffd}",
    "1e5",
    "Infinity",
    "\r\n",
];

impl Damage {
    pub(crate) fn of(schema: &Value) -> Self {
        let (mut patterns, mut keys) = (BTreeSet::new(), BTreeSet::new());
        collect(schema, &mut patterns, &mut keys);
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let mut texts: Vec<String> = ODD.map(str::to_owned).into();
        for pattern in patterns {
            let form = string_regex(pattern.trim_matches(['^', '$'])).expect(pattern);
            let made =
                (0..60).map(|_| form.new_tree(&mut runner).expect(pattern).current());
            texts.extend(made);
        }
        let mut keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        let odd = ["", "zzz", "Title", "as_of", "a b", "0", "Q3 2025", "$schema", "é"];
        keys.extend(odd.map(Into::into));
        keys.extend(["null", "true", "~", "\u{200b}", "ａ", "__proto__"].map(Into::into));
        keys.extend([64, 65, 300].map(|length| "k".repeat(length)));
        Damage { texts, keys }
    }

    /// Does one thing to one value of the document.
    pub(crate) fn strike(&self, document: &mut Value, dice: &mut Dice) {
        let mut places = Vec::new();
        pointers(document, String::new(), &mut places);
        let (place, source) =
            (dice.one_of(&places).clone(), dice.one_of(&places).clone());
        let other = document.pointer(&source).cloned().unwrap_or_default();
        let text = dice.one_of(&self.texts).clone();
        let key = dice.one_of(&self.keys).clone();
        let Some(value) = document.pointer_mut(&place) else { return };
        match dice.roll(16) {
            0 => *value = Value::Null,
            1 => *value = json!(dice.roll(3)),
            2 => *value = json!(dice.roll(2) == 0),
            3 => *value = json!([value.take()]),
            4 => *value = json!({ key: value.take() }),
            5 => *value = other,
            6 | 7 => *value = text.into(),
            8 => *value = json!({}),
            9 => *value = json!([]),
            _ => self.inside(value, (key, text, other), dice),
        }
    }

    /// Does one thing inside a value, according to its type.
    fn inside(&self, value: &mut Value, with: (String, String, Value), dice: &mut Dice) {
        let (key, text, other) = with;
        match value {
            Value::Object(map) => {
                let keys: Vec<String> = map.keys().cloned().collect();
                match dice.roll(5) {
                    0 => drop(map.insert(key, text.into())),
                    1 => drop(map.insert(key, other)),
                    2 if !keys.is_empty() => drop(map.remove(dice.one_of(&keys))),
                    3 if !keys.is_empty() => {
                        let moved = map.remove(dice.one_of(&keys)).unwrap_or_default();
                        map.insert(key, moved);
                    }
                    _ => *value = map.values().cloned().collect(),
                }
            }
            Value::Array(items) => match dice.roll(5) {
                0 => drop(items.pop()),
                1 => items.push(other),
                2 => items.push(text.into()),
                3 => items.clear(),
                _ => {
                    let first = items.first().cloned().unwrap_or_default();
                    items.resize(199 + dice.roll(4), first);
                }
            },
            Value::String(word) => match dice.roll(5) {
                0 => *word = word.chars().skip(1).collect(),
                1 => *value = json!({ word.as_str(): Value::Null }),
                2 => {
                    let bound = dice.one_of(&[10, 40, 64, 80, 120, 600]) + dice.roll(3);
                    *word = word.chars().cycle().take(bound).collect();
                }
                3 => {
                    let at = dice.roll(word.chars().count());
                    let part =
                        word.chars().skip(at).take(1).cycle().take(30 + dice.roll(40));
                    *word = word
                        .chars()
                        .take(at)
                        .chain(part)
                        .chain(word.chars().skip(at))
                        .collect();
                }
                _ => {
                    let ends: Vec<usize> =
                        word.char_indices().map(|(at, _)| at).collect();
                    let at = if ends.is_empty() { 0 } else { *dice.one_of(&ends) };
                    word.insert_str(at, &text);
                }
            },
            _ => *value = text.into(),
        }
    }
}

/// One thing at a time, at every place of a brief; around it only what a brief needs.
pub(super) fn blows(brief: &Value, needed: &[&str]) -> Vec<Value> {
    let mut bare = brief.clone();
    bare.as_object_mut()
        .expect("a brief")
        .retain(|key, _| needed.contains(&key.as_str()));
    let mut blows = Vec::new();
    strike_all(&bare, "", &mut blows);
    for (key, value) in brief.as_object().into_iter().flatten() {
        let parts = match value {
            _ if needed.contains(&key.as_str()) => continue,
            // A section for each block: most of what there is, is in a block.
            Value::Array(sections) if key == "sections" => {
                let blocks =
                    sections.iter().flat_map(|one| one["blocks"].as_array()).flatten();
                let alone = |block| json!([{ "title": "A section", "blocks": [block] }]);
                blocks.map(alone).chain([json!([bare_section(&sections[0])])]).collect()
            }
            value => vec![value.clone()],
        };
        for part in parts {
            let mut document = bare.clone();
            document[key] = part;
            strike_all(&document, &format!("/{key}"), &mut blows);
        }
    }
    blows
}

fn bare_section(section: &Value) -> Value {
    let mut section = section.clone();
    section["blocks"] = json!([]);
    section
}

/// Four things at every place of a document within one of them.
fn strike_all(document: &Value, within: &str, blows: &mut Vec<Value>) {
    let mut places = Vec::new();
    pointers(document, String::new(), &mut places);
    for place in places.iter().filter(|place| place.starts_with(within)) {
        let value = document.pointer(place).cloned().unwrap_or_default();
        let odd = match &value {
            Value::String(word) => json!({ word.as_str(): Value::Null }),
            Value::Object(map) => map.values().cloned().collect(),
            _ => json!("word"),
        };
        let more = match value {
            Value::Object(mut map) => {
                map.insert("zzz".to_owned(), json!("word"));
                Value::from(map)
            }
            Value::Array(mut items) => {
                items.push(json!("word"));
                Value::from(items)
            }
            scalar => json!([scalar]),
        };
        for new in [Value::Null, odd, more] {
            let mut damaged = document.clone();
            if let Some(value) = damaged.pointer_mut(place) {
                *value = new;
                blows.push(damaged);
            }
        }
        let (above, key) = place.rsplit_once('/').unwrap_or_default();
        let mut damaged = document.clone();
        if let Some(map) = damaged.pointer_mut(above).and_then(Value::as_object_mut) {
            map.remove(key);
            blows.push(damaged);
        }
    }
}

/// Leaves a few entries of each long map and list: a small document is read faster, and
/// each of its places is struck more often.
pub(crate) fn prune(value: &mut Value, dice: &mut Dice) {
    const FEW: usize = 3;
    match value {
        Value::Object(map) => {
            // A brief and a figure keep some of what they need not have; required keys are
            // few and come back by luck.
            let mut keys: Vec<String> = map.keys().cloned().collect();
            dice.shuffle(&mut keys);
            let needed = ["strata", "title", "subject", "as-of", "thesis", "label", "id"];
            let needed = |key: &String| needed.contains(&key.as_str()) || map.len() <= 12;
            let spare: Vec<String> =
                keys.into_iter().filter(|key| !needed(key)).skip(FEW).collect();
            spare.iter().for_each(|key| drop(map.remove(key)));
            map.values_mut().for_each(|value| prune(value, dice));
        }
        Value::Array(items) => {
            while items.len() > FEW {
                items.remove(dice.roll(items.len()));
            }
            items.iter_mut().for_each(|item| prune(item, dice));
        }
        _ => {}
    }
}

/// The patterns and the keys of a schema.
fn collect<'a>(
    schema: &'a Value,
    patterns: &mut BTreeSet<&'a str>,
    keys: &mut BTreeSet<&'a str>,
) {
    match schema {
        Value::Object(map) => {
            patterns.extend(schema["pattern"].as_str());
            let properties = schema["properties"].as_object().into_iter().flatten();
            keys.extend(properties.map(|(key, _)| key.as_str()));
            map.values().for_each(|inner| collect(inner, patterns, keys));
        }
        Value::Array(items) => {
            items.iter().for_each(|inner| collect(inner, patterns, keys));
        }
        _ => {}
    }
}

/// The JSON pointers of a value and of all inside it.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}
