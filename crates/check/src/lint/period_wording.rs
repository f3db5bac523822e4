//! L031: a word for a period that the figure beside it does not cover.

use strata_model::{Period, Segment};

use super::Lint;
use super::index::{Index, Prose};
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L031",
    name: "period-wording",
    severity: Severity::Error,
    why: "Twelve months to September are not a year of the books, and a quarter is not a \
          month. Where prose names the kind of period beside a figure, it must be the \
          figure's.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\nverdict:\n  \
          text: ['{capex} annual capex creates a moat.']",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\nverdict:\n  \
           text: ['{capex} of trailing capex creates a moat.']",
    fix: "Write the word that fits the period, or print it: `{id.period}`.",
};

/// Words that name a kind of period, with the kind.
const WORDS: [(&str, Kind); 9] = [
    ("annual", Kind::Year),
    ("annually", Kind::Year),
    ("yearly", Kind::Year),
    ("quarterly", Kind::Quarter),
    ("monthly", Kind::Month),
    ("trailing", Kind::Trailing),
    ("TTM", Kind::Trailing),
    ("year-to-date", Kind::ToDate),
    ("YTD", Kind::ToDate),
];

/// Words between a figure and the word that may still speak of it.
const NEAR: usize = 2;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Year,
    Quarter,
    Month,
    Trailing,
    ToDate,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for prose in &index.prose {
        for (at, segment) in prose.segments.iter().enumerate() {
            let Segment::Reference(reference, range) = segment else { continue };
            let figure = index.figure(&reference.figure);
            let Some(period) = figure.and_then(|figure| figure.period.as_ref()) else {
                continue;
            };
            let before = at.checked_sub(1).and_then(|at| words(prose, at));
            let after = words(prose, at + 1);
            let near = before.and_then(last_of).or_else(|| after.and_then(first_of));
            let Some((word, _)) = near.filter(|(_, kind)| !covers(index, period, *kind))
            else {
                continue;
            };
            let message = format!(
                "`{word}` stands beside figure `{}`, whose period is `{period}`",
                reference.figure
            );
            found.push(Finding::new(&RULE, prose.part(range.clone()), message).help(
                format!("write a word that fits, or `{{{}.period}}`", reference.figure),
            ));
        }
    }
}

fn words<'b>(prose: &Prose<'b>, at: usize) -> Option<&'b str> {
    match prose.segments.get(at) {
        Some(Segment::Words(words)) => Some(words),
        _ => None,
    }
}

/// The word for a period among the last words before a figure.
fn last_of(words: &str) -> Option<(&'static str, Kind)> {
    let sentence = words.rsplit(['.', ';', ':']).next()?;
    sentence.split_whitespace().rev().take(NEAR).find_map(known)
}

/// The word for a period among the first words behind a figure.
fn first_of(words: &str) -> Option<(&'static str, Kind)> {
    let sentence = words.split(['.', ';', ':']).next()?;
    sentence.split_whitespace().take(NEAR).find_map(known)
}

fn known(word: &str) -> Option<(&'static str, Kind)> {
    let bare = word.trim_matches(|found: char| !found.is_alphanumeric());
    let first = if bare.starts_with("trailing-") { "trailing" } else { bare };
    WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(first)).copied()
}

fn covers(index: &Index<'_>, period: &Period, kind: Kind) -> bool {
    let trailing = matches!(period, Period::TrailingTwelveMonths(_));
    let to_date = matches!(period, Period::YearToDate(_));
    let lasts = |least, most| {
        let days = index.calendar.dates(period).map(strata_model::Interval::days);
        !trailing && !to_date && days.is_some_and(|days| (least..=most).contains(&days))
    };
    match kind {
        // Years have 52 or 53 weeks, quarters 12 to 17.
        Kind::Year => lasts(357, 373),
        Kind::Quarter => lasts(80, 121),
        Kind::Month => lasts(28, 35),
        Kind::Trailing => trailing,
        Kind::ToDate => to_date,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn only_words_beside_the_figure_count() {
        let said = |text: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $5B, period: Q3 2025}}\n\
                 verdict: {{text: ['{text}']}}\n"
            );
            messages(&brief, "L031").len()
        };
        assert_eq!(said("{a} annual sales"), 1);
        assert_eq!(said("annual sales of {a}"), 0, "three words away");
        assert_eq!(said("It is not annual. {a} was the quarterly value"), 0);
        assert_eq!(said("trailing {a}, TTM"), 1);
        assert_eq!(said("quarterly {a}"), 0);
    }
}
