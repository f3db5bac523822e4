//! What each place of the schema holds: an id, a reference, prose. The model's walk
//! over a brief that has every key there is tells: no second list of fields is kept.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;
use strata_model::walk::{Leaf, Record, Step, Visit, Walk};
use strata_model::{Brief, IdKind, describe};
use strata_syntax::path::Path;

/// What a text is to the ids of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the id of a thing.
    Names(IdKind),
    /// It is the id of another thing; of any, if no kind is said.
    Refers(Option<IdKind>),
    /// It is the id of a figure, perhaps with what of it is meant, or a mark.
    Cell,
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
#[derive(Default)]
pub(super) struct Roles {
    keys: BTreeMap<usize, Role>,
    values: BTreeMap<usize, Role>,
    things: BTreeMap<usize, IdKind>,
}

/// The roles, made once. `None` would be a fault of ours, which a test excludes.
pub(super) fn roles() -> Option<&'static Roles> {
    static ROLES: OnceLock<Option<Roles>> = OnceLock::new();
    ROLES.get_or_init(Roles::new).as_ref()
}

impl Roles {
    fn new() -> Option<Self> {
        let brief: Brief =
            serde_json::from_value(describe::whole(describe::root())).ok()?;
        let mut learning = Learning {
            roles: Roles::default(),
            places: vec![Some(describe::root())],
            kind: None,
        };
        brief.walk(&mut learning);
        let mut roles = learning.roles;
        // Texts whose words are not the author's own.
        let allowed = Path::root().key("allow").index(0);
        for (key, role) in [("at", Role::Scope), ("rule", Role::Rule)] {
            let place = strata_check::place(&allowed.key(key))?;
            roles.values.insert(address(place), role);
        }
        Some(roles)
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
    pub(super) fn thing(&self, place: &Value) -> Option<IdKind> {
        self.things.get(&address(place)).copied()
    }
}

/// Roles while they are learnt from a brief that has every key there is.
struct Learning {
    roles: Roles,
    /// The places on the way to where the walk is.
    places: Vec<Option<&'static Value>>,
    /// What an `id` in the record is the id of.
    kind: Option<IdKind>,
}

impl Learning {
    fn here(&self) -> Option<&'static Value> {
        self.places.last().copied().flatten()
    }

    /// Something has its id here.
    fn is_thing(&mut self, place: Option<&'static Value>, kind: IdKind) {
        self.roles.things.extend(place.map(|place| (address(place), kind)));
    }
}

impl<'b> Visit<'b> for Learning {
    fn enter(&mut self, step: Step<'b>) {
        let next = self.here().and_then(|place| match step {
            Step::Key(key) => describe::member(place, key),
            Step::Period(period) => describe::member(place, &period.to_string()),
            Step::Index(_) => describe::item(place),
        });
        self.places.push(next);
    }

    fn leave(&mut self) {
        self.places.pop();
    }

    fn record(&mut self, record: Record<'b>) {
        self.kind = record.kind();
    }

    fn key(&mut self, _: Leaf<'b>, names: Option<IdKind>) {
        if let (Some(kind), Some(place)) = (names, self.here()) {
            self.roles.keys.insert(address(place), Role::Names(kind));
            self.is_thing(Some(place), kind);
        }
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        let role = match leaf {
            Leaf::Prose(_) => Role::Prose,
            Leaf::Ref(_, kind) => Role::Refers(Some(kind)),
            Leaf::Ground(_) => Role::Refers(None),
            Leaf::Cell(_) | Leaf::Shown(_) => Role::Cell,
            Leaf::Derivation(_) => Role::Expression,
            Leaf::Id(_) => {
                let Some(kind) = self.kind else { return };
                let above = self.places.len().checked_sub(2);
                let record = above.and_then(|at| self.places.get(at).copied().flatten());
                self.is_thing(record, kind);
                Role::Names(kind)
            }
            _ => return,
        };
        self.roles.values.extend(self.here().map(|place| (address(place), role)));
    }
}

/// The schema lives as long as the process, and is not moved.
fn address(place: &Value) -> usize {
    std::ptr::from_ref(place).addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_the_role_that_the_rules_give_them() {
        let roles = roles().expect("the schema describes a brief");
        let place = |pointer| strata_check::place(&Path::parse(pointer)?);
        for (pointer, role) in [
            ("/figures/a/source", Some(Role::Refers(Some(IdKind::Source)))),
            ("/figures/a/derivation", Some(Role::Expression)),
            ("/recommendation/target", Some(Role::Refers(Some(IdKind::Figure)))),
            ("/market/0", Some(Role::Refers(Some(IdKind::Figure)))),
            ("/next-event/note", Some(Role::Prose)),
            ("/figures/a/label", None),
            ("/figures/a/quote", None),
            ("/thesis/0/id", Some(Role::Names(IdKind::Reading))),
            ("/thesis/0/rests-on/0", Some(Role::Refers(None))),
            ("/thesis/0/text", Some(Role::Prose)),
            (
                "/sections/0/blocks/0/chart/figure",
                Some(Role::Refers(Some(IdKind::Figure))),
            ),
            ("/definitions/a", Some(Role::Prose)),
            ("/allow/0/at", Some(Role::Scope)),
            ("/id", None),
        ] {
            let place = place(pointer).expect(pointer);
            assert_eq!(roles.of_value(place), role, "{pointer}");
        }
        let figure = place("/figures/a").expect("figures have ids");
        assert_eq!(roles.of_key(figure), Some(Role::Names(IdKind::Figure)));
        assert_eq!(roles.thing(figure), Some(IdKind::Figure));
    }
}
