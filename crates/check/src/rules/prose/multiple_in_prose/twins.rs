//! `Stores are twice as large as cloud`, with no number beside it.

use strata_model::calc::Interval;
use strata_model::{Figure, Id};

use super::times::Multiple;
use super::{Said, ratio};
use crate::prose::Kind;
use crate::prose::motion::is_of_another_time;

/// `Stores are twice as large as cloud`: two parts of one whole by their names alone.
pub(super) fn named<'b>(
    said: &Said<'_, 'b>,
    multiple: &Multiple,
) -> Option<(Interval, Vec<&'b Id>)> {
    let sentence = said.sentence;
    let word = |by: usize| sentence.word(multiple.last + by);
    let sizes = ["large", "big", "great", "much", "high"];
    let as_large = word(1) == "as" && sizes.contains(&word(2)) && word(3) == "as";
    let the_size = word(1) == "the" && word(2) == "size" && word(3) == "of";
    let mut at = multiple.last + 4;
    at += usize::from(["the", "that", "all"].contains(&sentence.word(at)));
    let right = said.name(at).filter(|_| as_large || the_size)?;
    let ends = sentence
        .token(right.tokens.end)
        .is_none_or(|it| matches!(it.kind, Kind::Mark(_)) || it.word() == Some("and"));
    let first = crate::prose::motion::hedged(sentence, multiple.first);
    let verb = first.checked_sub(1)?;
    let is = ["is", "are", "was", "were", "remains"].contains(&sentence.word(verb));
    let left = said.name(verb.checked_sub(1)?).filter(|_| is && ends)?;
    let figures = |name: &crate::prose::Named<'_, 'b>| {
        let figures = name.figures.iter().filter_map(|id| said.facts.figure_of(id));
        figures.filter(|it| it.1.guidance.is_none()).collect::<Vec<_>>()
    };
    let (ours, theirs) = (figures(left), figures(right));
    let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let of_one = |(a, b): &(&(&'b Id, &'b Figure), &(&'b Id, &'b Figure))| {
        said.facts.figures().any(|(_, whole, _)| {
            whole.breakdowns.values().any(|it| {
                let has = |id: &Id| it.parts.iter().any(|part| part.id() == id);
                has(a.0) && has(b.0)
            })
        })
    };
    let (a, b) = pairs.find(of_one)?;
    if pairs.any(|it| of_one(&it)) || is_of_another_time(sentence, None) {
        return None;
    }
    let ratio = ratio(Interval::of_figure(a.1)?, Interval::of_figure(b.1)?)?;
    Some((ratio, vec![a.0, b.0]))
}
