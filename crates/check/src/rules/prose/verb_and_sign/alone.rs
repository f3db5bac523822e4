//! A verb beside a label, with no number.

use strata_model::Quantity;
use strata_syntax::path::Path;

use super::Said;
use super::better::{better, more_is_better};
use super::way::known;
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::is_of_another_time_but;
use crate::prose::naming::NamedBy;
use crate::prose::when::MONTHS;
use crate::prose::{Base, Kind, Motion, Token, Way};
use crate::rule::Certainty;

/// `Sales fell.` with no number beside it: every figure of that label must have risen.
pub(super) fn check(
    said: &Said<'_, '_>,
    at: usize,
    motion: Option<Motion>,
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
    const TIMES: [&str; 12] = [
        "last",
        "latest",
        "half",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "christmas",
        "weeks",
        "days",
        "until",
    ];
    let sentence = said.sentence;
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    let based = said.base_behind(at).filter(|it| it.tokens.start <= at + 3);
    let base_words = based.map_or(0..0, |it| it.tokens.clone());
    let base = based.map(|it| it.base);
    if base.is_some_and(|it| !matches!(it, Base::Year | Base::Half | Base::Quarter)) {
        return;
    }
    let ends = sentence.token(at + 1).is_none_or(|it| matches!(it.kind, Kind::Mark(_)));
    let mut subject = at;
    let mut auxiliary = false;
    while let Some(before) = subject.checked_sub(1) {
        let word = sentence.word(before);
        let tense =
            ["has", "have", "was", "were", "is", "are", "went", "gone"].contains(&word);
        if !tense && !word.ends_with("ly") && !["also", "again", "still"].contains(&word)
        {
            break;
        }
        auxiliary |= tense;
        subject = before;
    }
    let form = motion.map_or(Form::Verb, |it| it.form);
    // `Lost on the year before`: else what was lost stands behind it.
    let lost = word == "lost" && base_words.start == at + 1;
    let verb =
        lost || form == Form::Verb && (PAST.contains(&word) || word.ends_with("ed"));
    let open = ends || next == "on" || base_words.start == at + 1;
    let adverb = form == Form::Adverb && auxiliary && open;
    let Some(name) = subject.checked_sub(1).and_then(|it| said.name(it)) else { return };
    let dated = sentence.tokens.iter().enumerate().any(|(at, it)| {
        (it.word().is_some_and(|it| TIMES.contains(&it) || MONTHS.contains(&it))
            || it.sense().is_some_and(|it| it.ordinal.is_some()))
            && !(base_words.contains(&at) || name.holds(at))
    });
    // Behind another word it is a part of something: `profit on sales fell`.
    let begins = name.tokens.start.checked_sub(1).is_none_or(|it| {
        let own = sentence.token(it).map(|it| it.clause);
        let apart = own != sentence.token(at).map(|it| it.clause)
            || sentence.token(it).is_some_and(|it| matches!(it.kind, Kind::Mark(_)));
        apart
            || ["the", "its", "our", "total", "while", "but"].contains(&sentence.word(it))
            // `In the quarter sales fell.`
            || (["quarter", "year", "half", "period"].contains(&sentence.word(it))
                && sentence.word(0) == "in"
                && it <= 3)
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
        || (NEXT.contains(&next) && base_words.start != at + 1)
        || is_of_another_time_but(sentence, None, &base_words)
    {
        return;
    }
    // An outlook of the same name is no result.
    let figures = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
    let mut figures = figures.filter(|it| it.1.guidance.is_none());
    let Some((id, figure)) = figures.next() else { return };
    // Several figures of one label are of several periods or parts.
    let certain = figures.next().is_none();
    let below = figure.value.as_ref().is_some_and(Quantity::is_negative);
    let printed = sentence.references().any(|(_, it)| it.id == id);
    let certain = certain && !printed;
    let Some(change) = figure.change.as_ref().filter(|_| certain && !below) else {
        return;
    };
    let way = motion.map(|it| it.way).or_else(|| {
        let (more, _) = more_is_better(figure)?;
        let up = more == better(word)?;
        Some(if up { Way::Up } else { Way::Down })
    });
    let (Some(way), Some(known)) = (way, known(said, figure, base)) else { return };
    if known.is_empty() || known.iter().any(|it| *it != way.other()) {
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
