//! `The loss widened to {x.unsigned}`, where it has become smaller.

use strata_model::calc::{Base, Interval, base};
use strata_model::{Against, Figure, Part, Quantity};
use strata_syntax::path::Path;

use super::Said;
use crate::diagnostic::Reporter;
use crate::prose::motion::{hedged, is_of_another_time_but};
use crate::prose::{Level, Motion, Printed, Way};
use crate::rule::Certainty;

/// Nouns for what lies below zero.
pub(super) const LOSS: [&str; 12] = [
    "loss",
    "losses",
    "deficit",
    "deficits",
    "outflow",
    "outflows",
    "burn",
    "gap",
    "shortfall",
    "overspend",
    "verlust",
    "perte",
];

/// Words that say of a loss that it grew.
pub(super) const DEEPENS: [&str; 3] = ["deepened", "deepens", "deepening"];

/// Adjectives that say of a loss how it compares.
const SIZES: [(&str, Way); 11] = [
    ("wider", Way::Up),
    ("larger", Way::Up),
    ("bigger", Way::Up),
    ("deeper", Way::Up),
    ("greater", Way::Up),
    ("higher", Way::Up),
    ("smaller", Way::Down),
    ("narrower", Way::Down),
    ("lower", Way::Down),
    ("slimmer", Way::Down),
    ("reduced", Way::Down),
];

/// All of them.
pub(super) fn sizes() -> impl Iterator<Item = &'static str> {
    SIZES.iter().map(|(word, _)| *word)
}

/// Whether a word says of a loss that it grew.
pub(super) fn deepens(word: &str) -> bool {
    DEEPENS.contains(&word)
}

/// How a loss moved, of what a sentence says that it moved. Whether a word of motion at a
/// place is said of a loss whose figure stands below zero.
pub(super) fn check(
    said: &Said<'_, '_>,
    at: usize,
    motion: Motion,
    report: &mut Reporter<'_>,
) -> bool {
    if !is_said_of_a_loss(said, at) {
        return false;
    }
    let Some((to, printed, by)) = reached(said, at) else { return false };
    if printed.part == Part::Value && comes_from(said, at) {
        return false;
    }
    let figure = printed.figure;
    let below = figure.value.as_ref().is_some_and(Quantity::is_negative);
    if !below || printed.comparison.is_some() || figure.guidance.is_some() {
        return false;
    }
    judge(said, at, motion.way, (to, printed, by), report);
    true
}

/// `A wider loss of {x.unsigned}`: wider than the one before, if nothing else is said.
pub(super) fn adjective(said: &Said<'_, '_>, at: usize, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let Some((_, way)) = SIZES.iter().find(|(size, _)| *size == word) else { return };
    let mut noun = at + 1;
    while ["net", "operating", "quarterly", "annual", "pre-tax", "half-year"]
        .contains(&sentence.word(noun))
    {
        noun += 1;
    }
    let article = at.checked_sub(1).is_some_and(|it| {
        ["a", "an", "its", "another", "the", "even", "still"].contains(&sentence.word(it))
    });
    let loss = ["loss", "losses", "deficit"].contains(&sentence.word(noun));
    let of = sentence.word(noun + 1) == "of";
    let place = noun + 2;
    let than = sentence.tokens.iter().any(|it| it.word() == Some("than"));
    let Some(printed) = sentence.token(place).and_then(|it| it.printed()) else { return };
    let below = printed.figure.value.as_ref().is_some_and(Quantity::is_negative);
    let fits = article && loss && of && below && !said.is_denied(at);
    let level = matches!(printed.part, Part::Unsigned | Part::Value | Part::Rounded);
    let based = said.base_behind(at).is_some();
    if fits && level && printed.comparison.is_none() && (!than || based) {
        judge(said, at, *way, (place, printed, None), report);
    }
}

fn judge(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    (to, printed, by): (usize, &Printed<'_>, Option<Way>),
    report: &mut Reporter<'_>,
) {
    let (sentence, figure) = (said.sentence, printed.figure);
    let based = said.base_behind(at);
    let known_words = based.map_or(0..0, |it| it.tokens.clone());
    let year = said.year_of(figure);
    if is_of_another_time_but(sentence, year, &known_words) {
        return;
    }
    let ways = match by {
        // What is more than before has lost less.
        Some(way) => vec![way],
        None => ways(said, figure, based.map(|it| it.base)),
    };
    if ways.is_empty() || ways.iter().any(|it| *it != way.other()) {
        return;
    }
    let (Some(place), Some(token)) = (said.place(at), sentence.token(to)) else {
        return;
    };
    let (word, written) = (sentence.word(at), said.written(token));
    let (value, prior) = (figure.value.as_ref(), figure.prior.as_ref());
    let (Some(value), Some(prior)) = (value, prior) else { return };
    let message = format!(
        "`{word}` is said of the loss behind `{written}`, which went from `{prior}` to `{value}`"
    );
    let path = Path::root().key("figures").key(printed.id.as_str()).key("prior");
    report
        .at(place, message)
        .help("write a word that fits, or correct the figures")
        .related(path, "what it was before")
        .sure(if by.is_some() { Certainty::High } else { Certainty::Medium });
}

/// Whether a loss is what moves: it stands right before the verb, but for small words.
fn is_said_of_a_loss(said: &Said<'_, '_>, at: usize) -> bool {
    const BETWEEN: [&str; 14] = [
        "has", "have", "had", "was", "were", "is", "also", "again", "then", "further",
        "more", "than", "itself", "there",
    ];
    let sentence = said.sentence;
    for before in sentence.before(at).take(5) {
        let word = sentence.word(before);
        if LOSS.contains(&word) && sentence.word(before + 1) != "of" {
            return true;
        }
        let named = said.name(before).is_some_and(|name| {
            name.tokens.clone().any(|it| LOSS.contains(&sentence.word(it)))
        });
        if named {
            return true;
        }
        if !BETWEEN.contains(&word) && !word.ends_with("ly") {
            return false;
        }
    }
    false
}

/// Whether the value that it came from is printed as well: the two decide.
fn comes_from(said: &Said<'_, '_>, at: usize) -> bool {
    let sentence = said.sentence;
    (at + 1..sentence.tokens.len().min(at + 14)).any(|it| {
        let level = sentence.token(it + 1).and_then(|token| Level::of(token, it + 1));
        sentence.word(it) == "from" && level.is_some()
    })
}

/// What a loss came to, or by how much it moved, and which way that says.
fn reached<'s, 'b>(
    said: &Said<'s, 'b>,
    at: usize,
) -> Option<(usize, &'s Printed<'b>, Option<Way>)> {
    let sentence = said.sentence;
    let mut next = at + 1;
    let end = sentence.tokens.len().min(at + 9);
    while next < end {
        let token = sentence.token(next)?;
        if ["and", "as", "while", "when", "but"].contains(&sentence.word(next)) {
            return None;
        }
        if token.quantity().is_some() {
            let printed = token.printed().filter(|_| !token.quoted)?;
            let lead = hedged(sentence, next).checked_sub(1)?;
            return match (sentence.word(lead), printed.part) {
                ("to" | "auf" | "à", Part::Unsigned | Part::Value | Part::Rounded) => {
                    Some((next, printed, None))
                }
                ("by" | "um" | "de", Part::More) => {
                    Some((next, printed, Some(Way::Down)))
                }
                ("by" | "um" | "de", Part::Less) => Some((next, printed, Some(Way::Up))),
                _ => None,
            };
        }
        next += 1;
    }
    None
}

/// Which way a loss went by all that is known of it: up is the greater loss.
fn ways(
    said: &Said<'_, '_>,
    figure: &Figure,
    only: Option<crate::prose::Base>,
) -> Vec<Way> {
    let own = Interval::of_figure(figure);
    let first = figure.change.as_ref().map(|it| (it.against, None));
    let others = figure.comparisons.iter().map(|it| (it.change.against, Some(it)));
    let of_time = |against: Against| match only {
        Some(base) => base.fits(against) == Some(true),
        None => matches!(against, Against::Yoy | Against::Qoq | Against::Prior),
    };
    let mut ways = Vec::new();
    for (_, comparison) in first.into_iter().chain(others).filter(|it| of_time(it.0)) {
        let before = base(said.facts.brief, figure, comparison).and_then(Base::interval);
        let Some((own, before)) = own.zip(before) else { continue };
        if !before.is_below_zero() {
            return Vec::new();
        }
        match (own.is_at_or_above(before), before.is_at_or_above(own)) {
            (true, false) => ways.push(Way::Down),
            (false, true) => ways.push(Way::Up),
            _ => return Vec::new(),
        }
    }
    ways
}
