use strata_model::{ClaimKind, Segment};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("untestable.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut suspects = facts
        .readings
        .iter()
        .filter(|(reading, _)| {
            reading.kind == ClaimKind::Judgment
                && reading.breaks_if.is_empty()
                && reading.alternatives.is_empty()
                // What rests on nothing at all is for another rule.
                && reading.evidence().next().is_some()
        })
        .peekable();
    if suspects.peek().is_none() {
        return;
    }
    let evidence_graph = facts.evidence_graph();
    let measured =
        evidence_graph.leading_to(facts, |id| facts.brief.figures.contains_key(id));
    let circling = evidence_graph.circling(facts);
    for (reading, path) in suspects {
        let texts = [Some(&reading.text), reading.support.as_ref()];
        let names = texts.into_iter().flatten().flat_map(strata_model::Prose::segments);
        let is_figure =
            |one| matches!(one, Segment::Reference(..) | Segment::Computed(..));
        let named = names.into_iter().any(is_figure);
        let id = reading.id.as_str();
        let dangles =
            reading.evidence().any(|(id, _)| facts.thing(id.as_str()).is_none());
        if named || dangles || measured.contains(id) || circling.contains(id) {
            continue;
        }
        let message = format!(
            "`{id}` has no figure, no tripwire and no alternative: nothing tests it"
        );
        report
            .at((path.key("id"), Part::Value), message)
            .help("add `breaks-if` or `alternatives`, or rest it on a figure");
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(reading: &str) -> usize {
        let brief = format!(
            "sources:\n  talk: {{title: Talk, tier: issuer}}\n\
             figures:\n  sales: {{label: Sales, value: $5B, period: FY 2024}}\n\
             sections:\n  - title: One\n    blocks:\n      \
             - points: {{items: [{{id: words, text: Words.}}, {{id: item, text: '{{sales}}'}}]}}\n\
             thesis:\n  - {{id: side, kind: inference, text: So., rests-on: [sales]}}\n  \
             - {{id: main, text: It lasts., {reading}}}\n"
        );
        messages(&brief, "L042").len()
    }

    #[test]
    fn one_of_the_three_is_enough() {
        assert_eq!(said("kind: judgment, rests-on: [talk, words]"), 1);
        assert_eq!(said("kind: judgment, rests-on: [side]"), 0);
        assert_eq!(said("kind: judgment, rests-on: [item]"), 0);
        assert_eq!(said("kind: judgment, rests-on: [talk], against: [sales]"), 0);
        assert_eq!(said("kind: judgment, rests-on: [talk], support: 'Of {sales}.'"), 0);
        let wire = "{figure: sales, measure: value, is: below, threshold: $1B}";
        assert_eq!(
            said(&format!("kind: judgment, rests-on: [talk], breaks-if: [{wire}]")),
            0
        );
        let rival = "alternatives: [{text: It does not.}]";
        assert_eq!(said(&format!("kind: judgment, rests-on: [talk], {rival}")), 0);
    }

    #[test]
    fn other_mistakes_and_other_claims_are_left_alone() {
        assert_eq!(said("kind: judgment"), 0, "it rests on nothing");
        assert_eq!(said("kind: judgment, rests-on: [main]"), 0, "it rests on itself");
        assert_eq!(
            said("kind: judgment, rests-on: [sals]"),
            0,
            "it was to rest on a figure"
        );
        assert_eq!(said("kind: observation, rests-on: [talk]"), 0);
    }
}
