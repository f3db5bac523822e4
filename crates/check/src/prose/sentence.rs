//! Texts cut into sentences, and sentences into words, numbers, references and marks.

mod read;

use std::borrow::Cow;
use std::ops::Range;

use strata_model::Language;

pub(crate) use self::read::{plain, sentences};
use super::feature::{Feature, Features};
use super::lexicon::{Mood, lower};
use super::naming::Named;
use super::scan;
use super::token::{Printed, Token};

/// How many tokens away a word may still be said of another: no author writes further, and a
/// sentence without end costs no more than its length.
const REACH: usize = 64;

/// A sentence of a text.
#[derive(Debug)]
pub(crate) struct Sentence<'b> {
    /// Which of the texts: its number in [`Facts::prose`].
    pub(crate) passage: usize,
    /// Its number among those of all texts; nothing for one that is read by itself.
    pub(crate) number: Option<usize>,
    /// Never empty, in the order of the text.
    pub(crate) tokens: Vec<Token<'b>>,
    /// Whether a question mark ends it.
    pub(crate) asks: bool,
    pub(crate) language: Language,
    /// The kinds of words it has.
    pub(crate) features: Features,
}

/// All sentences, with the kinds of words of each text.
pub(crate) struct Read<'b> {
    pub(crate) sentences: Vec<Sentence<'b>>,
    /// By the numbers of the texts.
    pub(crate) features: Vec<Features>,
}

impl<'b> Sentence<'b> {
    /// Where it stands in its text.
    pub(crate) fn bytes(&self) -> Range<usize> {
        span(&self.tokens).unwrap_or_default()
    }

    /// What is stated around some bytes of the text: the sentence, or what semicolons leave
    /// of it.
    pub(crate) fn statement(&self, bytes: &Range<usize>) -> Range<usize> {
        let ends = |it: &Token<'_>| it.is_mark(';');
        let at = self.tokens.partition_point(|it| it.bytes.end <= bytes.start);
        let (before, behind) = self.tokens.split_at(at);
        let first = before.iter().rposition(ends).map_or(0, |it| it + 1);
        let last = behind.iter().position(ends).map_or(self.tokens.len(), |it| at + it);
        span(self.tokens.get(first..last).unwrap_or(&[])).unwrap_or(bytes.clone())
    }

    /// The bytes of what the author says: what stands between quotation marks parts what
    /// stands before and behind it.
    pub(crate) fn unquoted(&self) -> impl Iterator<Item = Range<usize>> {
        let stretches = self.tokens.chunk_by(|one, next| one.quoted == next.quoted);
        let own = stretches.filter(|it| it.first().is_some_and(|it| !it.quoted));
        own.filter_map(span)
    }

    /// The references with their places among the tokens.
    pub(crate) fn references(&self) -> impl Iterator<Item = (usize, &Printed<'b>)> {
        let tokens = self.tokens.iter().enumerate();
        tokens.filter_map(|(at, token)| Some((at, token.printed()?)))
    }

    /// The token at a place.
    pub(crate) fn token(&self, at: usize) -> Option<&Token<'b>> {
        self.tokens.get(at)
    }

    /// The word at a place, or nothing where no word stands.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(Token::word).unwrap_or("")
    }

    /// The places before one within its clause, the nearest first.
    pub(crate) fn before(&self, at: usize) -> impl Iterator<Item = usize> {
        let clause = self.tokens.get(at).map(|token| token.clause);
        let within =
            move |it: &usize| self.tokens.get(*it).map(|token| token.clause) == clause;
        (0..at).rev().take(REACH).take_while(within)
    }

    /// The places behind one within its clause.
    pub(crate) fn behind(&self, at: usize) -> impl Iterator<Item = usize> {
        let clause = self.tokens.get(at).map(|token| token.clause);
        let within =
            move |it: &usize| self.tokens.get(*it).map(|token| token.clause) == clause;
        (at + 1..self.tokens.len()).take(REACH).take_while(within)
    }

    /// Whether any word of the sentence has a mood.
    pub(crate) fn has(&self, mood: Mood) -> bool {
        self.features.has(Feature::Mood(mood))
    }

    /// Whether a word within the clause denies what stands at a place, a few words before it.
    pub(crate) fn is_denied(&self, at: usize) -> bool {
        self.is_denied_but(at, &[])
    }

    /// The same, but for words of names: `unit cost without fuel rose`.
    pub(crate) fn is_denied_but(&self, at: usize, names: &[Named<'_, '_>]) -> bool {
        let denies =
            |it: usize| self.tokens.get(it).is_some_and(|it| it.has(Mood::Denies));
        let named = |it: usize| names.iter().any(|name| name.holds(it));
        self.before(at).take(4).any(|it| denies(it) && !named(it)) || self.is_nowhere(at)
    }

    /// `Doubled in no region`.
    fn is_nowhere(&self, at: usize) -> bool {
        let leads = ["in", "at", "on", "for", "during", "under"];
        self.behind(at).take(2).any(|it| match self.word(it) {
            "nowhere" => true,
            "no" => leads.contains(&self.word(it - 1)) && self.word(it + 1) != "small",
            _ => false,
        })
    }

    /// Whether it states a fact: it does not ask, suppose, or look ahead.
    pub(crate) fn is_plain(&self) -> bool {
        !self.asks && !self.has(Mood::Supposes)
    }
}

/// The bytes of some tokens in a row.
fn span(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    Some(tokens.first()?.bytes.start..tokens.last()?.bytes.end)
}

/// The words of a name, as sentences have them.
pub(crate) fn name_words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let found = scan::word(rest);
            if found.length > 0 {
                at += found.length;
                let word = rest.get(..found.length)?;
                return Some(if found.is_lower {
                    Cow::Borrowed(word)
                } else {
                    lower(word)
                });
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use strata_model::Brief;

    use super::*;
    use crate::prose::Kind;

    /// A brief in English with nothing in it.
    pub(crate) fn brief() -> Brief {
        serde_json::from_value(serde_json::json!({
            "strata": "1", "title": "T", "as-of": "2025-01-01",
            "subject": {"name": "X", "fiscal-year": "calendar"},
            "thesis": [{"id": "t", "kind": "observation", "text": "T."}],
        }))
        .expect("a brief")
    }

    /// The pieces of a text, those of one clause together.
    fn read(text: &str) -> Vec<String> {
        let brief = brief();
        let said = |token: &Token<'_>| {
            let quote = if token.quoted { "'" } else { "" };
            match &token.kind {
                Kind::Number(spelled) => format!("#{}{quote}", spelled.quantity),
                _ => format!("{}{quote}", &text[token.bytes.clone()]),
            }
        };
        plain(&brief, text)
            .iter()
            .map(|sentence| {
                let clauses = sentence.tokens.chunk_by(|a, b| a.clause == b.clause);
                let clauses = clauses
                    .map(|clause| clause.iter().map(said).collect::<Vec<_>>().join(" "));
                clauses.collect::<Vec<_>>().join(" | ")
            })
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            read("Sales rose 5%. Costs fell. Nothing else, e.g. in the U.S. market."),
            ["Sales rose #5%", "Costs fell", "Nothing else , | e g in the U S market"]
        );
        assert_eq!(
            read("Growth vs. last year was 1,200."),
            ["Growth vs last year was #1,200"]
        );
        assert_eq!(read("Did it? It did!"), ["Did it", "It did"]);
    }

    #[test]
    fn clauses_are_told_apart() {
        assert_eq!(
            read("Sales rose, while costs (in dollars) fell: good."),
            ["Sales rose , | while costs ( | in dollars ) | fell : | good"]
        );
        assert_eq!(
            read("R&D took 12 of the year-end’s $1.2bn"),
            ["R&D took 12 of the year-end’s #$1.2B"]
        );
    }

    #[test]
    fn what_others_say_is_marked() {
        assert_eq!(read("He said “it rose” and left."), ["He said it' rose' and left"]);
    }
}
