//! The order of keys, taken from the types that read a brief: how they ask for their fields
//! is the only truth about it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer as _, Visitor};
use strata_model::Brief;

/// What a type holds, as far as the order of keys goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// No keys, or keys nobody knows.
    Leaf,
    /// Entries of one type, in the author's order.
    Each(usize),
    /// Keys in this order, each with its type: the fields of a struct, or the kinds of a
    /// union.
    Keys(&'static [&'static str], usize),
}

/// The types of a brief, the brief itself first. The types of keys follow one another.
#[derive(Debug, Default)]
pub(super) struct Forms(Vec<Form>);

impl Forms {
    /// The type of the brief.
    pub(super) fn root(&self) -> Form {
        self.of(0)
    }

    /// The type of what stands under a key.
    pub(super) fn under(&self, form: Form, key: &str) -> Form {
        match form {
            Form::Leaf => Form::Leaf,
            Form::Each(each) => self.of(each),
            Form::Keys(keys, first) => {
                let at = keys.iter().position(|known| *known == key);
                at.map_or(Form::Leaf, |at| self.of(first + at))
            }
        }
    }

    /// The type of the entries of a list.
    pub(super) fn entry(&self, form: Form) -> Form {
        match form {
            Form::Each(each) => self.of(each),
            Form::Leaf | Form::Keys(..) => Form::Leaf,
        }
    }

    fn of(&self, at: usize) -> Form {
        self.0.get(at).copied().unwrap_or(Form::Leaf)
    }
}

/// The types of a brief, asked once.
pub(super) fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = Forms(vec![Form::Leaf]);
        trace(&mut forms, &mut BTreeMap::new(), 0, &mut Vec::new());
        forms
    })
}

/// One step down while the types are asked.
#[derive(Debug, Clone, Copy)]
enum Step {
    Entry,
    Key(&'static str),
}

/// Finds out what a path leads to, and all below it. A type that is met again, by its name,
/// is not asked again.
fn trace(
    forms: &mut Forms,
    known: &mut BTreeMap<&'static str, Form>,
    at: usize,
    path: &mut Vec<Step>,
) {
    let mut seen = Seen::Leaf;
    // The answer is the error, or what was noted before it.
    let _ = Brief::deserialize(Probe { steps: path, seen: &mut seen });
    let form = match seen {
        Seen::Leaf => Form::Leaf,
        Seen::Each => Form::Each(forms.0.len()),
        Seen::Keys(name, keys) => match known.get(name) {
            Some(form) => *form,
            None => Form::Keys(keys, forms.0.len()),
        },
    };
    if let Some(slot) = forms.0.get_mut(at) {
        *slot = form;
    }
    let steps: Vec<Step> = match (seen, form) {
        (Seen::Each, _) => vec![Step::Entry],
        (Seen::Keys(name, keys), form) if !known.contains_key(name) => {
            known.insert(name, form);
            keys.iter().map(|key| Step::Key(key)).collect()
        }
        _ => return,
    };
    let first = forms.0.len();
    forms.0.resize(first + steps.len(), Form::Leaf);
    for (offset, step) in steps.into_iter().enumerate() {
        path.push(step);
        trace(forms, known, first + offset, path);
        path.pop();
    }
}

/// What a type asks for.
#[derive(Debug, Clone, Copy)]
enum Seen {
    Leaf,
    Each,
    Keys(&'static str, &'static [&'static str]),
}

/// A value that leads a type down a path, notes what it asks for there, and then fails.
struct Probe<'p> {
    steps: &'p [Step],
    seen: &'p mut Seen,
}

impl<'p> Probe<'p> {
    /// Goes a step down, or notes what is asked for at the end of the path.
    fn step(self, seen: Seen) -> Result<(Step, Probe<'p>), Error> {
        match self.steps.split_first() {
            Some((step, steps)) => Ok((*step, Probe { steps, seen: self.seen })),
            None => {
                *self.seen = seen;
                Err(end())
            }
        }
    }
}

/// The path ends here.
fn end() -> Error {
    de::Error::custom("the end of the path")
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(end())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (_, below) = self.step(Seen::Each)?;
        visitor.visit_seq(One { key: "", value: Some(below) })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    /// Every id of a brief may be this one; other keys lead to texts, which have no keys.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (_, below) = self.step(Seen::Each)?;
        visitor.visit_map(One { key: "a", value: Some(below) })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.step(Seen::Keys(name, fields))? {
            (Step::Key(key), below) => visitor.visit_map(One { key, value: Some(below) }),
            (Step::Entry, _) => Err(end()),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.step(Seen::Keys(name, variants))? {
            (Step::Key(key), below) => {
                visitor.visit_enum(One { key, value: Some(below) })
            }
            (Step::Entry, _) => Err(end()),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf unit unit_struct tuple_struct identifier ignored_any
    }
}

/// A collection with one entry on the way down.
struct One<'p> {
    key: &'static str,
    value: Option<Probe<'p>>,
}

impl<'p> One<'p> {
    fn value<'de, T: DeserializeSeed<'de>>(
        value: Option<Probe<'p>>,
        seed: T,
    ) -> Result<T::Value, Error> {
        seed.deserialize(value.ok_or_else(end)?)
    }

    fn name(&self) -> StrDeserializer<'static, Error> {
        self.key.into_deserializer()
    }
}

impl<'de> de::SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        One::value(self.value.take(), seed).map(Some)
    }
}

impl<'de> de::MapAccess<'de> for One<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        seed.deserialize(self.name()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Error> {
        One::value(self.value.take(), seed)
    }
}

impl<'de, 'p> de::EnumAccess<'de> for One<'p> {
    type Error = Error;
    type Variant = Body<'p>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Body<'p>), Error> {
        Ok((seed.deserialize(self.name())?, Body(self.value)))
    }
}

/// What stands under the kind of a union. A bare word has nothing there.
struct Body<'p>(Option<Probe<'p>>);

impl<'de> de::VariantAccess<'de> for Body<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(end())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Error> {
        One::value(self.0, seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(end())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every struct and union that the schema knows, by its keys, sorted.
    fn in_schema(schema: &serde_json::Value, found: &mut Vec<Vec<String>>) {
        if let Some(properties) = schema.get("properties").and_then(|p| p.as_object()) {
            let mut keys: Vec<String> = properties.keys().cloned().collect();
            keys.sort();
            found.push(keys);
        }
        match schema {
            serde_json::Value::Object(object) => {
                object.values().for_each(|value| in_schema(value, found));
            }
            serde_json::Value::Array(items) => {
                items.iter().for_each(|item| in_schema(item, found));
            }
            _ => {}
        }
    }

    #[test]
    fn every_type_of_the_schema_has_an_order() {
        let mut expected = Vec::new();
        in_schema(&strata_model::schema(), &mut expected);
        assert!(expected.len() > 20, "{}", expected.len());
        let known = forms().0.iter().filter_map(|form| match form {
            Form::Keys(keys, _) => {
                let mut keys: Vec<String> =
                    keys.iter().map(|key| (*key).to_owned()).collect();
                keys.sort();
                Some(keys)
            }
            _ => None,
        });
        let known: Vec<Vec<String>> = known.collect();
        for keys in expected {
            assert!(known.contains(&keys), "no order for {keys:?}");
        }
    }

    #[test]
    fn keys_come_in_the_order_of_the_model() {
        let forms = forms();
        let Form::Keys(keys, _) = forms.root() else { panic!("a brief has keys") };
        assert_eq!(&keys[..3], ["$schema", "strata", "id"]);
        let figure = forms.under(forms.under(forms.root(), "figures"), "capex");
        let Form::Keys(keys, _) = figure else { panic!("a figure has keys") };
        assert_eq!(&keys[..2], ["label", "value"]);
    }
}
