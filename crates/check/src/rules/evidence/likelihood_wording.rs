use std::ops::Range;

use strata_model::{Confidence, Likelihood, Reading};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, Passage};
use crate::prose::sureness::{confidence, likelihood};
use crate::prose::{Features, Sentence, Topic};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("likelihood_wording.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if !facts.is_english() {
        return;
    }
    for (reading, path) in &facts.readings {
        for key in ["text", "support"] {
            let text = facts.passage_under(*path, key);
            if let Some(text) = text.filter(|it| speaks(facts.features(it.0), reading)) {
                one(facts, reading, key, text, *path, report);
            }
        }
    }
}

/// Whether a text with such words may say how sure a reading is, of that which is known of it.
fn speaks(words: Features, reading: &Reading) -> bool {
    let certain = words.speaks_of(Topic::Certainty);
    (reading.likelihood.is_some() && (certain || words.speaks_of(Topic::Likelihood)))
        || reading.confidence.is_some() && (certain || words.speaks_of(Topic::Confidence))
}

fn one(
    facts: &Facts<'_>,
    reading: &Reading,
    key: &'static str,
    (at, passage): (usize, &Passage<'_>),
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let text = passage.text;
    let mut raise = |bytes: Range<usize>, own: &'static str, word: &str| {
        let said = text.get(bytes.clone()).unwrap_or("");
        report
            .at(passage.part(bytes), format!("`{said}` in a claim with `{own}: {word}`"))
            .help(format!("say in words what `{own}` says, or correct it"))
            .related((path.key(own), Part::Value), format!("the {own}"));
    };
    for sentence in facts.sentences_of(at).iter().flat_map(Sentence::unquoted) {
        let Some(words) = text.get(sentence.clone()) else { continue };
        let place = |range: Range<usize>| {
            sentence.start + range.start..sentence.start + range.end
        };
        if let (Some(own), Some(bytes)) = (reading.likelihood, likely(words)) {
            let meant = words.get(bytes.clone()).and_then(row);
            // What supports a claim may speak of the likelihood of something else.
            let counts = key == "text" && !is_beside(words, &bytes);
            if counts && meant.is_some_and(|meant| meant != own) {
                raise(place(bytes), "likelihood", own.word());
            }
        }
        if reading.confidence == Some(Confidence::Low)
            && let Some(bytes) = certain(words)
        {
            raise(place(bytes), "confidence", Confidence::Low.word());
        }
        if let (Some(own), Some(bytes)) = (reading.confidence, confidence(words)) {
            let meant = words.get(bytes.clone()).and_then(level);
            if meant.is_some_and(|meant| meant != own) {
                raise(place(bytes), "confidence", own.word());
            }
        }
    }
}

/// Where a sentence says how likely something is, with what denies it, or with a word that
/// leaves no doubt.
fn likely(sentence: &str) -> Option<Range<usize>> {
    if let Some(found) = likelihood(sentence) {
        let before = sentence.get(..found.start).unwrap_or("").trim_end();
        let start = match before.strip_suffix("not") {
            Some(rest) => rest.len(),
            None => found.start,
        };
        return Some(start..found.end);
    }
    of(sentence, &CERTAIN)
}

/// Where a sentence leaves no doubt of itself.
fn certain(sentence: &str) -> Option<Range<usize>> {
    of(sentence, &CERTAIN).or_else(|| of(sentence, &SURE))
}

/// Words that leave no doubt of what a sentence says.
const SURE: [&str; 15] = [
    "beyond any doubt",
    "beyond all doubt",
    "without any doubt",
    "certainly",
    "undoubtedly",
    "no doubt",
    "definitely",
    "unquestionably",
    "clearly proves",
    "beyond doubt",
    "without question",
    "surely",
    "is certain",
    "inevitable",
    "guaranteed",
];

/// The first of some words in a sentence, where nothing denies it.
fn of(sentence: &str, words: &[&str]) -> Option<Range<usize>> {
    let lower = sentence.to_lowercase();
    if lower.len() != sentence.len() {
        return None;
    }
    words.iter().find_map(|word| {
        let at = crate::prose::phrase::places(&lower, word).next()?;
        let before = lower.get(..at)?.trim_end();
        let denied = ["not", "almost", "nearly", "hardly", "less than", "far from"];
        let denied = denied.iter().any(|it| before.ends_with(it));
        (!denied).then_some(at..at + word.len())
    })
}

/// Words that leave no doubt.
const CERTAIN: [&str; 9] = [
    "certain to",
    "sure to",
    "bound to",
    "will certainly",
    "will surely",
    "will definitely",
    "will undoubtedly",
    "inevitably",
    "without doubt",
];

/// Whether a likelihood stands in a part of the sentence that speaks of something else: behind
/// `if` or `because`.
fn is_beside(sentence: &str, bytes: &Range<usize>) -> bool {
    let before = sentence.get(..bytes.start).unwrap_or("").to_lowercase();
    ["if ", "because ", "although ", "though ", "while ", "unless "]
        .iter()
        .any(|word| before.contains(word))
}

/// The row of ICD 203 to which words belong.
fn row(words: &str) -> Option<Likelihood> {
    let words = words.to_lowercase();
    let has = |word: &str| words.contains(word);
    Some(
        if CERTAIN.iter().any(|it| has(it))
            || has("almost certain")
            || has("nearly certain")
        {
            Likelihood::AlmostCertain
        } else if has("almost no chance") || has("remote") {
            Likelihood::AlmostNoChance
        } else if has("even chance") {
            Likelihood::RoughlyEvenChance
        } else if has("not ") && (has("very") || has("highly")) {
            return None;
        } else if has("very unlikely")
            || has("highly unlikely")
            || has("highly improbable")
        {
            Likelihood::VeryUnlikely
        } else if has("unlikely") || has("improbable") {
            if has("not ") {
                return None;
            }
            Likelihood::Unlikely
        } else if has("very likely") || has("highly likely") || has("highly probable") {
            Likelihood::VeryLikely
        } else if has("likely") || has("probabl") || has("in all likelihood") {
            if has("not ") { Likelihood::Unlikely } else { Likelihood::Likely }
        } else {
            return None;
        },
    )
}

/// The confidence that words state; nothing of `moderate to high`.
fn level(words: &str) -> Option<Confidence> {
    let words = words.to_lowercase();
    let known = [
        ("high", Confidence::High),
        ("full", Confidence::High),
        ("moderate", Confidence::Moderate),
        ("medium", Confidence::Moderate),
        ("low", Confidence::Low),
        ("limited", Confidence::Low),
    ];
    let mut said = known.iter().filter(|(word, _)| words.contains(word));
    let (_, level) = said.next()?;
    said.next().is_none().then_some(*level)
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str, keys: &str) -> Vec<String> {
        let brief = format!(
            "figures: {{a: {{label: A, value: $5B, period: FY 2024}}}}\nthesis:\n  - {{id: main, kind: \
             forecast, rests-on: [a], text: '{text}', {keys}}}\n"
        );
        messages(&brief, "L148")
    }

    #[test]
    fn words_are_those_of_the_key() {
        let likely = "likelihood: likely, horizon: FY 2026";
        for text in [
            "It will almost certainly fall.",
            "It is very likely to fall.",
            "It is unlikely to fall.",
            "It is not likely to fall.",
            "It is bound to fall.",
            "There is a roughly even chance of a fall.",
        ] {
            assert_eq!(said(text, likely).len(), 1, "{text}");
        }
        for text in [
            "It will probably fall.",
            "It is likely to fall.",
            "If a split is unlikely, it falls.",
            "It falls.",
            "Buyers are 60% more likely to leave.",
        ] {
            assert_eq!(said(text, likely), [""; 0], "{text}");
        }
        assert_eq!(
            said("With high confidence, it lasts.", "confidence: low"),
            ["`high confidence` in a claim with `confidence: low`"]
        );
        assert_eq!(said("With low confidence, it lasts.", "confidence: low"), [""; 0]);
        assert_eq!(said("Consumer confidence is high.", "confidence: low"), [""; 0]);
    }
}
