//! What all scalars of the format share: one pattern for reading and for the schema.

use std::fmt;

/// A value that is written as one text with a fixed form.
///
/// The pattern is the single truth about the form: the JSON Schema prints it, and a test
/// holds the reading, which is done by hand, to it. It is written in the part of regular expressions that Rust, ECMA-262 and
/// Python read alike, with every character class spelled out.
pub trait Scalar: Sized + fmt::Display + std::str::FromStr<Err = Malformed> {
    /// The name in the schema and in messages, such as `Quantity`.
    const NAME: &'static str;
    /// What the scalar is, in one or two sentences for the author of a brief.
    const DESCRIPTION: &'static str;
    /// The form, anchored at both ends.
    const PATTERN: &'static str;
    /// The longest text accepted, in characters.
    const MAX: usize;
    /// Texts of the right form, the most typical first.
    const EXAMPLES: &'static [&'static str];
}

/// The error of reading a [`Scalar`]: the text does not have the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    name: &'static str,
    example: &'static str,
    max: usize,
    too_long: bool,
}

impl Malformed {
    /// The error for a text that is not a `T`.
    #[must_use]
    pub fn new<T: Scalar>(text: &str) -> Self {
        Self {
            name: T::NAME,
            example: T::EXAMPLES.first().copied().unwrap_or_default(),
            max: T::MAX,
            too_long: text.chars().count() > T::MAX,
        }
    }

    /// The name of the scalar that was expected.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.name
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.too_long {
            write!(f, "{} is longer than {} characters", self.name, self.max)
        } else {
            write!(f, "expected {}, for example `{}`", self.name, self.example)
        }
    }
}

impl std::error::Error for Malformed {}

/// The error of reading a word that is not in its closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAWord {
    pub(crate) of: &'static [&'static str],
}

impl NotAWord {
    /// The words of the list.
    #[must_use]
    pub fn expected(&self) -> &'static [&'static str] {
        self.of
    }
}

impl fmt::Display for NotAWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", self.of.join(", "))
    }
}

impl std::error::Error for NotAWord {}

/// Whether `text` has the form of `T` and is no longer than it may be.
pub(crate) fn fits<T: Scalar>(
    text: &str,
    is_form: fn(&str) -> bool,
) -> Result<(), Malformed> {
    // A byte is at most a character: only long texts are counted.
    let short = text.len() <= T::MAX || text.chars().count() <= T::MAX;
    if short && is_form(text) { Ok(()) } else { Err(Malformed::new::<T>(text)) }
}

/// Reads and writes a scalar as its text, and describes it in the schema.
macro_rules! as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_str($crate::scalar::Reader(std::marker::PhantomData))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$name as $crate::scalar::Scalar>::NAME.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::schema::scalar::<$name>()
            }
        }
    };
}
pub(crate) use as_text;

/// The serde visitor of every scalar: a borrowed text in, no copy made.
pub(crate) struct Reader<T>(pub(crate) std::marker::PhantomData<T>);

impl<T: Scalar> serde::de::Visitor<'_> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", T::NAME)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
