//! A reading: what the author makes of the figures, kept apart from them.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::figure::Figure;
use crate::id::{Count, Id, IdKind, Ref, Referent};
use crate::limit::{list, some};
use crate::period::Period;
use crate::quantity::Quantity;
use crate::reference::Ground;
use crate::text::{Heading, Paragraph, Sentence, Short};
use crate::walk::{walk, words};

/// A claim of the author: what it says, what it rests on, what speaks against it and what
/// would break it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reading {
    /// The id, stable over editions.
    pub id: Id,
    /// The small head above it; "Interpretation" if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub label: Option<Heading>,
    /// What it is called where others refer to it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// What sort of claim it is.
    pub kind: ClaimKind,
    /// The claim itself.
    pub text: Paragraph,
    /// A sentence or two that carry the claim further.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub support: Option<Paragraph>,
    /// What supports it: the ids of figures, readings, sources, blocks, items; of a figure
    /// perhaps with the aspect that is meant, as `capex.change`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Ground>,
    /// What speaks against it, in the same way.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Ground>,
    /// Evidence in its long form, with its relation and its warrant.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How good the evidence is. Never together with `likelihood`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Why the confidence is what it is.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub confidence_reason: Option<Sentence>,
    /// How likely the event is, in the words of ICD 203. Never together with `confidence`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// The period within which a forecast comes true or not.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Period>,
    /// What is taken as given.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Sentence>,
    /// Other readings of the same evidence.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// What would change the author's mind, as data.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub breaks_if: Vec<Tripwire>,
    /// The day by which it is to be looked at again.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
    /// How it stands; `holds` if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The id of the reading that this one takes the place of.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Ref<Reading>>,
}

impl Referent for Reading {
    const KIND: IdKind = IdKind::Reading;
}

walk!(Reading as Reading {
    id, label, short, kind, text, support, rests_on, against, evidence, confidence,
    confidence_reason, likelihood, horizon, assumptions, alternatives, breaks_if,
    review_by, status, replaces,
});

impl Reading {
    /// A bare claim, for `..Reading::new(id, kind, text)`.
    #[must_use]
    pub fn new(id: Id, kind: ClaimKind, text: Paragraph) -> Self {
        Self {
            id,
            label: None,
            short: None,
            kind,
            text,
            support: None,
            rests_on: Vec::new(),
            against: Vec::new(),
            evidence: Vec::new(),
            confidence: None,
            confidence_reason: None,
            likelihood: None,
            horizon: None,
            assumptions: Vec::new(),
            alternatives: Vec::new(),
            breaks_if: Vec::new(),
            review_by: None,
            status: None,
            replaces: None,
        }
    }

    /// The ids of everything it stands on or is up against, short and long form, with the
    /// relation.
    pub fn evidence(&self) -> impl Iterator<Item = (&Id, Relation)> {
        self.grounds().map(|(ground, relation)| (ground.id(), relation))
    }

    /// The same with the aspects that are meant.
    pub fn grounds(&self) -> impl Iterator<Item = (&Ground, Relation)> {
        let supports = self.rests_on.iter().map(|it| (it, Relation::Supports));
        let against = self.against.iter().map(|it| (it, Relation::Undermines));
        let long = self.evidence.iter().map(|it| (&it.of, it.relation));
        supports.chain(against).chain(long)
    }
}

/// The sort of a claim: how far it goes beyond what a source reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// Reported by a source.
    Observation,
    /// Computed from figures.
    Derived,
    /// Taken as given.
    Assumption,
    /// The author's conclusion, which follows from its evidence by a stated warrant.
    Inference,
    /// The author's conclusion, which goes beyond its evidence.
    Judgment,
    /// A statement on the future, with a likelihood and a horizon.
    Forecast,
}

words!(ClaimKind {
    Observation = "observation",
    Derived = "derived",
    Assumption = "assumption",
    Inference = "inference",
    Judgment = "judgment",
    Forecast = "forecast",
});

/// How good the evidence of a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Scant, doubtful or contradictory evidence.
    Low,
    /// Credible evidence that leaves room for other readings.
    Moderate,
    /// Good evidence from several sides.
    High,
}

words!(Confidence { Low = "low", Moderate = "moderate", High = "high" });

/// How likely an event is: one row of the words of ICD 203, never mixed with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    RoughlyEvenChance,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
}

words!(Likelihood {
    AlmostNoChance = "almost-no-chance",
    VeryUnlikely = "very-unlikely",
    Unlikely = "unlikely",
    RoughlyEvenChance = "roughly-even-chance",
    Likely = "likely",
    VeryLikely = "very-likely",
    AlmostCertain = "almost-certain",
});

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The evidence bears it out.
    Holds,
    /// The evidence moves against it.
    Watch,
    /// What was to break it came about.
    Broken,
    /// The evidence does not decide.
    Indeterminate,
    /// Another reading took its place.
    Superseded,
    /// It is no longer claimed.
    Retired,
}

words!(Status {
    Holds = "holds",
    Watch = "watch",
    Broken = "broken",
    Indeterminate = "indeterminate",
    Superseded = "superseded",
    Retired = "retired",
});

/// A piece of evidence and what it does to the claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Evidence {
    /// The evidence, as in `rests-on`.
    pub of: Ground,
    /// What it does to the claim.
    pub relation: Relation,
    /// Why the one follows from the other.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub warrant: Option<Sentence>,
    /// How well it tells this claim from its rivals: evidence that fits all proves none.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub diagnosticity: Option<Sentence>,
}

walk!(Evidence { of, relation, warrant, diagnosticity });

/// What a piece of evidence does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It speaks for the claim.
    Supports,
    /// It speaks against the claim.
    Undermines,
    /// It attacks the step from the evidence to the claim.
    Undercuts,
    /// It bears on the claim without deciding it.
    Context,
}

words!(Relation {
    Supports = "supports",
    Undermines = "undermines",
    Undercuts = "undercuts",
    Context = "context",
});

/// Another reading of the same evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Alternative {
    /// The rival claim.
    pub text: Sentence,
    /// What would show it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub shown_by: Option<Sentence>,
}

walk!(Alternative { text, shown_by });

/// A condition that would change the author's mind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tripwire {
    /// The id of the figure watched.
    pub figure: Ref<Figure>,
    /// Which measure of it.
    pub measure: TripwireMeasure,
    /// On which side of the threshold it trips.
    pub is: Side,
    /// The threshold, taken as exact.
    pub threshold: Quantity,
    /// The period it is for: the value of this period counts, and until it is over the
    /// tripwire is not due. The latest value if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// For how many periods in a row, up to that one; one if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub for_periods: Option<Count>,
    /// What it does to the claim; `breaks` if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// Why this would change the author's mind.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub because: Option<Sentence>,
}

walk!(Tripwire as Tripwire {
    figure, measure, is, threshold, period, for_periods, effect, because,
});

/// The measure of a figure that a tripwire watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TripwireMeasure {
    /// Its value.
    Value,
    /// Its change.
    Change,
    /// Its rank among its peers.
    Rank,
}

words!(TripwireMeasure { Value = "value", Change = "change", Rank = "rank" });

/// The side of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Less than the threshold.
    Below,
    /// The threshold or less.
    AtMost,
    /// More than the threshold.
    Above,
    /// The threshold or more.
    AtLeast,
}

words!(Side {
    Below = "below",
    AtMost = "at-most",
    Above = "above",
    AtLeast = "at-least",
});

/// What a tripped tripwire does to its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The claim no longer holds.
    Breaks,
    /// The claim is weaker.
    Weakens,
    /// The claim is to be watched.
    Watch,
}

words!(Effect { Breaks = "breaks", Weakens = "weakens", Watch = "watch" });
