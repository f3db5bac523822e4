//! One truth in three readings: for every document, the published schema, serde and the
//! judge's own reader give one verdict, and in every language the same.
//!
//! Two shipped briefs, and one built from the schema so that it holds every key there is,
//! are damaged at random places. The dice fall the same each time; `STRATA_AGREE=60000`
//! throws them more often, and `--nocapture` prints how many documents were accepted.

pub(crate) mod damage;

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Map, Value};
use strata_check::{Format, Input, Limits, Report, check_strictly};
use strata_model::Brief;

use crate::data::{AMAZON, NVIDIA, accepted};
use crate::schema::compile;
use crate::write::{Dice, json, toml, yaml};
use damage::Damage;

/// Documents of an ordinary run: some twenty seconds without optimisation.
const DOCUMENTS: u64 = 5_000;

#[test]
fn schema_and_readers_give_one_verdict() {
    let documents = std::env::var("STRATA_AGREE").ok().and_then(|text| text.parse().ok());
    let schema = strata_model::schema();
    let judges = Judges { schema: compile(&schema) };
    let whole = |name, text| {
        let canonical = accepted(name, text, Format::Yaml).canonical().expect("JSON");
        serde_json::from_slice(&canonical).expect("canonical JSON")
    };
    let every_key = complete(&schema, &schema);
    let briefs: [Value; 3] =
        [whole("amazon", AMAZON), whole("nvidia", NVIDIA), every_key];
    for brief in &briefs {
        assert_eq!(judges.verdicts(brief, 0), Ok(true), "a brief to begin with");
    }
    let damage = Damage::of(&schema);

    // Each disagreement once, with the number and the text of the first document.
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let (mut accepted, mut disagreements) = (0, 0);
    let documents = documents.unwrap_or(DOCUMENTS);
    let needed = schema["required"].as_array().expect("required keys");
    let needed: Vec<&str> = needed.iter().filter_map(Value::as_str).collect();
    // First one blow at every place there is, then many anywhere.
    let mut blows = damage::blows(&briefs[2], &needed).into_iter();
    for number in 0..documents {
        let dice = &mut Dice::of(number);
        let document = blows.next().unwrap_or_else(|| {
            let mut document = dice.one_of(&briefs).clone();
            damage::prune(&mut document, dice);
            for _ in 0..dice.roll(4) {
                damage.strike(&mut document, dice);
            }
            document
        });
        match judges.verdicts(&document, number) {
            Ok(verdict) => accepted += u64::from(verdict),
            Err(why) => {
                disagreements += 1;
                found.entry(why).or_insert_with(|| format!("{number}: {document}"));
            }
        }
    }
    assert_eq!(blows.next(), None, "too few documents for every place");
    println!(
        "{documents} documents, {accepted} accepted, {} refused, {} disagreements",
        documents - accepted - disagreements,
        found.len()
    );
    let found: Vec<String> =
        found.iter().map(|(why, first)| format!("{why}\n    first in {first}")).collect();
    assert!(found.is_empty(), "{} disagreements\n\n{}", found.len(), found.join("\n\n"));
    // Where nearly all are refused or accepted, nothing has been compared.
    assert!(
        (documents / 8..documents * 7 / 8).contains(&accepted),
        "{accepted} accepted"
    );
}

/// Lengths at and beyond each bound, which dice hardly meet.
#[test]
fn bounds_are_the_same_bounds() {
    let judges = Judges { schema: compile(&strata_model::schema()) };
    let brief: Value = serde_json::from_str(
        r#"{"strata": "1", "title": "T", "subject": {"name": "N"}, "as-of": "2025-09-30",
            "thesis": [{"id": "a", "kind": "observation", "text": "T"}]}"#,
    )
    .expect("JSON");
    let with = |pointer: &str, value: Value| {
        let mut brief = brief.clone();
        match pointer.rsplit_once('/') {
            Some((above, key)) if brief.pointer(pointer).is_none() => {
                brief.pointer_mut(above).expect(pointer)[key] = value;
            }
            _ => *brief.pointer_mut(pointer).expect(pointer) = value,
        }
        brief
    };
    let many = |count: usize| {
        let sentences = (0..count).map(|at| (format!("d{at}"), "A sentence.".into()));
        Value::from(sentences.collect::<Map<_, _>>())
    };
    let long = |length: usize| Value::from("ä".repeat(length));
    let id = |length: usize| Value::from("a".repeat(length));
    let ids = |count: usize| Value::from(vec!["a"; count]);
    let unit = |length: usize| {
        let unit = format!("5 {}", "u".repeat(length));
        serde_json::json!({"f": {"label": "F", "value": unit}})
    };
    for (pointer, most, one_more) in [
        ("/title", long(120), long(121)),
        ("/deck", long(600), long(601)),
        ("/thesis/0/text", long(4_000), long(4_001)),
        ("/id", id(64), id(65)),
        ("/thesis/0/rests-on", ids(200), ids(201)),
        ("/definitions", many(2_000), many(2_001)),
        ("/figures", unit(40), unit(41)),
    ] {
        assert_eq!(judges.verdicts(&with(pointer, most), 0), Ok(true), "{pointer}");
        assert_eq!(judges.verdicts(&with(pointer, one_more), 0), Ok(false), "{pointer}");
    }
    assert_eq!(judges.verdicts(&with("/thesis", Value::Array(Vec::new())), 0), Ok(false));
}

struct Judges {
    schema: Validator,
}

impl Judges {
    /// What all say of a document, or who says otherwise.
    fn verdicts(&self, document: &Value, number: u64) -> Result<bool, String> {
        let dice = &mut Dice::of(number);
        let by_schema = self.schema.is_valid(document);
        let by_serde = serde_json::from_value::<Brief>(document.clone());
        match &by_serde {
            Err(error) if by_schema => {
                return Err(format!("the schema accepts what serde refuses: {error}"));
            }
            Ok(brief) => match (by_schema, likeness(document, brief)) {
                (true, Likeness::Same) | (false, Likeness::Lenient) => {}
                (true, _) => {
                    return Err("serde reads something else than is written".into());
                }
                (false, _) => {
                    let why = self.schema.validate(document).err();
                    let why = why.map(|error| {
                        format!("{} by {}", error.masked(), error.schema_path())
                    });
                    let why = why.unwrap_or_default();
                    return Err(format!("serde accepts what the schema refuses: {why}"));
                }
            },
            Err(_) => {}
        }
        let mut texts = vec![(Format::Json, spelled(json(document, dice), dice))];
        match dice.roll(3) {
            0 => texts.push((Format::Yaml, yaml(document, dice))),
            1 => texts.extend(toml(document, dice).map(|text| (Format::Toml, text))),
            _ => {}
        }
        for (format, text) in texts {
            let read = read(&text, format)?;
            if read.is_some_and(|read| read != by_schema) {
                let who = if by_schema { "schema" } else { "reader" };
                return Err(format!("only the {who} accepts it as {format:?}"));
            }
        }
        Ok(by_schema)
    }
}

/// The same JSON with escapes for all that is not ASCII, or with other white space.
fn spelled(json: String, dice: &mut Dice) -> String {
    match dice.roll(4) {
        0 => json.chars().fold(String::new(), |mut text, found| {
            match found.is_ascii() {
                true => text.push(found),
                false => found
                    .encode_utf16(&mut [0; 2])
                    .iter()
                    .for_each(|unit| text.push_str(&format!("\\u{unit:04X}"))),
            }
            text
        }),
        1 => format!("\r\n\t {json}\r\n"),
        _ => json,
    }
}

/// Whether the judge's reader accepts a text; nothing if something hidden in it is refused
/// before reading is.
fn read(text: &str, format: Format) -> Result<Option<bool>, String> {
    let (name, limits) = ("brief", Limits::default());
    let judged = check_strictly(&Input { name, bytes: text.as_bytes(), format, limits });
    let report: &Report = match &judged {
        Ok(checked) => checked.report(),
        Err(report) => report,
    };
    let all = || report.findings().iter().map(strata_check::Located::finding);
    if let Some(one) = all().find(|one| one.rule().code == "S999") {
        return Err(format!("S999 as {format:?}: {}", one.message()));
    }
    // Whatever is said can be shown.
    assert!(!strata_emit::short(report).is_empty() || report.is_clean());
    let error = |letter| {
        all().any(|one| {
            one.rule().code.starts_with(letter)
                && one.severity() == strata_check::Severity::Error
        })
    };
    Ok(if error('P') { None } else { Some(!error('S')) })
}

/// How a document differs from the way in which the brief read from it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Same,
    /// By what `serde_json` alone lets pass, and no reader of ours does: a list where a map
    /// belongs, `{word: null}` where a word does.
    Lenient,
    Other,
}

fn likeness(document: &Value, brief: &Brief) -> Likeness {
    fn compare(document: &Value, written: &Value) -> Likeness {
        match (document, written) {
            (Value::Object(map), Value::Object(other)) => {
                // An empty list or map says nothing, and is not written.
                let says =
                    |value: &Value| !matches!(value.to_string().as_str(), "[]" | "{}");
                // But `[]` is no map, however little it says.
                let unlike = |key: &String, value: &Value| {
                    other
                        .get(key)
                        .is_some_and(|other| other.is_array() != value.is_array())
                };
                let keys = map
                    .iter()
                    .filter(|(key, value)| says(value) || unlike(key, value))
                    .map(|(key, _)| key);
                let keys =
                    keys.chain(other.iter().filter(|(_, v)| says(v)).map(|(key, _)| key));
                let one = |key: &String| match (map.get(key), other.get(key)) {
                    (Some(value), Some(other)) => compare(value, other),
                    _ => Likeness::Other,
                };
                keys.map(one).max().unwrap_or(Likeness::Same)
            }
            (Value::Array(items), Value::Array(other)) if items.len() == other.len() => {
                let pairs = items.iter().zip(other);
                pairs
                    .map(|(item, other)| compare(item, other))
                    .max()
                    .unwrap_or(Likeness::Same)
            }
            (Value::Array(_), Value::Object(_)) => Likeness::Lenient,
            (Value::Object(map), Value::String(word))
                if map.get(word) == Some(&Value::Null) =>
            {
                Likeness::Lenient
            }
            _ if document == written => Likeness::Same,
            _ => Likeness::Other,
        }
    }
    serde_json::to_value(brief)
        .map_or(Likeness::Other, |written| compare(document, &written))
}

/// A document with every key of a schema, every kind of block, every word of a list.
fn complete(schema: &Value, whole: &Value) -> Value {
    let target = schema["$ref"].as_str().and_then(|path| whole.pointer(&path[1..]));
    if let Some(target) = target {
        return complete(target, whole);
    }
    let words = schema["enum"].as_array().or(schema["examples"].as_array());
    match schema["type"].as_str() {
        Some("string") => words.and_then(|all| all.last()).cloned().unwrap_or_default(),
        Some("array") => {
            let item = &schema["items"];
            let resolved =
                item["$ref"].as_str().and_then(|path| whole.pointer(&path[1..]));
            let resolved = resolved.unwrap_or(item);
            if resolved["maxProperties"] == 1 {
                let kinds = resolved["properties"].as_object().into_iter().flatten();
                let one = |(kind, body): (&String, &Value)| {
                    Map::from_iter([(kind.clone(), complete(body, whole))])
                };
                return kinds.map(one).collect();
            }
            if let Some(words) = resolved["enum"].as_array() {
                return words.iter().cloned().collect();
            }
            let count = schema["minItems"].as_u64().unwrap_or(1).max(1);
            (0..count).map(|_| complete(item, whole)).collect()
        }
        _ => {
            let known = schema["properties"].as_object().into_iter().flatten();
            let known = known.map(|(key, value)| (key.clone(), complete(value, whole)));
            let free =
                schema["propertyNames"]["examples"].as_array().into_iter().flatten();
            let free = free.filter_map(Value::as_str).map(|key| {
                (key.to_owned(), complete(&schema["additionalProperties"], whole))
            });
            known.chain(free).collect()
        }
    }
}
