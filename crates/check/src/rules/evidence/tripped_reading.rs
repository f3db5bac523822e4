use rust_decimal::Decimal;
use strata_model::calc::Watched;
use strata_model::calc::tripwire::periods;
use strata_model::{Effect, Figure, Side, Tripwire, TripwireMeasure};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tested::Tested;
use crate::prose::phrase::{holds_any, lower};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("tripped_reading.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for tested in facts.tested().iter().filter(|it| it.is_tripped()) {
        let Tested { tripwire, figure, watched, .. } = tested;
        let (effect, help, severity) = consequence(tested);
        let (word, side) = (&tripwire.figure, side(tripwire.is));
        let verb = match tripwire.measure {
            TripwireMeasure::Change => "changed by",
            TripwireMeasure::Value | TripwireMeasure::Rank => "is",
        };
        let measured = measured(tripwire, figure, watched);
        let threshold = &tripwire.threshold;
        let message =
            format!("`{word}` {verb} {measured}, {side} `{threshold}`, {effect}");
        let help = match exchanged(tested) {
            Some(side) => format!(
                "{help}; if the other side was meant, write `is: {}`",
                side.word()
            ),
            None => help.to_owned(),
        };
        let at = facts.root.key("figures").key(tested.id.as_str());
        let at = match watched.period(0).filter(|_| !watched.is_own(0)) {
            Some(period) => at.key("history").period(period),
            None => at.key(told_by(tripwire, figure)),
        };
        report
            .at(tested.path, message)
            .help(help)
            .related(at, "the latest that counts")
            .severity(severity);
    }
}

/// The other side of a threshold, if it was probably meant: what is measured lies on this
/// side by far, and has always lain there as far as is known, or is said to break the reading
/// on the other.
fn exchanged(tested: &Tested<'_>) -> Option<Side> {
    let Tested { tripwire, watched, .. } = tested;
    let threshold = tripwire.threshold.value();
    let quarter = threshold.checked_div(4.into()).filter(|it| *it > Decimal::ZERO)?;
    let now = watched.measure(0, tripwire)?;
    let (far, other, this, that) = match tripwire.is {
        Side::Above | Side::AtLeast => {
            let beyond = threshold.checked_add(quarter)?;
            let other = match tripwire.is {
                Side::Above => Side::Below,
                _ => Side::AtMost,
            };
            (now.low().is_some_and(|it| it > beyond), other, UP, DOWN)
        }
        Side::Below | Side::AtMost => {
            let beyond = threshold.checked_sub(quarter)?;
            let other = match tripwire.is {
                Side::Below => Side::Above,
                _ => Side::AtLeast,
            };
            (now.high().is_some_and(|it| it < beyond), other, DOWN, UP)
        }
    };
    let because = tripped_because(tested);
    let says = |words: &[&str]| because.as_ref().is_some_and(|it| holds_any(it, words));
    let always = || {
        let is_tripped = |back| watched.is_tripped_at(back, tripwire);
        (1..).map_while(is_tripped).all(|it| it)
    };
    (far && !says(this) && (says(that) || always())).then_some(other)
}

fn tripped_because(tested: &Tested<'_>) -> Option<String> {
    let because = tested.tripwire.because.as_ref()?;
    Some(lower(because.as_str()).into_owned())
}

/// Words of what goes down, and of what goes up.
const DOWN: &[&str] = &[
    "below", "under", "beneath", "less", "lower", "fall", "falls", "falling", "drop",
    "drops", "decline", "declines", "shrink", "shrinks", "lose", "loses",
];
const UP: &[&str] = &[
    "above",
    "over",
    "beyond",
    "more",
    "higher",
    "rise",
    "rises",
    "rising",
    "exceed",
    "exceeds",
    "climb",
    "climbs",
    "grow",
    "grows",
    "increase",
    "increases",
];

/// What follows for the reading, what to do, and how bad that is.
fn consequence(tested: &Tested<'_>) -> (String, &'static str, Severity) {
    let id = &tested.reading.id;
    match tested.effect() {
        Effect::Breaks => (
            format!("which breaks `{id}`"),
            "revise the reading, say `status: broken`, or correct the threshold",
            Severity::Error,
        ),
        Effect::Weakens => (
            format!("which weakens `{id}`"),
            "revise the reading and its confidence, say `status: watch`, or correct the \
             threshold",
            Severity::Warning,
        ),
        Effect::Watch => (
            format!("which puts `{id}` on watch"),
            "say `status: watch`, or correct the threshold",
            Severity::Warning,
        ),
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Below => "below",
        Side::AtMost => "at or below",
        Side::Above => "above",
        Side::AtLeast => "at or above",
    }
}

/// Periods that are named in one message.
const NAMED: usize = 3;

/// What was measured in each period that counts: `$3.1B` (FY 2024).
fn measured(tripwire: &Tripwire, figure: &Figure, watched: &Watched<'_>) -> String {
    let all = periods(tripwire);
    let words = (0..all.min(NAMED)).map(|back| {
        let value = value(back, tripwire, figure, watched);
        match watched.period(back) {
            Some(period) => format!("`{value}` ({period})"),
            None => format!("`{value}`"),
        }
    });
    let more = all.checked_sub(NAMED).filter(|more| *more > 0);
    let more = more.map(|more| format!("{more} more"));
    strata_syntax::words::joined(&words.chain(more).collect::<Vec<_>>(), "and")
}

/// What was measured so many periods back: as it is written, or else as it was computed.
fn value(
    back: usize,
    tripwire: &Tripwire,
    figure: &Figure,
    watched: &Watched<'_>,
) -> String {
    if tripwire.measure == TripwireMeasure::Value {
        return match (watched.written(back), &figure.range) {
            (Some(quantity), _) => quantity.to_string(),
            (None, Some(range)) => format!("{} to {}", range.low, range.high),
            (None, None) => String::new(),
        };
    }
    match watched.stated(back, tripwire) {
        Some(by) => by.to_string(),
        None => watched
            .measure(back, tripwire)
            .map(|by| by.words(&tripwire.threshold))
            .unwrap_or_default(),
    }
}

/// The key of a figure that says what was measured.
fn told_by(tripwire: &Tripwire, figure: &Figure) -> &'static str {
    match (tripwire.measure, &figure.change, &figure.range) {
        (TripwireMeasure::Change, Some(_), _) => "change",
        (_, _, Some(_)) => "range",
        _ => "value",
    }
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::sample::{findings, messages};

    /// What is said of a reading with more keys, of a figure with some, by a tripwire.
    fn brief(figure: &str, tripwire: &str, reading: &str) -> String {
        format!(
            "figures:\n  a: {{label: A, {figure}}}\nthesis:\n  - {{id: main, kind: judgment, \
             text: It grew., {reading}breaks-if: [{{figure: a, {tripwire}}}]}}\n"
        )
    }

    const SALES: &str =
        "value: $8M, change: +2% yoy, period: Q3 2025, history: {Q2 2025: $9M}";

    #[test]
    fn a_reading_that_no_longer_holds_is_no_finding() {
        let said = |status: &str| {
            let below = "measure: value, is: below, threshold: $10M";
            messages(&brief(SALES, below, status), "L065")
        };
        let broken = ["`a` is `$8M` (Q3 2025), below `$10M`, which breaks `main`"];
        assert_eq!(said(""), broken);
        assert_eq!(said("status: holds, "), broken);
        for status in ["watch", "broken", "indeterminate", "superseded", "retired"] {
            assert!(said(&format!("status: {status}, ")).is_empty(), "{status}");
        }
    }

    #[test]
    fn a_forecast_is_not_refuted_before_its_time() {
        let said = |horizon: &str| {
            let below = "measure: value, is: below, threshold: $10M";
            let keys = format!("horizon: {horizon}, ");
            messages(&brief(SALES, below, &keys), "L065").len()
        };
        assert_eq!(said("2025-10-01/2025-12-31"), 0);
        assert_eq!(said("2025-09-01/2025-12-31"), 1);
    }

    #[test]
    fn what_is_clear_open_or_unknown_is_no_finding() {
        for tripwire in [
            "measure: value, is: below, threshold: $7M",
            "measure: value, is: below, threshold: $8M",
            "measure: value, is: below, threshold: $10M, for-periods: \"3\"",
            "measure: change, is: below, threshold: 2%",
            "measure: rank, is: above, threshold: \"2\"",
        ] {
            assert!(
                messages(&brief(SALES, tripwire, ""), "L065").is_empty(),
                "{tripwire}"
            );
        }
    }

    #[test]
    fn every_side_measure_and_number_of_periods_is_told_in_numbers() {
        for (tripwire, message) in [
            (
                "measure: value, is: at-most, threshold: $9.5M, for-periods: \"2\"",
                "`a` is `$8M` (Q3 2025) and `$9M` (Q2 2025), at or below `$9.5M`, which breaks \
                 `main`",
            ),
            (
                "measure: change, is: above, threshold: 1%",
                "`a` changed by `+2%` (Q3 2025), above `1%`, which breaks `main`",
            ),
            (
                "measure: value, is: at-least, threshold: $7.5M, effect: weakens",
                "`a` is `$8M` (Q3 2025), at or above `$7.5M`, which weakens `main`",
            ),
        ] {
            assert_eq!(messages(&brief(SALES, tripwire, ""), "L065"), [message]);
        }
        let range = "range: {low: $8M, high: $9M}, period: Q3 2025";
        assert_eq!(
            messages(
                &brief(range, "measure: value, is: below, threshold: $10M", ""),
                "L065"
            ),
            ["`a` is `$8M to $9M` (Q3 2025), below `$10M`, which breaks `main`"]
        );
        let levels = "value: $8.0M, period: Q3 2025, history: {Q3 2024: $10.0M}";
        assert_eq!(
            messages(
                &brief(levels, "measure: change, is: below, threshold: 0%", ""),
                "L065"
            ),
            [
                "`a` changed by `-20.9% to -19.1%` (Q3 2025), below `0%`, which breaks `main`"
            ]
        );
    }

    #[test]
    fn the_other_side_is_offered_where_it_was_probably_meant() {
        let help = |side: &str, threshold: &str, more: &str| {
            let tripwire =
                format!("measure: value, is: {side}, threshold: {threshold}{more}");
            let found = findings(&brief(SALES, &tripwire, ""), "L065");
            let help =
                found.first().and_then(|it| it.advice()).expect("a help").to_owned();
            help.rsplit_once("; if the other side was meant, write ")
                .map(|(_, it)| it.to_owned())
        };
        assert_eq!(help("above", "$5M", "").as_deref(), Some("`is: below`"));
        assert_eq!(help("at-most", "$20M", "").as_deref(), Some("`is: at-least`"));
        assert_eq!(help("below", "$10M", ""), None, "not far");
        assert_eq!(help("above", "$5M", ", because: It may not rise further."), None);
        let falls = ", because: A fall below it shuts the plant.";
        assert_eq!(help("above", "$5M", falls).as_deref(), Some("`is: below`"));
        let before = SALES.replace("$9M", "$20M");
        let below = brief(&before, "measure: value, is: below, threshold: $12M", "");
        let found = findings(&below, "L065");
        let help = found.first().and_then(|it| it.advice()).unwrap_or_default();
        assert!(!help.contains("other side"), "it has come about");
    }

    #[test]
    fn what_breaks_is_an_error_and_what_weakens_a_warning() {
        for (effect, severity) in [
            ("", Severity::Error),
            (", effect: breaks", Severity::Error),
            (", effect: weakens", Severity::Warning),
            (", effect: watch", Severity::Warning),
        ] {
            let below = format!("measure: value, is: below, threshold: $10M{effect}");
            let found = findings(&brief(SALES, &below, ""), "L065");
            let severities: Vec<_> = found.iter().map(crate::Finding::severity).collect();
            assert_eq!(severities, [severity], "{effect}");
        }
    }
}
