//! What changed since the edition before: what takes the place of what.

use std::collections::BTreeSet;

use serde::Serialize;
use strata_model::calc::outlook::{Revision, revision};
use strata_model::{Basis, Block, Brief, Figure, Id, Ref, Text};

use crate::context::Context;
use crate::recommended::Way;
use crate::words::{Rich, Said, Words};

/// At most so many changes are told at the front.
const TOLD: usize = 3;

/// The bar of what changed.
#[derive(Debug, Serialize)]
pub(crate) struct Changes {
    head: Words,
    cells: Vec<Changed>,
    /// How many more there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<Words>,
}

/// One thing before and now.
#[derive(Debug, Serialize)]
struct Changed {
    at: String,
    #[serde(flatten)]
    way: Way,
    what: Words,
    /// Nothing where it is as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Said>,
    now: Said,
    /// That it is as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<Words>,
    mark: Rich,
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

/// The figures that replace others and are not replaced themselves: guidance first, in the
/// order in which it is printed, then the target, estimates and the rest.
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
    let guided = guided(brief);
    let place = |it: &Replaced<'_>| guided.iter().position(|id| *id == it.id);
    all.sort_by_key(|it| (sort(brief, it), place(it).unwrap_or(usize::MAX)));
    all
}

/// What the tables of guidance show.
fn guided(brief: &Brief) -> Vec<&Id> {
    let blocks = brief.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Guidance(table) => Some(&table.show),
        _ => None,
    });
    tables.flatten().map(Ref::id).collect()
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
    /// What changed, if anything did: guidance, rating, target, estimates; last what was
    /// confirmed.
    pub(crate) fn changes(&self) -> Option<Changes> {
        let of_sort = |it: &Replaced<'_>| sort(self.brief, it);
        let mut figures = replaced(self.brief);
        figures.retain(|it| of_sort(it) != Sort::Other);
        let (guidance, others) =
            figures.split_at(figures.partition_point(|it| of_sort(it) == Sort::Guidance));
        let of_figure = |it: &Replaced<'_>| self.changed_figure(it, &figures);
        let mut cells: Vec<_> = guidance
            .iter()
            .map(of_figure)
            .chain(self.changed_rating())
            .chain(others.iter().map(of_figure))
            .collect();
        cells.sort_by_key(|it| it.confirmed.is_some());
        let more = cells.len().saturating_sub(TOLD);
        cells.truncate(TOLD);
        (!cells.is_empty()).then(|| Changes {
            head: self.labels.front.what_changed.into(),
            cells,
            more: (more > 0).then(|| self.labels.and_more(more).into()),
        })
    }

    /// A figure with its value before and now: of a range of which one end went, that end.
    fn changed_figure(&self, it: &Replaced<'_>, all: &[Replaced<'_>]) -> Changed {
        let labels = self.labels;
        let words = &labels.front;
        let name = |figure: &Figure| {
            let short = figure.short.as_ref().map(Text::as_str);
            short.unwrap_or(figure.label.as_str()).to_owned()
        };
        let mut what = name(it.now);
        let went = revision(it.before, it.now);
        let value = |figure| Said::new(labels.value(figure), labels.say_value(figure));
        let ranges = it.before.range.as_ref().zip(it.now.range.as_ref());
        let end = match (went, ranges) {
            (Some(Revision::FloorRaised | Revision::FloorCut), Some((before, now))) => {
                what = (words.floor)(&what);
                Some([&before.low, &now.low])
            }
            (
                Some(Revision::CeilingRaised | Revision::CeilingCut),
                Some((before, now)),
            ) => {
                what = (words.ceiling)(&what);
                Some([&before.high, &now.high])
            }
            _ => None,
        };
        let ends = end.map(|ends| {
            ends.map(|it| Said::new(labels.quantity(it), labels.say_quantity(it)))
        });
        // Two of one name are known by their periods.
        let same = all.iter().filter(|other| name(other.now) == name(it.now)).count();
        if same > 1 && it.now.period.is_some() {
            what = format!("{what}, {}", self.period_of(it.now));
        }
        let confirmed = went == Some(Revision::Confirmed);
        let [before, now] = ends.unwrap_or_else(|| [value(it.before), value(it.now)]);
        Changed {
            at: format!("/figures/{}", it.id),
            way: self.revised(it.before, it.now),
            what: what.into(),
            before: (!confirmed).then_some(before),
            now,
            confirmed: confirmed.then(|| labels.revision(Revision::Confirmed).into()),
            mark: self.cited_by(&[it.old, it.id]),
        }
    }

    fn changed_rating(&self) -> Option<Changed> {
        let it = self.brief.recommendation.as_ref()?;
        let before = it.before.as_ref().filter(|before| **before != it.rating)?;
        Some(Changed {
            at: "/recommendation".to_owned(),
            way: self.rated(it),
            what: self.labels.front.rating.into(),
            before: Some(before.as_str().into()),
            now: it.rating.as_str().into(),
            confirmed: None,
            mark: Rich::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Paper;

    fn figure(value: &str, period: &str) -> serde_json::Value {
        serde_json::json!({ "label": "Sales", "value": value, "period": period })
    }

    fn told(
        mut brief: serde_json::Value,
        replaces: &[(&str, &str)],
    ) -> (Vec<String>, String) {
        for (new, old) in replaces {
            brief["figures"][new]["replaces"] = (*old).into();
        }
        let brief: Brief = serde_json::from_value(brief).expect("a brief");
        let changes = Context::new(&brief, Paper::A4).changes().expect("changes");
        let cells = changes.cells.iter().map(|it| {
            let way = serde_json::to_value(&it.way).expect("a way");
            let glyph = way["glyph"]["text"].as_str().unwrap_or("-");
            let tone = way["tone"].as_str().expect("a tone");
            let before = it.before.as_ref().map(|it| format!("{} → ", it.text));
            let confirmed = it.confirmed.as_ref().map(|it| format!(", {it}"));
            format!(
                "{glyph} {tone} {} {}{}{}",
                it.what,
                before.unwrap_or_default(),
                it.now.text,
                confirmed.unwrap_or_default()
            )
        });
        (cells.collect(), changes.more.map(|it| it.to_string()).unwrap_or_default())
    }

    /// Guidance first, each chain by its last step; what was restated is not news.
    #[test]
    fn what_was_replaced_last_is_told() {
        let mut brief = serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2025-10-31",
            "recommendation": {"rating": "Buy", "before": "Hold", "target": "target",
                "scale": ["Buy", "Hold", "Sell"]},
            "thesis": [{"id": "it-grows", "kind": "judgment", "text": "It grows."}],
            "figures": {
                "a-restated": figure("$1B", "FY 2024"), "b-first": figure("$2B", "FY 2024"),
                "guided": figure("$5B", "FY 2025"), "guided-may": figure("$4B", "FY 2025"),
                "guided-first": figure("$3B", "FY 2025"), "target": figure("$6B", "FY 2026"),
                "target-may": figure("$7B", "FY 2026"),
            },
        });
        brief["figures"]["guided"]["guidance"] =
            serde_json::json!({"issued": "2025-10-30"});
        let replaces = [
            ("a-restated", "b-first"),
            ("guided", "guided-may"),
            ("guided-may", "guided-first"),
            ("target", "target-may"),
        ];
        let (cells, more) = told(brief, &replaces);
        assert_eq!(
            cells,
            [
                "▲ better Sales, FY 2025 $4B → $5B",
                "▲ better Rating Hold → Buy",
                "▼ worse Sales, FY 2026 $7B → $6B",
            ]
        );
        assert_eq!(more, "");
    }

    /// An end that moved alone is told alone, what was confirmed comes last, and polarity
    /// gives the tone.
    #[test]
    fn a_range_is_told_by_the_end_that_moved() {
        let guidance = |label: &str, low: &str, high: &str, better: &str| {
            serde_json::json!({ "label": label, "range": {"low": low, "high": high},
                "period": "FY 2025", "better": better, "guidance": {"issued": "2025-10-30"} })
        };
        let brief = serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2025-10-31", "thesis": [{"id": "it-grows", "kind": "judgment", "text": "It grows."}],
            "figures": {
                "a": guidance("Volume", "2%", "4%", "higher"),
                "a-old": guidance("Volume", "2%", "4%", "higher"),
                "b": guidance("EBIT", "$9.0B", "$9.5B", "higher"),
                "b-old": guidance("EBIT", "$8.0B", "$9.5B", "higher"),
                "c": guidance("Costs", "$1.0B", "$1.5B", "lower"),
                "c-old": guidance("Costs", "$1.0B", "$1.2B", "lower"),
                "d": guidance("CapEx", "$3.0B", "$4.0B", "neither"),
                "d-old": guidance("CapEx", "$2.0B", "$3.0B", "neither"),
            },
        });
        let replaces = [("a", "a-old"), ("b", "b-old"), ("c", "c-old"), ("d", "d-old")];
        let (cells, more) = told(brief, &replaces);
        assert_eq!(
            cells,
            [
                "▲ better EBIT floor $8.0B → $9.0B",
                "▲ worse Costs ceiling $1.2B → $1.5B",
                "▲ neither CapEx $2.0B–$3.0B → $3.0B–$4.0B",
            ]
        );
        assert_eq!(more, "and 1 more");
    }
}
