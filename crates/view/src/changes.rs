//! What changed since the edition before: what takes the place of what.

use std::collections::BTreeSet;

use serde::Serialize;
use strata_model::calc::outlook::revision;
use strata_model::{Basis, Brief, Figure, Id, Reading, Ref};

use crate::context::Context;
use crate::reasoning::sentence_case;
use crate::refs::opening;
use crate::words::{Rich, Said, Words};

/// The longest opening of a reading that stands for the whole of it.
const OPENING: usize = 120;

/// The table of what changed, under its head.
#[derive(Debug, Serialize)]
pub(crate) struct Changes {
    head: Words,
    heads: [Words; 3],
    rows: Vec<Row>,
}

/// One thing before and now.
#[derive(Debug, Serialize)]
struct Row {
    what: Rich,
    before: Rich,
    now: Rich,
}

/// A figure that takes the place of another.
pub(crate) struct Replaced<'b> {
    pub(crate) id: &'b Id,
    pub(crate) now: &'b Figure,
    pub(crate) old: &'b Id,
    pub(crate) before: &'b Figure,
}

/// What is printed first of what changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Guidance,
    Target,
    Estimate,
    Other,
}

/// The figures that replace others and are not replaced themselves: guidance first, then the
/// target, estimates and the rest.
pub(crate) fn replaced(brief: &Brief) -> Vec<Replaced<'_>> {
    let replaces = brief.figures.values().filter_map(|it| it.replaces.as_ref());
    let gone: BTreeSet<&Id> = replaces.map(Ref::id).collect();
    let all = brief.figures.iter().filter(|(id, _)| !gone.contains(id));
    let mut all: Vec<_> = all
        .filter_map(|(id, now)| {
            let (old, before) =
                brief.figures.get_key_value(now.replaces.as_ref()?.id())?;
            Some(Replaced { id, now, old, before })
        })
        .collect();
    all.sort_by_key(|it| sort(brief, it));
    all
}

fn sort(brief: &Brief, it: &Replaced<'_>) -> Sort {
    if it.now.guidance.is_some() {
        Sort::Guidance
    } else if is_target(brief, it.id) {
        Sort::Target
    } else if it.now.basis == Some(Basis::AnalystEstimate) {
        Sort::Estimate
    } else {
        Sort::Other
    }
}

fn is_target(brief: &Brief, id: &Id) -> bool {
    let recommendation = brief.recommendation.as_ref();
    recommendation.and_then(|it| it.target.as_ref()).is_some_and(|target| target == id)
}

impl Context<'_> {
    /// What changed, if anything did: guidance, rating, target, estimates, other figures,
    /// readings.
    pub(crate) fn changes(&self) -> Option<Changes> {
        let labels = self.labels;
        let figures = replaced(self.brief);
        let guided = figures.partition_point(|it| sort(self.brief, it) == Sort::Guidance);
        let (guidance, others) = figures.split_at(guided);
        let of_figure = |it: &Replaced<'_>| self.changed_figure(it);
        let rows: Vec<_> = guidance
            .iter()
            .map(of_figure)
            .chain(self.changed_rating())
            .chain(others.iter().map(of_figure))
            .chain(self.changed_readings())
            .collect();
        let heads = [labels.item, labels.earlier, labels.now].map(Words::from);
        let head = labels.front.what_changed.into();
        (!rows.is_empty()).then_some(Changes { head, heads, rows })
    }

    /// A figure with its value before and now, and of guidance what became of it.
    fn changed_figure(&self, it: &Replaced<'_>) -> Row {
        let labels = self.labels;
        let mut what = Rich::plain(it.now.label.as_str());
        if it.now.period.is_some() {
            what.push(", ");
            what.push(self.period_said(it.now));
        }
        let value = |id: &Id, figure: &Figure| {
            let value = Said::new(labels.value(figure), labels.say_value(figure));
            let mut rich = Rich::plain(value);
            rich.cite(self.refs.cited.by(id));
            rich
        };
        let mut now = value(it.id, it.now);
        let guided = it.now.guidance.as_ref().and_then(|_| revision(it.before, it.now));
        if let Some(revision) = guided {
            now.push(format!(", {}", labels.revision(revision)));
        }
        Row { what, before: value(it.old, it.before), now }
    }

    fn changed_rating(&self) -> Option<Row> {
        let recommendation = self.brief.recommendation.as_ref()?;
        let before = recommendation.before.as_ref()?;
        Some(Row {
            what: Rich::plain(self.labels.front.rating),
            before: Rich::plain(before.as_str()),
            now: Rich::plain(recommendation.rating.as_str()),
        })
    }

    fn changed_readings(&self) -> Vec<Row> {
        let all = || self.refs.readings.iter().map(|(_, reading)| *reading);
        let gone: BTreeSet<&Id> =
            all().filter_map(|it| it.replaces.as_ref()).map(Ref::id).collect();
        let said =
            |reading: &Reading| Rich::plain(opening(&self.read(&reading.text), OPENING));
        let row = |now: &Reading| {
            let old = now.replaces.as_ref()?;
            let before = all().find(|it| it.id == *old.id())?;
            let what = sentence_case(self.labels.claim_kind(now.kind));
            Some(Row { what: Rich::plain(what), before: said(before), now: said(now) })
        };
        all().filter(|it| !gone.contains(&it.id)).filter_map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Paper;

    /// Guidance first, each chain by its last step, and the numbers in the order of reading.
    #[test]
    fn what_was_replaced_last_is_told() {
        let figure = |value: &str| serde_json::json!({ "label": "Sales", "value": value, "period": "FY 2025" });
        let mut brief = serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2025-10-31",
            "recommendation": {"rating": "Buy", "before": "Hold", "target": "target"},
            "thesis": [
                {"id": "new", "kind": "judgment", "text": "It grows.", "replaces": "old"},
                {"id": "old", "kind": "judgment", "text": "It shrinks."},
            ],
            "figures": {
                "a-restated": figure("$1B"), "b-first": figure("$2B"),
                "guided": figure("$5B"), "guided-may": figure("$4B"),
                "guided-first": figure("$3B"), "target": figure("$6B"),
                "target-may": figure("$7B"),
            },
        });
        for (new, old) in [
            ("a-restated", "b-first"),
            ("guided", "guided-may"),
            ("guided-may", "guided-first"),
            ("target", "target-may"),
        ] {
            brief["figures"][new]["replaces"] = old.into();
        }
        brief["figures"]["guided"]["guidance"] =
            serde_json::json!({"issued": "2025-10-30"});
        let brief: Brief = serde_json::from_value(brief).expect("a brief");
        let context = Context::new(&brief, Paper::A4);
        let rows = context.changes().expect("changes").rows;
        let told = |rich: &Rich| {
            let marks = rich.marks.iter().map(|source| format!(" {source}"));
            rich.read() + &marks.collect::<String>()
        };
        let rows: Vec<_> =
            rows.iter().map(|row| [&row.what, &row.before, &row.now].map(told)).collect();
        assert_eq!(
            rows,
            [
                ["Sales, FY 2025", "$4B", "$5B, raised"],
                ["Rating", "Hold", "Buy"],
                ["Sales, FY 2025", "$7B", "$6B"],
                ["Sales, FY 2025", "$2B", "$1B"],
                ["Judgment", "It shrinks", "It grows"],
            ]
        );
    }
}
