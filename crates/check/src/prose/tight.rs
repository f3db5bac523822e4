//! Which name a number belongs to: the one that stands right before it, joined by nothing but
//! a verb and small words.

use super::lexicon::Mood;
use super::naming::Named;
use super::sentence::Sentence;
use super::token::{Kind, Token};

/// Small words that join a name to its number.
const JOINTS: [&str; 62] = [
    "a", "about", "almost", "already", "also", "alone", "an", "another", "around", "as",
    "at", "been", "by", "even", "from", "further", "has", "have", "in", "is", "it",
    "its", "just", "less", "merely", "more", "much", "nearly", "now", "of", "only",
    "over", "roughly", "some", "still", "than", "that", "the", "their", "then", "this",
    "to", "total", "under", "up", "was", "were", "with", "year", "quarter", "half",
    "period", "are", "again", "strongly", "sharply", "modestly", "slightly", "be",
    "fully", "itself", "once",
];

/// Verbs whose subject is the number itself: what `sold` or `earned` a number is not it.
const LINKS: [&str; 12] = [
    "was", "were", "reached", "came", "totalled", "totaled", "amounted", "stood",
    "stands", "hit", "comes", "equals",
];

/// How many words may join them.
const FAR: usize = 9;

/// The name to which a number at a place belongs, if one stands right before it.
pub(crate) fn owner<'n, 'b, 's>(
    sentence: &Sentence<'b>,
    names: &'s [Named<'n, 'b>],
    at: usize,
) -> Option<&'s Named<'n, 'b>> {
    let mut place = at;
    for _ in 0..FAR {
        place = place.checked_sub(1)?;
        let token = sentence.token(place)?;
        if let Some(name) = names.iter().find(|name| name.holds(place)) {
            return is_subject(sentence, name, at).then_some(name);
        }
        if !joins(sentence, token, place) {
            return None;
        }
    }
    None
}

/// Whether nothing but a verb and small words stands from a token up to a number.
pub(crate) fn is_joined(sentence: &Sentence<'_>, from: usize, at: usize) -> bool {
    let mut tokens = (from..at).map(|it| (it, sentence.token(it)));
    from <= at
        && at - from <= FAR
        && tokens.all(|(it, token)| token.is_some_and(|token| joins(sentence, token, it)))
}

/// Whether a token may stand between a name and its number.
fn joins(sentence: &Sentence<'_>, token: &Token<'_>, at: usize) -> bool {
    match &token.kind {
        Kind::Word(word, _) => {
            token.motion().is_some()
                || LINKS.contains(&word.as_ref())
                || JOINTS.contains(&word.as_ref())
        }
        Kind::Mark(mark) => matches!(mark, '(' | ':'),
        // `from {x.prior} to {x}`
        Kind::Reference(_) | Kind::Computed(..) | Kind::Number(_) => {
            let before = at.checked_sub(1).map(|it| sentence.word(it));
            before == Some("from") && sentence.word(at + 1) == "to"
        }
        Kind::Gap => false,
    }
}

/// Whether a name is what the clause speaks of, and not what stands behind a preposition:
/// `half of revenue was {x}` says nothing of revenue as a whole.
fn is_subject(sentence: &Sentence<'_>, name: &Named<'_, '_>, at: usize) -> bool {
    let mut before = name.tokens.start;
    while let Some(place) = before.checked_sub(1) {
        let word = sentence.word(place);
        let open = match word {
            "" => return true,
            "the" | "its" | "their" | "our" | "a" | "total" | "and" | "while"
            | "whereas" | "but" | "as" | "that" | "when" | "where" | "yet" | "so"
            | "then" | "even" | "also" | "only" => false,
            _ => {
                let token = sentence.token(place);
                !token.is_some_and(|it| it.has(Mood::Joins))
            }
        };
        if open {
            return false;
        }
        if !matches!(word, "the" | "its" | "their" | "our" | "a" | "total") {
            return true;
        }
        before = place;
    }
    at > name.tokens.start
}
