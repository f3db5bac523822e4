//! Texts while they are read, once and from left to right.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::calc::Meant;
use strata_model::{Brief, Language, Reference, Segment};

use super::{REACH, Read, Sentence};
use crate::facts::{Facts, Passage};
use crate::prose::feature::{Feature, Features};
use crate::prose::lexicon::{Lexicon, Mood, lexicon, lower};
use crate::prose::scan;
use crate::prose::spelling::{Spelled, number_in, word_from};
use crate::prose::token::{Kind, Printed, Token};

/// The sentences of all texts, in their order.
pub(crate) fn sentences<'b>(facts: &Facts<'b>) -> Read<'b> {
    let mut reader = Reader::new(facts.brief, facts.language(), 0);
    let mut features = Vec::with_capacity(facts.prose.len());
    for (at, passage) in facts.prose.iter().enumerate() {
        reader.passage = at;
        let first = reader.found.len();
        reader.passage(facts, passage);
        reader.end(false);
        reader.quoted = false;
        let mut all = Features::default();
        reader.found.iter().skip(first).for_each(|it| all |= it.features);
        features.push(all);
    }
    let mut sentences = reader.found;
    for (at, sentence) in sentences.iter_mut().enumerate() {
        sentence.number = Some(at);
    }
    Read { sentences, features }
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
    lexicon: &'static Lexicon,
    features: Features,
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
            lexicon: lexicon(language),
            features: Features::default(),
        }
    }

    fn done(mut self) -> Vec<Sentence<'b>> {
        self.end(false);
        self.found
    }

    /// Ends the sentence.
    fn end(&mut self, asks: bool) {
        (self.clause, self.numbers) = (0, 0);
        let features = std::mem::take(&mut self.features);
        if !self.tokens.is_empty() {
            // Exactly as many as there are: the list is read over and over.
            let tokens = self.tokens.drain(..).collect();
            let (passage, language) = (self.passage, self.language);
            let number = None;
            self.found.push(Sentence {
                passage,
                number,
                tokens,
                asks,
                language,
                features,
            });
        }
    }

    fn push(&mut self, bytes: Range<usize>, kind: Kind<'b>) {
        let (clause, quoted) = (self.clause, self.quoted);
        self.tokens.push(Token { bytes, kind, clause, quoted });
    }

    fn passage(&mut self, facts: &Facts<'b>, passage: &Passage<'b>) {
        let mut outcomes = facts.outcomes(self.passage).iter();
        for segment in &passage.segments {
            match segment {
                Segment::Words(words) => {
                    let start = words.as_ptr().addr() - passage.text.as_ptr().addr();
                    self.words(words, start);
                }
                Segment::Reference(reference, bytes) => {
                    let meant = outcomes.next().and_then(|it| it.as_ref().ok());
                    let kind = meant.and_then(|it| printed(facts, reference, it));
                    let kind = kind.map(Box::new);
                    let kind = kind.map_or(Kind::Gap, Kind::Reference);
                    self.features.add(Feature::Reference);
                    self.push(bytes.clone(), kind);
                }
                Segment::Computed(derivation, bytes) => {
                    let ids = derivation.ids().filter_map(|id| facts.figure_of(id));
                    let ids = ids.map(|(id, _)| id).collect();
                    self.features.add(Feature::Computed);
                    let value = outcomes.next().and_then(|it| it.as_ref().ok());
                    let value = value.and_then(Meant::quantity).cloned().map(Box::new);
                    self.push(bytes.clone(), Kind::Computed(ids, value));
                }
                Segment::Broken(_, bytes) => self.push(bytes.clone(), Kind::Gap),
            }
        }
    }

    /// Reads words that begin at an offset of the text.
    fn words(&mut self, words: &'b str, offset: usize) {
        let mut at = 0;
        while let Some(byte) = words.as_bytes().get(at) {
            match byte {
                b' ' => at += 1,
                // No number begins with a small letter.
                b'a'..=b'z' => at += self.word(words, at, offset),
                _ => at = self.other(words, at, offset),
            }
        }
    }

    /// Reads what does not begin with a small letter, and gives where reading goes on.
    fn other(&mut self, words: &'b str, at: usize, offset: usize) -> usize {
        let rest = words.get(at..).unwrap_or("");
        let Some(first) = rest.chars().next() else { return words.len() };
        let next = at + first.len_utf8();
        if first.is_whitespace() {
            if first == '\n' {
                self.end(false);
            }
            return next;
        }
        if let Some((end, spelled)) = self.number(words, at) {
            let bytes = offset + spelled.bytes.start..offset + spelled.bytes.end;
            self.numbers += 1;
            self.features.add(Feature::Digits);
            let kind = match self.numbers <= REACH {
                true => Kind::Number(Box::new(spelled)),
                false => Kind::Gap,
            };
            self.push(bytes, kind);
            return end;
        }
        let length = self.word(words, at, offset);
        if length == 0 {
            self.mark(first, words, at, offset);
            return next;
        }
        at + length
    }

    /// Reads the word at a place, and gives how many bytes it has.
    fn word(&mut self, words: &'b str, at: usize, offset: usize) -> usize {
        let rest = words.get(at..).unwrap_or("");
        let found = scan::word(rest);
        let word = rest.get(..found.length).unwrap_or("");
        if word.is_empty() {
            return 0;
        }
        let word = if found.is_lower { Cow::Borrowed(word) } else { lower(word) };
        let sense = self.lexicon.get(&word);
        let mut features = sense.map_or(Features::default(), |it| it.features);
        if features.has(Feature::Mood(Mood::Joins)) {
            self.clause += 1;
        }
        if found.has_digits {
            features.add(Feature::Digits);
        }
        if found.is_joined {
            features |= self.lexicon.topics(&word);
            if word.contains('-') {
                features.add(Feature::Hyphen);
            }
        }
        self.features |= features;
        self.push(offset + at..offset + at + found.length, Kind::Word(word, sense));
        found.length
    }

    /// The number that begins at a place, and where reading goes on.
    fn number(&self, words: &str, at: usize) -> Option<(usize, Spelled)> {
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

/// What a reference prints; nothing if there is no such thing.
fn printed<'b>(
    facts: &Facts<'b>,
    reference: &Reference,
    meant: &Meant<'b>,
) -> Option<Printed<'b>> {
    let (id, figure) = facts.figure_of(&reference.figure)?;
    let comparison = reference.comparison.as_ref();
    let comparison =
        comparison.and_then(|name| figure.comparison(name.as_str())?.name.as_ref());
    let meant = meant.clone();
    Some(Printed { id, figure, comparison, part: reference.part, meant })
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
