use std::collections::BTreeMap;

use strata_model::{Derivation, Id, IdKind, Ref, Relation};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::evidence::cited;
use crate::facts::graph::Graph;
use crate::facts::{ArenaPath, Facts};
use crate::rule::{Rule, Severity};
use crate::table::Table;

pub(crate) const RULE: Rule = Rule::read(include_str!("source_circular.md"));

/// A step from a thing to one that it stands on.
struct Step<'b> {
    to: &'b str,
    verb: &'static str,
    /// Where it is written, with the list entry that says nothing else; a section need not
    /// say what it holds.
    place: Option<(ArenaPath<'b>, Part)>,
    entry: Option<ArenaPath<'b>>,
}

type Ways<'b> = BTreeMap<&'b str, Vec<Step<'b>>>;

const RESTS: &str = "rests on";
const HOLDS: &str = "holds";

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // Hardly ever does a way lead in a circle: mostly there is nothing to be searched for.
    if !may_circle(facts) {
        return;
    }
    for graph in [support(facts), breakdowns(facts), replacements(facts)] {
        let mut marks = Table::default();
        for start in graph.keys() {
            search(&graph, start, &mut marks, report);
        }
    }
}

/// Whether there is a circle in what the graphs are made of, or in a little more.
fn may_circle(facts: &Facts<'_>) -> bool {
    let (mut rests, mut parts, mut replaced) = (Vec::new(), Vec::new(), Vec::new());
    let step = |from: &str, to: &str| facts.number(from).zip(facts.number(to));
    for (id, figure, _) in facts.figures() {
        let to = |to: &Id| step(id.as_str(), to.as_str());
        rests.extend(figure.derivation.iter().flat_map(Derivation::ids).filter_map(to));
        parts.extend(
            figure.breakdowns.values().flat_map(|it| &it.parts).filter_map(|it| to(it)),
        );
        replaced.extend(figure.replaces.as_ref().and_then(|it| to(it)));
    }
    for (reading, _) in &facts.readings {
        let to = |to: &Id| step(reading.id.as_str(), to.as_str());
        let supports = |one: &(&Id, Relation)| one.1 == Relation::Supports;
        let evidence = reading.evidence().filter(supports);
        rests.extend(evidence.filter_map(|(id, _)| to(id)));
        replaced.extend(reading.replaces.as_ref().and_then(|it| to(it)));
    }
    for thing in &facts.things {
        if matches!(thing.kind, IdKind::Section | IdKind::Block | IdKind::Item) {
            let inside = facts.evidence_graph().contents.readings_in(thing.path);
            rests.extend(inside.filter_map(|to| step(thing.id, to)));
        }
    }
    let circles = |steps: &Vec<_>| {
        !steps.is_empty() && Graph::new(facts.numbers, steps).circling().contains(&true)
    };
    [rests, parts, replaced].iter().any(circles)
}

/// What each figure is derived from, what each reading is supported by, and the readings
/// that the sections, blocks and items among that hold.
fn support<'b>(facts: &Facts<'b>) -> Ways<'b> {
    let mut graph = Ways::new();
    for (id, figure, path) in facts.figures() {
        let Some(derivation) = &figure.derivation else { continue };
        let place = (path.key("derivation"), Part::Value);
        let steps = derivation.ids().map(|to| step(to, RESTS, place.clone(), None));
        graph.insert(id.as_str(), steps.collect());
    }
    let contents = &facts.evidence_graph().contents;
    for (reading, path) in &facts.readings {
        let supports =
            cited(reading, *path).filter(|one| one.relation == Relation::Supports);
        let steps = supports
            .map(|one| step(one.id, RESTS, (one.named, Part::Value), Some(one.entry)));
        graph.entry(reading.id.as_str()).or_insert(steps.collect());
    }
    for thing in &facts.things {
        if !matches!(thing.kind, IdKind::Section | IdKind::Block | IdKind::Item) {
            continue;
        }
        // A reading that rests on what it stands in rests on the rest of it.
        let cites = |reading: &&str| {
            let steps = graph.get(reading).into_iter().flatten();
            steps.map(|step| step.to).any(|to| to == thing.id)
        };
        let inside = contents.readings_in(thing.path);
        let steps: Vec<_> = inside
            .filter(|reading| !cites(reading))
            .map(|to| Step { to, verb: HOLDS, place: None, entry: None })
            .collect();
        if !steps.is_empty() {
            graph.entry(thing.id).or_insert(steps);
        }
    }
    graph
}

/// What each figure is broken down into. Not joined with what is derived: `a = b - c` and
/// `b = a + c` say one thing twice, and rest on nothing but each other's word.
fn breakdowns<'b>(facts: &Facts<'b>) -> Ways<'b> {
    let parts = facts.figures().map(|(id, figure, path)| {
        let lists = figure.breakdowns.iter().flat_map(|(name, parts)| {
            let list = path.key("breakdowns").key(name.as_str());
            parts.parts.iter().enumerate().map(move |(at, to)| {
                step(to, "has the part", (list.index(at), Part::Value), None)
            })
        });
        (id.as_str(), lists.collect::<Vec<_>>())
    });
    parts.filter(|(_, steps)| !steps.is_empty()).collect()
}

/// What takes the place of what.
fn replacements<'b>(facts: &Facts<'b>) -> Ways<'b> {
    let replaces = |to: Option<&'b Id>, path: ArenaPath<'b>| -> Vec<Step<'b>> {
        let step = |to| {
            let place = path.key("replaces");
            step(to, "replaces", (place, Part::Value), Some(place))
        };
        to.into_iter().map(step).collect()
    };
    let figures = facts.figures().map(|(id, figure, path)| {
        (id.as_str(), replaces(figure.replaces.as_ref().map(Ref::id), path))
    });
    let readings = facts.readings.iter().map(|(reading, path)| {
        (reading.id.as_str(), replaces(reading.replaces.as_ref().map(Ref::id), *path))
    });
    figures.chain(readings).filter(|(_, steps)| !steps.is_empty()).collect()
}

fn step<'b>(
    to: &'b Id,
    verb: &'static str,
    place: (ArenaPath<'b>, Part),
    entry: Option<ArenaPath<'b>>,
) -> Step<'b> {
    Step { to: to.as_str(), verb, place: Some(place), entry }
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    Done,
}

/// Follows what a thing stands on, in depth, with a list for a stack: a chain may be as long
/// as the brief.
fn search<'b>(
    graph: &Ways<'b>,
    start: &'b str,
    marks: &mut Table<&'b str, Mark>,
    report: &mut Reporter<'_>,
) {
    if marks.contains_key(start) {
        return;
    }
    let before = report.count();
    let mut trail = vec![(start, 0)];
    marks.insert(start, Mark::Open);
    while let Some((id, next)) = trail.last_mut()
        && report.count() < before + MOST
    {
        let Some(step) = graph.get(id).and_then(|steps| steps.get(*next)) else {
            marks.insert(id, Mark::Done);
            trail.pop();
            continue;
        };
        *next += 1;
        match marks.get(step.to) {
            Some(Mark::Done) => {}
            Some(Mark::Open) => {
                let ring = trail.iter().skip_while(|(id, _)| *id != step.to);
                let ring: Vec<_> = ring
                    .filter_map(|(id, next)| Some((*id, graph.get(id)?.get(next - 1)?)))
                    .collect();
                circle(&ring, report);
            }
            None => {
                marks.insert(step.to, Mark::Open);
                trail.push((step.to, 0));
            }
        }
    }
}

/// The most steps of a circle that are told, and the most circles that are looked for.
const TOLD: usize = 4;
const MOST: usize = 200;

/// A circle, from a thing back to itself; told from the last step that is written down.
fn circle(ring: &[(&str, &Step<'_>)], report: &mut Reporter<'_>) {
    let Some(last) = ring.iter().rposition(|(_, step)| step.place.is_some()) else {
        return;
    };
    let (behind, ahead) = ring.split_at(last);
    let mut ring = ahead.iter().chain(behind);
    let Some((id, first)) = ring.next() else { return };
    let Some(place) = first.place.clone() else { return };
    if first.to == *id {
        let remove = first.entry.map(|entry| Change::Remove(entry.path()));
        report
            .at(place, format!("`{id}` {} itself", first.verb))
            .help("remove the reference")
            .fix(Safety::Unsafe, remove);
        return;
    }
    let mut message = format!("`{id}` {} `{}`", first.verb, first.to);
    let more: Vec<_> = ring.collect();
    for (_, step) in more.iter().take(TOLD) {
        message.push_str(&format!(", which {} `{}`", step.verb, step.to));
    }
    if more.len() > TOLD {
        message.push_str(&format!(", and so on back to `{id}`"));
    }
    let raised = report.at(place, message);
    if more.iter().any(|(_, step)| step.verb == HOLDS) {
        raised
            .help("name what it rests on there, such as a figure or another reading")
            .severity(Severity::Warning);
    } else {
        raised.help("decide which stands first, and remove the other reference");
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn readings(list: &[(&str, &str)], more: &str) -> Vec<String> {
        let reading = |(id, rest): &(&str, &str)| {
            format!("  - {{id: {id}, kind: judgment, text: So., {rest}}}\n")
        };
        let list: String = list.iter().map(reading).collect();
        messages(&format!("thesis:\n{list}{more}"), "L044")
    }

    #[test]
    fn readings_in_a_circle() {
        assert_eq!(readings(&[("a", "rests-on: [a]")], ""), ["`a` rests on itself"]);
        let long = "evidence: [{of: a, relation: supports, warrant: So.}]";
        assert_eq!(
            readings(&[("a", "rests-on: [b]"), ("b", "rests-on: [c]"), ("c", long)], ""),
            ["`c` rests on `a`, which rests on `b`, which rests on `c`"]
        );
        let ring: Vec<_> =
            ["b", "c", "d", "e", "f", "a"].map(|to| format!("rests-on: [{to}]")).into();
        let ids = ["a", "b", "c", "d", "e", "f"];
        let ring: Vec<_> =
            ids.iter().zip(&ring).map(|(id, rest)| (*id, rest.as_str())).collect();
        let told = readings(&ring, "");
        assert_eq!(told.len(), 1);
        assert!(
            told.iter().all(|one| one.ends_with("and so on back to `f`")),
            "{told:?}"
        );
    }

    #[test]
    fn rivals_and_shared_evidence_are_no_circle() {
        assert!(readings(&[("a", "against: [b]"), ("b", "against: [a]")], "").is_empty());
        let undercuts = "evidence: [{of: a, relation: undercuts}]";
        assert!(readings(&[("a", "rests-on: [b]"), ("b", undercuts)], "").is_empty());
        let shared = [
            ("a", "rests-on: [b, c]"),
            ("b", "rests-on: [d]"),
            ("c", "rests-on: [d]"),
            ("d", "rests-on: []"),
        ];
        assert!(readings(&shared, "").is_empty());
    }

    #[test]
    fn a_section_holds_its_readings() {
        let section = |rests: &str| {
            format!(
                "sections:\n  - id: part\n    title: Part\n    blocks:\n      \
                 - points: {{id: list, items: [{{id: item, text: Words.}}]}}\n      \
                 - reading: {{id: side, kind: inference, text: So., rests-on: [{rests}]}}\n"
            )
        };
        assert!(readings(&[("a", "rests-on: [side]")], &section("part")).is_empty());
        assert_eq!(
            readings(&[("a", "rests-on: [part]")], &section("a")),
            ["`side` rests on `a`, which rests on `part`, which holds `side`"]
        );
        assert!(
            readings(&[("a", "rests-on: [part]")], &section("list, item")).is_empty()
        );
    }

    #[test]
    fn figures_in_a_circle() {
        let said = |a: &str, b: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $3B, period: FY 2024, {a}}}\n  \
                 b: {{label: B, value: $3B, period: FY 2024, {b}}}\n  \
                 c: {{label: C, value: $0B, period: FY 2024}}\n"
            );
            messages(&brief, "L044")
        };
        assert_eq!(
            said("derivation: b - c", "derivation: a + c"),
            ["`b` rests on `a`, which rests on `b`"]
        );
        assert_eq!(
            said("breakdowns: {x: [b]}", "breakdowns: {x: [a, c]}"),
            ["`b` has the part `a`, which has the part `b`"]
        );
        assert_eq!(
            said("replaces: b", "replaces: a"),
            ["`b` replaces `a`, which replaces `b`"]
        );
        assert!(said("derivation: b - c", "breakdowns: {x: [a, c]}").is_empty());
    }
}
