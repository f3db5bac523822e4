//! `Rose from {x.prior} to {x}`: the two numbers decide. `Fell to {x}`: what is known of the
//! way to it decides.

use strata_model::Part;
use strata_syntax::path::Path;

use super::better::{better, more_is_better};
use super::way::{known, order};
use super::{Said, alone, expected, guided, is_spoken, loss};
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::{is_of_another_time_but, motion_at, side};
use crate::prose::{
    Kind, Level, Mood, Motion, Token, Way, level_before, level_behind, motion,
};
use crate::rule::Certainty;

/// How far behind its verb a number may stand.
const REACH: usize = 14;

pub(super) fn check(said: &Said<'_, '_>, told: &[usize], report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    for (at, token) in sentence.tokens.iter().enumerate() {
        if !is_spoken(token) || told.contains(&at) || said.is_in_name(at) {
            continue;
        }
        loss::adjective(said, at, report);
        if let Some(motion) = motion_of(said, at, told.is_empty()) {
            if guided::check(said, at, motion, report)
                || loss::check(said, at, motion, report)
            {
                continue;
            }
            let count = report.count();
            moved(said, at, motion.way, motion.form, report);
            if report.count() == count && told.is_empty() {
                alone::check(said, at, Some(motion), report);
            }
        } else if loss::deepens(sentence.word(at)) && !said.is_denied(at) {
            let motion = Motion { way: Way::Up, form: Form::Verb };
            loss::check(said, at, motion, report);
        } else if better(sentence.word(at)).is_some() {
            alone::check(said, at, None, report);
        } else if let Some(side) = side(sentence.word(at))
            && side.form == Form::Adverb
            && !said.is_denied(at)
        {
            against(said, at, side.way, report);
        }
    }
}

/// The motion at a place, of words that say what became of outlooks as well, and of those
/// that say it became better where it is known of what.
fn motion_of(said: &Said<'_, '_>, at: usize, judges: bool) -> Option<Motion> {
    let sentence = said.sentence;
    motion_at(sentence, at, said.names).or_else(|| {
        let word = sentence.token(at).filter(|it| !it.quoted)?.word()?;
        if said.is_denied(at) {
            return None;
        }
        if let Some(way) = guided::revised(word) {
            return Some(Motion { way, form: Form::Verb });
        }
        let better = better(word).filter(|_| judges)?;
        let reached = (at + 1..sentence.tokens.len().min(at + REACH)).find_map(|it| {
            let to = ["from", "to"].contains(&sentence.word(it));
            let level = level_behind(sentence, it).filter(|_| to)?;
            level.of.map(|of| of.1)
        })?;
        let (more, _) = more_is_better(reached)?;
        let way = if more == better { Way::Up } else { Way::Down };
        Some(Motion { way, form: Form::Verb })
    })
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
    let strange = |it: &Option<Level<'_>>| {
        it.as_ref().is_some_and(|it| said.strange.contains(&it.at))
    };
    match (from, to) {
        (from, to) if strange(&from) || strange(&to) => {}
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
    // What was expected is for another part of this rule.
    if (link + 1..old.at).any(|it| expected::speaks(sentence.word(it))) {
        return;
    }
    if is_of_a_part(said, old.at) || is_multiplied(said, link, old.at) {
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

/// `{a}, more than half of {b}`, `{a}, less than three times {b}`.
fn is_multiplied(said: &Said<'_, '_>, link: usize, level: usize) -> bool {
    const WORDS: [&str; 8] =
        ["half", "times", "twice", "thrice", "quarter", "quarters", "double", "percent"];
    (link + 1..level).any(|it| {
        let sense = said.sentence.token(it).and_then(Token::sense);
        let counts = sense.is_some_and(|it| it.ordinal.is_some() || it.count.is_some());
        let word = said.sentence.word(it);
        counts || WORDS.contains(&word) || word.ends_with("ths") || word == "thirds"
    })
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

/// `From {x} to {x.prior}` goes back in time.
fn backwards(
    said: &Said<'_, '_>,
    at: usize,
    from: &Level<'_>,
    to: &Level<'_>,
    report: &mut Reporter<'_>,
) {
    let (Some((id, _, first)), Some((other, _, then))) = (from.of, to.of) else { return };
    let level = crate::prose::period_word::is_level;
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

pub(super) fn raise(
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
pub(super) fn reached(
    said: &Said<'_, '_>,
    at: usize,
    way: Way,
    to: &Level<'_>,
    report: &mut Reporter<'_>,
) {
    let sentence = said.sentence;
    let Some((id, figure, Part::Value | Part::Rounded)) = to.of else { return };
    let based = said.base_behind(at);
    let elsewhen = if said.facts.is_english() {
        let words = based.map_or(0..0, |it| it.tokens.clone());
        is_of_another_time_but(sentence, said.year_of(figure), &words)
    } else {
        motion::abroad::is_of_another_time(sentence)
    };
    if figure.guidance.is_some()
        || to.quantity.is_negative()
        || elsewhen
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
    let Some(known) = known(said, figure, based.map(|it| it.base)) else { return };
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
