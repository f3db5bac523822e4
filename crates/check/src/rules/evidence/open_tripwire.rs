use strata_model::calc::Outcome;
use strata_model::{Count, Figure, Measure, Tripwire, TripwireMeasure};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tested::Tested;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("open_tripwire.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for tested in facts.tested() {
        let told = match tested.outcome {
            Outcome::Indeterminate => Some(undecided(tested)),
            Outcome::NoData => unknown(facts, tested),
            Outcome::Tripped | Outcome::Clear | Outcome::NotDue => None,
        };
        if let Some((message, help)) = told {
            report.at(tested.path, message).help(help);
        }
    }
}

/// The digits leave open on which side of the threshold it lies.
fn undecided(tested: &Tested<'_>) -> (String, String) {
    let Tested { tripwire, id, watched, .. } = tested;
    let threshold = &tripwire.threshold;
    let now = watched.now(tripwire).map(|it| format!(", `{it}`,")).unwrap_or_default();
    let change = change_of(tripwire);
    let message = format!(
        "the digits of {change}`{id}`{now} leave open on which side of `{threshold}` it lies"
    );
    let help =
        "write it with more digits, or set the threshold beyond what they leave open";
    (message, help.to_owned())
}

/// A value that is needed is not there.
fn unknown(facts: &Facts<'_>, tested: &Tested<'_>) -> Option<(String, String)> {
    let Tested { tripwire, id, figure, watched, .. } = tested;
    // No figure says what its rank is.
    if tripwire.measure == TripwireMeasure::Rank || is_of_other_unit(tripwire, figure) {
        return None;
    }
    if watched.measure(0, tripwire).is_none() {
        let change = change_of(tripwire);
        return match &tripwire.period {
            // That a label has no dates is said where it stands.
            Some(period) if facts.calendar.dates(period).is_none() => None,
            Some(period) => Some((
                format!(
                    "{change}`{id}` is not known for {period}, which the tripwire is for"
                ),
                missing(
                    tripwire,
                    format!("add {period} to its `history`, or correct the period"),
                ),
            )),
            None => Some((
                format!("{change}`{id}` is not known, so that the tripwire cannot trip"),
                missing(tripwire, "give it a number, or watch another figure".to_owned()),
            )),
        };
    }
    let so_far = watched.tripped_for(tripwire);
    (so_far > 0).then(|| {
        let asked = tripwire.for_periods.as_ref().map_or(1, Count::get);
        let message = format!(
            "`{id}` lies beyond `{}` in {so_far} of {asked} periods, and the others are not \
             known",
            tripwire.threshold
        );
        (message, format!("add the periods before to the `history` of `{id}`"))
    })
}

fn missing(tripwire: &Tripwire, help: String) -> String {
    match tripwire.measure {
        TripwireMeasure::Change => {
            "state the change as a number, or the value before under `history`".to_owned()
        }
        _ => help,
    }
}

fn change_of(tripwire: &Tripwire) -> &'static str {
    match tripwire.measure {
        TripwireMeasure::Change => "the change of ",
        TripwireMeasure::Value | TripwireMeasure::Rank => "",
    }
}

/// Whether the threshold is in another unit, which another rule says.
fn is_of_other_unit(tripwire: &Tripwire, figure: &Figure) -> bool {
    let unit = tripwire.threshold.unit();
    let low = figure.range.as_ref().map(|range| &range.low);
    match tripwire.measure {
        TripwireMeasure::Value => {
            let own = figure.value.as_ref().or(low);
            own.is_some_and(|own| own.unit() != unit)
        }
        TripwireMeasure::Change => {
            let change = figure.change.as_ref().and_then(|change| change.size());
            change.is_some_and(|by| by.unit() != unit) || unit.measure != Measure::Percent
        }
        TripwireMeasure::Rank => true,
    }
}
