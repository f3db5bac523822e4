//! Whether the words of a source are English.

use crate::prose::{Features, Topic};

/// Words of other languages that are none of English.
pub(crate) const FOREIGN: [&str; 46] = [
    "der",
    "das",
    "und",
    "um",
    "auf",
    "im",
    "mit",
    "wurde",
    "wurden",
    "stieg",
    "sank",
    "gegenüber",
    "mrd",
    "mio",
    "milliarden",
    "millionen",
    "prozent",
    "les",
    "des",
    "du",
    "et",
    "une",
    "milliards",
    "est",
    "sont",
    "dans",
    "pour",
    "el",
    "los",
    "las",
    "y",
    "del",
    "por",
    "millones",
    "il",
    "di",
    "della",
    "miliardi",
    "milioni",
    "och",
    "og",
    "het",
    "een",
    "miljoen",
    "miljard",
    "ett",
];

/// Words of English.
pub(crate) const ENGLISH: [&str; 16] = [
    "the",
    "of",
    "and",
    "in",
    "was",
    "were",
    "by",
    "for",
    "from",
    "to",
    "with",
    "billion",
    "million",
    "percent",
    "increased",
    "decreased",
];

/// Whether a quote with such words is to be read as English, beside a brief that is or is not.
pub(crate) fn is_english(quote: Features, of_brief: bool) -> bool {
    !quote.speaks_of(Topic::Foreign) && (of_brief || quote.speaks_of(Topic::English))
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use crate::prose::lexicon::lexicon;

    fn is_english(quote: &str, of_brief: bool) -> bool {
        super::is_english(lexicon(Language::EnUs).topics(quote), of_brief)
    }

    #[test]
    fn other_languages_are_not_read() {
        assert!(is_english("Umsatz 5", true));
        assert!(!is_english("Umsatz stieg auf 12.500 Mio. Euro", true));
        assert!(!is_english("12.500", false));
        assert!(is_english("revenue of £7.9 billion", false));
    }
}
