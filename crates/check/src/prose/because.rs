//! Numbers typed in the `because` of a tripwire, against its threshold.

use strata_model::calc::Interval;
use strata_model::{Figure, Quantity, Reading, Tripwire, TripwireMeasure};

use super::literal::Literal;
use super::number_match::NumberMatch;
use super::phrase::{holds_any, lower};
use crate::facts::ArenaPath;
use crate::facts::Facts;

/// Words that say of a number that it is somebody else's, or of another time.
const OTHERS: [&str; 42] = [
    "peer",
    "peers",
    "rival",
    "rivals",
    "competitor",
    "competitors",
    "industry",
    "sector",
    "market",
    "average",
    "median",
    "mean",
    "consensus",
    "analysts",
    "guidance",
    "outlook",
    "guided",
    "plan",
    "target",
    "cost of capital",
    "wacc",
    "hurdle",
    "inflation",
    "covenant",
    "last",
    "previous",
    "earlier",
    "before",
    "used to",
    "since",
    "was",
    "were",
    "had",
    "from",
    "than the",
    "would be",
    "instead of",
    "compared",
    "against",
    "versus",
    "vs",
    "further",
];

/// A number in a `because` that is neither the threshold nor anything known.
pub(crate) struct Stray<'b> {
    pub(crate) tripwire: &'b Tripwire,
    /// Where the tripwire stands.
    pub(crate) path: ArenaPath<'b>,
}

/// Whether a number is typed in the `because` of a tripwire, alone and in the unit of its
/// threshold, and is neither that nor a number of a figure.
pub(crate) fn stray<'b>(facts: &Facts<'b>, literal: &Literal<'_>) -> Option<Stray<'b>> {
    let prose = facts.prose.get(literal.prose)?;
    if prose.path.last_key() != Some("because") {
        return None;
    }
    let path = prose.path.parent()?;
    let list = path.parent().filter(|it| it.last_key() == Some("breaks-if"))?;
    let reading = reading_of(facts, list.parent()?)?;
    let tripwire = reading.breaks_if.get(path.last_index()?)?;
    let number = &literal.spelled.quantity;
    if !matches!(literal.matched, NumberMatch::Unrelated | NumberMatch::Near(_))
        || number.unit() != tripwire.threshold.unit()
        || is_known(facts, reading, tripwire, number)
    {
        return None;
    }
    // Of several numbers one is what the others are held against.
    let all = facts.literals();
    let first = all.partition_point(|it| it.prose < literal.prose);
    let beside = all.get(first + 1).is_some_and(|it| it.prose == literal.prose);
    let said = prose.text.get(literal.statement(facts)).unwrap_or("");
    let alone = !beside && !prose.text.contains('{');
    (alone && !holds_any(&lower(said), &OTHERS)).then_some(Stray { tripwire, path })
}

fn reading_of<'b>(facts: &Facts<'b>, path: ArenaPath<'b>) -> Option<&'b Reading> {
    let readings = &facts.readings;
    let behind = readings.partition_point(|(_, one)| one.number() <= path.number());
    let (reading, at) = readings.get(behind.checked_sub(1)?)?;
    path.is_within(*at).then_some(*reading)
}

/// Whether a number is a threshold of the reading, or one of the figure that is watched.
fn is_known(
    facts: &Facts<'_>,
    reading: &Reading,
    tripwire: &Tripwire,
    number: &Quantity,
) -> bool {
    let Some(around) = Interval::of(number) else { return true };
    let is_it = |other: &Quantity| {
        // A fall of 5% is a change of -5%.
        let turned = Interval::of(&other.unsigned());
        other.unit() == number.unit()
            && [Interval::of(other), turned]
                .into_iter()
                .flatten()
                .any(|it| it.meets(around))
    };
    let figure = facts.figure(&tripwire.figure);
    let own = |figure: &Figure| {
        let change = figure.change.as_ref().and_then(|it| it.size());
        let ends = figure.range.iter().flat_map(|it| [&it.low, &it.high]);
        figure.value.iter().chain(&figure.prior).chain(change).chain(ends).any(is_it)
            || figure.history.values().any(is_it)
            || figure
                .comparisons
                .iter()
                .any(|one| one.prior.iter().chain(one.change.size()).any(is_it))
    };
    tripwire.measure == TripwireMeasure::Rank
        || reading.breaks_if.iter().any(|it| is_it(&it.threshold))
        || figure.is_some_and(own)
}
