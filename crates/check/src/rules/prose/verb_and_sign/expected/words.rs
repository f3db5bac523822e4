//! Words that say how a value stands to what was expected of it.

use super::Said;
use crate::prose::{Base, Way};

/// What a word says of a value and what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) way: Way,
    /// Whether it says which is better, and not which is more.
    pub(super) judges: bool,
}

pub(super) const VERBS: [(Way, bool, &[&str]); 4] = [
    (Way::Up, true, &["beat", "beats", "beating", "beaten", "outperformed"]),
    (
        Way::Up,
        false,
        &[
            "topped",
            "tops",
            "topping",
            "exceeded",
            "exceeds",
            "exceeding",
            "surpassed",
            "surpasses",
            "surpassing",
            "overshot",
            "outstripped",
        ],
    ),
    (
        Way::Down,
        true,
        &["missed", "misses", "missing", "lagged", "trailed", "underperformed"],
    ),
    (Way::Down, false, &["undershot", "undershoots"]),
];

const SIDES: [(Way, bool, &str, &str); 16] = [
    (Way::Up, true, "stronger", "than"),
    (Way::Down, true, "weaker", "than"),
    (Way::Down, true, "softer", "than"),
    (Way::Up, false, "above", ""),
    (Way::Up, true, "ahead", "of"),
    (Way::Up, true, "better", "than"),
    (Way::Up, false, "higher", "than"),
    (Way::Up, false, "more", "than"),
    (Way::Up, false, "excess", "of"),
    (Way::Down, false, "below", ""),
    (Way::Down, false, "under", ""),
    (Way::Down, false, "short", "of"),
    (Way::Down, true, "worse", "than"),
    (Way::Down, false, "lower", "than"),
    (Way::Down, false, "less", "than"),
    (Way::Down, true, "behind", ""),
];

/// Words between a verb and what was expected.
const BETWEEN: [&str; 24] = [
    "the",
    "its",
    "their",
    "our",
    "all",
    "own",
    "market",
    "market's",
    "analysts'",
    "analyst",
    "analysts",
    "wall",
    "street's",
    "street",
    "city",
    "city's",
    "company's",
    "management's",
    "average",
    "mean",
    "median",
    "sell-side",
    "bloomberg",
    "group's",
];

/// Nouns for what was expected.
pub(super) const EXPECTED: [(Option<Base>, &[&str]); 4] = [
    (
        Some(Base::Consensus),
        &["consensus", "expectations", "estimates", "forecasts", "expectation"],
    ),
    (Some(Base::Guidance), &["guidance", "outlook"]),
    (Some(Base::Plan), &["plan", "plans", "budget"]),
    (None, &["expected", "planned", "guided", "forecast", "budgeted"]),
];

/// Whether a word is one for what was expected.
pub(in super::super) fn speaks(word: &str) -> bool {
    EXPECTED.iter().any(|(_, words)| words.contains(&word)) || word == "street"
}

/// All words for what was expected.
pub(in super::super) fn all() -> impl Iterator<Item = &'static str> {
    EXPECTED.iter().flat_map(|it| it.1).copied().chain(["street"])
}

/// What a word says, and where its object begins.
pub(super) fn claim(said: &Said<'_, '_>, at: usize) -> Option<(Claim, usize)> {
    let sentence = said.sentence;
    let word = sentence.word(at);
    let token = sentence.token(at).filter(|it| !it.quoted && !said.is_in_name(at))?;
    token.word()?;
    if let Some((way, judges, _)) = VERBS.iter().find(|it| it.2.contains(&word)) {
        return Some((Claim { way: *way, judges: *judges }, at + 1));
    }
    let next = sentence.word(at + 1);
    let side =
        SIDES.iter().find(|it| it.2 == word && (it.3.is_empty() || it.3 == next))?;
    let claim = Claim { way: side.0, judges: side.1 };
    Some((claim, at + 1 + usize::from(!side.3.is_empty())))
}

/// What was expected, by whom, and its last word.
pub(super) fn expectation(
    said: &Said<'_, '_>,
    from: usize,
) -> Option<(Option<Base>, usize)> {
    const BEHIND: [&str; 25] = [
        "", "of", "by", "for", "with", "at", "in", "on", "and", "but", "while", "as",
        "again", "too", "this", "because", "after", "though", "although", "thanks",
        "that", "given", "from", "which", "yet",
    ];
    let sentence = said.sentence;
    let mut own = false;
    for at in from..from + 5 {
        let word = sentence.word(at);
        let found = EXPECTED.iter().find(|it| it.1.contains(&word));
        let behind = sentence.word(at + 1);
        let ends = BEHIND.contains(&behind) || behind.ends_with("ly");
        if word == "street" && ends && !EXPECTED.iter().any(|it| it.1.contains(&behind)) {
            return Some((Some(Base::Consensus), at));
        }
        let compound = ["estimate", "forecast", "expectation", "figure", "number"];
        if word == "consensus"
            && (compound.contains(&behind)
                || EXPECTED.iter().any(|it| it.1.contains(&behind)))
        {
            return Some((Some(Base::Consensus), at + 1));
        }
        if let Some((kind, _)) = found {
            // `the company's forecasts` are guidance.
            let kind = match kind {
                Some(Base::Consensus) if own => Some(Base::Guidance),
                kind => *kind,
            };
            return ends.then_some((kind, at));
        }
        own |=
            ["its", "our", "own", "company's", "management's", "group's"].contains(&word);
        if !BETWEEN.contains(&word) {
            return None;
        }
    }
    None
}
