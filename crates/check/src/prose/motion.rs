//! Which word of motion governs what a text prints: `rose {x.rise}`, `a fall in sales of
//! {x.fall}`, `{x.fall} lower`.

pub(crate) mod abroad;
mod words;

use std::ops::Range;

use super::lexicon::{Form, Mood, Motion, Way};
use super::naming::Named;
use super::sentence::Sentence;
use super::token::{Kind, Printed, Token};
use words::{COPULAS, HEDGES, KINDS, NOUNS, PHRASAL, SIDES, TIMES};

/// A word of motion, and how it stands to what it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Governor {
    /// Its place among the tokens.
    pub(crate) at: usize,
    pub(crate) motion: Motion,
    pub(crate) link: Link,
}

/// How a word of motion stands to what it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// In one phrase with it: a sign would be said twice.
    Phrase,
    /// With a mark between the two, or by way of another reference: `rose ({x.change})`.
    Loose,
}

/// On which side of another number one lies by a word: `more`, `missed`.
pub(crate) fn side(word: &str) -> Option<Motion> {
    let found = SIDES.iter().find(|(_, _, words)| words.contains(&word));
    found.map(|(way, form, _)| Motion { way: *way, form: *form })
}

/// All such words.
pub(crate) fn sides() -> impl Iterator<Item = &'static str> {
    SIDES.iter().flat_map(|it| it.2).copied()
}

/// How far a verb may stand from what it governs.
const REACH: usize = 8;

/// The word of motion at a place, unless it is quoted, denied, or part of another phrase.
pub(crate) fn motion_at(
    sentence: &Sentence<'_>,
    at: usize,
    names: &[Named<'_, '_>],
) -> Option<Motion> {
    let token = sentence.token(at).filter(|it| !it.quoted)?;
    let motion = token.motion()?;
    let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
    let is_up = motion.form == Form::Adverb && motion.way == Way::Up;
    if is_up && (PHRASAL.contains(&before) || sentence.word(at + 1) == "to") {
        return None;
    }
    (!sentence.is_denied_but(at, names)).then_some(motion)
}

/// Whether a word of motion may be a noun where it stands.
pub(crate) fn is_noun(sentence: &Sentence<'_>, at: usize, motion: Motion) -> bool {
    motion.form == Form::Noun || NOUNS.contains(&sentence.word(at))
}

/// Where the words begin that qualify the number at a place: `by nearly a further 5%`.
pub(crate) fn hedged(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let (word, ahead) = (sentence.word(before), before.wrapping_sub(1));
        let step = match word {
            "than" if ["more", "less", "fewer"].contains(&sentence.word(ahead)) => 2,
            "least" | "most" if sentence.word(ahead) == "at" => 2,
            "to" if sentence.word(ahead) == "up" => 2,
            "of" if ["excess", "upwards"].contains(&sentence.word(ahead)) => 2,
            _ if HEDGES.contains(&word) => 1,
            _ if word.ends_with("ly")
                && !["supply", "family", "assembly"].contains(&word) =>
            {
                1
            }
            _ => break,
        };
        let (one, other) = (sentence.token(before), sentence.token(at));
        if one.map(|it| it.clause) != other.map(|it| it.clause) {
            break;
        }
        first = first.saturating_sub(step);
    }
    first
}

/// The word of motion that governs the change at a place. `moves` says what moves at a
/// place, which is [`motion_at`] or more; `names` whether a token names a figure, and if
/// so, what changed.
pub(crate) fn governor(
    sentence: &Sentence<'_>,
    at: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<Governor> {
    let first = hedged(sentence, at);
    let article = (first..at).any(|it| ["a", "an"].contains(&sentence.word(it)))
        || ["the", "its", "this", "that", "their"]
            .contains(&word_before(sentence, first));
    let behind = || behind(sentence, at, moves);
    let noun = || {
        let found = behind().filter(|it| is_noun(sentence, it.at, it.motion));
        found.filter(|_| article)
    };
    noun()
        .or_else(|| before(sentence, first, moves, names))
        .or_else(behind)
        .or_else(|| across(sentence, first, moves, names))
        .or_else(|| chained(sentence, first, moves, names))
}

fn word_before<'s>(sentence: &'s Sentence<'_>, at: usize) -> &'s str {
    at.checked_sub(1).map_or("", |it| sentence.word(it))
}

fn phrase(at: usize, motion: Motion) -> Governor {
    Governor { at, motion, link: Link::Phrase }
}

/// `rose 5%`, `rose in the year by 5%`, `cut the cost by 5%`, `a rise in sales of 5%`.
fn before(
    sentence: &Sentence<'_>,
    first: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<Governor> {
    let last = sentence.before(first).next()?;
    if let Some(motion) = moves(last) {
        return Some(phrase(last, motion));
    }
    match sentence.word(last) {
        "by" => by(sentence, last, moves, names),
        "of" | "at" => of(sentence, last, moves),
        _ => copula(sentence, last, moves).or_else(|| {
            let found = timed(sentence, first, moves)?;
            let verb = found.motion.form != Form::Noun;
            (verb && found.at + 1 < first).then_some(found)
        }),
    }
}

/// The motion before words that say when, or from where to where.
fn timed(
    sentence: &Sentence<'_>,
    end: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Governor> {
    for at in sentence.before(end).take(REACH) {
        if let Some(motion) = moves(at) {
            return Some(phrase(at, motion));
        }
        if !is_time(sentence, at) {
            return None;
        }
    }
    None
}

fn is_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    TIMES.contains(&word) || word.ends_with("ly")
}

fn by(
    sentence: &Sentence<'_>,
    by: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<Governor> {
    for at in sentence.before(by).take(REACH) {
        if ["and", "or", "that", "as", "when", "after", "by"].contains(&sentence.word(at))
        {
            return None;
        }
        let beside = side(sentence.word(at));
        let Some(motion) = moves(at).or(beside) else { continue };
        let between = at + 1..by;
        let moved = || {
            between.clone().all(|it| {
                is_time(sentence, it)
                    || ["from", "to"].contains(&sentence.word(it))
                    || sentence.token(it).is_some_and(|it| it.quantity().is_some())
            })
        };
        let object = || {
            let noun = sentence.word(at + 1);
            let begins = ["the", "its", "their", "our", "his", "it", "this", "net"];
            let short = between.len() <= 2
                && between.clone().all(|it| {
                    let word = sentence.word(it);
                    !word.ends_with("ed") && !["driven", "led", "held"].contains(&word)
                });
            let plural = sentence.word(at).ends_with("cuts");
            begins.contains(&noun) || names(at + 1) == Some(true) || (short && !plural)
        };
        let of_noun = || {
            is_noun(sentence, at, motion)
                && ["in", "of", "to"].contains(&sentence.word(at + 1))
        };
        let fits = moved()
            || of_noun()
            || (matches!(motion.form, Form::Verb | Form::Transitive) && object())
            || (beside.is_some() && by - at <= 5);
        return fits.then(|| phrase(at, motion));
    }
    // `It fell again, by 5%.`
    let mark = by.checked_sub(1)?;
    let before = mark.checked_sub(1)?;
    let comma = sentence.token(mark).is_some_and(|it| it.is_mark(','));
    let ends =
        |at: &usize| !["and", "or", "than", "as", "when"].contains(&sentence.word(*at));
    let clause = std::iter::once(before).chain(sentence.before(before));
    let mut clause = clause.take_while(ends).take(5).filter(|_| comma);
    let (at, motion) = clause.find_map(|at| Some((at, moves(at)?)))?;
    let other = subject(sentence, at, names) == Some(false);
    (!other).then(|| phrase(at, motion))
}

/// `a rise in sales of 5%`.
fn of(
    sentence: &Sentence<'_>,
    of: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Governor> {
    for at in sentence.before(of).take(REACH) {
        let Some(motion) = moves(at) else { continue };
        let next = sentence.word(at + 1);
        let fits = at + 1 == of || ["in", "of", "on", "to", "for"].contains(&next);
        let noun = is_noun(sentence, at, motion) && fits;
        return noun.then(|| phrase(at, motion));
    }
    None
}

/// `growth was 5%`, `growth came to 5%`.
fn copula(
    sentence: &Sentence<'_>,
    last: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Governor> {
    let mut at = last;
    for _ in 0..2 {
        if ["to", "in", "at", "up", "still", "only"].contains(&sentence.word(at)) {
            at = at.checked_sub(1)?;
        }
    }
    if !COPULAS.contains(&sentence.word(at)) {
        return None;
    }
    // `The increase in sales was 5%.`
    let noun = sentence.before(at).take(5).find(|it| moves(*it).is_some())?;
    let near = noun + 1 == at || ["in", "of"].contains(&sentence.word(noun + 1));
    let motion = moves(noun)?;
    (near && is_noun(sentence, noun, motion)).then(|| phrase(noun, motion))
}

/// `5% lower`, `a 5% organic decline`.
fn behind(
    sentence: &Sentence<'_>,
    at: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Governor> {
    let mut behind = sentence.behind(at);
    let mut next = behind.next()?;
    for _ in 0..2 {
        if KINDS.contains(&sentence.word(next)) {
            next = behind.next()?;
        }
    }
    let after = sentence.word(next + 1);
    let motion = moves(next).or_else(|| {
        let open = ["", "than", "in", "on", "for", "a", "of"].contains(&after)
            || ["fewer", "above", "below", "ahead"].contains(&sentence.word(next));
        side(sentence.word(next)).filter(|it| open && it.form == Form::Adverb)
    })?;
    let level = ["to", "from"].contains(&sentence.word(next + 1));
    let fits = match motion.form {
        Form::Adverb => !level,
        _ => is_noun(sentence, next, motion),
    };
    fits.then(|| phrase(next, motion))
}

/// `Sales fell (5%)`, `sales fell: 5%`. What stands nearest must be what moved.
fn across(
    sentence: &Sentence<'_>,
    first: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<Governor> {
    let mark = first.checked_sub(1)?;
    let opens =
        |token: &Token<'_>| matches!(token.kind, Kind::Mark('(' | ':' | ',' | '—' | '–'));
    sentence.token(mark).filter(|it| opens(it))?;
    let found = timed(sentence, mark, moves)?;
    let subject = subject(sentence, found.at, names);
    (subject == Some(true)).then_some(Governor { link: Link::Loose, ..found })
}

/// Whether what changed is what is named last before a verb, in its clause; nothing if no
/// figure is.
fn subject(
    sentence: &Sentence<'_>,
    verb: usize,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<bool> {
    let ends = |at: &usize| {
        !["than", "as", "and", "when", "after", "before"].contains(&sentence.word(*at))
    };
    sentence.before(verb).take_while(ends).take(REACH).find_map(names)
}

/// `rose 5% and 7%`; `sales rose 5%, profit 7%`.
fn chained(
    sentence: &Sentence<'_>,
    first: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
    names: &dyn Fn(usize) -> Option<bool>,
) -> Option<Governor> {
    let mut before = first.checked_sub(1)?;
    let named = names(before) == Some(true);
    while names(before) == Some(true)
        || ["and", "the", "of", "by"].contains(&sentence.word(before))
    {
        before = before.checked_sub(1)?;
    }
    let comma = sentence.token(before).is_some_and(|it| it.is_mark(','));
    let joint = comma || sentence.word(before + 1) == "and";
    if comma {
        before = before.checked_sub(1)?;
    }
    let is_change = |it: &Token<'_>| it.printed().is_some_and(Printed::is_change);
    // Behind a name alone only a comma or `and` carries the verb on.
    let mut at = before;
    if named {
        while is_time(sentence, at) {
            at = at.checked_sub(1)?;
        }
    }
    sentence.token(at).filter(|it| joint && is_change(it))?;
    let found = self::before(sentence, hedged(sentence, at), moves, &|_| None)?;
    Some(Governor { link: Link::Loose, ..found })
}

/// Words that put what a sentence says at another time than that of its figures.
pub(crate) fn is_of_another_time(sentence: &Sentence<'_>, year: Option<i16>) -> bool {
    is_of_another_time_but(sentence, year, &(0..0))
}

/// The same, but for some words of which is known what they say.
pub(crate) fn is_of_another_time_but(
    sentence: &Sentence<'_>,
    year: Option<i16>,
    known: &Range<usize>,
) -> bool {
    const WORDS: [&str; 29] = [
        "since",
        "sequentially",
        "sequential",
        "quarter-on-quarter",
        "quarter-over-quarter",
        "qoq",
        "q/q",
        "month-on-month",
        "week-on-week",
        "after",
        "before",
        "until",
        "decade",
        "decades",
        "years",
        "quarters",
        "months",
        "once",
        "historically",
        "long-term",
        "again",
        "past",
        "previously",
        "earlier",
        "later",
        "meanwhile",
        "then",
        "lows",
        "highs",
    ];
    let before = |at: usize| at.checked_sub(1).map_or("", |it| sentence.word(it));
    let is_prior = |at: usize| {
        let printed = |it: usize| sentence.token(it)?.printed().map(|it| it.part);
        (at + 1..at + 4).find_map(printed) == Some(strata_model::Part::Prior)
    };
    sentence.has(Mood::Expects)
        || sentence.tokens.iter().enumerate().any(|(at, token)| {
            let word = token.word().filter(|_| !known.contains(&at)).unwrap_or("");
            (word == "from" && !is_prior(at))
                || (word == "than" && !["more", "less", "fewer"].contains(&before(at)))
                || (WORDS.contains(&word) && (word != "again" || known.is_empty()))
                || is_year(word).is_some_and(|it| Some(it) != year)
        })
}

/// A year of four digits.
fn is_year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|year| (1900..2100).contains(year));
    year.filter(|_| word.len() == 4)
}
