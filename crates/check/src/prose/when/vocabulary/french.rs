//! French words for periods.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    within: &["au", "en", "sur", "pendant", "durant", "pour"],
    skipped: &["le", "la", "les", "cet", "ce", "dernier", "derniers"],
    first: &[],
    quarter: &["trimestre"],
    half: &["semestre"],
    months: &["mois"],
    weeks: &["semaines"],
    fiscal: &["exercice", "l'exercice"],
    year: &["année", "l'année", "an"],
    of: &["de", "du"],
    ended: &["clos", "à", "fin"],
    names: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
};
