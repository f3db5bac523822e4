//! German words for periods.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    within: &["in", "im", "für", "während", "über"],
    skipped: &["dem", "den", "das", "die", "diesem", "letzten", "ganzen", "vollen"],
    first: &["ersten"],
    quarter: &["quartal", "quartals"],
    half: &["halbjahr", "halbjahres", "halbjahrs"],
    months: &["monate", "monaten"],
    weeks: &["wochen"],
    fiscal: &["geschäftsjahr", "geschäftsjahres", "geschäftsjahrs"],
    year: &["jahr", "jahre", "jahres"],
    of: &["des", "im"],
    ended: &["bis", "per"],
    names: [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
};
