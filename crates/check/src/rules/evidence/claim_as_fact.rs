use strata_model::Basis;
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::{Mood, Sentence};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("claim_as_fact.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let claimed = |basis: Option<Basis>| basis == Some(Basis::IssuerClaim);
    if !facts.is_english() || !facts.figures.iter().any(|(_, it, _)| claimed(it.basis)) {
        return;
    }
    for sentence in facts.sentences() {
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        if !sentence.references().any(|(_, it)| claimed(it.figure.basis)) {
            continue;
        }
        if !is_argued(facts, passage.path) || is_told_by_another(sentence) {
            continue;
        }
        for (at, printed) in sentence.references() {
            let Some(token) = sentence.token(at) else { continue };
            let fact = claimed(printed.figure.basis) && !token.quoted;
            if fact {
                let message = format!(
                    "`{}` is a statement of the issuer, told as a fact",
                    printed.id
                );
                let path = Path::root().key("figures").key(printed.id.as_str());
                report
                    .at(passage.part(token.bytes.clone()), message)
                    .help("say who says it: `by its own count`, `the company says`")
                    .related(path.key("basis"), "the basis");
            }
        }
    }
}

/// Whether a text argues: the verdict, a lead, a paragraph, or a claim with its support. Lists,
/// tables and diagrams say where their numbers come from.
fn is_argued<'b>(facts: &Facts<'b>, path: ArenaPath<'b>) -> bool {
    let of_reading = || {
        let above = path.parent().map(ArenaPath::number);
        matches!(path.last_key(), Some("text" | "support"))
            && facts.readings.iter().any(|it| Some(it.1.number()) == above)
    };
    path.is_within(facts.root.key("verdict"))
        || matches!(path.last_key(), Some("lead" | "deck"))
        || path.is_under("paragraphs")
        || path.is_under("points")
        || of_reading()
}

/// Whether a sentence names its teller.
fn is_told_by_another(sentence: &Sentence<'_>) -> bool {
    let own = ["own", "company's", "issuer's", "management's", "its-own"];
    sentence.has(Mood::Attributes)
        || sentence.has(Mood::Expects)
        || sentence.tokens.iter().any(|it| it.word().is_some_and(|it| own.contains(&it)))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn a_claim_has_a_teller() {
        let said = |text: &str| {
            let brief = format!(
                "figures: {{chips: {{label: Chips, value: 500K, period: FY 2024, basis: \
                 issuer-claim}}}}\nverdict: {{text: ['{text}']}}\n"
            );
            messages(&brief, "L149")
        };
        assert_eq!(
            said("It runs {chips} chips."),
            ["`chips` is a statement of the issuer, told as a fact"]
        );
        for text in [
            "It says that it runs {chips} chips.",
            "According to the release it runs {chips} chips.",
            "By its own count it runs {chips} chips.",
            "“We run {chips} chips.”",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
