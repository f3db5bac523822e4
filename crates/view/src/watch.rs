//! What would change our mind: every tripwire with how it stands now.

use serde::Serialize;
use strata_check::outcome;
use strata_model::{Figure, Reading, Tripwire, TripwireMeasure};

use crate::context::Context;
use crate::words::{Rich, Said, Words};

/// A tripwire as a row of a table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Watch {
    pub(crate) at: String,
    pub(crate) reading: Rich,
    pub(crate) condition: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) because: Option<Rich>,
    pub(crate) now: Said,
    pub(crate) result: Words,
}

impl Context<'_> {
    /// The tripwires of all readings, in the order of the readings.
    pub(crate) fn watches(&self) -> Vec<Watch> {
        let rows = self.refs.readings.iter().flat_map(|(at, reading)| {
            let tripwires = reading.breaks_if.iter().enumerate();
            tripwires.map(move |(n, tripwire)| {
                self.watch(format!("{at}/breaks-if/{n}"), reading, tripwire)
            })
        });
        rows.collect()
    }

    fn watch(&self, at: String, reading: &Reading, tripwire: &Tripwire) -> Watch {
        let labels = self.labels;
        let figure = self.brief.figure(&tripwire.figure);
        let mut condition = self.listed(&[&tripwire.figure]);
        let label = figure.map_or(tripwire.figure.as_str(), |it| it.label.as_str());
        let terms = [label, labels.measure(tripwire.measure), labels.side(tripwire.is)];
        for term in terms.iter().filter(|term| !term.is_empty()) {
            condition.push(format!(" {term}"));
        }
        let threshold = &tripwire.threshold;
        condition.push(" ");
        condition
            .push(Said::new(labels.quantity(threshold), labels.say_quantity(threshold)));
        if let Some(periods) = &tripwire.for_periods {
            let number = usize::from(periods.get());
            let lasting = labels.sentences.for_periods;
            condition.push(lasting(labels.plural(number), number));
        }
        if let Some(effect) = tripwire.effect {
            condition.push(format!(" ({})", labels.effect(effect)));
        }
        let result = labels.outcome(outcome(self.brief, tripwire));
        Watch {
            at,
            reading: self.listed(&[&reading.id]),
            condition,
            because: tripwire.because.as_ref().map(|it| self.rich(it)),
            now: figure.map(|it| self.measured(it, tripwire.measure)).unwrap_or_default(),
            result: result.into(),
        }
    }

    /// The measure that is watched, as the figure states it.
    fn measured(&self, figure: &Figure, measure: TripwireMeasure) -> Said {
        let labels = self.labels;
        match measure {
            TripwireMeasure::Value => {
                Said::new(labels.value(figure), labels.say_value(figure))
            }
            TripwireMeasure::Change => {
                let change = figure.change.as_ref();
                let said = |it| Said::new(labels.change(it), labels.say_change(it));
                change.map(said).unwrap_or_default()
            }
            TripwireMeasure::Rank => Said::default(),
        }
    }
}
