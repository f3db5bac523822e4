//! `Guidance was raised from {a} to {b}`, where it was cut.

use strata_model::calc::Interval;
use strata_model::calc::outlook::{Revision, revision};
use strata_model::{Figure, Id, Part};
use strata_syntax::path::Path;

use super::Said;
use super::loss::LOSS;
use crate::diagnostic::Reporter;
use crate::prose::{Kind, Mood, Motion, Printed, Way};

/// How far behind its verb an outlook may stand.
const REACH: usize = 14;

/// Words that say what became of an outlook, besides those of motion.
const REVISED: [(Way, &[&str]); 2] =
    [(Way::Up, &["upgraded", "upgrades"]), (Way::Down, &["downgraded", "downgrades"])];

/// Which way an outlook was revised by a word, besides those of motion.
pub(super) fn revised(word: &str) -> Option<Way> {
    REVISED.iter().find(|(_, words)| words.contains(&word)).map(|it| it.0)
}

/// All words that say so.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    REVISED.iter().flat_map(|it| it.1).copied()
}

/// Whether a verb is said of outlooks, one of which takes the place of the other.
pub(super) fn check(
    said: &Said<'_, '_>,
    at: usize,
    motion: Motion,
    report: &mut Reporter<'_>,
) -> bool {
    let sentence = said.sentence;
    let Some((from, to)) = slots(said, at) else { return false };
    // `It guides to {b}, down from {a}.`
    let apart = || {
        let before = at.checked_sub(1)?;
        let mark = sentence.token(before)?.is_mark(',');
        sentence.token(before.checked_sub(usize::from(mark))?)?.printed()
    };
    let Some(to) = to.or_else(|| from.and_then(|_| apart())) else { return false };
    let outlook = |it: &Printed<'_>| it.figure.guidance.is_some();
    let (now, before) = match from {
        Some(from) => (to, Some((from.id, from.figure, from.part))),
        None => {
            let replaced = to.figure.replaces.as_ref();
            let replaced = replaced.and_then(|it| said.facts.figure_of(it.id()));
            (to, replaced.map(|(id, figure)| (id, figure, to.part)))
        }
    };
    let Some((id, figure, part)) = before.filter(|_| outlook(now)) else { return false };
    if figure.guidance.is_none() {
        return false;
    }
    // A loss that is raised goes down.
    let loss = sentence.before(at).chain(sentence.behind(at).take(4));
    let loss = loss.map(|it| sentence.word(it)).any(|it| LOSS.contains(&it));
    let Some(found) = moved((figure, part), (now.figure, now.part)) else { return true };
    let word = sentence.word(at);
    if loss || !contradicts(word, motion.way, found) {
        return true;
    }
    let Some(place) = said.place(at) else { return true };
    let now_id = now.id;
    let went = match found {
        Revision::Raised | Revision::FloorRaised | Revision::CeilingRaised => {
            "was raised"
        }
        Revision::Cut | Revision::FloorCut | Revision::CeilingCut => "was cut",
        Revision::Narrowed => "was narrowed",
        Revision::Widened => "was widened",
        _ => "is what it was",
    };
    let message =
        format!("`{word}` is said of `{now_id}`, which {went} against `{id}` before it");
    let place_of = |id: &Id| Path::root().key("figures").key(id.as_str());
    report
        .at(place, message)
        .help("write a word that fits, or correct the outlooks")
        .related(place_of(id), "the one before")
        .related(place_of(now_id), "the new one");
    true
}

type Slots<'s, 'b> = (Option<&'s Printed<'b>>, Option<&'s Printed<'b>>);

/// What stands behind `from` and `to`.
fn slots<'s, 'b>(said: &Said<'s, 'b>, at: usize) -> Option<Slots<'s, 'b>> {
    let sentence = said.sentence;
    let (mut from, mut to) = (None, None);
    for next in at + 1..sentence.tokens.len().min(at + REACH) {
        let token = sentence.token(next)?;
        let leads = ["from", "to"].contains(&sentence.word(next + 1));
        let mark = matches!(token.kind, Kind::Mark(_)) && !(token.is_mark(',') && leads);
        let stops = ["and", "or", "as", "when", "after"].contains(&sentence.word(next));
        if mark || stops || token.has(Mood::Joins) || token.motion().is_some() {
            break;
        }
        let Some(printed) = token.printed() else { continue };
        let lead = crate::prose::motion::hedged(sentence, next).checked_sub(1)?;
        match sentence.word(lead) {
            "from" if from.is_none() => from = Some(printed),
            "to" if to.is_none() => to = Some(printed),
            _ => break,
        }
    }
    Some((from, to))
}

/// What one outlook, or an end of it, is to another.
fn moved(before: (&Figure, Part), now: (&Figure, Part)) -> Option<Revision> {
    match (before.1, now.1) {
        (Part::Value, Part::Value) => revision(before.0, now.0),
        (one, other) if one == other => {
            let (before, now) = (point(before)?, point(now)?);
            let (low, then) = (now.low()?, before.low()?);
            let (high, first) = (now.high()?, before.high()?);
            Some(match (low.cmp(&then), high.cmp(&first)) {
                (std::cmp::Ordering::Greater, std::cmp::Ordering::Greater) => {
                    Revision::Raised
                }
                (std::cmp::Ordering::Less, std::cmp::Ordering::Less) => Revision::Cut,
                _ => return None,
            })
        }
        _ => None,
    }
}

fn point((figure, part): (&Figure, Part)) -> Option<Interval> {
    let range = figure.range.as_ref();
    match part {
        Part::Low => Some(Interval::exactly(range?.low.value())),
        Part::High => Some(Interval::exactly(range?.high.value())),
        Part::Mid | Part::Rounded => Interval::of_figure(figure),
        Part::Change => Interval::of_change(figure.change.as_ref()?),
        _ => None,
    }
}

fn contradicts(word: &str, way: Way, found: Revision) -> bool {
    use Revision::{
        CeilingCut, CeilingRaised, Confirmed, Cut, FloorCut, FloorRaised, Narrowed,
        Raised, Widened,
    };
    if word.starts_with("narrow") {
        return matches!(found, Widened | FloorCut | CeilingRaised);
    }
    if word.starts_with("widen") {
        return matches!(found, Narrowed | FloorRaised | CeilingCut);
    }
    match way {
        Way::Up => matches!(found, Cut | FloorCut | CeilingCut | Confirmed),
        Way::Down => matches!(found, Raised | FloorRaised | CeilingRaised | Confirmed),
    }
}
