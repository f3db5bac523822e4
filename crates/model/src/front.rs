//! The front matter of a house: who wrote the brief, what is recommended at which price, and
//! what comes next.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::date::{Date, day};
use crate::figure::Figure;
use crate::form;
use crate::id::{Ref, Url};
use crate::limit::{list, some};
use crate::period::{Calendar, Period, label};
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::text::{Name, Sentence};
use crate::walk::{Leaf, Visit, Walk, walk};

/// Somebody who answers for the brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Person {
    /// The name.
    #[cfg_attr(feature = "schema", schemars(example = "Jane Example"))]
    pub name: Name,
    /// What the person is to the house.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(example = "Senior analyst"))]
    pub role: Option<Name>,
    /// Where a reader reaches the person: an address of the web, or of mail with `mailto:`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub contact: Option<Url>,
}

walk!(Person { name, role, contact });

/// What the house recommends. Target and price are figures; what the one is above the other is
/// computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Recommendation {
    /// The rating, in the word of the house.
    pub rating: Name,
    /// All ratings of the house, the best first.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(example = vec!["Buy", "Hold", "Sell"]))]
    pub scale: Vec<Name>,
    /// The rating that this one takes the place of.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub before: Option<Name>,
    /// The day on which the rating was given.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// The id of the figure that is the target price. The earlier target is the figure that
    /// it replaces.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub target: Option<Ref<Figure>>,
    /// The id of the figure that is the market price, of one day.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub price: Option<Ref<Figure>>,
    /// When on that day, and at which market.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub price_time: Option<Name>,
    /// The period by whose end the target is to be reached.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Period>,
    /// How the target was found.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub method: Option<Sentence>,
}

walk!(Recommendation {
    rating,
    scale,
    before,
    issued,
    target,
    price,
    price_time,
    horizon,
    method,
});

impl Recommendation {
    /// A rating alone, for `..Recommendation::new(rating)`.
    #[must_use]
    pub fn new(rating: Name) -> Self {
        Self {
            rating,
            scale: Vec::new(),
            before: None,
            issued: None,
            target: None,
            price: None,
            price_time: None,
            horizon: None,
            method: None,
        }
    }
}

/// An event that is to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Event {
    /// The day; where it is not known, the month, the quarter or the span of days.
    pub date: EventDate,
    /// What happens.
    pub event: Name,
    /// What to look for.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub note: Option<Sentence>,
}

walk!(Event { date, event, note });

/// The sector of a company by somebody's classification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sector {
    /// The sector.
    #[cfg_attr(feature = "schema", schemars(example = "Consumer Discretionary"))]
    pub name: Name,
    /// The classification that has it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<Name>,
}

walk!(Sector { name, taxonomy });

/// When an event takes place, as far as it is known.
///
/// ```
/// use strata_model::EventDate;
/// assert!(matches!("2026-02-05".parse()?, EventDate::Day(_)));
/// assert!(matches!("2026-02".parse()?, EventDate::Within(_)));
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventDate {
    /// On a day: `2026-02-05`.
    Day(Date),
    /// On some day of a period: `2026-02`, `Q1 2026`, `2026-02-02/2026-02-06`.
    Within(Period),
}

impl EventDate {
    /// The last day on which it may take place; `None` if the period has no dates.
    #[must_use]
    pub fn last(&self, calendar: &Calendar<'_>) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Within(period) => calendar.end(period),
        }
    }
}

impl Scalar for EventDate {
    const NAME: &'static str = "EventDate";
    const DESCRIPTION: &'static str = "A day, written YYYY-MM-DD; or a month, a fiscal label or \
        the first and the last day joined by a slash.";
    const PATTERN: &'static str = concat!(
        "^(?:",
        day!(),
        "(?:/",
        day!(),
        ")?|[12][0-9]{3}-(?:0[1-9]|1[0-2])|",
        label!(),
        ")$"
    );
    const MAX: usize = 40;
    const EXAMPLES: &'static [&'static str] =
        &["2026-02-05", "2026-02", "Q1 2026", "2026-02-02/2026-02-06"];
}

impl FromStr for EventDate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_event_date)?;
        match text.parse() {
            Ok(day) => Ok(Self::Day(day)),
            Err(_) => text.parse().map(Self::Within),
        }
    }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Within(period) => period.fmt(f),
        }
    }
}

as_text!(EventDate);

impl Walk for EventDate {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(match self {
            Self::Day(day) => Leaf::Date(*day),
            Self::Within(period) => Leaf::Period(period),
        });
    }
}
