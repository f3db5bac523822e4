//! How sure prose is: the words for a likelihood and for a confidence, in English.
//!
//! The terms are those of ICD 203. Most of them have an ordinary meaning as well, so each is
//! counted only in the company that makes it a term.

use std::ops::Range;

use super::lexicon::lower;
use super::scan;

/// A word of a sentence in lower case, without the punctuation around it.
struct Word {
    range: Range<usize>,
    text: String,
    /// Whether a comma, a bracket or the end follows.
    ends: bool,
    /// Whether a bracket or a dash comes before.
    begins: bool,
}

fn words(sentence: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut at, mut begins) = (0, false);
    while let Some(first) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = sentence.get(at..).unwrap_or("");
        let length = match first {
            // A reference stands for one word, whatever it is called.
            '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
            _ => scan::word(rest).length,
        };
        if length > 0 {
            let text = lower(rest.get(..length).unwrap_or("")).into_owned();
            words.push(Word { range: at..at + length, text, ends: false, begins });
            begins = false;
        } else if matches!(first, ',' | ';' | ':' | '(' | ')' | '—' | '–') {
            let last = words.last_mut().filter(|last| last.range.end == at);
            last.into_iter().for_each(|last| last.ends = true);
            begins = true;
        } else if first.is_whitespace() {
            begins = false;
        }
        at += length.max(first.len_utf8());
    }
    if let Some(last) = words.last_mut() {
        last.ends = true;
    }
    words
}

/// Terms that are a likelihood wherever they stand.
const ALWAYS: [&[&str]; 11] = [
    &["probably"],
    &["almost", "certain"],
    &["almost", "certainly"],
    &["nearly", "certain"],
    &["almost", "no", "chance"],
    &["roughly", "even", "chance"],
    &["even", "chance"],
    &["remote", "chance"],
    &["in", "all", "likelihood"],
    &["highly", "improbable"],
    &["highly", "probable"],
];

/// Terms that are a likelihood of an event only behind a verb or before `to`: `likely buyers`
/// are no event, and `60% more likely` is a measurement.
const PREDICATES: [&str; 4] = ["likely", "unlikely", "probable", "improbable"];

const VERBS: [&str; 30] = [
    "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "it's",
    "remains", "remain", "seems", "seem", "appears", "appear", "looks", "look",
    "becomes", "will", "would", "could", "should", "may", "might", "has", "have", "had",
    "most", "that's",
];

const ADVERBS: [&str; 10] = [
    "very",
    "highly",
    "quite",
    "also",
    "now",
    "still",
    "rather",
    "therefore",
    "thus",
    "only",
];

/// Words that make a comparison or a question of `likely`.
const RELATIVE: [&str; 9] =
    ["more", "less", "as", "how", "equally", "least", "so", "too", "than"];

/// Where a sentence says how likely something is.
pub(crate) fn likelihood(sentence: &str) -> Option<Range<usize>> {
    let lower = sentence.to_lowercase();
    if !["likel", "probabl", "chance", "certain"].iter().any(|stem| lower.contains(stem))
    {
        return None;
    }
    let words = words(sentence);
    let text = |at: usize| words.get(at).map(|word| word.text.as_str());
    (0..words.len()).find_map(|at| {
        let (first, word) = (words.get(at)?, text(at)?);
        let term = ALWAYS.iter().find(|term| {
            term.iter().enumerate().all(|(n, part)| text(at + n) == Some(*part))
        });
        if let Some(term) = term {
            let last = words.get(at + term.len() - 1)?;
            return Some(first.range.start..last.range.end);
        }
        if !PREDICATES.contains(&word) {
            return None;
        }
        let mut before = (0..at).rev().filter_map(text);
        let mut last = before.next();
        let mut start = at;
        while let Some(adverb) = last.filter(|last| ADVERBS.contains(last)) {
            // `very likely` is the term, `also likely` is not.
            if ["very", "highly", "quite"].contains(&adverb) {
                start = start.saturating_sub(1);
            }
            last = before.next();
        }
        let relative = last.is_some_and(|last| RELATIVE.contains(&last));
        let negated = last == Some("not");
        let behind_verb = negated || last.is_some_and(|last| VERBS.contains(&last));
        let first_of_all = last.is_none() && first.ends;
        let to_come = text(at + 1) == Some("to");
        let counts = !relative && (behind_verb || first_of_all || to_come);
        let begin = words.get(start).map_or(first.range.start, |word| word.range.start);
        counts.then_some(begin..first.range.end)
    })
}

const LEVELS: [&str; 7] =
    ["high", "moderate", "medium", "low", "very", "full", "limited"];

/// Words before `high confidence` that show it is the author's, not that of a market.
const OWN: [&str; 20] = [
    "with", "at", "in", "a", "our", "my", "and", "or", "but", "we", "i", "only", "of",
    "to", "is", "though", "although", "given", "from", "carries",
];

/// Words between which `confidence is high` is the author's.
const OWNERS: [&str; 9] =
    ["our", "my", "the", "author's", "analytic", "analytical", "and", "but", "though"];

/// Where a sentence says how good its evidence is.
pub(crate) fn confidence(sentence: &str) -> Option<Range<usize>> {
    if !sentence.to_lowercase().contains("confidence") {
        return None;
    }
    let words = words(sentence);
    let text = |at: usize| words.get(at).map(|word| word.text.as_str());
    (0..words.len()).find_map(|at| {
        let word = words.get(at).filter(|word| word.text == "confidence")?;
        let before = |back: usize| at.checked_sub(back).and_then(text);
        let whose = text(at + 1);
        // The confidence of consumers, a confidence interval, a vote of confidence.
        if !word.ends
            && matches!(
                whose,
                Some("of" | "among" | "by" | "interval" | "intervals" | "index" | "vote")
            )
        {
            return None;
        }
        if before(1).is_some_and(|level| LEVELS.contains(&level)) {
            let mut first = at - 1;
            while first.checked_sub(1).and_then(text).is_some_and(|one| {
                ["very", "fairly", "only"].contains(&one)
                    || LEVELS.contains(&one)
                    || one == "to"
            }) {
                first -= 1;
            }
            // Behind a comma or in brackets it belongs to the sentence.
            let before = first.checked_sub(1).and_then(|at| words.get(at));
            let apart = before.is_some_and(|word| word.ends) || words.get(first)?.begins;
            let owner = before.map(|word| word.text.as_str()).filter(|_| !apart);
            let start = words.get(first)?.range.start;
            // `we have high confidence`, not `buyers have`.
            let holder = first.checked_sub(2).and_then(text);
            let held = matches!(owner, Some("have" | "hold"))
                && matches!(holder, Some("we" | "i"));
            let own = held || owner.is_none_or(|owner| OWN.contains(&owner));
            return own.then_some(start..word.range.end);
        }
        let linked =
            matches!(whose, Some("is" | "remains" | "in" | "high" | "moderate" | "low"));
        let level = (1..6).find(|step| {
            text(at + step).is_some_and(|one| LEVELS.contains(&one) && one != "very")
        })?;
        let verb =
            (1..level).any(|step| matches!(text(at + step), Some("is" | "remains")));
        let direct = level == 1;
        let own = before(1).is_none_or(|owner| OWNERS.contains(&owner));
        let end = words.get(at + level)?.range.end;
        (linked && own && (verb || direct)).then_some(word.range.start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Sentence;
    use crate::prose::sentence::plain;

    fn both(text: &str) -> bool {
        let brief = crate::prose::sentence::tests::brief();
        plain(&brief, text).iter().flat_map(Sentence::unquoted).any(|range| {
            let sentence = text.get(range).unwrap_or("");
            likelihood(sentence).is_some() && confidence(sentence).is_some()
        })
    }

    #[test]
    fn joined_they_are_found() {
        for text in [
            "It is likely, with high confidence.",
            "We judge with moderate confidence that sales are very likely to fall.",
            "Sales will probably fall (low confidence).",
            "Likely, at high confidence.",
            "With high confidence: an almost certain loss of share.",
            "A recession is unlikely and our confidence is high.",
            "There is a roughly even chance, held with low confidence, of a split.",
            "Growth will likely slow, though confidence in this is low.",
            "It is not likely, with moderate to high confidence.",
            "In all likelihood it lasts: we have high confidence.",
        ] {
            assert!(both(text), "{text}");
        }
    }

    #[test]
    fn apart_and_in_other_meanings_they_are_not() {
        for text in [
            "It is highly likely to last.",
            "We are confident that it is likely.",
            "With high confidence, the edge lasts.",
            "It is likely. Our confidence is high.",
            "Likely buyers were found with high confidence.",
            "With high confidence, users are 60% more likely to buy.",
            "As likely as not, consumer confidence is low.",
            "A recession is likely because consumer confidence is low.",
            "A fall is likely while business confidence remains low.",
            "The high confidence of investors makes a rise likely to fade.",
            "Investors' high confidence makes a fall likely.",
            "Investors’ high confidence means that a fall is unlikely.",
            "Buyers have high confidence, so it is likely to rise.",
            "Buyers show high confidence, so it is likely to rise.",
            "It is likely within the 95% confidence interval.",
            "A vote of no confidence is likely.",
            "He said “it is likely, with high confidence” twice.",
            "It is likely, said the chief executive: \"we have high confidence\".",
            "Confidence is unlikely to return.",
            "They may be the likelier buyers anyway; confidence is high.",
            "The likely cost is stated with high confidence.",
            "Chance findings were excluded with high confidence.",
            "A certain product was named with high confidence.",
        ] {
            assert!(!both(text), "{text}");
        }
    }

    #[test]
    fn the_terms_are_pointed_at() {
        let text = "It’s very likely (with very high confidence) to last";
        let of = |range: Option<Range<usize>>| range.and_then(|range| text.get(range));
        assert_eq!(of(likelihood(text)), Some("very likely"));
        assert_eq!(of(confidence(text)), Some("very high confidence"));
    }
}
