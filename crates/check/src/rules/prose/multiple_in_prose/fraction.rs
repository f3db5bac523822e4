//! `{part}, a third of {whole}`, `two thirds of sales ({share})`, `most of revenue came from
//! stores`.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_syntax::path::Path;

use super::share::{computed, stated};
use super::{Bound, Said, change, first_of, in_words, pair};
use crate::diagnostic::Reporter;
use crate::prose::lexicon::topics::FRACTIONS;
use crate::prose::{Kind, Mood, Sentence, Topic};

pub(super) fn is_spoken_of(sentence: &Sentence<'_>) -> bool {
    sentence.features.speaks_of(Topic::Fraction)
}

/// A fraction where it is said.
pub(super) struct Fraction {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Nothing where it is only more than half.
    pub(super) value: Option<Decimal>,
    pub(super) bound: Bound,
    /// Whether `of` or a bracket follows: else it is by how much something changed.
    pub(super) of: bool,
}

pub(super) fn check(said: &Said<'_, '_>, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for at in 0..sentence.tokens.len() {
        let word = sentence.word(at);
        if !FRACTIONS.contains(&word) || said.name(at).is_some() {
            continue;
        }
        let quoted = sentence.token(at).is_none_or(|it| it.quoted);
        let Some(fraction) = fraction(said, at).filter(|_| !quoted) else { continue };
        if sentence.is_denied_but(fraction.first, said.names)
            || is_of_another_time(sentence)
        {
            continue;
        }
        if !fraction.of
            && fraction.value.is_some()
            && change::check(said, &fraction, report)
        {
            continue;
        }
        let comma =
            sentence.token(at + 1).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
        if !fraction.of && sentence.word(at) != "half" && !comma {
            continue;
        }
        let share = stated(said, &fraction)
            .or_else(|| computed(said, &fraction))
            .or_else(|| pair::paired(said, &fraction));
        let Some(share) = share else { continue };
        if may_be(share.interval, &fraction) {
            continue;
        }
        let Some(place) = said.place(fraction.first, fraction.last) else { continue };
        let first = first_of(said, fraction.first, fraction.bound);
        let words = said.words(first, fraction.last);
        let message =
            format!("`{words}`: the figures say {}", in_words(share.interval, true));
        let mut raised =
            report.at(place, message).help("write what the figures say, or correct them");
        for id in share.figures {
            let path = Path::root().key("figures").key(id.as_str());
            raised = raised.related(path, "the figure");
        }
    }
}

/// The fraction whose last word stands at a place.
fn fraction(said: &Said<'_, '_>, at: usize) -> Option<Fraction> {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
    let after = sentence.word(at + 1);
    let of = after == "of" || sentence.token(at + 1).is_some_and(|it| it.is_mark('('));
    let found = |first: usize, value| {
        let bound = said.bound(first);
        Some(Fraction { first, last: at, value, bound, of })
    };
    match word {
        "half" => {
            let time = [
                "first", "second", "last", "this", "next", "that", "each", "other",
                "and", "previous", "the",
            ];
            let ordinal = time.contains(&before);
            let first = if before == "a" || before == "one" { at - 1 } else { at };
            (!ordinal && after != "a").then_some(())?;
            found(first, Some(Decimal::new(5, 1)))
        }
        "majority" | "bulk" => {
            let first = if ["the", "a"].contains(&before) { at - 1 } else { at };
            (after == "of" && before != "simple").then_some(Fraction {
                first,
                last: at,
                value: None,
                bound: Bound::None,
                of,
            })
        }
        "most" => {
            (after == "of" && !["at", "the"].contains(&before)).then_some(Fraction {
                first: at,
                last: at,
                value: None,
                bound: Bound::None,
                of,
            })
        }
        _ => {
            let single = word.strip_suffix('s').unwrap_or(word);
            let parts = match single {
                "quarter" => 4,
                _ => {
                    let known =
                        crate::prose::lexicon::sense(single, said.facts.language());
                    known?.ordinal?
                }
            };
            let first = at.checked_sub(1)?;
            let count = match before {
                "a" | "an" => 1,
                _ => sentence.token(first)?.sense()?.count?,
            };
            let plural = word != single;
            let value = Decimal::from(count).checked_div(Decimal::from(parts))?;
            let fits = plural == (count > 1) && value < Decimal::ONE && parts > 2;
            fits.then(|| found(first, Some(value)))?
        }
    }
}

/// Whether a sentence speaks of another time than its figures do.
fn is_of_another_time(sentence: &Sentence<'_>) -> bool {
    const WORDS: [&str; 12] = [
        "once",
        "used",
        "previously",
        "earlier",
        "ago",
        "historically",
        "originally",
        "formerly",
        "since",
        "decade",
        "before",
        "until",
    ];
    sentence.has(Mood::Expects)
        || sentence
            .tokens
            .iter()
            .any(|it| it.word().is_some_and(|it| WORDS.contains(&it)))
}

/// Whether a fraction may be said of a share.
pub(super) fn may_be(share: Interval, fraction: &Fraction) -> bool {
    let (low, high) = (share.low(), share.high());
    let at_least = |least: Decimal| high.is_none_or(|it| it >= least);
    let at_most = |most: Decimal| low.is_none_or(|it| it <= most);
    let Some(value) = fraction.value else { return at_least(Decimal::new(5, 1)) };
    // An eighth of what is said, and no more than some points of a hundred.
    let slack = |part: i64, most: i64| {
        let by = value.checked_mul(Decimal::new(part, 2)).unwrap_or_default();
        by.min(Decimal::new(most, 2))
    };
    match fraction.bound {
        Bound::Unclear => true,
        Bound::Above => at_least(value),
        Bound::Below => at_most(value),
        Bound::Nearly => at_least(value - slack(15, 7)) && at_most(value),
        Bound::About => at_least(value - slack(20, 7)) && at_most(value + slack(20, 7)),
        Bound::None => at_least(value - slack(12, 5)) && at_most(value + slack(12, 5)),
    }
}

impl Said<'_, '_> {
    /// Where a fraction begins with its word of bound.
    pub(super) fn first_with_bound(&self, fraction: &Fraction) -> usize {
        crate::prose::motion::hedged(self.sentence, fraction.first)
    }
}
