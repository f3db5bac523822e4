//! The values that a sentence prints, with all that their digits leave open.

use strata_model::calc::Interval;
use strata_model::{Figure, Id, Part, Quantity};

use super::sentence::Sentence;
use super::token::{Kind, Token};

/// A value that is printed in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Level<'b> {
    /// Its place among the tokens.
    pub(crate) at: usize,
    pub(crate) quantity: Quantity,
    pub(crate) interval: Interval,
    /// Its figure and the part of it, if it is a reference.
    pub(crate) of: Option<(&'b Id, &'b Figure, Part)>,
}

impl<'b> Level<'b> {
    /// What a token prints, if that is a value of some time and not a change.
    pub(crate) fn of(token: &Token<'b>, at: usize) -> Option<Self> {
        let quantity = token.quantity()?.clone();
        if token.quoted {
            return None;
        }
        match &token.kind {
            Kind::Reference(printed) => {
                let own = printed.comparison.is_none() && printed.part == Part::Value;
                if !(printed.is_level() || printed.part == Part::Prior) {
                    return None;
                }
                let interval = own.then(|| Interval::of_figure(printed.figure)).flatten();
                let interval = interval.or_else(|| Interval::of(&quantity))?;
                let of = Some((printed.id, printed.figure, printed.part));
                Some(Level { at, quantity, interval, of })
            }
            Kind::Computed(..) | Kind::Number(_) => {
                let interval = Interval::of(&quantity)?;
                Some(Level { at, quantity, interval, of: None })
            }
            _ => None,
        }
    }

    /// The value of a figure, which need not be printed.
    pub(crate) fn own(id: &'b Id, figure: &'b Figure) -> Option<Self> {
        let quantity = figure.value.clone()?;
        let interval = Interval::of_figure(figure)?;
        Some(Level { at: 0, quantity, interval, of: Some((id, figure, Part::Value)) })
    }

    /// Whether it is the value that a figure is compared with.
    pub(crate) fn is_prior(&self) -> bool {
        self.of.is_some_and(|it| it.2 == Part::Prior)
    }
}

/// The value behind a word, with a few words between.
pub(crate) fn level_behind<'b>(sentence: &Sentence<'b>, at: usize) -> Option<Level<'b>> {
    for next in sentence.behind(at).take(6) {
        let token = sentence.token(next)?;
        if token.quantity().is_some() {
            return Level::of(token, next);
        }
        let word = token.word()?;
        if ["to", "from", "by", "and", "or", "with", "in"].contains(&word) {
            return None;
        }
    }
    None
}

/// The value that a word is said of: before it, behind a mark or a form of `to be`.
pub(crate) fn level_before<'b>(sentence: &Sentence<'b>, at: usize) -> Option<Level<'b>> {
    let mut linked = false;
    for before in (at.saturating_sub(5)..at).rev() {
        let token = sentence.token(before)?;
        if token.quantity().is_some() {
            return Level::of(token, before).filter(|_| linked);
        }
        let word = token.word().unwrap_or("");
        let is_link = matches!(token.kind, Kind::Mark(',' | '(' | ')' | '–' | '—'))
            || ["was", "is", "were", "are", "stands", "stood", "or", "makes", "made"]
                .contains(&word);
        let adverb = ["well", "far", "slightly", "much", "still", "now", "even", "also"];
        if !is_link && !adverb.contains(&word) {
            return None;
        }
        linked |= is_link;
    }
    None
}
