//! A figure: a quantity with its meaning.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::comparison::{Adjustment, Comparison, Superlative};
use crate::date::Date;
use crate::derivation::Derivation;
use crate::form;
use crate::id::{Definition, Id, IdKind, Ref, Referent};
use crate::limit::{list, map, some, some_list};
use crate::period::Period;
use crate::qualifier::Qualifier;
use crate::quantity::Quantity;
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::source::Source;
use crate::text::{Line, Name, Sentence, Short};
use crate::walk::{Visit, Walk, walk, words};

/// A figure of the brief: one quantity and everything that makes it mean something.
///
/// It has exactly one of `value`, `range`, `magnitude`, `shift`, or else a `change` alone:
/// a growth rate may be known where the level is not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Figure {
    /// What the figure is called where it is printed.
    pub label: Name,
    /// What it is called where there is little room.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// The quantity as it is printed: the digits written are the precision claimed.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// The value as it is shown, where that has fewer digits: a rounding of `value`. Sums
    /// and changes are checked on `value`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub show_as: Option<Quantity>,
    /// How far the value may lie off on either side: a percentage of it, or an amount.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Quantity>,
    /// The two ends between which the value lies, in place of `value`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The order of magnitude in words, where the source gives no number.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub magnitude: Option<Name>,
    /// A change of state in words, where the source gives no number.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub shift: Option<Shift>,
    /// How the source bounds the value, where no glyph in the value says so.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// The decimal places that are meant, where the written digits say more or less.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub decimals: Option<Decimals>,
    /// The first comparison: how much the figure changed, and against what.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The value that `change` is measured against.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub prior: Option<Quantity>,
    /// Further comparisons, each with its own base.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// Which way is good for the company; higher if absent. Colours follow it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub better: Option<Better>,
    /// A claim to be the highest or lowest of the series under `history`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub superlative: Option<Superlative>,
    /// The period that the figure covers.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The accounting basis, or whose claim it is.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What was taken out of the figure or evened out.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<Adjustment>,
    /// The items left out, where `adjustment` is `excluding`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub excluding: Vec<Name>,
    /// The id of the definition that says what is measured.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub definition: Option<Ref<Definition>>,
    /// The id of the figure that is the nearest GAAP or IFRS measure to this one outside.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub nearest_gaap: Option<Ref<Figure>>,
    /// The name under which the same measure is known elsewhere, such as an XBRL concept.
    /// Figures of one concept, entity, period and unit must not conflict.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub concept: Option<Name>,
    /// Whom the figure is about, where that is not the subject of the brief.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub entity: Option<Name>,
    /// The part of the whole that is measured: segment, product, region, cohort, site.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub dimensions: BTreeMap<Id, Name>,
    /// What a multiple or a relative likelihood is measured against.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Sentence>,
    /// Whom or what was counted or observed.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub population: Option<Sentence>,
    /// Marks an outlook of the issuer, with the day it was given.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Guidance>,
    /// How the figure follows from others of this brief.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub derivation: Option<Derivation>,
    /// Named lists of figures, each of which adds up to this one. Parts of two breakdowns
    /// are never added to one another.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub breakdowns: BTreeMap<Id, Breakdown>,
    /// The values of other periods. The order of the entries means nothing.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub history: BTreeMap<Period, Quantity>,
    /// The id of the source that states the figure.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub source: Option<Ref<Source>>,
    /// Where in the source: a page, a row, or a machine-readable fact.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub locator: Option<Line>,
    /// The words of the source.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub quote: Option<Line>,
    /// Further sources that state the same.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub corroborated_by: Vec<Corroboration>,
    /// Whether the figure was compared with its source.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// The id of the figure that this one takes the place of, such as earlier guidance.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Ref<Figure>>,
    /// What a reader must know beside the number.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub note: Option<Sentence>,
}

impl Referent for Figure {
    const KIND: IdKind = IdKind::Figure;
}

walk!(Figure as Figure {
    label, short, value, show_as, tolerance, range, magnitude, shift, qualifier, decimals, change, prior,
    comparisons, better, superlative, period, basis, adjustment, excluding, definition,
    nearest_gaap, concept, entity, dimensions, baseline, population, guidance, derivation,
    breakdowns, history, source, locator, quote, corroborated_by, verification, replaces,
    note,
});

impl Figure {
    /// A figure of which nothing is known but its label, for `..Figure::new(label)`.
    #[must_use]
    pub fn new(label: Name) -> Self {
        Self {
            label,
            short: None,
            value: None,
            show_as: None,
            tolerance: None,
            range: None,
            magnitude: None,
            shift: None,
            qualifier: None,
            decimals: None,
            change: None,
            prior: None,
            comparisons: Vec::new(),
            better: None,
            superlative: None,
            period: None,
            basis: None,
            adjustment: None,
            excluding: Vec::new(),
            definition: None,
            nearest_gaap: None,
            concept: None,
            entity: None,
            dimensions: BTreeMap::new(),
            baseline: None,
            population: None,
            guidance: None,
            derivation: None,
            breakdowns: BTreeMap::new(),
            history: BTreeMap::new(),
            source: None,
            locator: None,
            quote: None,
            corroborated_by: Vec::new(),
            verification: None,
            replaces: None,
            note: None,
        }
    }

    /// Of whom and of what part it is: only figures of one scope measure the same thing.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope { entity: self.entity.as_ref(), dimensions: &self.dimensions }
    }

    /// The ids of the figures that it is computed from or that add up to it.
    pub fn parts(&self) -> impl Iterator<Item = &Id> {
        let operands = self.derivation.iter().flat_map(Derivation::ids);
        let parts = self.breakdowns.values().flat_map(|breakdown| &breakdown.parts);
        operands.chain(parts.map(Ref::id))
    }

    /// The comparison of this name.
    #[must_use]
    pub fn comparison(&self, name: &str) -> Option<&Comparison> {
        let is_named =
            |it: &&Comparison| it.name.as_ref().is_some_and(|own| own.as_str() == name);
        self.comparisons.iter().find(is_named)
    }

    /// Whether it is an estimate of the author's own, of which the author is the source.
    #[must_use]
    pub fn is_own_estimate(&self) -> bool {
        self.basis == Some(Basis::AnalystEstimate)
    }

    /// The qualifier of the value, from its key or from the glyph in the value.
    #[must_use]
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier.or_else(|| self.value.as_ref()?.qualifier())
    }
}

/// Of whom and of what part a figure is. See [`Figure::scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope<'b> {
    /// Whom it is about; the subject of the brief if absent.
    pub entity: Option<&'b Name>,
    /// The part of the whole; the whole if empty.
    pub dimensions: &'b BTreeMap<Id, Name>,
}

/// A complete list of parts: figures that add up to the figure it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Breakdown {
    /// The ids of the parts.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub parts: Vec<Ref<Figure>>,
}

impl Walk for Breakdown {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        self.parts.walk(visit);
    }
}

/// The two ends of a range, in the order low, high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Range {
    /// The lower end.
    pub low: Quantity,
    /// The upper end.
    pub high: Quantity,
}

walk!(Range { low, high });

/// A change of state in words: from months to days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Shift {
    /// The state before.
    pub from: Name,
    /// The state after.
    pub to: Name,
}

walk!(Shift { from, to });

/// The accounting basis of a figure, or whose claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// US generally accepted accounting principles.
    Gaap,
    /// International Financial Reporting Standards.
    Ifrs,
    /// Another country's accounting principles.
    OtherGaap,
    /// A measure outside US GAAP; needs a definition.
    NonGaap,
    /// A measure outside IFRS; needs a definition.
    NonIfrs,
    /// A count or measure of the business that the issuer defines and reports regularly.
    OperatingMetric,
    /// A statement of the issuer without definition or audit.
    IssuerClaim,
    /// A statement of somebody else.
    ThirdParty,
    /// The author's own estimate.
    AnalystEstimate,
}

words!(Basis {
    Gaap = "gaap",
    Ifrs = "ifrs",
    OtherGaap = "other-gaap",
    NonGaap = "non-gaap",
    NonIfrs = "non-ifrs",
    OperatingMetric = "operating-metric",
    IssuerClaim = "issuer-claim",
    ThirdParty = "third-party",
    AnalystEstimate = "analyst-estimate",
});

impl Basis {
    /// Whether it is a basis that needs no word beside it: GAAP or IFRS as reported.
    #[must_use]
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Gaap | Self::Ifrs)
    }

    /// Whether it is a measure outside the accounting principles, which needs a definition
    /// and the nearest measure inside of them.
    #[must_use]
    pub fn is_adjusted(self) -> bool {
        matches!(self, Self::NonGaap | Self::NonIfrs)
    }
}

/// An outlook given by the issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Guidance {
    /// The day on which it was given.
    pub issued: Date,
    /// What it covers, where that is not the whole company or the whole period.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub scope: Option<Sentence>,
    /// What the issuer takes as given, one sentence each.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Sentence>,
}

walk!(Guidance { issued, scope, assumes });

impl Guidance {
    /// An outlook given on this day, for `..Guidance::new(day)`.
    #[must_use]
    pub fn new(issued: Date) -> Self {
        Self { issued, scope: None, assumes: Vec::new() }
    }
}

/// Which way of a figure is good for the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More of it is better, as of revenue.
    Higher,
    /// Less of it is better, as of costs, churn, leverage.
    Lower,
    /// Neither, as of capital expenditure.
    Neither,
}

words!(Better { Higher = "higher", Lower = "lower", Neither = "neither" });

/// A further source that states a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Corroboration {
    /// The id of the source.
    pub source: Ref<Source>,
    /// Where in the source.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub locator: Option<Line>,
    /// The words of the source.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub quote: Option<Line>,
}

walk!(Corroboration { source, locator, quote });

/// Whether a figure was compared with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// The source says the same.
    Matched,
    /// The source says something else.
    Differs,
    /// Nobody looked.
    NotChecked,
    /// The source cannot be checked by machine.
    NotCheckable,
}

words!(Verification {
    Matched = "matched",
    Differs = "differs",
    NotChecked = "not-checked",
    NotCheckable = "not-checkable",
});

/// The decimal places that a figure means: −12 to 6, or `exact`.
///
/// As `decimals` in XBRL: −8 means that the digits hold to the hundred million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// Every digit holds and nothing was rounded.
    Exact,
    /// The digits hold to this decimal place.
    Places(i8),
}

impl Scalar for Decimals {
    const NAME: &'static str = "Decimals";
    const DESCRIPTION: &'static str =
        "The decimal places that are meant, from -12 to 6, in quotes; or exact.";
    const PATTERN: &'static str = "^(?:exact|[0-6]|-(?:[1-9]|1[0-2]))$";
    const MAX: usize = 5;
    const EXAMPLES: &'static [&'static str] = &["-8", "exact"];
}

impl FromStr for Decimals {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_decimals)?;
        Ok(text.parse().map_or(Self::Exact, Self::Places))
    }
}

impl fmt::Display for Decimals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => f.write_str("exact"),
            Self::Places(places) => write!(f, "{places}"),
        }
    }
}

as_text!(Decimals);
