//! Figures of one label, where no concept says what they measure.

use std::borrow::Cow;
use std::collections::BTreeMap;

use strata_model::calc::Interval;
use strata_model::{Basis, Figure, Name, Sentence};

use super::{Identity, Point, identity, replaces, time};
use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::phrase::lower;
use crate::rule::Severity;
use crate::table::{Set, Table};

/// Labels that name nothing by themselves.
const GENERAL: [&str; 24] = [
    "other",
    "others",
    "rest",
    "total",
    "sum",
    "all",
    "change",
    "growth",
    "increase",
    "decrease",
    "margin",
    "share",
    "rate",
    "ratio",
    "price",
    "value",
    "result",
    "average",
    "corporate",
    "eliminations",
    "actual",
    "reported",
    "adjusted",
    "effect",
];

/// What tells figures of one label apart, beside what tells those of one concept apart.
type Key<'b> =
    (Identity<'b>, Option<&'b str>, Option<&'b Sentence>, Option<&'b Sentence>);

/// Values of one label that are held against each other; of more, only the first.
const MOST: usize = 32;

pub(super) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut labels: Table<Cow<'_, str>, usize> = Table::default();
    let named = facts.figures().filter(|(_, figure, _)| is_judged(figure));
    for (_, figure, _) in named {
        *labels.entry(lower(figure.label.as_str())).or_default() += 1;
    }
    labels.retain(|label, count| *count > 1 && !GENERAL.contains(&label.as_ref()));
    if labels.is_empty() {
        return;
    }
    let breakdowns = facts.figures().flat_map(|(_, it, _)| it.breakdowns.values());
    let parts: Set<&str> =
        breakdowns.flat_map(|it| &it.parts).map(|it| it.id().as_str()).collect();
    let mut same: BTreeMap<Key<'_>, Vec<(Point<'_>, Option<&Name>)>> = BTreeMap::new();
    for (id, figure, path) in facts.figures().filter(|(_, figure, _)| is_judged(figure)) {
        let Some((label, _)) =
            labels.get_key_value(lower(figure.label.as_str()).as_ref())
        else {
            continue;
        };
        // Parts of two wholes have the name of the part alone.
        if parts.contains(id.as_str()) {
            continue;
        }
        let own = figure.period.iter().zip(&figure.value);
        let own = own.map(|(period, value)| {
            (period, value, Interval::of_figure(figure), (path, "value", None))
        });
        let past = figure.history.iter().map(|(period, value)| {
            (period, value, Interval::of(value), (path, "history", Some(period)))
        });
        for (period, quantity, interval, place) in own.chain(past) {
            let Some(time) = time(facts, period) else { continue };
            let identity =
                Identity { what: label.as_ref(), ..identity(id, figure, quantity, time) };
            let definition = figure.definition.as_ref().map(|it| it.id().as_str());
            let key = (
                identity,
                definition,
                figure.population.as_ref(),
                figure.baseline.as_ref(),
            );
            let all = same.entry(key).or_default();
            let point = Point { id, quantity, interval, place };
            let concept = figure.concept.as_ref();
            let other = all.iter().find(|(earlier, of)| {
                earlier.id != id
                    && (of.is_none() || concept.is_none())
                    && !replaces(facts, earlier.id, id)
                    && apart(earlier, &point)
            });
            if let Some((earlier, _)) = other {
                let message = format!(
                    "`{quantity}` contradicts `{}`, the value of figure `{}`, which has the same \
                     label",
                    earlier.quantity, earlier.id
                );
                report
                    .at(point.path(), message)
                    .help(
                        "correct one of the two, or tell them apart by `label`, `definition` or \
                         `dimensions`",
                    )
                    .related(earlier.path(), "the other value")
                    .severity(Severity::Warning);
            }
            if all.len() < MOST {
                all.push((point, concept));
            }
        }
    }
}

/// Whether a figure is a fact of which there is one: no outlook, no estimate, nothing of
/// which a note says what it is.
fn is_judged(figure: &Figure) -> bool {
    figure.guidance.is_none()
        && figure.note.is_none()
        && !matches!(figure.basis, Some(Basis::AnalystEstimate | Basis::ThirdParty))
}

fn apart(one: &Point<'_>, other: &Point<'_>) -> bool {
    one.interval.zip(other.interval).is_some_and(|(one, other)| !one.meets(other))
}
