//! Identifiers: of everything inside a brief, and of the company outside it.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use crate::form;
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::walk::words;

/// Declares a scalar that is kept as the text it was written as.
macro_rules! kept_text {
    ($(#[$doc:meta])* $name:ident, $max:literal, $pattern:expr, $plain:path, $examples:expr, $about:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl Scalar for $name {
            const NAME: &'static str = stringify!($name);
            const DESCRIPTION: &'static str = $about;
            const PATTERN: &'static str = $pattern;
            const MAX: usize = $max;
            const EXAMPLES: &'static [&'static str] = &$examples;
        }

        impl $name {
            /// The text as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                fits::<Self>(text, $plain).map(|()| Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        as_text!($name);
    };
}

kept_text!(
    /// The name of a thing inside a brief, by which everything else refers to it.
    ///
    /// ASCII only, so that no two ids look alike.
    ///
    /// ```
    /// use strata_model::Id;
    /// assert_eq!("free-cash-flow".parse::<Id>()?.as_str(), "free-cash-flow");
    /// assert!("Free Cash Flow".parse::<Id>().is_err());
    /// # Ok::<_, strata_model::Malformed>(())
    /// ```
    Id, 64,
    "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$",
    form::is_id,
    ["free-cash-flow", "capex", "aws"],
    "A name in lower case, words joined by hyphens. All ids of a brief are one namespace."
);

kept_text!(
    /// The name of a comparison, unique within its figure: the `cc` of `{cloud.cc}`.
    ComparisonName, 40,
    "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$",
    form::is_id,
    ["cc", "organic", "consensus"],
    "A name in lower case, words joined by hyphens; none of the words that name a part, such as `rise`."
);

impl Id {
    /// An id out of a longer text whose pattern has been matched. No schema can bound a part
    /// of a text, so it may be longer than an id is: then it names nothing.
    pub(crate) fn within(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A reference to a thing of the brief by its id. What it may name is in its type: one of
/// the [`Referent`]s.
///
/// ```
/// use strata_model::{Figure, Ref, Source};
/// let source: Ref<Source> = "annual-report".parse()?;
/// assert_eq!(source.id().as_str(), "annual-report");
/// # Ok::<_, strata_model::Malformed>(())
/// ```
pub struct Ref<T> {
    id: Id,
    to: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// A reference to the thing with this id, whether there is one or not.
    #[must_use]
    pub fn to(id: Id) -> Self {
        Ref { id, to: PhantomData }
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }
}

/// A reference serves wherever an id does.
impl<T> Deref for Ref<T> {
    type Target = Id;

    fn deref(&self) -> &Id {
        &self.id
    }
}

/// What a reference may name.
pub trait Referent {
    /// The kind of the thing.
    const KIND: IdKind;
}

/// A term or measure under `definitions`.
#[derive(Debug)]
pub enum Definition {}

impl Referent for Definition {
    const KIND: IdKind = IdKind::Definition;
}

/// The kinds of things that have an id in a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdKind {
    /// An entry of `sources`.
    Source,
    /// An entry of `definitions`.
    Definition,
    /// An entry of `notes`.
    Note,
    /// An entry of `figures`.
    Figure,
    /// A reading, wherever it stands.
    Reading,
    /// A section.
    Section,
    /// A block of a section.
    Block,
    /// An item, a layer, a pole or a counterparty.
    Item,
}

impl IdKind {
    /// Whether it can be evidence. A definition and a note are named only where nothing else
    /// can be meant, so that one may have the id of another thing.
    #[must_use]
    pub fn is_evidence(self) -> bool {
        !matches!(self, Self::Definition | Self::Note)
    }
}

words!(IdKind {
    Source = "source",
    Definition = "definition",
    Note = "note",
    Figure = "figure",
    Reading = "reading",
    Section = "section",
    Block = "block",
    Item = "item",
});

// By hand: what is referred to is in no reference.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self::to(self.id.clone())
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for Ref<T> {}

impl<T> PartialEq<Id> for Ref<T> {
    fn eq(&self, other: &Id) -> bool {
        self.id == *other
    }
}

impl<T> fmt::Display for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<T> FromStr for Ref<T> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.parse().map(Self::to)
    }
}

impl<T> serde::Serialize for Ref<T> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(s)
    }
}

impl<'de, T> serde::Deserialize<'de> for Ref<T> {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Id::deserialize(d).map(Self::to)
    }
}

#[cfg(feature = "schema")]
impl<T> schemars::JsonSchema for Ref<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Id::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Id::json_schema(generator)
    }
}

kept_text!(
    /// A unit: a noun that is counted or a physical unit.
    UnitName, 40,
    "^[A-Za-zµΩ°][A-Za-z0-9µΩ°²³-]*$",
    form::is_unit,
    ["developers", "GW", "chips"],
    "One word without spaces. Physical units are built in; every other word is declared under `units`."
);

kept_text!(
    /// The Central Index Key of a filer with the US Securities and Exchange Commission.
    Cik, 10,
    "^[0-9]{10}$",
    form::is_cik,
    ["0001018724"],
    "Ten digits, leading zeros included."
);

kept_text!(
    /// A Legal Entity Identifier, ISO 17442.
    Lei, 20,
    "^[A-Z0-9]{18}[0-9]{2}$",
    form::is_lei,
    ["ZXTILKJKG63JELOEG630"],
    "Twenty letters and digits, ISO 17442."
);

kept_text!(
    /// An International Securities Identification Number, ISO 6166.
    Isin, 12,
    "^[A-Z]{2}[A-Z0-9]{9}[0-9]$",
    form::is_isin,
    ["US0231351067"],
    "Two letters, nine letters and digits, and a check digit: ISO 6166."
);

kept_text!(
    /// An address that a reader may open: `https`, `http` or `mailto`, never another scheme.
    Url, 2000,
    "^(?:https?://|mailto:)[!-~]+$",
    form::is_url,
    ["https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001018724"],
    "An https, http or mailto address, without spaces."
);

kept_text!(
    /// A whole number of periods or days, written as text like every number of the format.
    Count, 4,
    "^[1-9][0-9]{0,3}$",
    form::is_count,
    ["2", "90"],
    "A whole number from 1 to 9999, in quotes: no field of the format is a number."
);

impl Count {
    /// The number.
    #[must_use]
    pub fn get(&self) -> u16 {
        self.0.parse().unwrap_or(u16::MAX)
    }
}
