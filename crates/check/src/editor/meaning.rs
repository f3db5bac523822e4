//! What the schema says of a place, in the words that an author reads.

use serde_json::Value;

use crate::shape::schema::{self, Schema};

/// What a value at this place is.
pub(super) fn description<'s>(schema: &'s Schema, place: &'s Value) -> &'s str {
    let own = said(place, "description");
    own.or_else(|| said(schema.resolve(place), "description")).unwrap_or_default()
}

/// How a scalar at this place is written; nothing if it is none with a form of its own.
pub(super) fn form<'s>(schema: &'s Schema, place: &'s Value) -> Option<&'s str> {
    let target = schema.resolve(place);
    said(target, "pattern").and_then(|_| said(target, "description"))
}

/// The name of the scalar at this place, such as `Period`.
pub(super) fn scalar<'s>(schema: &'s Schema, place: &'s Value) -> Option<&'s str> {
    let target = schema.resolve(place);
    said(target, "pattern").and_then(|_| said(target, "title"))
}

/// The words that are allowed at this place, each with its meaning.
pub(super) fn words<'s>(schema: &'s Schema, place: &'s Value) -> Vec<(&'s str, &'s str)> {
    let target = schema.resolve(place);
    let meanings = target.get("enumDescriptions").and_then(Value::as_array);
    let meaning = |at: usize| meanings.and_then(|all| all.get(at)?.as_str());
    let words = schema::words(target).into_iter().enumerate();
    words.map(|(at, word)| (word, meaning(at).unwrap_or_default())).collect()
}

/// The keys that a map at this place must have.
pub(super) fn required<'s>(schema: &'s Schema, place: &'s Value) -> Vec<&'s str> {
    let required = schema.resolve(place).get("required").and_then(Value::as_array);
    required.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn said<'s>(schema: &'s Value, key: &str) -> Option<&'s str> {
    schema.get(key).and_then(Value::as_str)
}
