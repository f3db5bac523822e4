//! `Stieg von {x.prior} auf {x}`, `est tombé à {x}`.

use super::Said;
use super::levels::{raise, reached};
use super::way::order;
use crate::diagnostic::Reporter;
use crate::prose::Level;
use crate::prose::lexicon::Form;
use crate::prose::motion::abroad::{from_to, motion};
use crate::prose::motion::motion_at;

pub(super) fn check(said: &Said<'_, '_>, told: &[usize], report: &mut Reporter<'_>) {
    let sentence = said.sentence;
    let moves = |at: usize| motion_at(sentence, at, said.names);
    for at in (0..sentence.tokens.len()).filter(|at| !told.contains(at)) {
        let found = motion(sentence, at, &moves).filter(|_| !said.is_in_name(at));
        let Some(motion) = found.filter(|it| it.form == Form::Verb) else { continue };
        let (from, to) = from_to(sentence, at);
        let level = |at: Option<usize>| {
            let at = at?;
            Level::of(sentence.token(at)?, at)
        };
        match (level(from), level(to)) {
            (Some(from), Some(to))
                if order(said, at, motion.way, &from, &to) == Some(false) =>
            {
                let (word, a, b) = (sentence.word(at), &from.quantity, &to.quantity);
                let message = format!("`{word}` is said of the way from `{a}` to `{b}`");
                raise(said, at, message, &from, &to, report);
            }
            (None, Some(to)) => reached(said, at, motion.way, &to, report),
            _ => {}
        }
    }
}
