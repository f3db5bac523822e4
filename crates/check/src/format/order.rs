//! The order of keys in a brief, read off its schema.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;
use strata_model::describe;
use strata_syntax::format::{KeyOrder, Keys, TypeId};

/// The order of the keys of every type of a brief.
pub(super) fn keys() -> &'static KeyOrder {
    static KEYS: OnceLock<KeyOrder> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut types = Types::default();
        types.of(describe::root());
        KeyOrder::new(types.list)
    })
}

#[derive(Default)]
struct Types<'c> {
    list: Vec<Keys>,
    /// The types of the definitions that have been met.
    known: HashMap<&'c str, TypeId>,
}

impl<'c> Types<'c> {
    /// The type of what a part of the schema describes, and all below it.
    fn of(&mut self, place: &'c Value) -> TypeId {
        let id = TypeId(self.list.len());
        if let Some(name) = place.get("$ref").and_then(Value::as_str) {
            if let Some(known) = self.known.get(name) {
                return *known;
            }
            self.known.insert(name, id);
        }
        self.list.push(Keys::Unknown);
        let part = describe::resolve(place);
        let below = |key: &str| part.get(key).filter(|below| below.is_object());
        let keys = if let Some(Value::Object(fields)) = part.get("properties") {
            let each = fields.iter().map(|(key, field)| (key.clone(), self.of(field)));
            Keys::Known(each.collect())
        } else if let Some(each) = below("additionalProperties").or(below("items")) {
            Keys::Each(self.of(each))
        } else {
            Keys::Unknown
        };
        if let Some(slot) = self.list.get_mut(id.0) {
            *slot = keys;
        }
        id
    }
}
