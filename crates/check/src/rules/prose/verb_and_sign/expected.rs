//! `Revenue missed the consensus`, where it was above it.

mod words;

use strata_model::calc::{Base as Expected, Interval, base};
use strata_model::{Against, Better, Comparison, Direction, Figure, Id, Part};
use strata_syntax::path::Path;

use super::better::more_is_better;
use super::{Said, based};
use crate::diagnostic::Reporter;
use crate::prose::cost::cost_in;
use crate::prose::naming::NamedBy;
use crate::prose::{Base, Kind, Mood, Named, Printed, Way};
use crate::rule::Certainty;
use words::{Claim, EXPECTED, VERBS, claim, expectation};
pub(super) use words::{all as words, speaks};

pub(super) fn check(said: &Said<'_, '_>, told: &[usize], report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    if !sentence.tokens.iter().any(|it| it.word().is_some_and(speaks)) {
        return;
    }
    for at in 0..sentence.tokens.len() {
        let Some((claim, next)) = claim(said, at) else { continue };
        if is_told_of(told, at) || is_open(said, at) {
            continue;
        }
        if let Some((found, last)) = beside(said, next) {
            judge(said, (at, last), claim, &found, report);
            continue;
        }
        if let Some((kind, first)) = passive(said, at) {
            if let Some(found) = compared(said, None, (first, first), kind) {
                judge(said, (at, at), claim, &found, report);
            }
            continue;
        }
        let Some((kind, last)) = expectation(said, next) else { continue };
        if let Some(kind) = kind
            && based::surprise(said, kind, (at, last), report)
        {
            continue;
        }
        if let Some(found) = compared(said, subject(said, at), (at, last), kind) {
            judge(said, (at, last), claim, &found, report);
        }
    }
}

/// `Fell 5% short of the consensus` has been spoken of.
fn is_told_of(told: &[usize], at: usize) -> bool {
    told.iter().any(|it| it.abs_diff(at) <= 4)
}

/// `Beat the {x.street.prior} that was expected`: the number itself.
fn beside<'b>(said: &Said<'_, 'b>, next: usize) -> Option<(Compared<'b>, usize)> {
    let sentence = said.sentence;
    let at = next + usize::from(["the", "its"].contains(&sentence.word(next)));
    let verb = next.checked_sub(1)?;
    let verbs = VERBS.iter().any(|it| it.2.contains(&sentence.word(verb)));
    let printed = sentence.token(at)?.printed().filter(|it| it.part == Part::Prior)?;
    let name = subject(said, verb);
    let fits = verbs && name.is_none_or(|name| name.means(printed.id));
    let (id, figure) = (printed.id, printed.figure);
    let comparison = printed.comparison.and_then(|it| figure.comparison(it.as_str()));
    fits.then_some((Compared { id, figure, comparison, printed: true }, at))
}

/// `The consensus of {x.street.prior} was missed`: what was expected stands before.
fn passive(said: &Said<'_, '_>, at: usize) -> Option<(Option<Base>, usize)> {
    let sentence = said.sentence;
    VERBS.iter().find(|it| it.2.contains(&sentence.word(at)))?;
    let mut verb = at.checked_sub(1)?;
    if sentence.word(verb).ends_with("ly") {
        verb = verb.checked_sub(1)?;
    }
    if !["was", "were", "been"].contains(&sentence.word(verb)) {
        return None;
    }
    for before in sentence.before(verb).take(6) {
        let word = sentence.word(before);
        if let Some((kind, _)) = EXPECTED.iter().find(|it| it.1.contains(&word)) {
            return Some((*kind, before)).filter(|it| it.0.is_some());
        }
        let quantity = sentence.token(before)?.quantity().is_some();
        if !(quantity || ["of", "has", "have", "for"].contains(&word)) {
            return None;
        }
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
    (at, last): (usize, usize),
    claim: Claim,
    found: &Compared<'_>,
    report: &mut Reporter<'_>,
) {
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
    let Some(went) = way(own, base, found) else { return };
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
    name: Option<&Named<'_, 'b>>,
    (at, last): (usize, usize),
    kind: Option<Base>,
) -> Option<Compared<'b>> {
    let sentence = said.sentence;
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
