//! `Doubled to {x}`, `three times its level of {x.prior}`, `twice as fast as compute`.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Against, Change, Extent, Figure, Id, Measure, Quantity};
use strata_syntax::path::Path;

use super::pace::as_fast;
use super::twins::named;
use super::{Bound, Said, first_of, in_words, ratio};
use crate::diagnostic::Reporter;
use crate::prose::motion::is_of_another_time;
use crate::prose::{
    Feature, Kind, Level, Mood, Sentence, Topic, level_before, level_behind,
};

/// How far behind its verb a number may stand.
const REACH: usize = 12;

/// Whether a sentence says how many times as much something is.
pub(super) fn is_spoken_of(sentence: &Sentence<'_>) -> bool {
    let features = sentence.features;
    features.has(Feature::Times) || features.speaks_of(Topic::Times)
}

/// A multiple where it is said.
pub(super) struct Multiple {
    pub(super) first: usize,
    pub(super) last: usize,
    factor: Decimal,
    bound: Bound,
}

pub(super) fn check(said: &Said<'_, '_>, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for at in 0..sentence.tokens.len() {
        let Some(token) = sentence.token(at) else { break };
        if token.quoted
            || sentence.is_denied_but(at, said.names)
            || said.name(at).is_some()
        {
            continue;
        }
        if let Some((parts, of)) = token.sense().and_then(|it| it.times) {
            // `It was to double` has not done so.
            let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
            if before == "to" {
                continue;
            }
            let factor = Decimal::from(parts).checked_div(Decimal::from(of));
            let Some(factor) = factor else { continue };
            let bound = said.bound(at);
            let multiple = Multiple { first: at, last: at, factor, bound };
            let adjective = ["double", "triple", "treble", "quadruple"];
            let adjective = adjective.contains(&sentence.word(at));
            let behind = ["the", "its", "that", "what", "their"];
            if adjective && behind.contains(&sentence.word(at + 1)) {
                times_of(said, &multiple, report);
            } else if !["down", "up", "digit", "counting"]
                .contains(&sentence.word(at + 1))
            {
                became(said, &multiple, report);
            }
            continue;
        }
        let number = || match &sentence.token(at.checked_sub(1)?)?.kind {
            Kind::Word(word, sense) => {
                let typed = word.parse::<u32>().ok().filter(|it| *it < 100);
                sense.and_then(|it| it.count).or(typed).map(Decimal::from)
            }
            Kind::Number(spelled) if spelled.quantity.unit().measure == Measure::Pure => {
                Some(spelled.quantity.value())
            }
            _ => None,
        };
        let (first, factor) = match sentence.word(at) {
            "twice" => (at, Some(Decimal::TWO)),
            "thrice" => (at, Some(Decimal::from(3))),
            "times" => (at.saturating_sub(1), number()),
            _ => continue,
        };
        let Some(factor) = factor.filter(|it| *it > Decimal::ONE) else { continue };
        let bound = said.bound(first);
        let multiple = Multiple { first, last: at, factor, bound };
        times_of(said, &multiple, report);
    }
}

/// `Doubled from {x.prior} to {x}`, `doubled to {x}`, `sales doubled (up {sales.rise})`.
fn became(said: &Said<'_, '_>, multiple: &Multiple, report: &mut Reporter<'_>) {
    let found = ratios(said, multiple.first, multiple.last);
    if let Some((ratios, figures)) = found {
        judge(said, multiple, &ratios, &figures, report);
    }
}

/// How many times as much something became by what is said of it: by the two values that
/// stand there, or by all that is known of the figure. `verb` says that it changed, and
/// behind `last` may stand what to.
pub(super) fn ratios<'b>(
    said: &Said<'_, 'b>,
    verb: usize,
    last: usize,
) -> Option<(Vec<Interval>, Vec<&'b Id>)> {
    let sentence = said.sentence;
    let (from, to) = from_to(said, last);
    if let (Some(from), Some(to)) = (&from, &to) {
        let same = from.quantity.unit() == to.quantity.unit();
        let ratio = ratio(to.interval, from.interval).filter(|_| same)?;
        let figures = [from, to].into_iter().filter_map(|it| Some(it.of?.0));
        return Some((vec![ratio], figures.collect()));
    }
    if let Some(from) = from {
        let (id, figure, _) = from.of.filter(|_| from.is_prior())?;
        let own = Level::own(id, figure)?;
        return Some((vec![ratio(own.interval, from.interval)?], vec![id]));
    }
    let (id, figure, _) = match &to {
        Some(level) => level.of.filter(|it| !is_other(said, verb, it.0)),
        None => subject(said, verb, last),
    }?;
    let period = figure.period.as_ref().and_then(|it| said.facts.calendar.dates(it));
    let year = period.map(|it| it.last.civil().year());
    if figure.guidance.is_some() || is_of_another_time(sentence, year) {
        return None;
    }
    Some((known(said, figure), vec![id]))
}

/// The values behind `from` and `to`.
fn from_to<'b>(
    said: &Said<'_, 'b>,
    last: usize,
) -> (Option<Level<'b>>, Option<Level<'b>>) {
    let sentence = said.sentence;
    let (mut from, mut to) = (None, None);
    let mut next = last + 1;
    let end = sentence.tokens.len().min(next + REACH);
    while next < end {
        let Some(token) = sentence.token(next) else { break };
        let leads = ["from", "to"].contains(&sentence.word(next + 1));
        let comma = token.is_mark(',') && leads;
        let mark = matches!(token.kind, Kind::Mark(_)) && !comma;
        let joins = ["and", "or", "as", "when", "after"].contains(&sentence.word(next));
        if mark || joins || token.has(Mood::Joins) {
            break;
        }
        let slot = match sentence.word(next) {
            "from" => Some(&mut from),
            "to" => Some(&mut to),
            _ => None,
        };
        if let (Some(slot), Some(level)) = (slot, level_behind(sentence, next)) {
            next = level.at;
            slot.get_or_insert(level);
        }
        next += 1;
    }
    (from, to)
}

/// Whether another figure than the one that is reached is named last before the verb.
fn is_other(said: &Said<'_, '_>, verb: usize, id: &Id) -> bool {
    let before = said.sentence.before(verb);
    let named = before.filter_map(|it| said.name(it)).next();
    // `Cloud sales` names cloud as well.
    let compound = |name: &crate::prose::Named<'_, '_>| {
        let first = name.tokens.start.checked_sub(1).and_then(|it| said.name(it));
        first.is_some_and(|it| it.means(id))
    };
    named.is_some_and(|name| !name.means(id) && !compound(name))
}

type Found<'b> = (&'b Id, &'b Figure, strata_model::Part);

/// The figure that is said to have become a multiple: the one of those with its name that
/// the sentence prints, or the only one there is.
fn subject<'b>(said: &Said<'_, 'b>, verb: usize, last: usize) -> Option<Found<'b>> {
    let sentence = said.sentence;
    let before = sentence.before(verb).take(8);
    let stops = |it: &usize| !["and", "as", "when", "than"].contains(&sentence.word(*it));
    let named = before.take_while(stops).find_map(|it| said.name(it));
    let object = |it: &usize| {
        !["and", "as", "when", "while", "after", "in", "for", "of", "to"]
            .contains(&sentence.word(*it))
    };
    let behind = || {
        let behind = sentence.behind(last).take_while(object).take(3);
        behind.filter_map(|it| said.name(it)).next()
    };
    // `Capex, up 31%, doubled.`
    let comma = |at: usize| sentence.token(at).is_some_and(|it| it.is_mark(','));
    let apart = || {
        let last = verb.checked_sub(1).filter(|it| comma(*it))?;
        let first = (0..last).rev().find(|it| comma(*it))?;
        said.name(first.checked_sub(1)?)
    };
    let name = named.or_else(apart).or_else(behind)?;
    // Sales per user are no users.
    let before = name.tokens.start.checked_sub(1).map_or("", |it| sentence.word(it));
    if ["per", "of", "each", "a"].contains(&before) {
        return None;
    }
    // `Cloud customers doubled` is not said of its sales.
    let after = sentence.word(name.tokens.end);
    let begins = name.tokens.start < verb;
    let auxiliary = ["has", "have", "had", "also", "again", "itself", "was", "were"];
    let direct = name.tokens.end == verb
        || comma(name.tokens.end)
        || auxiliary.contains(&after)
        || after.ends_with("ly")
        || ["more", "nearly", "almost", "about", "roughly", "over", "well", "at"]
            .contains(&after);
    if begins && !direct {
        return None;
    }
    let printed = sentence
        .references()
        .find(|(_, it)| name.means(it.id) && it.comparison.is_none());
    if let Some((_, printed)) = printed {
        return Some((printed.id, printed.figure, printed.part));
    }
    let figures = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
    let mut changed = figures.filter(|(_, it)| it.change.is_some() || it.prior.is_some());
    let (id, figure) = changed.next()?;
    let labelled = name.by == crate::prose::naming::NamedBy::Label;
    (labelled && changed.next().is_none()).then_some((
        id,
        figure,
        strata_model::Part::Value,
    ))
}

/// How many times as much a figure is as any earlier value of it that is known.
fn known(said: &Said<'_, '_>, figure: &Figure) -> Vec<Interval> {
    let of_time = |change: &&Change| {
        matches!(
            change.against,
            Against::Yoy | Against::Qoq | Against::Prior | Against::Baseline
        )
    };
    let changes =
        figure.change.iter().chain(figure.comparisons.iter().map(|it| &it.change));
    let money = figure
        .value
        .as_ref()
        .is_none_or(|it| !matches!(it.unit().measure, Measure::Percent));
    let mut ratios: Vec<_> =
        changes.filter(of_time).filter(|_| money).filter_map(of_change).collect();
    let Some(own) = Interval::of_figure(figure) else { return ratios };
    let unit = figure.value.as_ref().map(Quantity::unit);
    let priors = figure.prior.iter().chain(
        figure
            .comparisons
            .iter()
            .filter_map(|it| it.prior.as_ref().filter(|_| of_time(&&it.change))),
    );
    let calendar = &said.facts.calendar;
    let date = figure.period.as_ref().and_then(|it| calendar.dates(it)).map(|it| it.last);
    let earlier = figure.history.iter().filter(|(period, _)| {
        let then = calendar.dates(period).map(|it| it.last);
        then.zip(date).is_none_or(|(then, date)| then < date)
    });
    let all = priors.chain(earlier.map(|it| it.1));
    let all = all.filter(|it| Some(it.unit()) == unit);
    ratios.extend(all.filter_map(|it| ratio(own, Interval::of(it)?)));
    ratios
}

/// What a change leaves open of the ratio.
fn of_change(change: &Change) -> Option<Interval> {
    let interval = Interval::of_change(change)?;
    let measure = match &change.extent {
        Extent::By(by) => &by.unit().measure,
        _ => return None,
    };
    match measure {
        Measure::Percent => interval
            .times(Decimal::new(1, 2))?
            .checked_add(Interval::exactly(Decimal::ONE)),
        Measure::Multiple => Some(interval),
        _ => None,
    }
}

/// `{a} is three times {b}`, `twice its level of {x.prior}`, `three times as fast as compute`.
fn times_of(said: &Said<'_, '_>, multiple: &Multiple, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    let (next, then) =
        (sentence.word(multiple.last + 1), sentence.word(multiple.last + 2));
    // `Three times more than` is three or four times.
    if ["more", "higher", "larger", "greater", "bigger", "less", "a", "per", "in"]
        .contains(&next)
    {
        return;
    }
    if next == "as" && ["fast", "quickly", "much", "strongly"].contains(&then) {
        as_fast(said, multiple, then == "much", report);
    }
    if next == "faster" || ["fast", "quickly", "strongly"].contains(&then) {
        return;
    }
    let Some(base) = base(said, multiple) else {
        if let Some((ratio, figures)) = named(said, multiple) {
            judge(said, multiple, &[ratio], &figures, report);
        }
        return;
    };
    let own = base.of.filter(|_| base.is_prior()).and_then(|it| Level::own(it.0, it.1));
    let before = || {
        let first = crate::prose::motion::hedged(sentence, multiple.first);
        level_before(sentence, first).or_else(|| {
            let mut before = sentence.before(multiple.first);
            before.find_map(|it| Level::of(sentence.token(it)?, it))
        })
    };
    let Some(level) = own.or_else(before) else { return };
    if level.quantity.unit() != base.quantity.unit() {
        return;
    }
    let Some(ratio) = ratio(level.interval, base.interval) else { return };
    let figures = [&level, &base].into_iter().filter_map(|it| Some(it.of?.0));
    let mut figures: Vec<_> = figures.collect();
    figures.dedup();
    judge(said, multiple, &[ratio], &figures, report);
}

/// The value that another is a multiple of: behind it, perhaps in brackets, or behind its
/// name.
fn base<'b>(said: &Said<'_, 'b>, multiple: &Multiple) -> Option<Level<'b>> {
    let sentence = said.sentence;
    let mut reach = 8;
    let mut at = multiple.last;
    while reach > 0 {
        at += 1;
        let token = sentence.token(at)?;
        // However long a name is, its value stands near.
        if said.name(at).is_some() {
            continue;
        }
        reach -= 1;
        let at_value = ["at", "with", "of"].contains(&sentence.word(at + 1));
        let brackets = token.is_mark('(') || (token.is_mark(',') && at_value);
        let ends = matches!(token.kind, Kind::Mark(_)) && !brackets;
        if ends || token.has(Mood::Joins) || token.motion().is_some() {
            return None;
        }
        let apposed = sentence.word(at) == "with"
            && sentence.token(at - 1).is_some_and(|it| it.is_mark(','));
        if !apposed
            && ["and", "or", "to", "from", "with", "while", "for"]
                .contains(&sentence.word(at))
        {
            return None;
        }
        if token.quantity().is_some() {
            return Level::of(token, at);
        }
    }
    None
}

/// Whether a multiple may be said of a ratio.
fn may_be(ratio: Interval, factor: Decimal, bound: Bound) -> bool {
    let (low, high) = (ratio.low(), ratio.high());
    let part = |hundredths: i64| {
        Decimal::new(hundredths, 2).checked_mul(factor).unwrap_or(factor)
    };
    let at_least = |least: Decimal| high.is_none_or(|it| it >= least);
    let at_most = |most: Decimal| low.is_none_or(|it| it <= most);
    let shrinks = factor < Decimal::ONE;
    match bound {
        Bound::Unclear => true,
        Bound::Above if shrinks => at_most(factor),
        Bound::Above => at_least(factor),
        Bound::Below if shrinks => at_least(factor),
        Bound::Below => at_most(factor),
        Bound::Nearly if shrinks => at_least(factor) && at_most(part(120)),
        Bound::Nearly => at_least(part(85)) && at_most(factor),
        Bound::About => at_least(part(80)) && at_most(part(125)),
        Bound::None => at_least(part(90)) && at_most(part(113)),
    }
}

pub(super) fn judge(
    said: &Said<'_, '_>,
    multiple: &Multiple,
    ratios: &[Interval],
    figures: &[&Id],
    report: &mut Reporter<'_>,
) {
    let Some(first) = ratios.first() else { return };
    if ratios.iter().any(|it| may_be(*it, multiple.factor, multiple.bound)) {
        return;
    }
    let bound = said.words(first_of(said, multiple.first, multiple.bound), multiple.last);
    let Some(place) = said.place(multiple.first, multiple.last) else { return };
    let message = format!("`{bound}`: the figures say {}", in_words(*first, false));
    let mut raised =
        report.at(place, message).help("write what the figures say, or correct them");
    for id in figures {
        let path = Path::root().key("figures").key(id.as_str());
        raised = raised.related(path, "the figure");
    }
}
