use strata_model::calc::{History, Interval, Level};
use strata_model::{
    Against, Aspect, Change, Date, Days, Extent, Extreme, Figure, Measure, Period,
    Superlative,
};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("superlative.md"));

/// A value of the series, with the last day of its period.
struct Point<'b> {
    last: Date,
    period: &'b Period,
    interval: Interval,
}

/// What the history says of a claim that it does not bear out.
enum Verdict<'b> {
    /// The value of this period was no less extreme.
    Refuted(&'b Period),
    /// The digits of the value of this period allow it to be as extreme.
    Doubtful(&'b Period),
    /// It begins too late.
    Open,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let Some(superlative) = &figure.superlative else { continue };
        let Some(verdict) = verdict(facts, figure, superlative) else { continue };
        let (label, since) = (&figure.label, &superlative.since);
        let which = match superlative.of {
            Aspect::Value => "value",
            Aspect::Change => "change",
        };
        let (word, other) = match superlative.extreme {
            Extreme::Highest => ("highest", "as high"),
            Extreme::Lowest => ("lowest", "as low"),
        };
        let place = path.key("superlative");
        let history = path.key("history");
        match verdict {
            Verdict::Refuted(rival) => report
                .at(
                    place,
                    format!("the {which} of `{label}` is not the {word} since {since}"),
                )
                .help("correct the claim, or the history")
                .related(history.period(rival), "was no less extreme"),
            Verdict::Doubtful(rival) => report
                .at(
                    place,
                    format!(
                        "the {which} of `{label}` is perhaps not the {word} since {since}"
                    ),
                )
                .help("correct the claim, or the history")
                .related(
                    history.period(rival),
                    format!("its digits allow it to be {other}"),
                )
                .severity(Severity::Warning),
            Verdict::Open => report
                .at(place, format!("the history does not reach back to {since}"))
                .help("add the values in between to `history`")
                .severity(Severity::Note),
        };
    }
}

/// Holds a claim against the history, if the two can be compared.
fn verdict<'b>(
    facts: &Facts<'_>,
    figure: &'b Figure,
    superlative: &Superlative,
) -> Option<Verdict<'b>> {
    let now = facts.calendar.dates(figure.period.as_ref()?)?;
    let since = facts.calendar.end(&superlative.since)?;
    let levels = History::of(facts.calendar, figure);
    let (own, series) = match superlative.of {
        Aspect::Value => (Interval::of_figure(figure)?, values(&levels, now)),
        Aspect::Change => {
            let change = figure.change.as_ref()?;
            let own = exactly(figure, change, &levels, now)?;
            (own, growth(&levels, now, change.against))
        }
    };
    // The more extreme of two first.
    let in_order = |one: Interval, other: Interval| match superlative.extreme {
        Extreme::Highest => one.is_at_or_above(other),
        Extreme::Lowest => other.is_at_or_above(one),
    };
    let mut rivals =
        series.iter().filter(|point| since < point.last && point.last < now.last);
    if let Some(rival) = rivals.clone().find(|point| in_order(point.interval, own)) {
        return Some(Verdict::Refuted(rival.period));
    }
    if let Some(rival) = rivals.find(|point| !in_order(own, point.interval)) {
        return Some(Verdict::Doubtful(rival.period));
    }
    // The first value that counts is that of the period after `since`.
    let earliest = series.first().map(|point| point.last);
    let reaches =
        earliest.is_some_and(|last| last.days_since(since) <= now.days().min(366) + 8);
    (!reaches).then_some(Verdict::Open)
}

/// The change of a figure, with what the levels say more exactly than the printed rate.
fn exactly(
    figure: &Figure,
    change: &Change,
    levels: &History<'_>,
    now: Days,
) -> Option<Interval> {
    let Extent::By(by) = &change.extent else { return None };
    let stated = Interval::of(by)?;
    let level = Interval::of_figure(figure);
    let base = levels.base_akin(now, change.against).map(|base| base.quantity);
    let base = base.or(figure.prior.as_ref()).and_then(Interval::of);
    let exact = level.zip(base).and_then(|(level, base)| level.growth_on(base));
    let exact = exact.filter(|_| by.unit().measure == Measure::Percent);
    Some(exact.map_or(stated, |exact| stated.shared(exact)))
}

/// The levels themselves.
fn values<'b>(levels: &History<'b>, now: Days) -> Vec<Point<'b>> {
    let point = |level: &Level<'b>| {
        let interval = Interval::of(level.quantity)?;
        Some(Point { last: level.days.last, period: level.period, interval })
    };
    levels.akin(now).filter_map(point).collect()
}

/// The growth of each level on the one a year, or a quarter, before it.
fn growth<'b>(levels: &History<'b>, now: Days, against: Against) -> Vec<Point<'b>> {
    let grown = levels.akin(now).filter_map(|level| {
        let base = levels.base_akin(level.days, against)?;
        let interval =
            Interval::of(level.quantity)?.growth_on(Interval::of(base.quantity)?)?;
        Some(Point { last: level.days.last, period: level.period, interval })
    });
    grown.collect()
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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

    /// A fiscal year of three quarters of 12 weeks and one of 16.
    #[test]
    fn quarters_of_unequal_length_are_one_series() {
        let said = |value: &str, extreme: &str, since: &str| {
            let brief = format!(
                "subject: {{name: Example plc}}\nperiods: {{Q4 2024: 2024-05-13/2024-09-01, Q1 2025: \
                 2024-09-02/2024-11-24, Q2 2025: 2024-11-25/2025-02-16, Q3 2025: \
                 2025-02-17/2025-05-11, Q4 2025: 2025-05-12/2025-08-31}}\nfigures:\n  \
                 a: {{label: A, value: '{value}', period: Q4 2025, superlative: \
                 {{of: value, extreme: {extreme}, since: {since}}}, history: {{Q1 2025: \
                 '$13,180M', Q2 2025: '$13,610M', Q3 2025: '$13,270M'}}}}\n"
            );
            messages(&brief, "L028")
        };
        assert_eq!(said("$18,370M", "highest", "Q1 2025"), [""; 0]);
        assert_eq!(said("$18,370M", "highest", "Q4 2024"), [""; 0]);
        assert_eq!(said("$13,400M", "highest", "Q1 2025").len(), 1);
        assert_eq!(said("$18,370M", "lowest", "Q1 2025").len(), 1);
    }

    /// Cloud: 20.2317% in Q3 2025, above every quarter since 2022, and 20.2362% in Q4 2022.
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
                "figures:\n  a: {{label: Cloud, value: '{value}', change: +20% yoy, period: Q3 \
                 2025, superlative: {{of: change, extreme: highest, since: {since}}}, history: \
                 {{{quarters}}}}}\n"
            );
            messages(&brief, "L028")
        };
        for value in ["$33,006M", "$33.0B"] {
            assert!(fastest(value, "FY 2022").is_empty(), "{value}");
            assert_eq!(
                fastest(value, "Q3 2022"),
                ["the change of `Cloud` is perhaps not the highest since Q3 2022"]
            );
            assert_eq!(
                fastest(value, "Q2 2022"),
                ["the change of `Cloud` is not the highest since Q2 2022"]
            );
            assert_eq!(
                fastest(value, "FY 2019"),
                ["the change of `Cloud` is not the highest since FY 2019"]
            );
        }
    }
}
