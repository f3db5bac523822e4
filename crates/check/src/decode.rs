//! The tree into the typed model: a serde deserializer that accepts exactly what the
//! published schema accepts.
//!
//! Stricter than serde's own habits: a struct is never a list, a unit variant is a bare
//! word, an enum with data is a map of one key, nothing is left over, and neither numbers
//! nor null are ever a value.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Expected, Unexpected, Visitor};
use strata_model::COMMENT;
use strata_syntax::source::Span;
use strata_syntax::tree::{Entry, Kind, Node};

/// Whether an entry is a comment, which counts for nothing wherever it stands.
pub(crate) fn is_comment(entry: &Entry<'_>) -> bool {
    entry.key == COMMENT && matches!(entry.value.kind, Kind::Str(_))
}

/// Decodes a tree, or says where and why it is refused.
pub fn decode<'de, T: de::Deserialize<'de>>(
    node: &'de Node<'_>,
) -> Result<T, DecodeError> {
    T::deserialize(Value(node))
}

/// Why a tree is not what was asked for, at the innermost node that is known.
#[derive(Debug)]
pub struct DecodeError {
    /// Why.
    pub message: String,
    /// Where, if that is known.
    pub span: Option<Span>,
}

impl DecodeError {
    fn at(mut self, span: Span) -> Self {
        self.span = self.span.or(Some(span));
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        DecodeError { message: message.to_string(), span: None }
    }
}

#[derive(Clone, Copy)]
struct Value<'de, 's>(&'de Node<'s>);

impl<'de> Value<'de, '_> {
    fn refuse<T>(self, expected: &dyn Expected) -> Result<T, DecodeError> {
        let found = match &self.0.kind {
            Kind::Null => Unexpected::Unit,
            Kind::Bool(truth) => Unexpected::Bool(*truth),
            Kind::Num(_) => Unexpected::Other("number"),
            Kind::Str(text) => Unexpected::Str(text),
            Kind::Seq(_) => Unexpected::Seq,
            Kind::Map(_) => Unexpected::Map,
        };
        Err(<DecodeError as de::Error>::invalid_type(found, expected).at(self.0.span))
    }

    fn text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.0.kind {
            Kind::Str(text) => visitor
                .visit_borrowed_str(text)
                .map_err(|error: DecodeError| error.at(self.0.span)),
            _ => self.refuse(&visitor),
        }
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let Kind::Seq(items) = &self.0.kind else { return self.refuse(&visitor) };
        let mut list = List(items.iter());
        let value =
            visitor.visit_seq(&mut list).map_err(|error| error.at(self.0.span))?;
        match list.0.next() {
            None => Ok(value),
            Some(rest) => {
                Err(<DecodeError as de::Error>::custom("more entries than expected")
                    .at(rest.span))
            }
        }
    }

    fn map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let Kind::Map(entries) = &self.0.kind else { return self.refuse(&visitor) };
        let map = Map { entries: entries.iter(), value: None };
        visitor.visit_map(map).map_err(|error| error.at(self.0.span))
    }
}

/// Methods that refuse, or pass on to a method of [`Value`].
macro_rules! forward {
    ($($method:ident => $to:ident),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$to(visitor)
        })*
    };
}

macro_rules! refuse {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.refuse(&visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Value<'de, '_> {
    type Error = DecodeError;

    forward! {
        deserialize_str => text,
        deserialize_string => text,
        deserialize_char => text,
        deserialize_identifier => text,
        deserialize_seq => list,
        deserialize_map => map,
    }

    refuse! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
        deserialize_unit
    }

    fn deserialize_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match &self.0.kind {
            Kind::Str(_) => self.text(visitor),
            Kind::Bool(_) => self.deserialize_bool(visitor),
            Kind::Seq(_) => self.list(visitor),
            Kind::Map(_) => self.map(visitor),
            Kind::Null | Kind::Num(_) => self.refuse(&visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.0.kind {
            Kind::Bool(truth) => visitor.visit_bool(truth),
            _ => self.refuse(&visitor),
        }
    }

    /// A key that is present holds a value: null is refused by whatever reads it.
    fn deserialize_option<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.refuse(&visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let choice = match &self.0.kind {
            Kind::Str(text) => Choice { name: text, span: self.0.span, body: None },
            Kind::Map(entries) => {
                let mut kinds = entries.iter().filter(|entry| !is_comment(entry));
                match (kinds.next(), kinds.next()) {
                    (Some(Entry { key, key_span, value }), None) => {
                        Choice { name: key, span: *key_span, body: Some(Value(value)) }
                    }
                    _ => {
                        let message = "expected a map with exactly one key";
                        return Err(
                            <DecodeError as de::Error>::custom(message).at(self.0.span)
                        );
                    }
                }
            }
            _ => return self.refuse(&visitor),
        };
        visitor.visit_enum(choice).map_err(|error| error.at(self.0.span))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }
}

struct List<'de, 's>(std::slice::Iter<'de, Node<'s>>);

impl<'de> de::SeqAccess<'de> for &mut List<'de, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        self.0.next().map(|node| seed.deserialize(Value(node))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Map<'de, 's> {
    entries: std::slice::Iter<'de, Entry<'s>>,
    value: Option<&'de Node<'s>>,
}

impl<'de> de::MapAccess<'de> for Map<'de, '_> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, DecodeError> {
        let Some(entry) = self.entries.find(|entry| !is_comment(entry)) else {
            return Ok(None);
        };
        self.value = Some(&entry.value);
        let name = Name { text: &entry.key, span: entry.key_span };
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, DecodeError> {
        match self.value.take() {
            Some(node) => seed.deserialize(Value(node)),
            None => {
                Err(<DecodeError as de::Error>::custom("a value was read before its key"))
            }
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// A key, or the word that chooses a variant: always a text.
#[derive(Clone, Copy)]
struct Name<'de> {
    text: &'de str,
    span: Span,
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor
            .visit_borrowed_str(self.text)
            .map_err(|error: DecodeError| error.at(self.span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    /// A key that is one of a closed list of words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_enum(Choice { name: self.text, span: self.span, body: None })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf option unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

/// The variant of an enum: a bare word, or the one key of a map with the body under it.
struct Choice<'de, 's> {
    name: &'de str,
    span: Span,
    body: Option<Value<'de, 's>>,
}

impl<'de, 's> de::EnumAccess<'de> for Choice<'de, 's> {
    type Error = DecodeError;
    type Variant = Body<'de, 's>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), DecodeError> {
        let variant = seed.deserialize(Name { text: self.name, span: self.span })?;
        Ok((variant, Body(self.body)))
    }
}

struct Body<'de, 's>(Option<Value<'de, 's>>);

impl<'de, 's> Body<'de, 's> {
    fn value(self) -> Result<Value<'de, 's>, DecodeError> {
        self.0.ok_or_else(|| {
            <DecodeError as de::Error>::custom("expected a map with one key")
        })
    }
}

impl<'de> de::VariantAccess<'de> for Body<'de, '_> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        match self.0 {
            None => Ok(()),
            Some(value) => {
                let message = "expected a bare word, not a map";
                Err(<DecodeError as de::Error>::custom(message).at(value.0.span))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, DecodeError> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.value()?.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.value()?.map(visitor)
    }
}
