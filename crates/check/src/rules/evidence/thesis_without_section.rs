use strata_model::{ClaimKind, Figure, Id, Ref};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::graph::Graph;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("thesis_without_section.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if facts.brief.sections.iter().all(|section| section.blocks.is_empty()) {
        return;
    }
    let concludes = |kind| {
        matches!(kind, ClaimKind::Judgment | ClaimKind::Inference | ClaimKind::Forecast)
    };
    let evidence_graph = facts.evidence_graph();
    let borne_out = borne_out(facts);
    let is_borne_out = |id: &str| facts.number(id).is_some_and(|at| borne_out[at]);
    let leading = evidence_graph.leading_to(facts, is_borne_out);
    let thesis = facts.readings.iter().take(facts.brief.thesis.len());
    for (reading, path) in thesis.filter(|(reading, _)| concludes(reading.kind)) {
        let evidence = reading.evidence().map(|(id, _)| id.as_str());
        let said = || evidence_graph.contents.said_in(*path);
        let mut from = evidence.chain(said()).peekable();
        let id = reading.id.as_str();
        // What rests on nothing, or on what is not there, is for other rules.
        if from.peek().is_none()
            || from.any(|id| facts.thing(id).is_none())
            || leading.contains(id)
            || said().any(|id| leading.contains(id))
        {
            continue;
        }
        let message = format!("no section shows or uses what `{id}` rests on");
        report
            .at((path.key("id"), Part::Value), message)
            .help("show its figures in a section, or rest it on what stands in one");
    }
}

/// What stands in the sections or is named there, with what those figures are made of and
/// where they come from, and with the figures that are made of any of it. By numbers.
fn borne_out(facts: &Facts<'_>) -> Vec<bool> {
    let mut steps = Vec::new();
    for (id, figure, _) in facts.figures() {
        let from = facts.number(id.as_str());
        let to = parts(figure).filter_map(|part| facts.number(part.as_str()));
        steps.extend(to.filter_map(|to| Some((from?, to))));
    }
    let made_of = Graph::new(facts.numbers, &steps);
    let sections = facts.root.key("sections");
    let things = facts.things.iter().filter(|thing| thing.path.is_within(sections));
    let named = facts.references.iter().filter(|one| one.place.0.is_within(sections));
    let things = things.filter_map(|thing| facts.number(thing.id));
    let open = things.chain(named.map(|one| one.number)).collect();
    let here = made_of.beyond(open);
    let is_here = |id: &Id| facts.number(id.as_str()).is_some_and(|at| here[at]);
    let origins =
        facts.figures().filter(|(id, ..)| is_here(id)).flat_map(|(_, figure, _)| {
            let others = figure.corroborated_by.iter().map(|one| &one.source);
            let sources = figure.source.iter().chain(others).map(Ref::id);
            sources.chain(figure.definition.as_ref().map(Ref::id))
        });
    let origins = origins.filter_map(|id| facts.number(id.as_str()));
    let here = here.iter().enumerate().filter(|(_, here)| **here).map(|(at, _)| at);
    made_of.behind(here.chain(origins).collect())
}

fn parts(figure: &Figure) -> impl Iterator<Item = &Id> {
    figure.parts().chain(figure.nearest_gaap.as_ref().map(Ref::id))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(thesis: &str, blocks: &str) -> usize {
        let brief = format!(
            "figures:\n  a: {{label: A, value: $5B, period: FY 2024}}\n  \
             b: {{label: B, value: $3B, period: FY 2024}}\n  \
             c: {{label: C, value: $2B, period: FY 2024, derivation: a - b}}\n  \
             d: {{label: D, value: $2B, period: FY 2024}}\n  \
             filed: {{label: E, value: $2B, period: FY 2024, source: x, derivation: a - b}}\nthesis:\n  \
             - {{id: main, text: It lasts., {thesis}}}\n  \
             - {{id: next, kind: observation, text: So it is.}}\n\
             sections:\n  - title: One\n    id: one\n    blocks: [{blocks}]\n"
        );
        messages(&brief, "L047").len()
    }

    #[test]
    fn figures_and_claims_tie_a_thesis_to_a_section() {
        let shows = |id: &str| format!("figures: {{show: [{id}]}}");
        let judgment = "kind: judgment, rests-on: [c]";
        assert_eq!(said(judgment, &shows("d")), 1);
        assert_eq!(said(judgment, &shows("c")), 0);
        assert_eq!(said(judgment, &shows("a")), 0, "c is made of it");
        assert_eq!(said("kind: judgment, rests-on: [filed]", &shows("a")), 0);
        assert_eq!(said("kind: judgment, rests-on: [b]", &shows("c")), 0, "part of c");
        assert_eq!(said("kind: judgment, rests-on: [one]", &shows("d")), 0);
        assert_eq!(said("kind: judgment, rests-on: [d], against: [a]", &shows("a")), 0);
        assert_eq!(
            said("kind: judgment, rests-on: [d], support: 'Of {a}.'", &shows("a")),
            0
        );
        let reads = "reading: {id: side, kind: inference, text: So., rests-on: [main]}";
        assert_eq!(said(judgment, reads), 0, "a section builds on it");
        assert_eq!(said(judgment, "text: {paragraphs: ['{c.rise}']}"), 0);
    }

    #[test]
    fn what_other_rules_say_is_not_said_again() {
        let shows = "figures: {show: [d]}";
        assert_eq!(said("kind: judgment", shows), 0, "it rests on nothing");
        assert_eq!(said("kind: judgment, rests-on: [e]", shows), 0);
        assert_eq!(said("kind: observation, rests-on: [a]", shows), 0);
        assert_eq!(said("kind: judgment, rests-on: [a]", ""), 0, "there are no sections");
    }
}
