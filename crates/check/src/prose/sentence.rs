//! Texts cut into sentences, and sentences into words, numbers, references and marks.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::calc::{computed, meant};
use strata_model::{Brief, Language, Reference, Segment};

use super::lexicon::{self, Mood};
use super::naming::Named;
use super::token::{Kind, Printed, Token};
use crate::facts::{Facts, Passage};
use crate::prose::spelling::{number_in, word_from};

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
}

impl<'b> Sentence<'b> {
    /// Where it stands in its text.
    pub(crate) fn bytes(&self) -> Range<usize> {
        let first = self.tokens.first().map_or(0, |token| token.bytes.start);
        first..self.tokens.last().map_or(first, |token| token.bytes.end)
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
        self.tokens.iter().any(|token| token.has(mood))
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

/// The sentences of all texts, in their order.
pub(crate) fn sentences<'b>(facts: &Facts<'b>) -> Vec<Sentence<'b>> {
    let language = facts.language();
    let mut found = Vec::new();
    for (at, passage) in facts.prose.iter().enumerate() {
        let mut reader = Reader::new(facts.brief, language, at);
        reader.passage(facts, passage);
        found.append(&mut reader.done());
    }
    for (at, sentence) in found.iter_mut().enumerate() {
        sentence.number = Some(at);
    }
    found
}

/// The sentences of a text in which no reference stands: a label, a quotation.
pub(crate) fn plain<'b>(brief: &'b Brief, text: &'b str) -> Vec<Sentence<'b>> {
    let mut reader = Reader::new(brief, brief.language.unwrap_or_default(), 0);
    reader.words(text, 0);
    reader.done()
}

/// A text while it is read.
struct Reader<'b> {
    brief: &'b Brief,
    language: Language,
    passage: usize,
    found: Vec<Sentence<'b>>,
    tokens: Vec<Token<'b>>,
    clause: usize,
    /// How many numbers the sentence has so far; those beyond all reach are not kept.
    numbers: usize,
    quoted: bool,
}

impl<'b> Reader<'b> {
    fn new(brief: &'b Brief, language: Language, passage: usize) -> Self {
        let (found, tokens) = (Vec::new(), Vec::new());
        Reader {
            brief,
            language,
            passage,
            found,
            tokens,
            clause: 0,
            numbers: 0,
            quoted: false,
        }
    }

    fn done(mut self) -> Vec<Sentence<'b>> {
        self.end(false);
        self.found
    }

    /// Ends the sentence.
    fn end(&mut self, asks: bool) {
        (self.clause, self.numbers) = (0, 0);
        if !self.tokens.is_empty() {
            let tokens = std::mem::take(&mut self.tokens);
            let (passage, language) = (self.passage, self.language);
            let number = None;
            self.found.push(Sentence { passage, number, tokens, asks, language });
        }
    }

    fn push(&mut self, bytes: Range<usize>, kind: Kind<'b>) {
        let (clause, quoted) = (self.clause, self.quoted);
        self.tokens.push(Token { bytes, kind, clause, quoted });
    }

    fn passage(&mut self, facts: &Facts<'b>, passage: &Passage<'b>) {
        for segment in &passage.segments {
            match segment {
                Segment::Words(words) => {
                    let start = words.as_ptr().addr() - passage.text.as_ptr().addr();
                    self.words(words, start);
                }
                Segment::Reference(reference, bytes) => {
                    let kind = printed(facts, reference).map(Box::new);
                    let kind = kind.map_or(Kind::Gap, Kind::Reference);
                    self.push(bytes.clone(), kind);
                }
                Segment::Computed(derivation, bytes) => {
                    let ids = derivation.ids().filter_map(|id| facts.figure_of(id));
                    let ids = ids.map(|(id, _)| id).collect();
                    let value = computed(self.brief, derivation).ok().map(Box::new);
                    self.push(bytes.clone(), Kind::Computed(ids, value));
                }
                Segment::Broken(_, bytes) => self.push(bytes.clone(), Kind::Gap),
            }
        }
    }

    /// Reads words that begin at an offset of the text.
    fn words(&mut self, words: &'b str, offset: usize) {
        let mut at = 0;
        while let Some(first) = words.get(at..).and_then(|rest| rest.chars().next()) {
            if first.is_whitespace() {
                if first == '\n' {
                    self.end(false);
                }
                at += first.len_utf8();
                continue;
            }
            if let Some((end, spelled)) = self.number(words, at) {
                let bytes = offset + spelled.bytes.start..offset + spelled.bytes.end;
                self.numbers += 1;
                let kind = match self.numbers <= REACH {
                    true => Kind::Number(Box::new(spelled)),
                    false => Kind::Gap,
                };
                self.push(bytes, kind);
                at = end;
                continue;
            }
            let rest = words.get(at..).unwrap_or("");
            let length = word_length(rest);
            if length == 0 {
                self.mark(first, words, at, offset);
                at += first.len_utf8();
                continue;
            }
            let word = lower(rest.get(..length).unwrap_or(""));
            let sense = lexicon::sense(&word, self.language);
            if sense.is_some_and(|it| it.moods.contains(&Mood::Joins)) {
                self.clause += 1;
            }
            self.push(offset + at..offset + at + length, Kind::Word(word, sense));
            at += length;
        }
    }

    /// The number that begins at a place, and where reading goes on.
    fn number(
        &self,
        words: &str,
        at: usize,
    ) -> Option<(usize, crate::prose::spelling::Spelled)> {
        let rest = words.get(at..)?;
        let before = words.get(..at).and_then(|it| it.chars().next_back());
        let begins = before.is_none_or(|it| !it.is_alphanumeric());
        if !begins || !is_like_a_number(rest) {
            return None;
        }
        let word = word_from(words, at).filter(|word| word.start == at)?;
        let is_unit = |name: &str| self.brief.units.contains_key(name);
        let spelled = number_in(self.language, words, word, is_unit)?;
        Some((spelled.bytes.end, spelled))
    }

    fn mark(&mut self, mark: char, words: &str, at: usize, offset: usize) {
        let after = words.get(at + mark.len_utf8()..).unwrap_or("");
        let bytes = offset + at..offset + at + mark.len_utf8();
        match mark {
            '“' | '”' | '"' | '„' | '«' | '»' => {
                self.quoted = match mark {
                    '“' if self.quoted => false,
                    '“' | '„' | '«' => true,
                    '”' | '»' => false,
                    _ => !self.quoted,
                };
            }
            '.' | '!' | '?' if self.ends(mark, after) => self.end(mark == '?'),
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '—' | '–' => {
                self.push(bytes, Kind::Mark(mark));
                self.clause += 1;
            }
            _ => {}
        }
    }

    /// Whether a full stop ends the sentence: not behind `vs.`, nor before small letters.
    fn ends(&self, mark: char, after: &str) -> bool {
        let behind = |it: char| it.is_whitespace() || matches!(it, '”' | '"' | ')' | '»');
        let rest = after.trim_start_matches(['”', '"', ')', '»']).trim_start();
        let open = after.is_empty() || after.starts_with(behind);
        let last = self.tokens.last().and_then(Token::word).unwrap_or("");
        let short = ["vs", "mr", "ms", "dr", "no", "inc", "corp", "ltd", "co", "approx"];
        let abbreviates = mark == '.'
            && (short.contains(&last) || last.chars().count() == 1)
            && !rest.is_empty();
        open && !abbreviates && !rest.starts_with(char::is_lowercase)
    }
}

/// The words of a name, as sentences have them.
pub(crate) fn name_words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let length = word_length(rest);
            let first = rest.chars().next().map_or(1, char::len_utf8);
            at += length.max(first);
            if length > 0 {
                return rest.get(..length).map(lower);
            }
        }
    })
}

/// What a reference prints; nothing if there is no such thing.
fn printed<'b>(facts: &Facts<'b>, reference: &Reference) -> Option<Printed<'b>> {
    let (id, figure) = facts.figure_of(&reference.figure)?;
    let comparison = reference.comparison.as_ref();
    let comparison =
        comparison.and_then(|name| figure.comparison(name.as_str())?.name.as_ref());
    let meant = meant(facts.brief, reference).ok()?;
    Some(Printed { id, figure, comparison, part: reference.part, meant })
}

/// How many bytes of the word with which a text begins: letters, digits, and what joins them.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | '’' | '\'' | '&' | '.' | ',' | '/');
        let next = letters.peek().map(|(_, next)| *next);
        let inner = joins && at > 0 && next.is_some_and(char::is_alphanumeric);
        // `1,200` and `U.S.` are one word, `sales,costs` and `sales.Costs` are two.
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let digits = before.is_some_and(|it| it.is_ascii_digit())
            && next.is_some_and(|it| it.is_ascii_digit());
        let inner = inner && (!matches!(letter, '.' | ',') || digits);
        if !(letter.is_alphanumeric() || letter == '%' && at > 0 || inner) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

fn is_like_a_number(text: &str) -> bool {
    let signs = ['~', '≈', '+', '-', '\u{2212}', 'U', 'S'];
    let bare = text.trim_start_matches(signs);
    let symbol = |it: char| strata_model::Currency::of_symbol(it).is_some();
    let code = || {
        let code = text.get(..4).unwrap_or("");
        code.ends_with(' ') && code.trim_end().bytes().all(|it| it.is_ascii_uppercase())
    };
    bare.trim_start_matches(symbol).starts_with(|it: char| it.is_ascii_digit()) || code()
}

/// A word in lower case with straight apostrophes; most are so already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-' || it == b'\'') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

#[cfg(test)]
mod tests {
    use strata_model::Brief;

    use super::*;

    /// The pieces of a text, those of one clause together.
    fn read(text: &str) -> Vec<String> {
        let brief: Brief = serde_json::from_value(serde_json::json!({
            "strata": "1", "title": "T", "as-of": "2025-01-01",
            "subject": {"name": "X", "fiscal-year": "calendar"},
            "thesis": [{"id": "t", "kind": "observation", "text": "T."}],
        }))
        .expect("a brief");
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
