//! Numbers in prose that are no results of anybody: a rate by law, a covenant, the price on a
//! tariff sheet, a definition, an assumption, a part of a name.
//!
//! A closed list of words in the sentence decides. Where a verb of the past tells a result in
//! the same clause, the number is one.

mod words;

use std::ops::Range;

use strata_model::{Measure, Quantity, Scale};

use super::literal::Literal;
use super::phrase::{self, holds_any, lower};
use crate::facts::{Facts, Passage};
use words::{ANY, DEVICE_UNITS, DEVICES, FIRM, PRICES, RATES, RESULTS, STEPS};

/// What the words of a sentence make of the numbers in it; read once for all of them.
#[derive(Default)]
pub(crate) struct Terms {
    /// The text, and the sentence in it.
    at: Option<(usize, Range<usize>)>,
    firm: bool,
    any: bool,
    rates: bool,
    prices: bool,
    devices: bool,
    /// The clause that was read last, and whether it tells a result, or at least the past.
    clause: Option<(Range<usize>, bool, bool)>,
}

impl Terms {
    /// Whether a number is a term of law, contract, tariff, definition or assumption.
    pub(crate) fn is_term(
        &mut self,
        facts: &Facts<'_>,
        prose: &Passage<'_>,
        literal: &Literal<'_>,
    ) -> bool {
        // A threshold is explained in numbers, and so is a term.
        if prose.path.is_under("breaks-if") || prose.path.is_under("definitions") {
            return true;
        }
        let (bytes, number) = (&literal.spelled.bytes, &literal.spelled.quantity);
        let known = self.at.as_ref().is_some_and(|(text, sentence)| {
            *text == literal.prose
                && sentence.start <= bytes.start
                && bytes.end <= sentence.end
        });
        if !known {
            self.read(prose, literal, literal.statement(facts));
        }
        let rate = self.rates && is_rate(number);
        let named = self.any
            || rate
            || self.prices && is_price(number)
            || self.devices && is_of_device(number);
        if self.firm || !named {
            return self.firm;
        }
        let (result, past) = self.clause(prose.text, bytes);
        !(result || past && rate && !self.any)
    }

    fn read(&mut self, prose: &Passage<'_>, literal: &Literal<'_>, stated: Range<usize>) {
        let lowered = lower(prose.text.get(stated.clone()).unwrap_or(""));
        *self = Terms {
            at: Some((literal.prose, stated)),
            firm: holds_any(&lowered, FIRM),
            any: holds_any(&lowered, ANY) || has_steps(&lowered),
            rates: holds_any(&lowered, RATES),
            prices: holds_any(&lowered, PRICES),
            devices: holds_any(&lowered, DEVICES),
            clause: None,
        };
    }

    /// Whether what stands between commas around a number tells a result, or the past.
    fn clause(&mut self, text: &str, bytes: &Range<usize>) -> (bool, bool) {
        let sentence = self.at.as_ref().map_or(0..0, |(_, sentence)| sentence.clone());
        if let Some((range, result, past)) = &self.clause
            && range.start <= bytes.start
            && bytes.end <= range.end
        {
            return (*result, *past);
        }
        let before = text.get(sentence.start..bytes.start).unwrap_or("");
        let after = text.get(bytes.end..sentence.end).unwrap_or("");
        let start =
            before.rfind(", ").map_or(sentence.start, |at| sentence.start + at + 2);
        let end = after.find(", ").map_or(sentence.end, |at| bytes.end + at);
        let clause = lower(text.get(start..end).unwrap_or(""));
        let result = holds_any(&clause, RESULTS);
        let past = holds_any(&clause, &["was", "effective"]);
        self.clause = Some((start..end, result, past));
        (result, past)
    }
}

/// Where a part of a text begins.
fn start_in(text: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// Whether a number is a part of a name or of a count that is no figure: `Boeing 737`,
/// `Llama 3.1 405B`, `100 High Street`, one share.
pub(crate) fn is_of_name(prose: &Passage<'_>, literal: &Literal<'_>) -> bool {
    let (bytes, spelled) = (&literal.spelled.bytes, &literal.spelled);
    let number = &spelled.quantity;
    let named = matches!(number.unit().measure, Measure::Named(_));
    if named && number.scale() == Scale::One && number.to_string().starts_with("1 ") {
        return true;
    }
    let before = prose.text.get(..bytes.start).unwrap_or("");
    let word = before.strip_suffix([' ', '\u{a0}']).and_then(|it| {
        it.rsplit(|it: char| it.is_whitespace()).next().filter(|word| !word.is_empty())
    });
    // `Llama 3.1 405B`
    let version = word.is_some_and(|word| {
        word.len() < 4
            && word.bytes().all(|it| it.is_ascii_digit() || it == b'.')
            && !word.ends_with('.')
    });
    if version || spelled.counts {
        return version;
    }
    const HEADS: [&str; 24] = [
        "top", "no", "no.", "number", "page", "pages", "note", "section", "article",
        "item", "chapter", "phase", "version", "model", "room", "floor", "table",
        "figure", "exhibit", "form", "rule", "level", "class", "series",
    ];
    let head = word.is_some_and(|word| HEADS.contains(&&*lower(word)));
    let name = word.is_some_and(|word| {
        let first = is_start(before.get(..start_in(before, word)).unwrap_or(""));
        let bare = word.trim_start_matches(['(', '“', '"']);
        !first
            && bare.starts_with(char::is_uppercase)
            && word.ends_with(char::is_alphanumeric)
    });
    let after = prose.text.get(bytes.end..).and_then(|it| it.strip_prefix(' '));
    head || name || after.is_some_and(|it| it.starts_with(char::is_uppercase))
}

fn is_rate(number: &Quantity) -> bool {
    matches!(
        number.unit().measure,
        Measure::Percent | Measure::Points | Measure::BasisPoints | Measure::Multiple
    )
}

/// Whether a number is an amount that somebody may pay for one thing.
fn is_price(number: &Quantity) -> bool {
    matches!(number.unit().measure, Measure::Money(_)) && number.scale() == Scale::One
}

fn is_of_device(number: &Quantity) -> bool {
    number.scale() == Scale::One
        && number.unit().names().any(|name| DEVICE_UNITS.contains(&name.as_str()))
}

/// Whether a sentence counts in steps: `each 1% change`, `every cut`, `a 100 bp rise`.
fn has_steps(sentence: &str) -> bool {
    let mut words = phrase::words(sentence).map(|(word, _)| word).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().map_or("", |next| &**next);
        let step =
            next.starts_with(|it: char| it.is_ascii_digit()) || STEPS.contains(&next);
        if matches!(&*word, "each" | "every") && step {
            return true;
        }
        // `a 100 bp rise costs`, `a 10% fall in prices`
        if matches!(&*word, "a" | "an")
            && next.starts_with(|it: char| it.is_ascii_digit())
        {
            words.next();
            let third = words.peek().map_or("", |next| &**next);
            let unit =
                matches!(third, "bp" | "bps" | "basis-point" | "percent" | "point");
            let step = |word: &str| STEPS.get(1..8).is_some_and(|it| it.contains(&word));
            if unit {
                words.next();
            }
            if words.peek().is_some_and(|next| step(next)) {
                return words.any(|it| {
                    matches!(&*it, "costs" | "cost" | "adds" | "moves" | "lifts" | "cuts")
                });
            }
        }
    }
    false
}

/// Whether a sentence begins behind a text.
fn is_start(before: &str) -> bool {
    before.trim_end().is_empty()
        || before.trim_end().ends_with(['.', '!', '?', ';', ':', '\n'])
}
