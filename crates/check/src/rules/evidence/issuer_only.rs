use strata_model::{
    Audit, Basis, ClaimKind, Figure, Id, IdKind, Prose, Reading, Ref, Segment, Source,
    Tier,
};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::phrase::{holds_any, lower};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("issuer_only.md"));

/// The most pieces of evidence that are pointed at.
const TOLD: usize = 3;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let concludes = |reading: &Reading| {
        matches!(reading.kind, ClaimKind::Judgment | ClaimKind::Inference)
            && reading.evidence().next().is_some()
    };
    let thesis = facts.readings.iter().take(facts.brief.thesis.len());
    let mut judgments = thesis.filter(|(reading, _)| concludes(reading)).peekable();
    if judgments.peek().is_none() {
        return;
    }
    let evidence_graph = facts.evidence_graph();
    let issuers = evidence_graph.ending_in(facts, |id| is_issuers_word(facts, id));
    let others = evidence_graph.ending_in(facts, |id| !is_issuers_word(facts, id));
    for (reading, path) in judgments {
        let id = reading.id.as_str();
        if !issuers.contains(id)
            || others.contains(id)
            || is_about_guidance(facts, reading)
        {
            continue;
        }
        let message = format!(
            "all evidence of `{id}` is what the issuer says of itself, unaudited"
        );
        let mut raised = report
            .at((path.key("id"), Part::Value), message)
            .help("add evidence from a filing or from somebody else");
        let cited = reading.evidence().filter_map(|(id, _)| facts.thing(id.as_str()));
        for thing in cited.take(TOLD) {
            raised =
                raised.related(thing.named.clone(), "comes down to the issuer alone");
        }
    }
}

/// Whether a judgment is about the outlook itself: it rests on it, and quotes it or calls it
/// by its name.
fn is_about_guidance(facts: &Facts<'_>, reading: &Reading) -> bool {
    const NAMES: &[&str] = &[
        "guidance",
        "guided",
        "guides",
        "guide",
        "prognose",
        "jahresprognose",
        "prévisions",
    ];
    let guided = |id: &Id| facts.figure(id).is_some_and(|it| it.guidance.is_some());
    let texts = std::iter::once(&reading.text).chain(&reading.support);
    let mut quoted = texts.flat_map(Prose::segments).filter_map(|it| match it {
        Segment::Reference(reference, _) => Some(reference.figure),
        _ => None,
    });
    let named = holds_any(&lower(reading.text.as_str()), NAMES);
    let mut evidence = reading.evidence();
    if named {
        return evidence.any(|(id, _)| guided(id));
    }
    evidence.all(|(id, _)| guided(id)) && quoted.any(|id| guided(&id))
}

/// Whether evidence that leads no further is the issuer's unaudited statement. What says
/// nothing of where it comes from is not held to be one.
fn is_issuers_word(facts: &Facts<'_>, id: &str) -> bool {
    match facts.thing(id).map(|thing| thing.kind) {
        Some(IdKind::Figure) => {
            let figures = &facts.brief.figures;
            figures.get(id).is_some_and(|figure| is_issuers_figure(facts, figure))
        }
        Some(IdKind::Source) => facts.brief.sources.get(id).is_some_and(is_issuers_own),
        _ => false,
    }
}

fn is_issuers_figure(facts: &Facts<'_>, figure: &Figure) -> bool {
    let source = |id: &Ref<Source>| facts.brief.source(id);
    let others = figure.corroborated_by.iter().filter_map(|one| source(&one.source));
    match figure.basis {
        Some(Basis::ThirdParty | Basis::AnalystEstimate) => false,
        // A filing that repeats a claim does not make it more than one.
        Some(Basis::IssuerClaim) => !others.clone().any(is_of_others),
        _ if figure.guidance.is_some() => !others.clone().any(is_of_others),
        _ => {
            let own = figure.source.as_ref().and_then(source);
            own.is_some_and(is_issuers_own) && others.clone().all(is_issuers_own)
        }
    }
}

/// The company's own pages, unless an auditor has looked at them.
fn is_issuers_own(source: &Source) -> bool {
    let audited = matches!(source.audit, Some(Audit::Audited | Audit::Reviewed));
    source.tier == Tier::Issuer && !audited
}

fn is_of_others(source: &Source) -> bool {
    matches!(source.tier, Tier::ThirdParty | Tier::Press | Tier::Own)
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    /// Whether a judgment that rests on these raises it.
    fn said(rests_on: &str, more: &str) -> usize {
        let brief = format!(
            "sources:\n  call: {{title: Call, tier: issuer}}\n  \
             report: {{title: Form 10-Q, tier: regulatory-filing, audit: unaudited}}\n  \
             annual: {{title: Annual report, tier: issuer, audit: audited}}\n  \
             panel: {{title: Panel, tier: third-party}}\nfigures:\n  \
             users: {{label: Users, value: 5M, period: FY 2024, basis: issuer-claim, \
             source: report}}\n  \
             sales: {{label: Sales, value: $5B, period: FY 2024, basis: gaap, source: report}}\n  \
             slide: {{label: Sales, value: $6B, period: FY 2023, basis: gaap, source: call}}\n  \
             both: {{label: Sales, value: $6B, period: FY 2022, basis: gaap, source: call, \
             corroborated-by: [{{source: report}}]}}\n  \
             polled: {{label: Users, value: 5M, period: FY 2023, basis: issuer-claim, \
             source: call, corroborated-by: [{{source: panel}}]}}\n  \
             ratio: {{label: Sales a user, value: $1, period: FY 2024, \
             derivation: slide / users}}\n  \
             mixed: {{label: Sales a user, value: $1, period: FY 2024, \
             derivation: sales / users}}\n  \
             outlook: {{label: Sales, value: $7B, period: FY 2026, source: report, \
             guidance: {{issued: 2025-10-30}}}}\n  \
             bare: {{label: Sales, value: $7B, period: FY 2021}}\n\
             thesis: [{{id: main, kind: judgment, text: It lasts., rests-on: {rests_on}}}]\n\
             {more}"
        );
        messages(&brief, "L013").len()
    }

    #[test]
    fn evidence_is_followed_to_whoever_says_it() {
        for issuers in ["[users]", "[slide, users]", "[call]", "[ratio]", "[outlook]"] {
            assert_eq!(said(issuers, ""), 1, "{issuers}");
        }
        for other in
            ["[sales]", "[users, sales]", "[report]", "[annual]", "[both]", "[polled]"]
        {
            assert_eq!(said(other, ""), 0, "{other}");
        }
        assert_eq!(said("[mixed]", ""), 0, "one of its terms is filed");
        assert_eq!(said("[bare]", ""), 0, "nobody knows who says it");
    }

    #[test]
    fn sections_blocks_and_readings_are_opened() {
        let section = |inside: &str| {
            format!(
                "sections:\n  - id: part\n    title: Part\n    blocks:\n      \
                 - figures: {{id: strip, show: [{inside}]}}\n      \
                 - reading: {{id: side, kind: inference, text: So., rests-on: [{inside}]}}\n"
            )
        };
        for id in ["part", "strip", "side"] {
            let rests_on = format!("[{id}]");
            assert_eq!(said(&rests_on, &section("users")), 1, "{id}");
            assert_eq!(said(&rests_on, &section("sales")), 0, "{id}");
        }
        let item = "sections:\n  - title: Part\n    blocks:\n      \
                    - points: {items: [{id: words, text: Rivals lag.}, \
                    {id: one, text: 'Users: {users}.'}]}\n";
        assert_eq!(said("[one]", item), 1);
        assert_eq!(said("[words]", item), 0, "the author's own words");
    }

    #[test]
    fn only_conclusions_are_judged() {
        let brief = |kind: &str| {
            format!(
                "sources:\n  call: {{title: Call, tier: issuer}}\n\
                 thesis: [{{id: main, kind: {kind}, text: It lasts., rests-on: [call]}}]\n"
            )
        };
        assert_eq!(messages(&brief("inference"), "L013").len(), 1);
        assert_eq!(messages(&brief("observation"), "L013").len(), 0);
        assert_eq!(messages(&brief("forecast"), "L013").len(), 0);
    }
}
