use strata_model::{Effect, Id, Reading, Relation, Status};
use strata_syntax::change::Place;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::evidence::cited;
use crate::facts::tested::{Tested, holds};
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;
use crate::table::Table;

pub(crate) const RULE: Rule = Rule::read(include_str!("fallen_support.md"));

/// Readings of a chain that are named; of a longer one, the first and the last.
const NAMED: usize = 5;

/// Why a reading does not hold as it stands.
enum Fault<'b> {
    Tripped(usize),
    Said(Status),
    /// It rests on another one, by this piece of its evidence.
    RestsOn {
        reading: usize,
        named: ArenaPath<'b>,
    },
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let faults = faults(facts);
    for (at, fault) in faults.iter().enumerate() {
        let Some(Fault::RestsOn { reading: next, named }) = fault else { continue };
        let Some((reading, _)) = facts.readings.get(at) else { continue };
        let chain = chain(facts, &faults, *next);
        let Some(last) = chain.last() else { continue };
        let (told, place, label) = end(facts, &faults, *last);
        let id = &reading.id;
        let words = in_words(facts, &chain);
        report
            .at((*named, Part::Value), format!("`{id}` rests on {words}, which {told}"))
            .help(format!(
                "revise `{id}`, say how it stands with `status`, or let it rest on what holds"
            ))
            .related(place, label);
    }
}

/// What is wrong with each reading, the nearest fault first found.
fn faults<'b>(facts: &Facts<'b>) -> Vec<Option<Fault<'b>>> {
    let mut faults: Vec<Option<Fault<'b>>> =
        facts.readings.iter().map(|(reading, _)| said(reading)).collect();
    let numbers: Table<&str, usize> = facts
        .readings
        .iter()
        .enumerate()
        .map(|(at, (it, _))| (it.id.as_str(), at))
        .collect();
    for (at, tested) in facts.tested().iter().enumerate() {
        if tested.is_tripped() && tested.effect() != Effect::Watch {
            let number = numbers.get(tested.reading.id.as_str());
            let fault = number.and_then(|number| faults.get_mut(*number));
            fault.map(|fault| fault.get_or_insert(Fault::Tripped(at)));
        }
    }
    let mut open: Vec<usize> = Vec::new();
    open.extend(faults.iter().enumerate().filter_map(|(at, it)| it.as_ref().map(|_| at)));
    if open.is_empty() {
        return faults;
    }
    let mut resting: Vec<Vec<(usize, ArenaPath<'b>)>> = Vec::new();
    resting.resize_with(faults.len(), Vec::new);
    for (at, (reading, path)) in facts.readings.iter().enumerate() {
        for one in cited(reading, *path).filter(|it| it.relation == Relation::Supports) {
            let on = numbers.get(one.id.as_str()).filter(|on| **on != at);
            let on = on.and_then(|on| resting.get_mut(*on));
            on.into_iter().for_each(|on| on.push((at, one.named)));
        }
    }
    let mut next = 0;
    while let Some(reading) = open.get(next).copied() {
        next += 1;
        for (at, named) in resting.get(reading).into_iter().flatten() {
            let is_claimed = facts.readings.get(*at).is_some_and(|(it, _)| holds(it));
            let Some(fault) = faults.get_mut(*at).filter(|it| is_claimed && it.is_none())
            else {
                continue;
            };
            *fault = Some(Fault::RestsOn { reading, named: *named });
            open.push(*at);
        }
    }
    faults
}

fn said<'b>(reading: &Reading) -> Option<Fault<'b>> {
    match reading.status? {
        status @ (Status::Broken
        | Status::Watch
        | Status::Retired
        | Status::Superseded) => Some(Fault::Said(status)),
        Status::Holds | Status::Indeterminate => None,
    }
}

/// The readings from one to the one that is at fault itself.
fn chain(facts: &Facts<'_>, faults: &[Option<Fault<'_>>], first: usize) -> Vec<usize> {
    let next = |at: &usize| match faults.get(*at) {
        Some(Some(Fault::RestsOn { reading, .. })) => Some(*reading),
        _ => None,
    };
    // Each leads on to one that was found before it: there is no circle.
    std::iter::successors(Some(first), next).take(facts.readings.len()).collect()
}

fn in_words(facts: &Facts<'_>, chain: &[usize]) -> String {
    let name = |at: &usize| facts.readings.get(*at).map_or("", |(it, _)| it.id.as_str());
    let last = chain.len().saturating_sub(1);
    let named = chain.iter().enumerate().filter(|(at, _)| *at < NAMED || *at == last);
    let told = |(at, it): (usize, &usize)| match at {
        0 => format!("`{}`", name(it)),
        at if at > NAMED => format!(", and so on to `{}`", name(it)),
        _ => format!(", which rests on `{}`", name(it)),
    };
    named.map(told).collect()
}

/// What is wrong at the end of a chain, where that stands, and what stands there.
fn end(
    facts: &Facts<'_>,
    faults: &[Option<Fault<'_>>],
    at: usize,
) -> (String, Place, &'static str) {
    let path = facts.readings.get(at).map_or(facts.root, |(_, path)| *path);
    match faults.get(at) {
        Some(Some(Fault::Tripped(test))) => match facts.tested().get(*test) {
            Some(tested) => (by(tested), tested.path.into(), "what was to break it"),
            None => (String::new(), path.into(), ""),
        },
        Some(Some(Fault::Said(status))) => {
            let told = match status {
                Status::Watch => "is on watch".to_owned(),
                Status::Superseded => match replacing(facts, at) {
                    Some(by) => format!("`{by}` has replaced"),
                    None => "is superseded".to_owned(),
                },
                other => format!("is {}", other.word()),
            };
            (told, path.key("status").into(), "how it stands")
        }
        _ => (String::new(), path.into(), ""),
    }
}

fn by(tested: &Tested<'_>) -> String {
    let effect = match tested.effect() {
        Effect::Weakens => "weakens",
        Effect::Breaks | Effect::Watch => "breaks",
    };
    format!("`{}` {effect}", tested.id)
}

/// The reading that has taken the place of another.
fn replacing<'b>(facts: &Facts<'b>, at: usize) -> Option<&'b Id> {
    let (replaced, _) = facts.readings.get(at)?;
    let mut readings = facts.readings.iter().map(|(it, _)| *it);
    let by =
        readings.find(|it| it.replaces.as_ref().is_some_and(|id| *id == replaced.id))?;
    Some(&by.id)
}
