//! Why a reading is held as firmly as it is: what the author says behind the claim.

use strata_model::Reading;

use crate::back::Entry;
use crate::claim::Line;
use crate::context::Context;
use crate::reading::RELATIONS;
use crate::words::{Look, Rich, Run};

impl Context<'_> {
    /// The reasons of all readings that give any, in the order of the readings: the key
    /// judgments under their numbers, the others under their names.
    pub(crate) fn reasoning(&self) -> Vec<Entry> {
        let judgments = self.brief.thesis.len();
        let readings = self.refs.readings.iter().enumerate();
        let entries = readings.map(|(n, (at, reading))| {
            let mut key = self.listed(&[&reading.id]);
            if n < judgments
                && let Some(run) = key.runs.first_mut()
            {
                run.text = (n + 1).to_string().into();
            }
            Entry { at: Some(at.clone()), ..Entry::new(key, self.reasons(reading)) }
        });
        let is_given = |entry: &Entry| {
            entry.body.iter().flat_map(|it| it.paragraphs()).any(|it| !it.runs.is_empty())
        };
        entries.filter(is_given).collect()
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

    fn reasons(&self, reading: &Reading) -> Rich {
        let labels = self.labels;
        let mut reasons = Rich::default();
        let mut say = |label: &str, body: Rich, look: &Look| {
            if !reasons.runs.is_empty() {
                reasons.push(" ");
            }
            let text = label.into();
            reasons.runs.push(Run { text, to: None, look: look.clone() });
            reasons = std::mem::take(&mut reasons).followed_by(body);
        };
        let (plain, strong) = (Look::default(), Look { strong: true, ..Look::default() });
        // Beside the only key judgment it stands at the front.
        let is_sole = self.sole_thesis().is_some_and(|it| it.id == reading.id);
        if let Some(reason) = reading.confidence_reason.as_ref().filter(|_| !is_sole) {
            let sure = reading.confidence.map(labels.back.sure);
            let likely = reading.likelihood.map(|it| labels.likelihood(it));
            let label = sure.or(likely).map(|it| format!("{it}{}", labels.colon));
            say(&label.unwrap_or_default(), self.rich(reason), &plain);
        }
        for evidence in &reading.evidence {
            let name = self.listed(&[evidence.of.id()]);
            let aspect = self.aspect(&evidence.of).map(|it| format!(" ({it})"));
            let aspect = aspect.unwrap_or_default();
            for text in evidence.warrant.iter().chain(&evidence.diagnosticity) {
                let mut body = Rich::plain(" ").followed_by(name.clone());
                body.push(format!("{aspect}{}", labels.colon));
                let body = body.followed_by(self.rich(text));
                say(labels.relation(evidence.relation), body, &strong);
            }
        }
        for relation in RELATIONS {
            let (_, more) = self.grounds(reading, relation);
            if !more.is_empty() {
                let label = format!("{} {}", labels.also, labels.relation(relation));
                let mut body = Rich::plain(" ").followed_by(self.evidence_of(&more));
                body.push(".");
                say(&label, body, &strong);
            }
        }
        let spaced = |body: Rich| Rich::plain(" ").followed_by(body);
        for assumption in &reading.assumptions {
            say(labels.assumes, spaced(self.rich(assumption)), &strong);
        }
        for alternative in &reading.alternatives {
            say(labels.back.or, spaced(self.rich(&alternative.text)), &strong);
            if let Some(shown_by) = &alternative.shown_by {
                say(labels.shown_by, spaced(self.rich(shown_by)), &strong);
            }
        }
        if let Some(review_by) = reading.review_by {
            let day = format!(" {}.", labels.day(review_by));
            say(labels.review_by, Rich::plain(day), &strong);
        }
        reasons
    }
}

pub(crate) fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
