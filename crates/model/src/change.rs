//! How a figure changed, and against what.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::form;
use crate::quantity::{Quantity, number, quantity, unit_word};
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::unit::Measure;

/// A change and what it is against: `+13% yoy`, `-1.2 pp qoq`, `+26% to +28% yoy`,
/// `down yoy`, `n.m. yoy`; or only what it is against, `vs consensus`, where the prior
/// value stands beside it.
///
/// ```
/// use strata_model::{Against, Change, Direction};
/// let change: Change = "+78% yoy".parse()?;
/// assert_eq!(change.against, Against::Yoy);
/// assert_eq!(change.direction(), Some(Direction::Up));
/// assert_eq!("down yoy".parse::<Change>()?.direction(), Some(Direction::Down));
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How much, or only which way.
    pub extent: Extent,
    /// What it is measured against.
    pub against: Against,
}

/// The size of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// A size with its unit.
    By(Quantity),
    /// Between two sizes.
    Between(Quantity, Quantity),
    /// A direction without a number.
    Only(Direction),
    /// Not meaningful, as from a loss to a profit: `n.m.`.
    NotMeaningful,
    /// No size is stated: the two values say it.
    Unstated,
}

/// Which way a figure moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It did not move.
    Flat,
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The same period a year earlier.
    Yoy,
    /// The quarter before.
    Qoq,
    /// An earlier value that is named beside it.
    Prior,
    /// The plan.
    Plan,
    /// A named baseline.
    Baseline,
    /// The mean of the estimates of the analysts who follow the company.
    Consensus,
    /// The outlook that the issuer had given.
    Guidance,
    /// The author's own estimate.
    Estimate,
    /// Another company.
    Peer,
}

impl Against {
    /// Whether it is an expectation, which a result beats, meets or misses.
    #[must_use]
    pub fn is_expectation(self) -> bool {
        matches!(self, Self::Plan | Self::Consensus | Self::Guidance | Self::Estimate)
    }
}

impl Direction {
    const WORDS: [(&'static str, Self); 3] =
        [("up", Self::Up), ("down", Self::Down), ("flat", Self::Flat)];
}

impl Against {
    const WORDS: [(&'static str, Self); 9] = [
        ("yoy", Self::Yoy),
        ("qoq", Self::Qoq),
        ("vs prior", Self::Prior),
        ("vs plan", Self::Plan),
        ("vs baseline", Self::Baseline),
        ("vs consensus", Self::Consensus),
        ("vs guidance", Self::Guidance),
        ("vs estimate", Self::Estimate),
        ("vs peer", Self::Peer),
    ];
}

impl Change {
    /// Which way it went, if it says so. A multiple goes up above 1 and down below it.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match &self.extent {
            Extent::Only(direction) => Some(*direction),
            Extent::By(by) => Some(direction_of(by)),
            Extent::Between(low, high) => {
                Some(direction_of(low)).filter(|low| *low == direction_of(high))
            }
            Extent::NotMeaningful | Extent::Unstated => None,
        }
    }

    /// Its size, if it has exactly one.
    #[must_use]
    pub fn size(&self) -> Option<&Quantity> {
        match &self.extent {
            Extent::By(by) => Some(by),
            _ => None,
        }
    }

    /// Its sizes: none, one, or the two between which it lies.
    pub fn sizes(&self) -> impl Iterator<Item = &Quantity> {
        let (one, other) = match &self.extent {
            Extent::By(by) => (Some(by), None),
            Extent::Between(low, high) => (Some(low), Some(high)),
            Extent::Only(_) | Extent::NotMeaningful | Extent::Unstated => (None, None),
        };
        one.into_iter().chain(other)
    }
}

fn direction_of(by: &Quantity) -> Direction {
    let still = match by.unit().measure {
        Measure::Multiple => Decimal::ONE,
        _ => Decimal::ZERO,
    };
    match by.value().cmp(&still) {
        Ordering::Less => Direction::Down,
        Ordering::Equal => Direction::Flat,
        Ordering::Greater => Direction::Up,
    }
}

impl Scalar for Change {
    const NAME: &'static str = "Change";
    const DESCRIPTION: &'static str = "A quantity, two with `to`, or up, down, flat or n.m., and \
        what it is against: yoy, qoq, vs prior, plan, baseline, consensus, guidance, estimate \
        or peer.";
    const PATTERN: &'static str = concat!(
        "^(?:vs (?:consensus|guidance|estimate)|(?:up|down|flat|n\\.m\\.|",
        quantity!(),
        "(?: to ",
        quantity!(),
        ")?) (?:yoy|qoq|vs (?:prior|plan|baseline|consensus|guidance|estimate|peer)))$"
    );
    const MAX: usize = 160;
    const EXAMPLES: &'static [&'static str] = &[
        "+78% yoy",
        "-1.2 pp yoy",
        "down yoy",
        "+22% qoq",
        "+26% to +28% yoy",
        "n.m. yoy",
        "vs consensus",
    ];
}

impl FromStr for Change {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_change)?;
        read(text).ok_or_else(|| Malformed::new::<Self>(text))
    }
}

fn read(text: &str) -> Option<Change> {
    let (extent, against) = Against::WORDS.iter().find_map(|(word, against)| {
        let extent = text.strip_suffix(word)?;
        Some((extent.strip_suffix(' ').unwrap_or(extent), *against))
    })?;
    let direction = Direction::WORDS.iter().find(|(word, _)| *word == extent);
    let extent = match (extent, direction) {
        ("", _) => Extent::Unstated,
        ("n.m.", _) => Extent::NotMeaningful,
        (_, Some((_, direction))) => Extent::Only(*direction),
        (by, None) => match by.parse() {
            Ok(by) => Extent::By(by),
            Err(_) => between(by)?,
        },
    };
    Some(Change { extent, against })
}

fn between(text: &str) -> Option<Extent> {
    text.match_indices(" to ").find_map(|(at, to)| {
        let ends = (text[..at].parse().ok()?, text[at + to.len()..].parse().ok()?);
        Some(Extent::Between(ends.0, ends.1))
    })
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, against)| against == self);
        f.write_str(word.map_or("", |(word, _)| word))
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, direction)| direction == self);
        f.write_str(word.map_or("", |(word, _)| word))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.extent {
            Extent::By(by) => write!(f, "{by} {}", self.against),
            Extent::Between(low, high) => write!(f, "{low} to {high} {}", self.against),
            Extent::Only(direction) => write!(f, "{direction} {}", self.against),
            Extent::NotMeaningful => write!(f, "n.m. {}", self.against),
            Extent::Unstated => write!(f, "{}", self.against),
        }
    }
}

as_text!(Change);
