use std::collections::BTreeSet;

use strata_model::{
    Date, Days, Derivation, Figure, Id, Measure, Operator, Period, Sentence,
};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::unit::unit_of;
use crate::facts::{ArenaPath, Facts};
use crate::prose::market::is_of_market;
use crate::prose::phrase::{holds_any, lower, words};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("operand_periods.md"));

/// Words in a note or a definition that tell of a period of its own.
const SAID: [&str; 24] = [
    "annualised",
    "annualized",
    "average",
    "before",
    "behind",
    "calendar",
    "closing",
    "earlier",
    "following",
    "lag",
    "lagged",
    "last",
    "later",
    "latest",
    "month",
    "months",
    "opening",
    "preceding",
    "previous",
    "prior",
    "quarter",
    "trailing",
    "twelve",
    "year",
];

/// Words for what is the difference of two periods.
const CHANGE: [&str; 18] = [
    "added",
    "additions",
    "change",
    "contribution",
    "decline",
    "decrease",
    "difference",
    "drop",
    "effect",
    "fall",
    "growth",
    "improvement",
    "incremental",
    "increase",
    "movement",
    "new",
    "repaid",
    "rise",
];

/// Words that say of which time a figure is, and not what it measures.
const TIME: [&str; 32] = [
    "a",
    "ago",
    "annual",
    "at",
    "before",
    "date",
    "earlier",
    "end",
    "fiscal",
    "first",
    "fourth",
    "fy",
    "half",
    "in",
    "last",
    "months",
    "nine",
    "of",
    "period",
    "previous",
    "prior",
    "quarter",
    "quarterly",
    "second",
    "the",
    "third",
    "this",
    "to",
    "trailing",
    "ttm",
    "twelve",
    "year",
];

/// Days by which the books of two units may end apart: weeks do not end with months.
const SLACK: i32 = 8;

/// A figure that is computed with, with the days of its period.
#[derive(Clone, Copy)]
struct Operand<'b> {
    id: &'b Id,
    figure: &'b Figure,
    period: &'b Period,
    days: Days,
}

/// A figure whose period does not fit, what it is held against, and how the two stand.
struct Odd<'b>(Operand<'b>, Operand<'b>, &'static str);

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut told = BTreeSet::new();
    for (id, figure, path) in facts.figures() {
        let has_parts = figure.derivation.is_some() || !figure.breakdowns.is_empty();
        if !has_parts || figure.is_own_estimate() || is_said(facts, figure, false) {
            continue;
        }
        let whole = operand(facts, id);
        let mut tell = |odd: Option<Odd<'_>>, place: (ArenaPath<'_>, Part)| {
            let Some(Odd(one, other, how)) = odd else { return };
            if !told.insert(one.id.clone()) || told.contains(other.id) {
                return;
            }
            let message = format!(
                "`{}` is of `{}`, and {} of `{}`",
                one.id,
                one.period,
                how.replace("{}", &format!("`{}`", other.id)),
                other.period
            );
            let period = |id: &Id| {
                let figures = facts.root.key("figures").path();
                figures.key(id.as_str()).key("period")
            };
            report
                .at(place, message)
                .help(format!(
                    "correct the period of `{}`, or take a figure of `{}`",
                    one.id, other.period
                ))
                .related(period(one.id), format!("the period of `{}`", one.id))
                .related(period(other.id), format!("the period of `{}`", other.id));
        };
        for (name, parts) in &figure.breakdowns {
            let Some(whole) = whole else { continue };
            let terms = parts.parts.iter().map(|part| (1, operand(facts, part.id())));
            let place = (path.key("breakdowns").key(name.as_str()), Part::Key);
            tell(odd_term(whole, terms, "the figure that it is a part of, {},"), place);
        }
        let Some(derivation) = &figure.derivation else { continue };
        let place = (path.key("derivation"), Part::Value);
        let pair = |a, b| Some((operand(facts, a)?, operand(facts, b)?));
        match derivation {
            Derivation::Sum(first, rest) => {
                let Some(whole) = whole else { continue };
                if is_change(facts, &whole, derivation) {
                    let last = rest.last().map(|(_, id)| id);
                    let pair = last.and_then(|last| pair(first, last));
                    let pair = pair.filter(|_| rest.len() == 1);
                    tell(pair.and_then(|(a, b)| odd_change(whole, a, b)), place);
                    continue;
                }
                let rest = rest.iter().map(|(operator, id)| match operator {
                    Operator::Plus => (1, operand(facts, id)),
                    Operator::Minus => (-1, operand(facts, id)),
                });
                let terms = std::iter::once((1, operand(facts, first))).chain(rest);
                tell(odd_term(whole, terms, "{}, which is made of it,"), place);
            }
            Derivation::Quotient(a, b) => {
                if is_said(facts, figure, true) {
                    continue;
                }
                let odd = pair(a, b).filter(|(a, b)| !may_divide(*a, *b));
                // The odd one is not of the period of the ratio.
                let odd = odd.map(|(a, b)| match whole {
                    Some(whole) if are_one(whole.days, a.days) => {
                        Odd(b, a, "{}, which it divides,")
                    }
                    _ => Odd(a, b, "{}, by which it is divided,"),
                });
                let apart = || odd_whole(whole?, pair(a, b)?);
                tell(odd.or_else(apart), place);
            }
            Derivation::Product(a, b) => {
                if is_said(facts, figure, true) {
                    continue;
                }
                let odd = pair(a, b).filter(|(a, b)| {
                    a.is_span() && b.is_span() && !are_one(a.days, b.days)
                });
                let odd = odd.map(|(a, b)| Odd(a, b, "{}, by which it is multiplied,"));
                let apart = || odd_whole(whole?, pair(a, b)?);
                tell(odd.or_else(apart), place);
            }
            Derivation::Growth(a, b) => {
                let ends = |(whole, (a, _)): &(Operand<'_>, (Operand<'_>, _))| {
                    near(whole.days.last, a.days.last)
                };
                let odd = whole.zip(pair(a, b)).filter(|it| !ends(it));
                tell(odd.map(|(whole, (a, _))| Odd(whole, a, MADE_OF)), place);
            }
        }
    }
}

const MADE_OF: &str = "{}, from which it is computed,";

/// A ratio or a product that is of the period of neither of its parts.
fn odd_whole<'b>(
    whole: Operand<'b>,
    (a, b): (Operand<'b>, Operand<'b>),
) -> Option<Odd<'b>> {
    let goes = |it: &Operand<'_>| {
        are_one(whole.days, it.days)
            || (!whole.is_span() && borders(whole.days, it.days))
            || (!it.is_span() && borders(it.days, whole.days))
    };
    (!goes(&a) && !goes(&b)).then_some(Odd(whole, a, MADE_OF))
}

/// A change that does not end with the later of its two values, or that did not begin with
/// the earlier one.
fn odd_change<'b>(whole: Operand<'b>, a: Operand<'b>, b: Operand<'b>) -> Option<Odd<'b>> {
    let days = !a.is_span() && !b.is_span() && whole.is_span();
    if !near(whole.days.last, a.days.last) {
        return Some(Odd(whole, a, MADE_OF));
    }
    let odd = days && !near(b.days.last, whole.days.first);
    odd.then_some(Odd(b, whole, "{}, which is the change from it,"))
}

/// The figure, if its period has days: a pace and everything since a launch have none.
fn operand<'b>(facts: &Facts<'b>, id: &Id) -> Option<Operand<'b>> {
    let (id, figure) = facts.figure_of(id)?;
    let period = figure.period.as_ref()?;
    let dated = !matches!(period, Period::RunRate(_) | Period::SinceLaunch(_));
    let days = facts.calendar.dates(period).filter(|_| dated)?;
    Some(Operand { id, figure, period, days })
}

/// Whether the figure tells in words that the periods of its parts are not one. What a
/// ratio is defined as tells that more loosely than what is added up.
fn is_said(facts: &Facts<'_>, figure: &Figure, ratio: bool) -> bool {
    let definition = figure.definition.as_ref().filter(|_| ratio);
    let definition = definition.and_then(|it| facts.brief.definitions.get(it.id()));
    let texts =
        [figure.note.as_ref().map(Sentence::as_str), definition.map(Sentence::as_str)];
    texts.into_iter().flatten().any(|text| holds_any(&lower(text), &SAID))
}

impl Operand<'_> {
    fn is_span(&self) -> bool {
        self.days.first != self.days.last
    }
}

fn near(one: Date, other: Date) -> bool {
    one.days_since(other).abs() <= SLACK
}

fn are_one(one: Days, other: Days) -> bool {
    near(one.first, other.first) && near(one.last, other.last)
}

/// Whether a day is one on which a period ends, or before which it begins.
fn borders(day: Days, span: Days) -> bool {
    near(day.last, span.last) || near(day.last, span.first)
}

/// Whether two figures measure one thing, at two times: by their concept, or by their names
/// but for words of time.
fn measure_alike(one: &Operand<'_>, other: &Operand<'_>) -> bool {
    let names = |it: &Operand<'_>| -> BTreeSet<String> {
        let is_name = |word: &str| {
            !TIME.contains(&word) && !word.starts_with(|it: char| it.is_ascii_digit())
        };
        let all = words(it.figure.label.as_str());
        all.map(|(word, _)| word.into_owned()).filter(|word| is_name(word)).collect()
    };
    let concept =
        one.figure.concept.is_some() && one.figure.concept == other.figure.concept;
    let (a, b) = (names(one), names(other));
    // A part of another goes by a longer name: `Sales in Asia`.
    let part = one.figure.scope() != other.figure.scope();
    let within = part && !a.is_empty() && !b.is_empty();
    concept || a == b || (within && (a.is_subset(&b) || b.is_subset(&a)))
}

/// Whether a sum is the change from one time to another of what it is made of.
fn is_change(facts: &Facts<'_>, whole: &Operand<'_>, derivation: &Derivation) -> bool {
    let Derivation::Sum(first, rest) = derivation else { return false };
    let [(Operator::Minus, second)] = rest.as_slice() else {
        return holds_any(&lower(whole.figure.label.as_str()), &CHANGE);
    };
    let pair = operand(facts, first).zip(operand(facts, second));
    holds_any(&lower(whole.figure.label.as_str()), &CHANGE)
        || pair.is_some_and(|(a, b)| measure_alike(&a, &b))
}

/// The term of a sum whose period does not fit that of the whole.
fn odd_term<'b>(
    whole: Operand<'b>,
    terms: impl Iterator<Item = (i32, Option<Operand<'b>>)>,
    how: &'static str,
) -> Option<Odd<'b>> {
    // One that is not known may be what fits the others together.
    let terms: Vec<_> =
        terms.map(|(sign, it)| Some((sign, it?))).collect::<Option<_>>()?;
    let fits = |it: &Operand<'_>| match (it.is_span(), whole.is_span()) {
        (false, true) => borders(it.days, whole.days),
        _ => are_one(it.days, whole.days),
    };
    let (_, odd) = terms.iter().find(|(_, it)| !fits(it))?;
    let spans: Vec<_> = terms.iter().filter(|(_, it)| it.is_span()).collect();
    // What was there, and what came and went since.
    let moves = !whole.is_span() && !spans.is_empty() && spans.len() < terms.len();
    // Percentages of several times may be anything.
    let rate = unit_of(whole.figure).is_some_and(|unit| {
        matches!(unit.measure, Measure::Points | Measure::BasisPoints)
    });
    let spanned = spans.len() == terms.len() && whole.is_span();
    if moves
        || rate
        || (spanned && (adds_up(&terms, whole.days) || happened(&terms, whole.days)))
    {
        return None;
    }
    Some(Odd(*odd, whole, how))
}

/// Whether terms are what happened at times within a period: of several, and most of them not
/// all of it.
fn happened(terms: &[(i32, Operand<'_>)], whole: Days) -> bool {
    let within = |it: Days| whole.first <= it.first && it.last <= whole.last;
    let all_of_it = terms.iter().filter(|(_, it)| are_one(it.days, whole)).count();
    let adds = terms.iter().all(|(sign, _)| *sign > 0);
    let first = terms.first().map(|(_, it)| it.days);
    let of_one = first.is_some_and(|it| terms.iter().all(|(_, next)| next.days == it));
    terms.iter().all(|(_, it)| within(it.days))
        && all_of_it * 2 < terms.len()
        && !of_one
        && adds
}

/// Whether signed periods add up to another, or to several times of it: `FY 2024` and `9M
/// 2025` less `9M 2024`.
fn adds_up(terms: &[(i32, Operand<'_>)], whole: Days) -> bool {
    let mut edges: Vec<(Date, i32)> = Vec::new();
    for (sign, it) in terms {
        let Ok(next) = it.days.last.civil().tomorrow() else { return false };
        edges.push((it.days.first, *sign));
        edges.push((next.into(), -sign));
    }
    edges.sort();
    // Edges that lie near one another are one.
    let mut joined: Vec<(Date, i32)> = Vec::new();
    for (day, sign) in edges {
        match joined.last_mut() {
            Some((before, sum)) if near(day, *before) => *sum += sign,
            _ => joined.push((day, sign)),
        }
    }
    joined.retain(|(_, sum)| *sum != 0);
    match joined.as_slice() {
        [(first, up), (next, down)] => {
            let ends = next.days_since(whole.last) - 1;
            near(*first, whole.first) && ends.abs() <= SLACK && up + down == 0 && *up > 0
        }
        _ => false,
    }
}

/// Whether the periods of two figures allow one to be divided by the other.
fn may_divide(a: Operand<'_>, b: Operand<'_>) -> bool {
    let outlook = |it: &Operand<'_>| {
        it.figure.guidance.is_some()
            || it.figure.is_own_estimate()
            || it.figure.basis == Some(strata_model::Basis::ThirdParty)
    };
    if are_one(a.days, b.days) || outlook(&a) != outlook(&b) || measure_alike(&a, &b) {
        return true;
    }
    match (a.is_span(), b.is_span()) {
        (true, true) => false,
        (true, false) => borders(b.days, a.days) || is_of_market(b.figure),
        (false, true) => borders(a.days, b.days) || is_of_market(a.figure),
        (false, false) => is_of_market(a.figure) || is_of_market(b.figure),
    }
}
