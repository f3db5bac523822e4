//! `Rose {x.rise} on the quarter before`, where the change is on the year before.

use strata_model::{Against, Change, Comparison, Figure, Part};

use super::Said;
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::{hedged, is_noun};
use crate::prose::{Base, Based, Kind, Mood, Printed};

/// How far a base may stand from its change.
const REACH: usize = 9;

pub(super) fn check(said: &mut Said<'_, '_>, report: &mut Reporter<'_>) {
    let mut strange = Vec::new();
    for based in &said.bases {
        let Some(at) = change_of(said, based).or_else(|| prior_of(said, based)) else {
            continue;
        };
        let Some(printed) = said.sentence.token(at).and_then(|it| it.printed()) else {
            continue;
        };
        let Some(change) = own(printed) else { continue };
        if based.base.fits(change.against) != Some(false)
            || says_the_same(printed.figure, change, based.base)
        {
            continue;
        }
        raise(said, based, at, printed, change, report);
        strange.push((at, based.tokens.start));
    }
    // That is one mistake: what else they are said of is no other.
    said.bases.retain(|it| strange.iter().all(|(_, start)| it.tokens.start != *start));
    said.strange = strange.into_iter().map(|it| it.0).collect();
}

/// The change that a reference is of.
fn own<'b>(printed: &Printed<'b>) -> Option<&'b Change> {
    match printed.comparison {
        Some(name) => Some(&printed.figure.comparison(name.as_str())?.change),
        None => printed.figure.change.as_ref(),
    }
}

/// Whether another comparison says the same number of the base that is named.
fn says_the_same(figure: &Figure, change: &Change, base: Base) -> bool {
    let changes =
        figure.change.iter().chain(figure.comparisons.iter().map(|it| &it.change));
    changes
        .filter(|it| base.fits(it.against) == Some(true))
        .any(|it| it.extent == change.extent)
}

/// The change that a base is said of: the last one before it with nothing of weight between,
/// or the next one behind it.
fn change_of(said: &Said<'_, '_>, based: &Based) -> Option<usize> {
    let sentence = said.sentence;
    if !based.compares {
        return None;
    }
    let is_change = |at: usize| {
        let printed = sentence.token(at).filter(|it| !it.quoted)?.printed();
        printed.is_some_and(Printed::is_change).then_some(at)
    };
    let found = behind(said, based, &is_change);
    // `Fell 5% more than in the quarter before` compares two falls.
    let compares = |at: usize| {
        sentence.word(based.tokens.start) == "than"
            && sentence
                .before(hedged(sentence, at))
                .take(3)
                .any(|it| sentence.token(it).is_some_and(|it| it.motion().is_some()))
    };
    match found {
        Some(at) => Some(at).filter(|at| !compares(*at)),
        None => ahead(said, based, &is_change),
    }
}

fn behind(
    said: &Said<'_, '_>,
    based: &Based,
    is_change: &dyn Fn(usize) -> Option<usize>,
) -> Option<usize> {
    const BETWEEN: [&str; 30] = [
        "in",
        "of",
        "the",
        "its",
        "to",
        "at",
        "also",
        "again",
        "alone",
        "this",
        "year",
        "quarter",
        "half",
        "period",
        "a",
        "more",
        "less",
        "fewer",
        "better",
        "worse",
        "above",
        "below",
        "ahead",
        "short",
        "overall",
        "organically",
        "um",
        "auf",
        "à",
        "de",
    ];
    let sentence = said.sentence;
    for at in sentence.before(based.tokens.start).take(REACH) {
        if let Some(found) = is_change(at) {
            return Some(found);
        }
        let token = sentence.token(at)?;
        if token.quantity().is_some() {
            let lead = at.checked_sub(1).map_or("", |it| sentence.word(it));
            if !["to", "from", "at", "auf", "von", "à"].contains(&lead) {
                return None;
            }
            continue;
        }
        let word = token.word()?;
        let moved = token.motion().is_some_and(|motion| {
            motion.form == Form::Adverb || is_noun(sentence, at, motion)
        });
        let named = said.is_in_name(at);
        if !(moved || named || BETWEEN.contains(&word) || word.ends_with("ly")) {
            return None;
        }
    }
    None
}

fn ahead(
    said: &Said<'_, '_>,
    based: &Based,
    is_change: &dyn Fn(usize) -> Option<usize>,
) -> Option<usize> {
    const BETWEEN: [&str; 12] =
        ["by", "of", "a", "an", "in", "the", "to", "was", "um", "de", "again", "only"];
    let sentence = said.sentence;
    let end = based.tokens.end;
    // `Year over year, sales rose 5%.`
    let heads =
        based.tokens.start == 0 && sentence.token(end).is_some_and(|it| it.is_mark(','));
    if heads {
        let clause = sentence.token(end + 1)?.clause;
        let inner =
            |it: &usize| sentence.token(*it).is_some_and(|it| it.clause == clause);
        let within = || (end + 1..sentence.tokens.len()).take_while(inner);
        let last = within().last()?;
        let other = said
            .bases
            .iter()
            .any(|it| it.tokens.start > end && it.tokens.start <= last + 1);
        let mut changes = within().filter_map(is_change);
        let first = changes.next()?;
        return (!other && changes.next().is_none()).then_some(first);
    }
    for at in std::iter::once(end).chain(sentence.behind(end)).take(5) {
        let same =
            sentence.token(at)?.clause == sentence.token(based.tokens.start)?.clause;
        if !same {
            return None;
        }
        if let Some(found) = is_change(at) {
            return Some(found);
        }
        let token = sentence.token(at)?;
        let word = token.word()?;
        let moved = token.motion().is_some_and(|it| is_noun(sentence, at, it));
        let hedge = hedged(sentence, at + 1) <= at;
        if !(moved || hedge || said.is_in_name(at) || BETWEEN.contains(&word)) {
            return None;
        }
    }
    None
}

/// The earlier value of which a base says when it was: `from {x.prior} a year earlier`.
fn prior_of(said: &Said<'_, '_>, based: &Based) -> Option<usize> {
    let sentence = said.sentence;
    let mut at = based.tokens.start.checked_sub(1)?;
    if ["in", "of", "for", "reported", "recorded", "at"].contains(&sentence.word(at)) {
        at = at.checked_sub(1)?;
    }
    let token = sentence.token(at).filter(|it| !it.quoted)?;
    // `than` compares with another time than that of the value.
    let bare = !based.compares;
    let printed = token.printed()?;
    (bare && printed.part == Part::Prior).then_some(at)
}

fn raise(
    said: &Said<'_, '_>,
    based: &Based,
    at: usize,
    printed: &Printed<'_>,
    change: &Change,
    report: &mut Reporter<'_>,
) {
    let sentence = said.sentence;
    let ends = sentence
        .token(based.tokens.start)
        .zip(based.tokens.end.checked_sub(1).and_then(|it| sentence.token(it)));
    let Some(((first, last), token)) = ends.zip(sentence.token(at)) else { return };
    let Some(passage) = said.facts.prose.get(sentence.passage) else { return };
    let bytes = first.bytes.start..last.bytes.end;
    let words = passage.text.get(bytes.clone()).unwrap_or("");
    let written = said.written(token);
    let message = match printed.part {
        Part::Prior => format!(
            "`{words}` stands behind `{written}`, against which the change is `{change}`"
        ),
        _ => format!("`{words}` stands beside `{written}`, which is `{change}`"),
    };
    let fits = |it: &&Comparison| based.base.fits(it.change.against) == Some(true);
    let other = printed.figure.comparisons.iter().filter(fits);
    let other = other.filter_map(|it| it.name.as_ref()).next();
    let help = match other {
        Some(name) => format!(
            "`{{{}.{name}}}` is measured against that; or write {}",
            printed.id,
            name_of(change.against)
        ),
        None => format!("write {}", name_of(change.against)),
    };
    let place = passage.part(bytes);
    report.at(place, message).help(help).related(super::change_of(printed), "the figure");
}

fn name_of(against: Against) -> &'static str {
    match against {
        Against::Yoy => "`on the year before`",
        Against::Qoq => "`on the quarter before`",
        Against::Plan => "`against the plan`",
        Against::Consensus => "`against the consensus`",
        Against::Guidance => "`against the guidance`",
        Against::Estimate => "`against the estimate`",
        _ => "what it is measured against",
    }
}

/// `Beat the consensus by {x.rise}`, where the change is on the year before.
pub(super) fn surprise(
    said: &Said<'_, '_>,
    base: Base,
    words: (usize, usize),
    report: &mut Reporter<'_>,
) -> bool {
    let sentence = said.sentence;
    let by = words.1 + 1;
    if sentence.word(by) != "by" {
        return false;
    }
    let found = sentence.behind(by).take(4).find_map(|at| {
        let printed = sentence.token(at)?.printed().filter(|it| it.is_change())?;
        Some((at, printed))
    });
    let Some((at, printed)) = found.filter(|it| hedged(sentence, it.0) == by + 1) else {
        return false;
    };
    let Some(change) = own(printed) else { return false };
    if base.fits(change.against) != Some(false)
        || sentence.token(at).is_none_or(|it| matches!(it.kind, Kind::Gap))
        || sentence.tokens.iter().take(words.0).any(|it| it.has(Mood::Expects))
    {
        return false;
    }
    let based = Based { tokens: words.0..words.1 + 1, base, compares: true };
    raise(said, &based, at, printed, change, report);
    true
}
