//! Labels of periods that have no dates.

use std::collections::BTreeMap;

use strata_model::Period;
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::shape::{Correction, cure_period};

/// Other places that are shown beside the first.
const PLACES: usize = 3;

/// Labels that neither the calendar year nor `periods` gives dates. One that was never
/// declared is one mistake, wherever it is used.
pub(super) fn undated(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut places: BTreeMap<String, Vec<&(ArenaPath<'_>, Part)>> = BTreeMap::new();
    for (period, place) in &facts.periods {
        let undated = matches!(period, Period::Unstated | Period::SinceLaunch(_));
        if !undated && facts.calendar.end(period).is_none() {
            places.entry(period.to_string()).or_default().push(place);
        }
    }
    for (label, places) in places {
        let [first, rest @ ..] = places.as_slice() else { continue };
        let declared = facts.brief.periods.keys().map(strata_model::Label::as_str);
        let mut change = None;
        let write = |text: &str| -> Vec<Change> {
            let change = |place: &(ArenaPath<'_>, Part)| {
                Change::Write(Place::from(place.clone()), text.to_owned())
            };
            places.iter().map(|place| change(place)).collect()
        };
        let help = if let Some(correction) = cured(facts, &label) {
            let help = match &correction {
                Correction::Write(meant) if !is_dated(facts, &meant.text) => {
                    format!(
                        "write `{}`, and declare its days under `periods`",
                        meant.text
                    )
                }
                other => other.help(),
            };
            let meant = correction.meant();
            change = meant.map(|meant| (meant.safety, write(&meant.text)));
            help
        } else if let Some(meant) = facts.closest(&label, declared) {
            change = Some((Safety::Unsafe, write(meant)));
            format!("did you mean `{meant}`?")
        } else if facts.calendar.calendar_year {
            format!(
                "declare its first day and its last, for example `periods: {{{label}: 2025-07-01/2025-09-30}}`"
            )
        } else {
            "declare it under `periods`, or write `fiscal-year: calendar` under `subject`"
                .to_owned()
        };
        let message = format!("the period `{label}` has no dates");
        let mut raised = report.at((*first).clone(), message).help(help);
        for place in rest.iter().take(PLACES) {
            raised = raised.related((*place).clone(), "it is used here as well");
        }
        if let Some((safety, changes)) = change {
            raised.fix(safety, changes);
        }
    }
}

/// What was meant by a label without dates. A year of the calendar is that of the books
/// where they are one.
fn cured(facts: &Facts<'_>, label: &str) -> Option<Correction> {
    let fiscal = label.strip_prefix("CY").filter(|_| facts.calendar.calendar_year);
    let fiscal = fiscal.and_then(|rest| cure_period(&format!("FY{rest}")));
    let meant = fiscal.or_else(|| cure_period(label))?;
    (!matches!(&meant, Correction::Write(meant) if meant.text == label)).then_some(meant)
}

fn is_dated(facts: &Facts<'_>, period: &str) -> bool {
    period.parse().is_ok_and(|period| facts.calendar.end(&period).is_some())
}
