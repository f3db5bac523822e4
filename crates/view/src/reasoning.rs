//! Why a reading is held as firmly as it is: what the author says behind the claim.

use serde::Serialize;
use strata_model::Reading;

use crate::claim::Line;
use crate::context::Context;
use crate::reading::RELATIONS;
use crate::words::Rich;

/// The notes behind one reading.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Reasoning {
    pub(crate) at: String,
    pub(crate) reading: Rich,
    pub(crate) notes: Vec<Line>,
}

impl Context<'_> {
    /// The notes of all readings that have any, in the order of the readings.
    pub(crate) fn reasoning(&self) -> Vec<Reasoning> {
        let readings = self.refs.readings.iter().map(|(at, reading)| Reasoning {
            at: at.clone(),
            reading: self.listed(&[&reading.id]),
            notes: self.reasons(reading),
        });
        readings.filter(|it| !it.notes.is_empty()).collect()
    }

    /// The key judgment, where there is but one.
    pub(crate) fn sole_thesis(&self) -> Option<&Reading> {
        match self.brief.thesis.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Why a reading is held as firmly as it is.
    pub(crate) fn confidence_reason(&self, reading: &Reading) -> Option<Line> {
        let reason = self.rich(reading.confidence_reason.as_ref()?);
        let sure = reading.confidence.map(|it| self.labels.confidence(it));
        Some(Line::new(&sentence_case(sure.unwrap_or_default()), reason))
    }

    fn reasons(&self, reading: &Reading) -> Vec<Line> {
        let labels = self.labels;
        let mut lines = Vec::new();
        // Beside the only key judgment it stands at the front.
        let is_sole = self.sole_thesis().is_some_and(|it| it.id == reading.id);
        lines.extend(self.confidence_reason(reading).filter(|_| !is_sole));
        for evidence in &reading.evidence {
            let of = evidence.of.id();
            let name = self.refs.get(of).map_or(of.as_str(), |it| it.short.as_str());
            let aspect = self.aspect(&evidence.of).map(|it| format!(" ({it})"));
            let aspect = aspect.unwrap_or_default();
            let label = format!("{} {name}{aspect}", labels.relation(evidence.relation));
            for text in evidence.warrant.iter().chain(&evidence.diagnosticity) {
                lines.push(Line::new(&label, self.rich(text)));
            }
        }
        for relation in RELATIONS {
            let (_, more) = self.grounds(reading, relation);
            if !more.is_empty() {
                let label = format!("{} {}", labels.also, labels.relation(relation));
                lines.push(Line::new(&label, self.evidence_of(&more)));
            }
        }
        for assumption in &reading.assumptions {
            lines.push(Line::new(labels.assumes, self.rich(assumption)));
        }
        for alternative in &reading.alternatives {
            lines.push(Line::new(labels.alternative, self.rich(&alternative.text)));
            if let Some(shown_by) = &alternative.shown_by {
                lines.push(Line::new(labels.shown_by, self.rich(shown_by)));
            }
        }
        if let Some(review_by) = reading.review_by {
            lines.push(Line::new(labels.review_by, Rich::plain(labels.day(review_by))));
        }
        lines
    }
}

pub(crate) fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
