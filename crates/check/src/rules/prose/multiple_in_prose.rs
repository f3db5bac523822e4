mod change;
mod fraction;
mod pace;
mod pair;
mod part;
mod share;
mod times;
mod twins;

use rust_decimal::Decimal;
use strata_model::Qualifier;
use strata_model::calc::Interval;
use strata_syntax::path::Part as Place;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::bound;
use crate::prose::{Named, Sentence};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("multiple_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for sentence in facts.sentences() {
        let times = times::is_spoken_of(sentence);
        let fractions = fraction::is_spoken_of(sentence);
        if !(times || fractions) || !sentence.is_plain() {
            continue;
        }
        let names = facts.namings().within(sentence);
        let said = Said { facts, sentence, names: &names };
        if times {
            times::check(&said, report);
        }
        if fractions {
            fraction::check(&said, report);
        }
    }
}

/// A sentence with what it names.
struct Said<'s, 'b> {
    facts: &'s Facts<'b>,
    sentence: &'s Sentence<'b>,
    names: &'s [Named<'s, 'b>],
}

impl<'s, 'b> Said<'s, 'b> {
    /// The place of some tokens.
    fn place(&self, first: usize, last: usize) -> Option<(ArenaPath<'b>, Place)> {
        let start = self.sentence.token(first)?.bytes.start;
        let end = self.sentence.token(last)?.bytes.end;
        Some(self.facts.prose.get(self.sentence.passage)?.part(start..end))
    }

    /// The words of some tokens, as they are written.
    fn words(&self, first: usize, last: usize) -> &'b str {
        let text = || {
            let start = self.sentence.token(first)?.bytes.start;
            let end = self.sentence.token(last)?.bytes.end;
            self.facts.prose.get(self.sentence.passage)?.text.get(start..end)
        };
        text().unwrap_or("")
    }

    /// How a word of bound before a token limits it.
    fn bound(&self, at: usize) -> Bound {
        let text = || {
            let start = self.sentence.token(at)?.bytes.start;
            let passage = self.facts.prose.get(self.sentence.passage)?;
            Some((passage.text, start))
        };
        let Some((text, start)) = text() else { return Bound::None };
        let before =
            |back: usize| at.checked_sub(back).map_or("", |it| self.sentence.word(it));
        match (before(2), before(1)) {
            ("close", "to") | ("all", "but") | (_, "practically" | "virtually") => {
                return Bound::Nearly;
            }
            (_, "another" | "other") => return Bound::Unclear,
            _ => {}
        }
        let found = bound::before(text.get(..start).unwrap_or(""), self.facts.language());
        match found.and_then(|it| it.means.first().copied()) {
            None | Some(Qualifier::Exact) => Bound::None,
            Some(Qualifier::Nearly) => Bound::Nearly,
            Some(Qualifier::MoreThan | Qualifier::AtLeast) => Bound::Above,
            Some(Qualifier::LessThan | Qualifier::AtMost | Qualifier::UpTo) => {
                Bound::Below
            }
            Some(Qualifier::About) => Bound::About,
        }
    }

    /// The name that holds a token.
    fn name(&self, at: usize) -> Option<&'s Named<'s, 'b>> {
        self.names.iter().find(|name| name.holds(at))
    }
}

/// How a multiple or a fraction is bounded by a word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    None,
    Nearly,
    About,
    Above,
    Below,
    Unclear,
}

/// The place of the words of bound before a number in words, so that they are quoted.
fn first_of(said: &Said<'_, '_>, first: usize, bound: Bound) -> usize {
    let before = |back: usize| first.checked_sub(back);
    let word = |back: usize| before(back).map_or("", |it| said.sentence.word(it));
    let back = match (bound, word(1)) {
        (Bound::None | Bound::Unclear, _) => 0,
        (_, "than" | "least" | "most" | "to" | "but") => 2,
        _ => 1,
    };
    before(back).unwrap_or(first)
}

/// What two values leave open of their ratio.
fn ratio(of: Interval, to: Interval) -> Option<Interval> {
    of.checked_div(to)
}

/// A ratio in words with the digits that are sure: `about 2.8 times`, `about 34%`.
fn in_words(ratio: Interval, percent: bool) -> String {
    let middle = ratio
        .low()
        .zip(ratio.high())
        .and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
    let factor = if percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let Some(middle) = middle.and_then(|it| it.checked_mul(factor)) else {
        return "another ratio".to_owned();
    };
    let places = u32::from(!percent);
    let shown = middle.round_dp(places).normalize();
    if percent { format!("about {shown}%") } else { format!("about {shown} times") }
}

#[cfg(test)]
mod tests;
