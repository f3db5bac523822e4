//! L047: a key judgment that no section bears out.

use strata_model::{ClaimKind, Figure, Id, Ref};
use strata_syntax::path::Part;

use super::Lint;
use super::graph::Graph;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L047",
    name: "thesis-without-section",
    severity: Severity::Warning,
    why: "The key judgments are what the sections lead to. A judgment whose figures no \
          section shows or uses, and which rests on nothing in them, leaves the reader to \
          look for its case.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, period: FY 2024}\n  \
          staff: {label: Staff, value: 10K, period: FY 2024}\nthesis:\n  \
          - {id: moat, kind: judgment, text: Scale is a moat., rests-on: [capex]}\n\
          sections:\n  - title: People\n    blocks:\n      - figures: {show: [staff]}",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, period: FY 2024}\nthesis:\n  \
           - {id: moat, kind: judgment, text: Scale is a moat., rests-on: [capex]}\n\
           sections:\n  - title: Spending\n    blocks:\n      - figures: {show: [capex]}",
    fix: "Show its figures in a section, rest it on a reading or a block there, or drop it.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    if index.brief.sections.iter().all(|section| section.blocks.is_empty()) {
        return;
    }
    let concludes = |kind| {
        matches!(kind, ClaimKind::Judgment | ClaimKind::Inference | ClaimKind::Forecast)
    };
    let grounds = index.grounds();
    let borne_out = borne_out(index);
    let is_borne_out = |id: &str| index.number(id).is_some_and(|at| borne_out[at]);
    let leading = grounds.leading_to(index, is_borne_out);
    let thesis = index.readings.iter().take(index.brief.thesis.len());
    for (reading, path) in thesis.filter(|(reading, _)| concludes(reading.kind)) {
        let evidence = reading.evidence().map(|(id, _)| id.as_str());
        let said = || grounds.contents.said_in(*path);
        let mut from = evidence.chain(said()).peekable();
        let id = reading.id.as_str();
        // What rests on nothing, or on what is not there, is for other rules.
        if from.peek().is_none()
            || from.any(|id| index.thing(id).is_none())
            || leading.contains(id)
            || said().any(|id| leading.contains(id))
        {
            continue;
        }
        let message = format!("no section shows or uses what `{id}` rests on");
        found.push(
            Finding::new(&RULE, (path.key("id"), Part::Value), message)
                .help("show its figures in a section, or rest it on what stands in one"),
        );
    }
}

/// What stands in the sections or is named there, with what those figures are made of and
/// where they come from, and with the figures that are made of any of it. By numbers.
fn borne_out(index: &Index<'_>) -> Vec<bool> {
    let mut steps = Vec::new();
    for (id, figure, _) in index.figures() {
        let from = index.number(id.as_str());
        let to = parts(figure).filter_map(|part| index.number(part.as_str()));
        steps.extend(to.filter_map(|to| Some((from?, to))));
    }
    let made_of = Graph::new(index.numbers, &steps);
    let sections = index.root.key("sections");
    let things = index.things.iter().filter(|thing| thing.path.is_within(sections));
    let named = index.references.iter().filter(|one| one.place.0.is_within(sections));
    let things = things.filter_map(|thing| index.number(thing.id));
    let open = things.chain(named.map(|one| one.number)).collect();
    let here = made_of.beyond(open);
    let is_here = |id: &Id| index.number(id.as_str()).is_some_and(|at| here[at]);
    let origins =
        index.figures().filter(|(id, ..)| is_here(id)).flat_map(|(_, figure, _)| {
            let others = figure.corroborated_by.iter().map(|one| &one.source);
            let sources = figure.source.iter().chain(others).map(Ref::id);
            sources.chain(figure.definition.as_ref().map(Ref::id))
        });
    let origins = origins.filter_map(|id| index.number(id.as_str()));
    let here = here.iter().enumerate().filter(|(_, here)| **here).map(|(at, _)| at);
    made_of.behind(here.chain(origins).collect())
}

fn parts(figure: &Figure) -> impl Iterator<Item = &Id> {
    figure.parts().chain(figure.nearest_gaap.as_ref().map(Ref::id))
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

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
