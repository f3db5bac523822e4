//! `Rose from {x.prior} to {x}`: the two numbers decide. `Fell to {x}`: what is known of the
//! way to it decides.

use strata_model::calc::Interval;
use strata_model::{Against, Figure, Measure, Part, Quantity};
use strata_syntax::path::Path;

use super::{Said, alone, way_of};
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::{is_of_another_time, motion_at, side};
use crate::prose::{Kind, Level, Mood, Way, level_before, level_behind};
use crate::rule::Certainty;

/// How far behind its verb a number may stand.
const REACH: usize = 14;

pub(super) fn check(said: &Said<'_, '_>, told: &[usize], report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for at in (0..sentence.tokens.len()).filter(|at| !told.contains(at)) {
        let named = said.is_in_name(at);
        let motion = motion_at(sentence, at);
        if let Some(motion) = motion.filter(|_| !named) {
            let count = report.count();
            moved(said, at, motion.way, motion.form, report);
            if report.count() == count && told.is_empty() {
                alone::check(said, at, motion, report);
            }
        } else if let Some(side) = side(sentence.word(at))
            && side.form == Form::Adverb
            && !sentence.is_denied(at)
        {
            against(said, at, side.way, report);
        }
    }
}

fn moved(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    form: Form,
    report: &mut Reporter<'_>,
) {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let (mut from, mut to) = (None, None);
    let mut next = at + 1;
    let end = sentence.tokens.len().min(at + REACH);
    while next < end {
        let Some(token) = sentence.token(next) else { break };
        let leads = ["from", "to"].contains(&sentence.word(next + 1));
        let comma = token.is_mark(',') && leads;
        if matches!(token.kind, Kind::Mark(_)) && !comma
            || token.has(Mood::Joins)
            || token.motion().is_some_and(|_| !said.is_in_name(next))
            || ["and", "or", "as", "when"].contains(&sentence.word(next))
            || (sentence.word(next) == "than"
                && !["more", "less", "fewer"].contains(&sentence.word(next - 1)))
        {
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
    // `It took 5 down to 3.`
    if from.is_none() && to.is_some() && form == Form::Adverb {
        let before = at.checked_sub(1).and_then(|it| Level::of(sentence.token(it)?, it));
        from = before.filter(Level::is_prior);
    }
    match (from, to) {
        (Some(from), Some(to)) => {
            if order(said, at, way, &from, &to) == Some(false) {
                let (a, b) = (&from.quantity, &to.quantity);
                let message = format!("`{word}` is said of the way from `{a}` to `{b}`");
                raise(said, at, message, &from, &to, report);
            } else {
                backwards(said, at, &from, &to, report);
            }
        }
        (Some(from), None) => {
            let own = from.of.filter(|it| it.2 == Part::Prior);
            let to = own
                .and_then(|(id, figure, _)| Level::own(id, figure))
                .or_else(|| level_before(sentence, at));
            let Some(to) = to else { return };
            if order(said, at, way, &from, &to) == Some(false) {
                let (a, b) = (&from.quantity, &to.quantity);
                let message = format!("`{word}` from `{a}` is said of `{b}`");
                raise(said, at, message, &from, &to, report);
            }
        }
        // `It comes down to 5.`
        (None, Some(_))
            if form == Form::Adverb
                && ["comes", "came", "come", "boils", "boil", "boiled"]
                    .contains(&at.checked_sub(1).map_or("", |it| sentence.word(it))) => {}
        (None, Some(to)) if form != Form::Adverb || way == Way::Down => {
            reached(said, at, way, &to, report);
        }
        _ if form == Form::Adverb => against(said, at, way, report),
        _ => {}
    }
}

/// `{x} was lower than {y}`, `{x}, below {y}`, `{x}, more than {y}`.
fn against(said: &Said<'_, '_>, at: usize, way: Way, report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let link = match word {
        "above" | "below" => at,
        _ if ["than", "on"].contains(&sentence.word(at + 1)) => at + 1,
        _ => return,
    };
    if sentence.word(at + 1) == "on" && !["up", "down"].contains(&word) {
        return;
    }
    let (Some(new), Some(old)) =
        (level_before(sentence, at), level_behind(sentence, link))
    else {
        return;
    };
    if is_of_a_part(said, old.at) {
        return;
    }
    if order(said, at, way, &old, &new) == Some(false) {
        let (a, b) = (&new.quantity, &old.quantity);
        let phrase = if link == at {
            word.to_owned()
        } else {
            format!("{word} {}", sentence.word(link))
        };
        let message = format!("`{a}` is said to be {phrase} `{b}`");
        raise(said, at, message, &old, &new, report);
    }
}

/// `Sales of {x}, less than {y} of it in cash`: the second is a part of the first.
fn is_of_a_part(said: &Said<'_, '_>, at: usize) -> bool {
    let sentence = said.sentence;
    let (next, then) = (sentence.word(at + 1), sentence.word(at + 2));
    let pronoun =
        ["it", "which", "them", "that", "this", "these", "whom"].contains(&then);
    let time = ["the", "a", "this", "last"].contains(&then) || then.starts_with("20");
    match next {
        "of" => pronoun,
        "in" => !time,
        "is" | "was" | "are" | "were" | "from" | "comes" | "came" => true,
        _ => false,
    }
}

/// Whether a word of motion is true of the way between two values; nothing if their digits
/// leave that open. Below zero it depends on what is said to move.
fn order(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    from: &Level<'_>,
    to: &Level<'_>,
) -> Option<bool> {
    if from.quantity.unit() != to.quantity.unit() {
        return None;
    }
    let above_zero =
        |it: &Level<'_>| !it.interval.is_below_zero() && !it.quantity.is_negative();
    let turned = if above_zero(from) && above_zero(to) {
        false
    } else {
        let loss = is_of_loss(said, at, to);
        let same_side = !above_zero(from) && !above_zero(to);
        match (loss, same_side) {
            (Some(loss), true) => loss,
            (Some(true), false) => return None,
            (_, false) => false,
            (None, true) => return None,
        }
    };
    let (from, to) = (from.interval, to.interval);
    let up = to.is_at_or_above(from) && !from.is_at_or_above(to);
    let down = from.is_at_or_above(to) && !to.is_at_or_above(from);
    let rose = match (up, down) {
        (true, false) => !turned,
        (false, true) => turned,
        _ => return None,
    };
    Some(rose == (way == Way::Up))
}

/// Whether what moves is a loss, which grows as it goes down, or a result, which falls.
fn is_of_loss(said: &Said<'_, '_>, at: usize, to: &Level<'_>) -> Option<bool> {
    const LOSS: [&str; 10] = [
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
    ];
    const RESULT: [&str; 10] = [
        "result",
        "results",
        "income",
        "profit",
        "earnings",
        "ebit",
        "ebitda",
        "flow",
        "margin",
        "contribution",
    ];
    let sentence = said.sentence;
    if ["narrow", "widen"].iter().any(|it| sentence.word(at).starts_with(it)) {
        return Some(true);
    }
    let words = sentence.before(at).chain(sentence.behind(at).take(5));
    let words: Vec<_> = words.map(|it| sentence.word(it)).collect();
    let label = to.of.map(|(_, figure, _)| figure.label.as_str().to_lowercase());
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let labelled = |list: &[&str]| {
        label.as_deref().is_some_and(|it| it.split(' ').any(|word| list.contains(&word)))
    };
    match (has(&LOSS), has(&RESULT)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ if labelled(&LOSS) => None,
        _ => None,
    }
}

/// `From {x} to {x.prior}` goes back in time.
fn backwards(
    said: &Said<'_, '_>,
    at: usize,
    from: &Level<'_>,
    to: &Level<'_>,
    report: &mut Reporter<'_>,
) {
    let (Some((id, _, first)), Some((other, _, then))) = (from.of, to.of) else { return };
    let level = crate::facts::period_word::is_level;
    if id == other
        && level(first)
        && then == Part::Prior
        && !said.sentence.has(Mood::Expects)
    {
        let (a, b) = (&from.quantity, &to.quantity);
        let message =
            format!("from `{a}` to `{b}` goes from `{id}` to what it was before");
        let Some(place) = said.place(at) else { return };
        report
            .at(place, message)
            .help(format!("write from `{{{id}.prior}}` to `{{{id}}}`"));
    }
}

fn raise(
    said: &Said<'_, '_>,
    at: usize,
    message: String,
    from: &Level<'_>,
    to: &Level<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(place) = said.place(at) else { return };
    let help = "write a word that fits, or correct the figures";
    let figures = [from.of, to.of].into_iter().flatten();
    let mut places: Vec<_> = figures
        .map(|(id, _, part)| {
            let key = if part == Part::Prior { "prior" } else { "value" };
            Path::root().key("figures").key(id.as_str()).key(key)
        })
        .collect();
    places.dedup();
    let mut raised = report.at(place, message).help(help);
    for place in places {
        raised = raised.related(place, "the figure");
    }
}

/// `Fell to {x}`: all that is known of the way there says that it rose.
fn reached(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    to: &Level<'_>,
    report: &mut Reporter<'_>,
) {
    let sentence = said.sentence;
    let Some((id, figure, Part::Value | Part::Rounded)) = to.of else { return };
    let dates = figure.period.as_ref().and_then(|it| said.facts.calendar.dates(it));
    let year = dates.map(|it| it.last.civil().year());
    if figure.guidance.is_some()
        || to.quantity.is_negative()
        || is_of_another_time(sentence, year)
        || is_noun_of_rate(said, at)
    {
        return;
    }
    let names: Vec<_> =
        said.names.iter().filter(|name| name.tokens.end <= to.at).collect();
    let mut own = names.iter().filter(|name| {
        let clause = sentence.token(name.tokens.start).map(|it| it.clause);
        clause == sentence.token(at).map(|it| it.clause)
    });
    // `Cloud sales` names cloud as well.
    let last = own.next_back();
    let compound = last.is_some_and(|last| {
        own.next_back()
            .is_some_and(|it| it.tokens.end == last.tokens.start && it.means(id))
    });
    if last.is_some_and(|name| !name.means(id)) && !compound {
        return;
    }
    let Some(known) = known(said, figure) else { return };
    if known.iter().any(|it| *it != way.other()) || known.is_empty() {
        return;
    }
    let Some(place) = said.place(at) else { return };
    let word = sentence.word(at);
    let reference = said.sentence.token(to.at).map_or("", |it| said.written(it));
    let shown = match (&figure.change, &figure.prior) {
        (Some(change), _) => format!("whose change is `{change}`"),
        (None, Some(prior)) => format!("which was `{prior}` before"),
        _ => return,
    };
    let message = format!("`{word}` leads to `{reference}`, {shown}");
    let key = if figure.change.is_some() { "change" } else { "prior" };
    let path = Path::root().key("figures").key(id.as_str()).key(key);
    report
        .at(place, message)
        .help("write a word that fits, or say since when")
        .related(path, "the figure")
        .sure(Certainty::Medium);
}

/// `Growth slowed to 5%`, `the loss fell to 5`: another thing moves.
fn is_noun_of_rate(said: &Said<'_, '_>, at: usize) -> bool {
    const OTHER: [&str; 12] = [
        "growth",
        "decline",
        "rate",
        "pace",
        "guidance",
        "outlook",
        "target",
        "forecast",
        "estimate",
        "estimates",
        "rise",
        "increase",
    ];
    let sentence = said.sentence;
    sentence
        .before(at)
        .take(6)
        .any(|it| OTHER.contains(&sentence.word(it)) && !said.is_in_name(it))
}

/// All ways that lead to a value from earlier ones; nothing if one of them is open.
pub(super) fn known(said: &Said<'_, '_>, figure: &Figure) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    let changes =
        figure.change.iter().chain(figure.comparisons.iter().map(|it| &it.change));
    for change in changes {
        if matches!(
            change.against,
            Against::Yoy | Against::Qoq | Against::Prior | Against::Baseline
        ) {
            ways.push(way_of(change.direction()?)?);
        }
    }
    let own = Interval::of_figure(figure)?;
    let earlier = figure.prior.iter().chain(last(said, figure));
    for stated in
        earlier.filter(|it| Some(it.unit()) == figure.value.as_ref().map(Quantity::unit))
    {
        let then = Interval::of(stated)?;
        match (own.is_at_or_above(then), then.is_at_or_above(own)) {
            (true, false) => ways.push(Way::Up),
            (false, true) => ways.push(Way::Down),
            _ => return None,
        }
    }
    let percent = figure.value.as_ref()?.unit().measure == Measure::Multiple;
    (!percent).then_some(ways)
}

/// The latest value of the history before the period of a figure.
fn last<'b>(said: &Said<'_, '_>, figure: &'b Figure) -> Option<&'b Quantity> {
    let calendar = &said.facts.calendar;
    let own = calendar.dates(figure.period.as_ref()?)?.last;
    let dated = figure
        .history
        .iter()
        .filter_map(|(period, value)| Some((calendar.dates(period)?.last, value)));
    dated.filter(|(last, _)| *last < own).max_by_key(|(last, _)| *last).map(|it| it.1)
}
