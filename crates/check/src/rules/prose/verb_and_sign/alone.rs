//! A verb beside a label, with no number.

use strata_model::Quantity;
use strata_syntax::path::Path;

use super::Said;
use super::levels::known;
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::is_of_another_time;
use crate::prose::naming::NamedBy;
use crate::prose::{Kind, Motion, Token};
use crate::rule::Certainty;

/// `Sales fell.` with no number beside it: every figure of that label must have risen.
pub(super) fn check(
    said: &Said<'_, '_>,
    at: usize,
    motion: Motion,
    report: &mut Reporter<'_>,
) {
    const PAST: [&str; 14] = [
        "rose", "risen", "grew", "grown", "fell", "fallen", "slid", "sank", "sunk",
        "shrank", "shrunk", "leapt", "climbed", "slipped",
    ];
    const NEXT: [&str; 23] = [
        "short", "behind", "below", "above", "of", "from", "through", "apart", "out",
        "off", "over", "back", "away", "down", "up", "into", "by", "against", "outside",
        "abroad", "less", "more", "at",
    ];
    const TIMES: [&str; 24] = [
        "last",
        "latest",
        "half",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "weeks",
        "days",
        "until",
    ];
    let sentence = said.sentence;
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    let ends = sentence.token(at + 1).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
    let mut subject = at;
    let mut auxiliary = false;
    while let Some(before) = subject.checked_sub(1) {
        let word = sentence.word(before);
        let tense = ["has", "have", "was", "were", "is", "are"].contains(&word);
        if !tense && !word.ends_with("ly") && !["also", "again", "still"].contains(&word)
        {
            break;
        }
        auxiliary |= tense;
        subject = before;
    }
    let verb =
        motion.form == Form::Verb && (PAST.contains(&word) || word.ends_with("ed"));
    let adverb = motion.form == Form::Adverb && auxiliary && (ends || next == "on");
    let Some(name) = subject.checked_sub(1).and_then(|it| said.name(it)) else { return };
    let dated = sentence.tokens.iter().any(|it| {
        it.word().is_some_and(|it| TIMES.contains(&it))
            || it.sense().is_some_and(|it| it.ordinal.is_some())
    });
    // Behind another word it is a part of something: `profit on sales fell`.
    let begins = name.tokens.start.checked_sub(1).is_none_or(|it| {
        let own = sentence.token(it).map(|it| it.clause);
        let apart = own != sentence.token(at).map(|it| it.clause)
            || sentence.token(it).is_some_and(|it| matches!(it.kind, Kind::Mark(_)));
        apart
            || ["the", "its", "our", "total", "while", "but"].contains(&sentence.word(it))
    });
    // Braces that print nothing are for another rule.
    let gap = |it: &Token<'_>| matches!(it.kind, Kind::Gap | Kind::Computed(_, None));
    let numbers = sentence.tokens.iter().any(gap)
        || sentence
            .behind(at)
            .any(|it| sentence.token(it).is_some_and(|it| it.quantity().is_some()));
    if !(verb || adverb)
        || name.by != NamedBy::Label
        || name.tokens.end != subject
        || !begins
        || dated
        || numbers
        || NEXT.contains(&next)
        || is_of_another_time(sentence, None)
    {
        return;
    }
    let mut figures = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
    let Some((id, figure)) = figures.next() else { return };
    // Several figures of one label are of several periods or parts.
    let certain = figures.next().is_none() && figure.guidance.is_none();
    let below = figure.value.as_ref().is_some_and(Quantity::is_negative);
    let printed = sentence.references().any(|(_, it)| it.id == id);
    let certain = certain && !printed;
    let Some(change) = figure.change.as_ref().filter(|_| certain && !below) else {
        return;
    };
    let Some(known) = known(said, figure) else { return };
    if known.is_empty() || known.iter().any(|it| *it != motion.way.other()) {
        return;
    }
    let Some(place) = said.place(at) else { return };
    let message = format!("`{word}` is said of `{id}`, whose change is `{change}`");
    report
        .at(place, message)
        .help("write a word that fits, or say since when")
        .related(Path::root().key("figures").key(id.as_str()).key("change"), "the figure")
        .sure(Certainty::Medium);
}
