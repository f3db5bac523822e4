//! L041: a likelihood and a confidence in one claim or one sentence.

use std::collections::BTreeSet;
use std::ops::Range;

use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::phrase::Finder;
use super::site::Site;
use super::sureness::{confidence, likelihood, sentences};
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L041",
    name: "likelihood-and-confidence",
    severity: Severity::Error,
    why: "Likelihood speaks of the event, confidence of the evidence. Side by side a reader \
          takes them for one scale (ICD 203 forbids it for that reason). A claim that has \
          the one as a key and the other in its words is asked for a second look.",
    bad: "thesis:\n  - {id: main, kind: forecast, text: It will grow., likelihood: likely, \
          confidence: high}",
    good: "thesis:\n  - {id: main, kind: forecast, text: It will grow., likelihood: likely}",
    fix: "Keep the likelihood for a statement on the future, the confidence for a judgment \
          on what is. In prose, give each a sentence of its own.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    // Seldom does a text speak of confidence: the others are not taken apart.
    let confident = Finder::new(&["onfidence"]);
    for prose in index.english().iter().filter(|prose| confident.is_in(prose.text)) {
        for sentence in sentences(prose.text) {
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
            found.push(
                Finding::new(&RULE, at(&sure), message)
                    .help("say how likely it is in one sentence, how sure you are in another")
                    .related(at(&likely), "the likelihood"),
            );
        }
    }
    for (reading, path) in &index.readings {
        match (reading.likelihood.is_some(), reading.confidence.is_some()) {
            (true, true) => {
                let message =
                    format!("`{}` has a likelihood and a confidence", reading.id);
                found.push(
                    Finding::new(&RULE, (path.key("confidence"), Part::Key), message)
                        .help("keep one: the likelihood of an event, or the confidence in evidence")
                        .related((path.key("likelihood"), Part::Key), "the likelihood"),
                );
            }
            (has_likelihood, true) | (has_likelihood @ true, false) => {
                if told.is_empty() || !told.contains(&path.key("text").path()) {
                    found.extend(in_words(reading.text.as_str(), *path, has_likelihood));
                }
            }
            (false, false) => {}
        }
    }
}

/// A claim that has the one as a key, and the other in its words.
fn in_words(text: &str, path: Site<'_>, has_likelihood: bool) -> Option<Finding> {
    let key = if has_likelihood { "likelihood" } else { "confidence" };
    let find = |words| if has_likelihood { confidence(words) } else { likelihood(words) };
    let range = sentences(text).find_map(|sentence| {
        let range = find(text.get(sentence.clone())?)?;
        Some(sentence.start + range.start..sentence.start + range.end)
    })?;
    let message = format!("`{}` in a claim that has a `{key}`", text.get(range.clone())?);
    Some(
        Finding::new(&RULE, (path.key("text"), Part::Within(range)), message)
            .help("keep one: the likelihood of an event, or the confidence in evidence")
            .related((path.key(key), Part::Key), format!("the {key}"))
            .with_severity(Severity::Warning),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn one_sentence_carries_one_of_them() {
        let said = |text: &str| {
            messages(&format!("verdict:\n  text:\n    - >-\n      {text}\n"), "L041")
        };
        assert_eq!(
            said("It is likely, with high confidence, that the moat lasts."),
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
