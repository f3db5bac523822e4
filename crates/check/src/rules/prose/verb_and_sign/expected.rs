//! `Revenue missed the consensus`, where it was above it.

use strata_model::calc::{Base as Expected, Interval, base};
use strata_model::{Against, Better, Comparison, Direction, Figure, Id, Part};
use strata_syntax::path::Path;

use super::better::more_is_better;
use super::{Said, based};
use crate::diagnostic::Reporter;
use crate::facts::cost::cost_in;
use crate::prose::naming::NamedBy;
use crate::prose::{Base, Kind, Mood, Named, Printed, Way};
use crate::rule::Certainty;

/// What a word says of a value and what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Claim {
    way: Way,
    /// Whether it says which is better, and not which is more.
    judges: bool,
}

const VERBS: [(Way, bool, &[&str]); 4] = [
    (Way::Up, true, &["beat", "beats", "beating", "beaten", "outperformed"]),
    (
        Way::Up,
        false,
        &[
            "topped",
            "tops",
            "topping",
            "exceeded",
            "exceeds",
            "exceeding",
            "surpassed",
            "surpasses",
            "surpassing",
            "overshot",
            "outstripped",
        ],
    ),
    (
        Way::Down,
        true,
        &["missed", "misses", "missing", "lagged", "trailed", "underperformed"],
    ),
    (Way::Down, false, &["undershot", "undershoots"]),
];

const SIDES: [(Way, bool, &str, &str); 13] = [
    (Way::Up, false, "above", ""),
    (Way::Up, true, "ahead", "of"),
    (Way::Up, true, "better", "than"),
    (Way::Up, false, "higher", "than"),
    (Way::Up, false, "more", "than"),
    (Way::Up, false, "excess", "of"),
    (Way::Down, false, "below", ""),
    (Way::Down, false, "under", ""),
    (Way::Down, false, "short", "of"),
    (Way::Down, true, "worse", "than"),
    (Way::Down, false, "lower", "than"),
    (Way::Down, false, "less", "than"),
    (Way::Down, true, "behind", ""),
];

/// Words between a verb and what was expected.
const BETWEEN: [&str; 24] = [
    "the",
    "its",
    "their",
    "our",
    "all",
    "own",
    "market",
    "market's",
    "analysts'",
    "analyst",
    "analysts",
    "wall",
    "street's",
    "street",
    "city",
    "city's",
    "company's",
    "management's",
    "average",
    "mean",
    "median",
    "sell-side",
    "bloomberg",
    "group's",
];

/// Nouns for what was expected.
const EXPECTED: [(Option<Base>, &[&str]); 4] = [
    (
        Some(Base::Consensus),
        &["consensus", "expectations", "estimates", "forecasts", "expectation"],
    ),
    (Some(Base::Guidance), &["guidance", "outlook"]),
    (Some(Base::Plan), &["plan", "plans", "budget"]),
    (None, &["expected", "planned", "guided", "forecast", "budgeted"]),
];

/// Whether a word is one for what was expected.
pub(super) fn speaks(word: &str) -> bool {
    EXPECTED.iter().any(|(_, words)| words.contains(&word)) || word == "street"
}

pub(super) fn check(said: &Said<'_, '_>, told: &[usize], report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    if !sentence.tokens.iter().any(|it| it.word().is_some_and(speaks)) {
        return;
    }
    for at in 0..sentence.tokens.len() {
        let Some((claim, next)) = claim(said, at) else { continue };
        let Some((kind, last)) = expectation(said, next) else { continue };
        // `Fell 5% short of the consensus` has been spoken of.
        if told.iter().any(|it| it.abs_diff(at) <= 4) || is_open(said, at) {
            continue;
        }
        if let Some(kind) = kind
            && based::surprise(said, kind, (at, last), report)
        {
            continue;
        }
        judge(said, at, last, claim, kind, report);
    }
}

/// What a word says, and where its object begins.
fn claim(said: &Said<'_, '_>, at: usize) -> Option<(Claim, usize)> {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let token = sentence.token(at).filter(|it| !it.quoted && !said.is_in_name(at))?;
    token.word()?;
    if let Some((way, judges, _)) = VERBS.iter().find(|it| it.2.contains(&word)) {
        return Some((Claim { way: *way, judges: *judges }, at + 1));
    }
    let next = sentence.word(at + 1);
    let side =
        SIDES.iter().find(|it| it.2 == word && (it.3.is_empty() || it.3 == next))?;
    let claim = Claim { way: side.0, judges: side.1 };
    Some((claim, at + 1 + usize::from(!side.3.is_empty())))
}

/// What was expected, by whom, and its last word.
fn expectation(said: &Said<'_, '_>, from: usize) -> Option<(Option<Base>, usize)> {
    const BEHIND: [&str; 25] = [
        "", "of", "by", "for", "with", "at", "in", "on", "and", "but", "while", "as",
        "again", "too", "this", "because", "after", "though", "although", "thanks",
        "that", "given", "from", "which", "yet",
    ];
    let sentence = said.sentence;
    let mut at = from;
    let mut own = false;
    for _ in 0..5 {
        let word = sentence.word(at);
        let found = EXPECTED.iter().find(|it| it.1.contains(&word));
        let behind = sentence.word(at + 1);
        let ends = BEHIND.contains(&behind) || behind.ends_with("ly");
        if word == "street" && ends && !EXPECTED.iter().any(|it| it.1.contains(&behind)) {
            return Some((Some(Base::Consensus), at));
        }
        if let Some((kind, _)) = found {
            // `the company's forecasts` are guidance.
            let kind = match kind {
                Some(Base::Consensus) if own => Some(Base::Guidance),
                kind => *kind,
            };
            return ends.then_some((kind, at));
        }
        own |=
            ["its", "our", "own", "company's", "management's", "group's"].contains(&word);
        if !BETWEEN.contains(&word) {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether a sentence does not say that it has been so.
fn is_open(said: &Said<'_, '_>, at: usize) -> bool {
    const BEFORE: [&str; 12] = [
        "to", "nearly", "almost", "never", "often", "always", "usually", "rarely",
        "cannot", "hardly", "barely", "neither",
    ];
    const TIMES: [&str; 16] = [
        "last",
        "previous",
        "ago",
        "earlier",
        "once",
        "usually",
        "often",
        "always",
        "times",
        "years",
        "quarters",
        "since",
        "until",
        "historically",
        "previously",
        "ever",
    ];
    let sentence = said.sentence;
    let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
    let looks_ahead = sentence.before(at).any(|it| {
        sentence.token(it).is_some_and(|it| it.has(Mood::Expects))
            && !speaks(sentence.word(it))
            && !said.is_in_name(it)
    });
    let based = |at: usize| said.bases.iter().any(|it| it.tokens.contains(&at));
    let elsewhen =
        sentence.tokens.iter().enumerate().any(|(at, it)| {
            it.word().is_some_and(|it| TIMES.contains(&it)) && !based(at)
        });
    BEFORE.contains(&before)
        || looks_ahead
        || elsewhen
        || sentence.is_denied_but(at, said.names)
}

/// A figure with what was expected of it.
struct Compared<'b> {
    id: &'b Id,
    figure: &'b Figure,
    /// Nothing for the first comparison, which stands in the figure.
    comparison: Option<&'b Comparison>,
    /// Whether a reference says which figure is meant.
    printed: bool,
}

fn judge(
    said: &Said<'_, '_>,
    at: usize,
    last: usize,
    claim: Claim,
    kind: Option<Base>,
    report: &mut Reporter<'_>,
) {
    let Some(found) = compared(said, at, last, kind) else { return };
    let figure = found.figure;
    if figure.guidance.is_some() {
        return;
    }
    let upward = match (claim.judges, figure.better) {
        (false, _) => true,
        (true, Some(Better::Lower)) => false,
        (true, _) if cost_in(figure.label.as_str()).is_some() => return,
        (true, Some(Better::Neither)) => return,
        (true, _) => match more_is_better(figure) {
            Some((up, _)) => up,
            None => return,
        },
    };
    let base = base(said.facts.brief, figure, found.comparison);
    let Some(own) = Interval::of_figure(figure) else { return };
    let Some(went) = way(own, base, &found) else { return };
    let claimed = if upward { claim.way } else { claim.way.other() };
    if claimed == went {
        return;
    }
    let sentence = said.sentence;
    let (Some(first), Some(end)) = (sentence.token(at), sentence.token(last)) else {
        return;
    };
    let Some(passage) = said.facts.prose.get(sentence.passage) else { return };
    let bytes = first.bytes.start..end.bytes.end;
    let words = passage.text.get(bytes.clone()).unwrap_or("");
    let value = figure.value.as_ref().map(ToString::to_string).unwrap_or_default();
    let expected = base.and_then(Expected::quantity).map(ToString::to_string);
    let (id, side) = (found.id, if went == Way::Up { "above" } else { "below" });
    let message = match expected {
        Some(expected) => {
            format!(
                "`{words}` is said of `{id}`, which is `{value}` and {side} `{expected}`"
            )
        }
        None => format!("`{words}` is said of `{id}`, which is {side} what was expected"),
    };
    let mut path = Path::root().key("figures").key(id.as_str());
    if let Some(comparison) = found.comparison {
        let all = figure.comparisons.iter();
        let at = all.enumerate().find(|it| std::ptr::eq(it.1, comparison));
        path = path.key("comparisons").index(at.map_or(0, |it| it.0));
    } else {
        path = path.key("change");
    }
    let sure = if found.printed { Certainty::High } else { Certainty::Medium };
    report
        .at(passage.part(bytes), message)
        .help("write a word that fits, or correct the figures")
        .related(path, "what was expected")
        .sure(sure);
}

/// On which side of what was expected a value lies.
fn way(own: Interval, base: Option<Expected<'_>>, found: &Compared<'_>) -> Option<Way> {
    if let Some(base) = base {
        let unit = base.quantity().map(strata_model::Quantity::unit);
        if unit.is_some()
            && unit != found.figure.value.as_ref().map(strata_model::Quantity::unit)
        {
            return None;
        }
        let expected = base.interval()?;
        return match (own.is_at_or_above(expected), expected.is_at_or_above(own)) {
            (true, false) => Some(Way::Up),
            (false, true) => Some(Way::Down),
            _ => None,
        };
    }
    let change = match found.comparison {
        Some(comparison) => &comparison.change,
        None => found.figure.change.as_ref()?,
    };
    match change.direction()? {
        Direction::Up => Some(Way::Up),
        Direction::Down => Some(Way::Down),
        Direction::Flat => None,
    }
}

/// The figure of which a sentence says how it stands to what was expected.
fn compared<'b>(
    said: &Said<'_, 'b>,
    at: usize,
    last: usize,
    kind: Option<Base>,
) -> Option<Compared<'b>> {
    let sentence = said.sentence;
    let name = subject(said, at);
    // `The consensus of {x.street.prior}.`
    let of = (sentence.word(last + 1) == "of").then_some(last + 2);
    let stated = of.and_then(|it| sentence.token(it)?.printed());
    if let Some(printed) = stated.filter(|it| it.part == Part::Prior) {
        let (id, figure) = (printed.id, printed.figure);
        let comparison = printed.comparison.and_then(|it| figure.comparison(it.as_str()));
        let fits = name.is_none_or(|name| name.means(id));
        return fits.then_some(Compared { id, figure, comparison, printed: true });
    }
    // Another number was expected than that of any comparison.
    let typed = of.and_then(|it| sentence.token(it)?.quantity()).is_some();
    if typed && stated.is_none() {
        return None;
    }
    let with = stated.map(|it| it.id);
    let own = |it: &&Printed<'b>| {
        name.is_none_or(|name| name.means(it.id)) && it.figure.guidance.is_none()
    };
    let clause = sentence.token(at)?.clause;
    let near = |place: usize| {
        sentence.token(place).is_some_and(|it| it.clause.abs_diff(clause) <= 1)
    };
    let mut found = None;
    let references = sentence.references().filter(|(place, _)| near(*place));
    for printed in references.map(|it| it.1).filter(own) {
        let Some(comparison) = only(printed.figure, kind, with) else { continue };
        let (id, figure) = (printed.id, printed.figure);
        if found.as_ref().is_some_and(|it: &Compared<'_>| it.id != id) {
            return None;
        }
        found = Some(Compared { id, figure, comparison, printed: true });
    }
    if found.is_some() {
        return found;
    }
    let name = name?;
    let figures = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
    let mut figures = figures.filter(|it| it.1.guidance.is_none());
    let (id, figure) = figures.next()?;
    if figures.next().is_some() {
        return None;
    }
    let comparison = only(figure, kind, with)?;
    Some(Compared { id, figure, comparison, printed: false })
}

/// The one comparison of a figure against an expectation; the inner nothing is the first
/// one, which stands in the figure.
fn only<'b>(
    figure: &'b Figure,
    kind: Option<Base>,
    with: Option<&Id>,
) -> Option<Option<&'b Comparison>> {
    let fits = |against: Against| match kind {
        Some(kind) => {
            kind.fits(against) == Some(true)
                || (kind == Base::Consensus && against == Against::Estimate)
        }
        None => against.is_expectation(),
    };
    let same = |it: &&Comparison| {
        with.is_none_or(|id| it.with.as_ref().is_some_and(|own| own.id() == id))
    };
    let first = figure.change.as_ref().filter(|it| with.is_none() && fits(it.against));
    let first = first.map(|_| None);
    let others = figure.comparisons.iter().filter(|it| fits(it.change.against));
    let mut all = first.into_iter().chain(others.filter(same).map(Some));
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

/// The name of what beats or misses: nothing but small words and its value stand between.
fn subject<'s, 'b>(said: &Said<'s, 'b>, at: usize) -> Option<&'s Named<'s, 'b>> {
    const JOINTS: [&str; 38] = [
        "of", "at", "in", "the", "this", "quarter", "year", "half", "period", "was",
        "were", "is", "are", "came", "comes", "come", "has", "have", "out", "well",
        "far", "just", "also", "again", "even", "still", "slightly", "landed", "ended",
        "fell", "stood", "finished", "a", "for", "fiscal", "first", "full", "and",
    ];
    let sentence = said.sentence;
    for before in (0..at).rev().take(12) {
        if let Some(name) = said.names.iter().find(|name| name.holds(before)) {
            return Some(name).filter(|it| it.by == NamedBy::Label);
        }
        let token = sentence.token(before)?;
        let joins = match &token.kind {
            Kind::Word(word, _) => {
                JOINTS.contains(&word.as_ref()) || word.ends_with("ly")
            }
            Kind::Mark(mark) => matches!(mark, ',' | '(' | ')'),
            _ => token.quantity().is_some(),
        };
        if !joins {
            return None;
        }
    }
    None
}
