//! L038 and L039: a history that is no series.

use std::collections::BTreeSet;

use strata_model::{Block, Calendar, ChartForm, Date, Figure, Id, Period};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const GAPS: Lint = Lint { rule: &GAP, check: gaps };
pub(super) const KINDS: Lint = Lint { rule: &MIXED, check: kinds };

const GAP: Rule = Rule {
    code: "L038",
    name: "history-gap",
    severity: Severity::Warning,
    why: "Values of one quarter after another with one left out look like a series and are \
          none: columns drawn of them stand side by side, and a `highest since` cannot be \
          decided. A few values picked from far apart are no series and are left alone, \
          unless they are drawn or claimed over.",
    bad: "figures:\n  sales: {label: Sales, value: $5.4B, period: Q1 2025, \
          history: {Q1 2024: $5.0B, Q2 2024: $5.1B, Q4 2024: $5.3B}}",
    good: "figures:\n  sales: {label: Sales, value: $5.4B, period: Q1 2025, \
           history: {Q1 2024: $5.0B, Q2 2024: $5.1B, Q3 2024: $5.2B, Q4 2024: $5.3B}}",
    fix: "Add the values that are missing. The order of the keys means nothing.",
};

const MIXED: Rule = Rule {
    code: "L039",
    name: "history-mixed",
    severity: Severity::Warning,
    why: "A history holds the same measure over other periods of the same kind. A year among \
          quarters towers over them in a chart and answers no `highest since`.",
    bad: "figures:\n  sales: {label: Sales, value: $5.4B, period: Q1 2025, \
          history: {Q4 2024: $5.3B, FY 2024: $20.6B}}",
    good: "figures:\n  sales: {label: Sales, value: $5.4B, period: Q1 2025, \
           history: {Q4 2024: $5.3B}}\n  \
           sales-of-year: {label: Sales, value: $20.6B, period: FY 2024}",
    fix: "Keep the values of other kinds of periods as figures of their own.",
};

/// What sort of time a value is of. A sum to date grows within the year and is compared
/// with nothing but its like.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Instant,
    Pace,
    ToDate,
    /// A span of so many days.
    Span(i32),
}

impl Sort {
    fn of(calendar: &Calendar<'_>, period: &Period) -> Option<Self> {
        Some(match period {
            Period::Unstated | Period::SinceLaunch(_) => return None,
            Period::Instant(_) => Sort::Instant,
            Period::RunRate(_) => Sort::Pace,
            Period::YearToDate(_) => Sort::ToDate,
            _ => Sort::Span(calendar.dates(period)?.days()),
        })
    }

    /// Quarters have 12 to 17 weeks, years 52 or 53.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Sort::Span(a), Sort::Span(b)) => {
                let (short, long) = (a.min(b), a.max(b));
                short > 0 && long * 2 < short * 3
            }
            _ => self == other,
        }
    }
}

/// The fewest days of a year, which has 52 weeks at least.
const YEAR: i32 = 357;

fn kinds(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        let Some(own) = figure.period.as_ref() else { continue };
        let Some(sort) = Sort::of(&index.calendar, own) else { continue };
        let stray = figure.history.keys().find(|period| {
            let other = Sort::of(&index.calendar, period);
            other.is_some_and(|other| !other.is_like(sort))
        });
        let Some(stray) = stray else { continue };
        let message = format!("the history of a value of `{own}` holds one of `{stray}`");
        let place = (path.key("history").period(stray), Part::Key);
        found.push(
            Finding::new(&MIXED, place, message)
                .help("make it a figure of its own, or correct the period")
                .related((path.key("period"), Part::Value), "the period of the value"),
        );
    }
}

fn gaps(index: &Index<'_>, found: &mut Vec<Finding>) {
    let blocks = index.brief.sections.iter().flat_map(|section| &section.blocks);
    let drawn: BTreeSet<&Id> = blocks.filter_map(drawn_whole).collect();
    for (id, figure, path) in index.figures() {
        if figure.history.len() > 1 {
            let whole = figure.superlative.is_some() || drawn.contains(id);
            found.extend(gap(index, (id, figure, path), whole));
        }
    }
}

/// A gap in a history that is a series, or must be `whole` whatever it is.
fn gap<'b>(
    index: &Index<'_>,
    (id, figure, path): (&Id, &'b Figure, Site<'b>),
    whole: bool,
) -> Option<Finding> {
    let own = figure.period.as_ref()?;
    let sort = Sort::of(&index.calendar, own).filter(|sort| *sort != Sort::ToDate)?;
    let mut ends: Vec<(Date, &Period)> = figure
        .history
        .keys()
        .chain([own])
        .filter(|period| {
            Sort::of(&index.calendar, period).is_some_and(|other| other.is_like(sort))
        })
        .filter_map(|period| Some((index.calendar.end(period)?, period)))
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
    if !regular || !(few || whole) {
        return None;
    }
    let message =
        format!("the history of `{id}` has nothing between `{before}` and `{after}`");
    let at = if figure.history.contains_key(after) { after } else { before };
    let place = (path.key("history").period(at), Part::Key);
    Some(Finding::new(&GAP, place, message).help(match missing {
        1 => "add the value that is missing".to_owned(),
        more => format!("add the {more} values that are missing"),
    }))
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
    use super::super::tests::messages;

    fn said(period: &str, history: &str, more: &str, code: &str) -> Vec<String> {
        let brief = format!(
            "periods: {{P1 2024: 2024-01-01/2024-04-21, P2 2024: 2024-04-22/2024-07-14, \
             P3 2024: 2024-07-15/2024-10-06, P4 2024: 2024-10-07/2024-12-29}}\n\
             figures:\n  a: {{label: A, value: $5B, period: {period}, \
             history: {{{history}}}{more}}}\n"
        );
        messages(&brief, code)
    }

    fn gaps(period: &str, history: &str) -> Vec<String> {
        said(period, history, "", "L038")
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
        assert_eq!(said("Q3 2025", picked, highest, "L038").len(), 1);
        let years = "FY 2019: $3B, FY 2021: $4B";
        assert_eq!(said("FY 2024", years, highest, "L038").len(), 1);
        assert!(gaps("FY 2024", years).is_empty());
        let chart = "}\nsections:\n  - title: One\n    blocks:\n      \
                     - chart: {title: 'Now {a}', figure: a, form: columns";
        assert_eq!(said("Q3 2025", picked, chart, "L038").len(), 1);
        let bars = chart.replace("columns", "bars");
        assert!(said("Q3 2025", picked, &bars, "L038").is_empty());
    }

    #[test]
    fn kinds_of_periods_are_not_mixed() {
        let mixed = |period: &str, other: &str| {
            said(period, &format!("{other}: $3B"), "", "L039").len()
        };
        assert_eq!(mixed("Q1 2025", "FY 2024"), 1);
        assert_eq!(mixed("Q1 2025", "at 2024-12-31"), 1);
        assert_eq!(mixed("Q1 2025", "TTM Q4 2024"), 1);
        assert_eq!(mixed("Q3 2025", "YTD Q3 2025"), 1);
        assert_eq!(mixed("run rate at 2025-10-30", "at 2025-10-30"), 1);
        assert_eq!(mixed("H1 2025", "Q4 2024"), 1);
        assert_eq!(mixed("Q1 2025", "P1 2024"), 0, "sixteen weeks are a quarter");
        assert_eq!(mixed("TTM Q1 2025", "FY 2024"), 0, "both are of twelve months");
        assert_eq!(mixed("2025-02", "2025-01"), 0);
        assert_eq!(mixed("unstated", "FY 2024"), 0);
        assert_eq!(mixed("YTD Q3 2025", "YTD Q2 2025"), 0);
    }
}
