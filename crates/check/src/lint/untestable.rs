//! L042: a judgment that nothing could show to be wrong.

use strata_model::{ClaimKind, Segment};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L042",
    name: "untestable",
    severity: Severity::Warning,
    why: "A judgment goes beyond its evidence. Without a figure behind it, a tripwire or \
          another reading to hold it against, no reader can tell when it has become wrong. \
          One of the three is enough.",
    bad: "sources:\n  talk: {title: Portrait of the company, tier: press}\nthesis:\n  \
          - {id: moat, kind: judgment, text: Culture is the moat., rests-on: [talk]}",
    good: "sources:\n  talk: {title: Portrait of the company, tier: press}\nthesis:\n  \
           - id: moat\n    kind: judgment\n    text: Culture is the moat.\n    \
           rests-on: [talk]\n    alternatives:\n      \
           - {text: Pay is the moat., shown-by: Leavers who name it.}",
    fix: "Add `breaks-if`, or `alternatives` with what would show them, or rest it on a figure.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut suspects = index
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
    let grounds = index.grounds();
    let measured = grounds.leading_to(index, |id| index.brief.figures.contains_key(id));
    let circling = grounds.circling(index);
    for (reading, path) in suspects {
        let texts = [Some(&reading.text), reading.support.as_ref()];
        let names = texts.into_iter().flatten().flat_map(strata_model::Prose::segments);
        let named = names.into_iter().any(|one| matches!(one, Segment::Reference(..)));
        let id = reading.id.as_str();
        let dangles =
            reading.evidence().any(|(id, _)| index.thing(id.as_str()).is_none());
        if named || dangles || measured.contains(id) || circling.contains(id) {
            continue;
        }
        let message = format!(
            "`{id}` has no figure, no tripwire and no alternative: nothing tests it"
        );
        found.push(
            Finding::new(&RULE, (path.key("id"), Part::Value), message)
                .help("add `breaks-if` or `alternatives`, or rest it on a figure"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

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
