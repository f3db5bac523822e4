use std::collections::BTreeSet;

use strata_model::{Block, ChartForm, Date, Figure, Id, Period};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::sort::Sort;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("history_gap.md"));

/// The fewest days of a year, which has 52 weeks at least.
const YEAR: i32 = 357;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let blocks = facts.brief.sections.iter().flat_map(|section| &section.blocks);
    let drawn: BTreeSet<&Id> = blocks.filter_map(drawn_whole).collect();
    for (id, figure, path) in facts.figures().filter(|(_, it, _)| it.history.len() > 1) {
        let whole = figure.superlative.is_some() || drawn.contains(id);
        let Some(Gap { before, after, missing }) = gap(facts, figure, whole) else {
            continue;
        };
        let at = if figure.history.contains_key(after) { after } else { before };
        report
            .at(
                (path.key("history").period(at), Part::Key),
                format!(
                    "the history of `{id}` has nothing between `{before}` and `{after}`"
                ),
            )
            .help(match missing {
                1 => "add the value that is missing".to_owned(),
                more => format!("add the {more} values that are missing"),
            });
    }
}

/// The first gap of a history.
struct Gap<'b> {
    before: &'b Period,
    after: &'b Period,
    /// How many values are missing in all of it.
    missing: i32,
}

/// A gap in a history that is a series, or must be `whole` whatever it is.
fn gap<'b>(facts: &Facts<'_>, figure: &'b Figure, whole: bool) -> Option<Gap<'b>> {
    let own = figure.period.as_ref()?;
    let sort = Sort::of(&facts.calendar, own).filter(|sort| *sort != Sort::ToDate)?;
    let mut ends: Vec<(Date, &Period)> = figure
        .history
        .keys()
        .chain([own])
        .filter(|period| {
            Sort::of(&facts.calendar, period).is_some_and(|other| other.is_like(sort))
        })
        .filter_map(|period| Some((facts.calendar.end(period)?, period)))
        .collect();
    ends.sort_by_key(|(end, _)| *end);
    // One time under two names is one time.
    ends.dedup_by_key(|(end, _)| *end);
    let steps = || {
        ends.windows(2).filter_map(|two| match two {
            [(from, before), (to, after)] => {
                Some((to.days_since(*from), *before, *after))
            }
            _ => None,
        })
    };
    let step = steps().map(|(days, ..)| days).min().filter(|days| *days > 0)?;
    // Years follow one another; of quarters an author may pick the same of every year.
    let stride = match sort {
        Sort::Span(days) if days >= YEAR => step.min(days),
        _ => step,
    };
    // Days of counting that follow no calendar are no series.
    let regular = matches!(sort, Sort::Span(_))
        || stride >= 28 && steps().all(|(days, ..)| is_multiple(days, stride));
    let left_out = |days: i32| (days + stride / 2) / stride - 1;
    let missing: i32 = steps().map(|(days, ..)| left_out(days)).sum();
    let (_, before, after) = steps().find(|(days, ..)| left_out(*days) > 0)?;
    let present = i32::try_from(ends.len()).unwrap_or(i32::MAX);
    let few = missing.saturating_mul(2) <= present;
    (regular && (few || whole)).then_some(Gap { before, after, missing })
}

/// Whether a step is so many strides, as near as months and quarters differ.
fn is_multiple(days: i32, stride: i32) -> bool {
    let off = (days + stride / 2) % stride - stride / 2;
    off.abs() * 8 <= stride
}

/// The figure of which a block draws every value of the history.
fn drawn_whole(block: &Block) -> Option<&Id> {
    match block {
        Block::Chart(chart) if chart.form == Some(ChartForm::Columns) => {
            Some(&chart.figure)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(period: &str, history: &str, more: &str) -> Vec<String> {
        let brief = format!(
            "periods: {{P1 2024: 2024-01-01/2024-04-21, P2 2024: 2024-04-22/2024-07-14, \
             P3 2024: 2024-07-15/2024-10-06, P4 2024: 2024-10-07/2024-12-29}}\n\
             figures:\n  a: {{label: A, value: $5B, period: {period}, \
             history: {{{history}}}{more}}}\n"
        );
        messages(&brief, "L038")
    }

    fn gaps(period: &str, history: &str) -> Vec<String> {
        said(period, history, "")
    }

    #[test]
    fn one_left_out_of_a_series_is_missed_whatever_the_order() {
        assert_eq!(
            gaps("Q1 2025", "Q4 2024: $4B, Q1 2024: $3B, Q2 2024: $3B"),
            ["the history of `a` has nothing between `Q2 2024` and `Q4 2024`"]
        );
        assert!(gaps("Q1 2025", "Q3 2024: $4B, Q4 2024: $3B, Q2 2024: $3B").is_empty());
        assert_eq!(gaps("Q4 2024", "Q1 2024: $4B, Q2 2024: $3B").len(), 1, "before it");
        assert_eq!(gaps("FY 2024", "FY 2023: $4B, FY 2021: $3B").len(), 1);
        assert_eq!(gaps("2025-06", "2025-05: $4B, 2025-04: $3B, 2025-02: $3B").len(), 1);
        assert_eq!(gaps("TTM Q1 2025", "TTM Q4 2024: $4B, TTM Q2 2024: $4B").len(), 1);
        assert_eq!(
            gaps("at 2025-03-31", "at 2024-12-31: $4B, at 2024-06-30: $4B").len(),
            1
        );
    }

    #[test]
    fn long_quarters_and_picked_values_are_no_gaps() {
        assert!(gaps("P4 2024", "P1 2024: $3B, P2 2024: $3B, P3 2024: $3B").is_empty());
        assert_eq!(gaps("P4 2024", "P1 2024: $3B, P2 2024: $3B").len(), 1);
        let picked = "TTM Q3 2024: $65.0B, TTM Q2 2025: $103.0B";
        assert!(gaps("TTM Q3 2025", picked).is_empty(), "a year and a quarter before");
        assert!(gaps("Q3 2025", "Q3 2024: $4B, Q3 2023: $3B").is_empty());
        assert!(gaps("Q3 2025", "Q3 2021: $4B").is_empty());
        let counted = "at 2024-12-12: $4B, at 2024-10-30: $4B, at 2024-05-02: $3B";
        assert!(gaps("at 2025-03-31", counted).is_empty(), "whenever somebody counted");
        let counted = "at 2025-01-20: $4B, at 2024-12-15: $4B, at 2024-11-01: $3B";
        assert!(gaps("at 2025-03-31", counted).is_empty(), "nor where few are left out");
        assert!(gaps("TTM Q4 2024", "FY 2024: $4B, FY 2023: $4B").is_empty());
    }

    #[test]
    fn what_is_drawn_or_claimed_over_must_be_whole() {
        let picked = "Q3 2024: $4B, Q2 2025: $4B";
        let highest = ", superlative: {of: value, extreme: highest, since: FY 2023}";
        assert_eq!(said("Q3 2025", picked, highest).len(), 1);
        let years = "FY 2019: $3B, FY 2021: $4B";
        assert_eq!(said("FY 2024", years, highest).len(), 1);
        assert!(gaps("FY 2024", years).is_empty());
        let chart = "}\nsections:\n  - title: One\n    blocks:\n      \
                     - chart: {title: 'Now {a}', figure: a, form: columns";
        assert_eq!(said("Q3 2025", picked, chart).len(), 1);
        let bars = chart.replace("columns", "bars");
        assert!(said("Q3 2025", picked, &bars).is_empty());
    }
}
