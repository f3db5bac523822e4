//! How a figure changed, and against what.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::form;
use crate::quantity::{Quantity, number, quantity, unit_word};
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::unit::Measure;

/// A change and what it is against: `+13% yoy`, `-1.2 pp qoq`, `down yoy`.
///
/// ```
/// use strata_model::{Against, Change, Direction};
/// let change: Change = "+78% yoy".parse()?;
/// assert_eq!(change.against, Against::Yoy);
/// assert_eq!(change.direction(), Direction::Up);
/// assert_eq!("down yoy".parse::<Change>()?.direction(), Direction::Down);
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
    /// A direction without a number.
    Only(Direction),
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
}

impl Direction {
    const WORDS: [(&'static str, Self); 3] =
        [("up", Self::Up), ("down", Self::Down), ("flat", Self::Flat)];
}

impl Against {
    const WORDS: [(&'static str, Self); 5] = [
        ("yoy", Self::Yoy),
        ("qoq", Self::Qoq),
        ("vs prior", Self::Prior),
        ("vs plan", Self::Plan),
        ("vs baseline", Self::Baseline),
    ];
}

impl Change {
    /// Which way it went. A multiple goes up above 1 and down below it.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let by = match &self.extent {
            Extent::Only(direction) => return *direction,
            Extent::By(by) => by,
        };
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
}

impl Scalar for Change {
    const NAME: &'static str = "Change";
    const DESCRIPTION: &'static str = "A quantity, or up, down or flat, and what it is against: \
        yoy, qoq, vs prior, vs plan or vs baseline.";
    const PATTERN: &'static str = concat!(
        "^(?:up|down|flat|",
        quantity!(),
        ") (?:yoy|qoq|vs (?:prior|plan|baseline))$"
    );
    const MAX: usize = 80;
    const EXAMPLES: &'static [&'static str] =
        &["+78% yoy", "-1.2 pp yoy", "down yoy", "+22% qoq"];
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
        let extent = text.strip_suffix(word)?.strip_suffix(' ')?;
        Some((extent, *against))
    })?;
    let direction = Direction::WORDS.iter().find(|(word, _)| *word == extent);
    let extent = match direction {
        Some((_, direction)) => Extent::Only(*direction),
        None => Extent::By(extent.parse().ok()?),
    };
    Some(Change { extent, against })
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
            Extent::Only(direction) => write!(f, "{direction} {}", self.against),
        }
    }
}

as_text!(Change);
