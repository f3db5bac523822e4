//! Mistakes in what is said, made in the data and written in every language.

use serde_json::{Map, Value, json};
use strata_check::Format;

use super::{Mistake, tables};
use crate::write::{Dice, yaml};

/// A value of the brief with the part of the schema that describes it.
struct Place<'a> {
    pointer: String,
    schema: &'a Value,
    /// The key that holds it, if that is one of the schema, and whether it is needed.
    key: Option<(&'a str, bool)>,
}

pub(super) fn mistakes(
    name: &'static str,
    brief: &Value,
) -> impl Iterator<Item = Mistake> {
    let schema = strata_model::schema();
    let mut places = Vec::new();
    walk(&schema, &schema, brief, "", None, &mut places);
    let mut made = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let value = brief.pointer(&place.pointer).expect("a value");
        let mut add = |class, changed: Option<Value>, meant: Option<&str>| {
            if let Some(changed) = changed {
                for (format, text) in written(&changed) {
                    made.push(Mistake {
                        class,
                        place: format!("{name}{}", place.pointer),
                        format,
                        text,
                        meant: meant.map(str::to_owned),
                    });
                }
            }
        };
        if let Some((key, needed)) = place.key {
            add(
                "key misspelt",
                renamed(brief, &place.pointer, &misspelt(key, at)),
                Some(key),
            );
            if needed {
                add(
                    "required key deleted",
                    renamed(brief, &place.pointer, ""),
                    Some(key).filter(|_| false),
                );
            }
        }
        let put = |value| Some(put(brief, &place.pointer, value));
        if let Some(word) = value.as_str() {
            if place.schema["enum"].is_array() && word.len() > 2 {
                add("word misspelt", put(misspelt(word, at).into()), Some(word));
            }
            match place.schema["title"].as_str() {
                Some("Id") if !place.pointer.ends_with("/id") => {
                    add("reference misspelt", put(misspelt(word, at).into()), Some(word));
                }
                Some("Derivation") => {
                    let (first, rest) = word.split_once(' ').expect("two figures");
                    if first != "growth" {
                        let wrong = format!("{} {rest}", misspelt(first, at));
                        add("derivation misspelt", put(wrong.into()), Some(first));
                    }
                }
                Some("Period") if word.starts_with(['Q', 'F']) => {
                    add(
                        "period run together",
                        put(word.replacen(' ', "", 1).into()),
                        Some(word),
                    );
                }
                Some("Date") => {
                    add(
                        "date in another order",
                        put(word.split('-').rev().collect::<Vec<_>>().join(".").into()),
                        Some(word),
                    );
                }
                Some("Quantity" | "Change") if word.contains('B') => {
                    add(
                        "magnitude in words",
                        put(word.replacen('B', " billion", 1).into()),
                        Some(word),
                    );
                }
                Some("Name" | "Sentence" | "Paragraph") => {
                    if let Some(open) = word.find('{') {
                        let end = open
                            + 1
                            + word[open + 1..].find(['.', '}']).expect("a brace");
                        let id = &word[open + 1..end];
                        let wrong = format!(
                            "{}{}{}",
                            &word[..=open],
                            misspelt(id, at),
                            &word[end..]
                        );
                        add("reference in prose misspelt", put(wrong.into()), Some(id));
                    }
                }
                _ => {}
            }
            add("list for text", put(json!([word])), None);
            add("map for text", put(json!({ "text": word })), None);
            add("number for text", put(json!(at)), None);
            add("truth for text", put(json!(true)), None);
        }
        if let Value::Array(items) = value {
            add("text for list", put("a word".into()), None);
            add(
                "map for list",
                put(items
                    .iter()
                    .enumerate()
                    .map(|(at, it)| (format!("a{at}"), it.clone()))
                    .collect::<Map<_, _>>()
                    .into()),
                None,
            );
            if items.len() == 1 {
                add("entry for list", put(items[0].clone()), None);
            }
        }
        if let Value::Object(map) = value {
            add("text for map", put("a word".into()), None);
            add("list for map", put(json!([value])), None);
            add("values for map", put(map.values().cloned().collect()), None);
        }
        if !place.pointer.is_empty() {
            add("nothing", put(Value::Null), None);
        }
    }
    made.into_iter()
}

/// The brief in the languages that can say it.
fn written(brief: &Value) -> Vec<(Format, String)> {
    let mut texts = vec![
        (Format::Yaml, yaml(brief, &mut Dice::of(1))),
        (Format::Json, serde_json::to_string_pretty(brief).expect("JSON")),
    ];
    texts.extend(tables::toml(brief).map(|text| (Format::Toml, text)));
    texts
}

fn walk<'a>(
    whole: &'a Value,
    schema: &'a Value,
    value: &Value,
    pointer: &str,
    key: Option<(&'a str, bool)>,
    places: &mut Vec<Place<'a>>,
) {
    let target = schema["$ref"].as_str().and_then(|path| whole.pointer(&path[1..]));
    let schema = target.unwrap_or(schema);
    places.push(Place { pointer: pointer.to_owned(), schema, key });
    match value {
        Value::Object(map) => {
            let needed = schema["required"].as_array();
            for (key, inner) in map {
                let known =
                    schema["properties"].as_object().and_then(|it| it.get_key_value(key));
                let part =
                    known.map_or(&schema["additionalProperties"], |(_, part)| part);
                let needed = needed.is_some_and(|all| all.iter().any(|one| one == key));
                let key_of = known.map(|(key, _)| (key.as_str(), needed));
                let escaped = key.replace('~', "~0").replace('/', "~1");
                walk(whole, part, inner, &format!("{pointer}/{escaped}"), key_of, places);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                walk(
                    whole,
                    &schema["items"],
                    inner,
                    &format!("{pointer}/{at}"),
                    None,
                    places,
                );
            }
        }
        _ => {}
    }
}

fn put(brief: &Value, pointer: &str, value: Value) -> Value {
    let mut brief = brief.clone();
    *brief.pointer_mut(pointer).expect("a place") = value;
    brief
}

/// The brief with a key under another name, or without it if that name is empty.
fn renamed(brief: &Value, pointer: &str, to: &str) -> Option<Value> {
    let (above, key) = pointer.rsplit_once('/')?;
    let mut brief = brief.clone();
    let map = brief.pointer_mut(above)?.as_object_mut()?;
    let key = key.replace("~1", "/").replace("~0", "~");
    if map.contains_key(to) {
        return None;
    }
    let value = map.remove(&key)?;
    if !to.is_empty() {
        map.insert(to.to_owned(), value);
    }
    Some(brief)
}

/// A slip of the finger: two letters changed over, one lost, one twice, or one for another.
pub(super) fn misspelt(word: &str, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = 1 + at % letters.len().saturating_sub(2).max(1);
    match at % 4 {
        0 if letters.get(place) != letters.get(place - 1) => {
            letters.swap(place, place - 1);
        }
        1 if letters.len() > 3 => drop(letters.remove(place)),
        2 => letters.insert(place, letters[place.min(letters.len() - 1)]),
        _ => {
            letters[place.min(word.len() - 1)] =
                if letters[place.min(word.len() - 1)] == 'e' { 'a' } else { 'e' }
        }
    }
    letters.into_iter().collect()
}
