//! L028: the highest since, against the figure's own history.

use strata_model::calc::{History, Interval, Level};
use strata_model::{
    Against, Aspect, Date, Days, Extent, Extreme, Figure, Measure, Period, Superlative,
};

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
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

/// A value of the series, with the last day of its period.
struct Point<'b> {
    last: Date,
    period: &'b Period,
    interval: Interval,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        if let Some(superlative) = &figure.superlative {
            found.extend(judge(index, figure, superlative, path));
        }
    }
}

fn judge<'b>(
    index: &Index<'_>,
    figure: &'b Figure,
    superlative: &Superlative,
    path: Site<'b>,
) -> Option<Finding> {
    let now = index.calendar.dates(figure.period.as_ref()?)?;
    let since = index.calendar.end(&superlative.since)?;
    let levels = History::of(index.calendar, figure);
    let (own, series): (_, Vec<Point<'_>>) = match superlative.of {
        Aspect::Value => {
            let point = |level: &Level<'b>| {
                let interval = Interval::of(level.quantity)?;
                Some(Point { last: level.days.last, period: level.period, interval })
            };
            (Interval::of_figure(figure)?, levels.like(now).filter_map(point).collect())
        }
        Aspect::Change => {
            let change = figure.change.as_ref()?;
            let Extent::By(by) = &change.extent else { return None };
            let stated = Interval::of(by)?;
            // What the levels say more exactly than the printed rate.
            let level = Interval::of_figure(figure);
            let base = levels.base(now, change.against).map(|base| base.quantity);
            let base = base.or(figure.prior.as_ref()).and_then(Interval::of);
            let exact = level.zip(base).and_then(|(level, base)| level.growth_on(base));
            let exact = exact.filter(|_| by.unit().measure == Measure::Percent);
            let own = exact.map_or(stated, |exact| stated.shared(exact));
            (own, growth(&levels, now, change.against))
        }
    };
    let place = path.key("superlative");
    let earliest = series.first().map(|point| point.last);
    let rivals =
        series.iter().filter(|point| since < point.last && point.last < now.last);
    let wholly = |point: &&Point<'_>| match superlative.extreme {
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
    let doubtful = |point: &&Point<'_>| match superlative.extreme {
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

fn at_rival<'b>(
    figure: &Figure,
    path: Site<'b>,
    superlative: &Superlative,
    rival: &Point<'b>,
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
        .related(path.key("history").period(rival.period), label)
}

/// The growth of each level on the one a year, or a quarter, before it.
fn growth<'b>(levels: &History<'b>, now: Days, against: Against) -> Vec<Point<'b>> {
    let grown = levels.like(now).filter_map(|level| {
        let base = levels.base(level.days, against)?;
        let interval =
            Interval::of(level.quantity)?.growth_on(Interval::of(base.quantity)?)?;
        Some(Point { last: level.days.last, period: level.period, interval })
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
    /// AWS: 20.2317% in Q3 2025, above every quarter since 2022, and 20.2362% in Q4 2022.
    #[test]
    fn fastest_since_holds_fails_or_cannot_be_decided() {
        let quarters = "Q3 2021: '$16,110M', Q4 2021: '$17,780M', Q1 2022: '$18,441M', \
                        Q2 2022: '$19,739M', Q3 2022: '$20,538M', Q4 2022: '$21,378M', \
                        Q1 2023: '$21,354M', Q2 2023: '$22,140M', Q3 2023: '$23,059M', \
                        Q4 2023: '$24,204M', Q1 2024: '$25,037M', Q2 2024: '$26,281M', \
                        Q3 2024: '$27,452M', Q4 2024: '$28,786M', Q1 2025: '$29,267M', \
                        Q2 2025: '$30,873M'";
        let fastest = |value: &str, since: &str| {
            let brief = format!(
                "figures:\n  a: {{label: AWS, value: '{value}', change: +20% yoy, period: Q3 \
                 2025, superlative: {{of: change, extreme: highest, since: {since}}}, history: \
                 {{{quarters}}}}}\n"
            );
            messages(&brief, "L028")
        };
        for value in ["$33,006M", "$33.0B"] {
            assert!(fastest(value, "FY 2022").is_empty(), "{value}");
            assert_eq!(
                fastest(value, "Q3 2022"),
                ["the change of `AWS` is perhaps not the highest since Q3 2022"]
            );
            assert_eq!(
                fastest(value, "Q2 2022"),
                ["the change of `AWS` is not the highest since Q2 2022"]
            );
            assert_eq!(
                fastest(value, "FY 2019"),
                ["the change of `AWS` is not the highest since FY 2019"]
            );
        }
    }
}
