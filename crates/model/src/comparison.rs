//! What a figure is measured against: comparisons, and claims to be the highest or lowest.

use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::date::Date;
use crate::figure::Figure;
use crate::id::{ComparisonName, Count, Ref};
use crate::limit::{list, some};
use crate::period::Period;
use crate::quantity::Quantity;
use crate::source::Source;
use crate::text::{Name, Sentence};
use crate::walk::{walk, words};

/// A further comparison of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Comparison {
    /// The name by which text and tables refer to it: `{cloud.cc}` prints the change.
    #[serde(
        rename = "as",
        default,
        deserialize_with = "some",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<ComparisonName>,
    /// How much the figure changed, and against what.
    pub change: Change,
    /// The value that the change is measured against.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub prior: Option<Quantity>,
    /// The id of the figure that it is compared with, in place of `prior`: an earlier
    /// guidance, an estimate, the figure of a peer.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub with: Option<Ref<Figure>>,
    /// What was taken out or evened out for this comparison.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<Adjustment>,
    /// The items left out, where `adjustment` is `excluding`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub excluding: Vec<Name>,
    /// What it is measured against, where that needs a name.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Sentence>,
    /// How many estimates a consensus is the mean of.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub estimates: Option<Count>,
    /// Whether the source states the change or the author computed it; stated if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The id of the source of the prior value, where it is not the one of the figure.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub source: Option<Ref<Source>>,
    /// The day on which the prior value stood so: a consensus moves.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Why it is not meaningful, or what else a reader must know of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub note: Option<Sentence>,
}

walk!(Comparison {
    name = "as", change, prior, with, adjustment, excluding, baseline, estimates, origin,
    source, date, note,
});

impl Comparison {
    /// A change alone, for `..Comparison::new(change)`.
    #[must_use]
    pub fn new(change: Change) -> Self {
        Self {
            name: None,
            change,
            prior: None,
            with: None,
            adjustment: None,
            excluding: Vec::new(),
            baseline: None,
            estimates: None,
            origin: None,
            source: None,
            date: None,
            note: None,
        }
    }
}

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
