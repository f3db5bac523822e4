//! L044: a thing that rests on itself.

use std::collections::BTreeMap;

use strata_model::Relation;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::path::Path;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L044",
    name: "source-circular",
    severity: Severity::Error,
    why: "A figure derived from itself has no value, and a claim that supports itself by \
          way of another supports nothing.",
    bad: "thesis:\n  \
          - {id: moat, kind: judgment, text: It lasts., rests-on: [scale]}\n  \
          - {id: scale, kind: judgment, text: It is large., rests-on: [moat]}",
    good: "thesis:\n  \
           - {id: moat, kind: judgment, text: It lasts., rests-on: [scale]}\n  \
           - {id: scale, kind: observation, text: It is large.}",
    fix: "Decide which of them stands first, and give it evidence of its own.",
};

/// What each figure is derived from and each reading supported by, with the place that
/// says so.
type Graph<'b> = BTreeMap<&'b str, (Vec<&'b str>, Path)>;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    Done,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut graph = Graph::new();
    for (id, figure, path) in index.figures() {
        if let Some(derivation) = &figure.derivation {
            let ids = derivation.ids().map(strata_model::Id::as_str).collect();
            graph.insert(id.as_str(), (ids, path.key("derivation")));
        }
    }
    for (reading, path) in &index.readings {
        let supports = reading.evidence().filter(|(_, how)| *how == Relation::Supports);
        let ids = supports.map(|(id, _)| id.as_str()).collect();
        let key = if reading.rests_on.is_empty() { "evidence" } else { "rests-on" };
        graph.entry(reading.id.as_str()).or_insert((ids, path.key(key)));
    }
    let mut marks = BTreeMap::new();
    for start in graph.keys() {
        search(&graph, start, &mut marks, found);
    }
}

/// Follows what a thing rests on, in depth, with a list for a stack: a chain may be as long
/// as the brief.
fn search<'b>(
    graph: &Graph<'b>,
    start: &'b str,
    marks: &mut BTreeMap<&'b str, Mark>,
    found: &mut Vec<Finding>,
) {
    let mut trail = vec![(start, 0)];
    while let Some((id, next)) = trail.pop() {
        let Some((ids, path)) = graph.get(id) else { continue };
        if next == 0 && marks.insert(id, Mark::Open) == Some(Mark::Done) {
            marks.insert(id, Mark::Done);
            continue;
        }
        let Some(below) = ids.get(next) else {
            marks.insert(id, Mark::Done);
            continue;
        };
        trail.push((id, next + 1));
        match marks.get(below) {
            Some(Mark::Done) => {}
            None => trail.push((below, 0)),
            Some(Mark::Open) => {
                let message = if *below == id {
                    format!("`{id}` rests on itself")
                } else {
                    format!("`{id}` rests on `{below}`, which rests on `{id}`")
                };
                found.push(
                    Finding::new(&RULE, path.clone(), message).help(
                        "decide which stands first, and remove the other reference",
                    ),
                );
            }
        }
    }
}
