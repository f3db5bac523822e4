//! German and French: which verb governs what a text prints. `Stieg um {x.rise}`, `um
//! {x.fall} auf {x} fiel`, `legte um {x.rise} zu`; `a augmenté de {x.rise}`, `en baisse de
//! {x.fall}`.

mod words;

use strata_model::Language;

use super::{Governor, Link};
use crate::prose::lexicon::{Form, Mood, Motion};
use crate::prose::sentence::Sentence;
use crate::prose::token::{Kind, Token};
use words::{FRENCH, GERMAN, PARTED, Words};

/// How far a verb may stand from its number.
const REACH: usize = 9;

fn words(language: Language) -> Option<&'static Words> {
    match language {
        Language::DeDe => Some(&GERMAN),
        Language::FrFr => Some(&FRENCH),
        Language::EnUs | Language::EnGb => None,
    }
}

/// Whether a word may be one half of a verb that is parted.
fn is_half_a_verb(word: &str) -> bool {
    PARTED.iter().any(|it| it.0.contains(&word))
}

/// All such words.
pub(crate) fn halves() -> impl Iterator<Item = &'static str> {
    PARTED.iter().flat_map(|it| it.0).copied()
}

/// The word of motion at a place, or the verb that is parted there.
pub(crate) fn motion(
    sentence: &Sentence<'_>,
    at: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Motion> {
    let token = sentence.token(at).filter(|it| !it.quoted)?;
    let word = token.word()?;
    if sentence.language == Language::DeDe && is_half_a_verb(word) {
        let end = sentence.behind(at).find(|it| ends_a_verb(sentence, *it));
        let particle = end.map(|it| sentence.word(it));
        let whole = PARTED
            .iter()
            .find(|(stems, end, _)| stems.contains(&word) && Some(*end) == particle);
        if let Some((_, _, way)) = whole {
            return Some(Motion { way: *way, form: Form::Verb });
        }
    }
    moves(at)
}

/// Whether a word is the end of a parted verb where it stands: at the end of its clause.
fn ends_a_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let particle = ["zu", "ab", "nach", "zurück", "ein", "an"];
    let ends = sentence
        .token(at + 1)
        .is_none_or(|it| matches!(it.kind, Kind::Mark(_)) || it.has(Mood::Joins))
        || ["und", "oder", "als"].contains(&sentence.word(at + 1));
    ends && particle.contains(&sentence.word(at))
}

/// Whether anything in the clause of a token denies it: `stieg nicht um`.
fn is_denied(sentence: &Sentence<'_>, at: usize) -> bool {
    let denies = |it: usize| sentence.token(it).is_some_and(|it| it.has(Mood::Denies));
    sentence.before(at).chain(sentence.behind(at)).any(denies)
}

/// The word of motion that governs the change at a place.
pub(crate) fn governor(
    sentence: &Sentence<'_>,
    at: usize,
    moves: &dyn Fn(usize) -> Option<Motion>,
) -> Option<Governor> {
    let words = words(sentence.language)?;
    if is_denied(sentence, at) {
        return None;
    }
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let (word, ahead) = (sentence.word(before), before_of(sentence, before));
        // `de près de 5 %`
        let by = words.by.contains(&word);
        let hedge = words.hedges.contains(if by { &ahead } else { &word })
            && words.hedges.contains(&word);
        if !hedge || moves(before).is_some() {
            break;
        }
        first = before;
    }
    let lead = first.checked_sub(1)?;
    let same = sentence.token(lead)?.clause == sentence.token(at)?.clause;
    let found =
        |at: usize, motion: Motion| Some(Governor { at, motion, link: Link::Phrase });
    if !same {
        return None;
    }
    let own = |at: usize| motion(sentence, at, moves);
    // `verlor 5 %`, `a perdu 5 %`
    if let Some(motion) = own(lead) {
        return found(lead, motion);
    }
    let by = words.by.contains(&sentence.word(lead));
    let of = ["von", "de"].contains(&sentence.word(lead));
    if by || of {
        if let Some((place, motion)) = left(sentence, lead, words, &own, by) {
            return found(place, motion);
        }
    } else if let Some((place, motion)) = timed(sentence, lead, words, &own) {
        return found(place, motion);
    }
    let (place, motion) = right(sentence, at, words, &own)?;
    found(place, motion)
}

fn before_of<'s>(sentence: &'s Sentence<'_>, at: usize) -> &'s str {
    at.checked_sub(1).map_or("", |it| sentence.word(it))
}

type Own<'o> = &'o dyn Fn(usize) -> Option<Motion>;

/// The verb or noun to the left: `wuchs er um`, `ein Rückgang des Umsatzes von`.
fn left(
    sentence: &Sentence<'_>,
    lead: usize,
    words: &Words,
    own: Own<'_>,
    by: bool,
) -> Option<(usize, Motion)> {
    let mut between_is_small = true;
    let mut marked = false;
    for (steps, at) in (0..lead).rev().take(REACH).enumerate() {
        let token = sentence.token(at)?;
        // `legten zu, um 5 %`
        if token.is_mark(',') && steps == 0 && by {
            marked = true;
            continue;
        }
        if matches!(token.kind, Kind::Mark(_)) || token.has(Mood::Joins) {
            return None;
        }
        if let Some(motion) = own(at) {
            let noun = motion.form == Form::Noun;
            let object = motion.form == Form::Transitive && !marked && steps <= 4;
            let fits = between_is_small || (noun && by_noun(sentence, at)) || object;
            return fits.then_some((at, motion));
        }
        let word = sentence.word(at);
        if words.stops.contains(&word) {
            return None;
        }
        if token.quantity().is_some() {
            // `stieg von 5 auf 6, um 7 %`
            let lead = before_of(sentence, at);
            if !(words.to.contains(&lead) || lead == words.from) {
                return None;
            }
            continue;
        }
        let small = words.small.contains(&word)
            || words.hedges.contains(&word)
            || words.to.contains(&word)
            || word == words.from
            || (marked && is_particle(sentence, at))
            || word.ends_with("ment");
        between_is_small &= small;
    }
    None
}

/// `Ein Rückgang des Umsatzes`, `la hausse du chiffre`: what follows is what moved.
fn by_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    ["des", "der", "beim", "bei", "im", "du", "de", "des", "d'", "dans"]
        .contains(&sentence.word(at + 1))
}

fn is_particle(sentence: &Sentence<'_>, at: usize) -> bool {
    ends_a_verb(sentence, at)
}

/// `wuchs im Jahr 5 %`: only words that say when stand between.
fn timed(
    sentence: &Sentence<'_>,
    lead: usize,
    words: &Words,
    own: Own<'_>,
) -> Option<(usize, Motion)> {
    for at in std::iter::once(lead).chain(sentence.before(lead)).take(REACH) {
        if let Some(motion) = own(at) {
            let verb = motion.form == Form::Transitive || motion.form == Form::Verb;
            return verb.then_some((at, motion));
        }
        if !words.small.contains(&sentence.word(at)) {
            return None;
        }
    }
    None
}

/// The verb that ends the clause, or a word right behind the number: `um 5 % auf 6 fiel`,
/// `5 % höher`.
fn right(
    sentence: &Sentence<'_>,
    at: usize,
    words: &Words,
    own: Own<'_>,
) -> Option<(usize, Motion)> {
    let german = sentence.language == Language::DeDe;
    for (steps, next) in sentence.behind(at).take(REACH).enumerate() {
        let token = sentence.token(next)?;
        if let Some(motion) = own(next) {
            let near = steps == 0 && motion.form == Form::Adverb;
            let verb = german && matches!(motion.form, Form::Verb | Form::Transitive);
            return (near || verb).then_some((next, motion));
        }
        if matches!(token.kind, Kind::Mark(_)) {
            return None;
        }
        let word = sentence.word(next);
        if token.quantity().is_some() {
            let lead = before_of(sentence, next);
            if !(words.to.contains(&lead) || lead == words.from) {
                return None;
            }
            continue;
        }
        let small = words.small.contains(&word)
            || words.to.contains(&word)
            || word == words.from
            || words.hedges.contains(&word);
        if !small || words.stops.contains(&word) {
            return None;
        }
    }
    None
}

/// The numbers from and to which a verb at a place leads in its clause: their places.
pub(crate) fn from_to(
    sentence: &Sentence<'_>,
    verb: usize,
) -> (Option<usize>, Option<usize>) {
    let Some(words) = words(sentence.language) else { return (None, None) };
    let (mut from, mut to) = (None, None);
    if is_denied(sentence, verb) {
        return (None, None);
    }
    let clause = sentence.token(verb).map(|it| it.clause);
    let leads = |at: usize| {
        let word = sentence.word(at);
        words.to.contains(&word) || word == words.from
    };
    // The next clause goes on where it begins with `de`: `a reculé de 5 %, de 3 à 2`.
    let goes_on = |at: usize| {
        let own = sentence.token(at).map(|it| it.clause);
        let next = clause.is_some_and(|it| own == Some(it + 1));
        own == clause
            || next && {
                let mark = sentence.before(at).last().unwrap_or(at).checked_sub(1);
                mark.is_some_and(|it| {
                    sentence.token(it).is_some_and(|it| it.is_mark(',')) && leads(it + 1)
                })
            }
    };
    let apart = |at: usize| {
        (at.min(verb)..at.max(verb)).any(|it| words.stops.contains(&sentence.word(it)))
    };
    let places = (0..sentence.tokens.len()).filter(|it| goes_on(*it) && !apart(*it));
    let number = |token: &Token<'_>| token.quantity().is_some();
    for at in places {
        let Some(token) = sentence.token(at).filter(|it| number(it)) else { continue };
        let mut lead = at;
        while let Some(before) = lead.checked_sub(1) {
            lead = before;
            if !words.hedges.contains(&sentence.word(before)) || leads(before) {
                break;
            }
        }
        let change = token.printed().is_some_and(crate::prose::Printed::is_change);
        let slot = match sentence.word(lead) {
            word if change || word.is_empty() => continue,
            word if word == words.from => &mut from,
            word if words.to.contains(&word) => &mut to,
            _ => continue,
        };
        // Two of a kind are of two verbs.
        if slot.replace(at).is_some() {
            return (None, None);
        }
    }
    (from, to)
}

/// Words that put what a sentence says at another time than that of its figures.
pub(crate) fn is_of_another_time(sentence: &Sentence<'_>) -> bool {
    const WORDS: [&str; 34] = [
        "seit",
        "vorquartal",
        "vorquartals",
        "vorhalbjahr",
        "vormonat",
        "zuvor",
        "erneut",
        "wieder",
        "bis",
        "jahren",
        "quartalen",
        "monaten",
        "früher",
        "später",
        "damals",
        "einst",
        "zwischenzeitlich",
        "zunächst",
        "nach",
        "depuis",
        "précédent",
        "précédente",
        "auparavant",
        "avant",
        "après",
        "ensuite",
        "puis",
        "années",
        "trimestres",
        "mois",
        "jadis",
        "nouveau",
        "jusqu'à",
        "jusqu'en",
    ];
    sentence.has(Mood::Expects)
        || sentence
            .tokens
            .iter()
            .any(|it| it.word().is_some_and(|it| WORDS.contains(&it)))
}
