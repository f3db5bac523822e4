//! A reading as it is printed: the claim, and what it stands on.

use strata_model::{ClaimKind, Ground, Reading, Relation};

use crate::claim::{Claim, Degree, Form, Line};
use crate::context::Context;
use crate::height::tall_claim;
use crate::words::{Flow, Rich, Said, Words};

/// The letters of a text as it is read.
fn read(text: &[Flow]) -> usize {
    let paragraphs = text.iter().flat_map(Flow::paragraphs);
    paragraphs.map(|it| it.read().chars().count()).sum()
}

/// How evidence can stand to a claim, in the order of their lines.
pub(crate) const RELATIONS: [Relation; 4] =
    [Relation::Supports, Relation::Undermines, Relation::Undercuts, Relation::Context];

/// So many pieces of evidence are named beside a claim.
const NAMED: usize = 4;

impl Context<'_> {
    pub(crate) fn claim(&self, at: String, reading: &Reading) -> Claim {
        let labels = self.labels;
        let target = self.refs.get(&reading.id);
        let sure = reading.confidence;
        let sure = sure.map(|it| Degree::of_confidence(it, labels.confidence(it)));
        let likely = reading.likelihood;
        let likely = likely.map(|it| Degree::of_likelihood(it, labels.likelihood(it)));
        let status = reading.status.map(|it| labels.status(it));
        let nature = std::iter::once(labels.claim_kind(reading.kind)).chain(status);
        let horizon = reading.horizon.as_ref();
        let text = self.flow(&reading.text);
        let support = reading.support.as_ref().map(|support| self.flow(support));
        let (size, more) = (read(&text), support.as_deref().map_or(0, read));
        let mut claim = Claim {
            at,
            anchor: target.map(|it| it.anchor.clone()).unwrap_or_default(),
            title: target.map(|it| it.title.clone()).unwrap_or_default(),
            label: match &reading.label {
                Some(label) => self.set(label),
                None => Rich::plain(labels.interpretation),
            },
            own_label: reading.label.is_some(),
            nature: nature.collect::<Vec<_>>().join(" · ").into(),
            horizon: horizon
                .map(|it| Said::new(labels.period(it), labels.say_period(it))),
            text,
            size,
            support,
            lines: self.lines(reading),
            degrees: sure.into_iter().chain(likely).collect(),
            form: Form::of(size + more),
            tall: false,
        };
        claim.tall = tall_claim(&claim);
        if claim.tall {
            claim.form = Form::Full;
        }
        claim
    }

    /// A reading as a key judgment, whose horizon stands under it, as it has no head. What
    /// sort of claim it is goes without saying if it is a judgment.
    pub(crate) fn judgment(&self, at: String, reading: &Reading) -> Claim {
        let mut claim = self.claim(at, reading);
        let kind = Some(reading.kind).filter(|it| *it != ClaimKind::Judgment);
        let kind = kind.map(|it| self.labels.claim_kind(it));
        let status = reading.status.map(|it| self.labels.status(it));
        let nature: Vec<_> = kind.into_iter().chain(status).collect();
        claim.nature = nature.join(" · ").into();
        let horizon = claim.horizon.take().map(Rich::plain);
        let horizon = horizon.map(|it| Line::new(self.labels.horizon, it));
        claim.lines.extend(horizon);
        claim
    }

    /// The evidence in a relation to a reading: what stands beside the claim, and what is
    /// left to the pages behind.
    pub(crate) fn grounds<'r>(
        &self,
        reading: &'r Reading,
        relation: Relation,
    ) -> (Vec<&'r Ground>, Vec<&'r Ground>) {
        let of = reading.grounds().filter(|(_, it)| *it == relation);
        let mut named: Vec<_> = of.map(|(ground, _)| ground).collect();
        // One more costs no more room than to say so.
        let more =
            if named.len() > NAMED + 1 { named.split_off(NAMED) } else { Vec::new() };
        (named, more)
    }

    /// Evidence one by one, with the sources of all.
    pub(crate) fn evidence_of(&self, grounds: &[&Ground]) -> Rich {
        let mut line = Rich::default();
        for (n, ground) in grounds.iter().enumerate() {
            if n > 0 {
                line.push(", ");
            }
            line = line.followed_by(self.evidence(ground));
        }
        line
    }

    /// A line for each relation, what the claim rests on and what speaks against it; then
    /// what it replaces.
    fn lines(&self, reading: &Reading) -> Vec<Line> {
        let labels = self.labels;
        let mut lines: Vec<_> = RELATIONS
            .into_iter()
            .filter_map(|relation| {
                let (named, more) = self.grounds(reading, relation);
                let mut body = self.evidence_of(&named);
                if !more.is_empty() {
                    body.push(format!(" {}", labels.and_more(more.len())));
                }
                (!named.is_empty()).then(|| Line::new(labels.relation(relation), body))
            })
            .collect();
        if lines.is_empty() {
            let body = Rich::plain(labels.no_evidence);
            lines.push(Line { label: Words::default(), body, missing: true });
        }
        if let Some(replaces) = &reading.replaces {
            lines.push(Line::new(labels.replaces, self.listed(&[replaces])));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    /// What the line of evidence of a claim on so many figures says.
    fn rests_on(count: usize) -> String {
        let ids: Vec<_> = (1..=count).map(|it| format!("f{it}")).collect();
        let figure = |id: &String| (id.clone(), json!({"label": id, "value": "$1B"}));
        let figures: serde_json::Map<_, _> = ids.iter().map(figure).collect();
        let brief: Brief = serde_json::from_value(json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2025-02-01",
            "thesis": [{"id": "t", "kind": "judgment", "text": "So.", "rests-on": ids}],
            "figures": figures,
        }))
        .expect("a brief");
        let context = Context::new(&brief, Paper::A4);
        context.lines(&brief.thesis[0])[0].body.read()
    }

    #[test]
    fn evidence_beyond_the_first_is_counted() {
        let named = "f1 $1B, f2 $1B, f3 $1B, f4 $1B";
        assert_eq!(rests_on(5), format!("{named}, f5 $1B"));
        assert_eq!(rests_on(6), format!("{named} and 2 more"));
    }
}
