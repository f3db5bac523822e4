//! A part of a whole by its name alone.

use strata_model::{Figure, Id};

use super::Said;
use super::fraction::Fraction;

/// Verbs by which a part is said to be one of a whole.
pub(super) const VERBS: [&str; 44] = [
    "is",
    "was",
    "are",
    "were",
    "came",
    "comes",
    "come",
    "brings",
    "brought",
    "bring",
    "made",
    "makes",
    "make",
    "earns",
    "earned",
    "earn",
    "account",
    "accounts",
    "accounted",
    "contributes",
    "contributed",
    "contribute",
    "generates",
    "generated",
    "generate",
    "represents",
    "represented",
    "represent",
    "provides",
    "provided",
    "delivers",
    "delivered",
    "stems",
    "stemmed",
    "yields",
    "yielded",
    "produces",
    "produced",
    "constitutes",
    "derives",
    "takes",
    "took",
    "now",
    "still",
];

/// `Stores brought half of sales`: a part of a breakdown of the whole by its name alone.
pub(super) fn named_part<'b>(
    said: &Said<'_, 'b>,
    fraction: &Fraction,
    whole: std::ops::Range<usize>,
    wholes: &[(&'b Id, &'b Figure)],
) -> Option<(&'b Id, &'b Figure, &'b Id, &'b Figure)> {
    let sentence = said.sentence;
    let clause = sentence.token(fraction.last)?.clause;
    // `Cloud, a third of sales, grew.`
    let start = said.first_with_bound(fraction);
    let apposed = |name: &crate::prose::Named<'_, '_>| {
        let comma = sentence.token(name.tokens.end).is_some_and(|it| it.is_mark(','));
        comma && name.tokens.end + 1 == start
    };
    let in_clause = said.names.iter().filter(|name| {
        let own = sentence.token(name.tokens.start).map(|it| it.clause);
        (own == Some(clause) || apposed(name)) && name.tokens != whole
    });
    let mut found = in_clause.filter_map(|name| {
        let before = name.tokens.start < fraction.first;
        let linked = if apposed(name) {
            true
        } else if before {
            // `Cloud grew and is now half of sales.`
            let mut verb = start.checked_sub(1)?;
            while ["now", "still", "already", "also", "up", "for"]
                .contains(&sentence.word(verb))
            {
                verb = verb.checked_sub(1)?;
            }
            VERBS.contains(&sentence.word(name.tokens.end))
                || (VERBS.contains(&sentence.word(verb)) && is_said_of(said, name, verb))
        } else {
            let at = name.tokens.start.checked_sub(1)?;
            let at = if sentence.word(at) == "the" { at.checked_sub(1)? } else { at };
            let ends = sentence.word(name.tokens.end);
            ["from", "is", "was", "are", "were", "by"].contains(&sentence.word(at))
                && ["", "in", "alone"].contains(&ends)
        };
        // `Cloud and stores make up half`: each of them is less.
        let and = name.tokens.start.checked_sub(1).is_some_and(|it| {
            let inner = sentence.before(it).next().is_some();
            sentence.word(it) == "and" && inner
        });
        (linked && !and).then_some(())?;
        let mut pairs = wholes.iter().flat_map(|(whole, of)| {
            let parts = name.figures.iter().filter(|id| is_part(of, id));
            parts
                .filter_map(|id| said.facts.figure_of(id))
                .map(|part| (part, (*whole, *of)))
        });
        let ((id, part), (whole, of)) = pairs.next()?;
        pairs.next().is_none().then_some((id, part, whole, of))
    });
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// Whether a verb is said of a name: no noun but its own may stand between the two.
fn is_said_of(
    said: &Said<'_, '_>,
    name: &crate::prose::Named<'_, '_>,
    verb: usize,
) -> bool {
    let sentence = said.sentence;
    let between = name.tokens.end..verb;
    let joins = between.clone().any(|it| sentence.word(it) == "and");
    let moved = sentence.token(name.tokens.end).is_some_and(|it| it.motion().is_some());
    let named = between.clone().any(|it| said.name(it).is_some());
    (joins && moved && !named) || between.is_empty()
}

pub(super) fn is_part(whole: &Figure, id: &Id) -> bool {
    whole.breakdowns.values().any(|it| it.parts.iter().any(|part| part.id() == id))
}

impl<'b> Said<'_, 'b> {
    /// The figures with parts whose label has a word.
    pub(super) fn wholes(&self, word: &str) -> Vec<(&'b Id, &'b Figure)> {
        let plain = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
        let own = plain(word);
        let labelled =
            |figure: &Figure| figure.label.as_str().split(' ').any(|it| plain(it) == own);
        let figures = self.facts.figures().filter(|_| word.len() > 3);
        let wholes = figures.filter(|it| !it.1.breakdowns.is_empty() && labelled(it.1));
        wholes.filter(|it| it.1.value.is_some()).map(|it| (it.0, it.1)).collect()
    }
}
