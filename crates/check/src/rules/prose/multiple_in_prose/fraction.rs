//! `{part}, a third of {whole}`, `two thirds of sales ({share})`, `most of revenue came from
//! stores`.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Figure, Id, Measure, Part, Quantity};
use strata_syntax::path::Path;

use super::{Bound, Said, change, first_of, in_words, ratio};
use crate::diagnostic::Reporter;
use crate::prose::{Kind, Level, Mood, Sentence, level_before};

/// Words for a fraction that need `of` behind them.
const WORDS: [&str; 22] = [
    "half", "third", "thirds", "quarter", "quarters", "fourth", "fourths", "fifth",
    "fifths", "sixth", "sixths", "seventh", "sevenths", "eighth", "eighths", "tenth",
    "tenths", "majority", "bulk", "most", "ninth", "ninths",
];

/// Verbs by which a part is said to be one of a whole.
const VERBS: [&str; 44] = [
    "is",
    "was",
    "are",
    "were",
    "came",
    "comes",
    "come",
    "brings",
    "brought",
    "bring",
    "made",
    "makes",
    "make",
    "earns",
    "earned",
    "earn",
    "account",
    "accounts",
    "accounted",
    "contributes",
    "contributed",
    "contribute",
    "generates",
    "generated",
    "generate",
    "represents",
    "represented",
    "represent",
    "provides",
    "provided",
    "delivers",
    "delivered",
    "stems",
    "stemmed",
    "yields",
    "yielded",
    "produces",
    "produced",
    "constitutes",
    "derives",
    "takes",
    "took",
    "now",
    "still",
];

pub(super) fn is_spoken_of(sentence: &Sentence<'_>) -> bool {
    sentence.tokens.iter().any(|token| token.word().is_some_and(|it| WORDS.contains(&it)))
}

/// A fraction where it is said.
pub(super) struct Fraction {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Nothing where it is only more than half.
    pub(super) value: Option<Decimal>,
    pub(super) bound: Bound,
    /// Whether `of` or a bracket follows: else it is by how much something changed.
    of: bool,
}

/// A part and its whole.
struct Share<'b> {
    interval: Interval,
    figures: Vec<&'b Id>,
}

pub(super) fn check(said: &Said<'_, '_>, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for at in 0..sentence.tokens.len() {
        let word = sentence.word(at);
        if !WORDS.contains(&word) || said.name(at).is_some() {
            continue;
        }
        let quoted = sentence.token(at).is_none_or(|it| it.quoted);
        let Some(fraction) = fraction(said, at).filter(|_| !quoted) else { continue };
        if sentence.is_denied(fraction.first) || is_of_another_time(sentence) {
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
        let share = stated(said, &fraction).or_else(|| computed(said, &fraction));
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

/// `Two thirds of sales ({share})`, `{share}, or a third, of sales`.
fn stated<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Share<'b>> {
    let sentence = said.sentence;
    let is_share = |level: &Level<'b>| {
        let percent = level.quantity.unit().measure == Measure::Percent;
        let label = level.of.map_or("", |it| it.1.label.as_str()).to_lowercase();
        let other = ["growth", "margin", "yield", "change", "rate", "tax"];
        percent && level.of.is_some() && !other.iter().any(|it| label.contains(it))
    };
    let share = |level: Level<'b>| {
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
fn computed<'b>(said: &Said<'_, 'b>, fraction: &Fraction) -> Option<Share<'b>> {
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
            && it.of.is_some_and(|it| crate::facts::period_word::is_level(it.2))
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

/// `Stores brought half of sales`: a part of a breakdown of the whole by its name alone.
fn named_part<'b>(
    said: &Said<'_, 'b>,
    fraction: &Fraction,
    whole: std::ops::Range<usize>,
    wholes: &[(&'b Id, &'b Figure)],
) -> Option<(&'b Id, &'b Figure, &'b Id, &'b Figure)> {
    let sentence = said.sentence;
    let clause = sentence.token(fraction.last)?.clause;
    // `Cloud, a third of sales, grew.`
    let start = said.first_with_bound(fraction);
    let apposed = |name: &crate::prose::Named<'_, '_>| {
        let comma = sentence.token(name.tokens.end).is_some_and(|it| it.is_mark(','));
        comma && name.tokens.end + 1 == start
    };
    let in_clause = said.names.iter().filter(|name| {
        let own = sentence.token(name.tokens.start).map(|it| it.clause);
        (own == Some(clause) || apposed(name)) && name.tokens != whole
    });
    let mut found = in_clause.filter_map(|name| {
        let before = name.tokens.start < fraction.first;
        let linked = if apposed(name) {
            true
        } else if before {
            // `Cloud grew and is now half of sales.`
            let mut verb = start.checked_sub(1)?;
            while ["now", "still", "already", "also", "up", "for"]
                .contains(&sentence.word(verb))
            {
                verb = verb.checked_sub(1)?;
            }
            VERBS.contains(&sentence.word(name.tokens.end))
                || (VERBS.contains(&sentence.word(verb)) && is_said_of(said, name, verb))
        } else {
            let at = name.tokens.start.checked_sub(1)?;
            let at = if sentence.word(at) == "the" { at.checked_sub(1)? } else { at };
            let ends = sentence.word(name.tokens.end);
            ["from", "is", "was", "are", "were", "by"].contains(&sentence.word(at))
                && ["", "in", "alone"].contains(&ends)
        };
        // `Cloud and stores make up half`: each of them is less.
        let and = name.tokens.start.checked_sub(1).is_some_and(|it| {
            let inner = sentence.before(it).next().is_some();
            sentence.word(it) == "and" && inner
        });
        (linked && !and).then_some(())?;
        let mut pairs = wholes.iter().flat_map(|(whole, of)| {
            let parts = name.figures.iter().filter(|id| is_part(of, id));
            parts
                .filter_map(|id| said.facts.figure_of(id))
                .map(|part| (part, (*whole, *of)))
        });
        let ((id, part), (whole, of)) = pairs.next()?;
        pairs.next().is_none().then_some((id, part, whole, of))
    });
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// Whether a verb is said of a name: no noun but its own may stand between the two.
fn is_said_of(
    said: &Said<'_, '_>,
    name: &crate::prose::Named<'_, '_>,
    verb: usize,
) -> bool {
    let sentence = said.sentence;
    let between = name.tokens.end..verb;
    let joins = between.clone().any(|it| sentence.word(it) == "and");
    let moved = sentence.token(name.tokens.end).is_some_and(|it| it.motion().is_some());
    let named = between.clone().any(|it| said.name(it).is_some());
    (joins && moved && !named) || between.is_empty()
}

fn is_part(whole: &Figure, id: &Id) -> bool {
    whole.breakdowns.values().any(|it| it.parts.iter().any(|part| part.id() == id))
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

impl<'b> Said<'_, 'b> {
    /// The figures with parts whose label has a word.
    fn wholes(&self, word: &str) -> Vec<(&'b Id, &'b Figure)> {
        let plain = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
        let own = plain(word);
        let labelled =
            |figure: &Figure| figure.label.as_str().split(' ').any(|it| plain(it) == own);
        let figures = self.facts.figures().filter(|_| word.len() > 3);
        let wholes = figures.filter(|it| !it.1.breakdowns.is_empty() && labelled(it.1));
        wholes.filter(|it| it.1.value.is_some()).map(|it| (it.0, it.1)).collect()
    }

    /// Where a fraction begins with its word of bound.
    pub(super) fn first_with_bound(&self, fraction: &Fraction) -> usize {
        crate::prose::motion::hedged(self.sentence, fraction.first)
    }
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
