//! A part and its whole that stand beside each other, or of which the whole is `it`: `{a} of
//! {b}, a quarter of it`, `fewer than a fifth, {a}`, `a third of the ore, {a}`.

use strata_model::{Figure, Id};

use super::fraction::Fraction;
use super::part::{VERBS, is_part};
use super::share::Share;
use super::{Bound, Said, ratio};
use crate::prose::lexicon::topics::FRACTIONS;
use crate::prose::{Kind, Level, Sentence, level_before};

/// The share of a part in a whole that is not named behind the fraction.
pub(super) fn paired<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Share<'b>> {
    let sentence = said.sentence;
    let next = fraction.last + 1;
    let of = sentence.word(next) == "of";
    let pronoun = of
        && ["it", "them", "that", "this", "these", "which"]
            .contains(&sentence.word(next + 1));
    let own = if pronoun {
        of_it(said, fraction)
    } else if of {
        of_something(said, fraction)
    } else {
        of_nothing(said, fraction)
    };
    let (part, whole) = own?;
    let ids = [part.of?.0, whole.of?.0];
    let same = part.quantity.unit() == whole.quantity.unit() && ids[0] != ids[1];
    let interval = ratio(part.interval, whole.interval).filter(|_| same)?;
    Some(Share { interval, figures: ids.to_vec() })
}

type Pair<'b> = (Level<'b>, Level<'b>);

/// A value that a reference prints at a place.
fn level<'b>(said: &Said<'_, 'b>, at: usize) -> Option<Level<'b>> {
    let level = Level::of(said.sentence.token(at)?, at)?;
    let own = level.of.is_some_and(|it| crate::prose::period_word::is_level(it.2));
    own.then_some(level)
}

/// `{a} of the {b}` where it begins.
fn beside<'b>(said: &Said<'_, 'b>, at: usize) -> Option<Pair<'b>> {
    let sentence = said.sentence;
    let part = level(said, at)?;
    let mut next = at + 1;
    if sentence.word(next) != "of" {
        return None;
    }
    while ["of", "the", "its", "all", "total", "a"].contains(&sentence.word(next)) {
        next += 1;
    }
    Some((part, level(said, next)?))
}

/// `{a} of {b}, less than a quarter of it`, `a third of it, {a} of {b}, is young`, `of {b}
/// the North earned {a}, a quarter of it`.
fn of_it<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Pair<'b>> {
    let sentence = said.sentence;
    let mark = fraction.last + 3;
    let is_mark = |at: usize| {
        sentence.token(at).is_some_and(|it| matches!(it.kind, Kind::Mark(',' | '(')))
    };
    if is_mark(mark)
        && let Some(pair) = beside(said, mark + 1)
    {
        return Some(pair);
    }
    let start = said.first_with_bound(fraction);
    let before = level_before(sentence, start)?;
    if let Some(first) = (0..before.at).rev().take(4).find_map(|at| beside(said, at))
        && first.1.at == before.at
    {
        return Some(first);
    }
    // Behind `it` stands the one whole that has this part.
    let (id, ..) = before.of?;
    let mut wholes = (0..before.at).filter_map(|at| level(said, at));
    let whole = wholes.find(|it| it.of.is_some_and(|of| is_part(of.1, id)))?;
    wholes.all(|it| it.of.is_some_and(|of| !is_part(of.1, id))).then_some((before, whole))
}

/// `A third of the ore, {a}, came from the reef`: a part of one whole alone, which has its
/// own word.
fn of_something<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Pair<'b>> {
    let sentence = said.sentence;
    let mut at = fraction.last + 2;
    if ["the", "its", "all"].contains(&sentence.word(at)) {
        at += 1;
    }
    let noun = sentence.token(at)?;
    let word = noun.word()?;
    let other =
        said.name(at).is_some() || noun.sense().is_some_and(|it| it.motion.is_some());
    let mark = sentence.token(at + 1).is_some_and(|it| it.is_mark(','));
    let part = level(said, at + 2).filter(|_| mark && !other)?;
    let ends = sentence.token(at + 3).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
    let (id, figure, _) = part.of.filter(|_| ends)?;
    let (whole, of) = only_whole(said, id, figure)?;
    let another = is_in_a_label(said, word, figure, &[whole, id]);
    (!another).then(|| Some((part, Level::own(whole, of)?)))?
}

/// Whether a word is one of a label of others in a unit: then another whole may be meant.
fn is_in_a_label(said: &Said<'_, '_>, word: &str, like: &Figure, but: &[&Id]) -> bool {
    let unit = |figure: &Figure| figure.value.as_ref().map(|it| it.unit().clone());
    let own_unit = unit(like);
    let plain = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
    let own = plain(word);
    said.facts
        .figures()
        .filter(|it| !but.contains(&it.0) && unit(it.1) == own_unit)
        .any(|(_, figure, _)| figure.label.as_str().split(' ').any(|it| plain(it) == own))
}

/// The one figure that has another as a part, in its unit.
fn only_whole<'b>(
    said: &Said<'_, 'b>,
    id: &Id,
    figure: &Figure,
) -> Option<(&'b Id, &'b Figure)> {
    let unit = figure.value.as_ref()?.unit();
    let figures = said.facts.figures().map(|it| (it.0, it.1));
    let mut wholes = figures.filter(|(_, of)| is_part(of, id));
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    (whole.1.value.as_ref()?.unit() == unit).then_some(whole)
}

/// `{a}, exactly a third, and …`, `fewer than a fifth, {a}, in the third phase`: of the whole
/// that was spoken of.
fn of_nothing<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Pair<'b>> {
    let sentence = said.sentence;
    let mark =
        |at: usize| sentence.token(at).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
    // A quarter may be one of the year.
    let bounded = !matches!(fraction.bound, Bound::None | Bound::Unclear)
        || ["exactly", "precisely"]
            .contains(&fraction.first.checked_sub(1).map_or("", |it| sentence.word(it)));
    let start = said.first_with_bound(fraction);
    let lead = start.checked_sub(1)?;
    // `{a} or more than half came from the North`
    let or = sentence.word(lead) == "or";
    let verb = or && VERBS.contains(&sentence.word(fraction.last + 1));
    let time = sentence.word(fraction.last).starts_with("quarter") && !bounded;
    if time || !(verb || mark(fraction.last + 1)) {
        return None;
    }
    // `{a} of {b}, or nearly half`
    let comma = lead.checked_sub(usize::from(or))?;
    let first = comma.saturating_sub(6);
    if sentence.token(comma).is_some_and(|it| it.is_mark(','))
        && let Some(pair) = (first..comma).find_map(|it| beside(said, it))
    {
        return Some(pair);
    }
    let behind = level(said, fraction.last + 2).filter(|it| mark(it.at + 1));
    let apposed = or || sentence.token(lead).is_some_and(|it| it.is_mark(','));
    let before = level_before(sentence, start).filter(|_| apposed);
    let part = behind.filter(|_| before.is_none()).or(before)?;
    let (id, figure, _) = part.of?;
    let (whole, of) = only_whole(said, id, figure)?;
    let spoken = spoken_of(said, fraction, whole);
    spoken.then(|| Some((part, Level::own(whole, of)?)))?
}

/// Whether the same sentence speaks of a whole, or the one before it says a fraction of it.
fn spoken_of(said: &Said<'_, '_>, fraction: &Fraction, whole: &Id) -> bool {
    let own = said.sentence;
    let before = own.number.and_then(|it| it.checked_sub(1));
    let before = before.and_then(|it| said.facts.sentences().get(it));
    let before = before.filter(|it| it.passage == own.passage);
    let speaks = |sentence: &Sentence<'_>, end: usize| {
        let printed = sentence.references().any(|(at, it)| at < end && it.id == whole);
        printed || {
            let names = said.facts.namings().within(sentence);
            names.iter().any(|it| it.tokens.end <= end && it.means(whole))
        }
    };
    speaks(own, fraction.first)
        || before.is_some_and(|it| {
            let all = it.tokens.len();
            (0..all).any(|at| FRACTIONS.contains(&it.word(at))) && speaks(it, all)
        })
}
