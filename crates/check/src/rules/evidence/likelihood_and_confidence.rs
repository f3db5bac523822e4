use std::collections::BTreeSet;
use std::ops::Range;

use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, Passage};
use crate::prose::sureness::{confidence, likelihood};
use crate::prose::{Sentence, Topic};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("likelihood_and_confidence.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut told = BTreeSet::new();
    // Seldom does a text speak of confidence: the others are not taken apart.
    for (at, prose) in facts.english().iter().enumerate() {
        if !facts.features(at).speaks_of(Topic::Confidence) {
            continue;
        }
        for sentence in facts.sentences_of(at).iter().flat_map(Sentence::unquoted) {
            let words = prose.text.get(sentence.clone()).unwrap_or("");
            let (Some(likely), Some(sure)) = (likelihood(words), confidence(words))
            else {
                continue;
            };
            let at = |range: &Range<usize>| {
                prose.part(sentence.start + range.start..sentence.start + range.end)
            };
            let said = |range: &Range<usize>| words.get(range.clone()).unwrap_or("");
            told.insert(prose.path.path());
            let message =
                format!("`{}` and `{}` in one sentence", said(&likely), said(&sure));
            report
                .at(at(&sure), message)
                .guess()
                .help("say how likely it is in one sentence, how sure you are in another")
                .related(at(&likely), "the likelihood");
        }
    }
    for (reading, path) in &facts.readings {
        match (reading.likelihood.is_some(), reading.confidence.is_some()) {
            (true, true) => {
                let message =
                    format!("`{}` has a likelihood and a confidence", reading.id);
                report.at((path.key("confidence"), Part::Key), message)
                        .help("keep one: the likelihood of an event, or the confidence in evidence")
                        .related((path.key("likelihood"), Part::Key), "the likelihood");
            }
            (has_likelihood, true) | (has_likelihood @ true, false) => {
                let topic =
                    if has_likelihood { Topic::Confidence } else { Topic::Likelihood };
                let text = facts.passage_under(*path, "text");
                if let Some(text) =
                    text.filter(|it| facts.features(it.0).speaks_of(topic))
                    && (told.is_empty() || !told.contains(&path.key("text").path()))
                {
                    in_words(facts, text, *path, has_likelihood, report);
                }
            }
            (false, false) => {}
        }
    }
}

/// A claim that has the one as a key, and the other in its words.
fn in_words(
    facts: &Facts<'_>,
    (at, text): (usize, &Passage<'_>),
    path: ArenaPath<'_>,
    has_likelihood: bool,
    report: &mut Reporter<'_>,
) {
    let key = if has_likelihood { "likelihood" } else { "confidence" };
    let find = |words| if has_likelihood { confidence(words) } else { likelihood(words) };
    let mut own = facts.sentences_of(at).iter().flat_map(Sentence::unquoted);
    let found = own.find_map(|sentence| {
        let range = find(text.text.get(sentence.clone())?)?;
        let range = sentence.start + range.start..sentence.start + range.end;
        Some((text.text.get(range.clone())?, text.part(range)))
    });
    let Some((words, range)) = found else { return };
    report
        .at(range, format!("`{words}` in a claim that has a `{key}`"))
        .guess()
        .help("keep one: the likelihood of an event, or the confidence in evidence")
        .related((path.key(key), Part::Key), format!("the {key}"));
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn one_sentence_carries_one_of_them() {
        let said = |text: &str| {
            messages(&format!("verdict:\n  text:\n    - >-\n      {text}\n"), "L041")
        };
        assert_eq!(
            said("It is likely, with high confidence, that the edge lasts."),
            ["`likely` and `high confidence` in one sentence"]
        );
        assert!(said("It is likely to last. Our confidence is high.").is_empty());
    }

    #[test]
    fn a_claim_has_one_of_them_in_key_and_words() {
        let said = |text: &str, key: &str| {
            let brief =
                format!("thesis: [{{id: a, kind: judgment, text: '{text}', {key}}}]\n");
            messages(&brief, "L041")
        };
        assert_eq!(
            said("Sales will probably grow.", "confidence: low"),
            ["`probably` in a claim that has a `confidence`"]
        );
        assert_eq!(
            said("Sales grow, with low confidence.", "likelihood: likely").len(),
            1
        );
        assert!(said("Sales will probably grow.", "likelihood: likely").is_empty());
        assert!(
            said("Sales grow; buyers of likely targets.", "confidence: low").is_empty()
        );
        let both = "It is likely, with low confidence, to grow.";
        assert_eq!(said(both, "confidence: low").len(), 1, "told once");
    }
}
