//! `Rose by a third`, `a third higher than {x.prior}`.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_syntax::path::Path;

use super::fraction::{Fraction, may_be};
use super::{Said, first_of, in_words, ratio, times};
use crate::diagnostic::Reporter;
use crate::prose::lexicon::Form;
use crate::prose::motion::{governor, motion_at, side};
use crate::prose::{Level, Way, level_before, level_behind};

/// `Rose by a third`, `a third higher than {x.prior}`: whether that is what a fraction says.
pub(super) fn check(
    said: &Said<'_, '_>,
    fraction: &Fraction,
    report: &mut Reporter<'_>,
) -> bool {
    const OTHER: [&str; 14] = [
        "point",
        "points",
        "percentage",
        "later",
        "earlier",
        "ago",
        "before",
        "after",
        "ended",
        "percent",
        "quarter",
        "a",
        "hour",
        "of",
    ];
    let sentence = said.sentence;
    let next = sentence.word(fraction.last + 1);
    if OTHER.contains(&next) {
        return true;
    }
    let start = said.first_with_bound(fraction);
    let before = start.checked_sub(1).map_or("", |it| sentence.word(it));
    let sided = side(next).filter(|it| it.form == Form::Adverb).or_else(|| {
        let motion = sentence.token(fraction.last + 1)?.motion()?;
        Some(motion).filter(|it| it.form == Form::Adverb)
    });
    let (way, found) = if let Some(motion) = sided {
        let link =
            fraction.last + 1 + usize::from(sentence.word(fraction.last + 2) == "than");
        let Some(base) = level_behind(sentence, link) else { return true };
        let own =
            base.of.filter(|_| base.is_prior()).and_then(|it| Level::own(it.0, it.1));
        let level = own.or_else(|| level_before(sentence, start));
        let found = level.and_then(|level| {
            let same = level.quantity.unit() == base.quantity.unit();
            let ratio = ratio(level.interval, base.interval).filter(|_| same)?;
            let figures = [&level, &base].into_iter().filter_map(|it| Some(it.of?.0));
            Some((vec![ratio], figures.collect::<Vec<_>>()))
        });
        (motion.way, found)
    } else {
        let moves = |it: usize| {
            motion_at(sentence, it, said.names).filter(|_| said.name(it).is_none())
        };
        let found = governor(sentence, fraction.first, &moves, &|_| None);
        let by = before == "by" || sentence.word(fraction.last) != "half";
        let governor = found.filter(|it| by && it.at < fraction.first);
        let Some(governor) = governor else { return false };
        let found = times::ratios(said, governor.at, fraction.last);
        (governor.motion.way, found)
    };
    let Some((ratios, mut figures)) = found else { return true };
    figures.dedup();
    let by = |ratio: &Interval| {
        let one = Interval::exactly(Decimal::ONE);
        match way {
            Way::Up => ratio.checked_sub(one),
            Way::Down => one.checked_sub(*ratio),
        }
    };
    let by: Vec<_> = ratios.iter().filter_map(by).collect();
    let Some(first) = by.first() else { return true };
    // A word for the wrong way is for another rule.
    if by.iter().any(|it| may_be(*it, fraction) || it.is_below_zero()) {
        return true;
    }
    let said_first = first_of(said, fraction.first, fraction.bound);
    let Some(place) = said.place(fraction.first, fraction.last) else { return true };
    let words = said.words(said_first, fraction.last);
    let message = format!("`{words}`: the figures say {}", in_words(*first, true));
    let mut raised =
        report.at(place, message).help("write what the figures say, or correct them");
    for id in figures {
        let path = Path::root().key("figures").key(id.as_str());
        raised = raised.related(path, "the figure");
    }
    true
}
