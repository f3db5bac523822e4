//! A reading as it is printed: the claim, what it stands on, and what would break it.

use serde::Serialize;
use strata_model::{Id, Reading, Relation};

use crate::view::{
    Context,
    height::tall_claim,
    words::{Rich, Said, Words},
};

/// A reading in a box, or a key judgment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Claim {
    pub(crate) at: String,
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) number: Words,
    pub(crate) label: Words,
    /// Whether the label is the data's own and keeps its case.
    pub(crate) own_label: bool,
    /// What sort of claim, and how sure: `judgment · moderate confidence`.
    pub(crate) nature: Words,
    pub(crate) text: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) support: Option<Rich>,
    pub(crate) evidence: Vec<Line>,
    pub(crate) notes: Vec<Line>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

/// A small line under a claim: its label and what follows.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Line {
    pub(crate) label: Words,
    pub(crate) body: Rich,
    /// Whether the line says that something is missing.
    pub(crate) missing: bool,
}

impl Line {
    pub(crate) fn new(label: &str, body: Rich) -> Self {
        Self { label: label.into(), body, missing: false }
    }
}

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
        let text = self.rich(&reading.text);
        let support = reading.support.as_ref().map(|support| self.rich(support));
        let evidence = self.evidence(reading);
        let notes = self.notes(reading);
        let mut claim = Claim {
            at,
            anchor: target.map(|it| it.anchor.clone()).unwrap_or_default(),
            title: target.map(|it| it.title.clone()).unwrap_or_default(),
            number: target.map(|it| it.short.as_str()).unwrap_or_default().into(),
            label: match &reading.label {
                Some(label) => self.read(label).into(),
                None => labels.interpretation.into(),
            },
            own_label: reading.label.is_some(),
            nature: nature.join(" · ").into(),
            text,
            support,
            evidence,
            notes,
            tall: false,
        };
        claim.tall = tall_claim(&claim);
        claim
    }

    /// A line for each relation: what the claim rests on, what speaks against it.
    fn evidence(&self, reading: &Reading) -> Vec<Line> {
        let relations = [
            Relation::Supports,
            Relation::Undermines,
            Relation::Undercuts,
            Relation::Context,
        ];
        let mut lines: Vec<_> = relations
            .into_iter()
            .filter_map(|relation| {
                let of = reading.evidence().filter(|(_, it)| *it == relation);
                let ids: Vec<_> = of.map(|(id, _)| id).collect();
                let body = self.listed(&ids);
                (!ids.is_empty()).then(|| Line::new(self.labels.relation(relation), body))
            })
            .collect();
        if lines.is_empty() {
            let body = Rich::plain(self.labels.no_evidence);
            lines.push(Line { label: Words::default(), body, missing: true });
        }
        lines
    }

    /// Links joined as in a sentence.
    pub(crate) fn listed(&self, ids: &[&Id]) -> Rich {
        let mut rich = Rich::default();
        for (n, id) in ids.iter().enumerate() {
            match n {
                0 => {}
                _ if n + 1 == ids.len() => rich.push(format!(" {} ", self.labels.and)),
                _ => rich.push(", "),
            }
            match self.refs.run(id) {
                Some(run) => rich.runs.push(run),
                None => rich.push(id.as_str()),
            }
        }
        rich
    }

    /// Everything else that a claim says of itself.
    fn notes(&self, reading: &Reading) -> Vec<Line> {
        let labels = self.labels;
        let mut lines = Vec::new();
        if let Some(reason) = &reading.confidence_reason {
            let label =
                reading.confidence.map(|it| labels.confidence(it)).unwrap_or_default();
            lines.push(Line::new(label, self.rich(reason)));
        }
        for evidence in &reading.evidence {
            let name = self.refs.get(&evidence.of).map(|it| it.short.as_str());
            for text in evidence.warrant.iter().chain(&evidence.diagnosticity) {
                lines.push(Line::new(name.unwrap_or_default(), self.rich(text)));
            }
        }
        for assumption in &reading.assumptions {
            lines.push(Line::new(labels.assumes, self.rich(assumption)));
        }
        for alternative in &reading.alternatives {
            let mut body = self.rich(&alternative.text);
            if let Some(shown_by) = &alternative.shown_by {
                let shown_by = self.rich(shown_by);
                body.push(format!(" – {} ", labels.shown_by));
                body.runs.extend(shown_by.runs);
                body.marks.extend(shown_by.marks);
            }
            lines.push(Line::new(labels.alternative, body));
        }
        if let Some(horizon) = &reading.horizon {
            let horizon = Said::new(labels.period(horizon), labels.say_period(horizon));
            lines.push(Line::new(labels.horizon, Rich::plain(horizon)));
        }
        if let Some(review_by) = reading.review_by {
            lines.push(Line::new(labels.review_by, Rich::plain(labels.day(review_by))));
        }
        if let Some(replaces) = &reading.replaces {
            lines.push(Line::new(labels.replaces, self.listed(&[replaces])));
        }
        lines
    }
}
