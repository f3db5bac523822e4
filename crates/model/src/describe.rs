//! What each place of a brief holds, read off its schema: what it is, how it is written,
//! which keys and words there are. It is the one description of the model; whoever lays out,
//! completes, explains or validates asks it.
//!
//! A place is the part of the schema that describes it, with the reference to a definition
//! not yet followed: each property has a place of its own, a definition is shared by many.

use std::sync::OnceLock;

use serde_json::Value;

/// The place of the brief itself.
#[must_use]
pub fn root() -> &'static Value {
    static ROOT: OnceLock<Value> = OnceLock::new();
    ROOT.get_or_init(crate::schema)
}

/// The definition that a place refers to, or the place itself.
#[must_use]
pub fn resolve(mut place: &Value) -> &Value {
    // A chain of references longer than this is a cycle.
    for _ in 0..16 {
        let target = place.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| target.strip_prefix('#'));
        match target.and_then(|target| root().pointer(target)) {
            Some(target) => place = target,
            None => break,
        }
    }
    place
}

/// The place of the entries of a list.
#[must_use]
pub fn item(place: &Value) -> Option<&Value> {
    resolve(place).get("items")
}

/// The place of the value of a key.
#[must_use]
pub fn member<'c>(place: &'c Value, key: &str) -> Option<&'c Value> {
    let place = resolve(place);
    let known = place.get("properties").and_then(|keys| keys.get(key));
    known.or_else(|| place.get("additionalProperties").filter(|rest| rest.is_object()))
}

/// The keys that a map may have, with the places of their values, in the order in which
/// they are written.
pub fn fields(place: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let keys = resolve(place).get("properties").and_then(Value::as_object);
    keys.into_iter().flatten().map(|(key, place)| (key.as_str(), place))
}

/// The keys that a map may have, sorted.
#[must_use]
pub fn keys(place: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = fields(place).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// The keys that a map must have.
#[must_use]
pub fn required(place: &Value) -> Vec<&str> {
    let required = resolve(place).get("required").and_then(Value::as_array);
    required.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether a map has exactly one key, its kind: a block.
#[must_use]
pub fn is_union(place: &Value) -> bool {
    let place = resolve(place);
    let one = |key: &str| place.get(key).and_then(Value::as_u64) == Some(1);
    one("minProperties") && one("maxProperties")
}

/// The words that a closed list allows.
#[must_use]
pub fn words(place: &Value) -> Vec<&str> {
    let words = resolve(place).get("enum").and_then(Value::as_array);
    words.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The same, each with its meaning.
#[must_use]
pub fn meanings(place: &Value) -> Vec<(&str, &str)> {
    let meanings = resolve(place).get("enumDescriptions").and_then(Value::as_array);
    let meaning = |at: usize| meanings.and_then(|all| all.get(at)?.as_str());
    let words = words(place).into_iter().enumerate();
    words.map(|(at, word)| (word, meaning(at).unwrap_or_default())).collect()
}

/// What a value is, in the words that an author reads.
#[must_use]
pub fn description(place: &Value) -> &str {
    let own = said(place, "description");
    own.or_else(|| said(resolve(place), "description")).unwrap_or_default()
}

/// How a scalar is written; nothing if it is none with a form of its own.
#[must_use]
pub fn form(place: &Value) -> Option<&str> {
    let target = resolve(place);
    said(target, "pattern").and_then(|_| said(target, "description"))
}

/// The name of a scalar, such as `Period`.
#[must_use]
pub fn scalar(place: &Value) -> Option<&str> {
    let target = resolve(place);
    said(target, "pattern").and_then(|_| said(target, "title"))
}

/// A text of the right form for a value, if the schema gives one.
#[must_use]
pub fn example<'c>(place: &'c Value) -> Option<&'c str> {
    let target = resolve(place);
    let first = |list: Option<&'c Value>| list?.get(0)?.as_str();
    first(place.get("examples"))
        .or_else(|| first(target.get("examples")))
        .or_else(|| first(target.get("enum")))
}

fn said<'c>(place: &'c Value, key: &str) -> Option<&'c str> {
    place.get(key).and_then(Value::as_str)
}
