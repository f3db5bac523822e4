//! What each place of the schema holds: an id, a reference, prose. It is asked of the walk
//! that the rules use, over a brief that has every key there is: no second list of fields is
//! kept, and none can differ.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};
use strata_model::Brief;
use strata_syntax::change::Place;
use strata_syntax::path::{Part, Path};

use crate::facts::{Facts as Index, Kind, Sites};
use crate::shape::schema::{self, Schema, is_union};

/// What a text is to the ids of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the id of a thing.
    Names(Kind),
    /// It is the id of another thing; of any, if no kind is said.
    Refers(Option<Kind>),
    /// It is printed, with figures between braces.
    Prose,
    /// It is an expression over the ids of figures.
    Expression,
    /// It is an id or a pointer: where a finding is allowed.
    Scope,
    /// It is the code or the name of a rule.
    Rule,
}

/// The roles of the places of the schema, each known by its address.
pub(super) struct Roles {
    pub(super) schema: &'static Schema,
    keys: BTreeMap<usize, Role>,
    values: BTreeMap<usize, Role>,
    things: BTreeMap<usize, Kind>,
}

/// The roles, made once. `None` would be a fault of ours, which a test excludes.
pub(super) fn roles() -> Option<&'static Roles> {
    static ROLES: OnceLock<Option<Roles>> = OnceLock::new();
    ROLES.get_or_init(|| Roles::new(schema::schema()?)).as_ref()
}

impl Roles {
    fn new(schema: &'static Schema) -> Option<Self> {
        let brief: Brief = serde_json::from_value(whole(schema, schema.root())).ok()?;
        let sites = Sites::default();
        let index = Index::new(&brief, &sites);
        let mut roles = Roles {
            schema,
            keys: BTreeMap::new(),
            values: BTreeMap::new(),
            things: BTreeMap::new(),
        };
        for thing in &index.things {
            roles.learn(&thing.named.clone().into(), Role::Names(thing.kind));
            let place = schema.place(&thing.path.path());
            roles.things.extend(place.map(|place| (address(place), thing.kind)));
        }
        for reference in &index.references {
            let role = match reference.place.1 {
                Part::Within(_) => Role::Expression,
                Part::Value | Part::Key => Role::Refers(reference.wants),
            };
            roles.learn(&reference.place.clone().into(), role);
        }
        for prose in &index.prose {
            roles.learn(&prose.path.into(), Role::Prose);
        }
        // The two that the walk leaves to the rule about them.
        let allowed = Path::root().key("allow").index(0);
        roles.learn(&allowed.key("at").into(), Role::Scope);
        roles.learn(&allowed.key("rule").into(), Role::Rule);
        Some(roles)
    }

    fn learn(&mut self, place: &Place, role: Role) {
        let Place::Node(path, part) = place else { return };
        let known = if *part == Part::Key { &mut self.keys } else { &mut self.values };
        known.extend(self.schema.place(path).map(|place| (address(place), role)));
    }

    /// What the key of a value is that stands at a place of the schema.
    pub(super) fn of_key(&self, place: &Value) -> Option<Role> {
        self.keys.get(&address(place)).copied()
    }

    /// What a value is that stands at a place of the schema.
    pub(super) fn of_value(&self, place: &Value) -> Option<Role> {
        self.values.get(&address(place)).copied()
    }

    /// What sort of thing stands at a place of the schema, if a thing can have its id there.
    pub(super) fn thing(&self, place: &Value) -> Option<Kind> {
        self.things.get(&address(place)).copied()
    }
}

/// The schema lives as long as the process, and is not moved.
fn address(place: &Value) -> usize {
    std::ptr::from_ref(place).addr()
}

/// A value with every key that the schema knows, and in a list every kind of block.
pub(super) fn whole(schema: &Schema, place: &Value) -> Value {
    let at = schema.resolve(place);
    if let Some(item) = schema.item(at) {
        let kinds = schema.resolve(item);
        if is_union(kinds) {
            let properties = properties(kinds);
            return properties
                .map(|(key, value)| one(key, whole(schema, value)))
                .collect();
        }
        let least = at.get("minItems").and_then(Value::as_u64).unwrap_or(1).max(1);
        return (0..least).map(|_| whole(schema, item)).collect();
    }
    if let (Some(names), Some(value)) =
        (at.get("propertyNames"), at.get("additionalProperties"))
    {
        let key = schema.example(names).unwrap_or_default();
        return one(key, whole(schema, value));
    }
    if at.get("properties").is_some() {
        let all = properties(at).map(|(key, value)| (key.clone(), whole(schema, value)));
        return Value::Object(all.collect());
    }
    schema.example(place).unwrap_or_default().into()
}

fn one(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_the_role_that_the_rules_give_them() {
        let roles = roles().expect("the schema describes a brief");
        let place = |pointer| roles.schema.place(&Path::parse(pointer)?);
        for (pointer, role) in [
            ("/figures/a/source", Some(Role::Refers(Some(Kind::Source)))),
            ("/figures/a/derivation", Some(Role::Expression)),
            ("/figures/a/label", None),
            ("/figures/a/quote", None),
            ("/thesis/0/id", Some(Role::Names(Kind::Reading))),
            ("/thesis/0/rests-on/0", Some(Role::Refers(None))),
            ("/thesis/0/text", Some(Role::Prose)),
            ("/sections/0/blocks/0/chart/figure", Some(Role::Refers(Some(Kind::Figure)))),
            ("/definitions/a", Some(Role::Prose)),
            ("/allow/0/at", Some(Role::Scope)),
            ("/id", None),
        ] {
            let place = place(pointer).expect(pointer);
            assert_eq!(roles.of_value(place), role, "{pointer}");
        }
        let figure = place("/figures/a").expect("figures have ids");
        assert_eq!(roles.of_key(figure), Some(Role::Names(Kind::Figure)));
        assert_eq!(roles.thing(figure), Some(Kind::Figure));
    }
}
