//! A reading as it is printed: the claim, and what it stands on.

use strata_model::{Reading, Relation};

use crate::claim::{Claim, Line};
use crate::context::Context;
use crate::height::tall_claim;
use crate::words::{Rich, Said, Words};

impl Context<'_> {
    pub(crate) fn claim(&self, at: String, reading: &Reading) -> Claim {
        let labels = self.labels;
        let target = self.refs.get(&reading.id);
        let sure = reading.confidence.map(|it| labels.confidence(it));
        let likely = reading.likelihood.map(|it| labels.likelihood(it));
        let status = reading.status.map(|it| labels.status(it));
        let nature: Vec<_> = std::iter::once(labels.claim_kind(reading.kind))
            .chain(sure)
            .chain(likely)
            .chain(status)
            .collect();
        let text = self.flow(&reading.text);
        let support = reading.support.as_ref().map(|support| self.flow(support));
        let lines = self.lines(reading);
        let mut claim = Claim {
            at,
            anchor: target.map(|it| it.anchor.clone()).unwrap_or_default(),
            title: target.map(|it| it.title.clone()).unwrap_or_default(),
            number: target.map(|it| it.short.as_str()).unwrap_or_default().into(),
            label: match &reading.label {
                Some(label) => self.set(label),
                None => Rich::plain(labels.interpretation),
            },
            own_label: reading.label.is_some(),
            nature: nature.join(" · ").into(),
            text,
            support,
            lines,
            tall: false,
        };
        claim.tall = tall_claim(&claim);
        claim
    }

    /// A line for each relation, what the claim rests on and what speaks against it; then
    /// its horizon and what it replaces.
    fn lines(&self, reading: &Reading) -> Vec<Line> {
        let labels = self.labels;
        let relations = [
            Relation::Supports,
            Relation::Undermines,
            Relation::Undercuts,
            Relation::Context,
        ];
        let mut lines: Vec<_> = relations
            .into_iter()
            .filter_map(|relation| {
                let of = reading.grounds().filter(|(_, it)| *it == relation);
                let grounds: Vec<_> = of.map(|(ground, _)| ground).collect();
                let body = self.rested_on(&grounds);
                (!grounds.is_empty()).then(|| Line::new(labels.relation(relation), body))
            })
            .collect();
        if lines.is_empty() {
            let body = Rich::plain(labels.no_evidence);
            lines.push(Line { label: Words::default(), body, missing: true });
        }
        if let Some(horizon) = &reading.horizon {
            let horizon = Said::new(labels.period(horizon), labels.say_period(horizon));
            lines.push(Line::new(labels.horizon, Rich::plain(horizon)));
        }
        if let Some(replaces) = &reading.replaces {
            lines.push(Line::new(labels.replaces, self.listed(&[replaces])));
        }
        lines
    }
}
