//! The share that a fraction is said of: printed as such, or a part divided by its whole.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Derivation, Id, Measure, Part, Quantity, Segment};

use super::fraction::Fraction;
use super::part::{VERBS, is_part, named_part};
use super::{Said, ratio};
use crate::prose::{Kind, Level, level_before};

/// A part and its whole.
pub(super) struct Share<'b> {
    pub(super) interval: Interval,
    pub(super) figures: Vec<&'b Id>,
}

/// `Two thirds of sales ({share})`, `{share}, or a third, of sales`.
pub(super) fn stated<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Share<'b>> {
    let sentence = said.sentence;
    let is_share = |level: &Level<'b>| {
        let percent = level.quantity.unit().measure == Measure::Percent;
        let label = level.of.map_or("", |it| it.1.label.as_str()).to_lowercase();
        let other = ["growth", "margin", "yield", "change", "rate", "tax"];
        percent && level.of.is_some() && !other.iter().any(|it| label.contains(it))
    };
    let is_share =
        |level: &Level<'b>| is_share(level) || quotient(said, level.at).is_some();
    let share = |level: Level<'b>| {
        if let Some(share) = quotient(said, level.at) {
            return Some(share);
        }
        let interval = level.interval.times(Decimal::new(1, 2))?;
        Some(Share { interval, figures: vec![level.of?.0] })
    };
    let start = said.first_with_bound(fraction);
    let before = level_before(sentence, start).or_else(|| apart(said, start));
    let before = before.filter(is_share);
    if let Some(level) = before {
        // `{share}, a third of {other}` is about another share where both are printed.
        return share(level);
    }
    // Behind it, or behind its whole, in brackets or behind a comma.
    let end = (fraction.last + 8).min(sentence.tokens.len());
    let mark = (fraction.last + 1..end).find(|it| {
        sentence.token(*it).is_some_and(|token| matches!(token.kind, Kind::Mark(_)))
    })?;
    let opens =
        sentence.token(mark).is_some_and(|it| matches!(it.kind, Kind::Mark('(' | ',')));
    let level = Level::of(sentence.token(mark + 1)?, mark + 1).filter(is_share)?;
    let ends = sentence.token(mark + 2).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
    let verbs = (fraction.last + 1..mark)
        .any(|it| sentence.token(it).is_some_and(|token| token.motion().is_some()));
    (opens && ends && !verbs).then(|| share(level))?
}

/// `{= a / b}`, of two figures of one unit.
fn quotient<'b>(said: &Said<'_, 'b>, at: usize) -> Option<Share<'b>> {
    let token = said.sentence.token(at)?;
    let Kind::Computed(ids, Some(_)) = &token.kind else { return None };
    let passage = said.facts.prose.get(said.sentence.passage)?;
    let divides = passage.segments.iter().any(|it| {
        matches!(it, Segment::Computed(Derivation::Quotient(..), bytes)
            if *bytes == token.bytes)
    });
    let [a, b] = ids.as_slice() else { return None };
    let (part, whole) = (said.facts.figure(a)?, said.facts.figure(b)?);
    let same = part.value.as_ref()?.unit() == whole.value.as_ref()?.unit();
    let interval = ratio(Interval::of_figure(part)?, Interval::of_figure(whole)?)?;
    (divides && same).then(|| Share { interval, figures: ids.clone() })
}

/// The value before `of sales, or`.
fn apart<'b>(said: &Said<'_, 'b>, start: usize) -> Option<Level<'b>> {
    let sentence = said.sentence;
    let or = start.checked_sub(1).filter(|it| sentence.word(*it) == "or");
    let mark = or.unwrap_or(start).checked_sub(1)?;
    sentence.token(mark).filter(|it| it.is_mark(','))?;
    for at in (mark.saturating_sub(6)..mark).rev() {
        let token = sentence.token(at)?;
        if token.quantity().is_some() {
            return Level::of(token, at);
        }
        let inner = ["of", "the", "its", "all", "total"].contains(&sentence.word(at));
        if !inner && said.name(at).is_none() {
            return None;
        }
    }
    None
}

/// A part divided by its whole.
pub(super) fn computed<'b>(
    said: &Said<'_, 'b>,
    fraction: &Fraction,
) -> Option<Share<'b>> {
    let sentence = said.sentence;
    let mut at = fraction.last + 1;
    let of = ["of", "the", "its", "their", "all", "our"].contains(&sentence.word(at));
    if !of {
        return None;
    }
    const ARTICLES: [&str; 14] = [
        "of",
        "the",
        "its",
        "our",
        "their",
        "all",
        "total",
        "group",
        "overall",
        "whole",
        "entire",
        "group's",
        "company's",
        "consolidated",
    ];
    let begins = at;
    while ARTICLES.contains(&sentence.word(at)) && said.name(at).is_none() {
        at += 1;
    }
    // `Half of what it was, {x.prior}.`
    const LEVEL: [&str; 10] =
        ["what", "it", "they", "was", "were", "level", "that", "value", "had", "been"];
    let mut prior = at;
    while LEVEL.contains(&sentence.word(prior)) || prior > at && is_mark(said, prior) {
        prior += 1;
    }
    let prior = sentence.token(prior).and_then(|it| Level::of(it, prior));
    if let Some(level) = prior.filter(|it| it.at > begins && it.is_prior()) {
        at = level.at;
    }
    let token = sentence.token(at)?;
    if let Some(whole) = Level::of(token, at) {
        let (id, figure, part) = whole.of?;
        let own = || Level::own(id, figure).filter(|_| part == Part::Prior);
        let named = || {
            let parts = named_part(said, fraction, at..at + 1, &[(id, figure)]);
            parts.and_then(|(id, part, ..)| Level::own(id, part))
        };
        let part =
            beside(said, fraction, at, &whole.quantity).or_else(own).or_else(named)?;
        let interval = ratio(part.interval, whole.interval)?;
        let figures = vec![part.of?.0, id];
        return (part.of?.0 != id || own().is_some())
            .then_some(Share { interval, figures });
    }
    let name = said.name(at).filter(|name| name.tokens.start == at);
    let tokens = name.map_or(at..at + 1, |name| name.tokens.clone());
    if changes_meaning(said, tokens.end) {
        return None;
    }
    let wholes: Vec<_> = match name {
        Some(name) => {
            let wholes = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
            wholes.filter(|it| it.1.value.is_some()).collect()
        }
        None => said.wholes(sentence.word(at)),
    };
    let unit = wholes.first()?.1.value.as_ref()?;
    // `Half of sales, {part}.`
    let behind = tokens.end + 1;
    let appended = is_mark(said, tokens.end)
        .then(|| Level::of(sentence.token(behind)?, behind))
        .flatten()
        .filter(|it| {
            it.of.is_some_and(|of| wholes.iter().any(|whole| is_part(whole.1, of.0)))
        });
    let printed =
        appended.or_else(|| beside(said, fraction, tokens.end.checked_sub(1)?, unit));
    if let Some((part, (id, figure, _))) =
        printed.and_then(|it| Some((it.of?, it)).map(|(of, it)| (it, of)))
    {
        let mut fits = wholes.iter().filter(|(whole, of)| {
            *whole != id && of.period == figure.period && of.entity == figure.entity
        });
        let holds = wholes.iter().find(|(_, of)| is_part(of, id));
        let (whole, of) = match (holds, fits.next(), fits.next()) {
            (Some(one), ..) => one,
            (None, Some(one), None) if name.is_some() => one,
            _ => return None,
        };
        let interval = ratio(part.interval, Interval::of_figure(of)?)?;
        // What is more than the whole is no part of it.
        let fits = holds.is_some() || interval.low().is_none_or(|it| it <= Decimal::ONE);
        fits.then_some(())?;
        return Some(Share { interval, figures: vec![id, whole] });
    }
    let (id, part, whole, of) = named_part(said, fraction, tokens, &wholes)?;
    let interval = ratio(Interval::of_figure(part)?, Interval::of_figure(of)?)?;
    Some(Share { interval, figures: vec![id, whole] })
}

fn is_mark(said: &Said<'_, '_>, at: usize) -> bool {
    let token = said.sentence.token(at);
    token.is_some_and(|it| matches!(it.kind, Kind::Mark('(' | ',' | ':' | '–' | '—')))
}

/// Whether what stands behind the name of a whole makes it another: `of sales growth`, `of
/// sales in Europe`.
fn changes_meaning(said: &Said<'_, '_>, next: usize) -> bool {
    let sentence = said.sentence;
    let noun = sentence.token(next).is_some_and(|it| {
        it.motion().is_some_and(|it| {
            it.form != crate::prose::lexicon::Form::Verb
                || crate::prose::motion::is_noun(sentence, next, it)
        })
    });
    let place = [
        "from",
        "outside",
        "within",
        "at",
        "per",
        "by",
        "for",
        "with",
        "and",
        "under",
        "excluding",
        "before",
        "after",
    ];
    let time = ["the", "this", "that", "a"].contains(&sentence.word(next + 1))
        && ["year", "quarter", "period", "half"].contains(&sentence.word(next + 2));
    noun || place.contains(&sentence.word(next)) || (sentence.word(next) == "in" && !time)
}

/// The printed part: right before the fraction, or in its clause, or in brackets behind a
/// name there.
fn beside<'b>(
    said: &Said<'_, 'b>,
    fraction: &Fraction,
    whole: usize,
    like: &Quantity,
) -> Option<Level<'b>> {
    let sentence = said.sentence;
    let fits = |it: &Level<'b>| {
        it.quantity.unit() == like.unit()
            && it.of.is_some_and(|it| crate::prose::period_word::is_level(it.2))
    };
    let start = said.first_with_bound(fraction);
    if let Some(before) = level_before(sentence, start) {
        return Some(before).filter(fits);
    }
    let clause = sentence.token(fraction.last)?.clause;
    let in_clause = |at: &usize| {
        let own = sentence.token(*at).map(|it| it.clause);
        let brackets = at.checked_sub(1).is_some_and(|before| {
            let opens = sentence.token(before).is_some_and(|it| it.is_mark('('));
            let name = before.checked_sub(1).and_then(|it| said.name(it));
            let named = name.is_some_and(|name| {
                let printed = sentence.token(*at).and_then(|it| it.printed());
                let own = sentence.token(name.tokens.start).map(|it| it.clause);
                own == Some(clause) && printed.is_some_and(|it| name.means(it.id))
            });
            opens && named
        });
        own == Some(clause) || brackets
    };
    let places = (0..sentence.tokens.len()).filter(|it| *it != whole).filter(in_clause);
    let levels = places.filter_map(|at| Level::of(sentence.token(at)?, at)).filter(fits);
    let mut levels = levels.filter(|it| it.at != whole);
    let first = levels.next();
    let linked =
        sentence.tokens.iter().any(|it| it.word().is_some_and(|it| VERBS.contains(&it)));
    let apart = |at: usize| {
        let relative = ["that", "who", "which", "where"];
        (at.min(fraction.last)..at.max(fraction.last))
            .any(|it| relative.contains(&sentence.word(it)))
    };
    first.filter(|it| levels.next().is_none() && linked && !apart(it.at))
}
