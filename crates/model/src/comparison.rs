//! What a figure is measured against: comparisons, and claims to be the highest or lowest.

use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::limit::some;
use crate::period::Period;
use crate::quantity::Quantity;
use crate::text::{Name, Sentence};
use crate::walk::{walk, words};

/// A further comparison of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Comparison {
    /// How much the figure changed, and against what.
    pub change: Change,
    /// The value that the change is measured against.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub prior: Option<Quantity>,
    /// What was taken out or evened out for this comparison.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<Adjustment>,
    /// What it is measured against, where that needs a name.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Sentence>,
    /// Whether the source states the change or the author computed it; stated if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

walk!(Comparison { change, prior, adjustment, baseline, origin });

/// Where a comparison comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The source states it.
    Stated,
    /// The author computed it from stated values.
    Computed,
}

words!(Origin { Stated = "stated", Computed = "computed" });

/// A claim to be the highest or lowest of a series; checked against the figure's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Superlative {
    /// Which measure of the figure is the extreme one.
    pub of: Aspect,
    /// Which end of the series.
    pub extreme: Extreme,
    /// The period since when; only what is later than it counts.
    pub since: Period,
    /// The claim in the words that are printed.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub words: Option<Name>,
}

walk!(Superlative { of, extreme, since, words });

/// A measure of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Its value.
    Value,
    /// Its change.
    Change,
}

words!(Aspect { Value = "value", Change = "change" });

/// An end of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Extreme {
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
}

words!(Extreme { Highest = "highest", Lowest = "lowest" });

/// What was taken out of a figure or evened out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Adjustment {
    /// As reported; nothing was adjusted.
    Reported,
    /// At the exchange rates of the period compared with.
    ConstantCurrency,
    /// Without acquisitions and disposals.
    Organic,
    /// Without the items named under `excluding`.
    Excluding,
}

words!(Adjustment {
    Reported = "reported",
    ConstantCurrency = "constant-currency",
    Organic = "organic",
    Excluding = "excluding",
});
