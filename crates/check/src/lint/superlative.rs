//! L028: the highest since, against the figure's own history.

use strata_model::{Against, Aspect, Date, Extent, Extreme, Figure, Superlative};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::interval::Interval;
use crate::path::Path;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L028",
    name: "superlative",
    severity: Severity::Error,
    why: "`highest since` is a claim about every value in between. They stand under \
          `history`: one that is as high refutes the claim, one whose digits allow it to be \
          casts doubt, and a history that starts too late proves nothing.",
    bad: "figures:\n  sales:\n    label: Sales\n    value: $5.0B\n    period: FY 2024\n    \
          history: {FY 2021: $3.0B, FY 2022: $6.0B, FY 2023: $4.0B}\n    \
          superlative: {of: value, extreme: highest, since: FY 2021}",
    good: "figures:\n  sales:\n    label: Sales\n    value: $5.0B\n    period: FY 2024\n    \
           history: {FY 2021: $3.0B, FY 2022: $6.0B, FY 2023: $4.0B}\n    \
           superlative: {of: value, extreme: highest, since: FY 2022}",
    fix: "Correct the claim, or complete the history. Only what is later than `since` counts.",
};

/// A value of the series, with the days of its period.
struct Point {
    first: Date,
    last: Date,
    name: String,
    interval: Interval,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if let Some(superlative) = &figure.superlative {
            found.extend(judge(index, figure, superlative, &path));
        }
    }
}

fn judge(
    index: &Index<'_>,
    figure: &Figure,
    superlative: &Superlative,
    path: &Path,
) -> Option<Finding> {
    let now = index.calendar.dates(figure.period.as_ref()?)?;
    let since = index.calendar.end(&superlative.since)?;
    let mut levels: Vec<Point> = figure
        .history
        .iter()
        .filter_map(|(period, value)| {
            let days = index.calendar.dates(period)?;
            // Months among quarters would be no series.
            let alike = (days.days() - now.days()).abs() <= 8;
            let interval = Interval::of(value).filter(|_| alike)?;
            let name = period.to_string();
            Some(Point { first: days.first, last: days.last, name, interval })
        })
        .collect();
    levels.sort_by_key(|point| point.last);
    let (own, series) = match superlative.of {
        Aspect::Value => (Interval::of_figure(figure)?, levels),
        Aspect::Change => {
            let change = figure.change.as_ref()?;
            let Extent::By(by) = &change.extent else { return None };
            (Interval::of(by)?, growth(&levels, change.against))
        }
    };
    let place = path.key("superlative");
    let earliest = series.first().map(|point| point.last);
    let rivals =
        series.iter().filter(|point| since < point.last && point.last < now.last);
    let wholly = |point: &&Point| match superlative.extreme {
        Extreme::Highest => point.interval.is_at_or_above(own),
        Extreme::Lowest => own.is_at_or_above(point.interval),
    };
    let (word, other) = match superlative.extreme {
        Extreme::Highest => ("highest", "as high"),
        Extreme::Lowest => ("lowest", "as low"),
    };
    if let Some(rival) = rivals.clone().find(wholly) {
        let message = format!("not the {word} since {}", superlative.since);
        return Some(at_rival(
            figure,
            path,
            superlative,
            rival,
            &message,
            "was no less extreme",
        ));
    }
    let doubtful = |point: &&Point| match superlative.extreme {
        Extreme::Highest => !own.is_at_or_above(point.interval),
        Extreme::Lowest => !point.interval.is_at_or_above(own),
    };
    if let Some(rival) = rivals.clone().find(doubtful) {
        let message = format!("perhaps not the {word} since {}", superlative.since);
        let label = format!("its digits allow it to be {other}");
        let finding = at_rival(figure, path, superlative, rival, &message, &label);
        return Some(finding.with_severity(Severity::Warning));
    }
    // The first value that counts is that of the period after `since`.
    let reaches =
        earliest.is_some_and(|last| last.days_since(since) <= now.days().min(366) + 8);
    (!reaches).then(|| {
        let message = format!("the history does not reach back to {}", superlative.since);
        Finding::new(&RULE, place, message)
            .help("add the values in between to `history`")
            .with_severity(Severity::Note)
    })
}

fn at_rival(
    figure: &Figure,
    path: &Path,
    superlative: &Superlative,
    rival: &Point,
    message: &str,
    label: &str,
) -> Finding {
    let which = match superlative.of {
        Aspect::Value => "value",
        Aspect::Change => "change",
    };
    let message = format!("the {which} of `{}` is {message}", figure.label);
    Finding::new(&RULE, path.key("superlative"), message)
        .help("correct the claim, or the history")
        .related(path.key("history").key(&rival.name), label)
}

/// The growth of each level on the one a year, or a period, before it.
fn growth(levels: &[Point], against: Against) -> Vec<Point> {
    let is_base = |base: &Point, point: &Point| match against {
        // A year of 52 or 53 weeks, or of 365 or 366 days.
        Against::Yoy => (357..=373).contains(&point.last.days_since(base.last)),
        Against::Qoq => point.first.days_since(base.last) == 1,
        Against::Prior | Against::Plan | Against::Baseline => false,
    };
    let grown = levels.iter().filter_map(|point| {
        let base = levels.iter().find(|base| is_base(base, point))?;
        let interval = point.interval.growth_on(base.interval)?;
        Some(Point {
            first: point.first,
            last: point.last,
            name: point.name.clone(),
            interval,
        })
    });
    grown.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    fn said(superlative: &str, history: &str) -> Vec<String> {
        let brief = format!(
            "figures:\n  a: {{label: A, value: $33.0B, change: +20% yoy, period: Q3 2025, \
             superlative: {{{superlative}}}, history: {{{history}}}}}\n"
        );
        messages(&brief, "L028")
    }

    #[test]
    fn levels_and_growth_are_held_against_the_history() {
        let quarters =
            "Q1 2024: $25.0B, Q2 2024: $26.3B, Q1 2025: $29.3B, Q2 2025: $30.9B";
        let high = "of: value, extreme: highest, since: Q1 2024";
        assert!(said(high, quarters).is_empty());
        let growth = "of: change, extreme: highest, since: Q4 2024";
        assert!(said(growth, quarters).is_empty());
        let low = "of: value, extreme: lowest, since: Q1 2024";
        assert_eq!(
            said(low, quarters),
            ["the value of `A` is not the lowest since Q1 2024"]
        );
        let close = "Q2 2024: $26.3B, Q3 2024: $33B";
        assert_eq!(
            said(high, close),
            ["the value of `A` is perhaps not the highest since Q1 2024"]
        );
        let long = "of: value, extreme: highest, since: FY 2019";
        assert_eq!(said(long, quarters), ["the history does not reach back to FY 2019"]);
    }
}
