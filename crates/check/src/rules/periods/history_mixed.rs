use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::sort::Sort;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("history_mixed.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let Some(own) = &figure.period else { continue };
        let Some(sort) = Sort::of(&facts.calendar, own) else { continue };
        let stray = figure.history.keys().find(|period| {
            let other = Sort::of(&facts.calendar, period);
            other.is_some_and(|other| !other.is_like(sort))
        });
        let Some(stray) = stray else { continue };
        report
            .at(
                (path.key("history").period(stray), Part::Key),
                format!("the history of a value of `{own}` holds one of `{stray}`"),
            )
            .help("make it a figure of its own, or correct the period")
            .related((path.key("period"), Part::Value), "the period of the value");
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn kinds_of_periods_are_not_mixed() {
        let mixed = |period: &str, other: &str| {
            let brief = format!(
                "periods: {{P1 2024: 2024-01-01/2024-04-21}}\nfigures:\n  a: {{label: A, \
                 value: $5B, period: {period}, history: {{{other}: $3B}}}}\n"
            );
            messages(&brief, "L039").len()
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
