//! How a source bounds a value.

use serde::{Deserialize, Serialize};

use crate::walk::words;

/// How a source bounds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// Nothing is rounded.
    Exact,
    /// Within a unit of the last digit; written `~` in the value.
    About,
    /// A little less than the value.
    Nearly,
    /// The value or more; written as a trailing `+`.
    AtLeast,
    /// More than the value.
    MoreThan,
    /// The value or less.
    AtMost,
    /// Less than the value.
    LessThan,
    /// Anything to the value.
    UpTo,
}

words!(Qualifier {
    Exact = "exact",
    About = "about",
    Nearly = "nearly",
    AtLeast = "at-least",
    MoreThan = "more-than",
    AtMost = "at-most",
    LessThan = "less-than",
    UpTo = "up-to",
});
